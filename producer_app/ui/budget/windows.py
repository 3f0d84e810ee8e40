"""A rule's windows as a strip of small gauges, one beside the other: the hours of an evening."""

from __future__ import annotations

import html

from PySide6.QtCore import QEvent, QRectF, QSize, Qt
from PySide6.QtGui import QHelpEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from producer_app.present.budget import BudgetLevel, WindowView
from producer_app.ui.budget.gauge import Ink, fill
from producer_app.ui.budget.tones import TONES
from producer_app.ui.theme import colour, font, space

FOOT = 6
"""Pixels of a window's own gauge."""


class WindowStrip(QWidget):
    """Hidden where the rule has one window only; the present one is framed."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._windows: tuple[WindowView, ...] = ()
        self.setFont(font("text_small"))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.hide()

    def show_windows(self, windows: tuple[WindowView, ...]) -> None:
        """Show these windows in their order."""
        shown = windows if len(windows) > 1 else ()
        if shown != self._windows:
            self._windows = shown
            self.setAccessibleName(". ".join(map(_told, shown)))
            self.setVisible(bool(shown))
            self.update()

    @property
    def windows(self) -> tuple[WindowView, ...]:
        """What is shown; nothing for a rule with one window."""
        return self._windows

    def sizeHint(self) -> QSize:
        return QSize(200, 2 * self.fontMetrics().height() + FOOT + 2 * space("tight"))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        for place, window in enumerate(self._windows):
            self._paint_window(painter, window, self._box(place))
        painter.end()

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            for place, window in enumerate(self._windows):
                if self._box(place).contains(event.pos().toPointF()):
                    QToolTip.showText(event.globalPos(), f"<p>{html.escape(_told(window))}</p>")
            return True
        return super().event(event)

    def _box(self, place: int) -> QRectF:
        gap = space("tight")
        width = (self.width() + gap) / max(1, len(self._windows))
        return QRectF(place * width, 0, width - gap, self.height())

    def _paint_window(self, painter: QPainter, window: WindowView, box: QRectF) -> None:
        painter.fillRect(box, colour("surface_sunken"))
        inside = box.adjusted(space("tight"), 2, -space("tight"), -FOOT - 2)
        line = inside.height() / 2
        painter.setFont(self.font())
        self._write(painter, window.label, "ink_quiet", inside.adjusted(0, 0, 0, -line))
        tone = "ink" if window.level is BudgetLevel.WITHIN else TONES[window.level]
        self._write(painter, window.left, tone, inside.adjusted(0, line, 0, 0))
        foot = QRectF(box.left(), box.bottom() - FOOT, box.width(), FOOT)
        bar = window.bar
        spent, projected = min(1.0, bar.spent), min(1.0, bar.projected)
        fill(painter, _part(foot, 0, spent), Ink.SPENT)
        is_over = bar.projected > 1
        fill(painter, _part(foot, spent, projected), Ink.OVER if is_over else Ink.TO_COME)
        painter.setPen(QPen(colour("focus" if window.is_now else "line"), 1))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRect(box.adjusted(0.5, 0.5, -0.5, -0.5))

    def _write(self, painter: QPainter, text: str, tone: str, room: QRectF) -> None:
        painter.setPen(colour(tone))
        shown = self.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, int(room.width()))
        painter.drawText(room, int(Qt.AlignmentFlag.AlignVCenter), shown)


def _part(box: QRectF, start: float, end: float) -> QRectF:
    return QRectF(box.left() + start * box.width(), box.top(), (end - start) * box.width(), FOOT)


def _told(window: WindowView) -> str:
    parts = (window.label, window.level_word, window.left, window.note)
    return " · ".join(part for part in parts if part)
