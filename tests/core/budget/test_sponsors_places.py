"""Places that a sponsor was promised: first or last in a break, or at a time."""

from __future__ import annotations

from dataclasses import replace

import pytest

from producer_app.core.calling import AdjustTime, EndRoom
from producer_app.core.run import RunEnded
from producer_app.core.show import Kind, Segment, Stand, Standing
from tests.builders import STAGE, a_segment, a_show, at, called, gone, minutes, seconds
from tests.core.budget.promised import counts, in_run, planned, the_place
from tests.core.budget.sponsored import (
    CREAM,
    MILK,
    a_midnight,
    a_night,
    a_place,
    a_sponsor,
    a_spot,
    run_to,
)


@pytest.mark.parametrize(
    ("where", "segments"),
    [(Stand.FIRST_IN_BREAK, ["s2", "s5"]), (Stand.LAST_IN_BREAK, ["s5"])],
)
def test_the_first_and_the_last_of_a_break_are_found(where: Stand, segments: list[str]) -> None:
    promise = the_place(planned(a_night(a_place(where, times=2))))

    assert [ad.segment for ad in promise.coming] == segments
    assert promise.planned == promise.possible == len(segments)
    assert promise.short == 2 - len(segments)


def test_a_neutral_frame_does_not_end_a_break_and_a_song_does() -> None:
    place = a_place(Stand.FIRST_IN_BREAK)
    frame = a_segment("n", seconds(1), kind=Kind.NEUTRAL)
    spots = (a_spot("1", sponsor=""), a_spot("2"))

    def firsts(between: Segment) -> int:
        show = a_show(spots[0], between, spots[1], sponsors=(a_sponsor(places=(place,)),))
        return the_place(planned(show)).planned

    assert (firsts(frame), firsts(a_segment("song"))) == (0, 1)


def test_advertising_inside_a_song_stands_in_no_break() -> None:
    song = a_segment("1", ad=seconds(10), sponsor=MILK)
    place = a_place(Stand.FIRST_IN_BREAK)

    promise = the_place(planned(a_show(song, sponsors=(a_sponsor(places=(place,)),))))

    assert (promise.planned, promise.nearest) == (0, None)


def test_advertising_inside_a_neutral_frame_counts_and_the_break_goes_on() -> None:
    frame = a_segment("f", seconds(8), kind=Kind.NEUTRAL, ad=seconds(5), sponsor=MILK)
    places = (a_place(Stand.FIRST_IN_BREAK), a_place(Stand.LAST_IN_BREAK))
    show = a_show(
        a_segment("0"), a_spot("1"), frame, a_spot("2"), sponsors=(a_sponsor(places=places),)
    )

    state = planned(show)

    assert (state.planned, state.planned_mentions) == (seconds(65), 3)
    assert [promise.planned for promise in state.promises] == [1, 1]
    assert [[ad.segment for ad in promise.coming] for promise in state.promises] == [["s1"], ["s2"]]


def test_advertising_inside_a_frame_that_ends_a_break_is_not_the_last_of_it() -> None:
    frame = a_segment("f", seconds(8), kind=Kind.NEUTRAL, ad=seconds(5), sponsor=CREAM)
    place = a_place(Stand.LAST_IN_BREAK)
    show = a_show(a_spot("1"), frame, a_segment("2"), sponsors=(a_sponsor(places=(place,)),))

    assert [ad.segment for ad in the_place(planned(show)).coming] == ["s1"]


def test_what_a_frame_advertised_is_delivered_as_it_ran() -> None:
    frame = a_segment("1", seconds(8), kind=Kind.NEUTRAL, ad=seconds(5), sponsor=MILK)
    show = a_show(frame, a_segment("2"), sponsors=(a_sponsor(contracted=seconds(5)),))
    events = run_to(show, "20:00:00")

    assert in_run(show, events, "20:00:03").delivered == seconds(3)
    assert in_run(show, events, "20:00:08").delivered == seconds(5)


@pytest.mark.parametrize(
    ("start", "is_there"),
    [
        ("23:59:50", True),
        ("23:59:51", True),
        ("23:59:49", True),
        ("23:59:48", False),
        ("24:00:00", True),
        ("24:00:01", True),
        ("24:00:02", False),
    ],
)
def test_a_time_signal_stands_at_midnight_when_it_starts_or_ends_there(
    start: str, is_there: bool
) -> None:
    signal = a_spot("1", kind=Kind.TIME_SIGNAL, length=seconds(10), hard_start=start)
    place = a_place(Stand.AT_TIME, at="24:00")

    promise = the_place(planned(a_show(signal, sponsors=(a_sponsor(places=(place,)),))))

    assert promise.planned == is_there
    assert (promise.nearest is None) is is_there


