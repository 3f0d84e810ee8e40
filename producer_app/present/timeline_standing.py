"""What a second may change on the timeline: gaps and overlaps, waits between rooms, how late."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum, auto
from typing import NamedTuple

from producer_app.core.show import Show
from producer_app.core.timebase import SECOND, Instant
from producer_app.core.timing import (
    Fill,
    HardKind,
    HardTime,
    Meeting,
    Projection,
    RoomTimes,
    Wait,
    fill_of,
)
from producer_app.core.timing import over_under as standing_of
from producer_app.present.onair_figures import joined, level_of
from producer_app.present.onair_rooms import name_of
from producer_app.present.timeline import is_running
from producer_app.present.timeline_marks import at_text
from producer_app.present.words import Words, duration, over_under


class ZoneKind(Enum):
    """A stretch of time that a hard time leaves open, or that two things want at once."""

    GAP = auto()
    UNFILLED = auto()
    """A gap that nobody is there to fill."""
    OVERLAP = auto()


class Zone(NamedTuple):
    """``text`` says all of it, ``short`` what it is and how long."""

    kind: ZoneKind
    lane: int
    start: Instant
    end: Instant
    text: str
    short: str


class WaitLink(NamedTuple):
    """Somebody walks from one lane to another, and the room there waits for them."""

    from_lane: int
    to_lane: int
    leaves: Instant
    arrives: Instant
    text: str
    short: str


class Shift(NamedTuple):
    """How a room stands against its plan, in words; nothing while nothing runs."""

    text: str
    level: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """Of all rooms, in the order of the lanes."""

    zones: tuple[Zone, ...]
    waits: tuple[WaitLink, ...]
    shifts: tuple[Shift, ...]


def timeline_standing(projection: Projection, words: Words) -> Standing:
    """How things stand at the projection's moment."""
    rooms = tuple(projection.rooms.values())
    return Standing(
        zones=tuple(
            zone
            for lane, times in enumerate(rooms)
            for zone in _zones(projection, times, lane, words)
        ),
        waits=tuple(_waits(projection, words)),
        shifts=tuple(_shift(projection, times, words) for times in rooms),
    )


def _shift(projection: Projection, times: RoomTimes, words: Words) -> Shift:
    plan = standing_of(times, projection.published).plan
    if not is_running(projection) or plan is None:
        return Shift("", "calm")
    return Shift(over_under(plan, words), level_of(plan))


def _zones(projection: Projection, times: RoomTimes, lane: int, words: Words) -> Iterator[Zone]:
    hards = times.hards if is_running(projection) else times.plan.hards
    for hard in hards:
        if hard.over is None or abs(hard.over) < SECOND:
            continue
        if hard.over > 0:
            yield _overlap(hard, hard.over, lane, words, is_expected=is_running(projection))
        elif hard.kind is not HardKind.OUT:
            since = times.coming[0] if times.coming and is_running(projection) else 0
            fill = fill_of(projection.show, times.plan, hard, min(since, hard.boundary))
            if fill is not None:
                yield _gap(projection.show, times, hard, fill, lane, words)


def _overlap(hard: HardTime, over: int, lane: int, words: Words, *, is_expected: bool) -> Zone:
    key = "words.over" if is_expected or hard.kind is HardKind.OUT else "timeline.overlap"
    text = words.say(key, time=duration(over))
    return Zone(ZoneKind.OVERLAP, lane, hard.at, Instant(hard.at + over), text, text)


def _gap(show: Show, times: RoomTimes, hard: HardTime, fill: Fill, lane: int, words: Words) -> Zone:
    time, at = duration(fill.gap), at_text(hard.at, show, words)
    short = words.say("timeline.gap", time=time)
    kind = ZoneKind.GAP if fill.is_filled else ZoneKind.UNFILLED
    until = words.say("timeline.gap_until", time=time, at=at)
    text = joined(until, _filled_by(times, fill, words), joint=": ")
    return Zone(kind, lane, Instant(hard.at - fill.gap), hard.at, text, short)


def _filled_by(times: RoomTimes, fill: Fill, words: Words) -> str:
    """The pads that stretch, then the people who speak through the rest."""
    parts = []
    for key, taken in fill.pads:
        segment = times.plan.segments[times.plan.places[key]]
        called, time = segment.number or segment.title, duration(taken)
        parts.append(words.say("timeline.stretches", segment=called, time=time))
    if fill.rest > 0:
        names = words.say("onair.and").join(name_of(person, words) for person in fill.people)
        verb = "timeline.fills" if names else "timeline.nobody"
        parts.append(words.say(verb, people=names))
    return words.say("onair.and").join(parts)


def _waits(projection: Projection, words: Words) -> Iterator[WaitLink]:
    lanes = {room: lane for lane, room in enumerate(projection.rooms)}
    for room, times in projection.rooms.items():
        for place, wait in times.waits.items():
            held = times.waiting_at(place)
            if held <= 0:
                continue
            short = words.say("timeline.waits", time=_how_long(held, wait, words))
            people = projection.show.people(wait.people)
            names = words.say("onair.and").join(name_of(person, words) for person in people)
            second = times.plan.segments[place].id
            for meeting in projection.meetings:
                if meeting.second == second and meeting.person in wait.people:
                    leaves = _leaves(projection, meeting, wait)
                    arrives = Instant(leaves + meeting.transit)
                    from_lane, text = lanes[meeting.first_room], f"{short}: {names}"
                    yield WaitLink(from_lane, lanes[room], leaves, arrives, text, short)


def _how_long(held: int, wait: Wait, words: Words) -> str:
    text = duration(held)
    return text if wait.is_firm else words.say("words.at_least", time=text)


def _leaves(projection: Projection, meeting: Meeting, wait: Wait) -> Instant:
    """When somebody leaves the first of two rooms; after a visit, in time to be there."""
    if meeting.left is not None:
        return meeting.left
    room = projection.rooms[meeting.first_room]
    ends = room.played_until if meeting.is_in_circle else room.end_at(meeting.position)
    if meeting.visit is not None or ends is None:
        return Instant(wait.until - meeting.transit)
    return ends.at
