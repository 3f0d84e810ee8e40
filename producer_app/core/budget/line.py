"""Advertising on a line of time: sums between any two moments, and the fullest window."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from itertools import accumulate, islice
from operator import add, itemgetter, le, sub
from typing import NamedTuple, cast

from producer_app.core.budget.outline import picker
from producer_app.core.timebase import Instant, Millis


class Line(NamedTuple):
    """The advertising that has a time, by time: where two overlap, the later counts from the
    earlier's end. ``totals`` are running, from 0; ``which`` they are by place in the form."""

    starts: tuple[int, ...]
    ends: tuple[int, ...]
    totals: tuple[int, ...]
    which: Sequence[int]

    def until(self, at: int) -> int:
        """The advertising before that moment, in milliseconds."""
        place = bisect_left(self.starts, at)
        return self.totals[place] - max(0, self.ends[place - 1] - at) if place else 0

    def between(self, start: int, end: int) -> int:
        """The advertising between two moments; what lies across an edge is split there."""
        return self.until(end) - self.until(start)

    def number_starting(self, start: int, end: int) -> int:
        """How many start between two moments."""
        return max(0, bisect_left(self.starts, end) - bisect_left(self.starts, start))

    def fullest(self, length: int) -> int | None:
        """Where the fullest window of that length starts, the earliest of equals; None where there
        is nothing."""
        # A window that cuts a spot at its start loses nothing by sliding back to where that begins.
        starts, ends, totals, _ = self
        best, most, place, count = -1, -1, 0, len(starts)
        for first, start in enumerate(starts):
            end = start + length
            while place < count and starts[place] < end:
                place += 1
            found = totals[place] - totals[first] - max(0, ends[place - 1] - end)
            if found > most:
                best, most = first, found
        return starts[best] if starts else None

    def first_over(self, length: int, limit: int) -> tuple[int, int] | None:
        """In which of them the window of that length behind first holds more than the limit, and
        when; None where it never does."""
        first = 0
        for place, end in enumerate(self.ends):
            while self.ends[first] <= end - length:
                first += 1
            if self.totals[place + 1] - self.totals[first] > limit:
                at = self._passed(place, length, limit)
                if at is not None:
                    return place, at
        return None

    def _passed(self, place: int, length: int, limit: int) -> int | None:
        """When in one of them the window behind first holds more than the limit."""
        start, end = self.starts[place], self.ends[place]
        if self.between(end - length, end) <= limit:
            return None
        while end - start > 1:
            middle = (start + end) // 2
            if self.between(middle - length, middle) > limit:
                end = middle
            else:
                start = middle
        return start


def line_of(
    starts: tuple[Instant | None, ...], lengths: tuple[Millis, ...], totals: tuple[int, ...] | None
) -> Line:
    """The line of what starts then and is so long; what has no time or no length is not on it.
    ``totals`` are the running lengths where they are known."""
    which: Sequence[int] = range(len(lengths))
    if 0 in lengths or None in starts:
        which = [n for n in which if lengths[n] and starts[n] is not None]
        starts, lengths, totals = picker(which)(starts), picker(which)(lengths), None
    known = cast("tuple[int, ...]", starts)
    ends = tuple(map(add, known, lengths))
    if not all(map(le, ends, islice(known, 1, None))):
        known, ends, which = _apart(known, ends, which)
        totals = (0, *accumulate(map(sub, ends, known)))
    return Line(known, ends, (0, *accumulate(lengths)) if totals is None else totals, which)


def _apart(
    starts: tuple[int, ...], ends: tuple[int, ...], which: Sequence[int]
) -> tuple[tuple[int, ...], tuple[int, ...], Sequence[int]]:
    """The same by time, each from the end of the one before it; what lies inside of that is
    nothing of its own."""
    found: list[tuple[int, int, int]] = []
    over: int | None = None
    for start, end, number in sorted(zip(starts, ends, which, strict=True), key=itemgetter(0)):
        begins = start if over is None else max(start, over)
        if begins < end:
            found.append((begins, end, number))
            over = end
    return tuple(f[0] for f in found), tuple(f[1] for f in found), [f[2] for f in found]
