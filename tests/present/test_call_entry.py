"""Typed calls: what is understood of them, what is refused, and what a GO in between does."""

from __future__ import annotations

import pytest

from producer_app.core.calling import AdjustTime, CorrectTake, Hold
from producer_app.core.errors import BadInput, Refused
from producer_app.core.run import Event
from producer_app.core.timebase import Millis
from producer_app.core.timing import Projection, plan_times, project
from producer_app.present.call_entry import (
    AskedAbout,
    asked_about,
    start_call,
    take_echo,
    time_call,
    time_echo,
)
from producer_app.present.words import words
from tests.builders import STAGE, a_run, a_segment, a_show, at, called, folded, gone, minutes

EN, ZH = words("en"), words("zh")
SHOW = a_show(a_segment("1", minutes(4)), a_segment("2", minutes(5)), a_segment("3", None))
TIME = AdjustTime(room=STAGE, by=Millis(0))
START = CorrectTake(room=STAGE, by=Millis(0))


def on_air(segments: int = 1) -> tuple[Event, ...]:
    events = a_run(SHOW, at(SHOW, "19:58"))
    for minute in range(segments):
        events = gone(SHOW, events, at(SHOW, f"20:{minute:02d}"))
    return events


def seen(events: tuple[Event, ...], when: str = "20:03") -> Projection:
    return project(plan_times(SHOW), folded(events), at(SHOW, when))


def asked(events: tuple[Event, ...]) -> AskedAbout:
    return asked_about(seen(events), START)


def time_of(events: tuple[Event, ...], typed: str) -> int:
    about = asked(events)
    return time_call(about, about.take, typed, seen(events)).by


@pytest.mark.parametrize(
    ("typed", "by", "echo"),
    [
        ("+0:30", 30, "0:30 more: it lasts 4:30, until 20:04:30"),
        ("-0:30", -30, "0:30 less: it lasts 3:30, until 20:03:30"),
        ("5", -235, "3:55 less: it lasts 0:05, until 20:03:00"),
        ("4:30", 30, "0:30 more: it lasts 4:30, until 20:04:30"),
        ("+1m", 60, "1:00 more: it lasts 5:00, until 20:05:00"),
        ("4:00", 0, "As it is: it lasts 4:00, until 20:04:00"),
        ("20:05:00", 60, "1:00 more: it lasts 5:00, until 20:05:00"),
        ("20时3分30秒", -30, "0:30 less: it lasts 3:30, until 20:03:30"),
        ("8:04:10pm", 10, "0:10 more: it lasts 4:10, until 20:04:10"),
        ("19:00:00", -240, "4:00 less: it lasts 0:00, until 20:03:00"),
    ],
)
def test_time_is_typed_as_more_less_or_all_of_it(typed: str, by: int, echo: str) -> None:
    assert time_of(on_air(), typed) == by * 1_000
    assert time_echo(asked(on_air()), typed, seen(on_air()), EN) == echo


def test_the_end_of_a_take_that_is_held_counts_from_where_it_is() -> None:
    held = called(SHOW, on_air(), Hold(room=STAGE), at(SHOW, "20:01"))
    assert time_of(held, "20:06:30") == 30 * 1_000


def test_as_long_as_the_segment_before_counts_from_its_length() -> None:
    assert time_of(on_air(2), "prev") == -minutes(1)
    assert time_of(on_air(2), "prev+0:10") == -50 * 1_000


def test_time_counts_from_what_was_added_before() -> None:
    longer = called(SHOW, on_air(), AdjustTime(room=STAGE, by=minutes(1)), at(SHOW, "20:01"))
    assert time_of(longer, "6:00") == minutes(1)
    assert time_of(longer, "-1:00") == -minutes(1)


@pytest.mark.parametrize("typed", ["", "?", "soon", "-9:00", "prev"])
def test_a_time_that_is_not_understood_is_refused_with_an_example(typed: str) -> None:
    with pytest.raises(BadInput):
        time_of(on_air(), typed)


