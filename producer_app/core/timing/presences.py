"""Where everybody is who changes rooms: what is over, what is on air, what is still to come."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from producer_app.core.handoff import Line
from producer_app.core.run import Run
from producer_app.core.show import Anchor, Handoff, HandoffId, RoomId, SegmentId, TalentId
from producer_app.core.timebase import Instant
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


class _Visit(NamedTuple):
    handoff: Handoff
    due: Instant


@dataclass(frozen=True, kw_only=True)
class Presences:
    """Everybody's presences as plan and run have them; a tick changes nothing of it."""

    plan: Plan
    run: Run | None
    rooms: Mapping[RoomId, RoomTimes]
    dues: Mapping[HandoffId, Instant | None]

    def crossing(self) -> frozenset[TalentId]:
        """Those who are in more than one room."""
        once: set[TalentId] = set()
        twice: set[TalentId] = set()
        for room in self.plan.rooms.values():
            guests = [who for who, to in self._visits.items() if to.keys() & room.places.keys()]
            here = room.cast.appearances.keys() | guests
            twice |= once & here
            once |= here
        return frozenset(twice)

    def of(self, person: TalentId) -> list[Presence]:
        """Where that person is, in order: what is over, what is on air, what comes as planned."""
        found: list[Presence] = []
        visits = self._visits.get(person, {})
        for index, times in enumerate(self.rooms.values()):
            cast, places = times.plan.cast.appearances.get(person, ()), times.plan.places
            guest = {places[key] for key in visits if key in places}.difference(cast)
            for place in (*cast, *guest):
                visit = visits.get(times.plan.segments[place].id)
                found += self._in(index, times, place, visit, is_guest=place in guest)
        return sorted(found, key=lambda presence: presence.rank)

    def comes_after(self, trigger: Handoff, rank: Rank) -> bool:
        """True when what a handoff hangs on comes later than that, or at the same place."""
        if trigger.trigger.anchor is Anchor.HARD_TIME:
            return False
        room = self.plan.show.segment(trigger.segment).room
        index, times = list(self.rooms).index(room), self.rooms[room]
        position = times.ahead.position(times.plan.places[trigger.segment])
        if position is None:
            return False
        key = _key(times, position)
        return key is not None and (_COMING, key, index, position) >= rank

    def _in(
        self, index: int, times: RoomTimes, place: int, visit: _Visit | None, *, is_guest: bool
    ) -> Iterator[Presence]:
        segment, position = times.plan.segments[place], times.ahead.position(place)
        handoff = None if visit is None else visit.handoff
        start = times.plan.down.start_at(place)
        joins = visit is not None and (is_guest or (start is not None and start < visit.due))
        line = None if handoff is None or self.run is None else self.run.line(handoff.id)
        is_there = not joins or (line is not None and (line.went or line.returned) is not None)
        at = times.plan.room.id, segment.id
        take = times.take_of(segment.id)
        if take is not None and take.ended is not None and is_there:
            left = _earlier(take.ended, back(handoff, line))
            yield Presence((_OVER, left, index, place), *at, None, left, handoff)
        elif take is not None and take.ended is None:
            due = None if is_there or visit is None else visit.due
            now = (_ON_AIR, 0, index, place) if due is None else (_COMING, due, index, _FIRST)
            yield Presence(now, *at, None, None, handoff)
        key = None if position is None else _key(times, position)
        if position is not None and key is not None:
            comes = key if visit is None else max(key, visit.due)
            yield Presence(
                (_COMING, comes, index, position),
                *at,
                position,
                None,
                handoff,
                is_awaited=not joins,
            )

    @cached_property
    def _visits(self) -> Mapping[TalentId, Mapping[SegmentId, _Visit]]:
        """Which handoff brings whom to which segment, and when as planned; the first one counts."""
        found: dict[TalentId, dict[SegmentId, _Visit]] = {}
        for handoff in self.plan.show.handoffs:
            due = self.dues.get(handoff.id)
            if handoff.to_segment is not None and due is not None:
                for person in handoff.talent:
                    visits = found.setdefault(person, {})
                    visits.setdefault(handoff.to_segment, _Visit(handoff, due))
        return found


def back(handoff: Handoff | None, line: Line | None) -> Instant | None:
    """When a visit that has begun ends, or ended; None while it has not begun, or has no end."""
    if handoff is None or line is None or line.returned is not None:
        return None if line is None else line.returned
    if line.went is None or handoff.return_after is None:
        return None
    return Instant(line.went + handoff.return_after)


def _key(times: RoomTimes, position: int) -> Instant | None:
    """When a segment to come is planned, or would be where it stands; never before one above it.
    A repeat comes ahead of all that follows."""
    down, places = times.plan.down, times.coming
    key = down.latest_until(places[position])
    if position or not times.ahead.has_repeat or len(places) == 1 or key is None:
        return key
    then = down.latest_until(places[1])
    return key if then is None else min(key, then)


def _earlier(end: Instant, back: Instant | None) -> Instant:
    return end if back is None else min(end, back)
