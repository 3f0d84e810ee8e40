"""What the other rooms do while a segment runs: the parallel lane of a printed rundown."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from producer_app.core.show import Handoff, RoomId, Segment, Show
from producer_app.core.timebase import Instant, Millis
from producer_app.core.timing import Projection, RoomPlan, handoff_due
from producer_app.present.cuesheet_text import Pair, Tongues, cut

Told = Callable[[Instant | None], str]
"""Puts a moment into the words of the sheet."""


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
        self._tongues = tongues
        self._lanes = [_spans(plan) for key, plan in rooms.items() if key != room]

    def beside(
        self, start: Instant | None, end: Instant | None, told: Told
    ) -> tuple[LaneEntry, ...]:
        """What each other room starts from ``start`` until before ``end``, or else runs on with;
        ``told`` puts its times into words."""
        if start is None:
            return ()
        until = start + 1 if end is None else max(end, start + 1)
        spans = (found for lane in self._lanes for found in self._of_room(lane, start, until))
        return tuple(self._entry(span, told, runs_on=runs_on) for span, runs_on in spans)

    def _of_room(
        self, spans: Sequence[_Span], start: int, until: int
    ) -> Iterator[tuple[_Span, bool]]:
        first = bisect_left(spans, start, key=_start)
        last = bisect_left(spans, until, key=_start)
        for span in spans[first:last]:
            yield span, False
        if first == last and first > 0 and _is_running(spans[first - 1], start):
            yield spans[first - 1], True

    def _entry(self, span: _Span, told: Told, *, runs_on: bool) -> LaneEntry:
        segment = span.segment
        return LaneEntry(
            number=segment.number,
            title=cut(self._tongues.own(segment.title, segment.title_alt).first, 26, "…"),
            start=told(span.start),
            runs_on=runs_on,
        )


def handoff_tags(
    projection: Projection, segment: Segment, tongues: Tongues, told: Told
) -> tuple[HandoffTag, ...]:
    """The handoffs that leave from a segment, then those that open it."""
    show = projection.show
    leaving = [
        _tag(projection, handoff, _target(show, handoff, tongues), told)
        for handoff in show.handoffs_from.get(segment.id, ())
    ]
    arriving = [
        _tag(projection, handoff, _origin(show, handoff, tongues), told)
        for handoff in _opening(show.handoffs, segment)
    ]
    return (*leaving, *arriving)


def _opening(handoffs: Iterable[Handoff], segment: Segment) -> Iterator[Handoff]:
    return (handoff for handoff in handoffs if handoff.to_segment == segment.id)


def _tag(projection: Projection, handoff: Handoff, where: Pair, told: Told) -> HandoffTag:
    due = handoff_due(projection, handoff).planned
    return HandoffTag(number=handoff.number, where=where, at=told(due))


def _target(show: Show, handoff: Handoff, tongues: Tongues) -> Pair:
    """The room it goes to, where there is more than one to go to."""
    if len(show.shops()) < 2:
        return Pair("")
    room = show.room(handoff.to_room)
    return tongues.say(
        "to_room", room=tongues.inside(tongues.own(room.name, room.name_alt, most=40))
    )


def _origin(show: Show, handoff: Handoff, tongues: Tongues) -> Pair:
    return tongues.say("from_segment", segment=show.segment(handoff.segment).number)


def _spans(plan: RoomPlan) -> tuple[_Span, ...]:
    """A room's timed segments; their starts never run backwards, except over a hard time missed."""
    spans = (
        _Span(start, _end(start, plan.length_of(place)), segment)
        for place, (segment, start) in enumerate(zip(plan.segments, plan.starts, strict=True))
        if start is not None
    )
    return tuple(sorted(spans, key=_start))


def _end(start: Instant, length: Millis | None) -> Instant | None:
    return None if length is None else Instant(start + length)


def _start(span: _Span) -> int:
    return span.start


def _is_running(span: _Span, at: int) -> bool:
    return span.end is None or span.end > at
