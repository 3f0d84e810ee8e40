"""Who is where when: everybody's segments, and the visits that handoffs bring them on."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from types import MappingProxyType
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


Appearances = Mapping[TalentId, list[Appearance]]

_Visit = tuple[Handoff, Instant]
_Visits = dict[SegmentId, dict[TalentId, _Visit]]
_NOBODY: Mapping[TalentId, _Visit] = MappingProxyType({})


def appearances(sight: Sight) -> Appearances:
    """Each person's appearances, in the order of time; those without a time are left out."""
    found: dict[TalentId, list[Appearance]] = {}
    visits = _visits(sight)
    for room in sight.rooms.values():
        for place, segment in enumerate(room.segments):
            brought = visits.get(segment.id, _NOBODY) if visits else _NOBODY
            if segment.talent or brought:
                for person, seen in _in_segment(room, place, brought):
                    found.setdefault(person, []).append(seen)
    for seen_in_all in found.values():
        seen_in_all.sort(key=_when)
    return found


def _when(seen: Appearance) -> tuple[Instant, Instant]:
    return seen.start, seen.end


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
    room: RoomSight, place: int, brought: Mapping[TalentId, _Visit]
) -> Iterator[tuple[TalentId, Appearance]]:
    """Its talent, and whoever is brought there without being on it."""
    segment, start = room.segments[place], room.start_of(place)
    if start is None:
        return
    end = room.end_of(place) or start
    own = Appearance(segment, place, start, end, place in room.to_come)
    for person in segment.talent:
        if person not in brought:
            yield person, own
    for person, visit in brought.items():
        yield person, _visiting(own, visit, room.now)


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
