"""An address as a QR code, dark on light with its quiet zone, each module whole pixels."""

from __future__ import annotations

import segno
from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from producer_app.ui.theme import colour

QUIET = 4
"""Modules of light around the code: phones need them."""

SIDE = 220
"""Pixels, more than which the widget does not ask for."""


class QrCode(QWidget):
    """Blank while there is nothing to show; ``text`` is what a phone reads."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._text = ""
        self._modules: tuple[tuple[int, ...], ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setFixedSize(QSize(SIDE, SIDE))

    @property
    def text(self) -> str:
        """What a phone reads; empty while there is nothing."""
        return self._text

    def show_text(self, text: str) -> None:
        """Show this text as a code."""
        if text != self._text:
            self._text = text
            code = segno.make(text, error="m", micro=False) if text else None
            self._modules = tuple(map(tuple, code.matrix)) if code else ()
            self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        if not self._modules:
            return
        painter = QPainter(self)
        count = len(self._modules) + 2 * QUIET
        side = max(1, min(self.width(), self.height()) // count)
        left = (self.width() - side * count) // 2
        top = (self.height() - side * count) // 2
        painter.fillRect(left, top, side * count, side * count, Qt.GlobalColor.white)
        dark = colour("surface_sunken")
        for row, modules in enumerate(self._modules, QUIET):
            for column, module in enumerate(modules, QUIET):
                if module:
                    painter.fillRect(left + column * side, top + row * side, side, side, dark)
        painter.end()
