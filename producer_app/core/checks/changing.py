"""Artists who have too little time to change between two of their numbers in one room."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from producer_app.core.checks.appearances import Appearance, Appearances
from producer_app.core.checks.finding import Finding, finding, long, named
from producer_app.core.checks.sight import Sight
from producer_app.core.show import PERFORMANCE, RoomId, Talent, TalentRole
from producer_app.core.timebase import MINUTE, Millis

_QUICK = 3 * MINUTE
"""A change within this is quick enough to ask about."""


def change_findings(sight: Sight, seen: Appearances) -> Iterator[Finding]:
    """Every change that is too short; where none is known, two numbers in a row are told."""
    for person in sight.show.talent:
        numbers: dict[RoomId, list[Appearance]] = {}
        for one in seen.get(person.id, ()):
            if one.segment.kind in PERFORMANCE:
                numbers.setdefault(one.room, []).append(one)
        for in_room in numbers.values():
            for first, second in pairwise(in_room):
                if second.is_to_come:
                    yield from _between(sight, person, first, second)


def _between(
    sight: Sight, person: Talent, first: Appearance, second: Appearance
) -> Iterator[Finding]:
    between = Millis(max(0, second.start - first.end))
    if person.change is not None and between < person.change:
        words = {"change": long(person.change), **_words(person, first, second, between)}
        yield finding("people.change", words, on=second.segment, at=second.start)
    elif person.change is None and _is_asked(sight, person, first, second, between):
        words = _words(person, first, second, between)
        yield finding("people.unchanged", words, on=second.segment, at=second.start)


def _words(
    person: Talent, first: Appearance, second: Appearance, between: Millis
) -> dict[str, str]:
    return {
        "person": person.name,
        "time_between": long(between),
        "first": named(first.segment),
        "second": named(second.segment),
    }


def _is_asked(
    sight: Sight, person: Talent, first: Appearance, second: Appearance, between: Millis
) -> bool:
    """True for an artist's two numbers right behind each other."""
    if person.role is not TalentRole.ARTIST or between > _QUICK or first.place > second.place:
        return False
    room = sight.rooms[second.room]
    return not any(place in room.to_come for place in range(first.place + 1, second.place))
