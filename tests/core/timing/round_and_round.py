"""Rooms that wait for one another, settled the slow way: every wait again and again, until none of
them moves any more."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from producer_app.core.handoff import Line
from producer_app.core.run import Run
from producer_app.core.show import Handoff, RoomId
from producer_app.core.timebase import Instant
from producer_app.core.timing import Meeting, Projection, RoomTimes, Wait, handoff_due
from producer_app.core.timing.holds import Bound
from producer_app.core.timing.room_times import sum_of, waiting
from producer_app.core.timing.waits import is_not_run

Waits = dict[RoomId, dict[int, Wait]]


def settled(projection: Projection) -> Mapping[RoomId, RoomTimes]:
    """Every room once nothing moves any more; fails where that is never."""
    rooms = projection.alone
    for _ in range(len(projection.meetings) + 2):
        waits = _waits(replace(projection, rooms=rooms))
        after = {key: _waiting(projection.alone[key], waits.get(key, {})) for key in rooms}
        if after == rooms:
            return rooms
        rooms = after
    raise AssertionError("the rooms wait for one another without end")


def _waiting(alone: RoomTimes, waits: dict[int, Wait]) -> RoomTimes:
    if not waits:
        return alone
    return waiting(alone, waits, sum_of(replace(alone, waits=waits), alone.ahead.totals))


def _waits(projection: Projection) -> Waits:
    found: Waits = {}
    for meeting in projection.meetings:
        left = _leaves(projection, meeting)
        if left is not None:
            here = found.setdefault(meeting.second_room, {})
            place = projection.rooms[meeting.second_room].plan.places[meeting.second]
            there = Instant(left.at + meeting.transit)
            known = here.get(place, Wait((), there))
            people = tuple(dict.fromkeys((*known.people, meeting.person)))
            here[place] = Wait(people, max(known.until, there), known.is_firm and left.is_firm)
    return found


def _leaves(projection: Projection, meeting: Meeting) -> Bound | None:
    if meeting.left is not None:
        return Bound(meeting.left)
    room = projection.rooms[meeting.first_room]
    if is_not_run(room):
        return None
    end = room.played_until if meeting.is_in_circle else room.end_at(meeting.position)
    returns = _returns(projection, meeting)
    if end is None or (returns is not None and returns < end.at):
        return None if returns is None else Bound(returns)
    return end


def _returns(projection: Projection, meeting: Meeting) -> Instant | None:
    handoff = None if meeting.visit is None else projection.show.by_id[meeting.visit]
    if not isinstance(handoff, Handoff):
        return None
    line = _line(projection.run, handoff)
    if line.returned is not None:
        return line.returned
    due = handoff_due(projection, handoff).expected
    begins = meeting.visit_due if line.went is None and meeting.visit_due is not None else due
    begins = begins if line.went is None else line.went
    if begins is None or handoff.return_after is None:
        return None
    return Instant(begins + handoff.return_after)


def _line(run: Run | None, handoff: Handoff) -> Line:
    return Line(handoff=handoff.id) if run is None else run.line(handoff.id)
