"""People who cannot be where they are wanted: two rooms, a walk too short, arrivals too late."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from producer_app.core.checks.appearances import Appearance, Appearances
from producer_app.core.checks.finding import Finding, Value, clock, finding, long, named
from producer_app.core.checks.sight import Sight
from producer_app.core.show import RoomId, Segment, Show, Talent
from producer_app.core.timebase import Millis, WallTime


def people_findings(sight: Sight, seen: Appearances) -> Iterator[Finding]:
    """Everybody's clashes, walks and arrivals, as far as they are still to come."""
    for person in sight.show.talent:
        if seen.is_in_several_rooms(person.id):
            yield from _collisions(sight.show, person, seen.of(person.id))
        if person.arrives is not None and not person.has_arrived:
            yield from _arrival(sight.show, person, person.arrives, seen.of(person.id)[:1])


def unbrought_findings(show: Show, seen: Appearances) -> Iterator[Finding]:
    """Each time that somebody comes to a shopping room from the stage unannounced."""
    shops = {room.id: room.name for room in show.shops()}
    for person in show.talent:
        if seen.is_in_several_rooms(person.id):
            yield from _unbrought(show, person, seen.of(person.id), shops)


def _collisions(show: Show, person: Talent, seen: Sequence[Appearance]) -> Iterator[Finding]:
    """Each appearance against the latest one in every other room; a walk is one from the room
    they were in last."""
    latest: dict[RoomId, Appearance] = {}
    last: Appearance | None = None
    for appearance in seen:
        others = (one for room, one in latest.items() if room != appearance.room)
        for other in others if appearance.is_to_come else ():
            yield from _collision(show, person, other, appearance, is_walk=other is last)
        own = latest.get(appearance.room)
        if own is None or appearance.end >= own.end:
            latest[appearance.room] = appearance
        if last is None or appearance.end >= last.end or last.room != appearance.room:
            last = latest[appearance.room]


def _collision(
    show: Show, person: Talent, first: Appearance, second: Appearance, *, is_walk: bool
) -> Iterator[Finding]:
    words: dict[str, Value] = {
        "person": person.name,
        "first": named(first.segment),
        "second": named(second.segment),
    }
    on, at = second.segment, second.start
    until = second.end if second.handoff is not None else second.start
    between = Millis(until - first.end)
    if between < 0:
        yield finding("people.clash", {"time": clock(at, show), **words}, on=on, at=at)
    elif not is_walk:
        return
    elif person.transit is not None and between < person.transit:
        words |= {"time_between": long(between), "transit": long(person.transit)}
        yield finding("people.walk", words, on=on, at=at)
    elif person.transit is None and between == 0:
        yield finding("people.unwalked", {"time_between": long(between), **words}, on=on, at=at)


def _unbrought(
    show: Show, person: Talent, seen: Sequence[Appearance], shops: dict[RoomId, str]
) -> Iterator[Finding]:
    left: Segment | None = None
    for appearance in seen:
        segment = appearance.segment
        if segment.room not in shops:
            left = segment
            continue
        is_told = left is not None and appearance.is_to_come
        if left is not None and is_told and not _is_brought(show, person, appearance):
            words: dict[str, Value] = {
                "person": person.name,
                "stage": named(left),
                "segment": named(segment),
                "room": shops[segment.room],
            }
            yield finding("people.no_handoff", words, on=segment, at=appearance.start)
        left = None


def _is_brought(show: Show, person: Talent, appearance: Appearance) -> bool:
    if appearance.handoff is not None:
        return True
    return any(
        handoff.to_room == appearance.room
        and handoff.to_segment is None
        and person.id in handoff.talent
        for handoff in show.handoffs
    )


def _arrival(
    show: Show, person: Talent, arrives: WallTime, seen: Sequence[Appearance]
) -> Iterator[Finding]:
    at = show.instant(arrives)
    for first in seen:
        if first.is_to_come and at > first.start:
            words: dict[str, Value] = {
                "person": person.name,
                "time": clock(at, show),
                "segment": named(first.segment),
                "start": clock(first.start, show),
            }
            yield finding("people.late", words, on=first.segment, at=first.start)
