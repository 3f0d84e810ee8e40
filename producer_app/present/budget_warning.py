"""A warning with enough time to act: what the night does to a rule that the plan kept."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from producer_app.core.budget import Budget, RuleState, WindowState
from producer_app.core.show import AdRuleId, Show
from producer_app.core.timebase import MINUTE, Instant
from producer_app.core.timing import Projection
from producer_app.present.budget_breaks import is_past, now_of, told_state
from producer_app.present.budget_levels import (
    BudgetLevel,
    broken_window,
    level_of,
    missing,
    window_level,
)
from producer_app.present.budget_rule import RuleView, rule_named, window_words
from producer_app.present.budget_sentences import broken_text, left_text, verdict
from producer_app.present.words import Words, duration

WORSE = int(MINUTE)
"""By how many milliseconds a rule has to be broken further to be said again."""


Key = tuple[AdRuleId, int]
"""A rule, and when the window began that it is about."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Threat:
    """A rule that the plan kept and the night does not, or hardly; ``window`` is the one that it
    is about, ``by`` what is over or missing, 0 while it holds."""

    state: RuleState
    level: BudgetLevel
    window: WindowState | None
    by: int

    @property
    def key(self) -> Key:
        return self.state.rule.id, 0 if self.window is None else self.window.start


Said = Mapping[Key, Threat]
"""What was said, while it stands."""


def threats(projection: Projection, budget: Budget, planned: Budget) -> tuple[Threat, ...]:
    """Rules that stand worse than they do in the plan where something can still be done about
    it, the worst first; ``planned`` is the budget of the plan alone."""
    now, plans = now_of(projection), {state.rule.id: state for state in planned.states}
    found = []
    for state in budget.states:
        told = told_state(state, projection, budget)
        plan = plans.get(state.rule.id)
        if plan is not None and not is_past(told, now):
            threat = _threat(told, plan, now)
            if threat is not None:
                found.append(threat)
    return tuple(sorted(found, key=lambda threat: (-threat.level.badness, _when(threat))))


def news(found: tuple[Threat, ...], said: Said) -> tuple[Threat | None, Said]:
    """The threat that is to be said now, None where all was said; and what is said then.

    A rule is said once, and again where it comes from close to broken or is broken by a minute
    more. What was mended is forgotten, and said anew when it comes back.
    """
    kept = {threat.key: said[threat.key] for threat in found if threat.key in said}
    fresh = [threat for threat in found if _is_news(threat, kept.get(threat.key))]
    kept.update((threat.key, threat) for threat in fresh)
    return (fresh[0] if fresh else None), kept


def warning_text(threat: Threat, projection: Projection, say: Words) -> str:
    """The rule, by how much, at which segment and in how long, as one line."""
    state, show = threat.state, projection.show
    name = rule_named(state.rule, say)
    if threat.level is BudgetLevel.CLOSE:
        return say.say("budget.warn_close", rule=name, left=_close_text(threat, show, say))
    figure, word = verdict(state, say)
    broken = broken_text(state, show, say, projection.now)
    at = None if state.first_break is None else state.first_break.at
    when = _countdown(at, projection.now, say)
    key = "budget.warn_broken" if when else "budget.warn_broken_now"
    amount = say.say("budget.warn_amount", figure=figure, word=word) if figure else word
    return say.say(key, rule=name, amount=amount, where=broken, when=when)


def countdown_to(rule: RuleView, projection: Projection, say: Words) -> str:
    """How far away the moment is at which the rule breaks: in 12:00; empty before a run, and
    where it is past."""
    now = now_of(projection)
    return "" if now is None else _countdown(rule.broken_at, now, say)


def _countdown(at: Instant | None, now: Instant, say: Words) -> str:
    if at is None or at <= now:
        return ""
    return say.say("budget.in_time", time=duration(at - now))


def _is_news(threat: Threat, before: Threat | None) -> bool:
    if before is None:
        return True
    return threat.level.badness > before.level.badness or threat.by >= before.by + WORSE


def _when(threat: Threat) -> int:
    broken = threat.state.first_break
    return 0 if broken is None or broken.at is None else broken.at


def _threat(state: RuleState, plan: RuleState, now: Instant | None) -> Threat | None:
    level = level_of(state)
    if level is BudgetLevel.OVER:
        window = broken_window(state)
    elif level is BudgetLevel.CLOSE:
        near = [w for w in state.windows if window_level(state, w) is level and w.end > (now or 0)]
        window = min(near, key=lambda w: w.left, default=None)
        if window is None and state.windows:
            return None
    else:
        return None
    if level.badness <= _planned_level(plan, window).badness:
        return None
    return Threat(state=state, level=level, window=window, by=missing(state))


def _planned_level(plan: RuleState, window: WindowState | None) -> BudgetLevel:
    """How the same window stands in the plan; the whole rule where the plan has none such."""
    same = (w for w in plan.windows if window is not None and w.start == window.start)
    known = next(same, None)
    return level_of(plan) if known is None else window_level(plan, known)


def _close_text(threat: Threat, show: Show, say: Words) -> str:
    """What is left in the window that is nearly used up, and which one that is."""
    state, window = threat.state, threat.window
    left = state.left if window is None else window.left
    parts = left_text(state, left, say), window_words(show, state, window, say)
    return say.say("budget.warn_left", left=parts[0], window=parts[1])
