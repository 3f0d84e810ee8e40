"""Who is in more than one room as planned, and in which of its segments."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import NamedTuple

from producer_app.core.show import Handoff, HandoffId, SegmentId, Show, TalentId
from producer_app.core.timebase import Instant
from producer_app.core.timing.room_plan import RoomPlan


class Part(NamedTuple):
    """Somebody's part in one segment of a room, both by index."""

    room: int
    place: int
    segment: SegmentId
    key: Instant | None
    """When it is planned, or would be where it stands; never before one above it."""
    visit: Handoff | None
    """The handoff that brings them there, if one does."""
    due: Instant | None
    """When that is to be, as planned."""
    joins: bool
    """They come while it is running, so that it does not wait for them."""


class _Visit(NamedTuple):
    handoff: Handoff
    due: Instant


def crossings(
    show: Show, rooms: Sequence[RoomPlan], dues: Mapping[HandoffId, Instant | None]
) -> Mapping[TalentId, tuple[Part, ...]]:
    """Everybody who is in more than one room, in the order of the show's people, with their parts
    from the top of each room."""
    visits = _visits(show, dues)
    crossing = _crossing(rooms, visits)
    return MappingProxyType(
        {
            person.id: tuple(_parts(person.id, rooms, visits.get(person.id, {})))
            for person in show.talent
            if person.id in crossing
        }
    )


def _visits(
    show: Show, dues: Mapping[HandoffId, Instant | None]
) -> Mapping[TalentId, Mapping[SegmentId, _Visit]]:
    """Which handoff brings whom to which segment, and when; the first one counts."""
    found: dict[TalentId, dict[SegmentId, _Visit]] = {}
    for handoff in show.handoffs:
        due = dues.get(handoff.id)
        if handoff.to_segment is not None and due is not None:
            for person in handoff.talent:
                visits = found.setdefault(person, {})
                visits.setdefault(handoff.to_segment, _Visit(handoff, due))
    return found


def _crossing(
    rooms: Sequence[RoomPlan], visits: Mapping[TalentId, Mapping[SegmentId, _Visit]]
) -> set[TalentId]:
    once: set[TalentId] = set()
    twice: set[TalentId] = set()
    for room in rooms:
        guests = [who for who, to in visits.items() if to.keys() & room.places.keys()]
        here = room.cast.appearances.keys() | guests
        twice |= once & here
        once |= here
    return twice


def _parts(
    person: TalentId, rooms: Sequence[RoomPlan], visits: Mapping[SegmentId, _Visit]
) -> Iterator[Part]:
    for index, room in enumerate(rooms):
        places, cast = room.places, room.cast.appearances.get(person, ())
        guest = {places[key] for key in visits if key in places}.difference(cast)
        for place in sorted((*cast, *guest)) if guest else cast:
            segment = room.segments[place].id
            key, visit = room.down.latest_until(place), visits.get(segment)
            if visit is None:
                yield Part(index, place, segment, key, None, None, joins=False)
                continue
            start, due = room.down.start_at(place), visit.due
            joins = place in guest or (start is not None and start < due)
            yield Part(index, place, segment, key, visit.handoff, due, joins)
