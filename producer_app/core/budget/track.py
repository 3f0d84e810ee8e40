"""A rule along the rundown: what is used and what is left of it once each segment is over."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from producer_app.core.budget.aired import Aired
from producer_app.core.budget.counting import Budget, aired_under
from producer_app.core.budget.state import RuleState, WindowState
from producer_app.core.budget.stretches import projected_stretches
from producer_app.core.show import Method, SegmentId
from producer_app.core.timebase import HOUR, Instant
from producer_app.core.timing import Projection


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """A rule when one segment is over: ``used`` and ``limit`` of the window it starts in."""

    used: int
    limit: int
    is_first_break: bool = False
    """The rule is first broken by this segment."""

    @property
    def left(self) -> int:
        """Limit minus used; negative is over."""
        return self.limit - self.used


_BY_WINDOW = frozenset(
    {
        *(Method.CLOCK_HOUR, Method.FIXED_WINDOW, Method.WINDOW_AVERAGE),
        *(Method.DAY_SHARE, Method.WEEK_SHARE, Method.PROGRAMME_TABLE),
    }
)


def track(projection: Projection, budget: Budget, state: RuleState) -> Mapping[SegmentId, Mark]:
    """The rule at every segment that has a time; nothing for rules about breaks and numbers,
    which have no running sum."""
    aired = aired_under(state.rule, projection, budget)
    broken = None if state.first_break is None else state.first_break.segment
    found: dict[SegmentId, Mark] = {}
    for stretch in projected_stretches(aired.times, aired.now):
        if stretch.start is None:
            continue
        end = Instant(stretch.start + (stretch.length or 0))
        mark = _mark(state, aired, stretch.start, end)
        if mark is not None:
            is_first = stretch.segment == broken
            found[stretch.segment] = Mark(used=mark[0], limit=mark[1], is_first_break=is_first)
    return found


def _mark(state: RuleState, aired: Aired, start: Instant, end: Instant) -> tuple[int, int] | None:
    rule, ledger = state.rule, aired.projected
    if state.limit is None:
        return None
    if rule.method is Method.SHOW_RATIO:
        return ledger.until(end), state.limit
    if rule.method is Method.ROLLING_WINDOW:
        return ledger.between(end - (rule.window_length or HOUR), end), state.limit
    if rule.method not in _BY_WINDOW:
        return None
    window = _window_at(state, start)
    if window is None:
        return None
    elsewhere = window.projected - ledger.between(window.start, window.end)
    return elsewhere + ledger.between(window.start, min(end, window.end)), window.limit


def _window_at(state: RuleState, at: Instant) -> WindowState | None:
    """The shortest window that the moment is in."""
    around = (window for window in state.windows if window.start <= at < window.end)
    return min(around, key=lambda window: window.end - window.start, default=None)
