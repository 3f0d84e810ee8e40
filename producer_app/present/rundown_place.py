"""Where a segment is in the life of a run."""

from __future__ import annotations

from enum import StrEnum

from producer_app.core.show import Standing
from producer_app.core.timing import RoomTimes


class Place(StrEnum):
    """Where a segment is in the life of a run."""

    COMING = "coming"
    STANDBY = "standby"
    ON_AIR = "on_air"
    HELD = "held"
    DONE = "done"
    SKIPPED = "skipped"
    PASSED = "passed"
    FLOATED = "floated"
    OMITTED = "omitted"


LIVE = frozenset({Place.ON_AIR, Place.HELD, Place.STANDBY})
"""Where one of the two pointers stands."""


def place_of(times: RoomTimes, index: int) -> Place:
    """Where the segment at that index is in the life of the room's run."""
    segment, run = times.plan.segments[index], times.run
    if run is not None and run.on_air is not None and run.on_air.segment == segment.id:
        return Place.ON_AIR if run.on_air.held_since is None else Place.HELD
    if not segment.is_playable:
        return Place.FLOATED if segment.standing is Standing.FLOATED else Place.OMITTED
    if run is None:
        return Place.COMING
    if times.coming[:1] == (index,):
        return Place.STANDBY
    if segment.id in run.skipped:
        return Place.SKIPPED
    if times.ahead.position(index) is not None:
        return Place.COMING
    return Place.DONE if segment.id in run.last_takes else Place.PASSED
