"""Rooms that wait for those who come from another: one wait may call forth the next."""

from __future__ import annotations

from collections.abc import Mapping

from producer_app.core.run import Run
from producer_app.core.show import Handoff, RoomId, Show
from producer_app.core.timebase import MINUTE, Instant, Millis
from producer_app.core.timing.dues import expected_due
from producer_app.core.timing.meetings import Meeting
from producer_app.core.timing.presences import back
from producer_app.core.timing.room_times import RoomTimes, Wait, waiting
from producer_app.core.timing.sums import Bound

Rooms = Mapping[RoomId, RoomTimes]


NOT_RUN_AFTER = Millis(5 * MINUTE)
"""A room so late to open keeps nobody in the other rooms waiting until it does."""


def meet(show: Show, run: Run | None, met: tuple[Meeting, ...], alone: Rooms) -> Rooms:
    """The rooms once each waits for those who come from another; ``alone`` is each by itself."""
    rooms = alone
    for _ in range(len(met) + 1):
        waits = _waits(show, run, met, rooms)
        after = {key: waiting(rooms[key], waits.get(key, {})) for key in rooms}
        if all(after[key] is rooms[key] for key in rooms):
            break
        rooms = after
    return rooms


def _waits(
    show: Show, run: Run | None, met: tuple[Meeting, ...], rooms: Rooms
) -> dict[RoomId, dict[int, Wait]]:
    """Before when each segment that somebody comes to from another room cannot begin."""
    found: dict[RoomId, dict[int, Wait]] = {}
    for meeting in met:
        left = _leaves(show, run, meeting, rooms)
        if left is not None:
            place = rooms[meeting.second_room].plan.places[meeting.second]
            in_room = found.setdefault(meeting.second_room, {})
            in_room[place] = _joined(in_room.get(place), meeting, left)
    return found


def _joined(wait: Wait | None, meeting: Meeting, left: Bound) -> Wait:
    there = Instant(left.at + meeting.transit)
    if wait is None:
        return Wait(people=(meeting.person,), until=there, is_firm=left.is_firm)
    people = tuple(dict.fromkeys((*wait.people, meeting.person)))
    return Wait(people=people, until=max(wait.until, there), is_firm=wait.is_firm and left.is_firm)


def _leaves(show: Show, run: Run | None, meeting: Meeting, rooms: Rooms) -> Bound | None:
    """When somebody leaves the first of two rooms; None while nobody can tell."""
    if meeting.left is not None:
        return Bound(meeting.left)
    if is_not_run(rooms[meeting.first_room]):
        return None
    end = rooms[meeting.first_room].end_at(meeting.position)
    returns = _returns(show, run, meeting, rooms)
    if end is None or (returns is not None and returns < end.at):
        return None if returns is None else Bound(returns)
    return end


def is_not_run(times: RoomTimes) -> bool:
    """True for a room that should have opened a while ago and has not: nobody is in it, as when
    the stage is rehearsed alone."""
    run, opens = times.run, times.plan.on_air
    if run is None or run.began is not None or opens is None or times.free_at is None:
        return False
    return times.free_at - opens > NOT_RUN_AFTER


def _returns(show: Show, run: Run | None, meeting: Meeting, rooms: Rooms) -> Instant | None:
    """When the visit that brought them there ends; None where there is none, or it has no end."""
    handoff = show.by_id.get(meeting.visit) if meeting.visit is not None else None
    if not isinstance(handoff, Handoff):
        return None
    line = None if run is None else run.line(handoff.id)
    if line is not None and (line.went or line.returned) is not None:
        return back(handoff, line)
    go = meeting.visit_due
    if go is None:
        go = expected_due(show, handoff, rooms)
    if go is None or handoff.return_after is None:
        return None
    return Instant(go + handoff.return_after)
