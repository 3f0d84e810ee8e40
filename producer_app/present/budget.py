"""The ad budget as it is shown: every rule, the worst first, and every sponsor."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from operator import is_
from typing import overload

from producer_app.core.budget import Budget, RuleState, budget_of, sponsor_states
from producer_app.core.show import AdRuleId, Show
from producer_app.core.timebase import Instant
from producer_app.core.timing import Projection
from producer_app.present.budget_breaks import is_past, now_of, told_state
from producer_app.present.budget_levels import BudgetLevel, level_of, pressure, time_left
from producer_app.present.budget_rule import RuleView, rule_view
from producer_app.present.budget_sponsors import SponsorView, sponsor_view
from producer_app.present.words import Words

_JOINT = " · "

_COUNTED = (BudgetLevel.OVER, BudgetLevel.CLOSE, BudgetLevel.UNKNOWN, BudgetLevel.WITHIN)


class RuleViews(Sequence[RuleView]):
    """Rules in words, each put into them when somebody looks at it."""

    def __init__(
        self,
        show: Show,
        states: tuple[RuleState, ...],
        say: Words,
        now: Instant | None,
        earlier: RuleViews | None,
    ) -> None:
        self.states = states
        self._show, self._say, self._now = show, say, now
        self._known: dict[int, RuleView] = {}
        if earlier is not None and earlier.is_about(show, say):
            kept = {id(state) for state in states}
            self._known = {key: view for key, view in earlier._known.items() if key in kept}

    def state(self, key: AdRuleId) -> RuleState:
        """What that rule's words are about; KeyError where it is none of these."""
        return {state.rule.id: state for state in self.states}[key]

    def __len__(self) -> int:
        return len(self.states)

    def __iter__(self) -> Iterator[RuleView]:
        return map(self._view, self.states)

    @overload
    def __getitem__(self, place: int) -> RuleView: ...
    @overload
    def __getitem__(self, place: slice) -> Sequence[RuleView]: ...
    def __getitem__(self, place: int | slice) -> RuleView | Sequence[RuleView]:
        if isinstance(place, slice):
            return [self._view(state) for state in self.states[place]]
        return self._view(self.states[place])

    def _view(self, state: RuleState) -> RuleView:
        key = id(state)
        if key not in self._known:
            self._known[key] = rule_view(self._show, state, self._say, self._now)
        return self._known[key]

    def is_about(self, show: Show, say: Words) -> bool:
        """True when they are of that show and in that language."""
        return self._show is show and self._say is say


@dataclass(frozen=True, slots=True, kw_only=True)
class BudgetView:
    """The whole ad budget, the worst rule first."""

    level: BudgetLevel
    level_word: str
    """Of all advertising: ADS FINE, AD RULE WILL BREAK."""
    rules: RuleViews
    breaks_at: Instant | None
    """When the worst rule is going to be broken; None where it holds, or is broken already."""
    summary: str
    """All 12 rules hold; or 1 not kept · 2 close · 9 hold."""
    given: tuple[RuleState, ...]
    """What it was made of."""

    @property
    def worst(self) -> RuleView | None:
        """The rule to show where there is room for one only; None where there is no rule."""
        return self.rules[0] if self.rules else None

    def rule(self, key: AdRuleId | None) -> RuleView | None:
        """That rule; None where it is none of these."""
        places = (n for n, state in enumerate(self.rules.states) if state.rule.id == key)
        place = next(places, None)
        return None if place is None else self.rules[place]


def budget_view(
    projection: Projection,
    say: Words,
    budget: Budget | None = None,
    earlier: BudgetView | None = None,
) -> BudgetView:
    """The ad budget of a show as it stands; ``budget`` where it is worked out already. What has
    not changed since ``earlier`` is not put into words again."""
    budget = budget or budget_of(projection)
    states, now = budget.states, now_of(projection)
    is_alike = earlier is not None and earlier.rules.is_about(projection.show, say)
    if earlier is not None and is_alike and are_same(states, earlier.given):
        is_told = earlier.breaks_at is None or now is None or now < earlier.breaks_at
        if is_told:
            return earlier
    told = (told_state(state, projection, budget) for state in states)
    ordered = tuple(sorted(told, key=lambda state: _rank(state, now), reverse=True))
    known = None if earlier is None else earlier.rules
    rules = RuleViews(projection.show, ordered, say, now, known)
    level = level_of(ordered[0]) if ordered else BudgetLevel.UNKNOWN
    breaks_at = _breaks_at(ordered, now)
    return BudgetView(
        level=level,
        level_word=say.say(f"budget.ads_{level if breaks_at is None else 'ahead'}"),
        breaks_at=breaks_at,
        rules=rules,
        summary=_summary(ordered, say),
        given=states,
    )


def are_same(states: tuple[RuleState, ...], others: tuple[RuleState, ...]) -> bool:
    """True when they are the very same states: nothing has happened to any rule."""
    return len(states) == len(others) and all(map(is_, states, others))


def sponsor_views(projection: Projection, say: Words) -> tuple[SponsorView, ...]:
    """Every sponsor against their contract."""
    states = sponsor_states(projection)
    return tuple(sponsor_view(state, projection.show, say) for state in states)


def _breaks_at(ordered: tuple[RuleState, ...], now: Instant | None) -> Instant | None:
    """When the worst rule is going to be broken; None where it holds, or is broken already."""
    broken = ordered[0].first_break if ordered else None
    at = None if broken is None else broken.at
    return None if at is None or (now is not None and at <= now) else at


def _rank(state: RuleState, now: Instant | None) -> tuple[int, bool, bool, float]:
    """Higher is worse; what is past comes behind what can still be helped. While nothing is
    broken the rule that leaves the least time comes first: no more than that may be added."""
    level = level_of(state)
    left, has_time = time_left(state), level is not BudgetLevel.OVER
    is_counted = has_time and left is not None
    weight = -float(left) if has_time and left is not None else pressure(state)
    return level.badness, not is_past(state, now), is_counted, weight


def _summary(states: tuple[RuleState, ...], say: Words) -> str:
    counts = Counter(map(level_of, states))
    if states and counts[BudgetLevel.WITHIN] == len(states):
        key = "budget.all_hold" if len(states) > 1 else "budget.one_holds"
        return say.say(key, count=len(states))
    return _JOINT.join(
        say.say(f"budget.count_{level}", count=counts[level]) for level in _COUNTED if counts[level]
    )
