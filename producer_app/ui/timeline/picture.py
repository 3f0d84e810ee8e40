"""The still picture of the timeline, with all that stands in it: drawn once, painted often."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QSize
from PySide6.QtGui import QFont, QFontMetricsF, QPainter, QPixmap

from producer_app.core.show import Show
from producer_app.core.timebase import Instant
from producer_app.core.timing import Projection
from producer_app.present.timeline import Bar, TimelineView
from producer_app.present.timeline_marks import Mark
from producer_app.present.words import Words, clock, duration
from producer_app.ui import theme
from producer_app.ui.timeline.badges import Badge, badges_of, draw_badges
from producer_app.ui.timeline.layout import Layout
from producer_app.ui.timeline.painting import (
    Placed,
    draw_bars,
    draw_lane,
    draw_mark,
    draw_scale,
)
from producer_app.ui.timeline.scale import Scale


@dataclass(frozen=True, slots=True)
class Picture:
    """What was drawn, where each bar and each handoff's number stands in it, and the marks whose
    words belong to it."""

    pixels: QPixmap
    placed: tuple[Placed, ...]
    badges: tuple[Badge, ...]
    marks: tuple[Mark, ...]

    def bar_at(self, at: QPointF) -> Bar | None:
        """The segment whose bar is at that place."""
        return next((bar for box, bar in reversed(self.placed) if box.contains(at)), None)

    def badge_at(self, at: QPointF) -> Badge | None:
        """The handoffs whose number is at that place."""
        return next((badge for badge in self.badges if badge.box.contains(at)), None)

    def told(self, at: QPointF, show: Show, words: Words) -> Iterator[str]:
        """What stands there, whole and in words."""
        badge, bar = self.badge_at(at), self.bar_at(at)
        for link in badge.links if badge is not None else ():
            yield f"{link.number}  {clock(link.at, show, words=words)}"
        if bar is not None:
            length = duration(None if bar.is_unknown else bar.end - bar.start)
            start = clock(bar.start, show, words=words)
            yield f"{start}  {length}\n{bar.number} {bar.title}".strip()
            if bar.planned is not None:
                planned = clock(bar.planned[0], show, words=words)
                yield words.say("timeline.planned", start=planned)


def is_shown_by(drawn: Projection, now: Projection, within: float) -> bool:
    """True when a picture of that projection shows this one too: the same plan and run, and no
    room has slid by more than so many milliseconds."""
    if drawn.plan is not now.plan or drawn.run is not now.run:
        return False
    return all(
        times is drawn.rooms[room] or _slid(times.free_at, drawn.rooms[room].free_at) <= within
        for room, times in now.rooms.items()
    )


def _slid(now: Instant | None, then: Instant | None) -> float:
    """How far apart, in milliseconds; endless where one of them is unknown."""
    if now is None or then is None:
        return 0.0 if now is then else float("inf")
    return abs(now - then)


def drawn(
    view: TimelineView, show: Show, scale: Scale, layout: Layout, font: QFont, ratio: float
) -> Picture:
    """The picture of that view, ``ratio`` device pixels for each pixel."""
    size = QSize(layout.width, layout.height).expandedTo(QSize(1, 1))
    pixels = QPixmap(size * ratio)
    pixels.setDevicePixelRatio(ratio)
    pixels.fill(theme.colour("surface"))
    painter = QPainter(pixels)
    painter.setFont(font)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    placed = _paint(painter, view, show, scale, layout)
    badges = badges_of(view.links, scale, layout, QFontMetricsF(font))
    draw_badges(painter, badges, scale, layout)
    painter.end()
    return Picture(pixels, tuple(placed), badges, view.marks)


def _paint(
    painter: QPainter, view: TimelineView, show: Show, scale: Scale, layout: Layout
) -> list[Placed]:
    placed: list[Placed] = []
    for number, lane in enumerate(view.lanes):
        draw_lane(painter, lane, layout, number)
    painter.setClipRect(layout.ground)
    draw_scale(painter, scale, show, layout.height)
    for number, lane in enumerate(view.lanes):
        placed += draw_bars(painter, lane, scale, layout, number)
    for mark in view.marks:
        draw_mark(painter, mark, scale, layout.lane(mark.lane))
    return placed
