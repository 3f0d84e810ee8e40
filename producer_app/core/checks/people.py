"""People who cannot be where the plan wants them: two rooms, a walk too short, not cleared."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from producer_app.core.checks.finding import Finding, clock, finding, long, named
from producer_app.core.show import (
    Clearance,
    Handoff,
    HandoffId,
    Segment,
    SegmentId,
    Show,
    Talent,
    TalentId,
    TalentRole,
)
from producer_app.core.timebase import Instant, Millis
from producer_app.core.timing import Projection, handoff_due


@dataclass(frozen=True, slots=True)
class _Appearance:
    """One person in one segment. ``handoff`` brings them there from another room, if any: they
    come when it is due and leave when its visit is over."""

    segment: Segment
    start: Instant
    end: Instant
    handoff: HandoffId | None = None


def people_findings(projection: Projection) -> Iterator[Finding]:
    """Everybody's clashes, walks, missing handoffs, arrivals and clearances."""
    show = projection.show
    appearances = _appearances(projection)
    for person in show.talent:
        seen = appearances.get(person.id, [])
        yield from _collisions(show, person, seen)
        yield from _unbrought(show, person, seen)
        yield from _arrival(show, person, seen)
    yield from _clearances(show)


def _appearances(projection: Projection) -> dict[TalentId, list[_Appearance]]:
    """Each person's appearances, in the order of time; those without a time are left out."""
    found: dict[TalentId, list[_Appearance]] = {}
    visits = _visits(projection)
    for times in projection.rooms.values():
        for segment, start in zip(times.plan.segments, times.plan.starts, strict=True):
            if segment.is_timed and start is not None:
                for person in segment.talent:
                    visit = visits.get((segment.id, person))
                    seen = _appearance(segment, start, visit)
                    found.setdefault(person, []).append(seen)
    for seen_in_all in found.values():
        seen_in_all.sort(key=lambda seen: (seen.start, seen.end))
    return found


_Visit = tuple[Handoff, Instant]


def _visits(projection: Projection) -> dict[tuple[SegmentId, TalentId], _Visit]:
    """Which handoff brings whom to which segment, and when it is due; the first one counts."""
    found: dict[tuple[SegmentId, TalentId], _Visit] = {}
    for handoff in projection.show.handoffs:
        due = _due(projection, handoff)
        if handoff.to_segment is not None and due is not None:
            for person in handoff.talent:
                found.setdefault((handoff.to_segment, person), (handoff, due))
    return found


def _appearance(segment: Segment, start: Instant, visit: _Visit | None) -> _Appearance:
    end = Instant(start + (segment.length or 0))
    if visit is None:
        return _Appearance(segment, start, end)
    handoff, due = visit
    if handoff.return_after is not None:
        end = min(end, Instant(due + handoff.return_after))
    return _Appearance(segment, max(start, due), max(due, end), handoff.id)


def _due(projection: Projection, handoff: Handoff) -> Instant | None:
    known = handoff.segment in projection.show.by_id
    return handoff_due(projection, handoff).planned if known else None


def _collisions(show: Show, person: Talent, seen: list[_Appearance]) -> Iterator[Finding]:
    last: _Appearance | None = None
    for appearance in seen:
        if last is not None and last.segment.room != appearance.segment.room:
            yield from _collision(show, person, last, appearance)
        if last is None or appearance.end >= last.end or _is_elsewhere(last, appearance):
            last = appearance


def _is_elsewhere(last: _Appearance, appearance: _Appearance) -> bool:
    return last.segment.room != appearance.segment.room


def _collision(
    show: Show, person: Talent, first: _Appearance, second: _Appearance
) -> Iterator[Finding]:
    words = {
        "person": person.name,
        "first": named(first.segment),
        "second": named(second.segment),
    }
    on, at = second.segment, second.start
    until = second.end if second.handoff is not None else second.start
    between = Millis(until - first.end)
    if between < 0:
        yield finding("people.clash", {"time": clock(at, show), **words}, on=on, at=at)
    elif person.transit is not None and between < person.transit:
        words |= {"time_between": long(between), "transit": long(person.transit)}
        yield finding("people.walk", words, on=on, at=at)
    elif person.transit is None and between == 0:
        yield finding("people.unwalked", {"time_between": long(between), **words}, on=on, at=at)


def _unbrought(show: Show, person: Talent, seen: list[_Appearance]) -> Iterator[Finding]:
    """Each time that somebody comes to a shopping room from the stage unannounced."""
    shops = {room.id: room.name for room in show.shops()}
    left: Segment | None = None
    for appearance in seen:
        segment = appearance.segment
        if segment.room not in shops:
            left = segment
            continue
        if left is not None and not _is_brought(show, person, appearance):
            words = {
                "person": person.name,
                "stage": named(left),
                "segment": named(segment),
                "room": shops[segment.room],
            }
            yield finding("people.no_handoff", words, on=segment, at=appearance.start)
        left = None


def _is_brought(show: Show, person: Talent, appearance: _Appearance) -> bool:
    if appearance.handoff is not None:
        return True
    room = appearance.segment.room
    return any(
        handoff.to_room == room and handoff.to_segment is None and person.id in handoff.talent
        for handoff in show.handoffs
    )


def _arrival(show: Show, person: Talent, seen: list[_Appearance]) -> Iterator[Finding]:
    if person.arrives is None or person.has_arrived or not seen:
        return
    arrives, first = show.instant(person.arrives), seen[0]
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


def _clearances(show: Show) -> Iterator[Finding]:
    first_on: dict[TalentId, Segment] = {}
    for segment in show.segments:
        if segment.is_timed:
            for key in segment.talent:
                first_on.setdefault(key, segment)
    open_codes = {Clearance.BLOCKED: "people.blocked", Clearance.PENDING: "people.pending"}
    unrecorded: list[Talent] = []
    for person in show.talent:
        segment_of = first_on.get(person.id)
        if segment_of is None:
            continue
        code = open_codes.get(person.clearance)
        if code is not None:
            yield finding(
                code, {"person": person.name, "segment": named(segment_of)}, on=segment_of
            )
        elif person.clearance is Clearance.NONE and person.role is TalentRole.ARTIST:
            unrecorded.append(person)
    if unrecorded:
        count, first = str(len(unrecorded)), unrecorded[0].name
        yield finding("people.uncleared", {"count": count, "person": first})
