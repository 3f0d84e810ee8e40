"""One room as it stands: where its playhead is, and when everything still to come is expected."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from types import MappingProxyType
from typing import TypeVar

from producer_app.core.run import RoomRun, Take
from producer_app.core.show import Segment, SegmentId, TalentId
from producer_app.core.timebase import Instant, Millis
from producer_app.core.timing.coming import Coming, coming_of
from producer_app.core.timing.plan import RoomPlan
from producer_app.core.timing.sums import (
    NOTHING_FIXED,
    Bound,
    Down,
    Fixed,
    HardKind,
    HardTime,
    down,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Wait:
    """A segment cannot begin before these people have walked over from another room; ``is_firm``
    is false where nobody knows how much longer they are kept there."""

    people: tuple[TalentId, ...]
    until: Instant
    is_firm: bool = True


NO_WAITS: Mapping[int, Wait] = MappingProxyType({})

_NOT_YET = down((0,), NOTHING_FIXED, None)

_T = TypeVar("_T")


@dataclass(frozen=True, kw_only=True)
class RoomTimes:
    """One room as it stands.

    ``free_at`` is when the segment on air is expected to end. ``waits`` says before when a segment
    cannot begin, by place.
    """

    plan: RoomPlan
    run: RoomRun | None
    free_at: Instant | None
    free_firm: bool
    ahead: Coming
    hard_out: Instant | None
    waits: Mapping[int, Wait]
    hards: tuple[HardTime, ...]
    down: Down
    """Of what is to come, by position in ``ahead``."""

    @cached_property
    def expected(self) -> tuple[Instant | None, ...]:
        """The expected start of every segment still to come, None for the rest."""
        return self._spread(self.down.starts, otherwise=None)

    @cached_property
    def firm(self) -> tuple[bool, ...]:
        """False where an expected start is a lower bound."""
        return self._spread(self.down.firm, otherwise=True)

    @property
    def end(self) -> Instant | None:
        """When the room is expected to be over; None while unknown."""
        return self.down.end

    @property
    def end_firm(self) -> bool:
        """False where the end is a lower bound."""
        return self.down.end_firm

    def expected_at(self, place: int) -> Instant | None:
        """One expected start, without the column."""
        position = self.ahead.position(place)
        return None if position is None else self.down.start_at(position)

    @property
    def coming(self) -> tuple[int, ...]:
        """The places still to be played, in order."""
        return self.ahead.places

    @property
    def on_air(self) -> Take | None:
        return self.run.on_air if self.run is not None else None

    @property
    def begin(self) -> tuple[Instant | None, bool]:
        """When what is to come can begin, and whether that is more than a lower bound: once what
        is on air is over, and not before its hard end."""
        until = _hard_end_on_air(self.plan, self.run)
        if until is None or (self.free_at is not None and self.free_at > until):
            return self.free_at, self.free_firm
        return until, True

    @property
    def standby(self) -> Segment | None:
        """What GO would take: the first of what is to come."""
        if self.run is not None and self.run.ended is not None:
            return None
        return self.plan.segments[self.coming[0]] if self.coming else None

    @property
    def next_hard(self) -> HardTime | None:
        """The hard time that comes next."""
        return self.hards[0] if self.hards else None

    @property
    def out(self) -> HardTime | None:
        """The hard out of the room; None where there is none."""
        last = self.hards[-1] if self.hards else None
        return last if last is not None and last.kind is HardKind.OUT else None

    def waiting_at(self, place: int) -> Millis:
        """How long the room is held up at a segment by those who walk over; 0 mostly."""
        wait, start = self.waits.get(place), self.expected_at(place)
        if wait is None or start != wait.until:
            return Millis(0)
        position = self.ahead.position(place) or 0
        hold = self.ahead.fixed.get(position, Fixed())
        free = self.down.free_before(position)
        held = [at for at in (free, hold.start, hold.front_hit) if at is not None]
        return Millis(max(0, start - max(held)) if free is not None else 0)

    def take_of(self, segment: SegmentId) -> Take | None:
        """The segment's time on air: the present take, or else its latest."""
        if self.run is None:
            return None
        if self.run.on_air is not None and self.run.on_air.segment == segment:
            return self.run.on_air
        return self.run.last_takes.get(segment)

    def start_of(self, segment: SegmentId) -> Instant | None:
        """The best start known: actual, else expected, else planned; None where there is none."""
        take = self.take_of(segment)
        place = self.plan.places.get(segment)
        if place is None:
            return take.started if take else None
        still_to_come = self.expected_at(place)
        if take is not None and (take.ended is None or still_to_come is None):
            return take.started
        return still_to_come if still_to_come is not None else self.plan.start_at(place)

    def end_of(self, segment: SegmentId) -> Instant | None:
        """The best end known, in the same order; None while the length is unknown."""
        take, start = self.take_of(segment), self.start_of(segment)
        place = self.plan.places.get(segment)
        position = None if place is None else self.ahead.position(place)
        if take is not None and (take.ended is None or position is None):
            return self.free_at if take.ended is None else take.ended
        if place is None or start is None:
            return None
        length, hold = self.plan.segments[place].length, self.plan.holds.get(place)
        if length is not None:
            return Instant(start + length)
        return None if hold is None or hold.end is None else max(start, hold.end)

    def end_at(self, position: int | None) -> Bound | None:
        """When what stands there among what is to come will be over, None being what is on air;
        not firm where its length is unknown. None while nobody knows when it starts."""
        if position is None:
            return None if self.free_at is None else Bound(self.free_at, self.free_firm)
        start, is_firm = self.down.start_at(position), self.down.is_firm_at(position)
        if start is None:
            return None
        place = self.ahead.places[position]
        length, hold = self.plan.segments[place].length, self.plan.holds.get(place)
        if length is not None:
            return Bound(Instant(start + length), is_firm)
        if hold is None or hold.end is None:
            return Bound(start, is_firm=False)
        return Bound(max(start, hold.end), is_firm or start <= hold.end)

    def left(self, now: Instant) -> Millis | None:
        """Time left of what is on air, negative once it runs over; what has no length lasts until
        its hard end. None while nobody knows, or with nothing on air."""
        if self.on_air is None:
            return None
        own, until = self.on_air.remaining(now), _hard_end_on_air(self.plan, self.run)
        if own is None and until is not None:
            return Millis(until - now)
        return own

    def _spread(self, column: tuple[_T, ...], *, otherwise: _T) -> tuple[_T, ...]:
        """A column over the whole rundown out of one over what is to come."""
        count, ahead = len(self.plan.segments), self.ahead
        if len(ahead.places) == count and not ahead.has_repeat:
            return column
        spread = [otherwise] * count
        for place, value in zip(reversed(ahead.places), reversed(column), strict=True):
            spread[place] = value
        return tuple(spread)


