"""What of a rule's figures ran before the show or on other programmes, as somebody entered it."""

from __future__ import annotations

from producer_app.core.budget import RuleState, WindowState
from producer_app.core.show import Method
from producer_app.present.budget_sentences import amount
from producer_app.present.titles import in_order
from producer_app.present.words import Words

_BY_NUMBER = frozenset({Method.LEAST_COUNT, Method.MOST_COUNT})
_BY_TIME = frozenset(
    {
        *(Method.CLOCK_HOUR, Method.FIXED_WINDOW, Method.WINDOW_AVERAGE, Method.DAY_SHARE),
        *(Method.WEEK_SHARE, Method.PROGRAMME_TABLE, Method.LEAST_SHARE),
    }
)


def elsewhere_in(state: RuleState, window: WindowState | None) -> int:
    """What of a window's figures did not run in this show, in the rule's unit: 0 in every window
    but the first, which alone can begin before the show."""
    if window is None or not state.windows or window is not state.windows[0]:
        return 0
    rule = state.rule
    if rule.method in _BY_NUMBER:
        return rule.count_elsewhere
    return rule.used_elsewhere if rule.method in _BY_TIME else 0


def elsewhere_text(state: RuleState, say: Words) -> str:
    """Of which 9:30 ran elsewhere: and the rule's note; empty where nothing did."""
    used = elsewhere_in(state, state.window)
    if not used:
        return ""
    note = in_order(state.rule.note, state.rule.note_alt, say)[0]
    key = "budget.elsewhere_noted" if note else "budget.elsewhere"
    return say.say(key, time=amount(used, state.unit), note=note)
