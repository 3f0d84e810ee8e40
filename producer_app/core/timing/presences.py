"""Where everybody is who changes rooms: what is over, what is on air, what is still to come."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Set
from itertools import islice
from typing import NamedTuple

from producer_app.core.handoff import Line
from producer_app.core.run import Run
from producer_app.core.show import Anchor, Handoff, RoomId, SegmentId, TalentId
from producer_app.core.timebase import Instant
from producer_app.core.timing.crossings import Part
from producer_app.core.timing.plan import Plan
from producer_app.core.timing.room_times import RoomTimes

Rank = tuple[int, int, int, int]
"""Who comes first has the lower one; within a room it rises with what is to come."""

_OVER, _ON_AIR, _COMING = range(3)
_FIRST = -1
"""What is on air stands before all that is to come in its room."""


class Presence(NamedTuple):
    """Somebody in one segment. ``position`` is where it stands among what is to come in its room,
    None when it is on air or over; ``left`` is when they left what is over."""

    rank: Rank
    room: RoomId
    segment: SegmentId
    position: int | None
    left: Instant | None
    visit: Handoff | None
    """The handoff that brings them there, if one does."""
    is_awaited: bool = False
    """The segment does not begin without them: it is to come, and they do not join it running."""


class Presences:
    """Everybody's presences as plan and run have them; a tick changes nothing of it."""

    def __init__(self, plan: Plan, run: Run | None, rooms: Mapping[RoomId, RoomTimes]) -> None:
        self._plan, self._run = plan, run
        self._rooms = tuple(rooms.items())
        self._index = {room: index for index, room in enumerate(rooms)}
        self._taken = [_taken(times) for times in rooms.values()]

    def of(self, person: TalentId) -> list[Presence]:
        """Where that person is, in order: what is over, what is on air, what comes as planned."""
        found: list[Presence] = []
        for part in self._plan.crossings[person]:
            room, times = self._rooms[part.room]
            if part.segment in self._taken[part.room]:
                found += self._once_on_air(part, room, times)
            position = times.ahead.position(part.place)
            key = _key(times, position, part.key) if position == 0 else part.key
            if position is not None and key is not None:
                found.append(_to_come(part, room, key, position))
        return sorted(found)

    def comes_after(self, trigger: Handoff, rank: Rank) -> bool:
        """True when what a handoff hangs on comes later than that, or at the same place."""
        if trigger.trigger.anchor is Anchor.HARD_TIME:
            return False
        index = self._index[self._plan.show.segment(trigger.segment).room]
        _, times = self._rooms[index]
        place = times.plan.places[trigger.segment]
        position = times.ahead.position(place)
        if position is None:
            return False
        key = _key(times, position, times.plan.down.latest_until(place))
        return key is not None and (_COMING, key, index, position) >= rank

    def due_of(self, visit: Handoff) -> Instant | None:
        """When a visit begins as planned; None while unknown."""
        return self._plan.dues.get(visit.id)

    def _once_on_air(self, part: Part, room: RoomId, times: RoomTimes) -> Iterator[Presence]:
        take, handoff, run = times.take_of(part.segment), part.visit, self._run
        line = None if handoff is None or run is None else run.line(handoff.id)
        is_there = not part.joins or (line is not None and (line.went or line.returned) is not None)
        if take is not None and take.ended is not None and is_there:
            left = _earlier(take.ended, back(handoff, line))
            over = (_OVER, left, part.room, part.place)
            yield Presence(over, room, part.segment, None, left, handoff)
        elif take is not None and take.ended is None:
            due = None if is_there else part.due
            now: Rank = (_ON_AIR, 0, part.room, part.place)
            if due is not None:
                now = (_COMING, due, part.room, _FIRST)
            yield Presence(now, room, part.segment, None, None, handoff)


def _to_come(part: Part, room: RoomId, key: Instant, position: int) -> Presence:
    if part.joins and part.due is not None:
        key = max(key, part.due)
    rank = (_COMING, key, part.room, position)
    return Presence(rank, room, part.segment, position, None, part.visit, not part.joins)


def _taken(times: RoomTimes) -> Set[SegmentId]:
    """What is on air or has been."""
    now = () if times.on_air is None else (times.on_air.segment,)
    return set() if times.run is None else {*times.run.last_takes, *now}


def back(handoff: Handoff | None, line: Line | None) -> Instant | None:
    """When a visit that has begun ends, or ended; None while it has not begun, or has no end."""
    if handoff is None or line is None or line.returned is not None:
        return None if line is None else line.returned
    if line.went is None or handoff.return_after is None:
        return None
    return Instant(line.went + handoff.return_after)


def _key(times: RoomTimes, position: int, own: Instant | None) -> Instant | None:
    """When a segment to come is planned, or would be where it stands; never before one above it.
    A repeat comes ahead of all that follows."""
    if position or not times.ahead.has_repeat or own is None:
        return own
    behind = map(times.plan.down.latest_until, islice(times.coming, 1, None))
    return min(own, next((key for key in behind if key is not None), own))


def _earlier(end: Instant, back: Instant | None) -> Instant:
    return end if back is None else min(end, back)
