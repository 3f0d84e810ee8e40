"""What is spent and what is still to come while a room is on the air."""

from __future__ import annotations

from hypothesis import given

from producer_app.core.budget import evaluate
from producer_app.core.calling import AdjustTime, Repeat, Standby
from producer_app.core.show import Method, Show
from producer_app.core.timing import plan_times, project
from tests.builders import (
    STAGE,
    a_run,
    a_segment,
    a_show,
    at,
    called,
    folded,
    gone,
    minutes,
    seconds,
    shows,
)
from tests.core.budget.ruled import a_rule, a_spot, as_planned, as_run


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