def test_the_nearest_of_several_is_named_where_none_stands_at_the_time() -> None:
    place = a_place(Stand.AT_TIME, at="20:30")
    show = a_show(
        a_spot("1"),
        a_spot("2", hard_start="20:28"),
        a_spot("3", hard_start="20:33"),
        sponsors=(a_sponsor(places=(place,)),),
    )

    nearest = the_place(planned(show)).nearest

    assert nearest is not None
    assert nearest.segment == "s2"


def test_a_place_at_a_time_without_a_time_is_never_kept() -> None:
    promise = the_place(planned(a_night(a_place(Stand.AT_TIME))))
    assert (promise.at, promise.planned, promise.short) == (None, 0, 1)


def test_a_place_first_in_a_break_is_kept_once_it_is_taken() -> None:
    show = a_night(a_place(Stand.FIRST_IN_BREAK, times=2))
    start = run_to(show, "20:00")

    assert counts(the_place(in_run(show, start, "20:04"))) == (2, 0, 2, 0)
    taken = gone(show, start, at(show, "20:05"))
    assert counts(the_place(in_run(show, taken, "20:05:01"))) == (2, 1, 1, 0)


def test_a_place_last_in_a_break_is_kept_once_the_break_is_over() -> None:
    show = a_show(a_segment("1"), a_spot("2"), a_segment("3"), sponsors=a_night().sponsors)
    sponsor = a_sponsor(places=(a_place(Stand.LAST_IN_BREAK),))
    show = replace(show, sponsors=(sponsor,))
    on_air = run_to(show, "20:00", "20:05")

    assert counts(the_place(in_run(show, on_air, "20:05:10"))) == (1, 0, 1, 0)
    over = gone(show, on_air, at(show, "20:05:30"))
    assert counts(the_place(in_run(show, over, "20:05:31"))) == (1, 1, 0, 0)


def test_a_place_last_in_the_last_break_is_kept_when_the_room_ends() -> None:
    show = a_show(a_spot("1"), sponsors=(a_sponsor(places=(a_place(Stand.LAST_IN_BREAK),)),))
    ended = called(show, run_to(show, "20:00"), EndRoom(room=STAGE), at(show, "20:01"))

    assert counts(the_place(in_run(show, ended, "20:01"))) == (1, 1, 0, 0)


def test_what_is_put_in_front_on_the_night_takes_the_first_place_away() -> None:
    show = a_night(a_place(Stand.FIRST_IN_BREAK, times=2))
    other = a_spot("x", sponsor="", standing=Standing.UNPLANNED)
    segments = (show.segments[0], other, *show.segments[1:])
    events = run_to(show, "20:00")

    promise = the_place(in_run(replace(show, segments=segments), events, "20:01"))

    assert (promise.planned, promise.possible, promise.short, promise.missed) == (2, 1, 1, 0)
    assert promise.nearest is not None
    assert promise.nearest.segment == "s2"


def test_the_time_signal_at_midnight_is_kept_at_midnight() -> None:
    show = a_midnight()
    events = run_to(show, "23:50", "23:59:50")

    assert counts(the_place(in_run(show, events, "23:59:55"))) == (1, 0, 1, 0)
    assert counts(the_place(in_run(show, events, "24:00:00"))) == (1, 1, 0, 0)


def test_a_song_that_runs_past_midnight_takes_the_signal_s_place_away() -> None:
    show = a_midnight()
    late = called(
        show, run_to(show, "23:50"), AdjustTime(room=STAGE, by=minutes(2)), at(show, "23:51")
    )

    ahead = the_place(in_run(show, late, "23:55"))
    past = the_place(in_run(show, late, "24:00:02"))

    assert (counts(ahead), ahead.short) == ((1, 0, 0, 0), 1)
    assert ahead.nearest is not None
    assert ahead.nearest.segment == "s2"
    assert counts(past) == (1, 0, 0, 1)


def test_a_run_that_ended_early_has_missed_what_was_to_come() -> None:
    show = a_midnight()
    events = (*run_to(show, "23:50"), RunEnded(at=at(show, "23:52")))

    assert counts(the_place(in_run(show, events, "23:52"))) == (1, 0, 0, 1)
