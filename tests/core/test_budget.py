"""The ad budget: what counts, in which window, and what is left of it, planned and as run."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from producer_app.core.budget import RuleState, ad_share, evaluate, is_complete, rule_states
from producer_app.core.calling import AdjustTime, Repeat, Standby
from producer_app.core.show import (
    ADVERTISING,
    AdRule,
    AdRuleId,
    Kind,
    Method,
    Output,
    Show,
    Standing,
)
from producer_app.core.timebase import Millis
from producer_app.core.timing import plan_times, project
from tests.builders import (
    SHOP,
    STAGE,
    Fields,
    a_run,
    a_segment,
    a_shop_segment,
    a_show,
    a_stage,
    at,
    called,
    folded,
    gone,
    minutes,
    seconds,
    shows,
    wall,
)


def a_rule(method: Method = Method.CLOCK_HOUR, **changes: Any) -> AdRule:
    """Twelve minutes in an hour, or five per cent for a ratio."""
    fields: Fields = {"id": AdRuleId("rule"), "title": "A rule", "room": STAGE, "method": method}
    if method is Method.SHOW_RATIO:
        fields["limit_permille"] = 50
    else:
        fields["limit"] = minutes(12)
    return AdRule(**fields | changes)


def a_spot(number: str, length: Millis | None = minutes(2), **changes: Any) -> Any:
    return a_segment(number, length, **{"kind": Kind.SPOT} | changes)


def as_planned(rule: AdRule, show: Show) -> RuleState:
    """The rule before any run."""
    return evaluate(rule, project(plan_times(show), None, at(show, "12:00")))


def as_run(rule: AdRule, show: Show, events: Any, now: str) -> RuleState:
    """The rule in a run at a show-day time."""
    return evaluate(rule, project(plan_times(show), folded(events), at(show, now)))


def test_a_segment_whose_kind_counts_counts_whole() -> None:
    assert ad_share(a_spot("1", seconds(90))) == seconds(90)


def test_another_segment_counts_its_own_ad_time() -> None:
    assert ad_share(a_segment("1", minutes(4), ad=seconds(10))) == seconds(10)


def test_a_channel_in_a_zone_that_nobody_knows_is_counted_on_the_show_s_clock() -> None:
    stray = a_stage(outputs=(Output(name="Mars One", zone="Mars/Olympus"),))
    spots = (a_spot("1"), a_segment("2", minutes(70)), a_spot("3"))
    rule = a_rule(output="Mars One")
    found = as_planned(rule, a_show(*spots, rooms=(stray,)))
    assert found == as_planned(rule, a_show(*spots, rooms=(a_stage(),)))


def test_ad_time_inside_a_segment_is_never_more_than_the_segment() -> None:
    assert ad_share(a_segment("1", seconds(5), ad=seconds(10))) == seconds(5)


def test_a_floated_or_omitted_advertisement_counts_nothing() -> None:
    for standing in (Standing.FLOATED, Standing.OMITTED):
        assert ad_share(a_spot("1", standing=standing)) == 0


def test_an_advertisement_of_unknown_length_is_unknown_and_not_zero() -> None:
    assert ad_share(a_spot("1", None)) is None


def test_a_pitch_counts_only_where_the_rule_says_so() -> None:
    pitch = a_segment("1", minutes(3), kind=Kind.PITCH)
    assert ad_share(pitch) == 0
    assert ad_share(pitch, ADVERTISING | {Kind.PITCH}) == minutes(3)


def test_a_ratio_holds_advertising_against_performance() -> None:
    show = a_show(
        a_segment("1", minutes(60), ad=seconds(60)), a_spot("2"), a_segment("3", minutes(41))
    )

    state = as_planned(a_rule(Method.SHOW_RATIO), show)

    assert state.planned_performance == minutes(100)
    assert state.planned == state.projected == minutes(3)
    assert (state.spent, state.limit, state.left) == (0, minutes(5), minutes(2))
    assert state.first_break is None


def test_host_links_are_neither_advertising_nor_performance() -> None:
    show = a_show(a_segment("1", minutes(10), kind=Kind.HOST_LINK), a_spot("2"))

    state = as_planned(a_rule(Method.SHOW_RATIO), show)

    assert (state.performance, state.planned, state.left) == (0, minutes(2), -minutes(2))


def test_a_ratio_says_where_it_is_first_broken() -> None:
    show = a_show(a_segment("1", minutes(40)), a_spot("2", minutes(1)), a_spot("3", minutes(3)))

    state = as_planned(a_rule(Method.SHOW_RATIO), show)

    assert state.left == -minutes(2)
    assert state.first_break == ("s3", at(show, "20:42"))


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


def test_advertisements_of_unknown_length_are_counted_as_unknown() -> None:
    show = a_show(a_spot("1", None), a_spot("2", None, standing=Standing.FLOATED), a_spot("3"))

    for method in (Method.CLOCK_HOUR, Method.SHOW_RATIO, Method.ROLLING_WINDOW):
        state = as_planned(a_rule(method), show)
        assert (state.unknown_ads, state.planned) == (1, minutes(2))


def test_performance_of_unknown_length_is_told_to_the_ratio() -> None:
    show = a_show(a_segment("1", None), a_segment("2", minutes(20)), a_spot("3"))

    state = as_planned(a_rule(Method.SHOW_RATIO), show)

    assert (state.performance, state.unknown_performance) == (minutes(20), 1)


def test_without_an_on_air_time_a_window_is_unknown_but_a_ratio_is_not() -> None:
    show = a_show(a_segment("1", minutes(60)), a_spot("2"), on_air=None)

    hour = as_planned(a_rule(), show)
    ratio = as_planned(a_rule(Method.SHOW_RATIO), show)

    assert (hour.limit, hour.left, hour.planned, hour.unknown_ads) == (None, None, minutes(2), 1)
    assert (ratio.limit, ratio.left) == (minutes(3), minutes(1))


@pytest.mark.parametrize(
    "rule",
    [
        a_rule(limit=None),
        a_rule(Method.SHOW_RATIO, limit_permille=None),
        a_rule(Method.FIXED_WINDOW),
        a_rule(Method.FIXED_WINDOW, window_from=wall("21:00"), window_to=wall("19:00")),
        a_rule(Method.ROLLING_WINDOW, limit=None),
    ],
)
def test_a_rule_without_its_numbers_has_sums_but_no_limit(rule: AdRule) -> None:
    state = as_planned(rule, a_show(a_segment("1"), a_spot("2")))

    assert not is_complete(rule)
    assert (state.planned, state.limit, state.left, state.first_break) == (
        minutes(2),
        None,
        None,
        None,
    )


def test_a_rule_counts_its_own_room_only() -> None:
    show = a_show(a_spot("1"), a_shop_segment("2", minutes(9), kind=Kind.SPOT))

    assert as_planned(a_rule(), show).planned == minutes(2)
    assert as_planned(a_rule(room=SHOP), show).planned == minutes(9)


def test_on_air_what_has_run_is_spent_and_the_rest_is_still_to_come() -> None:
    show = a_show(a_spot("1", minutes(3)), a_segment("2", minutes(30)), a_spot("3", minutes(1)))
    events = gone(show, a_run(show, at(show, "20:00")), at(show, "20:00"))

    state = as_run(a_rule(), show, events, "20:01")

    assert (state.spent, state.planned, state.projected) == (minutes(1), minutes(4), minutes(4))


def test_an_advertisement_that_overruns_is_spent_as_it_really_ran() -> None:
    show = a_show(a_spot("1", minutes(3)), a_segment("2", minutes(30)), a_spot("3", minutes(1)))
    events = gone(show, a_run(show, at(show, "20:00")), at(show, "20:00"))

    running_over = as_run(a_rule(), show, events, "20:04")
    over = as_run(a_rule(), show, gone(show, events, at(show, "20:05")), "20:30")

    assert (running_over.spent, running_over.projected) == (minutes(4), minutes(5))
    assert (over.spent, over.projected) == (minutes(5), minutes(6))


def test_an_advertisement_cut_short_gives_back_its_rest() -> None:
    show = a_show(a_spot("1", minutes(3)), a_segment("2", minutes(30)), a_spot("3", minutes(1)))
    events = gone(show, a_run(show, at(show, "20:00")), at(show, "20:00"))
    events = gone(show, events, at(show, "20:02"))

    state = as_run(a_rule(), show, events, "20:10")

    assert (state.spent, state.projected) == (minutes(2), minutes(3))


def test_time_given_to_an_advertisement_on_air_is_projected_at_once() -> None:
    show = a_show(a_spot("1", minutes(3)), a_segment("2", minutes(30)))
    events = gone(show, a_run(show, at(show, "20:00")), at(show, "20:00"))
    events = called(show, events, AdjustTime(room=STAGE, by=minutes(1)), at(show, "20:01"))

    assert as_run(a_rule(), show, events, "20:01").projected == minutes(4)


def test_a_repeat_of_an_advertisement_counts_again() -> None:
    show = a_show(a_spot("1", minutes(2)), a_segment("2", minutes(5)), a_segment("3", minutes(5)))
    events = gone(show, a_run(show, at(show, "20:00")), at(show, "20:00"))
    events = gone(show, events, at(show, "20:02"))
    again = Standby(room=STAGE, segment=show.segments[0].id)
    events = called(show, events, again, at(show, "20:03"))

    before = as_run(a_rule(), show, events, "20:03")
    events = gone(show, events, at(show, "20:07"))
    after = as_run(a_rule(), show, events, "20:09")

    assert (before.spent, before.projected) == (minutes(2), minutes(4))
    assert (after.spent, after.projected) == (minutes(4), minutes(4))


def test_an_advertisement_that_comes_once_more_and_in_its_turn_counts_in_both_hours() -> None:
    show = a_show(a_segment("1", minutes(10)), a_segment("2", minutes(60)), a_spot("3", minutes(2)))
    events = gone(show, a_run(show, at(show, "20:00")), at(show, "20:00"))
    again = Repeat(room=STAGE, segment=show.segments[2].id)
    events = called(show, events, again, at(show, "20:03"))

    state = as_run(a_rule(), show, events, "20:04")

    assert [window.projected for window in state.windows] == [minutes(2), minutes(2)]


def test_the_ad_time_inside_a_song_is_spent_at_its_start() -> None:
    show = a_show(a_segment("1", minutes(4), ad=seconds(20)), a_segment("2"))
    events = gone(show, a_run(show, at(show, "20:00")), at(show, "20:00"))

    early = as_run(a_rule(), show, events, "20:00:15")
    late = as_run(a_rule(), show, events, "20:03")

    assert (early.spent, early.projected) == (seconds(15), seconds(20))
    assert (late.spent, late.projected) == (seconds(20), seconds(20))


def test_the_headline_is_the_hour_that_now_is_in() -> None:
    show = a_show(a_spot("1", minutes(5)), a_segment("2", minutes(70)), a_spot("3", minutes(1)))
    events = gone(show, a_run(show, at(show, "20:00")), at(show, "20:00"))
    events = gone(show, events, at(show, "20:05"))

    assert as_run(a_rule(), show, events, "20:59").planned == minutes(5)
    assert as_run(a_rule(), show, events, "21:00").planned == minutes(1)


def test_a_late_show_pushes_advertising_into_the_next_hour() -> None:
    show = a_show(a_segment("1", minutes(50)), a_spot("2", minutes(10)), a_segment("3"))
    events = gone(show, a_run(show, at(show, "20:00")), at(show, "20:00"))

    state = as_run(a_rule(), show, events, "20:56")

    assert [(w.planned, w.projected) for w in state.windows] == [
        (minutes(10), minutes(4)),
        (0, minutes(6)),
    ]


def test_all_rules_of_a_show_come_in_order_and_equal_their_single_evaluation() -> None:
    rules = tuple(
        a_rule(method, id=AdRuleId(method), window_from=wall("19:00"), window_to=wall("21:00"))
        for method in Method
    )
    show = a_show(a_segment("1", minutes(58)), a_spot("2", minutes(4)), ad_rules=rules)
    projection = project(plan_times(show), None, at(show, "20:00"))

    states = rule_states(projection)

    assert states == tuple(evaluate(rule, projection) for rule in rules)
    assert [state.rule.method for state in states] == list(Method)


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


@given(shows(is_known=True, has_hard_times=False, has_shop=False))
def test_planned_is_as_run_when_everything_runs_to_plan(show: Show) -> None:
    plan = plan_times(show)
    times = plan.rooms[STAGE]
    timed = [
        (segment, start)
        for segment, start in zip(times.segments, times.starts, strict=True)
        if segment.is_timed and start is not None and (segment.length or 0) >= 1_000
    ]
    if len(timed) != sum(segment.is_timed for segment in times.segments) or not timed:
        return
    events = a_run(show, timed[0][1])
    for _, start in timed:
        events = gone(show, events, start)
    assert times.end is not None
    projection = project(plan, folded(events), times.end)

    for method in (Method.CLOCK_HOUR, Method.SHOW_RATIO, Method.ROLLING_WINDOW):
        state, planned = evaluate(a_rule(method), projection), as_planned(a_rule(method), show)
        assert [(w.spent, w.planned, w.projected) for w in state.windows] == [
            (w.planned, w.planned, w.planned) for w in planned.windows
        ]
        assert (state.limit, state.performance) == (
            planned.limit,
            planned.performance,
        )


def test_fewer_breaks_than_none_are_never_allowed() -> None:
    rule = a_rule(Method.BREAKS_PER_LENGTH, limit=None, limit_count=-1, window_length=minutes(10))
    state = as_planned(rule, a_show(a_segment("1"), a_spot("2"), a_segment("3"), a_segment("4")))
    assert (state.limit, state.first_break) == (0, ("s2", at(a_show(), "20:05")))
