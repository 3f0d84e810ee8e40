"""Where two rooms meet: somebody who is in one cannot begin in the other before the walk is over.

What is over or on air comes first, then what is to come in the order of the plan, the same for
every room; how late they are comes from the room they leave.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from operator import itemgetter
from typing import NamedTuple

from producer_app.core.run import Run
from producer_app.core.show import HandoffId, RoomId, SegmentId, Talent, TalentId
from producer_app.core.timebase import Instant, Millis
from producer_app.core.timing.plan import Plan
from producer_app.core.timing.presences import Presence, Presences, Rank
from producer_app.core.timing.room_times import RoomTimes


class Meeting(NamedTuple):
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
    visit_due: Instant | None = None
    """When the visit begins as planned, where what it hangs on comes later than ``second``."""
    position: int | None = None
    """Where ``first`` stands among what is to come in its room; None when it is on air or over."""
    left: Instant | None = None
    """When they left ``first``; None while it is not over."""
    is_in_circle: bool = False
    """``first`` is on air, and the GO that would end it waits for them in the end: they leave when
    it has run its length."""


def meetings(plan: Plan, run: Run | None, rooms: Mapping[RoomId, RoomTimes]) -> tuple[Meeting, ...]:
    """Everybody who changes rooms and is awaited, in the order in which the rooms come to it."""
    presences = Presences(plan, run, rooms)
    people = plan.show.people(tuple(plan.crossings))
    found = [met for person in people for met in _of(person, presences)]
    return tuple([meeting for _, meeting in sorted(found, key=itemgetter(0))])


def _of(person: Talent, presences: Presences) -> Iterator[tuple[Rank, Meeting]]:
    seen = presences.of(person.id)
    for number, second in enumerate(seen):
        if second.is_awaited:
            for first in _before(second, seen[:number]):
                yield second.rank, _meeting(person, first, second, presences)


def _before(second: Presence, seen: Sequence[Presence]) -> Iterator[Presence]:
    """Where they are last in each other room; before a visit also where they were ahead of it."""
    done = {second.room}
    for first in reversed(seen):
        if first.room not in done:
            yield first
            if first.visit is None or first.left is not None:
                done.add(first.room)


def _meeting(person: Talent, first: Presence, second: Presence, presences: Presences) -> Meeting:
    visit = first.visit
    is_later = visit is not None and presences.comes_after(visit, second.rank)
    return Meeting(
        person=person.id,
        first=first.segment,
        first_room=first.room,
        second=second.segment,
        second_room=second.room,
        transit=person.transit or Millis(0),
        visit=None if visit is None else visit.id,
        visit_due=presences.due_of(visit) if visit is not None and is_later else None,
        position=first.position,
        left=first.left,
    )
