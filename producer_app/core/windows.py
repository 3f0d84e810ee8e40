"""Advertising in windows of time: split at their edges, by the clock's hours, or sliding."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable
from datetime import timedelta
from itertools import accumulate, pairwise
from typing import NamedTuple

from producer_app.core.airtime import Spot
from producer_app.core.show import SegmentId
from producer_app.core.timebase import HOUR, Instant, Millis, local_time

_MOST_HOURS = 72


class Break(NamedTuple):
    """Where a limit is first passed: ``segment`` is None when it was before the show began, ``at``
    None while nobody knows when that segment comes."""

    segment: SegmentId | None
    at: Instant | None


def inside(spots: Iterable[Spot], start: Instant, end: Instant) -> list[Spot]:
    """The parts of the spots between two moments: a spot across an edge is split there."""
    found: list[Spot] = []
    for segment, at, length in spots:
        if at is not None and at < end and at + length > start:
            first = max(at, start)
            found.append(Spot(segment, first, Millis(min(at + length, end) - first)))
    return found


def time_in(spots: Iterable[Spot], start: Instant, end: Instant) -> Millis:
    """The advertising between two moments."""
    return Millis(sum(spot.length for spot in inside(spots, start, end)))


def first_excess(spots: Iterable[Spot], limit: int) -> Break | None:
    """Where the running sum of the spots passes the limit; None when it never does."""
    total = 0
    for segment, at, length in spots:
        if total + length > limit:
            return Break(segment, None if at is None else Instant(at + max(0, limit - total)))
        total += length
    return None


def clock_hours(first: Instant, last: Instant, zone: str) -> tuple[tuple[Instant, Instant], ...]:
    """The clock hours of a zone, as start and end, from the one that ``first`` lies in until
    ``last``; three days at most."""
    local = local_time(first, zone)
    into = timedelta(minutes=local.minute, seconds=local.second, microseconds=local.microsecond)
    start = first - into // timedelta(milliseconds=1)
    count = min(_MOST_HOURS, max(1, -((start - last) // HOUR)))
    edges = [Instant(start + number * HOUR) for number in range(count + 1)]
    return tuple(pairwise(edges))


class _Amount:
    """How much advertising has run before any moment."""

    def __init__(self, spots: Iterable[Spot]) -> None:
        self.segments: list[SegmentId] = []
        self.starts: list[int] = []
        self.ends: list[int] = []
        placed = ((spot.start, spot) for spot in spots if spot.start is not None)
        for start, spot in sorted(placed, key=lambda pair: pair[0]):
            begins = max(start, self.ends[-1]) if self.ends else start
            if start + spot.length > begins:
                self.segments.append(spot.segment)
                self.starts.append(begins)
                self.ends.append(start + spot.length)
        lengths = (end - start for start, end in zip(self.starts, self.ends, strict=True))
        self.totals = [0, *accumulate(lengths)]

    def before(self, at: int) -> int:
        """The advertising before that moment."""
        place = bisect_left(self.starts, at)
        return self.totals[place] - max(0, self.ends[place - 1] - at) if place else 0

    def within(self, end: int, length: int) -> int:
        """The advertising in the window of that length that ends at that moment."""
        return self.before(end) - self.before(end - length)


def fullest_window(spots: Iterable[Spot], length: Millis) -> Instant | None:
    """Where the fullest window of that length starts, the earliest of equals; None without
    advertising that has a place in time."""
    amount = _Amount(spots)
    # A window that cuts a spot at its start loses nothing by sliding back to where that begins.
    fullest = max(
        amount.starts, key=lambda start: amount.within(start + length, length), default=None
    )
    return None if fullest is None else Instant(fullest)


def rolling_excess(spots: Iterable[Spot], length: Millis, limit: Millis) -> Break | None:
    """Where the window of that length behind the show first holds more than the limit."""
    amount = _Amount(spots)
    for segment, start, end in zip(amount.segments, amount.starts, amount.ends, strict=True):
        if amount.within(end, length) > limit:
            while end - start > 1:
                middle = (start + end) // 2
                if amount.within(middle, length) > limit:
                    end = middle
                else:
                    start = middle
            return Break(segment, Instant(start))
    return None
