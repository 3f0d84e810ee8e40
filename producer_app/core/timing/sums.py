"""The sum itself: starts down a rundown and latest starts up it, over plain columns of numbers.

Between two points that are fixed (a hard time, a hit time, a length nobody knows) every start is
the running total of lengths shifted by one number, so a rundown costs as much as its fixed points.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from enum import Enum, auto
from itertools import accumulate
from types import MappingProxyType
from typing import NamedTuple

from producer_app.core.timebase import Instant, Millis


class HardKind(Enum):
    """What cannot move: a segment's start, a segment's end, the end of the room."""

    START = auto()
    END = auto()
    OUT = auto()


class HardTime(NamedTuple):
    """A time that cannot move, and how the room meets it.

    ``place`` is the index of the segment that starts or ends then; for the hard out it is their
    number. ``over`` is arrival minus hard time: > 0 over (late: an overlap to solve), < 0 under
    (a gap to fill), None while nobody knows. ``is_firm`` is false when an unknown length makes
    the arrival a lower bound.
    """

    place: int
    at: Instant
    over: Millis | None
    is_firm: bool
    kind: HardKind = HardKind.START

    @property
    def boundary(self) -> int:
        """How many segments stand before it."""
        return self.place + 1 if self.kind is HardKind.END else self.place


class Fixed(NamedTuple):
    """What holds one segment to the clock; each None or false where it does not."""

    start: Instant | None = None
    end: Instant | None = None
    front_hit: Instant | None = None
    back_hit: Instant | None = None
    is_opening: bool = False
    is_unknown: bool = False
    """Nobody knows its length."""


class Down(NamedTuple):
    """Starts from the top down, one per segment given; ``firm`` false where it is a lower bound."""

    starts: tuple[Instant | None, ...]
    firm: tuple[bool, ...]
    hards: tuple[HardTime, ...]
    end: Instant | None
    end_firm: bool


class Up(NamedTuple):
    """Latest starts from the bottom up; ``firm`` false where it is an upper bound."""

    backs: tuple[Instant | None, ...]
    firm: tuple[bool, ...]


NOTHING_FIXED: Mapping[int, Fixed] = MappingProxyType({})


def down(
    lengths: Sequence[int],
    fixed: Mapping[int, Fixed],
    begin: int | None,
    *,
    is_firm: bool = True,
    pushes: bool = False,
    not_before: Mapping[int, int] | None = None,
) -> Down:
    """The start of each segment, counted from ``begin``.

    As planned a hard time stands where it is, whatever comes before it; with ``pushes`` what
    comes late moves it on, and only what comes early waits for it. ``lengths`` are 0 where they
    are unknown; ``fixed`` and ``not_before`` (the earliest start of a segment that waits for
    somebody) are by index, ``fixed`` in order.
    """
    totals = [0, *accumulate(lengths)]
    count = len(lengths)
    starts: list[Instant | None] = []
    firm: list[bool] = []
    hards: list[HardTime] = []
    cursor, top = begin, 0
    stops = sorted({*fixed, *(not_before or ())})
    for stop in stops:
        cursor = _fill(starts, firm, totals, (top, stop), cursor, is_firm)
        hold = fixed.get(stop, _FREE)
        cursor, is_firm = _arrive(hards, stop, hold, cursor, is_firm, pushes)
        if not_before is not None and cursor is not None:
            cursor = max(cursor, not_before.get(stop, cursor))
        starts.append(None if cursor is None else Instant(cursor))
        firm.append(is_firm)
        cursor, is_firm = _leave(hards, stop, hold, cursor, is_firm, lengths[stop], pushes)
        top = stop + 1
    cursor = _fill(starts, firm, totals, (top, count), cursor, is_firm)
    end = None if cursor is None else Instant(cursor)
    return Down(tuple(starts), tuple(firm), tuple(hards), end, is_firm)


def up(lengths: Sequence[int], fixed: Mapping[int, Fixed], out: int | None) -> Up:
    """The latest start of each segment that still makes the next hard time, ``out`` at the end."""
    totals = [0, *accumulate(lengths)]
    backs: list[Instant | None] = [None] * len(lengths)
    firm = [True] * len(lengths)
    latest, is_firm, bottom = out, True, len(lengths)
    for stop in sorted(fixed, reverse=True):
        latest = _rise(backs, firm, totals, (stop + 1, bottom), latest, is_firm)
        hold = fixed[stop]
        if hold.end is not None:
            latest, is_firm = hold.end, not hold.is_unknown
        elif hold.is_unknown:
            is_firm = False
        if latest is not None:
            latest -= lengths[stop]
        if hold.back_hit is not None:
            latest, is_firm = hold.back_hit, True
        backs[stop] = None if latest is None else Instant(latest)
        firm[stop] = is_firm
        if hold.start is not None:
            latest, is_firm = (None if hold.is_opening else hold.start), True
        bottom = stop
    _rise(backs, firm, totals, (0, bottom), latest, is_firm)
    return Up(tuple(backs), tuple(firm))


_FREE = Fixed()


def _fill(
    starts: list[Instant | None],
    firm: list[bool],
    totals: list[int],
    stretch: tuple[int, int],
    cursor: int | None,
    is_firm: bool,
) -> int | None:
    """Adds the starts of a stretch in which nothing is fixed; returns where it ends."""
    top, stop = stretch
    firm.extend([is_firm] * (stop - top))
    if cursor is None:
        starts.extend([None] * (stop - top))
        return None
    shift = cursor - totals[top]
    starts.extend([Instant(total + shift) for total in totals[top:stop]])
    return totals[stop] + shift


def _arrive(
    hards: list[HardTime],
    stop: int,
    hold: Fixed,
    cursor: int | None,
    is_firm: bool,
    pushes: bool,
) -> tuple[int | None, bool]:
    """Where a fixed segment starts, once what stands before it is over."""
    if hold.front_hit is not None and (not pushes or cursor is None or cursor <= hold.front_hit):
        cursor, is_firm = hold.front_hit, True
    if hold.start is None:
        return cursor, is_firm
    over = None if cursor is None else cursor - hold.start
    if over is not None and hold.is_opening:
        over = max(0, over)
    hards.append(HardTime(stop, hold.start, _millis(over), is_firm, HardKind.START))
    if not pushes or cursor is None or cursor <= hold.start:
        return hold.start, True
    return cursor, is_firm


def _leave(
    hards: list[HardTime],
    stop: int,
    hold: Fixed,
    cursor: int | None,
    is_firm: bool,
    length: int,
    pushes: bool,
) -> tuple[int | None, bool]:
    """Where a fixed segment ends; without a length it fills the time to its hard end."""
    end = None if cursor is None else cursor + length
    if hold.end is None:
        return end, is_firm and not hold.is_unknown
    if hold.is_unknown and end is not None:
        end = max(end, hold.end)
    over = None if end is None else end - hold.end
    hards.append(HardTime(stop, hold.end, _millis(over), is_firm, HardKind.END))
    if not pushes or end is None or end <= hold.end:
        return hold.end, True
    return end, is_firm


def _rise(
    backs: list[Instant | None],
    firm: list[bool],
    totals: list[int],
    stretch: tuple[int, int],
    latest: int | None,
    is_firm: bool,
) -> int | None:
    """Sets the latest starts of a stretch in which nothing is fixed; returns that of its first."""
    top, bottom = stretch
    if not is_firm:
        firm[top:bottom] = [False] * (bottom - top)
    if latest is None:
        return None
    shift = latest - totals[bottom]
    backs[top:bottom] = [Instant(total + shift) for total in totals[top:bottom]]
    return totals[top] + shift


def _millis(length: int | None) -> Millis | None:
    return None if length is None else Millis(length)
