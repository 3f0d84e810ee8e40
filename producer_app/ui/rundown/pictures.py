"""Lines drawn once and shown again as pictures, because most lines of a long rundown stay as they
are while those around them come and go."""

from __future__ import annotations

from PySide6.QtCore import QRect, QSize
from PySide6.QtGui import QPainter, QPixmap, QRegion

from producer_app.ui.rundown.cells import Line
from producer_app.ui.rundown.painter import LinePainter, Look, Place

_MOST = 160
"""Pictures kept: more than stand on the tallest screen; beyond that all are made anew."""

_Frame = tuple[tuple[Place, ...], int, int, float]


class LinePictures:
    """The pictures of one table's lines, all of one width; used from the paint event only."""

    def __init__(self, painter: LinePainter) -> None:
        self._painter = painter
        self._frame: _Frame | None = None
        self._made: dict[tuple[Line, Look], QPixmap] = {}

    def paint(
        self, painter: QPainter, line: Line, area: QRect, places: tuple[Place, ...], look: Look
    ) -> None:
        """Draw the whole line into its area."""
        scale = painter.device().devicePixelRatio()
        frame = (places, area.width(), area.height(), scale)
        if frame != self._frame or len(self._made) >= _MOST:
            self._frame = frame
            self._made.clear()
        picture = self._made.get((line, look))
        if picture is None:
            picture = self._made[(line, look)] = self._drawn(line, area.size(), places, look, scale)
        painter.drawPixmap(area.topLeft(), picture)

    def _drawn(
        self, line: Line, size: QSize, places: tuple[Place, ...], look: Look, scale: float
    ) -> QPixmap:
        picture = QPixmap(size * scale)
        picture.setDevicePixelRatio(scale)
        area = QRect(0, 0, size.width(), size.height())
        painter = QPainter(picture)
        self._painter.paint(painter, line, area, places, QRegion(area), look)
        painter.end()
        return picture
