"""The sum as anybody would do it with a pencil: one segment after the other, no short cuts.

Slow and plain on purpose; the engine must come to the same numbers.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import NamedTuple

from producer_app.core.show import Room, Segment, SegmentId, Show, Standing


class When(NamedTuple):
    """A moment, and whether it is more than a bound; no moment at all while nobody knows."""

    at: int | None
    sure: bool = True


class Hard(NamedTuple):
    """A hard time: of what, when, by how much it is missed, and whether that is sure."""

    kind: str
    segment: SegmentId | None
    at: int
    over: int | None
    sure: bool


@dataclass
class Walk:
    """A room walked through from the top: each start and end in turn, the hard times, the end."""

    starts: list[When] = field(default_factory=list)
    ends: list[When] = field(default_factory=list)
    hards: list[Hard] = field(default_factory=list)
    end: When = field(default_factory=lambda: When(None))


def in_the_plan(show: Show, room: Room) -> list[Segment]:
    """What the plan counts in that room, in order."""
    return [s for s in show.rundowns[room.id] if s.standing is Standing.IN]


def planned(show: Show, room: Room) -> Walk:
    """The plan of one room: each hard time stands where it is, whatever comes before it."""
    found, (at, sure) = Walk(), When(show.room_on_air(room))
    for segment in in_the_plan(show, room):
        if segment.front_hit is not None:
            at, sure = show.instant(segment.front_hit), True
        if segment.hard_start is not None:
            hard = show.instant(segment.hard_start)
            over = None if at is None else at - hard
            over = max(0, over) if over is not None and segment.is_opening else over
            found.hards.append(Hard("START", segment.id, hard, over, sure))
            at, sure = hard, True
        found.starts.append(When(at, sure))
        ends = end_of(show, segment, When(at, sure))
        found.ends.append(ends)
        if segment.hard_end is not None:
            hard = show.instant(segment.hard_end)
            over = None if ends.at is None else ends.at - hard
            found.hards.append(Hard("END", segment.id, hard, over, sure))
            ends = When(hard)
        at, sure = ends
    found.end = When(at, sure)
    return found


def end_of(show: Show, segment: Segment, start: When) -> When:
    """When it is over; without a length it lasts until its hard end."""
    if start.at is None:
        return When(None, start.sure and segment.length is not None)
    if segment.length is not None:
        return When(start.at + segment.length, start.sure)
    if segment.hard_end is None:
        return When(start.at, False)
    hard = show.instant(segment.hard_end)
    return When(max(start.at, hard), start.sure or start.at <= hard)


def latest(show: Show, room: Room) -> dict[SegmentId, When]:
    """The back times of one room: from the bottom up, to the next hard time below."""
    found: dict[SegmentId, When] = {}
    at, sure = When(show.room_hard_out(room))
    for segment in reversed(in_the_plan(show, room)):
        if segment.hard_end is not None:
            at, sure = show.instant(segment.hard_end), True
        at = None if at is None else at - (segment.length or 0)
        sure = sure and segment.length is not None
        if segment.back_hit is not None:
            at, sure = show.instant(segment.back_hit), True
        found[segment.id] = When(at, sure)
        if segment.hard_start is not None:
            at, sure = None if segment.is_opening else show.instant(segment.hard_start), True
    return found