def room_times(
    plan: RoomPlan,
    run: RoomRun | None,
    now: Instant,
    *,
    keeps_length: bool = False,
    earlier: RoomTimes | None = None,
) -> RoomTimes:
    """The room at ``now``, before anybody of another room is waited for; what a tick cannot
    change is kept from ``earlier``."""
    free_at, free_firm = _free_at(plan, run, now)
    is_known = earlier is not None and earlier.plan is plan and _is_same_run(earlier.run, run)
    if earlier is not None and is_known:
        if earlier.free_at == free_at:
            return earlier
        ahead = earlier.ahead
    else:
        ahead = coming_of(plan, run, _places_kept(plan, run, earlier))
    return _with_starts(
        RoomTimes(
            plan=plan,
            run=run,
            free_at=free_at,
            free_firm=free_firm,
            ahead=ahead,
            hard_out=_hard_out(plan, _begins(run, free_at), keeps_length=keeps_length),
            waits=NO_WAITS,
            hards=(),
            down=_NOT_YET,
        )
    )


def _places_kept(
    plan: RoomPlan, run: RoomRun | None, earlier: RoomTimes | None
) -> tuple[int, ...] | None:
    """The places still to be played, where the same are as before the edit."""
    if earlier is None or earlier.plan.cast is not plan.cast or not _is_same_run(earlier.run, run):
        return None
    return earlier.ahead.places if earlier.plan.played == plan.played else None


