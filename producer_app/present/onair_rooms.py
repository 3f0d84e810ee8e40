"""What one room must know of another: who it waits for, and where it meets the other next."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

from producer_app.core.handoff import GONE, OPEN, Line, State
from producer_app.core.show import (
    Anchor,
    Handoff,
    Room,
    RoomId,
    SegmentId,
    Show,
    Talent,
    TalentId,
)
from producer_app.core.timebase import Instant, Millis
from producer_app.core.timing import Projection, RoomTimes, handoff_due
from producer_app.present.onair_figures import away, joined
from producer_app.present.titles import in_order
from producer_app.present.words import Words, clock, countdown

_AHEAD = OPEN | {State.ARMED}
_OUT = GONE | {State.LIVE}


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiting:
    """A room is held up at a segment until these people have walked over."""

    segment: SegmentId
    time: Millis
    people: tuple[TalentId, ...]
    text: str
    """``waits 0:40: Lin Yao walks over``, with the segment's number unless it is in standby."""
    whole: str
    """The same with the room's name."""


def waiting_of(projection: Projection, room: RoomId, words: Words) -> Waiting | None:
    """The first thing that a room waits for somebody at; None while it waits for nobody."""
    times = projection.rooms[room]
    held = [place for place in times.waits if times.waiting_at(place) > 0]
    if not held:
        return None
    place = min(held, key=lambda place: times.expected_at(place) or 0)
    time, segment = times.waiting_at(place), times.plan.segments[place]
    people = projection.show.people(times.waits[place].people)
    names = words.say("onair.and").join(name_of(person, words) for person in people)
    key = "onair.waits_one" if len(people) == 1 else "onair.waits_more"
    how_long = countdown(time)
    if not times.waits[place].is_firm:
        how_long = words.say("words.at_least", time=how_long)
    text = words.say(key, time=how_long, people=names)
    is_next = times.coming[0] == place
    called = "" if is_next else f"{segment.number or segment.title} "
    return Waiting(
        segment=segment.id,
        time=time,
        people=times.waits[place].people,
        text=called + text,
        whole=f"{room_name(times.plan.room, words)} {called}{text}",
    )


def meets_next(projection: Projection, room: RoomId, words: Words) -> str:
    """The next handoff to or from a room, or the next return: ``H2 20:49:55 in 4:10``; nothing
    where none is ahead."""
    found = [one for times in projection.rooms.values() for one in _near(projection, times, room)]
    if not found:
        return ""
    at, _, number, is_return = min(found)
    when = joined(clock(at, projection.show, words=words), away(at, projection.now, words))
    return words.say("onair.returns" if is_return else "onair.meets", number=number, when=when)


def room_name(room: Room, words: Words) -> str:
    """The room's name in the language of the window where it has one."""
    return in_order(room.name, room.name_alt, words)[0]


def name_of(person: Talent, words: Words) -> str:
    """Somebody's name in the language of the window where they have one."""
    return in_order(person.name, person.name_alt, words)[0]


class _Meeting(NamedTuple):
    """When two rooms meet, and by which handoff: its place among all, and its number."""

    at: Instant
    place: int
    number: str
    is_return: bool


def _near(projection: Projection, times: RoomTimes, room: RoomId) -> Iterator[_Meeting]:
    """The meetings with a room by handoffs that leave from one, the next of them among them.

    Starts never run backwards while a run is on: what leaves so late that it cannot be the next
    is not asked then.
    """
    is_running = projection.run is not None and projection.run.ended is None
    leaving = sorted(_leaving(projection.show, times, room))
    handoffs = projection.show.handoffs
    soonest = min((handoffs[place].trigger.offset for _, place in leaving), default=0)
    best: Instant | None = None
    for position, place in leaving:
        start = times.down.start_at(position) if is_running and position >= 0 else None
        if best is not None and start is not None and start + soonest > best:
            return
        for at, is_return in _meets(projection, handoffs[place]):
            best = at if best is None else min(best, at)
            yield _Meeting(at, place, handoffs[place].number, is_return)


def _leaving(show: Show, times: RoomTimes, room: RoomId) -> Iterator[tuple[int, int]]:
    """Handoffs from one room that concern another: where their segment stands among what is to
    come, and their own place; -1 for those that do not go by it."""
    own, places = times.plan.room.id, times.plan.places
    for number, handoff in enumerate(show.handoffs):
        place = places.get(handoff.segment)
        if place is not None and room in (own, handoff.to_room):
            goes_by_it = handoff.trigger.anchor is not Anchor.HARD_TIME
            position = times.ahead.position(place) if goes_by_it else None
            yield -1 if position is None else position, number


def _meets(projection: Projection, handoff: Handoff) -> list[tuple[Instant, bool]]:
    line = projection.run.line(handoff.id) if projection.run else Line(handoff=handoff.id)
    if line.state in _AHEAD and _comes(projection, handoff):
        due = handoff_due(projection, handoff).expected
        return [] if due is None else [(due, False)]
    if line.state in _OUT and line.went is not None and handoff.return_after is not None:
        return [(Instant(line.went + handoff.return_after), True)]
    return []


def _comes(projection: Projection, handoff: Handoff) -> bool:
    """True while the segment that it leaves from is on air or still to come."""
    times: RoomTimes = projection.of(handoff.segment)
    is_on_air = times.on_air is not None and times.on_air.segment == handoff.segment
    return is_on_air or times.expected_at(times.plan.places[handoff.segment]) is not None
