"""What stands over the still picture and may change with each second: notes, each in its box.

A note knows its box and what it shows; two equal notes look the same, so only what differs from
the second before is painted again.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from enum import Enum, auto
from typing import NamedTuple

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QFontMetricsF, QPainter, QPainterPath, QPen

from producer_app.core.show import SegmentId
from producer_app.core.timebase import Instant
from producer_app.present.timeline_marks import Mark
from producer_app.present.timeline_standing import Shift, Standing, Zone
from producer_app.ui import theme
from producer_app.ui.timeline.layout import GUTTER, Layout
from producer_app.ui.timeline.painting import LEFT, Placed
from producer_app.ui.timeline.rail import ZONE_TONES, RailWord, placed_words, rail_words
from producer_app.ui.timeline.scale import Scale

NARROWEST = 6.0
"""Pixels of the thinnest zone that is seen."""


class Look(Enum):
    """How a note is painted."""

    WORD = auto()
    ZONE = auto()
    WAIT = auto()
    FRAME = auto()
    NOW = auto()


_Four = tuple[float, float, float, float]


class Note(NamedTuple):
    """``line`` runs from (x, y) to (x, y) inside the box where the look has one. Both in whole
    pixels: what slides by less is the same note."""

    look: Look
    box: _Four
    text: str
    tone: str
    line: _Four | None = None
    hint: str = ""

    @property
    def rect(self) -> QRectF:
        """The box, in pixels of the panel."""
        return QRectF(*self.box)


def notes_of(
    standing: Standing,
    marks: Iterable[Mark],
    scale: Scale,
    layout: Layout,
    metrics: QFontMetricsF,
) -> list[Note]:
    """Zones, waits, the rails' words and how late each room is."""
    notes = [*_zones(standing.zones, scale, layout), *_waits(standing, scale, layout)]
    for number in range(layout.lanes):
        notes += _rail(rail_words(number, standing, marks), scale, layout.rail(number), metrics)
        notes += _shift(standing.shifts[number], layout, number)
    return notes


def now_note(
    now: Instant, text: str, scale: Scale, layout: Layout, metrics: QFontMetricsF
) -> Note | None:
    """The now-line with the time on its head, which stays inside; None where it is not seen."""
    x, ground = scale.x(now), layout.ground
    if not ground.left() <= x <= ground.right():
        return None
    width = metrics.horizontalAdvance(text) + 10
    left = min(max(x - width / 2, ground.left()), ground.right() - width)
    box = _whole(left, 0, width, layout.height)
    return Note(Look.NOW, box, text, "on_air", _whole(x, 1, x, layout.height - 2))


def frame_notes(chosen: SegmentId | None, placed: Iterable[Placed]) -> list[Note]:
    """A frame around each bar of the segment that was chosen elsewhere."""
    return [
        Note(Look.FRAME, _whole(box.x(), box.y(), box.width(), box.height()), "", "focus")
        for box, bar in placed
        if bar.segment == chosen
    ]


def draw_note(painter: QPainter, note: Note) -> None:
    """Paint one note."""
    match note.look:
        case Look.WORD:
            _draw_word(painter, note)
        case Look.ZONE:
            _draw_zone(painter, note)
        case Look.WAIT:
            _draw_wait(painter, note)
        case Look.FRAME:
            painter.setPen(QPen(theme.colour(note.tone), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(note.rect)
        case Look.NOW:
            _draw_now(painter, note)


def _whole(*numbers: float) -> _Four:
    x, y, width, height = map(round, numbers)
    return x, y, width, height


def _zones(zones: Iterable[Zone], scale: Scale, layout: Layout) -> Iterator[Note]:
    for zone in zones:
        left, right = scale.x(zone.start), scale.x(zone.end)
        row = layout.bars(zone.lane)
        if right < row.left() or left > row.right():
            continue
        left = max(left, row.left())
        width = min(max(NARROWEST, right - left), row.right() - left)
        box = _whole(left, row.top(), width, row.height())
        yield Note(Look.ZONE, box, "", ZONE_TONES[zone.kind], hint=zone.text)


def _rail(
    words: list[RailWord], scale: Scale, rail: QRectF, metrics: QFontMetricsF
) -> Iterator[Note]:
    for word, left, right, text in placed_words(words, scale, rail, metrics):
        box = _whole(left, rail.top(), right - left, rail.height())
        yield Note(Look.WORD, box, text, word.tone, hint=word.text)


def _waits(standing: Standing, scale: Scale, layout: Layout) -> Iterator[Note]:
    """The way of each who walks over, from lane to lane."""
    for wait in standing.waits:
        here, there = layout.lane(wait.from_lane), layout.lane(wait.to_lane)
        is_down = there.top() > here.top()
        top, foot = (here.bottom(), there.top()) if is_down else (there.bottom(), here.top())
        x, to_x = scale.x(wait.leaves), scale.x(wait.arrives)
        if min(x, to_x) < GUTTER or max(x, to_x) > layout.width:
            continue
        left, right = min(x, to_x) - 4, max(x, to_x) + 4
        box = _whole(left, top, right - left, foot - top)
        line = _whole(x, top, to_x, foot) if is_down else _whole(x, foot, to_x, top)
        yield Note(Look.WAIT, box, "", "warning", line, wait.text)


def _shift(shift: Shift, layout: Layout, number: int) -> Iterator[Note]:
    if shift.text:
        box = layout.shift(number)
        tone = "ink_quiet" if shift.level == "calm" else shift.level
        place = _whole(box.x() - 4, box.y(), box.width(), box.height())
        yield Note(Look.WORD, place, shift.text, tone)


def _draw_word(painter: QPainter, note: Note) -> None:
    painter.fillRect(
        note.rect, theme.colour("surface" if note.box[0] < GUTTER else "surface_sunken")
    )
    painter.setPen(theme.colour(note.tone))
    painter.drawText(note.rect.adjusted(4, -2, 0, 2), int(LEFT), note.text)


def _draw_zone(painter: QPainter, note: Note) -> None:
    tone = QColor(theme.colour(note.tone))
    painter.setPen(QPen(tone, 1))
    painter.setBrush(QBrush(tone, Qt.BrushStyle.FDiagPattern))
    painter.drawRect(note.rect.adjusted(0.5, 0.5, -0.5, -0.5))


def _draw_wait(painter: QPainter, note: Note) -> None:
    if note.line is not None:
        x, y, to_x, to_y = note.line
        painter.setPen(QPen(theme.colour(note.tone), 2, Qt.PenStyle.DashLine))
        painter.drawLine(QPointF(x, y), QPointF(to_x, to_y))


def _draw_now(painter: QPainter, note: Note) -> None:
    if note.line is None:
        return
    x, top, _, foot = note.line
    painter.setPen(QPen(theme.colour(note.tone), 2))
    painter.drawLine(QPointF(x, top), QPointF(x, foot))
    head = QRectF(note.box[0], top, note.box[2], painter.fontMetrics().height() + 2)
    path = QPainterPath()
    path.addRoundedRect(head, 3, 3)
    painter.fillPath(path, theme.colour(note.tone))
    painter.setPen(theme.colour("surface_sunken"))
    painter.drawText(head, int(Qt.AlignmentFlag.AlignCenter), note.text)
