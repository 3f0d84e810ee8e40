"""Marks and links on the timeline: hard times, hit times, handoffs between the lanes."""

from __future__ import annotations

from collections.abc import Iterator
from enum import Enum, auto
from typing import NamedTuple

from producer_app.core.handoff import OVER, State
from producer_app.core.show import (
    HandoffId,
    Show,
)
from producer_app.core.timebase import SECOND, Instant, wall_time
from producer_app.core.timing import HardKind, Projection, RoomPlan, RoomTimes, handoff_due
from producer_app.present.onair_figures import joined
from producer_app.present.titles import in_order
from producer_app.present.words import Words, by_day


class MarkKind(Enum):
    """What a mark stands for."""

    START = auto()
    END = auto()
    OUT = auto()
    HIT = auto()
    IMPOSSIBLE = auto()
    """A hit time that cannot be met."""


class Mark(NamedTuple):
    """A hard time or a hit time; ``lane`` is the one it binds."""

    at: Instant
    lane: int
    kind: MarkKind
    text: str
    short: str


class Link(NamedTuple):
    """A handoff from one lane to another, at the moment it is due or went."""

    handoff: HandoffId
    number: str
    at: Instant
    from_lane: int
    to_lane: int
    state: State
    is_over: bool


def at_text(at: Instant, show: Show, words: Words | None = None) -> str:
    """A moment without seconds where it has none: ``21:30``, ``23:59:50``; on a later day its own
    clock, with ``words`` beside the day's name."""
    wall = wall_time(Instant(at - at % SECOND), show.date, show.zone)
    return by_day(wall, words, short=True)


_KINDS = {HardKind.START: MarkKind.START, HardKind.END: MarkKind.END, HardKind.OUT: MarkKind.OUT}


def marks_of(projection: Projection, words: Words) -> Iterator[Mark]:
    """The hard times and hit times of every room, lane by lane."""
    for lane, times in enumerate(projection.rooms.values()):
        yield from _hard_marks(projection.show, times, lane, words)
        yield from _hit_marks(projection.show, times.plan, lane, words)


def _hard_marks(show: Show, times: RoomTimes, lane: int, words: Words) -> Iterator[Mark]:
    for hard in times.plan.hards:
        if hard.kind is HardKind.OUT:
            at = hard.at if times.hard_out is None else times.hard_out
            text = short = joined(words.say("words.hard_out"), at_text(at, show, words))
        else:
            at, segment = hard.at, times.plan.segments[hard.place]
            title = in_order(segment.title, segment.title_alt, words)[0]
            key = "timeline.ends" if hard.kind is HardKind.END else "timeline.starts"
            short = words.say(key, at=at_text(at, show, words))
            text = joined(short, segment.number, title)
        yield Mark(at, lane, _KINDS[hard.kind], text, short)


def _hit_marks(show: Show, plan: RoomPlan, lane: int, words: Words) -> Iterator[Mark]:
    for place, hold in plan.fixed.items():
        impossible = plan.is_impossible(place)
        kind = MarkKind.IMPOSSIBLE if impossible else MarkKind.HIT
        for at in {hold.front_hit, hold.back_hit} - {None}:
            if at is not None:
                key = "timeline.hit_impossible" if impossible else "timeline.hit"
                short = words.say(key, at=at_text(at, show, words))
                segment = plan.segments[place]
                title = in_order(segment.title, segment.title_alt, words)[0]
                yield Mark(at, lane, kind, joined(short, segment.number, title), short)


def links_of(projection: Projection) -> Iterator[Link]:
    """The handoffs that are due or went at a time."""
    lanes = {room: lane for lane, room in enumerate(projection.rooms)}
    show, run = projection.show, projection.run
    for handoff in show.handoffs:
        line = run.line(handoff.id) if run is not None else None
        went = line.went if line is not None else None
        at = went if went is not None else handoff_due(projection, handoff).expected
        if at is None or not show.segment(handoff.segment).is_playable:
            continue
        state = line.state if line is not None else State.ARMED
        yield Link(
            handoff=handoff.id,
            number=handoff.number,
            at=at,
            from_lane=lanes[show.segment(handoff.segment).room],
            to_lane=lanes[handoff.to_room],
            state=state,
            is_over=state in OVER or state is State.RETURNED,
        )
