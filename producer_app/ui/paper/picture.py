"""A page's picture out of its PNG bytes, and its size without decoding it."""

from __future__ import annotations

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QSize, Qt
from PySide6.QtGui import QImage, QImageReader


def size_of(png: bytes) -> QSize:
    """The picture's size in pixels."""
    buffer = QBuffer()
    buffer.setData(QByteArray(png))
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    return QImageReader(buffer, QByteArray(b"png")).size()


def decoded(png: bytes, size: QSize) -> QImage:
    """The picture scaled to that size."""
    image = QImage.fromData(png)
    if image.size() == size:
        return image
    return image.scaled(
        size,
        Qt.AspectRatioMode.IgnoreAspectRatio,
        Qt.TransformationMode.SmoothTransformation,
    )
