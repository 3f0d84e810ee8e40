"""Rules that ask for a least or a most by number or share: public service, throws in an hour."""

from __future__ import annotations

from producer_app.core.budget.aired import Aired, headed
from producer_app.core.budget.spots import Excess, Spot
from producer_app.core.budget.state import RuleState, WindowState
from producer_app.core.budget.windows import (
    fixed_window,
    hours_on_air,
    is_covered,
    own_window,
    share_of,
    zone_of,
)
from producer_app.core.timebase import Instant


def least_count(state: RuleState, aired: Aired) -> RuleState:
    """At least so many of them in the window."""
    rule, bounds = state.rule, own_window(aired.times, aired.show, state.rule)
    if bounds is None:
        return state
    window = _numbered(aired, *bounds, rule.limit_count or 0, rule.count_elsewhere)
    is_whole = rule.count_elsewhere > 0 or is_covered(aired.times, *bounds)
    return _least(state, aired, window._replace(is_least=True, is_whole=is_whole))


def least_share(state: RuleState, aired: Aired) -> RuleState:
    """At least such a share of the commercial time in the window; ``airtime`` is the commercial
    time elsewhere, ``used_elsewhere`` what was there of this."""
    rule = state.rule
    bounds = fixed_window(aired.show, rule) or own_window(aired.times, aired.show, rule)
    if bounds is None:
        return state
    start, end = bounds
    commercial = aired.room.projected_ledger(rule.against).held(start, end) + (rule.airtime or 0)
    limit = share_of(commercial, rule.limit_permille or 0)
    elsewhere = rule.used_elsewhere
    is_whole = elsewhere > 0 or is_covered(aired.times, start, end)
    window = aired.window(start, end, limit, elsewhere, is_whole=is_whole, is_least=True)
    return _least(state, aired, window)


def most_count(state: RuleState, aired: Aired) -> RuleState:
    """At most so many of them in each clock hour."""
    rule, limit = state.rule, state.rule.limit_count or 0
    ledgers, elsewhere = (aired.planned, aired.projected), rule.count_elsewhere
    hours = hours_on_air(aired.times, ledgers, zone_of(aired.show, rule))
    planned, projected = aired.planned.numbers_in(hours), aired.projected.numbers_in(hours)
    windows: list[WindowState] = []
    excess: Excess | None = None
    for (start, end), was, whole in zip(hours, planned, projected, strict=True):
        spent = _begun(aired, start, end, whole) + elsewhere
        windows.append(WindowState(start, end, limit, spent, was + elsewhere, whole + elsewhere))
        if excess is None and windows[-1].left < 0:
            excess = _too_many(aired.projected.starting(start, end), start, limit - elsewhere)
        elsewhere = 0
    return headed(state._replace(windows=tuple(windows), first_break=excess), aired)


def _begun(aired: Aired, start: Instant, end: Instant, whole: int) -> int:
    """How many of those that start in a window have started."""
    if not aired.is_running or aired.now <= start:
        return 0
    return whole if aired.now >= end else aired.projected.number_starting(start, aired.now)


def _too_many(spots: tuple[Spot, ...], start: Instant, limit: int) -> Excess:
    """The first one too many; nothing that is there where there were too many before."""
    if not spots:
        return Excess(None, start)
    first = spots[max(0, limit)]
    return Excess(first.segment, first.start)


def _least(state: RuleState, aired: Aired, window: WindowState) -> RuleState:
    excess = Excess(None, window.end) if window.left < 0 else None
    return headed(state._replace(windows=(window,), first_break=excess), aired)


def _numbered(
    aired: Aired, start: Instant, end: Instant, limit: int, elsewhere: int
) -> WindowState:
    planned = aired.planned.number_starting(start, end)
    projected = aired.projected.number_starting(start, end)
    spent = _begun(aired, start, end, projected)
    figures = spent + elsewhere, planned + elsewhere, projected + elsewhere
    return WindowState(start, end, limit, *figures)
