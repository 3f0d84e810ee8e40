"""A warning with enough time to act: what the night does to a rule that the plan kept."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from producer_app.core.budget import Budget, RuleState
from producer_app.core.show import AdRuleId, Show
from producer_app.core.timebase import MINUTE, Instant
from producer_app.core.timing import Projection
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


@dataclass(frozen=True, slots=True, kw_only=True)
class Threat:
    """A rule that the plan kept and the night does not, or hardly; ``by`` is what is over or
    missing, 0 while it holds."""

    state: RuleState
    level: BudgetLevel
    by: int


Said = Mapping[AdRuleId, Threat]
"""What was said of each rule, while it stands."""


def threats(budget: Budget, planned: Budget) -> tuple[Threat, ...]:
    """Rules that stand worse than they do in the plan, the worst first."""
    levels = {state.rule.id: level_of(state) for state in planned.states}
    found = [
        Threat(state=state, level=level, by=missing(state))
        for state in budget.states
        if (level := level_of(state)) in (BudgetLevel.CLOSE, BudgetLevel.OVER)
        and level.badness > levels.get(state.rule.id, BudgetLevel.UNKNOWN).badness
    ]
    return tuple(sorted(found, key=lambda threat: (-threat.level.badness, _when(threat))))


def news(found: tuple[Threat, ...], said: Said) -> tuple[Threat | None, Said]:
    """The threat that is to be said now, None where all was said; and what is said then.

    A rule is said once, and again where it comes from close to broken or is broken by a minute
    more. What was mended is forgotten, and said anew when it comes back.
    """
    kept = {t.state.rule.id: said[t.state.rule.id] for t in found if t.state.rule.id in said}
    fresh = [threat for threat in found if _is_news(threat, kept.get(threat.state.rule.id))]
    kept.update((threat.state.rule.id, threat) for threat in fresh)
    return (fresh[0] if fresh else None), kept


def warning_text(threat: Threat, projection: Projection, say: Words) -> str:
    """The rule, by how much, at which segment and in how long, as one line."""
    state, show = threat.state, projection.show
    name = rule_named(state.rule, say)
    if threat.level is BudgetLevel.CLOSE:
        return say.say("budget.warn_close", rule=name, left=_close_text(state, show, say))
    figure, word = verdict(state, say)
    broken = broken_text(state, show, say)
    at = None if state.first_break is None else state.first_break.at
    when = _countdown(at, projection.now, say)
    key = "budget.warn_broken" if when else "budget.warn_broken_now"
    amount = say.say("budget.warn_amount", figure=figure, word=word) if figure else word
    return say.say(key, rule=name, amount=amount, where=broken, when=when)


def countdown_to(rule: RuleView, projection: Projection, say: Words) -> str:
    """How far away the moment is at which the rule breaks: in 12:00; empty before a run, and
    where it is past."""
    run = projection.run
    if rule.broken_at is None or run is None or run.ended is not None:
        return ""
    return _countdown(rule.broken_at, projection.now, say)


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


def _close_text(state: RuleState, show: Show, say: Words) -> str:
    """What is left in the window that is nearly used up, and which one that is."""
    near = [w for w in state.windows if window_level(state, w) is BudgetLevel.CLOSE]
    window = min(near, key=lambda w: w.left, default=None) or broken_window(state)
    left = state.left if window is None else window.left
    parts = left_text(state, left, say), window_words(show, state, window, say)
    return say.say("budget.warn_left", left=parts[0], window=parts[1])
