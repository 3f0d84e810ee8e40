"""The sum itself: starts down a rundown and latest starts up it, over plain columns of numbers.

Between two points that are fixed (a hard time, a hit time, a length nobody knows) every start is
the running total of lengths shifted by one number, so a rundown costs as much as its fixed points.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum, auto
from functools import cached_property
from itertools import accumulate, pairwise
from types import MappingProxyType
from typing import NamedTuple, cast

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

    def once_more(self, begin: int | None) -> Fixed:
        """What still binds a segment that has been on air: no time that is past by ``begin``."""
        if begin is None:
            return self
        start, end, hit = (
            None if at is None or at <= begin else at
            for at in (self.start, self.end, self.front_hit)
        )
        return self._replace(start=start, end=end, front_hit=hit)


class Bound(NamedTuple):
    """The earliest start of a segment that waits for somebody; ``is_firm`` false where it may
    still become later."""

    at: Instant
    is_firm: bool = True


@dataclass(frozen=True, kw_only=True)
class Down:
    """Starts from the top down, as the stretches between what is fixed.

    A stretch begins at each of ``tops``, ascending from 0, at the time in ``begins``; where it is
    not ``firms`` its starts are lower bounds. The columns over all segments are made when somebody
    asks for them.
    """

    totals: tuple[int, ...]
    tops: tuple[int, ...]
    begins: tuple[int | None, ...]
    firms: tuple[bool, ...]
    hards: tuple[HardTime, ...]
    end: Instant | None
    end_firm: bool

    def start_at(self, place: int) -> Instant | None:
        """The start of one segment; None while unknown."""
        stretch = bisect_right(self.tops, place) - 1
        begin, top = self.begins[stretch], self.tops[stretch]
        return None if begin is None else Instant(begin + self.totals[place] - self.totals[top])

    def latest_until(self, place: int) -> Instant | None:
        """The start of one segment, or when all above it is over, if that is later, as it is where
        a hard time cannot be met: down the rundown it never falls. None while unknown."""
        stretch = bisect_right(self.tops, place) - 1
        known = (self._latest[stretch], self.start_at(place))
        return max((at for at in known if at is not None), default=None)

    def is_firm_at(self, place: int) -> bool:
        """False where the start of that segment is a lower bound."""
        return self.firms[bisect_right(self.tops, place) - 1]

    def free_before(self, place: int) -> Instant | None:
        """When all that stands before one segment is over, whether or not it starts then."""
        stretch = bisect_right(self.tops, place) - 1
        stretch -= stretch % 2  # what is fixed stands at the odd ones, alone
        begin, top = self.begins[stretch], self.tops[stretch]
        return None if begin is None else Instant(begin + self.totals[place] - self.totals[top])

    @cached_property
    def starts(self) -> tuple[Instant | None, ...]:
        """The start of each segment."""
        starts: list[int | None] = []
        for (top, bottom), begin in zip(self._stretches(), self.begins, strict=True):
            starts += _shifted(self.totals, (top, bottom), begin, top)
        return cast("tuple[Instant | None, ...]", tuple(starts))

    @cached_property
    def firm(self) -> tuple[bool, ...]:
        """False where a start is a lower bound."""
        firm: list[bool] = []
        for (top, bottom), is_firm in zip(self._stretches(), self.firms, strict=True):
            firm += [is_firm] * (bottom - top)
        return tuple(firm)

    @cached_property
    def _latest(self) -> tuple[Instant | None, ...]:
        """Before each stretch, when all above it is over."""
        latest: Instant | None = None
        found: list[Instant | None] = []
        for (top, bottom), begin in zip(self._stretches(), self.begins, strict=True):
            found.append(latest)
            if begin is not None:
                over = Instant(begin + self.totals[bottom] - self.totals[top])
                latest = over if latest is None else max(latest, over)
        return tuple(found)

    def _stretches(self) -> Iterable[tuple[int, int]]:
        return pairwise((*self.tops, len(self.totals) - 1))


class Up(NamedTuple):
    """Latest starts from the bottom up; ``firm`` false where it is an upper bound."""

    backs: tuple[Instant | None, ...]
    firm: tuple[bool, ...]


NOTHING_FIXED: Mapping[int, Fixed] = MappingProxyType({})
NOTHING_BOUND: Mapping[int, Bound] = MappingProxyType({})


def running(lengths: Iterable[int]) -> tuple[int, ...]:
    """The running totals of lengths, from 0: how much stands before each segment, and in all."""
    return tuple(accumulate(lengths, initial=0))


def down(
    totals: tuple[int, ...],
    fixed: Mapping[int, Fixed],
    begin: int | None,
    *,
    is_firm: bool = True,
    pushes: bool = False,
    not_before: Mapping[int, Bound] = NOTHING_BOUND,
) -> Down:
    """The start of each segment, counted from ``begin``.

    As planned a hard time stands where it is, whatever comes before it; with ``pushes`` what
    comes late moves it on, and only what comes early waits for it. ``totals`` are the ``running``
    lengths, 0 where they are unknown; ``fixed`` and ``not_before`` are by index.
    """
    hards: list[HardTime] = []
    tops, begins, firms = [0], [begin], [is_firm]
    for stop in sorted({*fixed, *not_before}):
        hold = fixed.get(stop, _FREE)
        cursor = _moved_on(begins[-1], totals[stop] - totals[tops[-1]])
        bound = not_before.get(stop)
        cursor, is_firm = _arrive(hards, stop, hold, cursor, is_firm, pushes, bound)
        tops += (stop, stop + 1)
        begins.append(cursor)
        firms.append(is_firm)
        length = totals[stop + 1] - totals[stop]
        cursor, is_firm = _leave(hards, stop, hold, cursor, is_firm, length, pushes)
        begins.append(cursor)
        firms.append(is_firm)
    end = _moved_on(begins[-1], totals[-1] - totals[tops[-1]])
    return Down(
        totals=totals,
        tops=tuple(tops),
        begins=tuple(begins),
        firms=tuple(firms),
        hards=tuple(hards),
        end=None if end is None else Instant(end),
        end_firm=is_firm,
    )


def up(totals: tuple[int, ...], fixed: Mapping[int, Fixed], out: int | None) -> Up:
    """The latest start of each segment that still makes the next hard time, ``out`` at the end."""
    count = len(totals) - 1
    backs: list[int | None] = [None] * count
    firm = [True] * count
    latest, is_firm, bottom = out, True, count
    for stop in sorted(fixed, reverse=True):
        latest = _rise(backs, firm, totals, (stop + 1, bottom), latest, is_firm)
        hold = fixed[stop]
        if hold.end is not None:
            latest, is_firm = hold.end, not hold.is_unknown
        elif hold.is_unknown:
            is_firm = False
        latest = _moved_on(latest, totals[stop] - totals[stop + 1])
        if hold.back_hit is not None:
            latest, is_firm = hold.back_hit, True
        backs[stop], firm[stop] = latest, is_firm
        if hold.start is not None:
            latest, is_firm = (None if hold.is_opening else hold.start), True
        bottom = stop
    _rise(backs, firm, totals, (0, bottom), latest, is_firm)
    return Up(cast("tuple[Instant | None, ...]", tuple(backs)), tuple(firm))


_FREE = Fixed()


def _moved_on(at: int | None, by: int) -> int | None:
    return None if at is None else at + by


def _shifted(
    totals: tuple[int, ...], stretch: tuple[int, int], at: int | None, place: int
) -> Sequence[int | None]:
    """The starts of a stretch of which the running total at ``place`` is reached at ``at``."""
    top, bottom = stretch
    if at is None:
        return [None] * (bottom - top)
    shift = at - totals[place]
    return [total + shift for total in totals[top:bottom]]


def _arrive(
    hards: list[HardTime],
    stop: int,
    hold: Fixed,
    cursor: int | None,
    is_firm: bool,
    pushes: bool,
    bound: Bound | None,
) -> tuple[int | None, bool]:
    """Where a fixed segment starts, once what stands before it is over and everybody is there."""
    if hold.front_hit is not None and (not pushes or cursor is None or cursor <= hold.front_hit):
        cursor, is_firm = hold.front_hit, True
    arrival = cursor
    if bound is not None and cursor is not None:
        cursor, is_firm = max(cursor, bound.at), is_firm and bound.is_firm
    if hold.start is None:
        return cursor, is_firm
    is_late = cursor is not None and cursor > hold.start
    over = (
        None if arrival is None or cursor is None else (cursor if is_late else arrival) - hold.start
    )
    if over is not None and hold.is_opening:
        over = max(0, over)
    hards.append(HardTime(stop, hold.start, _millis(over), is_firm, HardKind.START))
    return (cursor, is_firm) if pushes and is_late else (hold.start, True)


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
    backs: list[int | None],
    firm: list[bool],
    totals: tuple[int, ...],
    stretch: tuple[int, int],
    latest: int | None,
    is_firm: bool,
) -> int | None:
    """Sets the latest starts of a stretch in which nothing is fixed; returns that of its first."""
    top, bottom = stretch
    if not is_firm:
        firm[top:bottom] = [False] * (bottom - top)
    backs[top:bottom] = _shifted(totals, stretch, latest, bottom)
    return _moved_on(latest, totals[top] - totals[bottom])


def _millis(length: int | None) -> Millis | None:
    return None if length is None else Millis(length)
