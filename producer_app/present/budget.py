"""The ad budget as it is shown: every rule, the worst first, and every sponsor."""

from __future__ import annotations

from dataclasses import dataclass

from producer_app.core.budget import Budget, RuleState, budget_of, sponsor_states
from producer_app.core.show import AdRuleId, Show
from producer_app.core.timing import Projection
from producer_app.present.budget_levels import BudgetLevel
from producer_app.present.budget_rule import RuleView, level_word, rule_view
from producer_app.present.budget_sponsors import SponsorView, sponsor_view
from producer_app.present.words import Words

_JOINT = " · "

_COUNTED = (BudgetLevel.OVER, BudgetLevel.CLOSE, BudgetLevel.UNKNOWN, BudgetLevel.WITHIN)


@dataclass(frozen=True, slots=True, kw_only=True)
class BudgetView:
    """The whole ad budget, the worst rule first."""

    level: BudgetLevel
    level_word: str
    rules: tuple[RuleView, ...]
    summary: str
    """All 12 rules hold; or 1 broken · 2 close · 9 hold."""
    show: Show
    language: str
    told: tuple[tuple[RuleState, RuleView], ...]
    """What each view was made of, to be kept while it stands."""

    @property
    def worst(self) -> RuleView | None:
        """The rule to show where there is room for one only; None where there is no rule."""
        return self.rules[0] if self.rules else None

    def rule(self, key: AdRuleId | None) -> RuleView | None:
        """That rule; None where it is none of these."""
        return next((rule for rule in self.rules if rule.id == key), None)

    def state(self, key: AdRuleId) -> RuleState:
        """What the view of that rule was made of; KeyError where it is none of these."""
        return {view.id: state for state, view in self.told}[key]


def budget_view(
    projection: Projection,
    say: Words,
    budget: Budget | None = None,
    earlier: BudgetView | None = None,
) -> BudgetView:
    """The ad budget of a show as it stands; ``budget`` where it is worked out already. What has
    not changed since ``earlier`` is not put into words again."""
    budget = budget or budget_of(projection)
    known = {} if earlier is None else _known(earlier, projection.show, say)
    told = tuple(
        (state, known.get(id(state)) or rule_view(projection.show, state, say))
        for state in budget.states
    )
    if earlier is not None and _is_same(told, earlier, projection.show):
        return earlier
    rules = tuple(sorted((view for _, view in told), key=lambda view: view.rank, reverse=True))
    worst = rules[0] if rules else None
    level = BudgetLevel.UNKNOWN if worst is None else worst.level
    is_least = worst is not None and worst.is_least and level is BudgetLevel.OVER
    return BudgetView(
        level=level,
        level_word=level_word(level, say, is_least=is_least),
        rules=rules,
        summary=_summary(rules, say),
        show=projection.show,
        language=say.language,
        told=told,
    )


def sponsor_views(projection: Projection, say: Words) -> tuple[SponsorView, ...]:
    """Every sponsor against their contract."""
    states = sponsor_states(projection)
    return tuple(sponsor_view(state, projection.show, say) for state in states)


def _known(earlier: BudgetView, show: Show, say: Words) -> dict[int, RuleView]:
    """The views that still stand, by what they were made of."""
    if earlier.show is not show or earlier.language != say.language:
        return {}
    return {id(state): view for state, view in earlier.told}


def _is_same(told: tuple[tuple[RuleState, RuleView], ...], earlier: BudgetView, show: Show) -> bool:
    is_alike = earlier.show is show and len(told) == len(earlier.told)
    return is_alike and all(a[1] is b[1] for a, b in zip(told, earlier.told, strict=True))


def _summary(rules: tuple[RuleView, ...], say: Words) -> str:
    counts = {level: sum(rule.level is level for rule in rules) for level in _COUNTED}
    if rules and counts[BudgetLevel.WITHIN] == len(rules):
        return say.say(
            "budget.all_hold" if len(rules) > 1 else "budget.one_holds", count=len(rules)
        )
    return _JOINT.join(
        say.say(f"budget.count_{level}", count=count) for level, count in counts.items() if count
    )
