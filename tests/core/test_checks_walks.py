"""Where people must be, when, and whether they may: walks, visits, clearances, arrivals."""

from __future__ import annotations

from typing import Any

import pytest

from producer_app.core.checks import Severity
from producer_app.core.show import (
    Clearance,
    Standing,
)
from tests.builders import (
    a_handoff,
    a_segment,
    a_shop_segment,
    a_show,
    an_artist,
    minutes,
    seconds,
    wall,
)
from tests.core.checked import LI, codes, findings, the, the_handoff, two_rooms


def test_one_person_in_two_rooms_at_once_is_an_error() -> None:
    show = a_show(
        a_segment("1", minutes(5)),
        a_segment("2", minutes(5), talent=LI),
        a_shop_segment("S1", minutes(8), talent=LI),
        talent=(an_artist("li", clearance=Clearance.CLEARED),),
    )

    found = the("people.clash", show)

    assert found.severity is Severity.ERROR
    assert found.message == "Li is in two rooms at 20:05:00: S1 “Song S1” and 2 “Song 2”."


def test_a_walk_too_short_back_to_the_stage_is_an_error() -> None:
    show = two_rooms()
    back = a_segment("3", minutes(5), talent=LI, hard_start="20:12")
    show = a_show(
        show.segments[0], back, *show.segments[2:],
        talent=show.talent, handoffs=show.handoffs,
    )  # fmt: skip

    found = the("people.walk", show)

    assert found.message == (
        "Li has 1:00 from S2 “Song S2” to 3 “Song 3”, but the walk takes 1:30."
    )


def test_a_visit_that_ends_in_time_for_the_walk_back_is_fine() -> None:
    show = two_rooms()
    back = a_segment("3", minutes(5), talent=LI, hard_start="20:12:30")
    show = a_show(
        show.segments[0], back, *show.segments[2:],
        talent=show.talent, handoffs=show.handoffs,
    )  # fmt: skip
    assert codes(show) == ["time.gap"]


def test_a_visit_that_is_over_before_the_artist_arrives_is_an_error() -> None:
    assert "people.walk" in codes(the_handoff(return_after=seconds(80)))


def test_a_walk_that_nobody_has_timed_is_told() -> None:
    show = a_show(
        a_segment("1", minutes(5), talent=LI),
        a_shop_segment("S1", minutes(5)),
        a_shop_segment("S2", minutes(5), talent=LI),
        talent=(an_artist("li", clearance=Clearance.CLEARED),),
        handoffs=(a_handoff("H1", "s1", talent=LI),),
    )
    assert codes(show) == ["people.unwalked"]


@pytest.mark.parametrize(
    ("clearance", "found"),
    [
        (Clearance.BLOCKED, [("people.blocked", Severity.ERROR)]),
        (Clearance.PENDING, [("people.pending", Severity.WARNING)]),
        (Clearance.NONE, [("people.uncleared", Severity.NOTE)]),
        (Clearance.CLEARED, []),
    ],
)
def test_clearance_of_who_is_on_the_rundown(clearance: Clearance, found: Any) -> None:
    show = a_show(a_segment("1", talent=LI), talent=(an_artist("li", clearance=clearance),))
    assert [(f.code, f.severity) for f in findings(show)] == found


def test_a_blocked_artist_on_a_floated_segment_is_no_longer_a_finding() -> None:
    show = a_show(
        a_segment("1", talent=LI, standing=Standing.FLOATED),
        talent=(an_artist("li", clearance=Clearance.BLOCKED),),
    )
    assert codes(show) == []


def test_an_artist_who_arrives_after_their_first_segment_is_an_error_until_they_are_here() -> None:
    late = an_artist("li", clearance=Clearance.CLEARED, arrives=wall("20:10"))
    here = an_artist("li", clearance=Clearance.CLEARED, arrives=wall("20:10"), has_arrived=True)

    assert codes(a_show(a_segment("1", talent=LI), talent=(late,))) == ["people.late"]
    assert codes(a_show(a_segment("1", talent=LI), talent=(here,))) == []
