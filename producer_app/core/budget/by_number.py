"""Rules that ask for a least or a most by number or share: public service, throws in an hour."""

from __future__ import annotations

from dataclasses import replace

from producer_app.core.budget.aired import Aired, headed
from producer_app.core.budget.ledger import Excess, Ledger, ledger_of
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
    return _least(state, aired, replace(window, is_least=True, is_whole=is_whole))


def least_share(state: RuleState, aired: Aired) -> RuleState:
    """At least such a share of the commercial time in the window; ``airtime`` is the commercial
    time elsewhere, ``used_elsewhere`` what was there of this."""
    rule = state.rule
    bounds = fixed_window(aired.show, rule) or own_window(aired.times, aired.show, rule)
    if bounds is None:
        return state
    start, end = bounds
    commercial = ledger_of(aired.airtime, rule.against).between(start, end) + (rule.airtime or 0)
    limit = share_of(commercial, rule.limit_permille or 0)
    window = aired.window(start, end, limit, rule.used_elsewhere)
    is_whole = rule.used_elsewhere > 0 or is_covered(aired.times, start, end)
    return _least(state, aired, replace(window, is_least=True, is_whole=is_whole))


def most_count(state: RuleState, aired: Aired) -> RuleState:
    """At most so many of them in each clock hour."""
    rule, limit = state.rule, state.rule.limit_count or 0
    windows: list[WindowState] = []
    excess: Excess | None = None
    ledgers = (aired.planned, aired.projected)
    for start, end in hours_on_air(aired.times, ledgers, zone_of(aired.show, rule)):
        elsewhere = 0 if windows else rule.count_elsewhere
        windows.append(_numbered(aired, start, end, limit, elsewhere))
        spots = aired.projected.starting(start, end)
        if excess is None and len(spots) + elsewhere > limit:
            first = spots[max(0, limit - elsewhere)] if spots else None
            excess = Excess(None, start) if first is None else Excess(first.segment, first.start)
    return headed(replace(state, windows=tuple(windows), first_break=excess), aired)


def _least(state: RuleState, aired: Aired, window: WindowState) -> RuleState:
    excess = Excess(None, window.end) if window.left < 0 else None
    return headed(replace(state, windows=(window,), first_break=excess), aired)


def _numbered(
    aired: Aired, start: Instant, end: Instant, limit: int, elsewhere: int
) -> WindowState:
    def number(ledger: Ledger, until: Instant) -> int:
        return len(ledger.starting(start, until)) + elsewhere

    now = Instant(min(end, max(start, aired.now))) if aired.is_running else start
    return WindowState(
        start=start,
        end=end,
        limit=limit,
        spent=number(aired.projected, now),
        planned=number(aired.planned, end),
        projected=number(aired.projected, end),
    )
