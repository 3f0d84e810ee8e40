"""A rule over the evening: what is used against what may be, with now and the first break."""

from __future__ import annotations

from bisect import bisect_left

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from producer_app.core.timebase import Instant
from producer_app.present.budget_curve import CurveMark, CurveView
from producer_app.present.budget_levels import BudgetLevel
from producer_app.present.words import Words
from producer_app.ui.budget.curve_shape import CurveShape, shape_of
from producer_app.ui.budget.gauge import Ink, brush
from producer_app.ui.budget.tones import TONES
from producer_app.ui.theme import colour, font, space

_TOLD = frozenset({BudgetLevel.CLOSE, BudgetLevel.OVER})
_KEYS = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}


class Curve(QWidget):
    """The pointer or the arrows go from one counted segment to the next; a click or Enter chooses
    the one they stand at."""

    segment_chosen = Signal(object)
    pointed = Signal(object)
    """The CurveMark that is pointed at; None once nothing is."""

    def __init__(self, words: Words, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words = words
        self._view: CurveView | None = None
        self._shape: CurveShape | None = None
        self._pointed: int | None = None
        self._now: Instant | None = None
        self._asked_at: Instant | None = None
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_curve(self, view: CurveView) -> None:
        """Show this curve; nothing is painted again when nothing changed."""
        if view == self._view:
            return
        has_same_marks = self._view is not None and self._view.marks == view.marks
        self._view, self._shape = view, None
        if not has_same_marks:
            self._point(None)
        self.update()

    def show_now(self, now: Instant | None) -> None:
        """Show where now is, None before a run; painted again only where that can be seen."""
        self._now = now
        if not self._is_within_a_pixel(self._asked_at, now):
            self._asked_at = now
            self.update()

    @property
    def now(self) -> Instant | None:
        """Where now is; None before a run."""
        return self._now

    @property
    def mark(self) -> CurveMark | None:
        """The counted segment that is pointed at."""
        if self._view is None or self._pointed is None:
            return None
        return self._view.marks[self._pointed]

    def sizeHint(self) -> QSize:
        return QSize(400, 168)

    def minimumSizeHint(self) -> QSize:
        return QSize(200, 168)

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._shape = None

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._point(self._nearest(event.position().x()))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() is Qt.MouseButton.LeftButton:
            self._point(self._nearest(event.position().x()))
            self._choose()

    def leaveEvent(self, event: QEvent) -> None:
        if not self.hasFocus():
            self._point(None)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self._point(None)
        self.update()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        marks = () if self._view is None else self._view.marks
        step = _KEYS.get(Qt.Key(event.key()))
        if step is not None and marks:
            first = 0 if step > 0 else len(marks) - 1
            place = first if self._pointed is None else self._pointed + step
            self._point(max(0, min(len(marks) - 1, place)))
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.mark is not None:
            self._choose()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        view = self._view
        if view is None:
            return
        painter = QPainter(self)
        painter.fillRect(self.rect(), colour("surface_sunken"))
        self._paint_curve(painter, view, self._shaped(view))
        if self.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(colour("focus"), 2))
            painter.drawRect(self.rect().adjusted(1, 1, -1, -1))
        painter.end()

    def _paint_curve(self, painter: QPainter, view: CurveView, shape: CurveShape) -> None:
        self._paint_hours(painter, view, shape)
        self._paint_areas(painter, view, shape)
        self._paint_limits(painter, view, shape)
        self._paint_now(painter, view, shape)
        self._paint_break(painter, view, shape)
        mark = self.mark
        if mark is not None:
            at = QPointF(shape.x(mark.at), shape.y(mark.used))
            painter.setPen(QPen(colour("focus"), 1))
            painter.drawLine(QPointF(at.x(), shape.ground.top()), QPointF(at.x(), shape.foot))
            painter.setBrush(colour("focus"))
            painter.drawEllipse(at, 4, 4)

    def _paint_hours(self, painter: QPainter, view: CurveView, shape: CurveShape) -> None:
        painter.setFont(font("text_small"))
        end = 0.0
        for at, text in view.hours:
            x, width = shape.x(at), painter.fontMetrics().horizontalAdvance(text)
            painter.setPen(QPen(colour("line"), 1))
            painter.drawLine(QPointF(x, shape.ground.top()), QPointF(x, shape.foot))
            left = max(1.0, min(x - width / 2, self.width() - width - 1.0))
            if left >= end:
                painter.setPen(colour("ink_quiet"))
                painter.drawText(QPointF(left, self.height() - 4.0), text)
                end = left + width + space("near")

    def _paint_areas(self, painter: QPainter, view: CurveView, shape: CurveShape) -> None:
        """What is past or ran elsewhere is filled, what is to come hatched; over has its colour."""
        now = shape.ground.left() if self._now is None else shape.x(self._now)
        past = QRectF(0, 0, now, self.height())
        coming = QRectF(now, 0, self.width() - now, self.height())
        for clip, ink in ((past, Ink.SPENT), (coming, Ink.TO_COME)):
            painter.setClipRect(clip)
            for path in shape.areas:
                painter.fillPath(path, brush(ink))
        painter.setClipping(False)
        for box in shape.elsewhere:
            painter.fillRect(box, brush(Ink.SPENT))
        for path in shape.beyond:
            painter.fillPath(path, brush(Ink.OVER))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(colour("ad"), 2))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        for path in shape.lines:
            painter.drawPath(path)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=False)

    def _paint_limits(self, painter: QPainter, view: CurveView, shape: CurveShape) -> None:
        painter.setFont(font(bold=True))
        if view.is_bars:
            self._paint_common_limits(painter, view, shape)
            return
        for part, (left, right) in zip(view.parts, shape.spans, strict=True):
            painter.setPen(QPen(colour(TONES[part.level] if part.level in _TOLD else "ink"), 2))
            y = shape.y(part.limit)
            painter.drawLine(QPointF(left, y), QPointF(right, y))
            if painter.fontMetrics().horizontalAdvance(part.label) + 6 <= right - left:
                painter.drawText(QPointF(left + 3, shape.above(y)), part.label)

    def _paint_common_limits(self, painter: QPainter, view: CurveView, shape: CurveShape) -> None:
        key = "budget.curve_least" if view.is_least else "budget.curve_limit"
        painter.setPen(QPen(colour("ink"), 2, Qt.PenStyle.DashLine))
        for limit, text in view.levels:
            y = shape.y(limit)
            painter.drawLine(QPointF(shape.ground.left(), y), QPointF(shape.ground.right(), y))
            said = self._words.say(key, time=text)
            painter.drawText(QPointF(shape.ground.left() + 3, shape.above(y)), said)

    def _paint_now(self, painter: QPainter, view: CurveView, shape: CurveShape) -> None:
        if self._now is None or not view.start <= self._now <= view.end:
            return
        x, word = shape.x(self._now), self._words.say("budget.curve_now")
        painter.setPen(QPen(colour("on_air"), 2))
        painter.drawLine(QPointF(x, shape.ground.top()), QPointF(x, shape.foot))
        self._flag(painter, x, shape.foot - 4, word, "on_air")

    def _paint_break(self, painter: QPainter, view: CurveView, shape: CurveShape) -> None:
        if view.breaks is None:
            return
        at, used = view.breaks
        x, y = shape.x(at), shape.y(used)
        painter.setPen(QPen(colour("over"), 2, Qt.PenStyle.DashLine))
        painter.drawLine(QPointF(x, shape.ground.top()), QPointF(x, shape.foot))
        painter.setBrush(colour("over"))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.drawPolygon([QPointF(x, y), QPointF(x - 6, y - 10), QPointF(x + 6, y - 10)])
        self._flag(painter, x, shape.ground.top() + 12.0, view.breaks_word, "over")

    def _flag(self, painter: QPainter, x: float, y: float, word: str, tone: str) -> None:
        """A word at a line, on the side where there is room."""
        painter.setFont(font(bold=True))
        width = painter.fontMetrics().horizontalAdvance(word)
        left = x + 4 if x + 4 + width <= self.width() else x - 4 - width
        height = painter.fontMetrics().height()
        painter.fillRect(QRectF(left - 1, y - height + 4, width + 2, height), colour("surface"))
        painter.setPen(colour(tone))
        painter.drawText(QPointF(left, y), word)

    def _shaped(self, view: CurveView) -> CurveShape:
        if self._shape is None:
            self._shape = shape_of(view, self.size(), foot=self.fontMetrics().height())
        return self._shape

    def _is_within_a_pixel(self, before: Instant | None, now: Instant | None) -> bool:
        if before is None or now is None or self._view is None:
            return before == now
        shape = self._shaped(self._view)
        return abs(shape.x(before) - shape.x(now)) < 1

    def _nearest(self, x: float) -> int | None:
        view = self._view
        if view is None or not view.marks:
            return None
        shape = self._shaped(view)
        places = [shape.x(mark.at) for mark in view.marks]
        right = bisect_left(places, x)
        near = (n for n in (right - 1, right) if 0 <= n < len(places))
        return min(near, key=lambda n: abs(places[n] - x))

    def _point(self, place: int | None) -> None:
        if place == self._pointed:
            return
        self._pointed = place
        mark = self.mark
        self.setAccessibleDescription("" if mark is None else mark.text)
        self.pointed.emit(mark)
        self.update()

    def _choose(self) -> None:
        mark = self.mark
        if mark is not None:
            self.segment_chosen.emit(mark.segment)