@pytest.mark.parametrize(
    ("typed", "by", "echo"),
    [
        ("8", -8, "It started at 19:59:52, 0:08 earlier"),
        ("-0:08", -8, "It started at 19:59:52, 0:08 earlier"),
        ("+8", 8, "It started at 20:00:08, 0:08 later"),
        ("20:00:05", 5, "It started at 20:00:05, 0:05 later"),
        ("8pm", 0, "It started at 20:00:00, as logged"),
    ],
)
def test_a_start_is_typed_as_earlier_later_or_a_time(typed: str, by: int, echo: str) -> None:
    assert start_call(asked(on_air()), typed, SHOW).by == by * 1_000
    assert take_echo(asked(on_air()), typed, SHOW, EN) == echo


def test_a_start_is_typed_as_the_end_of_the_one_before() -> None:
    late = called(SHOW, on_air(2), CorrectTake(room=STAGE, by=Millis(8_000)), at(SHOW, "20:02"))
    assert start_call(asked(late), "prev", SHOW).by == 0
    assert start_call(asked(late), "prev-0:05", SHOW).by == -5_000


@pytest.mark.parametrize("typed", ["12:01am", "24:01:00", "凌晨0点1分"])
def test_past_midnight_a_time_is_the_one_nearest_by(typed: str) -> None:
    show = a_show(a_segment("1", hard_start="24:00"))
    events = gone(show, a_run(show, at(show, "23:58")), at(show, "24:00:55"))
    now = project(plan_times(show), folded(events), at(show, "24:02"))
    assert start_call(asked_about(now, START), typed, show).by == 5_000


def test_on_the_second_day_a_time_is_of_that_day() -> None:
    show = a_show(a_segment("1", hard_start="34:00", is_opening=True))
    events = gone(show, a_run(show, at(show, "33:58")), at(show, "34:00:05"))
    now = project(plan_times(show), folded(events), at(show, "34:02"))
    about = asked_about(now, START)
    assert start_call(about, "10:00:00", show).by == -5_000
    assert take_echo(about, "10:00:00", show, EN) == "It started at 10:00:00 (day 2), 0:05 earlier"
    assert time_call(about, about.take, "10:06:05", now).by == minutes(1)


@pytest.mark.parametrize("typed", ["", "   ", "soon", "99:99:99", "prev"])
def test_a_start_that_is_not_understood_is_refused_with_an_example(typed: str) -> None:
    with pytest.raises(BadInput):
        start_call(asked(on_air()), typed, SHOW)


@pytest.mark.parametrize("call", [TIME, START])
def test_with_nothing_on_air_nothing_is_asked(call: AdjustTime | CorrectTake) -> None:
    with pytest.raises(Refused, match="Nothing is on air"):
        asked_about(seen(on_air(0)), call)
    with pytest.raises(Refused, match="Nothing is running"):
        asked_about(project(plan_times(SHOW), None, at(SHOW, "20:00")), call)


def test_a_length_that_nobody_knows_is_not_asked_about() -> None:
    with pytest.raises(Refused, match="3 Song 3 has no length"):
        asked_about(seen(on_air(3)), TIME)
    assert asked_about(seen(on_air(3)), START).name == "3 Song 3"


def test_a_go_before_the_answer_leaves_the_next_segment_alone() -> None:
    about = asked(on_air())
    held = called(SHOW, on_air(), Hold(room=STAGE), at(SHOW, "20:03"))
    assert about.still(seen(held)).held_since is not None
    with pytest.raises(Refused, match="1 Song 1 is not on air any more"):
        about.still(seen(on_air(2)))


def test_the_echo_is_in_the_language_of_the_window() -> None:
    about = asked(on_air())
    assert take_echo(about, "8", SHOW, ZH) == "19:59:52 开始，早 0:08"
    assert time_echo(about, "+30", seen(on_air()), ZH) == "加 0:30：共 4:30，到 20:04:30"
