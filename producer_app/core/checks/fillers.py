"""People named to fill the time before a hard start who cannot be there for it."""

from __future__ import annotations

from collections.abc import Iterator

from producer_app.core.checks.appearances import Appearance, Appearances
from producer_app.core.checks.finding import Finding, Value, clock, finding, long, named
from producer_app.core.checks.sight import RoomSight, Sight
from producer_app.core.show import Clearance, Segment, Show, Talent
from producer_app.core.timebase import Instant
from producer_app.core.timing import HardKind, HardTime


def filler_findings(sight: Sight, seen: Appearances) -> Iterator[Finding]:
    """Whoever is named to fill a gap and is blocked, not there yet, or in another room then."""
    for room in sight.rooms.values():
        for hard in room.hards:
            if hard.kind is HardKind.START:
                segment = room.segments[hard.place]
                for person in sight.show.people(segment.filled_by):
                    yield from _blocked(person, segment)
                    yield from _missing(sight, room, hard, person, seen)


def _blocked(person: Talent, segment: Segment) -> Iterator[Finding]:
    if person.clearance is Clearance.BLOCKED:
        words = {"person": person.name, "segment": named(segment)}
        yield finding("people.fill_blocked", words, on=segment)


def _missing(
    sight: Sight, room: RoomSight, hard: HardTime, person: Talent, seen: Appearances
) -> Iterator[Finding]:
    if hard.over is None or hard.over >= 0:
        return
    show, on, start = sight.show, room.segments[hard.place], Instant(hard.at + hard.over)
    words: dict[str, Value] = {
        "person": person.name,
        "gap": long(hard.over),
        "time": clock(hard.at, show),
        "segment": named(on),
    }
    arrives = None if person.arrives is None else show.instant(person.arrives)
    if arrives is not None and not person.has_arrived and arrives > start:
        words["arrives"] = clock(arrives, show)
        yield finding("people.fill_late", words, on=on, at=start)
    other = _elsewhere(person, on, start, hard.at, seen)
    if other is not None:
        words |= _place_of(show, other)
        yield finding("people.fill_busy", words, on=on, at=start)


def _elsewhere(
    person: Talent, on: Segment, start: Instant, end: Instant, seen: Appearances
) -> Appearance | None:
    """Where else they are during the gap, or so shortly before or after it that they still walk."""
    walk = person.transit or 0
    elsewhere = (one for one in seen.of(person.id) if one.room != on.room)
    return next((a for a in elsewhere if a.end + walk > start and a.start - walk < end), None)


def _place_of(show: Show, other: Appearance) -> dict[str, Value]:
    return {
        "room": show.room(other.room).name,
        "other": named(other.segment),
        "start": clock(other.start, show),
        "end": clock(other.end, show),
    }
