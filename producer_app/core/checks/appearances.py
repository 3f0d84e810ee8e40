"""Who is where when: everybody's segments, and the visits that handoffs bring them on."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from producer_app.core.checks.sight import RoomSight, Sight
from producer_app.core.show import Handoff, HandoffId, RoomId, Segment, SegmentId, TalentId
from producer_app.core.timebase import Instant


class Appearance(NamedTuple):
    """One person in one segment. ``handoff`` brings them there from another room, if any: they
    come when it goes and leave when its visit is over."""

    segment: Segment
    place: int
    start: Instant
    end: Instant
    is_to_come: bool
    handoff: HandoffId | None = None

    @property
    def room(self) -> RoomId:
        return self.segment.room


_Visit = tuple[Handoff, Instant]


class Appearances:
    """Everybody's appearances, put together for those who are asked for."""

    def __init__(self, sight: Sight) -> None:
        self._rooms = tuple(sight.rooms.values())
        self._let_go = sight.let_go
        self._visits: dict[TalentId, dict[SegmentId, _Visit]] = {}
        self._known: dict[TalentId, tuple[Appearance, ...]] = {}
        for handoff in sight.show.handoffs:
            goes = sight.goes.get(handoff.id)
            if handoff.to_segment is not None and goes is not None:
                for person in handoff.talent:
                    visits = self._visits.setdefault(person, {})
                    visits.setdefault(handoff.to_segment, (handoff, goes))

    def of(self, person: TalentId) -> tuple[Appearance, ...]:
        """One person's, in the order of time; those without a time are left out."""
        if person not in self._known:
            visits = self._visits.get(person, {})
            found = [
                self._until_let_go(person, seen)
                for room in self._rooms
                for seen in _in_room(room, person, visits)
            ]
            self._known[person] = tuple(sorted(found, key=lambda seen: (seen.start, seen.end)))
        return self._known[person]

    def _until_let_go(self, person: TalentId, seen: Appearance) -> Appearance:
        until = self._let_go.get((person, seen.segment.id))
        return seen if until is None or seen.is_to_come else seen._replace(end=until)

    def is_in_several_rooms(self, person: TalentId) -> bool:
        """True for who is on in more than one room, or is brought to another one."""
        on = sum(person in room.plan.cast.appearances for room in self._rooms)
        return on + (person in self._visits) > 1


def _in_room(
    room: RoomSight, person: TalentId, visits: Mapping[SegmentId, _Visit]
) -> Iterator[Appearance]:
    """Where they are on, and where they are brought without being on it; the first visit to a
    segment counts."""
    brought = (room.plan.places.get(segment) for segment in visits)
    own = room.plan.cast.appearances.get(person, ())
    for place in {*own, *(at for at in brought if at is not None)} if visits else own:
        segment, start = room.segments[place], room.start_of(place)
        if start is not None:
            end = room.end_of(place) or start
            seen = Appearance(segment, place, start, end, place in room.to_come)
            visit = visits.get(segment.id)
            yield seen if visit is None else _visiting(seen, visit, room.now)


def _visiting(own: Appearance, visit: _Visit, now: Instant) -> Appearance:
    """Their part of the segment."""
    handoff, goes = visit
    end = own.end
    if handoff.return_after is not None:
        end = min(end, Instant(goes + handoff.return_after))
    return own._replace(
        start=max(own.start, goes),
        end=max(goes, end),
        is_to_come=own.is_to_come or goes > now,
        handoff=handoff.id,
    )
