"""Advertising held against what was promised: every rule's windows, and what is left of them.

Planned is what the plan adds up to, spent what has been on the air, projected spent plus all that
is still to come. ``left`` is limit minus projected: negative is over.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from producer_app.core.airtime import (
    Airtime,
    gathered,
    planned_stretches,
    stretches_ahead,
    stretches_so_far,
)
from producer_app.core.show import AdRule, Kind, Method, RoomId
from producer_app.core.timebase import HOUR, Instant, Millis
from producer_app.core.timing import Projection, RoomTimes
from producer_app.core.windows import (
    Break,
    clock_hours,
    first_excess,
    fullest_window,
    inside,
    rolling_excess,
    time_in,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class WindowState:
    """One window of a rule. ``is_whole`` is false where the room is on the air for only a part of
    it and nobody has said what ran in the rest, which then counts as nothing."""

    start: Instant
    end: Instant
    limit: Millis
    spent: Millis
    planned: Millis
    projected: Millis
    is_whole: bool = True

    @property
    def left(self) -> Millis:
        """Limit minus projected; negative is over."""
        return Millis(self.limit - self.projected)


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleState:
    """A rule as it stands. The figures are those of ``window``: the one that ``now`` is in, or
    else the tightest; for a ratio they are the whole show's.

    ``limit`` and ``left`` are None when the rule lacks a number it needs, or has no place in time.
    ``performance`` is what a ratio is held against, planned and projected (zero for other rules).
    ``unknown_ads`` count as nothing in all sums, so with them projected is "at least".
    """

    rule: AdRule
    windows: tuple[WindowState, ...] = ()
    window: WindowState | None = None
    spent: Millis = Millis(0)
    planned: Millis = Millis(0)
    projected: Millis = Millis(0)
    limit: Millis | None = None
    planned_performance: Millis = Millis(0)
    performance: Millis = Millis(0)
    first_break: Break | None = None
    unknown_ads: int = 0
    unknown_performance: int = 0

    @property
    def left(self) -> Millis | None:
        """Limit minus projected; negative is over."""
        return None if self.limit is None else Millis(self.limit - self.projected)

    @property
    def tightest(self) -> WindowState | None:
        """The window with the least left; None for a ratio."""
        return min(self.windows, key=lambda window: window.left, default=None)


@dataclass(frozen=True, slots=True)
class _Sums:
    planned: Airtime
    so_far: Airtime
    ahead: Airtime
    projected: Airtime


def evaluate(rule: AdRule, projection: Projection) -> RuleState:
    """Where one rule stands at the projection's ``now``; KeyError when its room does not exist."""
    times = projection.rooms[rule.room]
    return _evaluate(rule, projection, _sums(times, rule.counts, projection.now))


def rule_states(projection: Projection) -> tuple[RuleState, ...]:
    """Where every rule of the show stands, in order; rooms and kinds are summed up only once."""
    known: dict[tuple[RoomId, frozenset[Kind]], _Sums] = {}
    states: list[RuleState] = []
    for rule in projection.show.ad_rules:
        times = projection.rooms.get(rule.room)
        if times is None:
            continue
        key = (rule.room, rule.counts)
        if key not in known:
            known[key] = _sums(times, rule.counts, projection.now)
        states.append(_evaluate(rule, projection, known[key]))
    return tuple(states)


def is_complete(rule: AdRule) -> bool:
    """True when the rule has every number that its method needs."""
    if rule.method is Method.SHOW_RATIO:
        return rule.limit_permille is not None
    if rule.method is Method.FIXED_WINDOW:
        window = (rule.window_from, rule.window_to)
        if window[0] is None or window[1] is None or window[1] <= window[0]:
            return False
    return rule.limit is not None


def _sums(times: RoomTimes, counts: frozenset[Kind], now: Instant) -> _Sums:
    planned = gathered(planned_stretches(times.plan), counts)
    so_far = gathered(stretches_so_far(times, now), counts)
    ahead = gathered(stretches_ahead(times, now), counts)
    return _Sums(planned, so_far, ahead, so_far.then(ahead))


