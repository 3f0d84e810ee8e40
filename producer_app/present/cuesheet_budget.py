"""Column 17 of the master sheet: what a segment counts as advertising, and what its window leaves.

Of several rules the one with the least left speaks, by its number in the list at the end.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from producer_app.core.budget import Budget, RuleState, Unit, budget_of
from producer_app.core.budget.track import track
from producer_app.core.show import RoomId, SegmentId
from producer_app.core.timing import Projection
from producer_app.present.budget_levels import BudgetLevel
from producer_app.present.budget_rule import rule_view
from producer_app.present.cuesheet_text import Pair, Tongues
from producer_app.present.words import duration


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleLine:
    """An ad rule of the room by its number: planned, limit, and what the plan leaves in words."""

    number: int
    title: Pair
    planned: str
    limit: str
    left: Pair
    is_over: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class AdLeft:
    """What is left once a segment is over, of the rule with that number."""

    rule: int
    left: Pair
    is_over: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class RoomBudget:
    """The ad rules of one room as planned: their lines, and what is left at each segment."""

    rules: tuple[RuleLine, ...]
    left: Mapping[SegmentId, AdLeft]


def room_budgets(planned: Projection, tongues: Tongues) -> Mapping[RoomId, RoomBudget]:
    """The rules of every room that have a limit; ``planned`` is the plan before any run."""
    budget = budget_of(planned)
    found = {}
    for room in planned.show.rooms:
        states = [s for s in budget.states if s.rule.room == room.id and s.limit is not None]
        lines = (_rule(n, state, planned, tongues) for n, state in enumerate(states, 1))
        left = _left(planned, budget, states, tongues)
        found[room.id] = RoomBudget(rules=tuple(lines), left=left)
    return found


def _rule(number: int, state: RuleState, planned: Projection, tongues: Tongues) -> RuleLine:
    view = rule_view(planned.show, state, tongues.first)
    return RuleLine(
        number=number,
        title=tongues.own(state.rule.title, state.rule.title_alt),
        planned=view.projected,
        limit=view.limit,
        left=tongues.each(lambda words: rule_view(planned.show, state, words).left),
        is_over=view.level is BudgetLevel.OVER,
    )


def _left(
    planned: Projection, budget: Budget, states: list[RuleState], tongues: Tongues
) -> Mapping[SegmentId, AdLeft]:
    """The least that any rule with a sum leaves behind each segment; a rule that allows nothing
    and gets nothing has nothing to say."""
    least: dict[SegmentId, tuple[int, int]] = {}
    for number, state in enumerate(states, 1):
        if state.unit is Unit.TIME:
            for segment, mark in track(planned, budget, state).items():
                known = least.get(segment)
                is_kept_nothing = mark.limit == 0 and mark.left == 0
                if not is_kept_nothing and (known is None or mark.left < known[0]):
                    least[segment] = (mark.left, number)
    return {key: _told(left, number, tongues) for key, (left, number) in least.items()}


def _told(left: int, number: int, tongues: Tongues) -> AdLeft:
    said = Pair(duration(left)) if left >= 0 else tongues.say("words.over", time=duration(-left))
    return AdLeft(rule=number, left=said, is_over=left < 0)
