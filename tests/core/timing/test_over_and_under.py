"""OVER and UNDER, each against one thing: hard times, the plan, the published plan, the start."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from producer_app.core.calling import AdjustTime, EndRoom, Hold, Repeat, Standby
from producer_app.core.revision import next_revision, published_starts
from producer_app.core.run import Event
from producer_app.core.show import SegmentId, Show, Standing
from producer_app.core.timing import (
    OverUnder,
    over_under,
    plan_times,
    project,
    starts_of,
)
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
)

Log = tuple[Event, ...]


def evening(**changes: Any) -> Show:
    """Forty minutes in three parts from 20:00, the third at 20:30 sharp; out at 20:50."""
    return a_show(
        a_segment("1", minutes(15)),
        a_segment("2", minutes(10)),
        a_segment("3", minutes(15), hard_start="20:30"),
        **{"hard_out": "20:50"} | changes,
    )


def on_air(show: Show, *times: str) -> Log:
    events = a_run(show, at(show, "19:00"))
    for time in times:
        events = gone(show, events, at(show, time))
    return events


def figures(show: Show, events: Log | None, now: str) -> OverUnder:
    run = None if events is None else folded(events)
    projection = project(plan_times(show), run, at(show, now))
    return over_under(projection.rooms[STAGE], projection.published)


def against_plan(show: Show, events: Log | None, now: str) -> int | None:
    return figures(show, events, now).plan


def test_late_is_over_and_early_is_under() -> None:
    show = evening()
    assert against_plan(show, on_air(show, "20:02"), "20:03") == minutes(2)
    assert against_plan(show, on_air(show, "20:00", "20:12"), "20:12") == 0, "the gap takes it"
    short = replace(show, segments=show.segments[:2])
    assert against_plan(short, on_air(short, "20:00", "20:12"), "20:12") == -minutes(3)


def test_being_early_counts_once_it_cannot_be_lost_any_more() -> None:
    """While the first is on air it may still run over; once the next is taken early, that is time
    won."""
    show = a_show(*(a_segment(n, minutes(10)) for n in "123"))
    events = on_air(show, "20:00")
    assert against_plan(show, events, "20:05") == 0
    early = gone(show, events, at(show, "20:08"))
    assert against_plan(show, early, "20:08") == -minutes(2)


def test_over_its_own_length_a_segment_counts_on_every_second() -> None:
    show = evening(hard_out=None)
    events = on_air(show, "20:00")
    assert against_plan(show, events, "20:15") == 0
    assert against_plan(show, events, "20:15:01") == seconds(1)
    assert against_plan(show, events, "20:19") == minutes(4)
    last = on_air(show, "20:00", "20:15", "20:30")
    assert against_plan(show, last, "20:46") == minutes(1)


def test_a_hold_counts_only_once_it_pushes() -> None:
    show = evening()
    events = called(show, on_air(show, "20:00", "20:15"), Hold(room=STAGE), at(show, "20:20"))
    assert figures(show, events, "20:24").plan == 0
    assert figures(show, events, "20:27").plan == minutes(2)


def test_each_figure_is_against_one_thing() -> None:
    show = evening()
    now = figures(show, on_air(show, "20:07"), "20:08")
    assert now.next_hard is not None
    assert now.out is not None
    assert (now.next_hard.at, now.next_hard.over) == (at(show, "20:30"), minutes(2))
    assert (now.out.at, now.out.over) == (at(show, "20:50"), -minutes(3))
    assert (now.plan, now.since_start, now.published) == (minutes(7), 0, None)


def test_since_the_real_start_what_is_late_by_the_start_alone_is_on_time() -> None:
    show = evening(hard_out=None)
    events = on_air(show, "20:05")
    assert figures(show, events, "20:06").since_start == 0
    more = called(show, events, AdjustTime(room=STAGE, by=minutes(1)), at(show, "20:07"))
    assert figures(show, more, "20:08").since_start == minutes(1)
    assert figures(show, a_run(show, at(show, "20:00")), "20:05").since_start is None


def test_against_the_published_plan_later_edits_are_seen() -> None:
    show = evening(hard_out=None)
    plan = plan_times(show)
    issued = next_revision(show, (), at=at(show, "18:00"), by="SM", starts=starts_of(plan))
    published = published_starts(issued)
    longer = replace(
        show, segments=(replace(show.segments[0], length=minutes(18)), *show.segments[1:])
    )

    def published_over(events: Log | None, now: str) -> int | None:
        run = None if events is None else folded(events)
        return over_under(
            project(plan_times(longer), run, at(show, now)).rooms[STAGE], published
        ).published

    assert published_over(on_air(longer, "20:00"), "20:01") == minutes(3)
    assert against_plan(longer, on_air(longer, "20:00"), "20:01") == 0
    assert published_over(on_air(longer, "20:00", "20:18", "20:31"), "20:32") == minutes(1)
    assert published_over(None, "19:00") == 0


def test_a_show_that_is_over_is_as_late_as_it_ended() -> None:
    show = evening()
    events = called(show, on_air(show, "20:00"), EndRoom(room=STAGE), at(show, "20:40"))
    assert against_plan(show, events, "21:30") == -minutes(5)


def test_with_an_unknown_length_the_figure_is_at_least_that() -> None:
    show = a_show(a_segment("1", None), a_segment("2"), hard_out="20:30")
    now = figures(show, on_air(show, "20:00"), "20:40")
    assert now.plan == minutes(40)
    assert now.out is not None
    assert (now.out.over, now.out.is_firm) == (minutes(15), False)


def test_a_repeat_is_over_by_its_length_and_not_by_the_hour() -> None:
    show = a_show(*(a_segment(n, minutes(10)) for n in "123"))
    events = on_air(show, "20:00", "20:10")
    again = called(show, events, Repeat(room=STAGE, segment=SegmentId("s1")), at(show, "20:12"))
    assert against_plan(show, events, "20:12") == 0
    assert against_plan(show, again, "20:12") == minutes(10)
    playing = gone(show, again, at(show, "20:20"))
    assert against_plan(show, playing, "20:21") == minutes(10)


def test_after_a_jump_back_it_is_over_by_all_that_comes_again() -> None:
    show = a_show(*(a_segment(n, minutes(10)) for n in "123"))
    back = Standby(room=STAGE, segment=SegmentId("s1"))
    events = called(show, on_air(show, "20:00", "20:10"), back, at(show, "20:15"))
    assert against_plan(show, events, "20:15") == minutes(20)


def test_after_a_jump_back_a_gap_that_takes_some_of_it_is_counted() -> None:
    """1 comes half an hour late, but what has not been on yet only twenty minutes."""
    show = a_show(
        a_segment("1", minutes(10)),
        a_segment("2", minutes(10), hard_start="20:20"),
        a_segment("3", minutes(10)),
    )
    back = Standby(room=STAGE, segment=SegmentId("s1"))
    events = called(show, on_air(show, "20:00", "20:20"), back, at(show, "20:25"))
    assert against_plan(show, events, "20:25") == minutes(20)


def test_what_is_taken_before_its_turn_and_comes_again_is_over_by_its_length() -> None:
    show = a_show(*(a_segment(n, minutes(10)) for n in "1234"))
    more = Repeat(room=STAGE, segment=SegmentId("s4"))
    events = called(show, on_air(show, "20:00"), more, at(show, "20:05"))
    assert against_plan(show, events, "20:05") == minutes(10)


def test_what_is_put_in_on_the_night_is_over_by_its_length() -> None:
    show = a_show(
        a_segment("1", minutes(10)),
        a_segment("1A", minutes(4), standing=Standing.UNPLANNED),
        a_segment("2", minutes(10)),
    )
    assert against_plan(show, on_air(show, "20:00"), "20:01") == minutes(4)
