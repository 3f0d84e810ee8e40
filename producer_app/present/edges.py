"""When the next figure on the screen turns: each has a second of its own, counted from its own
beginning, and changes at its edge."""

from __future__ import annotations

from collections.abc import Iterator

from producer_app.core.handoff import GONE, State
from producer_app.core.timebase import SECOND, Instant, Millis
from producer_app.core.timing import Projection, RoomTimes, over_under

_ROUNDING = Millis(SECOND // 2 - 1)
"""OVER and UNDER are rounded to the nearest second; on the half itself either is right."""

_TOGETHER = 8
"""Edges that are no further apart turn together, on the last of them: a frame is 17 ms."""

_OUT = GONE | {State.LIVE}


def next_edge(projection: Projection) -> Millis:
    """Milliseconds from the projection's moment until the next figure turns, 1 to 1008.

    A figure is the time of day, a countdown, an OVER or UNDER; those that stand still have no
    edge.
    """
    now, rooms = projection.now, projection.rooms.values()
    edges = [SECOND - now % SECOND, *_of_visits(projection)]
    is_any_moving = any(_is_moving(times, now) for times in rooms)
    for times in rooms:
        edges += _of_room(times, now)
        if _is_moving(times, now) or (is_any_moving and times.waits):
            edges += _of_standing(times, projection)
    first = min(edges)
    return Millis(max(edge for edge in edges if edge - first <= _TOGETHER))


def _of_room(times: RoomTimes, now: Instant) -> Iterator[int]:
    """The countdowns: of what is on air, or to the first GO; and to the next hard time."""
    take = times.on_air
    if take is not None and take.held_since is None:
        left = times.left(now)
        yield _counts_down(-take.elapsed(now) if left is None else left)
    elif take is None and times.plan.on_air is not None:
        yield _counts_down(times.plan.on_air - now)
    if times.next_hard is not None:
        yield _counts_down(times.next_hard.at - now)


def _of_standing(times: RoomTimes, projection: Projection) -> Iterator[int]:
    """OVER and UNDER, which grow while the room holds up what is to come."""
    stand = over_under(times, projection.published)
    hards = (hard.over for hard in (stand.next_hard, stand.out) if hard is not None)
    for over in (*hards, stand.published, stand.since_start):
        if over is not None:
            yield SECOND - (over + _ROUNDING) % SECOND


def _of_visits(projection: Projection) -> Iterator[int]:
    """The clocks of those who are away, counted from their GO."""
    for line in projection.run.lines.values() if projection.run else ():
        if line.state in _OUT and line.went is not None:
            yield _counts_down(line.went - projection.now)


def _counts_down(left: int) -> int:
    """Time until a countdown of that much turns; past its end it counts up on the same edge."""
    return left % SECOND or SECOND


def _is_moving(times: RoomTimes, now: Instant) -> bool:
    """True while every moment moves on what is to come: held, over, or not gone on."""
    if times.run is None or times.run.ended is not None:
        return False
    is_held = times.on_air is not None and times.on_air.held_since is not None
    return is_held or (times.free_at is not None and times.free_at <= now)
