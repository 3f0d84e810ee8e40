"""A segment that must be over at a time: gaps, overlaps, lengths that nobody knows."""

from __future__ import annotations

from typing import Any

from producer_app.core.calling import Hold
from producer_app.core.show import SegmentId, Show, Standing
from tests.builders import (
    STAGE,
    a_segment,
    a_show,
    at,
    called,
    minutes,
    wall,
)
from tests.core.timing.reading import hards, on_air, planned, standing, walls

TEN = minutes(10)


def until(end: str, length: Any = TEN, **changes: Any) -> Show:
    """10 minutes, then a segment that must be over at ``end``, then 10 minutes; out at 21:00."""
    return a_show(
        a_segment("1", minutes(10)),
        a_segment("2", length, hard_end=wall(end), **changes),
        a_segment("3", minutes(10)),
        hard_out="21:00",
    )


def test_a_hard_end_that_is_reached_early_leaves_a_gap_and_the_next_starts_at_it() -> None:
    plan = planned(until("20:25"))
    assert walls(until("20:25"), plan.starts) == ["20:00", "20:10", "20:25"]
    assert hards(until("20:25"), plan) == [("END", "20:25", -5.0), ("OUT", "21:00", -25.0)]


def test_a_hard_end_that_is_missed_is_an_overlap_and_the_next_is_planned_at_it() -> None:
    plan = planned(until("20:15"))
    assert walls(until("20:15"), plan.starts) == ["20:00", "20:10", "20:15"]
    assert hards(until("20:15"), plan) == [("END", "20:15", 5.0), ("OUT", "21:00", -35.0)]


def test_as_expected_a_missed_hard_end_pushes_on_what_follows() -> None:
    show = until("20:15")
    times = standing(show, on_air(show, "20:01"), "20:02")
    assert walls(show, times.expected) == [None, "20:11", "20:21"]
    assert hards(show, times) == [("END", "20:15", 6.0), ("OUT", "21:00", -29.0)]


def test_back_times_run_up_from_a_hard_end() -> None:
    show = until("20:25")
    assert walls(show, planned(show).backs) == ["20:05", "20:15", "20:50"]


def test_without_a_length_it_lasts_until_its_hard_end() -> None:
    show = until("20:25", None)
    plan = planned(show)
    assert (plan.length_of(1), plan.firm, plan.end_firm) == (minutes(15), (True,) * 3, True)
    assert walls(show, plan.backs) == ["20:15", "20:25", "20:50"]
    assert plan.back_firm == (False, False, True), "at the latest then, with nothing in between"


def test_behind_another_unknown_length_nobody_knows_how_long_it_lasts() -> None:
    show = a_show(a_segment("1", None), a_segment("2", None, hard_end=wall("20:25")))
    assert planned(show).length_of(1) is None
    assert (planned(show).end, planned(show).end_firm) == (at(show, "20:25"), True)


def test_without_a_length_and_too_late_for_its_hard_end_it_takes_no_time() -> None:
    show = until("20:05", None)
    assert planned(show).length_of(1) == 0
    times = standing(show, on_air(show, "20:00"), "20:01")
    assert walls(show, times.expected) == [None, "20:10", "20:10"]
    assert hards(show, times)[0] == ("END", "20:05", 5.0)


def test_on_air_with_a_hard_end_the_next_waits_for_it() -> None:
    show = until("20:25")
    times = standing(show, on_air(show, "20:00", "20:10"), "20:12")
    assert walls(show, times.expected) == [None, None, "20:25"]
    assert hards(show, times)[0] == ("END", "20:25", -5.0)
    assert times.next_hard is not None
    assert times.next_hard.boundary == 2


def test_on_air_past_its_hard_end_it_is_over_by_every_second() -> None:
    show = until("20:15")
    times = standing(show, on_air(show, "20:00", "20:10"), "20:22")
    assert hards(show, times)[0] == ("END", "20:15", 7.0)
    assert walls(show, times.expected) == [None, None, "20:22"]


def test_on_air_without_a_length_the_time_left_is_the_time_to_its_hard_end() -> None:
    show = until("20:25", None)
    events = on_air(show, "20:00", "20:10")
    times = standing(show, events, "20:20")
    assert times.left(at(show, "20:20")) == minutes(5)
    assert times.left(at(show, "20:26")) == -minutes(1)
    assert walls(show, times.expected) == [None, None, "20:25"]
    assert times.end_of(SegmentId("s2")) == at(show, "20:25")


def test_put_in_on_the_night_it_is_held_to_its_hard_end_like_any_other() -> None:
    show = until("20:25", None, standing=Standing.UNPLANNED)
    assert hards(show, planned(show)) == [("OUT", "21:00", -40.0)]
    coming = standing(show, on_air(show, "20:00"), "20:01")
    assert walls(show, coming.expected) == [None, "20:10", "20:25"]
    assert coming.end_of(SegmentId("s2")) == at(show, "20:25")
    playing = standing(show, on_air(show, "20:00", "20:10"), "20:20")
    assert walls(show, playing.expected) == [None, None, "20:25"]


def test_a_hold_across_a_hard_end_is_over_from_then_on() -> None:
    show = until("20:25")
    events = called(show, on_air(show, "20:00", "20:10"), Hold(room=STAGE), at(show, "20:15"))
    assert hards(show, standing(show, events, "20:20"))[0] == ("END", "20:25", 0.0)
    assert hards(show, standing(show, events, "20:30"))[0] == ("END", "20:25", 10.0)
