"""OVER and UNDER of one room, each against one thing: hard times, the published plan, its start.

Every figure is > 0 when over (late, long) and < 0 when under. A segment that runs over counts on
each second; being early counts once the next start has come forward and nothing waits any more.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from producer_app.core.show import SegmentId
from producer_app.core.timebase import Instant, Millis
from producer_app.core.timing.holds import HardTime
from producer_app.core.timing.room_times import RoomTimes


@dataclass(frozen=True, slots=True, kw_only=True)
class OverUnder:
    """One room's figures; each None where there is nothing to be measured against."""

    next_hard: HardTime | None
    out: HardTime | None
    plan: Millis | None
    """Against the plan as it is now: the next start, or the end once nothing is to come."""
    published: Millis | None
    """Against the starts of the revision that was issued last."""
    since_start: Millis | None
    """Against the plan, counted from the moment the room really began."""


def over_under(times: RoomTimes, published: Mapping[SegmentId, Instant]) -> OverUnder:
    """Where that room stands; ``published`` are the starts last issued, by segment."""
    plan = _against_plan(times)
    began = None if times.run is None else times.run.began
    late = None if began is None or times.plan.on_air is None else began - times.plan.on_air
    return OverUnder(
        next_hard=times.next_hard,
        out=times.out,
        plan=plan,
        published=_against_published(times, published),
        since_start=None if plan is None or late is None else Millis(plan - late),
    )


def _against_plan(times: RoomTimes) -> Millis | None:
    for place, expected in _new(times):
        planned = times.plan.start_at(place)
        if planned is not None:
            return None if expected is None else Millis(expected - planned)
    ended = times.end if times.run is None or times.run.ended is None else times.run.ended
    if ended is None or times.plan.end is None:
        return None
    return Millis(ended - times.plan.end)


def _against_published(times: RoomTimes, published: Mapping[SegmentId, Instant]) -> Millis | None:
    if not published:
        return None
    segments = times.plan.segments
    for place, expected in _new(times):
        was = published.get(segments[place].id)
        if was is not None:
            return None if expected is None else Millis(expected - was)
    take = times.on_air
    last = None if take is None else published.get(take.segment)
    return None if take is None or last is None else Millis(take.started - last)


def _new(times: RoomTimes) -> Iterator[tuple[int, Instant | None]]:
    """What is to come for the first time, with its start: a repeat is not late for its first."""
    segments, ahead = times.plan.segments, times.ahead
    for position in range(int(ahead.has_repeat), len(ahead.places)):
        place = ahead.places[position]
        if times.take_of(segments[place].id) is None:
            yield place, times.down.start_at(position)
