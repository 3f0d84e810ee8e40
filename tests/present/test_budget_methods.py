"""Every way to count is read as what it is: time, numbers, breaks, minimums; in both languages."""

from __future__ import annotations

from dataclasses import replace

import pytest

from producer_app.core.show import Kind, Method, Output, Room, Show, Signpost
from producer_app.present.budget_levels import BudgetLevel
from producer_app.present.budget_rule import RuleView
from tests.builders import a_segment, a_stage, minutes, seconds
from tests.present.budgets import a_rule, an_evening, planned, rule_of, running

PLANNED = {
    Method.SHOW_RATIO: "0:00 spent · 5:40 committed · 5:40 projected · limit 4:53 · OVER 0:47",
    Method.CLOCK_HOUR: "0:00 spent · 5:40 committed · 5:40 projected · limit 6:00 · 0:20 left",
    Method.FIXED_WINDOW: "0:00 spent · 5:40 committed · 5:40 projected · limit 7:00 · 1:20 left",
    Method.ROLLING_WINDOW: "0:00 spent · 3:40 committed · 3:40 projected · limit 4:00 · 0:20 left",
    Method.WINDOW_AVERAGE: (
        "0:00 spent · 5:40 committed · 5:40 projected · limit 16:00 · 10:20 left"
    ),
    Method.DAY_SHARE: "0:00 spent · 5:40 committed · 5:40 projected · limit 7:12 · 1:32 left",
    Method.WEEK_SHARE: "0:00 spent · 5:40 committed · 5:40 projected · limit 10:04 · 4:24 left",
    Method.PROGRAMME_TABLE: (
        "0:00 spent · 5:40 committed · 5:40 projected · limit 6:00 · 0:20 left"
    ),
    Method.LONGEST_BREAK: "longest break 3:40 of 3:50, at 20:10 · 0:10 left",
    Method.BREAKS_PER_LENGTH: "2 of 1: 0 aired, 2 still planned",
    Method.UNINTERRUPTED: "shortest selling window 2:00 of at least 3:00, at 20:40:10",
    Method.LEAST_COUNT: "0 of at least 4 aired, 1 more planned, 3 missing by 21:00",
    Method.LEAST_SHARE: ("0:00 of at least 1:42 aired, 0:30 more planned, 1:12 missing by 20:55"),
    Method.MOST_COUNT: "2 of 2: 0 aired, 2 still planned",
    Method.DISTANCE: "nearest breaks 3 apart of at least 2, at 20:40:10",
    Method.NEVER_INSIDE: "no advertising inside Song, Dance",
}

IN_CHINESE = {
    Method.SHOW_RATIO: "已用 0:00 · 待播 5:40 · 预计 5:40 · 上限 4:53 · 超出 0:47",
    Method.LONGEST_BREAK: "最长一段广告 3:40，上限 3:50（20:10） · 剩 0:10",
    Method.BREAKS_PER_LENGTH: "2 / 1：已播 0，待播 2",
    Method.UNINTERRUPTED: "最短购物时段 2:00，至少 3:00（20:40:10）",
    Method.LEAST_COUNT: "已播 0，至少 4，计划再播 1，到 21:00 缺 3",
    Method.LEAST_SHARE: "已播 0:00，至少 1:42，计划再播 0:30，到 20:55 缺 1:12",
    Method.DISTANCE: "最近两段广告相隔 3，至少 2（20:40:10）",
    Method.NEVER_INSIDE: "歌曲、舞蹈内无广告",
}

VERDICTS = {
    Method.SHOW_RATIO: ("0:47", "OVER", "OVER 0:47"),
    Method.CLOCK_HOUR: ("0:20", "LEFT", "0:20 left"),
    Method.LONGEST_BREAK: ("0:10", "LEFT", "0:10 left"),
    Method.BREAKS_PER_LENGTH: ("1", "TOO MANY", "1 TOO MANY"),
    Method.UNINTERRUPTED: ("1:00", "MISSING", "1:00 MISSING"),
    Method.LEAST_COUNT: ("3", "MISSING", "3 MISSING"),
    Method.LEAST_SHARE: ("1:12", "MISSING", "1:12 MISSING"),
    Method.MOST_COUNT: ("0", "LEFT", "none left"),
    Method.DISTANCE: ("3", "of at least 2", "met"),
    Method.NEVER_INSIDE: ("0", "INSIDE", "none inside"),
}


def view_of(method: Method, language: str = "en", **changes: object) -> RuleView:
    return rule_of(planned(an_evening(a_rule(method, **changes))), language)


@pytest.mark.parametrize("method", Method)
def test_a_rule_of_each_method_says_its_figures_as_what_they_are(method: Method) -> None:
    assert view_of(method).sentence == PLANNED[method]


@pytest.mark.parametrize("method", IN_CHINESE)
def test_a_rule_of_each_method_says_the_same_in_chinese(method: Method) -> None:
    assert view_of(method, "zh").sentence == IN_CHINESE[method]


@pytest.mark.parametrize("method", VERDICTS)
def test_the_verdict_is_one_figure_with_its_word(method: Method) -> None:
    view = view_of(method)
    assert (view.verdict, view.verdict_word, view.verdict_text) == VERDICTS[method]


