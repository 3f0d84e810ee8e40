"""What a rule holds at this very moment where its windows are about another one."""

from __future__ import annotations

from dataclasses import dataclass

from producer_app.core.budget import Budget, RuleState
from producer_app.core.budget.counting import aired_under
from producer_app.core.show import Method
from producer_app.core.timebase import HOUR
from producer_app.core.timing import Projection
from producer_app.present.budget_breaks import now_of
from producer_app.present.budget_levels import BREAKS, shown_window
from producer_app.present.budget_sentences import amount, left_text, moment
from producer_app.present.words import Words, duration


@dataclass(frozen=True, slots=True, kw_only=True)
class Away:
    """The window that a rule's figures are about, where that is not the one that now is in."""

    name: str
    """In 21:47:25–22:47:25:"""
    is_ahead: bool
    """True while it has not begun: nothing of it can be spent."""


def away_from_now(state: RuleState, projection: Projection, say: Words) -> Away | None:
    """In a run, the window of the verdict on a rule where it is not about now; a window that
    slides is about now at no other moment than its end. None everywhere else."""
    now, window, method = now_of(projection), shown_window(state), state.rule.method
    if now is None or window is None:
        return None
    if method is not Method.ROLLING_WINDOW and window.start <= now < window.end:
        return None
    show = projection.show
    start, end = moment(window.start, show, say), moment(window.end, show, say)
    key = "budget.break_at" if method in BREAKS else "budget.between"
    name = say.say(key, start=start, end=end, time=start)
    return Away(name=say.say("budget.in_window", window=name), is_ahead=now < window.start)


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
