"""Where the talent of a handoff is, told alike to the director and to the room that waits."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from producer_app.core.handoff import OVER, State
from producer_app.core.show import Handoff, RoomId, RoomRole, SegmentId, Talent, TalentId
from producer_app.core.timebase import Instant
from producer_app.core.timing import Projection


class Place(StrEnum):
    """Where somebody is, seen from the room that a handoff comes to."""

    UNKNOWN = "unknown"
    """No show is running, so nobody can say."""
    STAGE = "stage"
    """On air on the stage."""
    ELSEWHERE = "elsewhere"
    """On air in another room than the stage."""
    ROOM = "room"
    """In the room that the handoff comes to."""
    WAY = "way"
    """Off the air elsewhere, the segment that the handoff leaves being over."""
    HOUSE = "house"
    AWAY = "away"
    """Not arrived."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Whereabouts:
    """Where the talent is, worked out once for all handoffs."""

    is_running: bool
    last_in: Mapping[TalentId, RoomId]
    """The room in which each was on air last, or is now."""
    on_air: Mapping[TalentId, tuple[RoomId, Instant | None]]
    """Everybody who is on air now: in which room, and when they are expected off."""
    left: frozenset[SegmentId]
    """The segments that have been on air and are off it."""
    stages: frozenset[RoomId]
    states: Mapping[str, State]
    """Where each handoff of the run stands."""


def whereabouts(projection: Projection) -> Whereabouts:
    """Where everybody is, as far as the run tells."""
    show, run = projection.show, projection.run
    segments = {s.id: s.talent for rundown in show.rundowns.values() for s in rundown}
    seen: dict[TalentId, tuple[Instant, RoomId]] = {}
    on_air: dict[TalentId, tuple[RoomId, Instant | None]] = {}
    left: set[SegmentId] = set()
    for room, times in projection.rooms.items():
        for take in times.run.takes if times.run else ():
            for person in segments.get(take.segment, ()):
                seen[person] = max(seen.get(person, (take.started, room)), (take.started, room))
            if take.ended is not None:
                left.add(take.segment)
        if times.on_air is not None:
            left.discard(times.on_air.segment)
            present = segments.get(times.on_air.segment, ())
            on_air.update(dict.fromkeys(present, (room, times.free_at)))
    return Whereabouts(
        is_running=run is not None and run.ended is None,
        last_in={person: room for person, (_, room) in seen.items()}
        | {person: room for person, (room, _) in on_air.items()},
        on_air=on_air,
        left=frozenset(left),
        stages=frozenset(room.id for room in show.rooms if room.role is RoomRole.STAGE),
        states={h.id: run.line(h.id).state for h in show.handoffs} if run else {},
    )


def place_in(found: Whereabouts, handoff: Handoff, person: Talent) -> Place:
    """Where one of a handoff's people is."""
    state = found.states.get(handoff.id, State.ARMED)
    return as_it_went(place_apart(found, handoff, person), state)


def place_apart(found: Whereabouts, handoff: Handoff, person: Talent) -> Place:
    """The same, whatever has become of the handoff itself."""
    if not found.is_running:
        return Place.UNKNOWN
    if person.id in found.on_air:
        room, _ = found.on_air[person.id]
        if room != handoff.to_room:
            return Place.STAGE if room in found.stages else Place.ELSEWHERE
        return Place.ROOM
    last = found.last_in.get(person.id)
    if last == handoff.to_room:
        return Place.ROOM
    if last is not None and handoff.segment in found.left:
        return Place.WAY
    return Place.HOUSE if is_in_house(found, person) else Place.AWAY


def as_it_went(apart: Place, state: State) -> Place:
    """The same with what has become of the handoff: once it is live its people are in the room,
    and once it is over nobody is on the way. Pages do the same when they hear of a state."""
    if state is State.LIVE and apart not in (Place.UNKNOWN, Place.STAGE, Place.ELSEWHERE):
        return Place.ROOM
    is_over = state in OVER or state is State.RETURNED
    return Place.HOUSE if apart is Place.WAY and is_over else apart


def is_in_house(found: Whereabouts, person: Talent) -> bool:
    """True for whoever is ticked as arrived or has been on air."""
    return person.has_arrived or person.id in found.last_in
