"""How a rule of the ad budget stands, and which of its windows one has to look at."""

from __future__ import annotations

from enum import StrEnum

from producer_app.core.budget import RuleState, Unit, WindowState
from producer_app.core.show import Method

CLOSE_SHARE = 0.9
"""The share of a limit in time from which on it is called close."""

MOST_COUNTED = frozenset({Method.BREAKS_PER_LENGTH, Method.MOST_COUNT})
"""Methods that allow so many, by number."""

BREAKS = frozenset({Method.LONGEST_BREAK, Method.UNINTERRUPTED, Method.DISTANCE})
"""Methods whose windows are breaks and not stretches of the clock."""

LONG = frozenset({Method.DAY_SHARE, Method.WEEK_SHARE})
"""Methods whose window is longer than any evening."""


class BudgetLevel(StrEnum):
    """How a rule stands, the worst last: a token for the eye, never the only signal."""

    UNKNOWN = "unknown"
    WITHIN = "within"
    CLOSE = "close"
    OVER = "over"
    """Broken: over a limit, or short of what must be."""

    @property
    def badness(self) -> int:
        """0 for the best, more for each that is worse."""
        return _WORST_LAST.index(self)


_WORST_LAST = tuple(BudgetLevel)


def level_of(state: RuleState) -> BudgetLevel:
    """How the whole rule stands: as its worst window does."""
    if state.limit is None:
        return BudgetLevel.UNKNOWN
    if state.first_break is not None:
        return BudgetLevel.OVER
    if state.unknown_ads and not state.is_least:
        return BudgetLevel.CLOSE
    if not state.windows:
        return _standing(state.unit, state.projected, state.limit, is_least=state.is_least)
    levels = (window_level(state, window) for window in state.windows)
    return max(levels, key=lambda level: level.badness)


def window_level(state: RuleState, window: WindowState) -> BudgetLevel:
    """How one window of the rule stands."""
    return _standing(state.unit, window.projected, window.limit, is_least=window.is_least)


def broken_window(state: RuleState) -> WindowState | None:
    """The window in which the rule is first broken; None where none is, or it has no windows."""
    broken = [window for window in state.windows if window.left < 0]
    at = None if state.first_break is None else state.first_break.at
    around = [w for w in broken if at is not None and w.start <= at < w.end]
    if around:
        return min(around, key=lambda window: window.end - window.start)
    return broken[0] if broken else None


def shown_window(state: RuleState) -> WindowState | None:
    """The window one has to know of: the first that is broken, or else the one that now is in, or
    else the tightest."""
    return broken_window(state) or state.window


def missing(state: RuleState) -> int:
    """By how much the rule is broken where it is first broken; 0 where it holds, or is broken by
    something that is no amount."""
    if state.first_break is None:
        return 0
    window = broken_window(state)
    left = state.left if window is None else window.left
    return max(0, -(left or 0))


def time_left(state: RuleState) -> int | None:
    """The advertising that may still be added under the rule where it holds; None for rules that
    are about something else, and for those that allow none at all."""
    window = shown_window(state)
    limit, left = state.limit, state.left
    if window is not None:
        limit, left = window.limit, window.left
    return None if state.is_least or state.unit is Unit.COUNT or not limit else left


def pressure(state: RuleState) -> float:
    """How much of its limit is used: 1 when all of it, more when it is broken; 0 for rules that
    hold or do not and know no nearly."""
    window = shown_window(state)
    limit, projected = state.limit, state.projected
    if window is not None:
        limit, projected = window.limit, window.projected
    if limit is None:
        return 0.0
    if state.first_break is not None:
        return 1.0 + missing(state) / max(1, limit)
    if state.is_least or state.unit is Unit.COUNT:
        return 0.0
    return projected / limit if limit else 0.0


def _standing(unit: Unit, projected: int, limit: int, *, is_least: bool) -> BudgetLevel:
    if (projected < limit) if is_least else (projected > limit):
        return BudgetLevel.OVER
    has_nearly = unit is Unit.TIME and not is_least
    if has_nearly and projected and projected >= limit * CLOSE_SHARE:
        return BudgetLevel.CLOSE
    return BudgetLevel.WITHIN
