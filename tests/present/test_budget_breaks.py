"""In a run the break that is told is the first one that something can still be done about."""

from __future__ import annotations

from producer_app.core.budget import budget_of
from producer_app.core.show import AdRuleId, Kind, Method, Show
from producer_app.core.timing import Projection, plan_times, project
from producer_app.present.budget import BudgetView, budget_view
from producer_app.present.budget_breaks import is_past, told_state
from producer_app.present.budget_warning import threats, warning_text
from producer_app.present.words import words
from tests.builders import a_segment, a_show, at, folded, minutes, seconds
from tests.present.budgets import a_rule, gone_on

HOUR = a_rule(Method.CLOCK_HOUR, limit=minutes(4), title="An hour")


def two_hours(*rules: object) -> Show:
    """Spots of five minutes at 20:10 and of five minutes at 21:15, songs between and behind."""
    return a_show(
        a_segment("1", minutes(10)),
        a_segment("2", minutes(5), kind=Kind.SPOT),
        a_segment("3", minutes(60)),
        a_segment("4", minutes(5), kind=Kind.SPOT),
        a_segment("5", minutes(30)),
        ad_rules=rules,
    )


def at_time(show: Show, now: str) -> Projection:
    times = ("20:00", "20:10", "20:15")
    gone = [time for time in times if time <= now]
    return project(plan_times(show), folded(gone_on(show, *gone)), at(show, now))


def view_of(projection: Projection) -> BudgetView:
    return budget_view(projection, words("en"))


def test_before_a_run_the_first_break_is_told() -> None:
    show = two_hours(HOUR)
    (rule,) = view_of(project(plan_times(show), None, at(show, "22:00"))).rules
    assert rule.broken == "breaks at 20:14:00 in 2 “Song 2”"


def test_while_the_first_lasts_it_is_told_as_what_has_been() -> None:
    (rule,) = view_of(at_time(two_hours(HOUR), "20:30")).rules
    assert rule.broken == "broken since 20:14:00 by 2 “Song 2”"
    assert rule.broken_when == "broken since 20:14:00"


def test_once_its_window_is_over_the_next_break_is_told() -> None:
    (rule,) = view_of(at_time(two_hours(HOUR), "21:00:01")).rules
    assert rule.broken == "breaks at 21:19:00 in 4 “Song 4”"
    assert (rule.verdict, rule.told.spent, rule.told.committed) == ("1:00", "0:00", "5:00")


def test_the_next_break_is_warned_of_although_the_rule_was_broken_before() -> None:
    show = two_hours(HOUR)
    projection = at_time(show, "21:00:01")
    kept = budget_of(
        project(plan_times(two_hours(a_rule(Method.CLOCK_HOUR))), None, projection.now)
    )
    (threat,) = threats(projection, budget_of(projection), kept)
    assert warning_text(threat, projection, words("en")) == (
        "An hour: OVER 1:00, breaks at 21:19:00 in 4 “Song 4”, in 18:59"
    )


def test_what_nobody_can_help_any_more_is_no_threat_and_stands_behind_what_can_be_helped() -> None:
    longest, ratio = AdRuleId("longest"), AdRuleId("ratio")

    def show_with(minutes_of_break: float, permille: int) -> Show:
        return a_show(
            *two_hours().segments[:3],
            ad_rules=(
                a_rule(Method.LONGEST_BREAK, id=longest, limit=minutes(minutes_of_break)),
                a_rule(Method.SHOW_RATIO, id=ratio, limit_permille=permille),
            ),
        )

    projection = at_time(show_with(1, 60), "20:30")
    generous = show_with(9, 900)
    kept = budget_of(project(plan_times(generous), None, projection.now))
    budget = budget_of(projection)

    assert is_past(told_state(budget.states[0], projection, budget), projection.now)
    assert [rule.id for rule in view_of(projection).rules] == [ratio, longest]
    assert [t.state.rule.id for t in threats(projection, budget, kept)] == [ratio]


def test_of_breaks_the_next_one_that_is_too_long_is_told() -> None:
    rule = a_rule(Method.LONGEST_BREAK, limit=seconds(200))
    (view,) = view_of(at_time(two_hours(rule), "20:30")).rules
    assert view.broken == "breaks at 21:18:20 in 4 “Song 4”"


def test_of_numbers_the_one_that_is_too_many_in_a_later_hour_is_told() -> None:
    rule = a_rule(Method.MOST_COUNT, limit_count=0)
    (view,) = view_of(at_time(two_hours(rule), "21:00:01")).rules
    assert view.broken == "breaks at 21:15:00 in 4 “Song 4”"
