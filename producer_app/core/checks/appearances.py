"""Who is where when: everybody's segments, and the visits that handoffs bring them on."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from producer_app.core.checks.sight import RoomSight, Sight
from producer_app.core.show import Handoff, HandoffId, RoomId, Segment, SegmentId, TalentId
from producer_app.core.timebase import Instant


@dataclass(frozen=True, slots=True)
class Appearance:
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


Appearances = Mapping[TalentId, list[Appearance]]

_Visit = tuple[Handoff, Instant]
_Visits = dict[SegmentId, dict[TalentId, _Visit]]


def appearances(sight: Sight) -> Appearances:
    """Each person's appearances, in the order of time; those without a time are left out."""
    found: dict[TalentId, list[Appearance]] = {}
    visits = _visits(sight)
    for room in sight.rooms.values():
        for place, segment in enumerate(room.segments):
            if segment.talent or segment.id in visits:
                for person, seen in _in_segment(room, place, visits.get(segment.id, {})):
                    found.setdefault(person, []).append(seen)
    for seen_in_all in found.values():
        seen_in_all.sort(key=lambda seen: (seen.start, seen.end))
    return found


def _visits(sight: Sight) -> _Visits:
    """Which handoff brings whom to which segment, and when it goes; the first one counts."""
    found: _Visits = {}
    for handoff in sight.show.handoffs:
        goes = sight.goes.get(handoff.id)
        if handoff.to_segment is not None and goes is not None:
            for person in handoff.talent:
                found.setdefault(handoff.to_segment, {}).setdefault(person, (handoff, goes))
    return found


def _in_segment(
    room: RoomSight, place: int, visits: Mapping[TalentId, _Visit]
) -> Iterator[tuple[TalentId, Appearance]]:
    """Its talent, and whoever is brought there without being on it."""
    segment, start = room.segments[place], room.start_of(place)
    if start is None:
        return
    end = room.end_of(place)
    for person in dict.fromkeys((*segment.talent, *visits)):
        yield (
            person,
            _appearance(room, place, start, start if end is None else end, visits.get(person)),
        )


def _appearance(
    room: RoomSight, place: int, start: Instant, end: Instant, visit: _Visit | None
) -> Appearance:
    segment, is_to_come = room.segments[place], place in room.to_come
    if visit is None:
        return Appearance(segment, place, start, end, is_to_come)
    handoff, goes = visit
    if handoff.return_after is not None:
        end = min(end, Instant(goes + handoff.return_after))
    is_to_come = is_to_come or goes > room.now
    return Appearance(segment, place, max(start, goes), max(goes, end), is_to_come, handoff.id)
