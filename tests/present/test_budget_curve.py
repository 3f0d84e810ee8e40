"""A rule over the evening: what is used at each moment, its limits, where it breaks."""

from __future__ import annotations

import pytest

from producer_app.core.budget import budget_of
from producer_app.core.show import Kind, Method, SegmentId, Show
from producer_app.core.timing import Projection
from producer_app.present.budget_curve import CurveView, curve_view, used_at
from producer_app.present.budget_levels import BudgetLevel
from producer_app.present.words import words
from tests.builders import a_segment, a_show, at, minutes, seconds
from tests.present.budgets import a_rule, an_evening, planned, running


def curve_of(projection: Projection, language: str = "en") -> CurveView:
    budget = budget_of(projection)
    return curve_view(projection, budget, budget.states[0], words(language))


def used(show: Show, view: CurveView, *times: str) -> list[int | None]:
    return [used_at(view, at(show, time)) for time in times]


def test_a_fixed_window_sums_up_what_ran_since_it_began_and_before_the_show() -> None:
    show = an_evening(a_rule(Method.FIXED_WINDOW, used_elsewhere=minutes(1)))
    view = curve_of(planned(show))
    assert used(show, view, "20:00", "20:11", "20:14", "20:41", "21:00") == [
        60_000,
        120_000,
        280_000,
        330_000,
        400_000,
    ]
    assert used(show, view, "21:30") == [None]


def test_each_clock_hour_begins_anew() -> None:
    show = an_evening(a_rule(Method.CLOCK_HOUR), on_air="20:30")
    view = curve_of(planned(show))
    assert [(part.start, part.limit) for part in view.parts] == [
        (at(show, "20:00"), minutes(6)),
        (at(show, "21:00"), minutes(6)),
    ]
    assert used(show, view, "20:59:59", "21:30") == [seconds(220), seconds(120)]
    assert [part.label for part in view.parts] == ["2:20 left", "4:00 left"]


def test_a_rolling_window_lets_go_of_what_lies_behind_it() -> None:
    show = an_evening(a_rule(Method.ROLLING_WINDOW))
    view = curve_of(planned(show))
    assert used(show, view, "20:13:40", "20:35", "20:43:40", "20:50") == [
        seconds(220),
        seconds(220),
        seconds(120),
        seconds(120),
    ]


def test_a_ratio_runs_to_the_end_of_the_evening_against_one_limit() -> None:
    show = an_evening(a_rule(Method.SHOW_RATIO))
    view = curve_of(planned(show))
    (part,) = view.parts
    assert (part.limit, part.level) == (293_000, BudgetLevel.OVER)
    assert used(show, view, "20:55") == [seconds(340)]


def test_numbers_climb_by_one_at_a_time() -> None:
    show = an_evening(a_rule(Method.MOST_COUNT))
    view = curve_of(planned(show))
    assert used(show, view, "20:09", "20:10", "20:30", "20:50") == [0, 1, 1, 2]


def test_breaks_inside_the_programme_climb_towards_their_number() -> None:
    show = an_evening(a_rule(Method.BREAKS_PER_LENGTH))
    view = curve_of(planned(show))
    assert used(show, view, "20:05", "20:15", "20:45") == [0, 1, 2]
    assert view.breaks == (at(show, "20:40:10"), 2)


def test_breaks_are_bars_as_high_as_they_are_long() -> None:
    show = an_evening(a_rule(Method.LONGEST_BREAK))
    view = curve_of(planned(show))
    assert view.is_bars
    assert [(part.start, part.points[0][1]) for part in view.parts] == [
        (at(show, "20:10"), seconds(220)),
        (at(show, "20:40:10"), seconds(120)),
    ]
    assert view.levels == ((seconds(230), "3:50"),)


def test_the_first_break_is_marked_where_it_is_with_a_word() -> None:
    show = an_evening(a_rule(Method.CLOCK_HOUR, limit=minutes(5)))
    view = curve_of(planned(show))
    assert view.breaks == (at(show, "20:41:30"), minutes(5))
    assert view.breaks_word == "BREAKS 20:41:30"
    assert curve_of(planned(show), "zh").breaks_word == "20:41:30 超限"


def test_a_minimum_is_short_at_the_end_of_its_window() -> None:
    show = an_evening(a_rule(Method.LEAST_COUNT))
    view = curve_of(planned(show))
    assert view.is_least
    assert view.breaks == (at(show, "21:00"), 4)
    assert view.breaks_word == "SHORT AT 21:00:00"


def test_every_counted_segment_is_a_mark_that_tells_its_figure() -> None:
    show = an_evening(a_rule(Method.CLOCK_HOUR))
    view = curve_of(planned(show))
    assert [(mark.segment, mark.text) for mark in view.marks] == [
        (SegmentId("s2"), "20:13:40 2 “Song 2”: 3:40 of 6:00 · 2:20 left"),
        (SegmentId("s7"), "20:42:10 7 “Song 7”: 5:40 of 6:00 · 0:20 left"),
    ]


def test_a_spot_that_ends_on_the_hour_belongs_to_the_hour_before() -> None:
    show = a_show(
        a_segment("1", minutes(58)),
        a_segment("2", minutes(2), kind=Kind.SPOT),
        a_segment("3", minutes(10)),
        ad_rules=(a_rule(Method.CLOCK_HOUR),),
    )
    (mark,) = curve_of(planned(show)).marks
    assert (mark.at, mark.used) == (at(show, "21:00"), minutes(2))


def test_the_evening_shows_its_hours_and_the_edges_of_windows_close_by() -> None:
    show = an_evening(a_rule(Method.FIXED_WINDOW), on_air="19:30")
    view = curve_of(planned(show))
    assert (view.start, view.end) == (at(show, "19:00"), at(show, "21:00"))
    assert [text for _, text in view.hours] == ["19:00", "20:00", "21:00"]


def test_hours_stand_where_they_are_in_a_zone_with_half_an_hour() -> None:
    show = an_evening(a_rule(Method.SHOW_RATIO), zone="Asia/Kolkata", on_air="20:15")
    assert [text for _, text in curve_of(planned(show)).hours] == ["21:00"]


@pytest.mark.parametrize(
    ("method", "changes"),
    [(Method.NEVER_INSIDE, {}), (Method.CLOCK_HOUR, {"limit": None})],
)
def test_a_rule_that_only_holds_or_has_no_limit_has_no_curve(
    method: Method, changes: dict[str, object]
) -> None:
    assert curve_of(planned(an_evening(a_rule(method, **changes)))).parts == ()


def test_an_evening_without_a_time_has_no_curve() -> None:
    show = an_evening(a_rule(Method.CLOCK_HOUR), on_air=None)
    assert curve_of(planned(show)).parts == ()


@pytest.mark.parametrize("method", Method)
def test_the_curve_ends_at_what_is_projected(method: Method) -> None:
    show = an_evening(a_rule(method))
    projection = running(show, "20:12", "20:00", "20:10")
    budget = budget_of(projection)
    view = curve_of(projection)
    windows = {w.start: w.projected for w in budget.states[0].windows}
    for part in view.parts:
        known = windows.get(part.start)
        if known is not None and method is not Method.ROLLING_WINDOW:
            assert part.points[-1][1] == known
