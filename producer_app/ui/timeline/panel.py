"""The timeline panel: looks at the whole evening, or follows now when it is zoomed."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QHelpEvent, QMouseEvent, QPainter, QPaintEvent, QPen, QWheelEvent
from PySide6.QtWidgets import QToolTip, QWidget

from producer_app.core.show import SegmentId, Show
from producer_app.core.timebase import MINUTE, Instant
from producer_app.core.timing import Projection
from producer_app.present.timeline import Bar, TimelineView, Tint, at_text, timeline_view
from producer_app.present.words import Words, clock, duration
from producer_app.ui import theme
from producer_app.ui.timeline.painting import (
    draw_bar,
    draw_lane,
    draw_link,
    draw_mark,
    draw_now,
    draw_own_ad,
)
from producer_app.ui.timeline.scale import Scale

GUTTER = 84
"""Pixels for the rooms' names."""

HEAD = 22
"""Pixels for the scale."""

BETWEEN = 24
"""Pixels between lanes: the handoffs' numbers stand there."""

THINNEST = 4.0
"""Pixels that every bar has, however short its segment: ten seconds of advertising are seen."""

MARGIN = 2 * MINUTE


class TimelinePanel(QWidget):
    """Ctrl and the wheel zoom, the wheel alone moves, a double click shows the whole evening."""

    segment_chosen = Signal(object)

    def __init__(self, words: Words, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words = words
        self._view: TimelineView | None = None
        self._show: Show | None = None
        self._part: tuple[Instant, Instant] | None = None
        self._chosen: SegmentId | None = None
        self._boxes: list[tuple[QRectF, Bar]] = []
        self.setMinimumHeight(HEAD + 2 * 34 + BETWEEN)
        self.setMouseTracking(True)
        self.setAccessibleName(words.say("timeline.name"))

    def show_state(self, projection: Projection) -> None:
        """Draw the evening as it stands."""
        self._view = timeline_view(projection)
        self._show = projection.show
        self._follow()
        self.update()

    def choose(self, segment: SegmentId | None) -> None:
        """Frame a segment that was chosen elsewhere."""
        self._chosen = segment
        self.update()

    def show_whole(self) -> None:
        """The whole evening again."""
        self._part = None
        self.update()

    def visible_part(self) -> tuple[Instant, Instant] | None:
        """The stretch of time that is drawn; None while there is nothing to draw."""
        if self._view is None:
            return None
        scale = self._scale(self._view)
        return scale.start, scale.end

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setFont(theme.font("text_small"))
        painter.fillRect(event.rect(), theme.colour("surface"))
        if self._view is None or self._show is None:
            painter.setPen(theme.colour("ink_faint"))
            empty = self._words.say("timeline.empty")
            painter.drawText(self.rect(), int(Qt.AlignmentFlag.AlignCenter), empty)
            return
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint(painter, self._view, self._show)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        bar = self._bar_at(event.position())
        if bar is not None:
            self.segment_chosen.emit(bar.segment)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        if self._bar_at(event.position()) is None:
            self.show_whole()

    def wheelEvent(self, event: QWheelEvent) -> None:
        if self._view is None:
            return
        scale, whole = self._scale(self._view), self._whole(self._view)
        about = scale.at(event.position().x())
        turn = event.angleDelta().y() or event.angleDelta().x()
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            changed = scale.zoomed(about, 0.8 if turn > 0 else 1.25, whole)
        else:
            by = round(-turn / 120 * (scale.end - scale.start) / 10)
            by = max(whole.start - scale.start, min(by, whole.end - scale.end))
            start, end = Instant(scale.start + by), Instant(scale.end + by)
            changed = Scale(start, end, scale.left, scale.width)
        is_whole = changed.end - changed.start >= whole.end - whole.start
        self._part = None if is_whole else (changed.start, changed.end)
        self.update()
        event.accept()

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            bar = self._bar_at(QPointF(event.pos()))
            QToolTip.showText(event.globalPos(), self._told(bar) if bar else "", self)
            return True
        return super().event(event)

    def _told(self, bar: Bar) -> str:
        length = duration(None if bar.is_unknown else bar.end - bar.start)
        at = clock(bar.start, self._show) if self._show else ""
        return f"{at}  {length}\n{bar.number} {bar.title}"

    def _bar_at(self, at: QPointF) -> Bar | None:
        return next((bar for box, bar in reversed(self._boxes) if box.contains(at)), None)

    def _whole(self, view: TimelineView) -> Scale:
        start, end = Instant(view.start - MARGIN), Instant(view.end + MARGIN)
        return Scale(start, end, GUTTER, max(1, self.width() - GUTTER - 6))

    def _scale(self, view: TimelineView) -> Scale:
        whole = self._whole(view)
        if self._part is None:
            return whole
        return Scale(*self._part, whole.left, whole.width)

    def _follow(self) -> None:
        """Keep now in the first third of a zoomed part once it has left the part."""
        if self._part is None or self._view is None or self._view.now is None:
            return
        start, end = self._part
        if not start <= self._view.now <= end - (end - start) // 10:
            span = end - start
            start = Instant(self._view.now - span // 3)
            self._part = (start, Instant(start + span))

    def _lane_boxes(self, count: int) -> list[QRectF]:
        height = (self.height() - HEAD - BETWEEN * (count - 1) - 4) / max(1, count)
        width = self.width() - GUTTER
        return [
            QRectF(GUTTER, HEAD + lane * (height + BETWEEN), width, height) for lane in range(count)
        ]

    def _paint(self, painter: QPainter, view: TimelineView, show: Show) -> None:
        scale = self._scale(view)
        boxes = self._lane_boxes(len(view.lanes))
        self._boxes = []
        for lane, box in zip(view.lanes, boxes, strict=True):
            draw_lane(painter, lane, box, GUTTER)
        self._paint_scale(painter, scale, show)
        painter.setClipRect(QRectF(GUTTER, 0, self.width() - GUTTER, self.height()))
        for lane, box in zip(view.lanes, boxes, strict=True):
            for bar in sorted(lane.bars, key=lambda bar: bar.tint is Tint.AD):
                self._paint_bar(painter, scale, bar, box)
        for mark in view.marks:
            box = boxes[mark.lane]
            draw_mark(painter, mark, scale, box.top() - 4, box.bottom() + 4)
        taken = float(GUTTER)
        for link in sorted(view.links, key=lambda link: link.at):
            here, there = boxes[link.from_lane], boxes[link.to_lane]
            if link.from_lane != link.to_lane:
                down = there.top() > here.top()
                ends = (here.bottom(), there.top()) if down else (here.top(), there.bottom())
                taken = draw_link(painter, link, scale, ends, taken)
        if view.now is not None:
            room = QRectF(GUTTER, 1, self.width() - GUTTER - 2, self.height() - 3)
            draw_now(painter, scale.x(view.now), room, clock(view.now, show))

    def _paint_bar(self, painter: QPainter, scale: Scale, bar: Bar, lane: QRectF) -> None:
        left, right = scale.x(bar.start), scale.x(bar.end)
        if right < GUTTER or left > self.width():
            return
        seen = max(left, GUTTER)
        box = QRectF(seen, lane.top() + 2, max(THINNEST, right - seen), lane.height() - 4)
        draw_bar(painter, bar, box)
        if bar.ad_until is not None:
            width = max(THINNEST, scale.x(bar.ad_until) - left)
            draw_own_ad(painter, QRectF(left, box.top(), width, box.height()))
        if bar.segment == self._chosen:
            painter.setPen(QPen(theme.colour("focus"), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(box)
        self._boxes.append((box, bar))

    def _paint_scale(self, painter: QPainter, scale: Scale, show: Show) -> None:
        for tick in scale.ticks():
            x = scale.x(tick)
            painter.setPen(theme.colour("line"))
            painter.drawLine(QPointF(x, HEAD - 4), QPointF(x, self.height()))
            painter.setPen(theme.colour("ink_quiet"))
            painter.drawText(QPointF(x + 3, HEAD - 7), at_text(tick, show))
