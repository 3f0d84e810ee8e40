"""Several days in one show, and a hard out that moves with the start."""

from __future__ import annotations

import pytest

from producer_app.core.calling import EndRoom, Standby
from producer_app.core.edits import ChangeShow, SetStanding
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


def two_days() -> Show:
    """A day until 22:00, and a day that opens at 20:00 of the next."""
    return a_show(
        a_segment("1", minutes(60)),
        a_segment("2", minutes(30), hard_end=wall("22:00")),
        a_segment("3", minutes(60), hard_start="44:00", is_opening=True),
        a_segment("4", minutes(60)),
        hard_out="46:00",
    )


def test_a_second_day_opens_on_time_and_nobody_fills_the_night() -> None:
    show = two_days()
    plan = planned(show)
    assert walls(show, plan.starts) == ["20:00", "21:00", "44:00", "45:00"]
    assert hards(show, plan) == [
        ("END", "22:00", -30.0),
        ("START", "44:00", 0.0),
        ("OUT", "46:00", 0.0),
    ]


def test_the_time_used_up_does_not_count_the_night() -> None:
    plan = planned(two_days())
    assert [plan.cume_of(n) for n in range(4)] == [
        minutes(60), minutes(90), minutes(150), minutes(210),
    ]  # fmt: skip


def test_the_back_times_of_a_day_do_not_reach_into_the_night_before() -> None:
    show = SetStanding(segments=(SegmentId("s2"),), standing=Standing.FLOATED).apply(two_days())
    assert walls(show, planned(show).backs) == [None, None, "44:00", "45:00"]


def test_a_day_that_runs_into_the_next_one_is_an_overlap() -> None:
    show = a_show(
        a_segment("1", minutes(25 * 60)),
        a_segment("2", minutes(60), hard_start="44:00", is_opening=True),
    )
    assert hards(show, planned(show)) == [("START", "44:00", 60.0)]


def test_before_day_two_opens_everybody_waits_for_it() -> None:
    show = two_days()
    events = called(show, on_air(show, "20:00", "21:00"), EndRoom(room=STAGE), at(show, "21:31"))
    events = called(
        show, events, Standby(room=STAGE, segment=SegmentId("s3")), at(show, "43:00")
    )  # fmt: skip
    times = standing(show, events, "43:50")
    assert walls(show, times.expected) == [None, None, "44:00", "45:00"]
    assert hards(show, times) == [("START", "44:00", 0.0), ("OUT", "46:00", 0.0)]
    late = standing(show, events, "44:03")
    assert hards(show, late) == [("START", "44:00", 3.0), ("OUT", "46:00", 3.0)]


def keeping() -> Show:
    show = a_show(a_segment("1", minutes(30)), a_segment("2", minutes(30)), hard_out="21:00")
    return ChangeShow(changes={"keeps_length": True}).apply(show)


@pytest.mark.parametrize(("start", "out"), [("20:07", "21:07"), ("19:58", "20:58")])
def test_a_promised_length_moves_the_hard_out_with_the_real_start(start: str, out: str) -> None:
    show = keeping()
    times = standing(show, on_air(show, start), "20:10")
    assert hards(show, times) == [("OUT", out, 0.0)]
    assert times.hard_out == at(show, out)


def test_a_promised_length_is_not_over_while_it_waits_for_the_programme_ahead() -> None:
    show = keeping()
    times = standing(show, on_air(show), "20:09")
    assert hards(show, times) == [("OUT", "21:09", 0.0)]


def test_without_a_promised_length_the_hard_out_stays() -> None:
    show = ChangeShow(changes={"keeps_length": False}).apply(keeping())
    assert hards(show, standing(show, on_air(show, "20:07"), "20:10")) == [("OUT", "21:00", 7.0)]
