"""Who walks to another room from a segment: which room, by which handoff, how long, until when."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from producer_app.core.show import RoomId, Segment, Talent, TalentId
from producer_app.core.timebase import MINUTE, Millis
from producer_app.core.timing import Projection
from producer_app.present.cuesheet_day import PaperTimes
from producer_app.present.cuesheet_parts import Part, there_by
from producer_app.present.cuesheet_text import Fact, Pair
from producer_app.present.words import duration

SOON = Millis(30 * MINUTE)
"""Who is wanted in the other room later than this goes there on a call of their own."""

Ways = Mapping[tuple[str, TalentId], tuple[Part, Part]]
"""From what to what somebody goes, by the segment that they leave, or come to, and the person."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Leaving:
    """Somebody, or several together, on the way to another room."""

    who: Pair
    to: Pair
    handoffs: str
    """The numbers of the handoffs that bring them there."""
    walk: Fact
    there: Fact


def ways_of(parts: Mapping[TalentId, tuple[Part, ...]]) -> Ways:
    """Everybody who is wanted in another room soon after a segment."""
    found: dict[tuple[str, TalentId], tuple[Part, Part]] = {}
    for person, timed in parts.items():
        for part, then in pairwise(timed):
            if part.segment is not None and part.room != then.room and _is_soon(part, then):
                found[part.segment.id, person] = (part, then)
    return found


def origins_of(parts: Mapping[TalentId, tuple[Part, ...]]) -> Ways:
    """What everybody was in before a segment, by the segment and the person."""
    found: dict[tuple[str, TalentId], tuple[Part, Part]] = {}
    for person, timed in parts.items():
        for before, part in pairwise(timed):
            if part.segment is not None:
                found[part.segment.id, person] = (before, part)
    return found


def _is_soon(part: Part, then: Part) -> bool:
    return part.off is None or then.on is None or then.on - part.off <= SOON


_Way = tuple[RoomId, int | None, tuple[str, ...], Millis | None]
"""Who has the same one goes together."""


def leavings(
    planned: Projection, ways: Ways, times: PaperTimes, segment: Segment
) -> Iterator[Leaving]:
    """Who leaves that segment for another room, those who go together as one."""
    together: dict[_Way, list[Talent]] = {}
    parts: dict[_Way, tuple[Part, Part]] = {}
    for person in planned.show.people(segment.talent):
        found = ways.get((segment.id, person.id))
        if found is not None:
            _, then = found
            numbers = tuple(handoff.number for handoff in then.visits)
            way: _Way = (then.room, then.place, numbers, person.transit)
            together.setdefault(way, []).append(person)
            parts[way] = found
    for way, people in together.items():
        yield _leaving(planned, times, people, *parts[way])


def _leaving(
    planned: Projection, times: PaperTimes, people: Sequence[Talent], part: Part, then: Part
) -> Leaving:
    tongues, room = times.tongues, planned.show.room(then.room)
    there = there_by(part, then, people[0].transit or Millis(0))
    return Leaving(
        who=tongues.names(people),
        to=tongues.own(room.name, room.name_alt),
        handoffs=" ".join(handoff.number for handoff in then.visits),
        walk=Fact(tongues.say("artist_walk"), duration(people[0].transit)),
        there=Fact(tongues.say("artist_there"), times.told_by_day(there)),
    )
