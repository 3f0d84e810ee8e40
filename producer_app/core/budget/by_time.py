"""Rules that cap advertising time in a window: hours, fixed and sliding windows, shares."""

from __future__ import annotations

from collections.abc import Iterable

from producer_app.core.budget.aired import Aired, Verdict, headed
from producer_app.core.budget.spots import Bounds, Excess
from producer_app.core.budget.state import RuleState, WindowState
from producer_app.core.budget.windows import (
    channel_time,
    covered,
    fixed_window,
    hours_in,
    hours_on_air,
    is_covered,
    programme,
    share_of,
    zone_of,
)
from producer_app.core.show import AdRule, Method
from producer_app.core.timebase import HOUR, Instant, Millis, WallTime, local_time

_DAY = Millis(24 * HOUR)
_WEEK = Millis(7 * _DAY)


def ratio(state: RuleState, aired: Aired) -> RuleState:
    """Advertising against performance, over the whole show."""
    limit = share_of(aired.projected.performance, state.rule.limit_permille or 0)
    return state._replace(
        limit=limit,
        planned_performance=aired.planned.performance,
        performance=aired.projected.performance,
        first_break=aired.projected.excess(limit),
        unknown_performance=aired.projected.unknown_performance,
    )


def clock_hour(state: RuleState, aired: Aired) -> RuleState:
    """Each clock hour of the channel; with carry, what one leaves unused adds to the next."""
    rule, spare = state.rule, 0
    limit, carries = rule.limit or 0, rule.carries
    base: int = rule.used_elsewhere
    ledgers = (aired.planned, aired.projected)
    hours = hours_on_air(aired.times, ledgers, zone_of(aired.show, rule))
    windows: list[WindowState] = []
    told = zip(aired.hours(hours), covered(aired.times, hours), strict=True)
    for (start, end, spent, was, projected), is_whole in told:
        is_known = is_whole or base > 0
        used = spent + base, was + base, projected + base
        windows.append(WindowState(start, end, limit + spare, *used, is_known))
        spare = max(0, windows[-1].left) if carries else 0
        base = 0
    return _judged(state, aired, windows)


def fixed(state: RuleState, aired: Aired) -> RuleState:
    """One window that stands still, with a limit in time or as a share of its length."""
    bounds = fixed_window(aired.show, state.rule)
    if bounds is None:
        return state
    limit = _limit_of(state.rule, bounds)
    return _judged(state, aired, [_window(aired, bounds, limit, state.rule.used_elsewhere)])


def average(state: RuleState, aired: Aired) -> RuleState:
    """So much per hour over a window on average, and no more than so much in any one hour."""
    rule, bounds = state.rule, fixed_window(aired.show, state.rule)
    if bounds is None:
        return state
    whole = int((rule.limit or 0) * hours_in(bounds))
    windows = [_window(aired, bounds, whole, rule.used_elsewhere)]
    if rule.hour_max is not None:
        start, end = bounds
        hours = ((Instant(at), Instant(min(at + HOUR, end))) for at in range(start, end, HOUR))
        windows += [_window(aired, hour, rule.hour_max, 0) for hour in hours]
    return _judged(state, aired, windows)


def long_share(state: RuleState, aired: Aired) -> RuleState:
    """A share of the channel's day or week, with what ran elsewhere as somebody entered it."""
    rule, is_week = state.rule, state.rule.method is Method.WEEK_SHARE
    airtime = rule.airtime or (_WEEK if is_week else _DAY)
    permille = rule.limit_permille
    limit = (rule.limit or 0) if permille is None else share_of(airtime, permille)
    bounds = _week_of(aired, rule) if is_week else _day_of(aired, rule)
    elsewhere = rule.used_elsewhere
    return _judged(state, aired, [aired.window(*bounds, limit, elsewhere, is_whole=elsewhere > 0)])


def programme_table(state: RuleState, aired: Aired) -> RuleState:
    """So much for a programme of that scheduled length, by a table; beyond it pro rata."""
    bounds = programme(aired.times)
    if bounds is None:
        return state
    limit = _by_table(state.rule.lengths, bounds[1] - bounds[0])
    return _judged(state, aired, [aired.window(*bounds, limit, state.rule.used_elsewhere)])


def rolling(state: RuleState, aired: Aired) -> RuleState:
    """The fullest window of the evening alone; what was used elsewhere has no place in it."""
    rule = state.rule
    length, limit = rule.window_length or HOUR, rule.limit or 0
    start = aired.projected.fullest(length)
    start = aired.times.plan.on_air if start is None else start
    if start is None:
        return _noting_unplaced(state, aired)
    window = _stretch(aired, start, Instant(start + length), limit)
    is_over = window.projected > limit
    first = aired.projected.rolling_excess(length, limit) if is_over else None
    return _told(state, aired, (window,), first)


def _stretch(aired: Aired, start: Instant, end: Instant, limit: int) -> WindowState:
    """A window that stands somewhere else each time."""
    until = min(end, max(start, aired.now)) if aired.is_running else start
    return WindowState(
        start=start,
        end=end,
        limit=limit,
        spent=aired.projected.between(start, until),
        planned=aired.planned.between(start, end),
        projected=aired.projected.between(start, end),
    )


def _window(aired: Aired, bounds: Bounds, limit: int, base: int) -> WindowState:
    start, end = bounds
    is_whole = base > 0 or is_covered(aired.times, start, end)
    return aired.window(start, end, limit, base, is_whole=is_whole)


def _judged(state: RuleState, aired: Aired, windows: Iterable[WindowState]) -> RuleState:
    return _told(state, aired, *_first_broken(aired, tuple(windows)))


def _told(
    state: RuleState, aired: Aired, windows: tuple[WindowState, ...], first: Excess | None
) -> RuleState:
    noted = _noting_unplaced(state, aired)
    return headed(noted._replace(windows=windows, first_break=first), aired)


def _first_broken(aired: Aired, windows: tuple[WindowState, ...]) -> Verdict:
    first: Excess | None = None
    for window in windows:
        start, end = window.start, window.end
        is_earlier = first is None or first.at is None or start < first.at
        if window.projected > window.limit and is_earlier:
            elsewhere = window.projected - aired.projected.held(start, end)
            found = aired.projected.excess_between(start, end, window.limit - elsewhere)
            found = found or Excess(None, start)
            if first is None or (found.at or 0) < (first.at or 0):
                first = found
    return windows, first


def _noting_unplaced(state: RuleState, aired: Aired) -> RuleState:
    unplaced = aired.projected.unplaced
    return state._replace(unknown_ads=state.unknown_ads + unplaced) if unplaced else state


def _limit_of(rule: AdRule, bounds: Bounds) -> int:
    if rule.limit is not None:
        return rule.limit
    return share_of(bounds[1] - bounds[0], rule.limit_permille or 0)


def _day_of(aired: Aired, rule: AdRule) -> Bounds:
    """The channel's day: from its first hour, midnight where none is named, for 24 hours."""
    start = channel_time(aired.show, rule, rule.window_from or WallTime(0))
    return start, Instant(start + _DAY)


def _week_of(aired: Aired, rule: AdRule) -> Bounds:
    """The channel's week, from Monday."""
    start, _ = _day_of(aired, rule)
    monday = start - local_time(start, zone_of(aired.show, rule)).weekday() * _DAY
    return Instant(monday), Instant(monday + _WEEK)


def _by_table(table: tuple[tuple[Millis, Millis], ...], length: int) -> int:
    for up_to, limit in table:
        if length <= up_to:
            return limit
    if not table or not table[-1][0]:
        return 0
    up_to, limit = table[-1]
    return limit * length // up_to
