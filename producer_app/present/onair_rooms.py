"""What one room must know of another: who it waits for, and where it meets the other next."""

from __future__ import annotations

from dataclasses import dataclass

from producer_app.core.handoff import GONE, OPEN, Line, State
from producer_app.core.show import Handoff, Room, RoomId, SegmentId, Talent, TalentId
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
    found = [
        (at, handoff, is_return)
        for handoff in projection.show.handoffs
        if room in (handoff.to_room, projection.show.segment(handoff.segment).room)
        for at, is_return in _meets(projection, handoff)
    ]
    if not found:
        return ""
    at, handoff, is_return = min(found, key=lambda meeting: meeting[0])
    when = joined(clock(at, projection.show, words=words), away(at, projection.now, words))
    key = "onair.returns" if is_return else "onair.meets"
    return words.say(key, number=handoff.number, when=when)


def room_name(room: Room, words: Words) -> str:
    """The room's name in the language of the window where it has one."""
    return in_order(room.name, room.name_alt, words)[0]


def name_of(person: Talent, words: Words) -> str:
    """Somebody's name in the language of the window where they have one."""
    return in_order(person.name, person.name_alt, words)[0]


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
