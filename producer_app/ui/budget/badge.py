"""How a rule stands as a badge: WITHIN, CLOSE and OVER differ in word, shape and colour."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from producer_app.present.budget_levels import BudgetLevel
from producer_app.ui.budget.tones import TONES
from producer_app.ui.theme import colour, font, space


class LevelBadge(QLabel):
    """Outlined within the limit, a dashed frame close to it, filled once over it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setFont(font("text", bold=True))
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self._level = BudgetLevel.UNKNOWN

    def show_level(self, level: BudgetLevel, word: str) -> None:
        """Show this level in its word."""
        self._level = level
        self.setText(word)
        self.setAccessibleName(word)
        self.update()

    def sizeHint(self) -> QSize:
        metrics = self.fontMetrics()
        width = metrics.horizontalAdvance(self.text()) + 2 * space("near")
        return QSize(width, metrics.height() + space("tight"))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        is_over = self._level is BudgetLevel.OVER
        tone = colour(TONES[self._level])
        pen = QPen(tone, 2)
        if self._level is BudgetLevel.CLOSE:
            pen.setStyle(Qt.PenStyle.DashLine)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(pen)
        painter.setBrush(tone if is_over else Qt.BrushStyle.NoBrush)
        frame = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        painter.drawRoundedRect(frame, space("tight"), space("tight"))
        painter.setPen(colour("surface_sunken") if is_over else tone)
        painter.setFont(self.font())
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, self.text())
        painter.end()
