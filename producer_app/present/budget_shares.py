"""A rule's figures held against what they are a part of: as shares in words and as a gauge."""

from __future__ import annotations

from dataclasses import dataclass

from producer_app.core.budget import RuleState, Unit
from producer_app.core.show import Method
from producer_app.present.budget_levels import BREAKS
from producer_app.present.words import Words

BEYOND = 2.0
"""How far a gauge goes where nothing at all is allowed and there is something."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Bar:
    """A gauge: fractions of the limit, 1 at the limit, more when over. ``projected`` includes
    what is spent."""

    spent: float
    planned: float
    projected: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Shares:
    """A rule's figures as shares of what they are held against: 2.1 %, empty where unknown."""

    spent: str
    planned: str
    projected: str
    limit: str


def bar_of(limit: int | None, spent: int, planned: int, projected: int) -> Bar:
    """The amounts as fractions of the limit; all or nothing where there is no limit, and beyond
    it where the limit is nothing."""

    def share(amount: int) -> float:
        if limit:
            return amount / limit
        if amount <= 0:
            return 0.0
        return 1.0 if limit is None else BEYOND

    return Bar(spent=share(spent), planned=share(planned), projected=share(projected))


def shares_of(state: RuleState, say: Words) -> Shares:
    """Advertising against performance for a ratio, against the window's length for the rest."""
    is_of_time = state.unit is Unit.TIME and not state.is_least
    if state.limit is None or not is_of_time or state.rule.method in BREAKS:
        return Shares(spent="", planned="", projected="", limit="")
    if state.rule.method is Method.SHOW_RATIO:
        planned_whole: int = state.planned_performance
        whole: int = state.performance
        limit = (state.rule.limit_permille or 0) / 1000
    elif state.window is not None:
        planned_whole = whole = state.window.end - state.window.start
        limit = state.window.limit / whole
    else:
        return Shares(spent="", planned="", projected="", limit="")

    def share(amount: int, of: int) -> str:
        return _percent(amount / of, say) if of else ""

    return Shares(
        spent=share(state.spent, whole),
        planned=share(state.planned, planned_whole),
        projected=share(state.projected, whole),
        limit=_percent(limit, say),
    )


def _percent(share: float, say: Words) -> str:
    return say.say("budget.percent", number=f"{round(share * 100, 1):g}")
