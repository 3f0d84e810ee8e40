"""Where two rooms meet: somebody who is in one cannot begin in the other before the walk is over.

Who comes first is as planned; how late they are comes from the room they leave.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

from producer_app.core.show import Handoff, HandoffId, RoomId, SegmentId, Talent, TalentId
from producer_app.core.timebase import Instant, Millis
from producer_app.core.timing.plan import Plan, RoomPlan


@dataclass(frozen=True, slots=True, kw_only=True)
class Meeting:
    """Somebody goes from a segment in one room to a segment in another.

    ``visit`` is the handoff whose visit ends their time in ``first``, if one brought them there:
    they leave when it is to return, if that is before the segment's end.
    """

    person: TalentId
    first: SegmentId
    first_room: RoomId
    second: SegmentId
    second_room: RoomId
    transit: Millis
    visit: HandoffId | None = None


class _Appearance(NamedTuple):
    room: RoomId
    segment: SegmentId
    starts: Instant
    comes: Instant
    visit: Handoff | None


def meetings(plan: Plan, planned_due: Mapping[HandoffId, Instant | None]) -> tuple[Meeting, ...]:
    """Everybody who changes rooms in the plan, in no order of time.

    Who joins a segment that is running already keeps nobody waiting and is left out.
    """
    crossing = _crossing(plan)
    if not crossing:
        return ()
    people = {p.id: p for p in plan.show.talent if p.id in crossing}
    visits = _visits(plan, planned_due)
    seen: dict[TalentId, list[_Appearance]] = {key: [] for key in people}
    for room in plan.rooms.values():
        _note_appearances(seen, room, visits)
    return tuple(m for key, found in seen.items() for m in _of(people[key], found))


def _crossing(plan: Plan) -> frozenset[TalentId]:
    """Those who appear in more than one room."""
    once: set[TalentId] = set()
    twice: set[TalentId] = set()
    for room in plan.rooms.values():
        here = room.cast.appearances.keys()
        twice |= once & here
        once |= here
    return frozenset(twice)


_Visits = Mapping[tuple[SegmentId, TalentId], tuple[Handoff, Instant]]


def _visits(plan: Plan, due: Mapping[HandoffId, Instant | None]) -> _Visits:
    found: dict[tuple[SegmentId, TalentId], tuple[Handoff, Instant]] = {}
    for handoff in plan.show.handoffs:
        at = due.get(handoff.id)
        if handoff.to_segment is not None and at is not None:
            for person in handoff.talent:
                found.setdefault((handoff.to_segment, person), (handoff, at))
    return found


def _note_appearances(
    seen: dict[TalentId, list[_Appearance]], room: RoomPlan, visits: _Visits
) -> None:
    for person in seen.keys() & room.cast.appearances.keys():
        for place in room.cast.appearances[person]:
            segment, start = room.segments[place], room.start_at(place)
            if start is not None:
                handoff, due = visits.get((segment.id, person), (None, start))
                comes = max(start, due)
                seen[person].append(_Appearance(segment.room, segment.id, start, comes, handoff))


def _of(person: Talent, seen: list[_Appearance]) -> Iterator[Meeting]:
    seen.sort(key=lambda appearance: appearance.comes)
    for first, second in pairwise(seen):
        joins = second.visit is not None and second.starts < second.comes
        if first.room != second.room and not joins:
            yield Meeting(
                person=person.id,
                first=first.segment,
                first_room=first.room,
                second=second.segment,
                second_room=second.room,
                transit=person.transit or Millis(0),
                visit=None if first.visit is None else first.visit.id,
            )
