"""What ran elsewhere is told in words, and is spent on the curve."""

from __future__ import annotations

import pytest

from producer_app.core.budget import budget_of
from producer_app.core.show import Method
from producer_app.present.budget_curve import curve_view
from producer_app.present.words import words
from tests.builders import minutes
from tests.present.budgets import a_rule, an_evening, planned, rule_of


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "of which 1:00 ran elsewhere: The news."),
        ("zh", "其中 1:00 非本场所播：新闻。"),
    ],
)
def test_what_ran_elsewhere_is_said_with_the_note(language: str, text: str) -> None:
    notes = {"note": "The news.", "note_alt": "新闻。"}
    show = an_evening(a_rule(Method.FIXED_WINDOW, used_elsewhere=minutes(1), **notes))
    assert rule_of(planned(show), language).elsewhere == text


def test_it_is_said_by_number_and_without_a_note_too() -> None:
    show = an_evening(a_rule(Method.LEAST_COUNT, count_elsewhere=2))
    assert rule_of(planned(show)).elsewhere == "of which 2 ran elsewhere"


@pytest.mark.parametrize("method", [Method.FIXED_WINDOW, Method.ROLLING_WINDOW])
def test_nothing_is_said_where_no_figure_holds_any(method: Method) -> None:
    used = minutes(1 if method is Method.ROLLING_WINDOW else 0)
    show = an_evening(a_rule(method, used_elsewhere=used))
    assert rule_of(planned(show)).elsewhere == ""


def test_the_curve_knows_what_of_it_ran_elsewhere_in_the_first_window_alone() -> None:
    rule = a_rule(Method.CLOCK_HOUR, used_elsewhere=minutes(1))
    projection = planned(an_evening(rule, on_air="20:30"))
    budget = budget_of(projection)
    view = curve_view(projection, budget, budget.states[0], words("en"))
    assert [part.elsewhere for part in view.parts] == [minutes(1), 0]
