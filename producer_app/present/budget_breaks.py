"""Which break of a rule is to be told: the first one, or in a run the first one still ahead."""

from __future__ import annotations

from producer_app.core.budget import Budget, Excess, RuleState, WindowState
from producer_app.core.budget.aired import Aired
from producer_app.core.budget.counting import aired_under
from producer_app.core.show import Method
from producer_app.core.timebase import Instant
from producer_app.core.timing import Projection
from producer_app.present.budget_levels import BREAKS, broken_window


def now_of(projection: Projection) -> Instant | None:
    """The moment of a run that is on; None where nothing runs, and nothing is past."""
    run = projection.run
    return None if run is None or run.ended is not None else projection.now


def is_past(state: RuleState, now: Instant | None) -> bool:
    """True when what it breaks is over, and nobody can do anything about it any more."""
    window, broken = broken_window(state), state.first_break
    if now is None or broken is None or broken.at is None or window is None:
        return False
    return broken.at <= now and window.end <= now


def told_state(state: RuleState, projection: Projection, budget: Budget) -> RuleState:
    """The state with the break that is to be told as its first one: once that is past, the next
    one, where there is one."""
    now = now_of(projection)
    if now is None or not is_past(state, now):
        return state
    ahead = [w for w in state.windows if w.left < 0 and w.end > now]
    if not ahead:
        return state
    window = min(ahead, key=lambda one: (one.start, one.end))
    aired = aired_under(state.rule, projection, budget)
    return state._replace(first_break=_excess_in(state, window, aired))


def _excess_in(state: RuleState, window: WindowState, aired: Aired) -> Excess:
    """Where one window of a rule is broken."""
    ledger, nowhere = aired.projected, Excess(None, window.start)
    if state.rule.method in BREAKS:
        stop = next((stop for stop in ledger.stops if stop.start == window.start), None)
        if stop is None:
            return nowhere
        passed = (
            None if window.is_least else ledger.first_excess(ledger.spots_of(stop), window.limit)
        )
        return passed or Excess(stop.segment, stop.start)
    if state.rule.method is Method.MOST_COUNT:
        spots = ledger.starting(window.start, window.end)
        place = max(0, window.limit - (window.projected - len(spots)))
        return Excess(spots[place].segment, spots[place].start) if spots else nowhere
    elsewhere = window.projected - ledger.between(window.start, window.end)
    return ledger.excess_between(window.start, window.end, window.limit - elsewhere) or nowhere
