"""Two rooms' rundowns on one time axis: which entries stand at the same height."""

from __future__ import annotations

from typing import NamedTuple

from producer_app.core.timebase import Instant
from producer_app.core.timing import Projection
from producer_app.present.rundown import RundownView

_TOGETHER = 60_000
"""What begins in the same minute begins together."""


class Slot(NamedTuple):
    """One height on the shared time axis: an entry of each room, None where a room has none."""

    left: int | None
    right: int | None


class _Stop(NamedTuple):
    """One entry on the axis: ``at`` its start, ``until`` that of the next segment with a time."""

    at: int
    until: float
    is_head: bool


def aligned(projection: Projection, left: RundownView, right: RundownView) -> tuple[Slot, ...]:
    """Two rundowns on one time axis, by planned starts.

    What begins together stands side by side; what begins while a segment of the left room runs
    stands beside that segment, so that the left room has an open height only where the right room
    begins more than one thing in that time. Planned, not expected, so that nothing moves while the
    show runs.
    """
    ours, theirs = _stops(projection, left), _stops(projection, right)
    slots: list[Slot] = []
    i = j = 0
    while i < len(ours) and j < len(theirs):
        takes_left, takes_right = _takes(ours[i], theirs[j])
        slots.append(Slot(i if takes_left else None, j if takes_right else None))
        i, j = i + takes_left, j + takes_right
    slots += (Slot(place, None) for place in range(i, len(ours)))
    slots += (Slot(None, place) for place in range(j, len(theirs)))
    return tuple(slots)


def _takes(mine: _Stop, other: _Stop) -> tuple[bool, bool]:
    """Whether the next height is taken by the left entry, by the right one, or by both."""
    is_together = mine.at // _TOGETHER == other.at // _TOGETHER
    if mine.is_head or other.is_head:
        if is_together and mine.is_head == other.is_head:
            return True, True
        if is_together:
            return mine.is_head, other.is_head
        if mine.is_head:
            return (True, False) if mine.at < other.at else (False, True)
    if is_together or mine.at <= other.at < mine.until:
        return True, True
    return (True, False) if mine.at < other.at else (False, True)


def _stops(projection: Projection, view: RundownView) -> list[_Stop]:
    """Each entry's place in time, never falling; one without a time stays with the last."""
    starts = projection.rooms[view.room.id].plan.starts
    times: list[int] = []
    for position in range(len(view.entries)):
        start = _start(starts, view, position)
        reached = times[-1] if times else 0
        times.append(reached if start is None else max(reached, start))
    until = float("inf")
    stops: list[_Stop] = []
    for position in range(len(times) - 1, -1, -1):
        segment = view.entries[position].segment
        stops.append(_Stop(times[position], until, segment is None))
        if segment is not None and starts[segment] is not None:
            until = times[position]
    stops.reverse()
    return stops


def _start(starts: tuple[Instant | None, ...], view: RundownView, position: int) -> Instant | None:
    """An entry's planned start; a block's head starts with its first segment that has a time."""
    entry = view.entries[position]
    if entry.segment is not None:
        return starts[entry.segment]
    for following in view.entries[position + 1 :]:
        if following.segment is None:
            return None
        if starts[following.segment] is not None:
            return starts[following.segment]
    return None
