"""Artists who have too little time to change between two of their numbers in one room."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import pairwise

from producer_app.core.checks.appearances import Appearance, Appearances
from producer_app.core.checks.finding import Finding, finding, long, named
from producer_app.core.checks.sight import RoomSight, Sight
from producer_app.core.show import PERFORMANCE, RoomId, Talent, TalentId, TalentRole
from producer_app.core.timebase import MINUTE, Millis

_QUICK = 3 * MINUTE
"""A change within this is quick enough to ask about."""


def change_findings(sight: Sight, seen: Appearances) -> Iterator[Finding]:
    """Every change that is too short; where none is known, two numbers in a row are told."""
    rooms = tuple(sight.rooms.values())
    for person in sight.show.talent:
        if person.change is not None:
            yield from _too_short(person, person.change, seen.of(person.id))
        elif person.role is TalentRole.ARTIST and any(_has_a_row(r, person.id) for r in rooms):
            yield from _unknown(sight, person, seen.of(person.id))


def _numbers(seen: Iterable[Appearance]) -> Iterator[tuple[Appearance, Appearance]]:
    """Each number of a person and the one before it in the same room."""
    last: dict[RoomId, Appearance] = {}
    for one in seen:
        if one.segment.kind in PERFORMANCE:
            if one.room in last and one.is_to_come:
                yield last[one.room], one
            last[one.room] = one


def _too_short(person: Talent, change: Millis, seen: Iterable[Appearance]) -> Iterator[Finding]:
    for first, second in _numbers(seen):
        between = _between(first, second)
        if between < change:
            words = {"change": long(change), **_words(person, first, second, between)}
            yield finding("people.change", words, on=second.segment, at=second.start)


def _unknown(sight: Sight, person: Talent, seen: Iterable[Appearance]) -> Iterator[Finding]:
    for first, second in _numbers(seen):
        between = _between(first, second)
        if between <= _QUICK and _are_in_a_row(sight.rooms[second.room], first, second):
            words = _words(person, first, second, between)
            yield finding("people.unchanged", words, on=second.segment, at=second.start)


def _between(first: Appearance, second: Appearance) -> Millis:
    return Millis(max(0, second.start - first.end))


def _words(
    person: Talent, first: Appearance, second: Appearance, between: Millis
) -> dict[str, str]:
    return {
        "person": person.name,
        "time_between": long(between),
        "first": named(first.segment),
        "second": named(second.segment),
    }


def _has_a_row(room: RoomSight, person: TalentId) -> bool:
    """True where two of their segments stand next to each other in the rundown."""
    places = room.plan.cast.appearances.get(person, ())
    return any(_is_nothing_between(room, one, other) for one, other in pairwise(places))


def _are_in_a_row(room: RoomSight, first: Appearance, second: Appearance) -> bool:
    return first.place < second.place and _is_nothing_between(room, first.place, second.place)


def _is_nothing_between(room: RoomSight, first: int, second: int) -> bool:
    return not any(place in room.to_come for place in range(first + 1, second))
