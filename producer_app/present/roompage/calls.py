"""Who is called when, and where they go: for the backstage page."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from producer_app.core.handoff import Line, State
from producer_app.core.show import Clearance, Room, RoomId, Segment, Talent, TalentId, TalentRole
from producer_app.core.timebase import MINUTE, Instant, Millis
from producer_app.core.timing import Projection, handoff_due
from producer_app.present.roompage.handoffs import called_handoffs
from producer_app.present.whereabouts import Whereabouts, is_in_house, whereabouts

CALL = Millis(15 * MINUTE)
"""People are called this long before they are on."""

AHEAD = 24
"""How many segments of each room are looked through for people."""

MOST = 24
"""How many calls a page shows."""

_WAITING = frozenset({State.ARMED, State.STANDBY_SENT, State.STANDBY_SHOWN, State.READY})


@dataclass(frozen=True, slots=True, kw_only=True)
class CallView:
    """One person's next call. ``at`` is when to call them: a quarter of an hour before they are
    on, or once they are free; ``start`` is when they are on."""

    name: str
    name_alt: str
    role: str
    at: Instant
    start: Instant
    where: str
    where_alt: str
    number: str
    title: str
    title_alt: str
    transit: Millis | None
    """The walk, where they come from another room."""
    has_arrived: bool
    is_barred: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class _Wanted:
    """Somebody is wanted in a room at a time, for something with a number and a title."""

    person: TalentId
    room: RoomId
    start: Instant
    number: str
    title: str
    title_alt: str


def calls_of(projection: Projection) -> tuple[CallView, ...]:
    """Everybody's next call in any room, the soonest first; hosts are not called."""
    show = projection.show
    seen = whereabouts(projection)
    found: dict[TalentId, CallView] = {}
    for wanted in sorted(_wanted(projection), key=lambda one: one.start):
        person = show.by_id.get(wanted.person)
        is_called = isinstance(person, Talent) and person.role is not TalentRole.HOST
        if isinstance(person, Talent) and is_called and person.id not in found:
            found[person.id] = _call(person, wanted, show.room(wanted.room), seen)
    return tuple(sorted(found.values(), key=lambda call: call.at)[:MOST])


def _call(person: Talent, wanted: _Wanted, room: Room, seen: Whereabouts) -> CallView:
    busy = seen.on_air.get(person.id)
    at = Instant(wanted.start - CALL)
    walks = busy is not None and busy[0] != wanted.room
    if busy is not None and busy[1] is not None:
        at = max(at, busy[1])
    return CallView(
        name=person.name,
        name_alt=person.name_alt,
        role=person.role.value,
        at=at,
        start=wanted.start,
        where=room.name,
        where_alt=room.name_alt,
        number=wanted.number,
        title=wanted.title,
        title_alt=wanted.title_alt,
        transit=person.transit if walks else None,
        has_arrived=is_in_house(seen, person),
        is_barred=person.clearance is Clearance.BLOCKED,
    )


def _wanted(projection: Projection) -> Iterator[_Wanted]:
    """Everybody in what is to come, and those whom handoffs bring over."""
    for room, times in projection.rooms.items():
        if times.run is not None and times.run.ended is not None:
            continue
        for position, place in enumerate(islice(times.coming, AHEAD)):
            segment, start = times.plan.segments[place], times.down.start_at(position)
            if start is not None:
                yield from _in_segment(segment, room, start)
    run = projection.run
    for handoff in called_handoffs(projection):
        line = run.line(handoff.id) if run else Line(handoff=handoff.id)
        due = handoff_due(projection, handoff).expected
        if line.state in _WAITING and due is not None:
            origin = projection.show.segment(handoff.segment)
            for person in handoff.talent:
                yield _Wanted(
                    person=person,
                    room=handoff.to_room,
                    start=due,
                    number=handoff.number,
                    title=handoff.title or origin.title,
                    title_alt=handoff.title_alt or origin.title_alt,
                )


def _in_segment(segment: Segment, room: RoomId, start: Instant) -> Iterator[_Wanted]:
    for person in segment.talent:
        yield _Wanted(
            person=person,
            room=room,
            start=start,
            number=segment.number,
            title=segment.title,
            title_alt=segment.title_alt,
        )
