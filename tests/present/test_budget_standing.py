"""How advertising stands in all, in one word and one figure."""

from __future__ import annotations

from producer_app.core.show import AdRuleId, Kind, Method
from producer_app.core.timebase import Millis
from producer_app.present.budget import budget_view
from producer_app.present.words import words
from tests.builders import minutes
from tests.present.budgets import a_rule, an_evening, planned, running


def test_while_all_holds_the_rule_that_leaves_the_least_time_is_the_one_to_show() -> None:
    full = a_rule(Method.CLOCK_HOUR, limit=minutes(10), id=AdRuleId("full"))
    little = a_rule(Method.ROLLING_WINDOW, limit=minutes(7), id=AdRuleId("little"))
    none = a_rule(
        Method.CLOCK_HOUR, limit=Millis(0), id=AdRuleId("none"), counts=frozenset({Kind.SHOP_THROW})
    )

    view = budget_view(planned(an_evening(full, none, little)), words("en"))

    assert [rule.verdict for rule in view.rules] == ["3:20", "4:20", "0:00"]
    assert (view.level_word, view.worst and view.worst.id) == ("ADS FINE", "little")


def test_a_rule_that_will_break_is_broken_from_the_moment_on_at_which_it_does() -> None:
    show = an_evening(a_rule(Method.CLOCK_HOUR, limit=minutes(2)))
    words_of = []
    view = None
    for now in ("20:09", "20:11", "20:12:01", "20:20"):
        gone = ("20:00", "20:10") if now >= "20:10" else ("20:00",)
        view = budget_view(running(show, now, *gone), words("en"), earlier=view)
        words_of.append(view.level_word)

    assert words_of == ["AD RULE WILL BREAK"] * 2 + ["AD RULE BROKEN"] * 2
