"""Sponsors: what they get and are owed, the places they were promised, and their rivals."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from producer_app.core.budget import PlaceState, SponsorState, sponsor_states, sponsors_of
from producer_app.core.calling import AdjustTime, EndRoom, Repeat, Skip, in_standby
from producer_app.core.run import Event, RunEnded
from producer_app.core.show import (
    Kind,
    OfferId,
    PromisedPlace,
    RoomId,
    Segment,
    SegmentId,
    Show,
    SponsorId,
    Stand,
    Standing,
)
from producer_app.core.timebase import Instant
from producer_app.core.timing import plan_times, project
from tests.builders import (
    STAGE,
    a_handoff,
    a_run,
    a_segment,
    a_shop_segment,
    a_show,
    at,
    called,
    folded,
    gone,
    minutes,
    seconds,
    shows,
    wall,
)
from tests.core.sponsored import (
    CREAM,
    MILK,
    a_midnight,
    a_night,
    a_place,
    a_sponsor,
    a_spot,
    a_throw,
    run_to,
    two_dairies,
)


def planned(show: Show) -> SponsorState:
    """The first sponsor before any run."""
    return sponsor_states(project(plan_times(show), None, Instant(0)))[0]


def in_run(show: Show, events: Iterable[Event], now: str) -> SponsorState:
    """The first sponsor at a moment of a run."""
    return sponsor_states(project(plan_times(show), folded(events), at(show, now)))[0]


def the_place(state: SponsorState) -> PlaceState:
    (promise,) = state.promises
    return promise


def counts(promise: PlaceState) -> tuple[int, int, int, int]:
    """Planned, kept, possible and missed."""
    return promise.planned, promise.kept, promise.possible, promise.missed


# What they get and what is owed


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


# Promised places


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


# Rivals


def rivals(state: SponsorState) -> list[tuple[str, str | None]]:
    """Where they come too near, and beside what."""
    return [(one.segment, one.beside) for one in state.rivals]


@pytest.mark.parametrize("first", [MILK, CREAM])
def test_two_rivals_in_a_row_stand_beside_each_other(first: SponsorId) -> None:
    second = CREAM if first == MILK else MILK
    show = two_dairies(a_spot("1", first), a_spot("2", second))

    rival, own = ("s1", "s2") if first == CREAM else ("s2", "s1")
    assert rivals(planned(show)) == [(rival, own)]
    assert planned(show).planned_rivals == planned(show).rivals


@pytest.mark.parametrize("kind", [Kind.NEUTRAL, Kind.PSA, Kind.CHARITY, Kind.PROMO])
def test_what_is_no_advertisement_and_no_programme_does_not_part_rivals(kind: Kind) -> None:
    between = a_segment("n", seconds(10), kind=kind)
    show = two_dairies(a_spot("1", MILK), between, a_spot("2", CREAM))
    assert rivals(planned(show)) == [("s2", "s1")]


@pytest.mark.parametrize(
    "between", [a_segment("n"), a_spot("n", ""), a_segment("n", kind=Kind.HOST_LINK)]
)
def test_programme_or_another_advertisement_parts_rivals(between: Segment) -> None:
    show = two_dairies(a_spot("1", MILK), between, a_spot("2", CREAM))
    assert rivals(planned(show)) == []


def test_an_advertisement_touches_the_song_behind_it_that_opens_with_a_rival() -> None:
    song = a_segment("2", ad=seconds(10), sponsor=CREAM)

    assert rivals(planned(two_dairies(a_spot("1", MILK), song))) == [("s2", "s1")]
    assert rivals(planned(two_dairies(song, a_spot("3", MILK)))) == []


def test_a_neutral_frame_that_holds_a_rival_stands_beside_what_is_around_it() -> None:
    frame = a_segment("f", seconds(8), kind=Kind.NEUTRAL, ad=seconds(5), sponsor=CREAM)
    own = a_spot("1", MILK)

    assert rivals(planned(two_dairies(own, frame))) == [("sf", "s1")]
    assert rivals(planned(two_dairies(frame, own))) == [("sf", "s1")]


def test_brands_of_two_categories_are_no_rivals() -> None:
    show = two_dairies(a_spot("1", MILK), a_spot("2", CREAM), other={"category": "Shoes"})
    assert rivals(planned(show)) == []


def test_categories_are_the_same_whatever_their_capitals_and_spaces() -> None:
    show = two_dairies(a_spot("1", MILK), a_spot("2", CREAM), other={"category": " DAIRY "})
    assert rivals(planned(show)) == [("s2", "s1")]


def test_without_a_category_nobody_is_a_rival() -> None:
    nothing = {"category": ""}
    show = two_dairies(a_spot("1", MILK), a_spot("2", CREAM), alone=nothing, other=nothing)
    assert rivals(planned(show)) == []


@pytest.mark.parametrize(
    ("start", "is_inside"),
    [
        ("20:59:30", False),
        ("20:59:31", True),
        ("21:00", True),
        ("21:59:59", True),
        ("22:00", False),
    ],
)
def test_a_rival_in_the_window_is_found_to_the_second(start: str, is_inside: bool) -> None:
    show = two_dairies(a_spot("1", CREAM, hard_start=start))
    assert bool(rivals(planned(show))) is is_inside


def test_without_a_window_the_whole_evening_is_the_sponsor_s() -> None:
    show = two_dairies(a_spot("1", CREAM), a_segment("2"), a_spot("3", CREAM), alone={})

    assert rivals(planned(show)) == [("s1", None), ("s3", None)]
    assert all(one.is_all_evening for one in planned(show).rivals)


def test_two_who_both_have_the_category_alone_are_each_told() -> None:
    show = two_dairies(
        a_spot("1", MILK), a_spot("2", CREAM), alone={}, other={"is_exclusive": True}
    )
    milk, cream = sponsor_states(project(plan_times(show), None, Instant(0)))

    assert (rivals(milk), rivals(cream)) == ([("s2", None)], [("s1", None)])


def test_a_rival_s_pitch_next_door_is_in_the_window_too() -> None:
    show = two_dairies(a_shop_segment("S1", sponsor=CREAM, hard_start="21:30"))
    assert rivals(planned(show)) == [("sS1", None)]


def test_a_handoff_with_a_rival_s_offers_is_in_the_window_too() -> None:
    (one,) = planned(a_throw()).rivals
    show = a_throw()

    assert (one.handoff, one.segment, one.at) == ("h1", "s1", at(show, "21:05"))


def test_a_visit_that_begins_before_the_window_and_lasts_into_it_is_told() -> None:
    window = {"exclusive_from": "21:06", "exclusive_to": "22:00"}
    offers = (OfferId("o"),)

    def of(length: float) -> list[tuple[str, str | None]]:
        handoff = a_handoff("H1", "s1", offers=offers, return_after=minutes(length))
        return rivals(planned(a_throw(alone=window, handoffs=(handoff,))))

    assert (of(1), of(2)) == ([], [("s1", None)])


def test_a_shop_throw_and_its_handoff_are_told_once() -> None:
    show = a_throw()
    throw = replace(show.segments[0], kind=Kind.SHOP_THROW, sponsor=CREAM)

    state = planned(replace(show, segments=(throw, show.segments[1])))

    assert [(one.segment, one.handoff) for one in state.rivals] == [("s1", None)]


def test_in_a_run_the_window_is_held_against_what_really_happens() -> None:
    show = two_dairies(a_segment("1", minutes(50)), a_spot("2", CREAM), a_segment("3"))
    late = called(
        show, run_to(show, "20:00"), AdjustTime(room=STAGE, by=minutes(12)), at(show, "20:30")
    )

    state = in_run(show, late, "20:30")
    aired = in_run(show, gone(show, late, at(show, "21:02")), "21:03")

    assert (state.planned_rivals, rivals(state)) == ((), [("s2", None)])
    assert [one.has_begun for one in (*state.rivals, *aired.rivals)] == [False, True]


def test_a_handoff_that_is_expected_in_the_window_is_told_until_it_went() -> None:
    show = a_throw()
    state = in_run(show, run_to(show, "21:00"), "21:01")

    assert [(one.handoff, one.has_begun) for one in state.rivals] == [("h1", False)]
    over = (*run_to(show, "21:00"), RunEnded(at=at(show, "21:02")))
    assert in_run(show, over, "21:02").rivals == ()


# What always holds


def sponsored(show: Show, draw: st.DrawFn) -> Show:
    """The show with its segments given to two sponsors at random, and both promised things; each
    lasts long enough to be taken."""
    givers = st.sampled_from([None, None, MILK, CREAM])
    places = st.lists(
        st.builds(
            PromisedPlace,
            where=st.sampled_from(list(Stand)),
            at=st.just(wall("20:30")),
            times=st.integers(1, 3),
        ),
        max_size=2,
    ).map(tuple)
    segments = tuple(
        replace(s, sponsor=draw(givers), length=max(seconds(2), s.length or 0))
        for s in show.segments
    )
    sponsors = tuple(
        a_sponsor(key, is_exclusive=draw(st.booleans()), places=draw(places))
        for key in (MILK, CREAM)
    )
    return replace(show, segments=segments, sponsors=sponsors)


@st.composite
def sponsored_shows(draw: st.DrawFn) -> Show:
    return sponsored(draw(shows(is_known=True, has_hard_times=False)), draw)


def run_out(show: Show) -> tuple[tuple[Event, ...], Instant]:
    """A run exactly to plan, and its end."""
    calls: list[tuple[Instant, bool, RoomId]] = []
    for room, plan in plan_times(show).rooms.items():
        calls += [(start, True, room) for start in plan.starts if start is not None]
        calls += [(plan.end, False, room)] if plan.end is not None and plan.end_firm else []
    calls.sort()
    end = calls[-1][0]
    events = a_run(show, calls[0][0])
    for when, is_go, room in calls:
        if is_go:
            events = gone(show, events, when, room)
        elif folded(events).room(room).on_air is not None:
            events = called(show, events, EndRoom(room=room), when)
    return (*events, RunEnded(at=end)), end


@given(sponsored_shows())
def test_a_run_to_plan_delivers_what_is_planned(show: Show) -> None:
    events, end = run_out(show)
    before = sponsor_states(project(plan_times(show), None, Instant(0)))
    after = sponsor_states(project(plan_times(show), folded(events), end))

    for was, now in zip(before, after, strict=True):
        assert now.delivered_mentions == now.projected_mentions == was.planned_mentions
        for place, kept in zip(was.promises, now.promises, strict=True):
            assert (kept.kept, kept.possible) == (place.planned, 0)
        assert len(now.rivals) == len(was.rivals)
    assert [now.delivered for now in after] == [was.planned for was in before]


@given(sponsored_shows())
def test_no_promise_is_both_kept_and_short(show: Show) -> None:
    for state in sponsor_states(project(plan_times(show), None, Instant(0))):
        for promise in state.promises:
            assert promise.short == max(0, promise.place.times - promise.planned)
            assert promise.kept == promise.missed == 0


@given(sponsored_shows(), st.lists(st.integers(1_000, 400_000), max_size=12))
def test_looking_again_says_the_same_as_looking_anew(show: Show, steps: list[int]) -> None:
    plan, earlier, seen = plan_times(show), None, None
    now = Instant((plan.rooms[STAGE].on_air or 0) - 60_000)
    events = a_run(show, now)
    for number, step in enumerate(steps):
        now = Instant(now + step)
        run = folded(events)
        waiting = in_standby(show, run.room(STAGE))
        if number % 3 == 0 and waiting is not None:
            events = gone(show, events, now)
            run = folded(events)
        seen = project(plan, run, now, seen)
        earlier = sponsors_of(seen, earlier)
        assert earlier.states == sponsor_states(project(plan, run, now))
