"""The windows that rules count in: clock hours, fixed windows, days and weeks of a channel."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta
from functools import lru_cache
from itertools import pairwise

from producer_app.core.budget.ledger import Ledger
from producer_app.core.budget.spots import Bounds
from producer_app.core.show import AdRule, Show
from producer_app.core.timebase import HOUR, Instant, Millis, WallTime, is_zone, local_time, resolve
from producer_app.core.timing import RoomTimes

_MOST_HOURS = 24 * 10
_MOST_KEPT = 256


def zone_of(show: Show, rule: AdRule) -> str:
    """The zone that the rule's hours are counted in: its channel's, or else the show's, as where
    the channel's is none."""
    outputs = show.room(rule.room).outputs
    own = next((output.zone for output in outputs if output.name == rule.output), "")
    return own if own and is_zone(own) else show.zone


def channel_time(show: Show, rule: AdRule, wall: WallTime) -> Instant:
    """The moment of a show-day time on the clock of the rule's channel, on the day on which the
    show goes on air there: by another zone that may be the day before or after the show's."""
    zone = zone_of(show, rule)
    date = show.date
    on_air = show.room_on_air(show.room(rule.room)) if zone != show.zone else None
    if on_air is not None:
        date += local_time(on_air, zone).date() - local_time(on_air, show.zone).date()
    return resolve(date, wall, zone)


def clock_hours(first: Instant, last: Instant, zone: str) -> tuple[Bounds, ...]:
    """The clock hours of a zone, from the one that ``first`` lies in until ``last``; ten days at
    most."""
    start = _hour_of(first, zone)
    return _hours_from(start, min(_MOST_HOURS, max(1, -((start - last) // HOUR))))


@lru_cache(maxsize=_MOST_KEPT)
def _hour_of(at: Instant, zone: str) -> Instant:
    """When the clock hour began that the moment is in."""
    local = local_time(at, zone)
    into = timedelta(minutes=local.minute, seconds=local.second, microseconds=local.microsecond)
    return Instant(at - into // timedelta(milliseconds=1))


@lru_cache(maxsize=_MOST_KEPT)
def _hours_from(start: Instant, count: int) -> tuple[Bounds, ...]:
    edges = [Instant(start + number * HOUR) for number in range(count + 1)]
    return tuple(pairwise(edges))


def hours_on_air(times: RoomTimes, ledgers: Iterable[Ledger], zone: str) -> tuple[Bounds, ...]:
    """The clock hours that the room is on the air in, planned or projected."""
    plan = times.plan
    moments = [at for at in (plan.on_air, plan.end, times.end) if at is not None]
    for ledger in ledgers:
        moments += ledger.span or ()
    return clock_hours(min(moments), max(moments), zone) if moments else ()


def fixed_window(show: Show, rule: AdRule) -> Bounds | None:
    """The rule's own window on its channel's clock; None where it has none or it is empty."""
    if rule.window_from is None or rule.window_to is None or rule.window_to <= rule.window_from:
        return None
    return channel_time(show, rule, rule.window_from), channel_time(show, rule, rule.window_to)


def own_window(times: RoomTimes, show: Show, rule: AdRule) -> Bounds | None:
    """The rule's own window, or else the whole time that the room is planned on the air."""
    fixed = fixed_window(show, rule)
    if fixed is not None:
        return fixed
    return None if rule.window_from is not None else programme(times)


def programme(times: RoomTimes) -> Bounds | None:
    """The room's programme as it is scheduled: on air until its hard out, or its planned end."""
    start, end = times.plan.on_air, times.plan.hard_out
    end = times.plan.end if end is None else end
    return None if start is None or end is None or end <= start else (start, end)


def covered(times: RoomTimes, windows: Iterable[Bounds]) -> list[bool]:
    """Of each of these windows, whether the room is on the air for the whole of it."""
    on_air, until = times.plan.on_air, times.end
    if on_air is None or until is None:
        return [False for _ in windows]
    return [on_air <= start and end <= until for start, end in windows]


def is_covered(times: RoomTimes, start: Instant, end: Instant) -> bool:
    """True when the room is on the air for the whole of that window."""
    on_air, until = times.plan.on_air, times.end
    return on_air is not None and until is not None and on_air <= start and end <= until


def hours_in(bounds: Bounds) -> float:
    """How many hours a window has."""
    return (bounds[1] - bounds[0]) / HOUR


def share_of(length: int, permille: int) -> Millis:
    """So many thousandths of a length, rounded down."""
    return Millis(length * permille // 1000)
