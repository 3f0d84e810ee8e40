"""What cannot move and what was set by hand: hard ends, hit times, days, a promised length."""

from __future__ import annotations

from typing import Any

import pytest

from producer_app.core.calling import EndRoom, Hold, Repeat, Skip, Standby
from producer_app.core.edits import ChangeShow, SetStanding
from producer_app.core.run import Event
from producer_app.core.show import SegmentId, Show, Standing
from producer_app.core.timing import RoomPlan, RoomTimes, plan_times, project
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
    wall,
)
from tests.core.timing.reading import clock, walls

Log = tuple[Event, ...]

TEN = minutes(10)


def planned(show: Show) -> RoomPlan:
    return plan_times(show).rooms[STAGE]


def standing(show: Show, events: Log, now: str) -> RoomTimes:
    return project(plan_times(show), folded(events), at(show, now)).rooms[STAGE]


def on_air(show: Show, *times: str) -> Log:
    """A GO at each of these times."""
    events = a_run(show, at(show, "19:00"))
    for time in times:
        events = gone(show, events, at(show, time))
    return events


def hards(show: Show, times: RoomPlan | RoomTimes) -> list[tuple[str, str, float | None]]:
    """Each hard time: of what, when, and how many minutes over (late) it is met."""
    return [
        (h.kind.name, clock(show, h.at), None if h.over is None else h.over / 60_000)
        for h in times.hards
    ]


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


def hit(**changes: Any) -> Show:
    return a_show(
        a_segment("1", minutes(10)),
        a_segment("2", minutes(10), **changes),
        a_segment("3", minutes(10)),
        hard_out="21:00",
    )


def test_a_front_time_set_by_hand_counts_on_from_there() -> None:
    show = hit(front_hit=wall("20:15"))
    assert walls(show, planned(show).starts) == ["20:00", "20:15", "20:25"]
    assert hards(show, planned(show)) == [("OUT", "21:00", -25.0)], "it is no promise"


def test_a_front_time_set_by_hand_is_waited_for_and_pushed_on_when_late() -> None:
    show = hit(front_hit=wall("20:15"))
    early, late = on_air(show, "20:02"), on_air(show, "20:08")
    assert walls(show, standing(show, early, "20:09").expected) == [None, "20:15", "20:25"]
    assert walls(show, standing(show, late, "20:09").expected) == [None, "20:18", "20:28"]


def test_a_back_time_set_by_hand_counts_up_from_there() -> None:
    show = hit(back_hit=wall("20:35"))
    assert walls(show, planned(show).backs) == ["20:25", "20:35", "20:50"]
    assert walls(show, planned(show).starts) == ["20:00", "20:10", "20:20"]


@pytest.mark.parametrize(
    ("changes", "is_impossible"),
    [
        ({"front_hit": wall("20:10")}, False),
        ({"front_hit": wall("20:09")}, True),
        ({"front_hit": wall("20:40")}, False),
        ({"front_hit": wall("20:41")}, True),
        ({"back_hit": wall("20:40")}, False),
        ({"back_hit": wall("20:45")}, True),
        ({"back_hit": wall("20:05")}, True),
    ],
)
def test_a_hit_time_that_cannot_be_met_is_said_to_be_impossible(
    changes: Any, *, is_impossible: bool
) -> None:
    assert planned(hit(**changes)).is_impossible(1) is is_impossible


def test_what_can_give_makes_a_hit_time_possible() -> None:
    show = a_show(
        a_segment("1", minutes(10), shortest=minutes(8)),
        a_segment("2", minutes(10), front_hit=wall("20:08")),
        a_segment("3", minutes(10), front_hit=wall("20:17")),
    )
    assert [planned(show).is_impossible(n) for n in range(3)] == [False, False, True]


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


def test_a_repeat_that_is_given_up_at_the_end_of_the_rundown_leaves_nothing_to_come() -> None:
    show = a_show(*(a_segment(n, minutes(10)) for n in "123"))
    events = repeated(show, "s1", "20:00", "20:05", "20:10", when="20:12", then_go="20:20")
    events = called(show, events, Repeat(room=STAGE, segment=SegmentId("s2")), at(show, "20:21"))
    skip = Skip(room=STAGE, segment=SegmentId("s2"))
    assert standing(show, called(show, events, skip, at(show, "20:22")), "20:22").coming == ()
