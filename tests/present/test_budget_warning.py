"""A warning with enough time to act: said once, when the night breaks what the plan kept."""

from __future__ import annotations

from producer_app.core.budget import budget_of
from producer_app.core.calling import AdjustTime
from producer_app.core.run import Event
from producer_app.core.show import AdRuleId, Method, Show
from producer_app.core.timing import Projection, plan_times, project
from producer_app.present.budget_levels import BudgetLevel
from producer_app.present.budget_warning import Said, Threat, news, threats, warning_text
from producer_app.present.words import words
from tests.builders import STAGE, at, called, folded, minutes, seconds
from tests.present.budgets import a_rule, an_evening, gone_on, planned

HOUR = a_rule(Method.CLOCK_HOUR, title="An hour")


def standing(show: Show, events: tuple[Event, ...], now: str) -> Projection:
    return project(plan_times(show), folded(events), at(show, now))


def found(projection: Projection) -> tuple[Threat, ...]:
    return threats(projection, budget_of(projection), budget_of(planned(projection.show)))


def running_over(show: Show, by: float, now: str = "20:12") -> Projection:
    """The spots of 3:40 are on air since 20:10 and are given so much more."""
    events = gone_on(show, "20:00", "20:10")
    longer = AdjustTime(room=STAGE, by=seconds(by))
    return standing(show, called(show, events, longer, at(show, "20:11")), now)


def text_of(projection: Projection, language: str = "en") -> str:
    (threat,) = found(projection)
    return warning_text(threat, projection, words(language))


def test_a_night_that_runs_as_planned_threatens_nothing() -> None:
    show = an_evening(a_rule(Method.CLOCK_HOUR, limit=minutes(10)))
    assert found(standing(show, gone_on(show, "20:00", "20:10"), "20:12")) == ()


def test_a_warning_says_which_rule_by_how_much_where_and_in_how_long() -> None:
    assert text_of(running_over(an_evening(HOUR), 60)) == (
        "An hour: OVER 0:40, breaks at 20:42:30 in 7 “Song 7”, in 30:30"
    )
    assert text_of(running_over(an_evening(HOUR), 60), "zh") == (
        "An hour：超出配额 0:40，20:42:30 在 7 “Song 7” 处超限，30:30 后"
    )


def test_what_is_broken_already_says_where_it_was() -> None:
    show = an_evening(a_rule(Method.LONGEST_BREAK, title="A break"))
    assert text_of(running_over(show, 60, "20:14:30")) == (
        "A break: OVER 0:50, broken since 20:13:50 by 2 “Song 2”"
    )


def test_a_rule_that_comes_near_its_limit_says_what_is_left() -> None:
    show = an_evening(a_rule(Method.CLOCK_HOUR, limit=minutes(6.5), title="An hour"))
    (threat,) = found(running_over(show, 30))
    assert threat.level is BudgetLevel.CLOSE
    assert text_of(running_over(show, 30)) == "An hour: only 0:20 left · 20:00–21:00"


def test_what_the_plan_breaks_or_uses_up_by_itself_is_no_news_of_the_night() -> None:
    broken = an_evening(a_rule(Method.CLOCK_HOUR, limit=minutes(5)))
    near = an_evening(a_rule(Method.CLOCK_HOUR, limit=minutes(6)))
    for show in (broken, near):
        assert found(standing(show, gone_on(show, "20:00", "20:10"), "20:12")) == ()


def test_a_minimum_that_will_be_missed_is_said_with_its_deadline() -> None:
    rule = a_rule(Method.LEAST_COUNT, title="Announcements", limit_count=1)
    show = an_evening(rule)
    events = gone_on(show, "20:00", "20:10", "20:13:40")
    late = AdjustTime(room=STAGE, by=minutes(50))
    projection = standing(show, called(show, events, late, at(show, "20:14")), "20:15")
    assert text_of(projection) == "Announcements: MISSING 1, 1 missing by 21:00, in 45:00"


def said_of(*projections: Projection) -> tuple[list[str], Said]:
    said: Said = {}
    texts: list[str] = []
    for projection in projections:
        threat, said = news(found(projection), said)
        if threat is not None:
            texts.append(threat.state.rule.title)
    return texts, said


def test_a_warning_is_said_once_and_not_each_second() -> None:
    show = an_evening(HOUR)
    seconds_later = [running_over(show, 60, f"20:12:{second:02d}") for second in range(5)]
    texts, said = said_of(*seconds_later)
    assert texts == ["An hour"]
    assert {rule for rule, _ in said} == {AdRuleId("rule")}


def test_it_is_said_again_once_it_is_a_minute_worse() -> None:
    show = an_evening(HOUR)
    texts, _ = said_of(*(running_over(show, by) for by in (60, 90, 119, 121)))
    assert len(texts) == 2


def test_close_and_then_broken_are_two_warnings() -> None:
    show = an_evening(a_rule(Method.CLOCK_HOUR, limit=minutes(6.5)))
    texts, _ = said_of(running_over(show, 30), running_over(show, 120))
    assert len(texts) == 2


def test_what_was_mended_is_forgotten_and_said_anew_when_it_comes_back() -> None:
    show = an_evening(HOUR)
    texts, said = said_of(running_over(show, 60), running_over(show, 0))
    assert (len(texts), said) == (1, {})
    texts, _ = said_of(running_over(show, 60), running_over(show, 0), running_over(show, 60))
    assert len(texts) == 2


def test_of_several_at_once_the_worst_is_said() -> None:
    near = a_rule(Method.CLOCK_HOUR, limit=minutes(7), title="Near", id=AdRuleId("near"))
    texts, said = said_of(running_over(an_evening(near, HOUR), 60))
    assert texts == ["An hour"]
    assert len(said) == 2
