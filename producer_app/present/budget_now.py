"""What a rule holds at this very moment where its windows are about another one."""

from __future__ import annotations

from producer_app.core.budget import Budget, RuleState
from producer_app.core.budget.counting import aired_under
from producer_app.core.show import Method
from producer_app.core.timebase import HOUR
from producer_app.core.timing import Projection
from producer_app.present.budget_breaks import now_of
from producer_app.present.budget_sentences import amount, left_text
from producer_app.present.words import Words, duration


def now_text(state: RuleState, projection: Projection, budget: Budget, say: Words) -> str:
    """In a run, what the window behind now holds of a rule whose window slides, and what is left
    of it: Now 8:50 left · 3:10 in the last 1:00:00. Empty for every other rule."""
    now, limit = now_of(projection), state.limit
    if state.rule.method is not Method.ROLLING_WINDOW or now is None or limit is None:
        return ""
    length = state.rule.window_length or HOUR
    used = aired_under(state.rule, projection, budget).projected.between(now - length, now)
    return say.say(
        "budget.now_behind",
        used=amount(used, state.unit),
        time=duration(length),
        left=left_text(state, limit - used, say),
    )
