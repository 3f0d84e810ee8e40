"""The ad budget in words: what a director reads, on every face the same."""

from __future__ import annotations

from typing import Any

import pytest

from producer_app.core.show import AdRule, AdRuleId, Kind, Method, Show, Sponsor, SponsorId
from producer_app.core.timing import plan_times, project
from producer_app.present.budget import BudgetView, budget_view, sponsor_views
from producer_app.present.budget_levels import BudgetLevel
from producer_app.present.budget_rule import RuleView
from producer_app.present.budget_sponsors import SponsorView
from producer_app.present.words import words
from tests.builders import (
    STAGE,
    Fields,
    a_run,
    a_segment,
    a_show,
    at,
    folded,
    gone,
    minutes,
    seconds,
    wall,
)

SAY = words("en")
BAG = SponsorId("bag")


def a_rule(method: Method = Method.CLOCK_HOUR, **changes: Any) -> AdRule:
    fields: Fields = {"id": AdRuleId("rule"), "title": "An hour", "room": STAGE, "method": method}
    if method is Method.SHOW_RATIO:
        fields["limit_permille"] = 50
    else:
        fields["limit"] = minutes(9.5)
    return AdRule(**fields | changes)


def view_of(show: Show, events: Any = None, now: str = "12:00", language: str = "en") -> BudgetView:
    run = None if events is None else folded(events)
    return budget_view(project(plan_times(show), run, at(show, now)), words(language))


def rule_of(show: Show, events: Any = None, now: str = "12:00") -> RuleView:
    (rule,) = view_of(show, events, now).rules
    return rule


def an_evening(rule: AdRule, **changes: Any) -> Show:
    """Spots of 3:40 at 20:00 and 2:00 at 20:33:40, and half an hour of song after each."""
    return a_show(
        a_segment("1", seconds(220), kind=Kind.SPOT),
        a_segment("2", minutes(30)),
        a_segment("3", minutes(2), kind=Kind.SPOT),
        a_segment("4", minutes(30)),
        ad_rules=(rule,),
        **changes,
    )


def test_a_rule_says_spent_committed_projected_limit_and_what_is_left() -> None:
    show = an_evening(a_rule())
    events = gone(show, a_run(show, at(show, "20:00")), at(show, "20:00"))
    events = gone(show, events, at(show, "20:04:05"))

    rule = rule_of(show, events, "20:10")

    assert rule.sentence == (
        "4:05 spent · 2:00 committed · 6:05 projected · limit 9:30 · 3:25 left"
    )
    assert (rule.level, rule.level_word) == (BudgetLevel.WITHIN, "WITHIN")


def test_a_rule_says_the_same_in_chinese() -> None:
    view = view_of(an_evening(a_rule()), language="zh")
    assert view.rules[0].sentence == ("已用 0:00 · 待播 5:40 · 预计 5:40 · 上限 9:30 · 剩 3:50")


def test_a_rule_that_is_over_says_so_in_words_and_never_with_a_sign() -> None:
    rule = rule_of(an_evening(a_rule(limit=minutes(5))))

    assert (rule.left, rule.level_word) == ("OVER 0:40", "OVER")
    assert rule.broken == "breaks at 20:35:00 in 3 “Song 3”"
    assert rule.broken_by == "s3"
    assert "-" not in rule.sentence


def test_a_rule_nearly_used_up_is_close() -> None:
    assert rule_of(an_evening(a_rule(limit=minutes(6)))).level is BudgetLevel.CLOSE
    assert rule_of(an_evening(a_rule(limit=minutes(6.5)))).level is BudgetLevel.WITHIN


def test_a_limit_of_nothing_with_no_advertising_is_within() -> None:
    show = a_show(a_segment("1"), ad_rules=(a_rule(limit=minutes(0)),))

    rule = rule_of(show)

    assert rule.level is BudgetLevel.WITHIN
    assert (rule.bar.spent, rule.bar.planned, rule.bar.projected) == (0, 0, 0)


def test_a_ratio_is_told_against_performance() -> None:
    rule = rule_of(an_evening(a_rule(Method.SHOW_RATIO, limit_permille=100)))

    assert rule.ratio == "9.4 % of 10 %"
    assert rule.window == "Whole show"
    assert rule.sentence.endswith("limit 6:00 · 0:20 left")


def test_an_hour_is_told_against_its_sixty_minutes() -> None:
    rule = rule_of(an_evening(a_rule(limit=minutes(12))))

    assert rule.ratio == "9.4 % of 20 %"
    assert rule.window == "20:00–21:00"


def test_the_gauge_is_in_fractions_of_the_limit() -> None:
    show = an_evening(a_rule(limit=seconds(440)))
    events = gone(show, a_run(show, at(show, "20:00")), at(show, "20:00"))

    bar = rule_of(show, events, "20:01:50").bar

    assert bar.spent == 0.25
    assert bar.planned == pytest.approx(340 / 440)
    assert bar.projected == bar.planned


def test_every_hour_has_a_window_and_the_headline_s_is_marked() -> None:
    show = an_evening(a_rule(), on_air="20:30")

    rule = rule_of(show)

    assert [(w.label, w.projected, w.is_now) for w in rule.windows] == [
        ("20:00–21:00", "3:40", True),
        ("21:00–22:00", "2:00", False),
    ]
    assert rule.windows[0].note == "Assumes nothing aired in the rest of the hour"


