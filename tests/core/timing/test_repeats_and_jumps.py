"""What is played again is bound by no time that is past, and comes twice where it must."""

from __future__ import annotations

from dataclasses import replace

from producer_app.core.calling import Repeat, Skip, Standby
from producer_app.core.show import SegmentId, Show
from tests.builders import (
    STAGE,
    a_run,
    a_segment,
    a_shop,
    a_shop_segment,
    a_show,
    a_stage,
    at,
    called,
    gone,
    minutes,
    wall,
)
from tests.core.timing.evenings import Log
from tests.core.timing.reading import hards, on_air, standing, walls
from tests.core.timing.two_rooms import LI, two_rooms

TEN = minutes(10)


def repeated(show: Show, key: str, *times: str, when: str, then_go: str | None = None) -> Log:
    events = on_air(show, *times)
    events = called(show, events, Repeat(room=STAGE, segment=SegmentId(key)), at(show, when))
    return events if then_go is None else gone(show, events, at(show, then_go))


def test_a_repeat_is_not_late_for_the_hard_time_of_its_first_time() -> None:
    show = a_show(
        a_segment("1", minutes(10), hard_start="20:00", hard_end=wall("20:15")),
        a_segment("2", minutes(10), hard_start="20:15"),
        a_segment("3", minutes(10), hard_start="20:40"),
    )
    ready = standing(show, repeated(show, "s1", "20:00", "20:15", when="20:17"), "20:18")
    assert walls(show, ready.expected) == ["20:25", None, "20:40"]
    assert hards(show, ready) == [("START", "20:40", -5.0)]

    again = repeated(show, "s1", "20:00", "20:15", when="20:17", then_go="20:25")
    playing = standing(show, again, "20:26")
    assert walls(show, playing.expected) == [None, None, "20:40"]
    assert hards(show, playing) == [("START", "20:40", -5.0)]


def test_what_is_played_before_its_hard_time_does_not_wait_for_it() -> None:
    """Number 3 at 20:40 is wanted now as well: now it waits for nothing, in its turn it does."""
    show = a_show(
        a_segment("1", minutes(10)),
        a_segment("2", minutes(10)),
        a_segment("3", minutes(10), hard_start="20:40"),
        a_segment("4", minutes(10)),
    )
    times = standing(show, repeated(show, "s3", "20:00", when="20:05"), "20:05")
    assert walls(show, times.expected) == [None, "20:20", "20:10", "20:50"]
    assert hards(show, times) == [("START", "20:40", -10.0)]


def test_what_was_skipped_is_not_late_for_a_hard_end_that_is_past() -> None:
    show = a_show(
        a_segment("1", minutes(10)),
        a_segment("2", minutes(10), hard_end=wall("20:20")),
        a_segment("3", minutes(10)),
    )
    skip = Skip(room=STAGE, segment=SegmentId("s2"))
    events = called(show, on_air(show, "20:00"), skip, at(show, "20:05"))
    events = gone(show, events, at(show, "20:25"))
    late = Repeat(room=STAGE, segment=SegmentId("s2"))
    times = standing(show, called(show, events, late, at(show, "20:26")), "20:26")
    assert walls(show, times.expected) == [None, "20:35", None]
    assert hards(show, times) == []


def test_after_a_jump_back_only_the_hard_times_still_ahead_bind() -> None:
    show = a_show(
        a_segment("1", minutes(10), hard_start="20:00"),
        a_segment("2", minutes(10), hard_start="20:10"),
        a_segment("3", minutes(10), hard_start="20:40"),
    )
    back = Standby(room=STAGE, segment=SegmentId("s1"))
    events = called(show, on_air(show, "20:00", "20:10"), back, at(show, "20:12"))
    times = standing(show, events, "20:13")
    assert walls(show, times.expected) == ["20:20", "20:30", "20:40"]
    assert hards(show, times) == [("START", "20:40", 0.0)]


def test_what_is_to_come_and_is_put_in_once_more_comes_twice() -> None:
    show = a_show(*(a_segment(n, minutes(10)) for n in "1234"))
    times = standing(show, repeated(show, "s4", "20:00", when="20:05"), "20:05")
    assert [times.plan.segments[n].number for n in times.coming] == ["4", "2", "3", "4"]
    assert walls(show, times.expected) == [None, "20:20", "20:30", "20:10"]
    assert times.end == at(show, "20:50")


def test_a_repeat_comes_first_where_nobody_knows_when_what_follows_it_begins() -> None:
    """Nothing says when the stage opens; Li comes to it from the shop at 20:12 at the earliest."""
    show = two_rooms(on_air=None, rooms=(a_stage(), a_shop(on_air=wall("20:00"))))
    stage = (
        a_segment("1", minutes(10)),
        a_segment("2", minutes(10), talent=LI, hard_start="20:30"),
        a_segment("3", minutes(10), talent=LI),
    )
    show = replace(show, segments=(*stage, a_shop_segment("S", minutes(10), talent=LI)))
    once_more = Repeat(room=STAGE, segment=SegmentId("s3"))
    events = called(show, a_run(show, at(show, "19:50")), once_more, at(show, "19:55"))
    times = standing(show, events, "20:00")
    assert [times.plan.segments[n].number for n in times.coming] == ["3", "1", "2", "3"]
    assert walls(show, times.down.starts) == ["20:12", "20:22", "20:32", "20:42"]


def test_a_repeat_that_is_given_up_at_the_end_of_the_rundown_leaves_nothing_to_come() -> None:
    show = a_show(*(a_segment(n, minutes(10)) for n in "123"))
    events = repeated(show, "s1", "20:00", "20:05", "20:10", when="20:12", then_go="20:20")
    events = called(show, events, Repeat(room=STAGE, segment=SegmentId("s2")), at(show, "20:21"))
    skip = Skip(room=STAGE, segment=SegmentId("s2"))
    assert standing(show, called(show, events, skip, at(show, "20:22")), "20:22").coming == ()