def test_a_minimum_says_what_aired_what_is_planned_and_what_is_missing_by_when() -> None:
    rule = a_rule(Method.LEAST_COUNT, count_elsewhere=2)
    view = rule_of(running(an_evening(rule), "20:12", "20:00", "20:10"))
    assert view.sentence == "2 of at least 4 aired, 1 more planned, 1 missing by 21:00"
    assert (view.level_word, view.broken, view.broken_by) == ("SHORT", "1 missing by 21:00", None)


def test_a_minimum_that_is_met_is_calm_and_never_close() -> None:
    view = view_of(Method.LEAST_COUNT, limit_count=1)
    assert (view.level, view.level_word, view.left) == (BudgetLevel.WITHIN, "MET", "met")
    assert view.sentence == "0 of at least 1 aired, 1 more planned"


def test_what_has_aired_is_spent_as_it_really_ran() -> None:
    rule = a_rule(Method.LONGEST_BREAK)
    view = rule_of(running(an_evening(rule), "20:15", "20:00", "20:10", "20:14"))
    assert view.sentence == "longest break 4:00 of 3:50, at 20:10 · OVER 0:10"
    assert view.broken == "broken since 20:13:50 by 2 “Song 2”"


def test_no_break_at_all_is_no_fault() -> None:
    show = replace(an_evening(a_rule(Method.LONGEST_BREAK)), segments=(a_segment("1"),))
    view = rule_of(planned(show))
    assert (view.level, view.window) == (BudgetLevel.WITHIN, "No break yet")
    assert view.sentence.startswith("no break planned; limit 3:50")
    assert (view.verdict, view.verdict_word) == ("", "NONE YET")


def test_a_selling_window_that_is_long_but_not_signposted_is_broken_without_an_amount() -> None:
    view = view_of(Method.UNINTERRUPTED, limit=seconds(30), signpost=Signpost.ALSO)
    assert (view.level, view.verdict, view.verdict_word) == (BudgetLevel.OVER, "", "BROKEN")
    assert view.verdict_text == "BROKEN"
    assert view.broken == "breaks at 20:10:00 in 2 “Song 2”"


def test_advertising_inside_a_number_is_counted_and_named() -> None:
    first = a_segment("1", minutes(10), ad=seconds(10), ad_kind=Kind.SPOT)
    evening = an_evening(a_rule(Method.NEVER_INSIDE))
    view = rule_of(planned(replace(evening, segments=(first, *evening.segments[1:]))))
    assert view.sentence == "advertising inside Song, Dance: 0 aired, 1 still planned"
    assert (view.verdict, view.verdict_text) == ("1", "1 INSIDE")


def test_a_count_that_is_used_up_to_the_last_is_within() -> None:
    assert view_of(Method.MOST_COUNT).level is BudgetLevel.WITHIN
    assert view_of(Method.MOST_COUNT, limit_count=1).left == "1 TOO MANY"


def test_time_within_a_tenth_of_its_limit_is_close() -> None:
    assert view_of(Method.CLOCK_HOUR).level is BudgetLevel.CLOSE
    assert view_of(Method.CLOCK_HOUR, limit=minutes(6.5)).level is BudgetLevel.WITHIN


def test_what_a_window_holds_beside_the_show_is_asked_for_where_nobody_has_entered_it() -> None:
    assert view_of(Method.FIXED_WINDOW).note == (
        "Counts this show alone: nothing is entered for the rest"
    )
    assert view_of(Method.FIXED_WINDOW, used_elsewhere=minutes(1)).note == ""


def with_rooms(show: Show, room: Room) -> Show:
    return replace(show, rooms=(room,))


def test_a_rule_names_the_output_it_holds_for_and_its_zone_where_it_is_another() -> None:
    outputs = (Output(name="TV", zone="Europe/London"), Output(name="Phone"))
    show = with_rooms(an_evening(a_rule(Method.CLOCK_HOUR, output="TV")), a_stage(outputs=outputs))
    assert rule_of(planned(show)).place == "Stage · TV · Europe/London"
    assert rule_of(planned(show), "zh").place == "舞台间 · TV · Europe/London"


@pytest.mark.parametrize(
    ("status", "source", "caution"),
    [
        ("in_force", "Order 61 · 2010-01-01 · In force", ""),
        ("house", "Order 61 · 2010-01-01 · House promise", ""),
        ("unverified", "Order 61 · 2010-01-01 · Unverified", "UNVERIFIED"),
        ("superseded", "Order 61 · 2010-01-01 · Superseded", "SUPERSEDED"),
        ("", "Order 61 · 2010-01-01", ""),
    ],
)
def test_a_rule_says_where_it_is_from_and_whether_it_can_be_relied_on(
    status: str, source: str, caution: str
) -> None:
    view = view_of(Method.CLOCK_HOUR, source="Order 61", as_of="2010-01-01", status=status)
    assert (view.source, view.caution) == (source, caution)


def test_the_title_in_the_language_of_the_window_comes_first() -> None:
    changes = {"title": "An hour", "title_alt": "每小时"}
    assert view_of(Method.CLOCK_HOUR, **changes).title == "An hour"
    assert view_of(Method.CLOCK_HOUR, "zh", **changes).title == "每小时"
