"""What a sponsor gets, as planned and as it ran, and what is owed."""

from __future__ import annotations

from dataclasses import replace

from producer_app.core.calling import AdjustTime, Repeat, Skip
from producer_app.core.run import RunEnded
from producer_app.core.show import Kind, SegmentId, Standing
from tests.builders import (
    STAGE,
    a_run,
    a_segment,
    a_shop_segment,
    a_show,
    at,
    called,
    gone,
    seconds,
)
from tests.core.budget.promised import in_run, planned
from tests.core.budget.sponsored import MILK, a_night, a_sponsor, a_spot, run_to


def test_a_spot_on_air_has_delivered_what_has_been_seen_of_it() -> None:
    show = a_night()

    state = in_run(show, run_to(show, "20:00", "20:05"), "20:05:10")

    assert (state.delivered, state.delivered_mentions) == (seconds(10), 1)
    assert (state.projected, state.projected_mentions) == (seconds(60), 2)


def test_a_spot_that_waits_for_its_room_to_begin_has_not_been_mentioned() -> None:
    show = a_show(a_spot("1"), sponsors=(a_sponsor(),))

    state = in_run(show, a_run(show, at(show, "19:59")), "20:03")

    assert (state.delivered_mentions, state.projected_mentions) == (0, 1)


def test_before_a_run_what_is_missing_is_not_owed_yet() -> None:
    state = planned(a_show(a_spot("1"), sponsors=(a_sponsor(contracted=seconds(90)),)))

    assert (state.missing, state.owed) == (seconds(60), 0)


def test_a_spot_that_was_skipped_is_owed_at_once() -> None:
    show = a_night()
    events = run_to(show, "20:00", "20:05", "20:05:30", "20:06")

    before = in_run(show, events, "20:07")
    skipped = called(show, events, Skip(room=STAGE, segment=SegmentId("s5")), at(show, "20:07"))
    after = in_run(show, skipped, "20:07")

    assert (before.owed, before.owed_mentions) == (0, 0)
    assert (after.owed, after.owed_mentions) == (seconds(30), 1)


def test_a_spot_floated_in_a_run_is_owed_and_one_brought_back_is_not() -> None:
    show = a_night()
    events = run_to(show, "20:00")
    segments = tuple(
        replace(s, standing=Standing.FLOATED) if s.id == "s5" else s for s in show.segments
    )

    assert in_run(replace(show, segments=segments), events, "20:01").owed == seconds(30)
    assert in_run(show, events, "20:01").owed == 0


def test_a_spot_that_was_cut_is_owed_for_the_rest_of_it() -> None:
    show = a_night()

    state = in_run(show, run_to(show, "20:00", "20:05", "20:05:20", "20:06"), "20:07")

    assert (state.owed, state.owed_mentions) == (seconds(10), 0)


def test_a_longer_one_makes_up_for_a_shorter_one() -> None:
    show = a_night()
    cut = run_to(show, "20:00", "20:05", "20:05:20", "20:06", "20:11")
    longer = called(show, cut, AdjustTime(room=STAGE, by=seconds(10)), at(show, "20:11:05"))

    assert in_run(show, longer, "20:11:05").owed == 0


def test_once_the_run_is_over_nothing_is_still_to_come() -> None:
    show = a_night()
    events = (*run_to(show, "20:00", "20:05", "20:05:30"), RunEnded(at=at(show, "20:06")))

    state = in_run(show, events, "20:07")

    assert (state.delivered, state.projected, state.owed) == (seconds(30),) * 3
    assert (state.delivered_mentions, state.owed_mentions) == (1, 1)


def test_once_the_run_is_over_a_room_that_never_began_delivers_nothing() -> None:
    show = a_show(
        a_segment("1"),
        a_shop_segment("S1", seconds(30), kind=Kind.SPOT, sponsor=MILK),
        sponsors=(a_sponsor(contracted=seconds(30)),),
    )
    events = (*run_to(show, "20:00"), RunEnded(at=at(show, "20:06")))

    assert in_run(show, events, "20:06").owed == seconds(30)


def test_a_repeat_counts_again() -> None:
    show = a_night()
    events = run_to(show, "20:00", "20:05", "20:05:30")
    again = called(show, events, Repeat(room=STAGE, segment=SegmentId("s2")), at(show, "20:05:40"))

    state = in_run(show, gone(show, again, at(show, "20:06")), "20:06:30")

    assert (state.delivered, state.delivered_mentions) == (seconds(60), 2)
    assert (state.projected, state.projected_mentions) == (seconds(90), 3)


def test_a_pitch_shows_a_sponsor_without_counting_for_the_contract() -> None:
    show = a_show(
        a_shop_segment("S1", sponsor=MILK),
        a_segment("1", kind=Kind.PLACEMENT, sponsor=MILK),
        sponsors=(a_sponsor(),),
    )

    assert (planned(show).planned, planned(show).planned_mentions) == (0, 0)
