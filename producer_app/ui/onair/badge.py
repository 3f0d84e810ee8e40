"""The run as a badge: PLAN, REHEARSAL n and ON AIR differ in word, shape and colour."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from producer_app.ui.theme import colour, font, space


class RunBadge(QLabel):
    """Outlined for a plan, a dashed frame for a rehearsal, filled with a lit dot for the show."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setFont(font("text", bold=True))
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self._is_live = False
        self._is_running = False

    def show_run(self, word: str, *, is_running: bool, is_live: bool) -> None:
        """Show this run's word in its shape."""
        self._is_running, self._is_live = is_running, is_live
        self.setText(word)
        self.update()

    def sizeHint(self) -> QSize:
        metrics = self.fontMetrics()
        width = metrics.horizontalAdvance(self.text()) + metrics.height() + 2 * space("near")
        return QSize(width, metrics.height() + space("near"))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        frame = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        painter.setPen(self._pen())
        painter.setBrush(self._ground())
        painter.drawRoundedRect(frame, space("tight"), space("tight"))
        room = self.rect()
        if self._is_live:
            dot = self.fontMetrics().height() // 2
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(colour("ink"))
            painter.drawEllipse(QRectF(space("near"), (self.height() - dot) / 2, dot, dot))
            room = room.adjusted(dot + space("near"), 0, 0, 0)
        painter.setPen(colour("ink" if self._is_live else self._tone()))
        painter.setFont(self.font())
        painter.drawText(room, Qt.AlignmentFlag.AlignCenter, self.text())
        painter.end()

    def _tone(self) -> str:
        if self._is_live:
            return "on_air"
        return "standby" if self._is_running else "ink_quiet"

    def _pen(self) -> QPen:
        pen = QPen(colour(self._tone()), 2)
        if self._is_running and not self._is_live:
            pen.setStyle(Qt.PenStyle.DashLine)
        return pen

    def _ground(self) -> QColor:
        if self._is_live:
            return colour("on_air_lit")
        return colour("standby_surface" if self._is_running else "surface")
