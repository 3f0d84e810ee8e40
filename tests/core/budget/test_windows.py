"""The windows that rules count in: clock hours, fixed windows, sliding ones."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from producer_app.core.budget import ad_share
from producer_app.core.show import ADVERTISING, Kind, Method, Output, Show
from producer_app.core.timebase import Millis
from producer_app.core.timing import plan_times
from tests.builders import STAGE, a_segment, a_show, a_stage, at, minutes, seconds, shows, wall
from tests.core.budget.ruled import a_rule, a_spot, as_planned


def test_a_channel_in_a_zone_that_nobody_knows_is_counted_on_the_show_s_clock() -> None:
    stray = a_stage(outputs=(Output(name="Mars One", zone="Mars/Olympus"),))
    spots = (a_spot("1"), a_segment("2", minutes(70)), a_spot("3"))
    rule = a_rule(output="Mars One")
    found = as_planned(rule, a_show(*spots, rooms=(stray,)))
    assert found == as_planned(rule, a_show(*spots, rooms=(a_stage(),)))


def test_a_clock_hour_splits_a_spot_at_its_edge() -> None:
    show = a_show(a_segment("1", minutes(59.5)), a_spot("2", minutes(1)), a_segment("3"))

    state = as_planned(a_rule(), show)

    assert [(w.start, w.end, w.planned) for w in state.windows] == [
        (at(show, "20:00"), at(show, "21:00"), seconds(30)),
        (at(show, "21:00"), at(show, "22:00"), seconds(30)),
    ]


def test_a_time_signal_that_ends_on_the_hour_belongs_to_the_hour_before() -> None:
    signal = a_segment("1", seconds(10), kind=Kind.TIME_SIGNAL, hard_start="19:59:50")
    show = a_show(signal, a_segment("2"), on_air="19:59:50")

    state = as_planned(a_rule(), show)

    assert [window.planned for window in state.windows] == [seconds(10), 0]


def test_hours_after_midnight_are_hours_of_their_own() -> None:
    show = a_show(a_segment("1", minutes(60)), a_spot("2"), on_air="23:03")

    state = as_planned(a_rule(), show)

    assert [window.start for window in state.windows] == [at(show, "23:00"), at(show, "24:00")]
    assert [window.planned for window in state.windows] == [0, minutes(2)]


def test_clock_hours_are_those_of_the_show_s_zone() -> None:
    show = a_show(a_segment("1", minutes(59)), a_spot("2"), zone="Asia/Kolkata")

    state = as_planned(a_rule(), show)

    assert [window.planned for window in state.windows] == [minutes(1), minutes(1)]


def test_an_hour_the_show_only_partly_fills_is_marked() -> None:
    show = a_show(a_segment("1", minutes(120)), on_air="20:30")

    assert [w.is_whole for w in as_planned(a_rule(), show).windows] == [False, True, False]


def test_what_the_channel_used_before_the_show_counts_in_the_first_hour() -> None:
    show = a_show(a_segment("1", minutes(40)), a_spot("2"), a_spot("3"), on_air="20:19")
    rule = a_rule(used_elsewhere=minutes(10), limit=minutes(10.5))

    state = as_planned(rule, show)

    assert [w.planned for w in state.windows] == [minutes(11), minutes(3)]
    assert [w.is_whole for w in state.windows] == [True, False]
    assert state.first_break == ("s2", at(show, "20:59:30"))


def test_unused_time_of_one_hour_gives_nothing_to_the_next() -> None:
    show = a_show(a_segment("1", minutes(60)), a_spot("2", minutes(13)))

    state = as_planned(a_rule(), show)

    assert [window.left for window in state.windows] == [minutes(12), -minutes(1)]
    assert state.first_break == ("s2", at(show, "21:12"))


def test_a_fixed_window_counts_only_what_lies_in_it() -> None:
    show = a_show(
        a_spot("1", minutes(10)), a_segment("2", minutes(78)), a_spot("3", minutes(10)),
        on_air="19:30",
    )  # fmt: skip
    rule = a_rule(
        Method.FIXED_WINDOW,
        limit=minutes(18),
        window_from=wall("19:00"),
        window_to=wall("21:00"),
        used_elsewhere=minutes(4),
    )

    state = as_planned(rule, show)

    assert (state.planned, state.left) == (minutes(16), minutes(2))


def test_a_window_already_full_before_the_show_is_broken_without_a_segment() -> None:
    show = a_show(a_segment("1"))
    rule = a_rule(limit=minutes(5), used_elsewhere=minutes(6))

    state = as_planned(rule, show)

    assert (state.left, state.first_break) == (-minutes(1), (None, at(show, "20:00")))


def test_a_rolling_window_finds_the_fullest_stretch() -> None:
    show = a_show(
        a_spot("1", minutes(2)),
        a_segment("2", minutes(50)),
        a_spot("3", minutes(2)),
        a_segment("4", minutes(20)),
        a_spot("5", minutes(3)),
        a_segment("6", minutes(90)),
    )

    state = as_planned(a_rule(Method.ROLLING_WINDOW, limit=minutes(4)), show)

    assert (state.planned, state.left) == (minutes(5), -minutes(1))
    assert state.windows[0].start == at(show, "20:52")
    assert state.first_break == ("s5", at(show, "21:16"))


def test_a_rolling_window_may_be_shorter_than_an_hour() -> None:
    show = a_show(a_spot("1"), a_segment("2", minutes(10)), a_spot("3"), a_segment("4"))
    rule = a_rule(Method.ROLLING_WINDOW, limit=minutes(2), window_length=minutes(10))

    state = as_planned(rule, show)

    assert (state.projected, state.first_break) == (minutes(2), None)


def test_a_limit_of_nothing_is_kept_by_no_advertising_only() -> None:
    rule = a_rule(limit=Millis(0))
    assert as_planned(rule, a_show(a_segment("1"))).first_break is None

    show = a_show(a_segment("1"), a_spot("2"))
    assert as_planned(rule, show).first_break == ("s2", at(show, "20:05"))


def test_without_an_on_air_time_a_window_is_unknown_but_a_ratio_is_not() -> None:
    show = a_show(a_segment("1", minutes(60)), a_spot("2"), on_air=None)

    hour = as_planned(a_rule(), show)
    ratio = as_planned(a_rule(Method.SHOW_RATIO), show)

    assert (hour.limit, hour.left, hour.planned, hour.unknown_ads) == (None, None, minutes(2), 1)
    assert (ratio.limit, ratio.left) == (minutes(3), minutes(1))


@given(shows(is_known=True, has_hard_times=False, has_shop=False))
def test_clock_hours_together_hold_all_the_advertising(show: Show) -> None:
    state = as_planned(a_rule(), show)

    everything = sum(ad_share(segment) or 0 for segment in show.segments)
    assert sum(window.planned for window in state.windows) == everything
    assert sum(window.projected for window in state.windows) == everything


@given(shows(is_known=True, has_hard_times=False, has_shop=False), st.data())
def test_splitting_an_advertisement_never_changes_a_clock_hour(show: Show, data: Any) -> None:
    spots = [s for s in show.segments if s.kind in ADVERTISING and (s.length or 0) > 1]
    if not spots:
        return
    whole = data.draw(st.sampled_from(spots))
    cut = data.draw(st.integers(1, (whole.length or 0) - 1))
    first = replace(whole, length=Millis(cut))
    second = replace(whole, id=type(whole.id)("second"), length=Millis((whole.length or 0) - cut))
    place = show.segments.index(whole)
    parts = (*show.segments[:place], first, second, *show.segments[place + 1 :])
    split = replace(show, segments=parts)

    for method in (Method.CLOCK_HOUR, Method.ROLLING_WINDOW):
        before, after = as_planned(a_rule(method), show), as_planned(a_rule(method), split)
        assert before.windows == after.windows


@given(shows(is_known=True, has_hard_times=False, has_shop=False), st.integers(1, 40))
def test_the_rolling_window_is_the_fullest_of_all(show: Show, length: int) -> None:
    rule = a_rule(Method.ROLLING_WINDOW, window_length=minutes(length), limit=minutes(3))
    plan = plan_times(show).rooms[STAGE]
    state = as_planned(rule, show)
    spots = [
        (start, share)
        for segment, start in zip(plan.segments, plan.starts, strict=True)
        if start is not None and (share := ad_share(segment))
    ]

    def amount(end: int) -> int:
        start = end - minutes(length)
        return sum(max(0, min(s + long, end) - max(s, start)) for s, long in spots)

    ends = [s + long for s, long in spots] + [s + minutes(length) for s, _ in spots]
    assert state.projected == max(map(amount, ends), default=0)
    if state.first_break is None:
        assert state.projected <= minutes(3)
    else:
        assert state.first_break.at is not None
        assert amount(state.first_break.at) <= minutes(3) < amount(state.first_break.at + 1)
