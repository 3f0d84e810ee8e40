"""What is on air in a room and what comes after it, as a page counts it down by itself."""

from __future__ import annotations

from dataclasses import dataclass, replace

from producer_app.core.run import Take
from producer_app.core.show import Segment, Show
from producer_app.core.timebase import Instant, Millis
from producer_app.core.timing import RoomTimes


@dataclass(frozen=True, slots=True, kw_only=True)
class SegmentView:
    """One segment. Of what is on air ``end`` and ``ends`` are when its time is used up, and stay
    there while it runs over; while it is held, when that would be if it went on at once."""

    id: str
    number: str
    title: str
    title_alt: str
    kind: str
    start: Instant | None
    end: Instant | None
    length: Millis | None
    waits_for: tuple[tuple[str, str], ...] = ()
    """Who has to walk over before it can begin, in both languages; nobody where none is late."""
    ends: Instant | None = None
    """Only on air; None while nobody knows."""
    held: Instant | None = None
    """Since when it is held."""
    left: Millis | None = None
    """What is left of it while it is held, negative when over."""


def segment_view(times: RoomTimes, segment: Segment) -> SegmentView:
    """A segment at the best times known: actual, else expected, else planned."""
    return SegmentView(
        id=segment.id,
        number=segment.number,
        title=segment.title,
        title_alt=segment.title_alt,
        kind=segment.kind.value,
        start=times.start_of(segment.id),
        end=times.end_of(segment.id),
        length=segment.length,
    )


def on_air(show: Show, times: RoomTimes) -> SegmentView | None:
    """What is on air in a room."""
    take = times.on_air
    return None if take is None else _take(show, times, take)


def coming(show: Show, times: RoomTimes, count: int) -> tuple[SegmentView, ...]:
    """What comes next in a room, the one in standby first; nothing once it has ended."""
    if times.run is not None and times.run.ended is not None:
        return ()
    return tuple(_next(show, times, position) for position in range(min(count, len(times.coming))))


def _take(show: Show, times: RoomTimes, take: Take) -> SegmentView:
    segment = show.by_id.get(take.segment)
    seen = take.held_since if take.held_since is not None else Instant(take.started + take.held)
    left = times.left(seen)
    ends = None if left is None else Instant(seen + left)
    return SegmentView(
        id=take.segment,
        number=take.number,
        title=take.title,
        title_alt=segment.title_alt if isinstance(segment, Segment) else "",
        kind=take.kind.value,
        start=take.started,
        end=ends,
        length=take.length,
        ends=ends,
        held=take.held_since,
        left=left if take.held_since is not None else None,
    )


def _next(show: Show, times: RoomTimes, position: int) -> SegmentView:
    """What stands there among what is to come: a repeat has been on the air already."""
    place = times.coming[position]
    start, ends = times.down.start_at(position), times.end_at(position)
    is_known = start is not None and ends is not None and (ends.is_firm or ends.at > start)
    return replace(
        segment_view(times, times.plan.segments[place]),
        start=start,
        end=ends.at if is_known and ends is not None else None,
        waits_for=_awaited(show, times, place),
    )


def _awaited(show: Show, times: RoomTimes, place: int) -> tuple[tuple[str, str], ...]:
    if times.waiting_at(place) <= 0:
        return ()
    people = show.people(times.waits[place].people)
    return tuple((person.name, person.name_alt) for person in people)
