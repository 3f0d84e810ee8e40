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
from producer_app.present.timeline_marks import Mark, MarkKind
from producer_app.present.timeline_standing import Shift, Standing, Zone, ZoneKind
from producer_app.ui import theme
from producer_app.ui.timeline.layout import GUTTER, Layout
from producer_app.ui.timeline.painting import LEFT, Placed, mark_tone
from producer_app.ui.timeline.scale import Scale

NARROWEST = 6.0
"""Pixels of the thinnest zone that is seen."""

NEAR = 70.0
"""Pixels that words may stand away from their moment."""

PADDING = 8
"""Pixels around words."""

_ZONE_TONES = {
    ZoneKind.GAP: "under",
    ZoneKind.UNFILLED: "warning",
    ZoneKind.OVERLAP: "over",
}


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
        words = _rail_words(number, standing, marks)
        notes += _rail(words, scale, layout.rail(number), metrics)
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
        yield Note(Look.ZONE, box, "", _ZONE_TONES[zone.kind], hint=zone.text)


class _Word(NamedTuple):
    """Words that want to stand on a rail at a moment, as long or as short as there is room."""

    at: Instant
    text: str
    short: str
    tone: str
    is_pressing: bool


def _rail_words(lane: int, standing: Standing, marks: Iterable[Mark]) -> list[_Word]:
    """What has to be solved comes before what merely stands there."""
    waits = {
        wait.text: _Word(wait.arrives, wait.text, wait.short, "warning", is_pressing=True)
        for wait in standing.waits
        if wait.to_lane == lane
    }
    zones = [
        _Word(z.start, z.text, z.short, _ZONE_TONES[z.kind], is_pressing=True)
        for z in standing.zones
        if z.lane == lane
    ]
    found = [
        _Word(m.at, m.text, m.short, mark_tone(m.kind), is_pressing=m.kind in _PRESSING)
        for m in sorted(marks, key=lambda mark: _RANKS[mark.kind])
        if m.lane == lane
    ]
    filled = [word for word in zones if word.tone == "under"]
    unsolved = [word for word in zones if word.tone != "under"]
    return [*waits.values(), *unsolved, *found, *filled]


_PRESSING = (MarkKind.OUT, MarkKind.IMPOSSIBLE)


_RANKS = {
    MarkKind.IMPOSSIBLE: 0,
    MarkKind.OUT: 1,
    MarkKind.END: 2,
    MarkKind.START: 3,
    MarkKind.HIT: 4,
}


def _rail(words: list[_Word], scale: Scale, rail: QRectF, metrics: QFontMetricsF) -> Iterator[Note]:
    """The words beside one another, the pressing ones first: as short as they go, then as
    long as there is room. What finds no room is left out."""
    placed: list[_Placed] = []
    for rank in (True, False):
        found = [word for word in words if word.is_pressing is rank]
        shorts = list(_short(found, scale, rail, metrics, placed))
        placed += [_long(word, rail, metrics, placed, shorts) for word in shorts]
    for word, left, right, text in placed:
        box = _whole(left, rail.top(), right - left, rail.height())
        yield Note(Look.WORD, box, text, word.tone, hint=word.text)


class _Placed(NamedTuple):
    word: _Word
    left: float
    right: float
    text: str


def _short(
    words: list[_Word],
    scale: Scale,
    rail: QRectF,
    metrics: QFontMetricsF,
    taken: list[_Placed],
) -> list[_Placed]:
    """Each in its short form beside its moment: right of it, left of it, or a little further."""
    placed: list[_Placed] = []
    for word in words:
        x, width = scale.x(word.at), metrics.horizontalAdvance(word.short) + PADDING
        beside = (other.right for other in taken + placed if x < other.right < x + NEAR)
        for left in (x + 2, x - 2 - width, *beside):
            is_seen = rail.left() <= x <= rail.right()
            if is_seen and _is_free(left, left + width, rail, taken + placed):
                placed.append(_Placed(word, left, left + width, word.short))
                break
    return placed


def _long(
    short: _Placed,
    rail: QRectF,
    metrics: QFontMetricsF,
    taken: list[_Placed],
    shorts: list[_Placed],
) -> _Placed:
    """The whole of it, where there is room."""
    right = short.left + metrics.horizontalAdvance(short.word.text) + PADDING
    others = taken + [other for other in shorts if other is not short]
    if not _is_free(short.left, right, rail, others):
        return short
    return short._replace(right=right, text=short.word.text)


def _is_free(left: float, right: float, rail: QRectF, taken: Iterable[_Placed]) -> bool:
    is_inside = left >= rail.left() and right <= rail.right()
    return is_inside and all(left >= other.right or right <= other.left for other in taken)


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
