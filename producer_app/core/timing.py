"""The one engine of planned, expected and actual times, for every room, screen and sheet.

Times stand in columns beside a room's segments, because ten thousand small objects cost more than
the sum itself. ``plan_times`` knows the plan alone; ``project`` adds the run and ``now``.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from types import MappingProxyType
from typing import NamedTuple

from producer_app.core.calling import following
from producer_app.core.run import RoomRun, Run, Take
from producer_app.core.show import (
    Anchor,
    BlockId,
    Handoff,
    Room,
    RoomId,
    Segment,
    SegmentId,
    Show,
)
from producer_app.core.timebase import Instant, Millis


class HardTime(NamedTuple):
    """A time that cannot move, and how the room meets it.

    ``place`` is the index of the segment that starts then, or their number for the hard out.
    ``over`` is arrival minus hard time: > 0 over (late: an overlap to solve), < 0 under (a gap to
    fill), None while nobody knows. ``is_firm`` is false when an unknown length makes the arrival
    a lower bound.
    """

    place: int
    at: Instant
    over: Millis | None
    is_firm: bool


@dataclass(frozen=True, kw_only=True)
class RoomPlan:
    """One room's planned times in columns, one place per segment of its rundown.

    ``starts`` front times (None: not timed, or unknown); ``firm`` false where the start is a lower
    bound ("at least"); ``backs`` back times: the latest start that makes the next hard time;
    ``back_firm`` false where an unknown length makes it an upper bound.
    """

    room: Room
    segments: tuple[Segment, ...]
    on_air: Instant | None
    hard_out: Instant | None
    hard_starts: tuple[Instant | None, ...]
    starts: tuple[Instant | None, ...]
    firm: tuple[bool, ...]
    backs: tuple[Instant | None, ...]
    back_firm: tuple[bool, ...]
    hards: tuple[HardTime, ...]
    end: Instant | None
    end_firm: bool

    @cached_property
    def places(self) -> Mapping[SegmentId, int]:
        """Each segment's index in the columns."""
        return MappingProxyType({segment.id: i for i, segment in enumerate(self.segments)})

    def slack_at(self, index: int) -> Millis | None:
        """Arrival minus hard start at a segment: > 0 overlap, < 0 gap; None without either."""
        return next((hard.over for hard in self.hards if hard.place == index), None)


@dataclass(frozen=True, kw_only=True)
class Plan:
    """The planned times of every room of a show."""

    show: Show
    rooms: Mapping[RoomId, RoomPlan]


@dataclass(frozen=True, kw_only=True)
class RoomTimes:
    """One room as it stands: where the playhead is and when everything still to come is expected.

    ``expected`` has a start for every segment still to come, None for the rest; ``firm`` is false
    where it is a lower bound. ``free_at`` is when the segment on air is expected to end.
    ``coming`` are the indices still to be played, in order.
    """

    plan: RoomPlan
    run: RoomRun | None
    free_at: Instant | None
    free_firm: bool
    coming: tuple[int, ...]
    expected: tuple[Instant | None, ...]
    firm: tuple[bool, ...]
    hards: tuple[HardTime, ...]
    end: Instant | None
    end_firm: bool

    @property
    def on_air(self) -> Take | None:
        return self.run.on_air if self.run is not None else None

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
        still_to_come = self.expected[place]
        if take is not None and (take.ended is None or still_to_come is None):
            return take.started
        return still_to_come if still_to_come is not None else self.plan.starts[place]

    def end_of(self, segment: SegmentId) -> Instant | None:
        """The best end known, in the same order; None while the length is unknown."""
        take = self.take_of(segment)
        place = self.plan.places.get(segment)
        if take is not None and take.ended is None:
            return self.free_at
        if take is not None and (place is None or self.expected[place] is None):
            return take.ended
        start = self.start_of(segment)
        length = None if place is None else self.plan.segments[place].length
        return None if start is None or length is None else Instant(start + length)


@dataclass(frozen=True, kw_only=True)
class Projection:
    """Planned, expected and actual times of the whole show at ``now``."""

    plan: Plan
    run: Run | None
    now: Instant
    rooms: Mapping[RoomId, RoomTimes]

    @property
    def show(self) -> Show:
        return self.plan.show

    def of(self, segment: SegmentId) -> RoomTimes:
        """The room that a segment plays in."""
        return self.rooms[self.show.segment(segment).room]


