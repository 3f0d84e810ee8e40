"""The evening to scale: rooms as lanes, hard times as marks, handoffs as links between lanes."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from producer_app.core.handoff import OVER, State
from producer_app.core.show import (
    ADVERTISING,
    PERFORMANCE,
    HandoffId,
    Kind,
    RoomId,
    Segment,
    SegmentId,
    Show,
)
from producer_app.core.timebase import MINUTE, Instant
from producer_app.core.timing import HardKind, Projection, RoomTimes, handoff_due
from producer_app.present.words import clock

UNKNOWN_WIDTH = MINUTE
"""A segment of unknown length is drawn this long, and marked as unknown."""


class Tint(StrEnum):
    """What a bar is, for its colour and its pattern."""

    PERFORMANCE = "performance"
    AD = "ad"
    TALK = "talk"
    PAD = "pad"
    PITCH = "pitch"


@dataclass(frozen=True, slots=True, kw_only=True)
class Bar:
    segment: SegmentId
    number: str
    title: str
    start: Instant
    end: Instant
    tint: Tint
    ad_until: Instant | None
    """Where counted advertising inside a segment that is not itself advertising ends."""
    is_unknown: bool
    is_on_air: bool
    is_done: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Lane:
    room: RoomId
    name: str
    name_alt: str
    bars: tuple[Bar, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """A hard time; ``lane`` is the one it binds."""

    at: Instant
    lane: int
    text: str
    is_hard_out: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """A handoff from one lane to another, at the moment it is due or went."""

    handoff: HandoffId
    number: str
    at: Instant
    until: Instant | None
    """When the visit is to be over."""
    from_lane: int
    to_lane: int
    state: State
    is_over: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class TimelineView:
    start: Instant
    end: Instant
    now: Instant | None
    """The now-line; None while nothing runs."""
    lanes: tuple[Lane, ...]
    marks: tuple[Mark, ...]
    links: tuple[Link, ...]


def timeline_view(projection: Projection) -> TimelineView | None:
    """The evening as things stand; None while no segment has a time."""
    show = projection.show
    lanes = tuple(
        Lane(
            room=room.id,
            name=room.name,
            name_alt=room.name_alt,
            bars=tuple(_bars(projection.rooms[room.id])),
        )
        for room in show.rooms
    )
    bars = [bar for lane in lanes for bar in lane.bars]
    if not bars:
        return None
    marks = tuple(_marks(projection))
    starts = [bar.start for bar in bars] + [mark.at for mark in marks]
    ends = [bar.end for bar in bars] + [mark.at for mark in marks]
    return TimelineView(
        start=min(starts),
        end=max(ends),
        now=projection.now if projection.run is not None else None,
        lanes=lanes,
        marks=marks,
        links=tuple(_links(projection)),
    )


def at_text(at: Instant, show: Show) -> str:
    """A moment of the scale without seconds: ``21:30``."""
    return clock(at, show)[:-3]


def _bars(times: RoomTimes) -> Iterator[Bar]:
    for segment in times.plan.segments:
        take = times.take_of(segment.id)
        if not segment.is_playable and take is None:
            continue
        start, end = times.start_of(segment.id), times.end_of(segment.id)
        if start is None:
            continue
        is_unknown = end is None
        shown_end = Instant(start + UNKNOWN_WIDTH) if end is None else max(start, end)
        yield Bar(
            segment=segment.id,
            number=segment.number,
            title=segment.title,
            start=start,
            end=shown_end,
            tint=_tint(segment.kind),
            ad_until=Instant(min(start + segment.ad, shown_end)) if _has_own_ad(segment) else None,
            is_unknown=is_unknown,
            is_on_air=take is not None and take.ended is None,
            is_done=take is not None and take.ended is not None,
        )


def _has_own_ad(segment: Segment) -> bool:
    return segment.ad > 0 and segment.kind not in ADVERTISING


def _tint(kind: Kind) -> Tint:
    if kind in ADVERTISING:
        return Tint.AD
    if kind in PERFORMANCE:
        return Tint.PERFORMANCE
    return {Kind.PAD: Tint.PAD, Kind.PITCH: Tint.PITCH}.get(kind, Tint.TALK)


def _marks(projection: Projection) -> Iterator[Mark]:
    for lane, times in enumerate(projection.rooms.values()):
        plan = times.plan
        for hard in plan.hards:
            is_hard_out = hard.kind is HardKind.OUT
            text = "" if is_hard_out else plan.segments[hard.place].title
            at = clock(hard.at, projection.show)
            yield Mark(at=hard.at, lane=lane, text=f"{at} {text}".strip(), is_hard_out=is_hard_out)


def _links(projection: Projection) -> Iterator[Link]:
    lanes = {room: lane for lane, room in enumerate(projection.rooms)}
    show, run = projection.show, projection.run
    for handoff in show.handoffs:
        line = run.line(handoff.id) if run is not None else None
        went = line.went if line is not None else None
        at = went if went is not None else handoff_due(projection, handoff).expected
        if at is None or not show.segment(handoff.segment).is_timed:
            continue
        returned = line.returned if line is not None else None
        planned = None if handoff.return_after is None else Instant(at + handoff.return_after)
        state = line.state if line is not None else State.ARMED
        yield Link(
            handoff=handoff.id,
            number=handoff.number,
            at=at,
            until=returned if returned is not None else planned,
            from_lane=lanes[show.segment(handoff.segment).room],
            to_lane=lanes[handoff.to_room],
            state=state,
            is_over=state in OVER or state is State.RETURNED,
        )
