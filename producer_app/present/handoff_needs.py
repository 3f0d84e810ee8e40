"""What is not ready for a handoff: the room's gates, its line, and who is to walk over."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from producer_app.core.handoff import GONE, OPEN, OVER, TIMERS, State
from producer_app.core.show import Clearance, Handoff, RoomId, Talent, TalentId
from producer_app.core.timebase import SECOND, Instant
from producer_app.core.timing import Projection
from producer_app.present.echo import Level, Moment
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
    """On stage until 20:14:30, not arrived, here; nothing where nobody knows."""
    walk: str
    """The walking time, or nothing."""
    level: Level


@dataclass(frozen=True, slots=True, kw_only=True)
class Whereabouts:
    """Where the talent is, worked out once for all handoffs."""

    been_on: frozenset[TalentId]
    """Everybody who has been on air in this run, so is in the house."""
    on_air: Mapping[TalentId, tuple[RoomId, Instant | None]]
    """Everybody who is on air now: in which room, and when they are expected off."""


def whereabouts(projection: Projection) -> Whereabouts:
    """Where everybody is, as far as the run tells."""
    segments = {s.id: s.talent for rundown in projection.show.rundowns.values() for s in rundown}
    been_on: set[TalentId] = set()
    on_air: dict[TalentId, tuple[RoomId, Instant | None]] = {}
    for room, times in projection.rooms.items():
        takes = times.run.takes if times.run else ()
        been_on.update(person for take in takes for person in segments.get(take.segment, ()))
        if times.on_air is not None:
            present = segments.get(times.on_air.segment, ())
            on_air.update(dict.fromkeys(present, (room, times.free_at)))
    return Whereabouts(been_on=frozenset(been_on | on_air.keys()), on_air=on_air)


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
    projection: Projection, handoff: Handoff, moment: Moment, found: Whereabouts, words: Words
) -> tuple[Walker, ...]:
    """Who walks over, in the plan's order."""
    walkers = []
    for person in projection.show.people(handoff.talent):
        where, level = _where(projection, handoff, moment, person, found, words)
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
        if moment.is_running and not _is_here(person, found):
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
    moment: Moment,
    person: Talent,
    found: Whereabouts,
    words: Words,
) -> tuple[str, Level]:
    if person.clearance is Clearance.BLOCKED:
        return words.say("handoff.barred"), Level.ERROR
    if not moment.is_running:
        return "", Level.QUIET
    room, off = found.on_air.get(person.id, (handoff.to_room, None))
    if room != handoff.to_room:
        until = clock(off, projection.show, "?", words=words)
        return words.say("handoff.on_stage", time=until), Level.STANDBY
    if not _is_here(person, found):
        return words.say("handoff.not_arrived"), Level.WARNING
    return words.say("handoff.here"), Level.QUIET


def _is_here(person: Talent, found: Whereabouts) -> bool:
    return person.has_arrived or person.id in found.been_on
