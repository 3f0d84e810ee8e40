"""Counted advertising on a line of time: sums between any two moments, breaks, the fullest window.

A ledger is columns of numbers: made anew each time that what is to come moves, it costs next to
nothing, and what has been spent by ``now`` is the same ledger read up to ``now``.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from itertools import accumulate
from operator import add, sub

from producer_app.core.budget.airtime import Airtime
from producer_app.core.budget.line import Line, line_of
from producer_app.core.budget.outline import Form
from producer_app.core.budget.spots import Bounds, Excess, Spot, Stop
from producer_app.core.show import Kind, SegmentId
from producer_app.core.timebase import Instant, Millis


@dataclass(frozen=True, kw_only=True, eq=False)
class Ledger:
    """The advertising of one room under one table of kinds, in running order.

    ``lengths`` are what counts of each that may count, nothing while that is unknown.
    ``unknown_ads`` says how many are: with them the sums are "at least".
    """

    airtime: Airtime
    form: Form
    lengths: tuple[Millis, ...]
    unknown_ads: int
    _known: dict[int, int] = field(default_factory=dict)
    _held_in: dict[tuple[Bounds, ...], tuple[Millis, ...]] = field(default_factory=dict)
    _numbers_in: dict[tuple[Bounds, ...], tuple[int, ...]] = field(default_factory=dict)

    @cached_property
    def starts(self) -> tuple[Instant | None, ...]:
        """When each that may count starts; None while unknown."""
        return self.form.pick(self.airtime.starts)

    @cached_property
    def performance(self) -> Millis:
        """Time of performance that is not counted."""
        kinds = self.airtime.performance.items()
        played = sum(part.length for kind, part in kinds if kind not in self.form.counts)
        return Millis(played - sum(self.form.in_performance(self.lengths)))

    @cached_property
    def unknown_performance(self) -> int:
        """How many performances have no known length, and add nothing."""
        kinds = self.airtime.performance.items()
        return sum(part.unknown for kind, part in kinds if kind not in self.form.counts)

    @cached_property
    def inside(self) -> tuple[Instant | None, ...]:
        """When the breaks begin that have programme on both sides."""
        return self.form.pick_inside(self.starts)

    @cached_property
    def stops(self) -> tuple[Stop, ...]:
        """The breaks, in running order."""
        form, lengths = self.form, self.lengths
        starts, lasts = form.pick_firsts(self.starts), form.pick_lasts(self.starts)
        ends = map(_over, lasts, form.pick_lasts(lengths))
        if None not in lasts:
            ends = map(add, lasts, form.pick_lasts(lengths))
        sums = form.sums if lengths is form.lengths else form.sums_of(lengths)
        return tuple(map(Stop, form.breaks, starts, ends, sums))

    @cached_property
    def advertising(self) -> Millis:
        """All of it, whether or not it has a place in time yet."""
        return Millis(sum(self.lengths))

    @cached_property
    def unplaced(self) -> int:
        """How many spots have no time yet."""
        if None not in self.starts:
            return 0
        pairs = zip(self.starts, self.lengths, strict=True)
        return sum(start is None and length > 0 for start, length in pairs)

    @cached_property
    def spots(self) -> tuple[Spot, ...]:
        """All that counts, in running order."""
        return tuple([self._spot(n) for n, length in enumerate(self.lengths) if length])

    @cached_property
    def placed(self) -> tuple[Spot, ...]:
        """Those that have a time, by time; where two overlap, the later counts from the earlier's
        end."""
        line = self._line
        return tuple(
            [
                self._spot(n)._replace(start=Instant(start), length=Millis(end - start))
                for start, end, n in zip(line.starts, line.ends, line.which, strict=True)
            ]
        )

    @property
    def span(self) -> tuple[Instant, Instant] | None:
        """From where the first begins until the last is over; None without any that has a time."""
        starts, ends, *_ = self._line
        return (Instant(starts[0]), Instant(ends[-1])) if starts else None

    def spots_of(self, stop: Stop) -> tuple[Spot, ...]:
        """What that break is made of; what has no known length counts nothing."""
        return tuple([self._spot(number) for number in stop.together.places])

    def until(self, at: int) -> int:
        """The advertising before that moment, in milliseconds."""
        return self._line.until(at)

    def between(self, start: int, end: int) -> Millis:
        """The advertising between two moments; a spot across an edge is split there."""
        return Millis(self._line.between(start, end))

    def held(self, start: int, end: int) -> Millis:
        """The same, for a window that many ask for."""
        known = self._known
        for edge in (start, end):
            if edge not in known:
                known[edge] = self.until(edge)
        return Millis(known[end] - known[start])

    def held_in(self, windows: tuple[Bounds, ...]) -> tuple[Millis, ...]:
        """The same, for each of these."""
        if windows not in self._held_in:
            self._held_in[windows] = tuple([self.held(*window) for window in windows])
        return self._held_in[windows]

    def numbers_in(self, windows: tuple[Bounds, ...]) -> tuple[int, ...]:
        """How many start in each of these windows, of which one begins where another ends."""
        if windows not in self._numbers_in:
            starts = self._line.starts
            edges = [bisect_left(starts, start) for start, _ in windows]
            edges += [bisect_left(starts, end) for _, end in windows[-1:]]
            self._numbers_in[windows] = tuple(map(sub, edges[1:], edges))
        return self._numbers_in[windows]

    @cached_property
    def lengths_of_breaks(self) -> Mapping[SegmentId, Millis]:
        """How long each break is, by its first segment."""
        return {stop.segment: stop.length for stop in self.stops}

    def parts(self, start: Instant, end: Instant) -> tuple[Spot, ...]:
        """The parts of the spots between two moments."""
        line = self._line
        found: list[Spot] = []
        for spot in self.placed[bisect_right(line.ends, start) : bisect_left(line.starts, end)]:
            begins = max(spot.start or start, start)
            until = min((spot.start or start) + spot.length, end)
            found.append(spot._replace(start=Instant(begins), length=Millis(until - begins)))
        return tuple(found)

    def starting(self, start: Instant, end: Instant) -> tuple[Spot, ...]:
        """The spots that start between two moments, whole."""
        starts = self._line.starts
        return self.placed[bisect_left(starts, start) : bisect_left(starts, end)]

    def number_starting(self, start: Instant, end: Instant) -> int:
        """How many those are."""
        return self._line.number_starting(start, end)

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

    def excess(self, limit: int) -> Excess | None:
        """Where the sum of all of it passes the limit; None when it never does."""
        limit = max(0, limit)
        totals = [0, *accumulate(self.lengths)]
        place = bisect_right(totals, limit) - 1
        if place >= len(self.lengths):
            return None
        start = self.starts[place]
        at = None if start is None else Instant(start + limit - totals[place])
        return Excess(self.form.faces[place].segment, at)

    def excess_between(self, start: Instant, end: Instant, limit: int) -> Excess | None:
        """Where the sum since ``start`` passes the limit before ``end``; None when it does not."""
        line, used = self._line, self.until(start)
        most = used + max(0, limit)
        if self.until(end) <= most:
            return None
        place = bisect_right(line.totals, most) - 1
        at = Instant(line.starts[place] + most - line.totals[place])
        return Excess(self.form.faces[line.which[place]].segment, at)

    def fullest(self, length: int) -> Instant | None:
        """Where the fullest window of that length starts, the earliest of equals; None without
        advertising that has a place in time."""
        start = self._line.fullest(length)
        return None if start is None else Instant(start)

    def rolling_excess(self, length: int, limit: int) -> Excess | None:
        """Where the window of that length behind the show first holds more than the limit."""
        found = self._line.first_over(length, limit)
        if found is None:
            return None
        place, at = found
        return Excess(self.form.faces[self._line.which[place]].segment, Instant(at))

    @cached_property
    def _line(self) -> Line:
        is_known = self.lengths is self.form.lengths
        return line_of(self.starts, self.lengths, self.form.totals if is_known else None)

    def _spot(self, number: int) -> Spot:
        face = self.form.faces[number]
        return Spot(
            face.segment,
            self.starts[number],
            self.lengths[number],
            face.sponsor,
            face.kind in self.form.counts,
            face.is_signposted,
        )


def ledger_of(airtime: Airtime, counts: frozenset[Kind]) -> Ledger:
    """The ledger of that airtime when these kinds count."""
    form, present = airtime.outline.form(counts), airtime.on_air
    lengths, unknown, place = form.lengths, form.unknown_ads, form.on_air
    if place is not None and present is not None:
        counted = present.counted(counts) or Millis(0)
        lengths = (*lengths[:place], counted, *lengths[place + 1 :])
        unknown += form.is_unknown(present) - form.is_unknown(form.faces[place])
    return Ledger(airtime=airtime, form=form, lengths=lengths, unknown_ads=unknown)


def _over(start: Instant | None, length: Millis) -> Instant | None:
    return None if start is None else Instant(start + length)
