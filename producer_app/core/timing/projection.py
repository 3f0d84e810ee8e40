"""Planned, expected and actual times of a whole show at one moment, both playheads together."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from producer_app.core.run import Run
from producer_app.core.show import Handoff, RoomId, SegmentId, Show
from producer_app.core.timebase import Instant
from producer_app.core.timing.circles import with_circles
from producer_app.core.timing.dues import Due, expected_due
from producer_app.core.timing.meetings import Meeting, meetings
from producer_app.core.timing.plan import Plan, are_alike, planned_due
from producer_app.core.timing.room_times import RoomTimes, room_times
from producer_app.core.timing.waits import meet


@dataclass(frozen=True, kw_only=True)
class Projection:
    """Planned, expected and actual times of the whole show at ``now``."""

    plan: Plan
    run: Run | None
    now: Instant
    rooms: Mapping[RoomId, RoomTimes]
    published: Mapping[SegmentId, Instant]
    """The starts of the revision that was issued last; empty before the first."""
    meetings: tuple[Meeting, ...]
    alone: Mapping[RoomId, RoomTimes]
    """Each room's times before it waits for anybody: what the next projection builds on."""

    @property
    def show(self) -> Show:
        return self.plan.show

    def of(self, segment: SegmentId) -> RoomTimes:
        """The room that a segment plays in."""
        return self.rooms[self.show.segment(segment).room]


NOTHING_PUBLISHED: Mapping[SegmentId, Instant] = MappingProxyType({})


def project(
    plan: Plan,
    run: Run | None,
    now: Instant,
    earlier: Projection | None = None,
    published: Mapping[SegmentId, Instant] = NOTHING_PUBLISHED,
) -> Projection:
    """Where the show stands at ``now``; what a tick cannot change is kept from ``earlier``."""
    alone = _alone(plan, run, now, earlier)
    kept = earlier if _is_same(earlier, plan, run) else None
    if kept is None:
        met = with_circles(plan.show, meetings(plan, run, alone), alone)
    else:
        met = kept.meetings
    rooms: Mapping[RoomId, RoomTimes]
    if kept is not None and all(alone[key].down is kept.alone[key].down for key in alone):
        rooms = {key: times.told_by(alone[key].plan) for key, times in kept.rooms.items()}
    else:
        rooms = _kept(meet(plan.show, run, met, alone), alone, earlier)
    return Projection(
        plan=plan,
        run=run,
        now=now,
        rooms=MappingProxyType(dict(rooms)),
        published=published,
        meetings=met,
        alone=MappingProxyType(alone),
    )


def _alone(
    plan: Plan, run: Run | None, now: Instant, earlier: Projection | None
) -> dict[RoomId, RoomTimes]:
    """Each room by itself."""
    return {
        key: room_times(
            room_plan,
            None if run is None else run.room(key),
            now,
            keeps_length=plan.show.keeps_length,
            earlier=earlier.alone.get(key) if earlier is not None else None,
        )
        for key, room_plan in plan.rooms.items()
    }


def _is_same(earlier: Projection | None, plan: Plan, run: Run | None) -> bool:
    """True when since then nothing but time has passed, or words have changed."""
    return earlier is not None and are_alike(earlier.plan, plan) and earlier.run is run


def _kept(
    rooms: Mapping[RoomId, RoomTimes], alone: Mapping[RoomId, RoomTimes], earlier: Projection | None
) -> Mapping[RoomId, RoomTimes]:
    """A room that moved in no way is the one from before, so that nobody looks at it again."""
    if earlier is None:
        return rooms
    return {
        key: earlier.rooms[key]
        if alone[key] is earlier.alone.get(key) and times.waits == earlier.rooms[key].waits
        else times
        for key, times in rooms.items()
    }


def handoff_due(projection: Projection, handoff: Handoff) -> Due:
    """When a handoff is due, in show time."""
    planned = planned_due(projection.plan, handoff)
    return Due(planned, expected_due(projection.show, handoff, projection.rooms))
