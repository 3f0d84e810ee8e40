"""Who has to be let go before the next GO, because that GO waits for them."""

from __future__ import annotations

from producer_app.core.checks import Basis, Finding, Severity, check_now
from tests.core.checked import codes, the_one
from tests.core.timing.two_rooms import standing, started, swapped, two_rooms


def found(now: str) -> tuple[Finding, ...]:
    """What is wrong on the evening on which two rooms swap their artists."""
    show = swapped()
    return check_now(standing(show, started(show), now))


def test_who_swaps_rooms_must_leave_when_their_number_is_over_and_it_is_said_before() -> None:
    told = [one for one in found("20:05") if one.code == "room.circle"]
    assert {(one.segment, one.severity, one.basis) for one in told} == {
        ("s1", Severity.WARNING, Basis.EXPECTED),
        ("sS1", Severity.WARNING, Basis.EXPECTED),
    }
    why = "when it has run its length: the next GO there waits for them in the end."
    assert {one.message for one in told} == {
        f"Li must leave 1 “Song 1” {why}",
        f"Mo must leave S1 “Song S1” {why}",
    }


def test_once_one_of_them_must_have_come_only_the_other_is_told() -> None:
    assert the_one("room.circle", found("20:13")).segment == "sS1"
    assert "room.circle" not in [one.code for one in found("20:14")]


def test_nobody_who_left_at_the_end_of_their_number_walks_too_short() -> None:
    for now in ("20:11", "20:13", "20:20"):
        assert "people.walk" not in [one.code for one in found(now)]


def test_who_comes_from_one_room_alone_is_in_no_circle() -> None:
    show = two_rooms()
    late = check_now(standing(show, started(show), "20:22"))
    assert "room.circle" not in [one.code for one in late]


def test_before_a_run_nobody_is_kept_on_air() -> None:
    assert "room.circle" not in codes(swapped())
