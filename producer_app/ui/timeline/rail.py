"""The words on the rail above a lane: hard times, gaps and waits, beside one another."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from PySide6.QtCore import QRectF
from PySide6.QtGui import QFontMetricsF

from producer_app.core.timebase import Instant
from producer_app.present.timeline_marks import Mark, MarkKind
from producer_app.present.timeline_standing import Standing, ZoneKind
from producer_app.ui.timeline.painting import mark_tone
from producer_app.ui.timeline.scale import Scale

NEAR = 70.0
"""Pixels that words may stand away from their moment."""

PADDING = 8
"""Pixels around words."""

ZONE_TONES = {
    ZoneKind.GAP: "under",
    ZoneKind.UNFILLED: "warning",
    ZoneKind.OVERLAP: "over",
}


class RailWord(NamedTuple):
    """Words that want to stand on a rail at a moment, as long or as short as there is room."""

    at: Instant
    text: str
    short: str
    tone: str
    is_pressing: bool


def rail_words(lane: int, standing: Standing, marks: Iterable[Mark]) -> list[RailWord]:
    """What has to be solved comes before what merely stands there."""
    waits = {
        wait.text: RailWord(wait.arrives, wait.text, wait.short, "warning", is_pressing=True)
        for wait in standing.waits
        if wait.to_lane == lane
    }
    zones = [
        RailWord(z.start, z.text, z.short, ZONE_TONES[z.kind], is_pressing=True)
        for z in standing.zones
        if z.lane == lane
    ]
    found = [
        RailWord(m.at, m.text, m.short, mark_tone(m.kind), is_pressing=m.kind in _PRESSING)
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


def placed_words(
    words: list[RailWord], scale: Scale, rail: QRectF, metrics: QFontMetricsF
) -> list[PlacedWord]:
    """The words beside one another, the pressing ones first: as short as they go, then as
    long as there is room. What finds no room is left out."""
    placed: list[PlacedWord] = []
    for rank in (True, False):
        found = [word for word in words if word.is_pressing is rank]
        shorts = list(_short(found, scale, rail, metrics, placed))
        placed += [_long(word, rail, metrics, placed, shorts) for word in shorts]
    return placed


class PlacedWord(NamedTuple):
    """Words where they stand, from pixel to pixel."""

    word: RailWord
    left: float
    right: float
    text: str


def _short(
    words: list[RailWord],
    scale: Scale,
    rail: QRectF,
    metrics: QFontMetricsF,
    taken: list[PlacedWord],
) -> list[PlacedWord]:
    """Each in its short form beside its moment: right of it, left of it, or a little further."""
    placed: list[PlacedWord] = []
    for word in words:
        x, width = scale.x(word.at), metrics.horizontalAdvance(word.short) + PADDING
        beside = (other.right for other in taken + placed if x < other.right < x + NEAR)
        for left in (x + 2, x - 2 - width, *beside):
            is_seen = rail.left() <= x <= rail.right()
            if is_seen and _is_free(left, left + width, rail, taken + placed):
                placed.append(PlacedWord(word, left, left + width, word.short))
                break
    return placed


def _long(
    short: PlacedWord,
    rail: QRectF,
    metrics: QFontMetricsF,
    taken: list[PlacedWord],
    shorts: list[PlacedWord],
) -> PlacedWord:
    """The whole of it, where there is room."""
    right = short.left + metrics.horizontalAdvance(short.word.text) + PADDING
    others = taken + [other for other in shorts if other is not short]
    if not _is_free(short.left, right, rail, others):
        return short
    return short._replace(right=right, text=short.word.text)


def _is_free(left: float, right: float, rail: QRectF, taken: Iterable[PlacedWord]) -> bool:
    is_inside = left >= rail.left() and right <= rail.right()
    return is_inside and all(left >= other.right or right <= other.left for other in taken)
