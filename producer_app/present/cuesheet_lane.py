"""What the other rooms do while a segment runs: the parallel lane of a printed rundown."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from producer_app.core.show import Handoff, RoomId, Segment, Show
from producer_app.core.timebase import Instant
from producer_app.core.timing import Projection, RoomPlan, handoff_due
from producer_app.present.cuesheet_text import Pair, Tongues, cut
from producer_app.present.words import clock


@dataclass(frozen=True, slots=True, kw_only=True)
class LaneEntry:
    """A segment of another room that starts during this one, or runs on through all of it."""

    number: str
    title: str
    start: str
    runs_on: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class HandoffTag:
    """A handoff that leaves from or arrives at a segment, with its planned time."""

    number: str
    where: Pair
    at: str


class _Span(NamedTuple):
    start: Instant
    end: Instant | None
    segment: Segment


class Lane:
    """The other rooms' segments on the time axis of one room."""

    def __init__(self, projection: Projection, room: RoomId, tongues: Tongues) -> None:
        rooms = projection.plan.rooms
        self._show = projection.show
        self._tongues = tongues
        self._lanes = [_spans(plan) for key, plan in rooms.items() if key != room]

    def beside(self, start: Instant | None, end: Instant | None) -> tuple[LaneEntry, ...]:
        """What each other room starts from ``start`` until before ``end``, or else runs on with."""
        if start is None:
            return ()
        until = start + 1 if end is None else max(end, start + 1)
        return tuple(entry for spans in self._lanes for entry in self._of_room(spans, start, until))

    def _of_room(self, spans: Sequence[_Span], start: int, until: int) -> Iterator[LaneEntry]:
        first = bisect_left(spans, start, key=_start)
        last = bisect_left(spans, until, key=_start)
        for span in spans[first:last]:
            yield self._entry(span, runs_on=False)
        if first == last and first > 0 and _is_running(spans[first - 1], start):
            yield self._entry(spans[first - 1], runs_on=True)

    def _entry(self, span: _Span, *, runs_on: bool) -> LaneEntry:
        segment = span.segment
        return LaneEntry(
            number=segment.number,
            title=cut(self._tongues.own(segment.title, segment.title_alt).first, 26, "…"),
            start=clock(span.start, self._show),
            runs_on=runs_on,
        )


def handoff_tags(
    projection: Projection, segment: Segment, tongues: Tongues
) -> tuple[HandoffTag, ...]:
    """The handoffs that leave from a segment, then those that open it."""
    show = projection.show
    leaving = [
        _tag(projection, handoff, _target(show, handoff, tongues))
        for handoff in show.handoffs_from.get(segment.id, ())
    ]
    arriving = [
        _tag(projection, handoff, _origin(show, handoff, tongues))
        for handoff in _opening(show.handoffs, segment)
    ]
    return (*leaving, *arriving)


def _opening(handoffs: Iterable[Handoff], segment: Segment) -> Iterator[Handoff]:
    return (handoff for handoff in handoffs if handoff.to_segment == segment.id)


def _tag(projection: Projection, handoff: Handoff, where: Pair) -> HandoffTag:
    due = handoff_due(projection, handoff).planned
    return HandoffTag(number=handoff.number, where=where, at=clock(due, projection.show))


def _target(show: Show, handoff: Handoff, tongues: Tongues) -> Pair:
    """The room it goes to, where there is more than one to go to."""
    if len(show.shops()) < 2:
        return Pair("")
    room = show.room(handoff.to_room)
    return tongues.say("to_room", room=tongues.own(room.name, room.name_alt, most=40))


def _origin(show: Show, handoff: Handoff, tongues: Tongues) -> Pair:
    return tongues.say("from_segment", segment=show.segment(handoff.segment).number)


def _spans(plan: RoomPlan) -> tuple[_Span, ...]:
    """A room's timed segments; their starts never run backwards, except over a hard time missed."""
    spans = (
        _Span(start, None if segment.length is None else Instant(start + segment.length), segment)
        for segment, start in zip(plan.segments, plan.starts, strict=True)
        if start is not None
    )
    return tuple(sorted(spans, key=_start))


def _start(span: _Span) -> int:
    return span.start


def _is_running(span: _Span, at: int) -> bool:
    return span.end is None or span.end > at
