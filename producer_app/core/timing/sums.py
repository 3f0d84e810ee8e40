"""The sum itself: starts down a rundown and latest starts up it, over plain columns of numbers.

Between two points that are fixed (a hard time, a hit time, a length nobody knows) every start is
the running total of lengths shifted by one number, so a rundown costs as much as its fixed points.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate, pairwise
from typing import NamedTuple, Protocol, cast

from producer_app.core.timebase import Instant
from producer_app.core.timing.holds import Fixed, HardTime


class Starts(Protocol):
    """Whatever knows when the segments of a rundown start, by index."""

    def start_at(self, place: int) -> Instant | None:
        """The start of one segment; None while unknown."""

    def is_firm_at(self, place: int) -> bool:
        """False where the start of that segment is a lower bound."""


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
        return start_in(self.totals, self.tops[stretch], self.begins[stretch], place)

    def latest_until(self, place: int) -> Instant | None:
        """The start of one segment, or when all above it is over, if that is later, as it is where
        a hard time cannot be met: down the rundown it never falls. None while unknown."""
        stretch = bisect_right(self.tops, place) - 1
        above = self._latest[stretch]
        start = start_in(self.totals, self.tops[stretch], self.begins[stretch], place)
        if above is None or start is None:
            return start if above is None else above
        return max(above, start)

    def is_firm_at(self, place: int) -> bool:
        """False where the start of that segment is a lower bound."""
        return self.firms[bisect_right(self.tops, place) - 1]

    def free_before(self, place: int) -> Instant | None:
        """When all that stands before one segment is over, whether or not it starts then."""
        stretch = bisect_right(self.tops, place) - 1
        stretch -= stretch % 2  # what is fixed stands at the odd ones, alone
        return start_in(self.totals, self.tops[stretch], self.begins[stretch], place)

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


def running(lengths: Iterable[int]) -> tuple[int, ...]:
    """The running totals of lengths, from 0: how much stands before each segment, and in all."""
    return tuple(accumulate(lengths, initial=0))


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
        latest = moved_on(latest, totals[stop] - totals[stop + 1])
        if hold.back_hit is not None:
            latest, is_firm = hold.back_hit, True
        backs[stop], firm[stop] = latest, is_firm
        if hold.start is not None:
            latest, is_firm = (None if hold.is_opening else hold.start), True
        bottom = stop
    _rise(backs, firm, totals, (0, bottom), latest, is_firm)
    return Up(cast("tuple[Instant | None, ...]", tuple(backs)), tuple(firm))


def moved_on(at: int | None, by: int) -> int | None:
    """That much later; None while nobody knows."""
    return None if at is None else at + by


def start_in(totals: tuple[int, ...], top: int, begin: int | None, place: int) -> Instant | None:
    """A start in the stretch whose first segment, at ``top``, starts at ``begin``."""
    return None if begin is None else Instant(begin + totals[place] - totals[top])


def _shifted(
    totals: tuple[int, ...], stretch: tuple[int, int], at: int | None, place: int
) -> Sequence[int | None]:
    """The starts of a stretch of which the running total at ``place`` is reached at ``at``."""
    top, bottom = stretch
    if at is None:
        return [None] * (bottom - top)
    shift = at - totals[place]
    return [total + shift for total in totals[top:bottom]]


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
    return moved_on(latest, totals[top] - totals[bottom])