def test_an_hour_over_in_the_future_makes_the_rule_over_now() -> None:
    show = a_show(
        a_segment("1", minutes(60)),
        a_segment("2", minutes(10), kind=Kind.SPOT),
        ad_rules=(a_rule(),),
    )
    events = gone(show, a_run(show, at(show, "20:00")), at(show, "20:00"))

    rule = rule_of(show, events, "20:10")

    assert (rule.left, rule.level) == ("9:30 left", BudgetLevel.OVER)
    assert (rule.verdict_text, rule.broken_when) == ("OVER 0:30", "breaks at 21:09:30")
    assert [window.level_word for window in rule.windows] == ["WITHIN", "OVER"]


def test_a_rolling_window_says_which_stretch_is_fullest() -> None:
    rule = rule_of(an_evening(a_rule(Method.ROLLING_WINDOW, window_length=minutes(30))))
    assert rule.window == "Any 30:00, fullest 20:00–20:30"


def test_advertisements_without_a_length_make_the_figures_a_lower_bound() -> None:
    show = a_show(a_segment("1", None, kind=Kind.SPOT), ad_rules=(a_rule(),))

    rule = rule_of(show)

    assert rule.note == "At least: advertisements without a length 1"
    assert rule.level is BudgetLevel.CLOSE


def test_a_rule_without_its_numbers_says_that_there_is_no_limit() -> None:
    rule = rule_of(an_evening(a_rule(limit=None)))

    assert (rule.level_word, rule.limit, rule.left) == ("NO LIMIT", "no limit set", "")
    assert rule.sentence == "0:00 spent · 5:40 committed · 5:40 projected · no limit set"


def test_a_rule_without_a_place_in_time_says_so() -> None:
    rule = rule_of(an_evening(a_rule(), on_air=None))
    assert (rule.window, rule.ratio) == ("No on-air time yet", "")


def test_a_rule_carries_its_source_and_date() -> None:
    rule = rule_of(an_evening(a_rule(source="House promise", as_of="2026-11-01")))
    assert rule.source == "House promise · 2026-11-01"


def test_the_budget_shows_its_worst_rule_where_there_is_room_for_one() -> None:
    calm = a_rule(limit=minutes(30))
    over = a_rule(limit=minutes(5), id=AdRuleId("strict"), title="Strict")
    show = an_evening(calm, sponsors=())
    view = view_of(a_show(*show.segments, ad_rules=(calm, over)))

    assert view.worst is not None
    assert (view.worst.title, view.level_word) == ("Strict", "AD RULE WILL BREAK")


def test_a_show_without_rules_has_no_worst_rule() -> None:
    view = view_of(a_show(a_segment("1")))
    assert (view.worst, tuple(view.rules), view.level) == (None, (), BudgetLevel.UNKNOWN)


def test_a_fixed_window_counts_what_was_used_elsewhere() -> None:
    rule = a_rule(
        Method.FIXED_WINDOW,
        window_from=wall("19:00"),
        window_to=wall("21:00"),
        limit=minutes(18),
        used_elsewhere=minutes(4),
    )
    shown = rule_of(an_evening(rule))
    assert (shown.window, shown.spent, shown.left) == ("19:00–21:00", "4:00", "8:20 left")


def sponsor_of(show: Show, events: Any = None, now: str = "12:00") -> SponsorView:
    run = None if events is None else folded(events)
    (sponsor,) = sponsor_views(project(plan_times(show), run, at(show, now)), SAY)
    return sponsor


def a_sponsored_show() -> Show:
    sponsor = Sponsor(id=BAG, brand="Bag & Co", contracted=seconds(60), mentions=2)
    return a_show(
        a_segment("1", seconds(30), kind=Kind.SPONSOR_READ, sponsor=BAG),
        a_segment("2", minutes(5)),
        a_segment("3", minutes(5), ad=seconds(20), sponsor=BAG),
        sponsors=(sponsor,),
    )


def test_a_sponsor_who_gets_too_little_is_short_in_words() -> None:
    sponsor = sponsor_of(a_sponsored_show())

    assert (sponsor.is_met, sponsor.level_word) == (False, "SHORT")
    assert sponsor.sentence == (
        "0:00 delivered · 0:50 planned · 0:50 projected · contracted 1:00 · 0:10 missing"
    )
    assert sponsor.mentions == "mentions 0 delivered, 2 projected, 2 contracted"


def test_what_a_sponsor_really_got_counts_as_it_ran() -> None:
    show = a_sponsored_show()
    events = gone(show, a_run(show, at(show, "20:00")), at(show, "20:00"))
    events = gone(show, events, at(show, "20:00:45"))

    sponsor = sponsor_of(show, events, "20:02")

    assert sponsor.sentence == ("0:45 delivered · 0:50 planned · 1:05 projected · contracted 1:00")
    assert (sponsor.level_word, sponsor.mentions) == (
        "MET",
        "mentions 1 delivered, 2 projected, 2 contracted",
    )


def test_a_mention_is_counted_from_the_moment_it_goes_on_air() -> None:
    show = a_sponsored_show()
    events = gone(show, a_run(show, at(show, "20:00")), at(show, "20:00"))

    sponsor = sponsor_of(show, events, "20:00")

    assert sponsor.mentions == "mentions 1 delivered, 2 projected, 2 contracted"
