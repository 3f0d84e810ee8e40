"""People who cannot be where they are wanted: two rooms, a walk too short, arrivals too late."""

from __future__ import annotations

from collections.abc import Iterator

from producer_app.core.checks.appearances import Appearance, Appearances
from producer_app.core.checks.finding import Finding, Value, clock, finding, long, named
from producer_app.core.checks.sight import Sight
from producer_app.core.show import RoomId, Segment, Show, Talent
from producer_app.core.timebase import Instant, Millis


def people_findings(sight: Sight, seen: Appearances) -> Iterator[Finding]:
    """Everybody's clashes, walks and arrivals, as far as they are still to come."""
    for person in sight.show.talent:
        own = seen.get(person.id)
        if own:
            yield from _collisions(sight.show, person, own)
            yield from _arrival(sight.show, person, own)


def unbrought_findings(show: Show, seen: Appearances) -> Iterator[Finding]:
    """Each time that somebody comes to a shopping room from the stage unannounced."""
    shops = {room.id: room.name for room in show.shops()}
    for person in show.talent:
        own = seen.get(person.id)
        if own:
            yield from _unbrought(show, person, own, shops)


def _collisions(show: Show, person: Talent, seen: list[Appearance]) -> Iterator[Finding]:
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
    show: Show, person: Talent, seen: list[Appearance], shops: dict[RoomId, str]
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


def _arrival(show: Show, person: Talent, seen: list[Appearance]) -> Iterator[Finding]:
    first = seen[0]
    if person.arrives is None or person.has_arrived or not first.is_to_come:
        return
    arrives: Instant = show.instant(person.arrives)
    if arrives > first.start:
        yield finding(
            "people.late",
            {
                "person": person.name,
                "time": clock(arrives, show),
                "segment": named(first.segment),
                "start": clock(first.start, show),
            },
            on=first.segment,
            at=first.start,
        )
