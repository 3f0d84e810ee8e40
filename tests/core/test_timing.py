"""Planned, expected and actual times: one engine, which never runs backwards."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import Any

import pytest

from producer_app.core.calling import AdjustTime, EndRoom, EndRun, Hold, Skip, Standby
from producer_app.core.edits import ChangeSegment, SetStanding
from producer_app.core.run import Event, Run
from producer_app.core.show import Anchor, HandoffId, SegmentId, Show, Standing, Trigger
from producer_app.core.timebase import iso, wall_time
from producer_app.core.timing import (
    Projection,
    RoomPlan,
    block_lengths,
    handoff_due,
    plan_times,
    project,
)
from tests.builders import (
    SHOP,
    STAGE,
    a_block,
    a_handoff,
    a_run,
    a_segment,
    a_shop,
    a_shop_segment,
    a_show,
    a_stage,
    at,
    called,
    folded,
    gone,
    minutes,
    seconds,
    wall,
)

Log = tuple[Event, ...]


def planned(show: Show) -> RoomPlan:
    return plan_times(show).rooms[STAGE]


def walls(show: Show, starts: Any) -> list[str | None]:
    """Instants as show-day times without the seconds."""
    return [
        None if start is None else str(wall_time(start, show.date, show.zone))[:5]
        for start in starts
    ]


def projected(show: Show, events: Log | None, now: str) -> Projection:
    run = None if events is None else folded(events)
    return project(plan_times(show), run, at(show, now))


def expected(show: Show, events: Log | None, now: str) -> list[str | None]:
    return walls(show, projected(show, events, now).rooms[STAGE].expected)


def an_hour() -> Show:
    """Four segments of a quarter of an hour from 20:00, hard out 21:00."""
    return a_show(*(a_segment(n, minutes(15)) for n in "1234"), hard_out="21:00")


def test_front_times_run_down_from_the_on_air_time() -> None:
    assert walls(an_hour(), planned(an_hour()).starts) == ["20:00", "20:15", "20:30", "20:45"]


def test_back_times_run_up_from_the_hard_out() -> None:
    show = replace(an_hour(), hard_out=wall("21:10"))
    assert walls(show, planned(show).backs) == ["20:10", "20:25", "20:40", "20:55"]


def test_back_times_run_up_from_the_next_hard_time_first() -> None:
    show = a_show(
        a_segment("1", minutes(10)), a_segment("2", minutes(10)),
        a_segment("3", minutes(10), hard_start="20:30"), hard_out="21:00",
    )  # fmt: skip
    assert walls(show, planned(show).backs) == ["20:10", "20:20", "20:50"]


def test_without_a_hard_time_below_there_is_no_back_time() -> None:
    show = a_show(a_segment("1"), a_segment("2", hard_start="20:10"), a_segment("3"))
    assert walls(show, planned(show).backs) == ["20:05", None, None]


def test_a_floated_segment_takes_no_time() -> None:
    show = SetStanding(segments=(SegmentId("s2"),), standing=Standing.FLOATED).apply(an_hour())

    plan = planned(show)

    assert walls(show, plan.starts) == ["20:00", None, "20:15", "20:30"]
    assert walls(show, plan.backs) == ["20:15", None, "20:30", "20:45"]


def test_a_hard_start_after_a_short_part_leaves_a_gap() -> None:
    show = a_show(a_segment("1", minutes(10)), a_segment("2", minutes(10), hard_start="20:15"))

    plan = planned(show)

    assert walls(show, plan.starts) == ["20:00", "20:15"]
    assert plan.slack_at(1) == -minutes(5)


def test_a_hard_start_after_a_long_part_stands_where_it_is_and_overlaps() -> None:
    show = a_show(a_segment("1", minutes(20)), a_segment("2", minutes(10), hard_start="20:15"))

    plan = planned(show)

    assert walls(show, plan.starts) == ["20:00", "20:15"]
    assert plan.slack_at(1) == minutes(5)


def test_a_floated_hard_start_binds_nobody() -> None:
    show = a_show(
        a_segment("1", minutes(10)),
        a_segment("2", hard_start="20:30", standing=Standing.FLOATED),
        a_segment("3"),
    )
    assert walls(show, planned(show).starts) == ["20:00", None, "20:10"]
    assert planned(show).hards == ()


def test_after_an_unknown_length_every_start_is_a_lower_bound_until_a_hard_time() -> None:
    show = a_show(
        a_segment("1"), a_segment("2", None), a_segment("3"), a_segment("4", hard_start="20:30")
    )

    plan = planned(show)

    assert walls(show, plan.starts) == ["20:00", "20:05", "20:05", "20:30"]
    assert plan.firm == (True, True, False, True)
    assert plan.hards[0].is_firm is False


def test_before_an_unknown_length_every_back_time_is_an_upper_bound() -> None:
    show = a_show(a_segment("1"), a_segment("2", None), a_segment("3"), hard_out="20:30")

    plan = planned(show)

    assert walls(show, plan.backs) == ["20:20", "20:25", "20:25"]
    assert plan.back_firm == (False, False, True)


def test_without_an_on_air_time_only_hard_times_are_known() -> None:
    show = a_show(a_segment("1"), a_segment("2", hard_start="20:30"), a_segment("3"), on_air=None)
    assert walls(show, planned(show).starts) == [None, "20:30", "20:35"]


def test_each_room_has_an_on_air_time_and_a_hard_out_of_its_own() -> None:
    show = a_show(
        a_segment("1"), a_shop_segment("S1", minutes(5)),
        rooms=(a_stage(), a_shop(on_air=wall("19:45"), hard_out=wall("24:40"))), hard_out="24:10",
    )  # fmt: skip
    rooms = plan_times(show).rooms

    assert walls(show, rooms[SHOP].starts) == ["19:45"]
    assert walls(show, [rooms[STAGE].hard_out, rooms[SHOP].hard_out]) == ["24:10", "24:40"]


def test_block_lengths_leave_out_floats_and_admit_what_is_unknown() -> None:
    block, other = a_block("a"), a_block("b")
    show = a_show(
        a_segment("1", minutes(5), block=block.id),
        a_segment("2", minutes(7), block=block.id, standing=Standing.FLOATED),
        a_segment("3", None, block=other.id),
        blocks=(block, other),
    )
    assert block_lengths(planned(show)) == {
        block.id: (minutes(5), True),
        other.id: (0, False),
    }


def test_before_any_run_expected_is_planned_and_the_clock_does_not_matter() -> None:
    show = an_hour()
    for now in ("12:00", "20:20", "24:30"):
        assert expected(show, None, now) == ["20:00", "20:15", "20:30", "20:45"]


def test_before_the_first_go_a_late_start_pushes_everything() -> None:
    show = an_hour()
    events = a_run(show, at(show, "19:50"))

    assert expected(show, events, "19:55") == ["20:00", "20:15", "20:30", "20:45"]
    assert expected(show, events, "20:02") == ["20:02", "20:17", "20:32", "20:47"]


def test_on_air_the_next_is_expected_when_this_one_ends() -> None:
    show = an_hour()
    events = gone(show, a_run(show, at(show, "19:50")), at(show, "20:03"))

    assert expected(show, events, "20:10") == [None, "20:18", "20:33", "20:48"]
    assert expected(show, events, "20:20") == [None, "20:20", "20:35", "20:50"]


def test_the_hard_out_is_over_by_what_the_show_runs_late() -> None:
    show = an_hour()
    events = gone(show, a_run(show, at(show, "19:50")), at(show, "20:03"))

    times = projected(show, events, "20:10").rooms[STAGE]

    assert times.next_hard is not None
    assert (times.next_hard.at, times.next_hard.over) == (at(show, "21:00"), minutes(3))


def test_a_late_show_pushes_on_past_a_hard_time_and_an_early_one_waits_for_it() -> None:
    show = a_show(
        a_segment("1", minutes(10)), a_segment("2", minutes(10), hard_start="20:12"),
        a_segment("3", minutes(10)),
    )  # fmt: skip
    events = gone(show, a_run(show, at(show, "20:00")), at(show, "20:00"))
    late = gone(show, a_run(show, at(show, "20:00")), at(show, "20:04"))

    assert expected(show, events, "20:05") == [None, "20:12", "20:22"]
    assert expected(show, late, "20:05") == [None, "20:14", "20:24"]
    assert projected(show, late, "20:05").rooms[STAGE].hards[0].over == minutes(2)


def test_time_given_or_taken_moves_what_follows() -> None:
    show = an_hour()
    events = gone(show, a_run(show, at(show, "20:00")), at(show, "20:00"))
    longer = called(show, events, AdjustTime(room=STAGE, by=minutes(2)), at(show, "20:05"))
    shorter = called(show, events, AdjustTime(room=STAGE, by=minutes(-4)), at(show, "20:05"))

    assert expected(show, longer, "20:05")[1] == "20:17"
    assert expected(show, shorter, "20:05")[1] == "20:11"


def test_a_hold_pushes_what_follows_second_by_second() -> None:
    show = an_hour()
    events = gone(show, a_run(show, at(show, "20:00")), at(show, "20:00"))
    events = called(show, events, Hold(room=STAGE), at(show, "20:05"))

    assert expected(show, events, "20:05")[1] == "20:15"
    assert expected(show, events, "20:08")[1] == "20:18"


def test_a_skipped_segment_gives_back_its_time() -> None:
    show = an_hour()
    events = gone(show, a_run(show, at(show, "20:00")), at(show, "20:00"))
    events = called(show, events, Skip(room=STAGE, segment=SegmentId("s2")), at(show, "20:05"))

    assert expected(show, events, "20:05") == [None, None, "20:15", "20:30"]


def test_standby_further_down_passes_over_what_lies_between() -> None:
    show = an_hour()
    events = gone(show, a_run(show, at(show, "20:00")), at(show, "20:00"))
    events = called(show, events, Standby(room=STAGE, segment=SegmentId("s4")), at(show, "20:05"))

    times = projected(show, events, "20:05").rooms[STAGE]

    assert walls(show, times.expected) == [None, None, None, "20:15"]
    assert times.standby is not None
    assert times.standby.id == "s4"


def test_a_segment_of_unknown_length_on_air_makes_the_rest_a_lower_bound() -> None:
    show = a_show(a_segment("1", None), a_segment("2"))
    events = gone(show, a_run(show, at(show, "20:00")), at(show, "20:00"))

    times = projected(show, events, "20:03").rooms[STAGE]

    assert walls(show, times.expected) == [None, "20:03"]
    assert times.firm == (True, False)


def test_an_ended_room_has_nothing_to_come() -> None:
    show = an_hour()
    events = gone(show, a_run(show, at(show, "20:00")), at(show, "20:00"))
    events = called(show, events, EndRoom(room=STAGE), at(show, "20:10"))

    times = projected(show, events, "20:30").rooms[STAGE]

    assert (times.coming, times.standby, times.end) == ((), None, at(show, "20:10"))


def test_actual_times_are_those_of_the_take() -> None:
    show = an_hour()
    events = gone(show, a_run(show, at(show, "20:00")), at(show, "20:01"))
    events = gone(show, events, at(show, "20:17"))

    times = projected(show, events, "20:20").rooms[STAGE]

    assert times.start_of(SegmentId("s1")) == at(show, "20:01")
    assert times.end_of(SegmentId("s1")) == at(show, "20:17")
    assert times.end_of(SegmentId("s2")) == at(show, "20:32")
    assert times.start_of(SegmentId("s3")) == at(show, "20:32")
    assert times.end_of(SegmentId("s3")) == at(show, "20:47")


def handed_off(**trigger: Any) -> Show:
    handoff = a_handoff("H1", "s2", trigger=Trigger(**trigger))
    return a_show(*(a_segment(n, minutes(10)) for n in "123"), handoffs=(handoff,),
                  rooms=(a_stage(), a_shop()))  # fmt: skip


@pytest.mark.parametrize(
    ("trigger", "planned_at", "expected_at"),
    [
        ({"anchor": Anchor.SEGMENT_START}, "20:10", "20:12"),
        ({"anchor": Anchor.SEGMENT_END, "offset": -seconds(60)}, "20:19", "20:21"),
        ({"anchor": Anchor.HARD_TIME, "hard_time": wall("20:30")}, "20:30", "20:30"),
    ],
)
def test_a_handoff_is_due_as_planned_and_as_things_stand(
    trigger: Any, planned_at: str, expected_at: str
) -> None:
    show = handed_off(**trigger)
    events = gone(show, a_run(show, at(show, "20:00")), at(show, "20:02"))

    due = handoff_due(projected(show, events, "20:05"), show.handoff(HandoffId("h1")))

    assert walls(show, due) == [planned_at, expected_at]


def test_a_handoff_of_an_unknown_length_is_not_due_yet() -> None:
    show = handed_off()
    show = ChangeSegment(segment=SegmentId("s2"), changes={"length": None}).apply(show)

    due = handoff_due(projected(show, None, "20:00"), show.handoff(HandoffId("h1")))

    assert due == (None, None)


def test_a_show_across_the_night_the_clocks_go_back_in_berlin() -> None:
    show = a_show(
        a_segment("1", minutes(300)), a_segment("2"),
        zone="Europe/Berlin", date=dt.date(2026, 10, 24), on_air="23:30",
    )  # fmt: skip
    start = planned(show).starts[1]
    assert start is not None
    assert iso(start, show.zone) == "2026-10-25T03:30:00+01:00"


def test_a_room_that_did_not_change_keeps_its_plan() -> None:
    show = a_show(a_segment("1"), a_shop_segment("S1"))
    before = plan_times(show)
    after = plan_times(
        ChangeSegment(segment=SegmentId("s1"), changes={"length": minutes(9)}).apply(show), before
    )
    assert after.rooms[SHOP] is before.rooms[SHOP]
    assert after.rooms[STAGE] is not before.rooms[STAGE]


def test_an_ended_run_leaves_the_rooms_ended() -> None:
    show = an_hour()
    events = gone(show, a_run(show, at(show, "20:00")), at(show, "20:00"))
    events = called(show, events, EndRun(), at(show, "20:10"))

    projection = projected(show, events, "20:30")

    assert projection.rooms[STAGE].coming == ()
    assert isinstance(projection.run, Run)