class Due(NamedTuple):
    """When a handoff is due: as planned, and as things stand; None while unknown."""

    planned: Instant | None
    expected: Instant | None


def plan_times(show: Show, earlier: Plan | None = None) -> Plan:
    """The planned times of a show; rooms that did not change are taken over from ``earlier``."""
    rooms = {room.id: _room_plan(show, room, earlier) for room in show.rooms}
    return Plan(show=show, rooms=MappingProxyType(rooms))


def project(
    plan: Plan, run: Run | None, now: Instant, earlier: Projection | None = None
) -> Projection:
    """Where the show stands at ``now``; what a tick cannot change is kept from ``earlier``."""
    rooms = {
        key: _room_times(room_plan, run, now, earlier.rooms.get(key) if earlier else None)
        for key, room_plan in plan.rooms.items()
    }
    return Projection(plan=plan, run=run, now=now, rooms=MappingProxyType(rooms))


def handoff_due(projection: Projection, handoff: Handoff) -> Due:
    """When a handoff is due, in show time."""
    show, trigger = projection.show, handoff.trigger
    if trigger.anchor is Anchor.HARD_TIME:
        at = None if trigger.hard_time is None else show.instant(trigger.hard_time)
        return Due(_shifted(at, trigger.offset), _shifted(at, trigger.offset))
    times = projection.of(handoff.segment)
    place = times.plan.places[handoff.segment]
    planned, length = times.plan.starts[place], times.plan.segments[place].length
    if trigger.anchor is Anchor.SEGMENT_START:
        expected = times.start_of(handoff.segment)
    else:
        planned = None if planned is None or length is None else Instant(planned + length)
        expected = times.end_of(handoff.segment)
    return Due(_shifted(planned, trigger.offset), _shifted(expected, trigger.offset))


def block_lengths(plan: RoomPlan) -> Mapping[BlockId | None, tuple[Millis, bool]]:
    """Each block's planned length and whether it is firm (no unknown length in it)."""
    sums: dict[BlockId | None, tuple[Millis, bool]] = {}
    for segment in plan.segments:
        if segment.is_timed:
            total, firm = sums.get(segment.block, (Millis(0), True))
            known = segment.length is not None
            sums[segment.block] = (Millis(total + (segment.length or 0)), firm and known)
    return MappingProxyType(sums)


def _shifted(at: Instant | None, by: Millis) -> Instant | None:
    return None if at is None else Instant(at + by)


def _room_plan(show: Show, room: Room, earlier: Plan | None) -> RoomPlan:
    segments = show.rundowns[room.id]
    known = earlier.rooms.get(room.id) if earlier is not None else None
    if earlier is not None and known is not None and _is_same(show, earlier.show, known, segments):
        return known
    on_air, hard_out = show.room_on_air(room), show.room_hard_out(room)
    hard_starts = tuple(
        None if s.hard_start is None or not s.is_timed else show.instant(s.hard_start)
        for s in segments
    )
    starts, firm, hards, end, end_firm = _front(segments, hard_starts, on_air)
    backs, back_firm = _back(segments, hard_starts, hard_out)
    if hard_out is not None:
        over = None if end is None else Millis(end - hard_out)
        hards = (*hards, HardTime(len(segments), hard_out, over, end_firm))
    return RoomPlan(
        room=room,
        segments=segments,
        on_air=on_air,
        hard_out=hard_out,
        hard_starts=hard_starts,
        starts=starts,
        firm=firm,
        backs=backs,
        back_firm=back_firm,
        hards=hards,
        end=end,
        end_firm=end_firm,
    )


def _is_same(show: Show, before: Show, known: RoomPlan, segments: tuple[Segment, ...]) -> bool:
    """True when nothing that the room's times depend on has changed."""
    if len(segments) != len(known.segments) or show.room(known.room.id) != known.room:
        return False
    frame = (show.date, show.zone, show.on_air, show.hard_out)
    if frame != (before.date, before.zone, before.on_air, before.hard_out):
        return False
    return all(a is b for a, b in zip(segments, known.segments, strict=True))


_Front = tuple[
    tuple[Instant | None, ...], tuple[bool, ...], tuple[HardTime, ...], Instant | None, bool
]


