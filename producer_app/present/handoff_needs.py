"""What is not ready for a handoff: the room's gates, its line, and who is to walk over."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

from producer_app.core.handoff import GONE, OPEN, OVER, TIMERS, State
from producer_app.core.show import Clearance, Handoff, Talent
from producer_app.core.timebase import SECOND
from producer_app.core.timing import Projection
from producer_app.present.echo import Level, Moment
from producer_app.present.whereabouts import Place, Whereabouts, place_in
from producer_app.present.words import Words, clock, duration


class Need(NamedTuple):
    """Something that is not ready yet, in words."""

    text: str
    level: Level


@dataclass(frozen=True, slots=True, kw_only=True)
class Walker:
    """Somebody who walks over, and where they are now."""

    name: str
    name_alt: str
    where: str
    """On stage until 20:14:30, on the way, not arrived; nothing where nobody knows."""
    walk: str
    """The walking time, or nothing."""
    level: Level


def needs_of(
    projection: Projection, handoff: Handoff, moment: Moment, found: Whereabouts, words: Words
) -> tuple[Need, ...]:
    """What is not ready, the worst first; nothing once the room is live or it is over."""
    if moment.state in OVER or moment.state in (State.LIVE, State.RETURNED):
        return ()
    needs = [
        *_line_needs(projection, handoff, moment, words),
        *_people_needs(projection, handoff, moment, found, words),
        *_gate_needs(handoff, moment),
    ]
    return tuple(sorted(needs, key=lambda need: _ORDER[need.level]))


def walkers_of(
    projection: Projection, handoff: Handoff, found: Whereabouts, words: Words
) -> tuple[Walker, ...]:
    """Who walks over, in the plan's order."""
    walkers = []
    for person in projection.show.people(handoff.talent):
        where, level = _where(projection, handoff, person, found, words)
        walk = person.transit
        walkers.append(
            Walker(
                name=person.name,
                name_alt=person.name_alt,
                where=where,
                walk="" if walk is None else words.say("handoff.walk", time=duration(walk)),
                level=level,
            )
        )
    return tuple(walkers)


_LEVELS = {Place.WAY: Level.STANDBY, Place.AWAY: Level.WARNING}

_ORDER = {Level.ERROR: 0, Level.WARNING: 1, Level.QUIET: 2}


def _gate_needs(handoff: Handoff, moment: Moment) -> Iterator[Need]:
    """A room's READY vouches for all of its gates; before it, they stand open."""
    if moment.line.ready is not None:
        return
    level = Level.WARNING if moment.state in OPEN | GONE else Level.QUIET
    for gate in handoff.gates:
        yield Need(gate, level)


def _line_needs(
    projection: Projection, handoff: Handoff, moment: Moment, words: Words
) -> Iterator[Need]:
    if not moment.is_running or not moment.link.is_silent:
        return
    is_near = moment.due is not None and moment.due - moment.now <= TIMERS.link_check
    if moment.state is State.ARMED and not is_near:
        return
    room = projection.show.room(handoff.to_room).name
    if moment.link.pages == 0 or moment.link.heard is None:
        yield Need(words.say("handoff.need_page", room=room), Level.WARNING)
    else:
        age = duration(moment.link.heard)
        yield Need(words.say("handoff.need_echo", room=room, age=age), Level.WARNING)


def _people_needs(
    projection: Projection, handoff: Handoff, moment: Moment, found: Whereabouts, words: Words
) -> Iterator[Need]:
    for person in projection.show.people(handoff.talent):
        if person.clearance is Clearance.BLOCKED:
            yield Need(words.say("handoff.need_barred", name=person.name), Level.ERROR)
        elif person.clearance is Clearance.PENDING:
            yield Need(words.say("handoff.need_clearance", name=person.name), Level.WARNING)
        if place_in(found, handoff, person) is Place.AWAY:
            yield Need(words.say("handoff.need_arrival", name=person.name), Level.WARNING)
        room, off = found.on_air.get(person.id, (handoff.to_room, None))
        if room != handoff.to_room and off is not None and moment.due is not None:
            past = off - moment.due
            if past >= SECOND:
                text = words.say("handoff.need_free", name=person.name, time=duration(past))
                yield Need(text, Level.WARNING)


def _where(
    projection: Projection,
    handoff: Handoff,
    person: Talent,
    found: Whereabouts,
    words: Words,
) -> tuple[str, Level]:
    if person.clearance is Clearance.BLOCKED:
        return words.say("handoff.barred"), Level.ERROR
    place = place_in(found, handoff, person)
    if place in (Place.STAGE, Place.ELSEWHERE):
        _, off = found.on_air[person.id]
        until = clock(off, projection.show, "?", words=words)
        return words.say(f"handoff.on_{place}", time=until), Level.STANDBY
    if place is Place.UNKNOWN:
        return "", Level.QUIET
    return words.say(f"handoff.in_{place}"), _LEVELS.get(place, Level.QUIET)
