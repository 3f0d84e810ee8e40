"""Rivals who come too near: beside a sponsor, or in the time that is the sponsor's own."""

from __future__ import annotations

from dataclasses import replace

import pytest

from producer_app.core.budget import SponsorState, sponsor_states
from producer_app.core.calling import AdjustTime
from producer_app.core.run import RunEnded
from producer_app.core.show import Kind, OfferId, Segment, SponsorId
from producer_app.core.timebase import Instant
from producer_app.core.timing import plan_times, project
from tests.builders import (
    STAGE,
    a_handoff,
    a_segment,
    a_shop_segment,
    at,
    called,
    gone,
    minutes,
    seconds,
)
from tests.core.budget.promised import in_run, planned
from tests.core.budget.sponsored import CREAM, MILK, a_spot, a_throw, run_to, two_dairies


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