def waiting(times: RoomTimes, waits: Mapping[int, Wait]) -> RoomTimes:
    """The same room when those segments wait for somebody."""
    return times if waits == times.waits else _with_starts(replace(times, waits=waits))


def _with_starts(times: RoomTimes) -> RoomTimes:
    """Expected starts of what is to come: early waits for a hard time, late pushes on."""
    plan, ahead = times.plan, times.ahead
    sums = sum_of(times, ahead.totals)
    hards = _hard_end_before(times)
    hards += tuple([h._replace(place=ahead.places[h.place]) for h in sums.hards])
    if times.hard_out is not None:
        over = None if sums.end is None else Millis(sums.end - times.hard_out)
        out = HardTime(len(plan.segments), times.hard_out, over, sums.end_firm, HardKind.OUT)
        hards = (*hards, out)
    return replace(times, hards=hards, down=sums)


def sum_of(times: RoomTimes, totals: tuple[int, ...]) -> Down:
    """What is to come in a room if it had other lengths; ``totals`` are running, by position."""
    ahead, (begin, is_firm) = times.ahead, times.begin
    waits = ((ahead.position(place), wait) for place, wait in times.waits.items())
    bounds = {n: Bound(wait.until, wait.is_firm) for n, wait in waits if n is not None}
    fixed = ahead.binding(begin)
    return down(totals, fixed, begin, is_firm=is_firm, pushes=True, not_before=bounds)


def _hard_end_before(times: RoomTimes) -> tuple[HardTime, ...]:
    """The hard end of what is on air, if it has one."""
    free, until = times.free_at, _hard_end_on_air(times.plan, times.run)
    if times.on_air is None or until is None:
        return ()
    over = None if free is None else Millis(free - until)
    place = times.plan.places[times.on_air.segment]
    return (HardTime(place, until, over, times.free_firm, HardKind.END),)


def _hard_end_on_air(plan: RoomPlan, run: RoomRun | None) -> Instant | None:
    if run is None or run.on_air is None:
        return None
    take, place = run.on_air, plan.places.get(run.on_air.segment)
    hold = None if place is None else plan.holds.get(place)
    if hold is None or take.segment not in run.last_takes:
        return None if hold is None else hold.end
    return hold.once_more(take.started).end


def _is_same_run(before: RoomRun | None, after: RoomRun | None) -> bool:
    return before is after or (before is not None and after is not None and before == after)


def _free_at(plan: RoomPlan, run: RoomRun | None, now: Instant) -> tuple[Instant | None, bool]:
    """When the room is free for its next segment, and whether that is more than a lower bound."""
    if run is None:
        return plan.on_air, True
    if run.ended is not None:
        return run.ended, True
    take = run.on_air
    if take is None:
        waits = now if plan.on_air is None or run.takes else max(now, plan.on_air)
        return Instant(waits), True
    left = take.remaining(now)
    if left is None:
        until = _hard_end_on_air(plan, run)
        return (now, False) if until is None else (max(now, until), True)
    return Instant(now + max(0, left)), True


def _hard_out(plan: RoomPlan, begins: Instant | None, *, keeps_length: bool) -> Instant | None:
    """The hard out, moved along with the real start where the length was promised."""
    if not keeps_length or plan.hard_out is None or plan.on_air is None or begins is None:
        return plan.hard_out
    return Instant(plan.hard_out + begins - plan.on_air)


def _begins(run: RoomRun | None, free_at: Instant | None) -> Instant | None:
    """When the room began, or will as things stand; None while nothing runs."""
    if run is None or run.began is not None:
        return None if run is None else run.began
    return None if run.ended is not None else free_at
