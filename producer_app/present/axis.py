"""Two rooms' rundowns on one time axis: which entries stand at the same height."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate
from typing import NamedTuple

from producer_app.core.timebase import Instant
from producer_app.core.timing import Projection
from producer_app.present.rundown import RundownView
from producer_app.present.rundown_entries import Entries

_TOGETHER = 60_000
"""What begins in the same minute begins together."""


class Side(NamedTuple):
    """One room on the axis: the position of the entry at each height, None at an open one, and
    the height of the entry at each position."""

    slots: Sequence[int | None]
    heights: Sequence[int]


class _Stops(NamedTuple):
    """What the place of one room's entries in time depends on."""

    entries: Entries
    starts: tuple[Instant | None, ...]


class Axis(NamedTuple):
    """Both rooms, at the same heights."""

    left: Side
    right: Side
    stops: tuple[_Stops, ...]


class _Line(NamedTuple):
    """The entries of one room in time: ``at`` their starts, never falling, and which are heads;
    ``is_timed`` which of them are segments with a start of their own."""

    at: Sequence[int]
    is_head: bytearray
    is_timed: bytearray


def alone(view: RundownView) -> Side:
    """One rundown on an axis of its own."""
    return Side(range(len(view.entries)), range(len(view.entries)))


def aligned(
    projection: Projection, left: RundownView, right: RundownView, earlier: Axis | None = None
) -> Axis:
    """Two rundowns on one time axis, by planned starts.

    What begins together stands side by side; what begins while a segment of the left room runs
    stands beside that segment, so that the left room has an open height only where the right room
    begins more than one thing in that time. Planned, not expected, so that nothing moves while the
    show runs. ``earlier`` is kept where nothing stands elsewhere.
    """
    stops = tuple(_Stops(view.entries, _starts(projection, view)) for view in (left, right))
    if earlier is not None and all(map(_is_same, stops, earlier.stops)):
        return earlier
    return Axis(*_merged(*(_in_time(one) for one in stops)), stops)


def _starts(projection: Projection, view: RundownView) -> tuple[Instant | None, ...]:
    return projection.rooms[view.room.id].plan.starts


def _is_same(stops: _Stops, earlier: _Stops) -> bool:
    return stops.entries is earlier.entries and stops.starts == earlier.starts


def _merged(ours: _Line, theirs: _Line) -> tuple[Side, Side]:
    """One pass down both rooms: each height is taken by the left entry, the right one, or both."""
    at, is_head, is_timed = ours
    other_at, other_is_head, _ = theirs
    count, other_count = len(at), len(other_at)
    slots: list[int | None] = []
    other_slots: list[int | None] = []
    heights: list[int] = []
    other_heights: list[int] = []
    i = j = height = following = 0
    while i < count and j < other_count:
        mine, other = at[i], other_at[j]
        if mine // _TOGETHER == other // _TOGETHER:
            takes_left = is_head[i] >= other_is_head[j]
            takes_right = other_is_head[j] >= is_head[i]
        elif mine > other:
            takes_left, takes_right = False, True
        else:
            following = is_timed.find(1, max(following, i + 1))
            is_running = following < 0 or other < at[following]
            takes_left, takes_right = True, is_running and not is_head[i]
        slots.append(i if takes_left else None)
        other_slots.append(j if takes_right else None)
        if takes_left:
            heights.append(height)
            i += 1
        if takes_right:
            other_heights.append(height)
            j += 1
        height += 1
    _append_rest(slots, heights, other_slots, range(i, count))
    _append_rest(other_slots, other_heights, slots, range(j, other_count))
    return Side(slots, heights), Side(other_slots, other_heights)


def _append_rest(
    slots: list[int | None], heights: list[int], other: list[int | None], rest: range
) -> None:
    """What one room has below the other's end."""
    heights.extend(range(len(slots), len(slots) + len(rest)))
    slots.extend(rest)
    other.extend([None] * len(rest))


def _in_time(stops: _Stops) -> _Line:
    """Each entry's place in time; one without a time stays with the last."""
    starts, heads = stops.starts, stops.entries.heads
    raw: list[Instant | None] = []
    is_head = bytearray(len(stops.entries))
    done = 0
    for n, head in enumerate(heads):
        raw += starts[done : head.above]
        done = head.above
        is_head[len(raw)] = 1
        lower = (heads[k].above for k in range(n + 1, len(heads)))
        below = next((above for above in lower if above > head.above), len(starts))
        raw.append(next(filter(None, starts[head.above : below]), None))
    raw += starts[done:]
    is_timed = bytearray([start is not None for start in raw])
    for n, head in enumerate(heads):
        is_timed[head.above + n] = 0
    return _Line(list(accumulate([start or 0 for start in raw], max)), is_head, is_timed)
