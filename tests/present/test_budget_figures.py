"""The figures of the ad budget one by one: what is left and in which word, shares, sponsors."""

from __future__ import annotations

from producer_app.core.budget import budget_of
from producer_app.core.show import AdRule, AdRuleId, Kind, Method, Show, Sponsor, SponsorId
from producer_app.core.timing import plan_times, project
from producer_app.present.budget import BudgetView, budget_view, sponsor_views
from producer_app.present.budget_levels import BudgetLevel
from producer_app.present.budget_sponsors import SponsorView
from producer_app.present.words import words
from tests.builders import STAGE, a_run, a_segment, a_show, at, folded, gone, minutes, seconds

BAG = SponsorId("bag")


def an_hour(limit: float, key: str = "hour") -> AdRule:
    return AdRule(
        id=AdRuleId(key), title=key, room=STAGE, method=Method.CLOCK_HOUR, limit=minutes(limit)
    )


def an_evening(*rules: AdRule) -> Show:
    """A spot of three minutes for the bag, then 27 minutes of song."""
    return a_show(
        a_segment("1", minutes(3), kind=Kind.SPOT, sponsor=BAG),
        a_segment("2", minutes(27)),
        ad_rules=rules,
        sponsors=(Sponsor(id=BAG, brand="Bag", contracted=seconds(200), mentions=3),),
    )


def view_of(show: Show, now: str = "12:00", language: str = "en") -> BudgetView:
    return budget_view(project(plan_times(show), None, at(show, now)), words(language))


def sponsor_of(show: Show, language: str = "en") -> SponsorView:
    projection = project(plan_times(show), None, at(show, "12:00"))
    (sponsor,) = sponsor_views(projection, words(language))
    return sponsor


def test_what_is_left_is_a_time_and_a_word_of_its_own() -> None:
    (rule,) = view_of(an_evening(an_hour(5))).rules
    assert (rule.verdict, rule.verdict_word, rule.level) == ("2:00", "LEFT", BudgetLevel.WITHIN)


def test_what_is_over_is_a_time_without_a_sign_and_the_word_over() -> None:
    (rule,) = view_of(an_evening(an_hour(2))).rules
    assert (rule.verdict, rule.verdict_word, rule.level) == ("1:00", "OVER", BudgetLevel.OVER)


def test_without_a_limit_there_is_nothing_left_to_tell() -> None:
    rule = AdRule(id=AdRuleId("r"), title="r", room=STAGE, method=Method.CLOCK_HOUR)
    (view,) = view_of(an_evening(rule)).rules
    assert (view.verdict, view.verdict_word, view.shares.limit) == ("", "no limit set", "")


def test_every_figure_has_its_share_of_the_window() -> None:
    (rule,) = view_of(an_evening(an_hour(6))).rules
    shares = rule.shares
    assert (shares.spent, shares.planned, shares.projected, shares.limit) == (
        "0 %",
        "5 %",
        "5 %",
        "10 %",
    )


def test_the_planned_share_of_a_ratio_is_held_against_the_planned_performance() -> None:
    rule = AdRule(
        id=AdRuleId("r"), title="r", room=STAGE, method=Method.SHOW_RATIO, limit_permille=150
    )
    show = an_evening(rule)
    events = gone(show, a_run(show, at(show, "20:00")), at(show, "20:00"))
    events = gone(show, events, at(show, "20:05:24"))

    view = budget_view(project(plan_times(show), folded(events), at(show, "20:10")), words("en"))

    assert view.rules[0].shares.planned == "11.1 %"
    assert view.rules[0].shares.spent == view.rules[0].shares.projected == "20 %"


def test_the_worst_rule_comes_first_and_how_many_stand_how_is_counted() -> None:
    view = view_of(an_evening(an_hour(30), an_hour(2, "strict"), an_hour(3.2, "near")))
    assert [rule.title for rule in view.rules] == ["strict", "near", "hour"]
    assert view.summary == "1 not kept · 1 close · 1 hold"


def test_where_every_rule_holds_the_summary_is_calm() -> None:
    assert view_of(an_evening(an_hour(30), an_hour(20, "b"))).summary == "All 2 rules hold"
    assert view_of(an_evening(an_hour(30))).summary == "The rule holds"


def test_a_limit_of_nothing_is_broken_by_anything_and_the_gauge_goes_beyond_it() -> None:
    (rule,) = view_of(an_evening(an_hour(0))).rules
    assert (rule.level, rule.bar.projected > 1) == (BudgetLevel.OVER, True)


def test_what_has_not_changed_is_not_put_into_words_again() -> None:
    show = an_evening(an_hour(6), an_hour(30, "calm"))
    plan, now = plan_times(show), at(show, "12:00")
    first = project(plan, None, now)
    budget = budget_of(first)
    view = budget_view(first, words("en"), budget)

    later = project(plan, None, at(show, "12:00:01"), first)
    again = budget_view(later, words("en"), budget_of(later, budget), view)

    assert again is view
    assert budget_view(later, words("zh"), budget_of(later, budget), view) != view


def test_a_sponsor_says_time_and_mentions_of_each_and_what_is_missing() -> None:
    sponsor = sponsor_of(an_evening())
    assert (sponsor.delivered, sponsor.planned, sponsor.contracted, sponsor.verdict) == (
        "0:00 · 0×",
        "3:00 · 1×",
        "3:20 · 3×",
        "SHORT 0:20 · 2×",
    )


def test_a_sponsor_says_the_same_in_chinese() -> None:
    sponsor = sponsor_of(an_evening(), "zh")
    assert (sponsor.planned, sponsor.verdict) == ("3:00 · 1 次", "不足 0:20 · 2 次")
