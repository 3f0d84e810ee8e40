"""What a rule whose window slides holds at this very moment."""

from __future__ import annotations

import pytest

from producer_app.core.budget import budget_of
from producer_app.core.show import Method
from producer_app.core.timing import Projection
from producer_app.present.budget_now import Away, away_from_now, now_text
from producer_app.present.words import words
from tests.present.budgets import a_rule, an_evening, planned, running

GONE = ("20:00", "20:10", "20:13:40", "20:23:40", "20:24:10", "20:32:10", "20:40:10")


def said(projection: Projection, language: str = "en") -> str:
    budget = budget_of(projection)
    (state,) = budget.states
    return now_text(state, projection, budget, words(language))


@pytest.mark.parametrize(
    ("now", "text"),
    [
        ("20:09", "Now 4:00 left · 0:00 in the last 30:00"),
        ("20:11", "Now 3:00 left · 1:00 in the last 30:00"),
        ("20:20", "Now 0:20 left · 3:40 in the last 30:00"),
        ("20:42:10", "Now 0:30 left · 3:30 in the last 30:00"),
    ],
)
def test_a_sliding_window_says_what_it_holds_now_and_what_is_left_of_it(
    now: str, text: str
) -> None:
    show = an_evening(a_rule(Method.ROLLING_WINDOW))
    past = tuple(time for time in GONE if time <= now)
    assert said(running(show, now, *past)) == text


def test_too_much_at_this_moment_is_over() -> None:
    show = an_evening(a_rule(Method.ROLLING_WINDOW, limit=180_000))
    told = said(running(show, "20:20", "20:00", "20:10", "20:13:40"))
    assert told == "Now OVER 0:40 · 3:40 in the last 30:00"


def test_it_says_so_in_chinese() -> None:
    show = an_evening(a_rule(Method.ROLLING_WINDOW))
    told = said(running(show, "20:11", "20:00", "20:10"), "zh")
    assert told.endswith(" · 最近 30:00 内 1:00")


def test_before_a_run_there_is_no_now() -> None:
    assert said(planned(an_evening(a_rule(Method.ROLLING_WINDOW)))) == ""


@pytest.mark.parametrize("method", [m for m in Method if m is not Method.ROLLING_WINDOW])
def test_every_other_rule_has_its_own_windows(method: Method) -> None:
    assert said(running(an_evening(a_rule(method)), "20:11", "20:00", "20:10")) == ""


def away(projection: Projection, language: str = "en") -> Away | None:
    (state,) = budget_of(projection).states
    return away_from_now(state, projection, words(language))


def test_figures_of_a_window_still_to_come_name_it_and_nothing_of_it_is_spent() -> None:
    show = an_evening(a_rule(Method.ROLLING_WINDOW))
    before = running(show, "20:05", "20:00")
    assert away(before) == Away(name="In 20:10–20:40:", is_ahead=True)
    assert away(before, "zh") == Away(name="20:10–20:40：", is_ahead=True)


def test_figures_of_the_window_that_now_is_in_need_no_name() -> None:
    show = an_evening(a_rule(Method.CLOCK_HOUR))
    assert away(running(show, "20:11", "20:00", "20:10")) is None
    assert away(planned(show)) is None
