"""The gauge of one rule: spent solid, still to come hatched, the limit a line, over on its own."""

from __future__ import annotations

from enum import Enum

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QBrush, QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from producer_app.present.budget_shares import Bar
from producer_app.present.words import Words
from producer_app.ui.theme import colour, font, size, space

_NOTHING = Bar(spent=0.0, planned=0.0, projected=0.0)
_BEYOND = 1.06
"""How much of the limit the gauge shows at least, so that the limit's line stands inside."""


class Ink(Enum):
    """A way to fill: what a part of the gauge means."""

    SPENT = "spent"
    TO_COME = "to come"
    OVER = "over"
    MISSING = "missing"
    LIMIT = "limit"


class Gauge(QWidget):
    """Shows one bar; its limit stands where the line is. Whatever is beyond it is over; of a least
    amount whatever does not reach it is missing."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bar = _NOTHING
        self._is_least = False
        self._word = ""
        self.setFixedHeight(size("text_small") + space("near"))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_bar(self, bar: Bar, words: Words, *, is_least: bool = False) -> None:
        """Show this bar, with a word in what is over or missing."""
        word = words.say("budget.missing_word" if is_least else "budget.over")
        if (bar, is_least, word) != (self._bar, self._is_least, self._word):
            self._bar, self._is_least, self._word = bar, is_least, word
            self.update()

    @property
    def bar(self) -> Bar:
        """What is shown, as fractions of the limit."""
        return self._bar

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        ground = QRectF(self.rect())
        painter.fillRect(ground, colour("surface_sunken"))
        self._paint_parts(painter, ground)
        painter.setPen(colour("line_strong"))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRect(ground.adjusted(0.5, 0.5, -0.5, -0.5))
        painter.end()

    def _paint_parts(self, painter: QPainter, ground: QRectF) -> None:
        bar = self._bar
        scale = ground.width() / max(_BEYOND, bar.projected, bar.planned)

        def part(start: float, end: float) -> QRectF:
            return QRectF(start * scale, ground.top(), (end - start) * scale, ground.height())

        end = bar.projected if self._is_least else min(1.0, bar.projected)
        spent = min(end, bar.spent)
        fill(painter, part(0, spent), Ink.SPENT)
        fill(painter, part(spent, end), Ink.TO_COME)
        if self._is_least and bar.projected < 1.0:
            self._fill_said(painter, part(bar.projected, 1.0), Ink.MISSING)
        elif not self._is_least and bar.projected > 1.0:
            self._fill_said(painter, part(1.0, bar.projected), Ink.OVER)
        painter.setPen(QPen(colour("ink"), 2))
        painter.drawLine(QPointF(scale, ground.top()), QPointF(scale, ground.bottom()))

    def _fill_said(self, painter: QPainter, box: QRectF, ink: Ink) -> None:
        fill(painter, box, ink)
        painter.setFont(font("text_small", bold=True))
        if painter.fontMetrics().horizontalAdvance(self._word) + 6 <= box.width():
            painter.setPen(colour("over" if ink is Ink.MISSING else "surface_sunken"))
            painter.drawText(box, Qt.AlignmentFlag.AlignCenter, self._word)


class Swatch(QWidget):
    """A small piece of the gauge beside the word for what it means."""

    def __init__(self, ink: Ink, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._ink = ink
        self.setFixedSize(QSize(space("near") + 2, space("near") + 2))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        box = QRectF(self.rect())
        if self._ink is Ink.LIMIT:
            painter.fillRect(QRectF(box.center().x() - 1, 0, 2, box.height()), colour("ink"))
        else:
            painter.fillRect(box, colour("surface_sunken"))
            fill(painter, box, self._ink)
        painter.end()


def fill(painter: QPainter, box: QRectF, ink: Ink) -> None:
    """Fill a box as that part of the gauge is filled."""
    if ink is Ink.MISSING:
        painter.setPen(QPen(colour("over"), 2, Qt.PenStyle.DashLine))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRect(box.adjusted(1, 1, -1, -1))
        return
    if ink is Ink.TO_COME:
        painter.fillRect(box, colour("ad_surface"))
    painter.fillRect(box, brush(ink))


def brush(ink: Ink) -> QBrush:
    """What fills that part of a gauge or of a curve."""
    if ink is Ink.TO_COME:
        return QBrush(QColor(colour("ad")), Qt.BrushStyle.BDiagPattern)
    return QBrush(colour("over" if ink is Ink.OVER else "ad"))
