"""Planned, expected and actual times of a whole show at one moment, both playheads together."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import NamedTuple

from producer_app.core.run import Run
from producer_app.core.show import Anchor, Handoff, HandoffId, RoomId, SegmentId, Show
from producer_app.core.timebase import Instant, Millis
from producer_app.core.timing.meetings import Meeting, meetings
from producer_app.core.timing.plan import Plan
from producer_app.core.timing.room_times import RoomTimes, Wait, room_times, waiting

_ROUNDS = 32
"""Rooms wait for one another in turn; nobody's evening has more turns than this."""


_Rooms = Mapping[RoomId, RoomTimes]


@dataclass(frozen=True, kw_only=True)
class Projection:
    """Planned, expected and actual times of the whole show at ``now``."""

    plan: Plan
    run: Run | None
    now: Instant
    rooms: Mapping[RoomId, RoomTimes]
    published: Mapping[SegmentId, Instant]
    """The starts of the revision that was issued last; empty before the first."""
    meetings: tuple[Meeting, ...]
    alone: Mapping[RoomId, RoomTimes]
    """Each room's times before it waits for anybody: what the next projection builds on."""

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


NOTHING_PUBLISHED: Mapping[SegmentId, Instant] = MappingProxyType({})


def project(
    plan: Plan,
    run: Run | None,
    now: Instant,
    earlier: Projection | None = None,
    published: Mapping[SegmentId, Instant] = NOTHING_PUBLISHED,
) -> Projection:
    """Where the show stands at ``now``; what a tick cannot change is kept from ``earlier``."""
    alone = {
        key: room_times(
            room_plan,
            None if run is None else run.room(key),
            now,
            keeps_length=plan.show.keeps_length,
            earlier=earlier.alone.get(key) if earlier is not None else None,
        )
        for key, room_plan in plan.rooms.items()
    }
    if earlier is not None and earlier.plan is plan:
        met = earlier.meetings
    else:
        met = meetings(plan, _planned_dues(plan))
    rooms = alone if not met else _meet(plan.show, run, met, alone, earlier)
    return Projection(
        plan=plan,
        run=run,
        now=now,
        rooms=MappingProxyType(rooms),
        published=published,
        meetings=met,
        alone=MappingProxyType(alone),
    )


def handoff_due(projection: Projection, handoff: Handoff) -> Due:
    """When a handoff is due, in show time."""
    planned = planned_due(projection.plan, handoff)
    return Due(planned, _expected_go(projection.show, handoff, projection.rooms))


def planned_due(plan: Plan, handoff: Handoff) -> Instant | None:
    """When a handoff is due as planned; None while unknown."""
    show, trigger = plan.show, handoff.trigger
    if trigger.anchor is Anchor.HARD_TIME:
        return _at_hard_time(show, handoff)
    room = plan.of(handoff.segment)
    place = room.places[handoff.segment]
    at, length = room.start_at(place), room.length_of(place)
    if trigger.anchor is Anchor.SEGMENT_END:
        at = None if at is None or length is None else Instant(at + length)
    return _shifted(at, trigger.offset)


def _planned_dues(plan: Plan) -> Mapping[HandoffId, Instant | None]:
    known = (h for h in plan.show.handoffs if h.segment in plan.show.by_id)
    return {handoff.id: planned_due(plan, handoff) for handoff in known}


def _meet(
    show: Show,
    run: Run | None,
    met: tuple[Meeting, ...],
    alone: _Rooms,
    earlier: Projection | None,
) -> dict[RoomId, RoomTimes]:
    """The rooms once each waits for those who come from another; a wait may call forth the next."""
    if earlier is not None and _is_known(earlier, run, met, alone):
        return dict(earlier.rooms)
    rooms = dict(alone)
    for _ in range(_ROUNDS):
        waits = _waits(show, run, met, rooms)
        after = {key: waiting(rooms[key], waits.get(key, {})) for key in rooms}
        if all(after[key] is rooms[key] for key in rooms):
            break
        rooms = after
    return rooms


def _is_known(
    earlier: Projection, run: Run | None, met: tuple[Meeting, ...], alone: _Rooms
) -> bool:
    """True when no room has moved since, and no handoff either."""
    is_same = earlier.meetings is met and earlier.run is run
    return is_same and all(alone[key] is earlier.alone.get(key) for key in alone)


def _waits(
    show: Show, run: Run | None, met: tuple[Meeting, ...], rooms: _Rooms
) -> dict[RoomId, dict[int, Wait]]:
    """Before when each segment that somebody comes to from another room cannot begin."""
    found: dict[RoomId, dict[int, Wait]] = {}
    for meeting in met:
        times = rooms[meeting.second_room]
        place = times.plan.places[meeting.second]
        left = _leaves(show, run, meeting, rooms)
        if times.expected_at(place) is not None and left is not None:
            in_room = found.setdefault(meeting.second_room, {})
            there = Instant(left + meeting.transit)
            in_room[place] = _joined(in_room.get(place), meeting, there)
    return found


def _joined(wait: Wait | None, meeting: Meeting, there: Instant) -> Wait:
    if wait is None:
        return Wait(people=(meeting.person,), until=there)
    return Wait(people=(*wait.people, meeting.person), until=max(wait.until, there))


def _leaves(show: Show, run: Run | None, meeting: Meeting, rooms: _Rooms) -> Instant | None:
    """When somebody leaves the first of two rooms; None while nobody can tell."""
    end = rooms[meeting.first_room].end_of(meeting.first)
    handoff = show.by_id.get(meeting.visit) if meeting.visit is not None else None
    if not isinstance(handoff, Handoff) or handoff.return_after is None:
        return end
    line = None if run is None else run.line(handoff.id)
    if line is not None and line.returned is not None:
        return line.returned
    go = None if line is None else line.went
    if go is None:
        go = _expected_go(show, handoff, rooms)
    if go is None:
        return end
    returns = Instant(go + handoff.return_after)
    return returns if end is None else min(end, returns)


def _expected_go(show: Show, handoff: Handoff, rooms: _Rooms) -> Instant | None:
    anchor = handoff.trigger.anchor
    if anchor is Anchor.HARD_TIME:
        return _at_hard_time(show, handoff)
    times = rooms[show.segment(handoff.segment).room]
    is_start = anchor is Anchor.SEGMENT_START
    at = times.start_of(handoff.segment) if is_start else times.end_of(handoff.segment)
    return _shifted(at, handoff.trigger.offset)


def _at_hard_time(show: Show, handoff: Handoff) -> Instant | None:
    wall = handoff.trigger.hard_time
    return None if wall is None else _shifted(show.instant(wall), handoff.trigger.offset)


def _shifted(at: Instant | None, by: Millis) -> Instant | None:
    return None if at is None else Instant(at + by)
