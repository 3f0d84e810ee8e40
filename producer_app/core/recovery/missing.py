"""Which hard times are missed: reached too late, or so early that somebody has to fill."""

from __future__ import annotations

from producer_app.core.show import Segment
from producer_app.core.timebase import SECOND, Millis
from producer_app.core.timing import HardKind, HardTime, RoomTimes

BREATH = Millis(10 * SECOND)
"""Nobody needs to fill a gap up to this: a breath, a bumper, a bell."""


def misses(times: RoomTimes) -> tuple[HardTime, ...]:
    """The hard times that the room misses as things stand, in order.

    Late from a second on. Early from more than a breath on, once no unknown length can use the
    time up; a gap that the plan has, with somebody named to fill it, is missed once it grows.
    """
    return tuple(hard for hard in times.hards if is_late(hard) or is_early(times, hard))


def is_late(hard: HardTime) -> bool:
    """True when it is reached a second late or more."""
    return hard.over is not None and hard.over >= SECOND


def is_early(times: RoomTimes, hard: HardTime) -> bool:
    """True when there is time to fill before it that nobody has planned for."""
    if hard.over is None or not hard.is_firm:
        return False
    return -hard.over > BREATH + _meant(times, hard)


def _meant(times: RoomTimes, hard: HardTime) -> int:
    """The gap that the plan has there on purpose: somebody is named to fill it."""
    if hard.kind is not HardKind.START or not _segment(times, hard).filled_by:
        return 0
    slack = times.plan.slack_at(hard.place)
    return 0 if slack is None else max(0, -slack)


def _segment(times: RoomTimes, hard: HardTime) -> Segment:
    return times.plan.segments[hard.place]
