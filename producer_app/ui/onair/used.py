"""A thin bar of the time used up; shape says over, not only colour."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QBrush, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from producer_app.ui.theme import colour, space


class UsedBar(QWidget):
    """The share of a segment that is used up, 0 to 1; full and hatched once it runs over."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFixedHeight(space("near"))
        self._share = 0.0
        self._level = "calm"

    def show_share(self, share: float, level: str) -> None:
        """Show this share in this level's colour."""
        if (share, level) != (self._share, self._level):
            self._share, self._level = share, level
            self.update()

    @property
    def share(self) -> float:
        """What is shown, 0 to 1."""
        return self._share

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), colour("surface_sunken"))
        used = QRectF(0, 0, self.width() * self._share, self.height())
        painter.fillRect(used, colour(self._level))
        if self._level == "over":
            painter.fillRect(used, QBrush(colour("surface_sunken"), Qt.BrushStyle.BDiagPattern))
        painter.end()