def _front(
    segments: tuple[Segment, ...],
    hard_starts: tuple[Instant | None, ...],
    on_air: Instant | None,
) -> _Front:
    """Down from the on-air time: a hard start stands where it is, whatever comes before it."""
    cursor: int | None = on_air
    is_firm = True
    starts: list[Instant | None] = []
    firm: list[bool] = []
    hards: list[HardTime] = []
    for index, segment in enumerate(segments):
        if not segment.is_timed:
            starts.append(None)
            firm.append(True)
            continue
        hard = hard_starts[index]
        if hard is not None:
            over = None if cursor is None else Millis(cursor - hard)
            hards.append(HardTime(index, hard, over, is_firm))
            cursor, is_firm = hard, True
        starts.append(None if cursor is None else Instant(cursor))
        firm.append(is_firm)
        length = segment.length
        if length is None:
            is_firm = False
        elif cursor is not None:
            cursor += length
    end = None if cursor is None else Instant(cursor)
    return tuple(starts), tuple(firm), tuple(hards), end, is_firm


def _back(
    segments: tuple[Segment, ...],
    hard_starts: tuple[Instant | None, ...],
    hard_out: Instant | None,
) -> tuple[tuple[Instant | None, ...], tuple[bool, ...]]:
    """Up from the hard out: the latest start that still makes the next hard time."""
    latest: int | None = hard_out
    is_firm = True
    backs: list[Instant | None] = []
    firm: list[bool] = []
    for index in range(len(segments) - 1, -1, -1):
        segment = segments[index]
        if not segment.is_timed:
            backs.append(None)
            firm.append(True)
            continue
        if segment.length is None:
            is_firm = False
        elif latest is not None:
            latest -= segment.length
        backs.append(None if latest is None else Instant(latest))
        firm.append(is_firm)
        hard = hard_starts[index]
        if hard is not None:
            latest, is_firm = hard, True
    return tuple(reversed(backs)), tuple(reversed(firm))


def _room_times(
    plan: RoomPlan, run: Run | None, now: Instant, earlier: RoomTimes | None
) -> RoomTimes:
    room_run = None if run is None else run.room(plan.room.id)
    free_at, free_firm = _free_at(plan, room_run, now)
    if (
        earlier is not None
        and earlier.plan is plan
        and _is_same_run(earlier.run, room_run)
        and earlier.free_at == free_at
    ):
        return earlier
    coming = _coming(plan, room_run)
    expected, firm, hards, end, end_firm = _ahead(plan, coming, free_at, free_firm)
    return RoomTimes(
        plan=plan,
        run=room_run,
        free_at=free_at,
        free_firm=free_firm,
        coming=coming,
        expected=expected,
        firm=firm,
        hards=hards,
        end=end,
        end_firm=end_firm,
    )


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
        waiting = now if plan.on_air is None or run.takes else max(now, plan.on_air)
        return Instant(waiting), True
    left = take.remaining(now)
    if left is None:
        return now, False
    return Instant(now + max(0, left)), True


def _coming(plan: RoomPlan, run: RoomRun | None) -> tuple[int, ...]:
    if run is None:
        return tuple(i for i, segment in enumerate(plan.segments) if segment.is_timed)
    if run.ended is not None:
        return ()
    places = plan.places
    return tuple(places[segment.id] for segment in following(plan.segments, run))


def _ahead(
    plan: RoomPlan, coming: tuple[int, ...], free_at: Instant | None, free_firm: bool
) -> _Front:
    """Expected starts of what is to come: early waits for a hard start, late pushes on."""
    expected: list[Instant | None] = [None] * len(plan.segments)
    firm = [True] * len(plan.segments)
    hards: list[HardTime] = []
    cursor: int | None = free_at
    is_firm = free_firm
    segments, hard_starts = plan.segments, plan.hard_starts
    for index in coming:
        hard = hard_starts[index]
        if hard is not None:
            over = None if cursor is None else Millis(cursor - hard)
            hards.append(HardTime(index, hard, over, is_firm))
            if cursor is None or cursor <= hard:
                cursor, is_firm = hard, True
        expected[index] = None if cursor is None else Instant(cursor)
        firm[index] = is_firm
        length = segments[index].length
        if length is None:
            is_firm = False
        elif cursor is not None:
            cursor += length
    end = None if cursor is None else Instant(cursor)
    if plan.hard_out is not None:
        over = None if end is None else Millis(end - plan.hard_out)
        hards.append(HardTime(len(segments), plan.hard_out, over, is_firm))
    return tuple(expected), tuple(firm), tuple(hards), end, is_firm
