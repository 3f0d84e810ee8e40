"""Counted advertising on a line of time: sums between any two moments, breaks, the fullest window.

A ledger is made once of a plan, or of a plan and a run; what has been spent by ``now`` is the same
ledger read up to ``now``, so a tick recounts nothing.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate
from typing import NamedTuple

from producer_app.core.budget.airtime import Airtime, Stretch
from producer_app.core.show import PERFORMANCE, Kind, SegmentId, SponsorId
from producer_app.core.timebase import Instant, Millis


class Spot(NamedTuple):
    """A stretch of counted advertising; ``start`` is None while nobody knows when it comes.

    ``is_whole`` is false for the seconds inside a segment that is not itself advertising.
    """

    segment: SegmentId
    start: Instant | None
    length: Millis
    sponsor: SponsorId | None = None
    is_whole: bool = True
    is_signposted: bool = False


class Excess(NamedTuple):
    """Where a rule is first broken: ``segment`` is None when it was before the show began or by
    nothing that is there, ``at`` None while nobody knows when that is."""

    segment: SegmentId | None
    at: Instant | None


class Stop(NamedTuple):
    """A run of advertising with no other programme in it: what a viewer calls a break."""

    spots: tuple[Spot, ...]
    before: int
    """How many numbers (performances) stand between it and the break before, or the start."""
    is_inside: bool
    """Programme stands before it and behind it."""

    @property
    def length(self) -> Millis:
        return Millis(sum(spot.length for spot in self.spots))

    @property
    def start(self) -> Instant | None:
        return self.spots[0].start

    @property
    def segment(self) -> SegmentId:
        return self.spots[0].segment


@dataclass(frozen=True, kw_only=True)
class Ledger:
    """The advertising of one room under one table of kinds, in running order.

    ``performance`` is time of performance that is not counted. ``unknown_ads`` and
    ``unknown_performance`` count segments of unknown length, which add nothing: with them the
    sums are "at least".
    """

    airtime: Airtime
    counts: frozenset[Kind]
    spots: tuple[Spot, ...]
    performance: Millis
    unknown_ads: int
    unknown_performance: int

    @cached_property
    def stops(self) -> tuple[Stop, ...]:
        """The breaks, in running order."""
        return _stops(self.airtime, self.counts)

    @cached_property
    def advertising(self) -> Millis:
        """All of it, whether or not it has a place in time yet."""
        return Millis(sum(spot.length for spot in self.spots))

    @cached_property
    def unplaced(self) -> int:
        """How many spots have no time yet."""
        return sum(spot.start is None for spot in self.spots)

    @cached_property
    def placed(self) -> tuple[Spot, ...]:
        """Those that have one, by time; where two overlap, the later counts from the earlier's
        end."""
        found: list[Spot] = []
        end: int | None = None
        timed = [(spot.start, spot) for spot in self.spots if spot.start is not None]
        for start, spot in sorted(timed, key=lambda pair: pair[0]):
            if end is None or start >= end:
                found.append(spot)
                end = start + spot.length
            elif start + spot.length > end:
                length = Millis(start + spot.length - end)
                found.append(spot._replace(start=Instant(end), length=length))
                end += length
        return tuple(found)

    def until(self, at: int) -> int:
        """The advertising before that moment, in milliseconds."""
        starts, ends, totals = self._columns
        place = bisect_left(starts, at)
        return totals[place] - max(0, ends[place - 1] - at) if place else 0

    def between(self, start: int, end: int) -> Millis:
        """The advertising between two moments; a spot across an edge is split there."""
        return Millis(self.until(end) - self.until(start))

    def inside(self, start: Instant, end: Instant) -> tuple[Spot, ...]:
        """The parts of the spots between two moments."""
        starts, ends, _ = self._columns
        found: list[Spot] = []
        for spot in self.placed[bisect_right(ends, start) : bisect_left(starts, end)]:
            begins = max(spot.start or start, start)
            until = min((spot.start or start) + spot.length, end)
            found.append(spot._replace(start=Instant(begins), length=Millis(until - begins)))
        return tuple(found)

    def starting(self, start: Instant, end: Instant) -> tuple[Spot, ...]:
        """The spots that start between two moments, whole."""
        starts = self._columns[0]
        return self.placed[bisect_left(starts, start) : bisect_left(starts, end)]

    def first_excess(self, spots: Iterable[Spot], limit: int) -> Excess | None:
        """Where the running sum of these spots passes the limit; None when it never does."""
        total = 0
        for spot in spots:
            if total + spot.length > limit:
                over = max(0, limit - total)
                at = None if spot.start is None else Instant(spot.start + over)
                return Excess(spot.segment, at)
            total += spot.length
        return None

    def fullest(self, length: int) -> Instant | None:
        """Where the fullest window of that length starts, the earliest of equals; None without
        advertising that has a place in time."""
        # A window that cuts a spot at its start loses nothing by sliding back to where that begins.
        starts = self._columns[0]
        best = max(starts, key=lambda at: self.until(at + length) - self.until(at), default=None)
        return None if best is None else Instant(best)

    def rolling_excess(self, length: int, limit: int) -> Excess | None:
        """Where the window of that length behind the show first holds more than the limit."""
        starts, ends, _ = self._columns
        for spot, start, end in zip(self.placed, starts, ends, strict=True):
            if self._behind(end, length) <= limit:
                continue
            while end - start > 1:
                middle = (start + end) // 2
                if self._behind(middle, length) > limit:
                    end = middle
                else:
                    start = middle
            return Excess(spot.segment, Instant(start))
        return None

    def _behind(self, at: int, length: int) -> int:
        return self.until(at) - self.until(at - length)

    @cached_property
    def _columns(self) -> tuple[list[int], list[int], list[int]]:
        starts = [spot.start or 0 for spot in self.placed]
        ends = [start + spot.length for start, spot in zip(starts, self.placed, strict=True)]
        return starts, ends, [0, *accumulate(spot.length for spot in self.placed)]


def ledger_of(airtime: Airtime, counts: frozenset[Kind]) -> Ledger:
    """The ledger of that airtime when these kinds count."""
    spots: list[Spot] = []
    unknown_ads = inner = 0
    for _, stretch in airtime.counted(counts):
        counted, is_whole = stretch.counted(counts), stretch.kind in counts
        unknown_ads += counted is None or (is_whole and stretch.is_open)
        if counted:
            spots.append(_spot(stretch, counted, is_whole=is_whole))
            inner += counted if stretch.kind in PERFORMANCE and not is_whole else 0
    played = [part for kind, part in airtime.performance.items() if kind not in counts]
    return Ledger(
        airtime=airtime,
        counts=counts,
        spots=tuple(spots),
        performance=Millis(sum(part.length for part in played) - inner),
        unknown_ads=unknown_ads,
        unknown_performance=sum(part.unknown for part in played),
    )


def _spot(stretch: Stretch, counted: Millis, *, is_whole: bool) -> Spot:
    return Spot(
        stretch.segment,
        stretch.start,
        counted,
        stretch.sponsor,
        is_whole,
        stretch.is_signposted,
    )


def _stops(airtime: Airtime, counts: frozenset[Kind]) -> tuple[Stop, ...]:
    """The breaks: a neutral frame neither counts nor ends one."""
    found: list[Stop] = []
    run: list[tuple[int, Stretch]] = []
    since = 0
    for place, stretch in airtime.counted(counts):
        if stretch.kind not in counts:
            continue
        if run and airtime.others_between(run[-1][0] + 1, place):
            found.append(_stop(airtime, run, since))
            since, run = run[-1][0] + 1, []
        run.append((place, stretch))
    if run:
        found.append(_stop(airtime, run, since))
    return tuple(found)


def _stop(airtime: Airtime, run: list[tuple[int, Stretch]], since: int) -> Stop:
    first, last = run[0][0], run[-1][0]
    return Stop(
        spots=tuple(_spot(s, s.length or Millis(0), is_whole=True) for _, s in run),
        before=airtime.numbers_between(since, first),
        is_inside=airtime.others_between(0, first) > 0
        and airtime.others_between(last + 1, airtime.count) > 0,
    )
