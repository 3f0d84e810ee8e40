"""What an edit does to the ad rules, told before it is made."""

from __future__ import annotations

from collections.abc import Generator
from dataclasses import dataclass

from producer_app.core.budget.counting import Budget, budget_in_steps
from producer_app.core.budget.spots import Excess
from producer_app.core.budget.state import RuleState
from producer_app.core.edits import Edit
from producer_app.core.show import AdRule, Show
from producer_app.core.steps import finished
from producer_app.core.timing import Projection, plan_times, project


@dataclass(frozen=True, slots=True, kw_only=True)
class Effect:
    """One rule before and after an edit; ``left`` is None where it has no limit."""

    rule: AdRule
    before: RuleState
    after: RuleState

    @property
    def change(self) -> int | None:
        """What the edit adds to what is left: negative when it uses some up."""
        if self.before.left is None or self.after.left is None:
            return None
        return self.after.left - self.before.left

    @property
    def breaks(self) -> bool:
        """True when the rule held before and does not afterwards."""
        return self.after.is_broken and not self.before.is_broken

    @property
    def mends(self) -> bool:
        """True when the rule was broken before and holds afterwards."""
        return self.before.is_broken and not self.after.is_broken

    @property
    def at(self) -> Excess | None:
        """Where it is broken afterwards."""
        return self.after.first_break


def after_edit(projection: Projection, edit: Edit) -> Projection:
    """The projection as it would be with that edit; Refused when it cannot be."""
    return after_show(projection, edit.apply(projection.show))


def after_show(projection: Projection, show: Show) -> Projection:
    """The projection as it would be with that plan."""
    plan = plan_times(show, projection.plan)
    return project(plan, projection.run, projection.now, projection, projection.published)


def effects(before: Budget, after: Budget) -> tuple[Effect, ...]:
    """Each rule that stands in both, in order."""
    known = {state.rule.id: state for state in before.states}
    return tuple(
        Effect(rule=state.rule, before=known[state.rule.id], after=state)
        for state in after.states
        if state.rule.id in known
    )


def effects_of(projection: Projection, budget: Budget, edit: Edit) -> tuple[Effect, ...]:
    """What that edit would do to every rule; Refused when it cannot be."""
    return finished(effects_in_steps(projection, budget, edit))


def effects_in_steps(
    projection: Projection, budget: Budget, edit: Edit
) -> Generator[None, None, tuple[Effect, ...]]:
    """The same in steps."""
    plan = plan_times(edit.apply(projection.show), projection.plan)
    yield
    then = project(plan, projection.run, projection.now, projection, projection.published)
    yield
    after = yield from budget_in_steps(then, budget)
    return effects(budget, after)