def _evaluate(rule: AdRule, projection: Projection, sums: _Sums) -> RuleState:
    whole_show = RuleState(
        rule=rule,
        spent=sums.so_far.advertising,
        planned=sums.planned.advertising,
        projected=sums.projected.advertising,
        unknown_ads=sums.ahead.unknown_ads,
    )
    if not is_complete(rule):
        return whole_show
    if rule.method is Method.SHOW_RATIO:
        return _ratio(whole_show, sums)
    if rule.method is Method.ROLLING_WINDOW:
        windows, first_break = _rolling(rule, projection, sums)
    else:
        windows, first_break = _standing(rule, projection, sums)
    unplaced = sum(spot.start is None for spot in sums.ahead.spots)
    state = replace(
        whole_show,
        windows=windows,
        first_break=first_break,
        unknown_ads=whole_show.unknown_ads + unplaced,
    )
    return _headed(state, projection)


def _ratio(whole_show: RuleState, sums: _Sums) -> RuleState:
    projected = sums.projected
    limit = Millis(projected.performance * (whole_show.rule.limit_permille or 0) // 1000)
    return replace(
        whole_show,
        limit=limit,
        planned_performance=sums.planned.performance,
        performance=projected.performance,
        first_break=first_excess(projected.spots, limit),
        unknown_performance=projected.unknown_performance,
    )


_Windows = tuple[tuple[WindowState, ...], Break | None]


def _standing(rule: AdRule, projection: Projection, sums: _Sums) -> _Windows:
    """The windows that stand still; what was used elsewhere counts in the first."""
    times, limit = projection.rooms[rule.room], rule.limit or Millis(0)
    if rule.method is Method.CLOCK_HOUR:
        bounds = _hours(times, sums, projection.show.zone)
    else:
        bounds = _fixed_bounds(rule, projection)
    windows: list[WindowState] = []
    first_break: Break | None = None
    for start, end in bounds:
        base = Millis(0) if windows else rule.used_elsewhere
        window = _window(start, end, limit, base, sums)
        if window.left < 0 and first_break is None:
            ads = inside(sums.projected.spots, start, end)
            first_break = first_excess(ads, limit - base) or Break(None, start)
        is_whole = bool(base) or _is_covered(times, start, end)
        windows.append(replace(window, is_whole=is_whole))
    return tuple(windows), first_break


def _rolling(rule: AdRule, projection: Projection, sums: _Sums) -> _Windows:
    """The fullest window of the evening alone; what was used elsewhere has no place in it."""
    length, limit = rule.window_length or HOUR, rule.limit or Millis(0)
    start = fullest_window(sums.projected.spots, length)
    if start is None:
        start = projection.rooms[rule.room].plan.on_air
    if start is None:
        return (), None
    window = _window(start, Instant(start + length), limit, Millis(0), sums)
    return (window,), rolling_excess(sums.projected.spots, length, limit)


def _headed(state: RuleState, projection: Projection) -> RuleState:
    """The state with the figures of the window that ``now`` is in, or else of the tightest."""
    now = None if projection.run is None else projection.now
    present = (w for w in state.windows if now is not None and w.start <= now < w.end)
    window = next(present, state.tightest)
    if window is None:
        return state
    return replace(
        state,
        window=window,
        spent=window.spent,
        planned=window.planned,
        projected=window.projected,
        limit=window.limit,
    )


def _window(start: Instant, end: Instant, limit: Millis, base: Millis, sums: _Sums) -> WindowState:
    spent = time_in(sums.so_far.spots, start, end) + base
    return WindowState(
        start=start,
        end=end,
        limit=limit,
        spent=Millis(spent),
        planned=Millis(time_in(sums.planned.spots, start, end) + base),
        projected=Millis(spent + time_in(sums.ahead.spots, start, end)),
    )


def _is_covered(times: RoomTimes, start: Instant, end: Instant) -> bool:
    on_air, until = times.plan.on_air, times.end
    return on_air is not None and until is not None and on_air <= start and end <= until


def _fixed_bounds(rule: AdRule, projection: Projection) -> tuple[tuple[Instant, Instant], ...]:
    if rule.window_from is None or rule.window_to is None:
        return ()
    show = projection.show
    return ((show.instant(rule.window_from), show.instant(rule.window_to)),)


def _hours(times: RoomTimes, sums: _Sums, zone: str) -> tuple[tuple[Instant, Instant], ...]:
    """The clock hours that the room is on the air in, planned or projected."""
    plan = times.plan
    moments = [at for at in (plan.on_air, plan.end, times.end) if at is not None]
    for start, length in ((s.start, s.length) for s in sums.planned.spots + sums.projected.spots):
        if start is not None:
            moments += (start, Instant(start + length))
    return clock_hours(min(moments), max(moments), zone) if moments else ()
