"""What is found wrong with sponsors' places and rivals, and with rules that ask for a least."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from producer_app.core.calling import AdjustTime, Skip
from producer_app.core.checks import Severity
from producer_app.core.recovery.promises import key_of
from producer_app.core.run import Event, RunEnded
from producer_app.core.show import (
    AdRule,
    AdRuleId,
    Kind,
    Method,
    SegmentId,
    Show,
    Signpost,
    Stand,
)
from tests.builders import STAGE, a_segment, a_show, at, called, gone, minutes, seconds, wall
from tests.core.budget.sponsored import (
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
from tests.core.checked import codes, found_at, the, the_one


def sponsor_codes(show: Show, events: tuple[Event, ...], now: str) -> list[str]:
    found = found_at(show, events, at(show, now))
    return [one.code for one in found if one.code.startswith("sponsor.")]


def test_a_place_that_is_not_planned_names_the_advertisement_next_to_it() -> None:
    place = a_place(Stand.LAST_IN_BREAK, times=2)
    sponsor = a_sponsor(places=(place,))

    found = the("sponsor.place", replace(a_night(), sponsors=(sponsor,)))

    assert (found.severity, found.segment) == (Severity.WARNING, "s2")
    assert found.message == (
        "Milk was promised a place last in a break, times 2; planned 1. "
        "Nearest: 2 “Song 2” at 20:05:00."
    )


def test_a_place_at_a_time_is_found_at_that_time() -> None:
    show = a_show(a_spot("1"), sponsors=(a_sponsor(places=(a_place(Stand.AT_TIME, at="24:00"),)),))

    found = the("sponsor.place", show)

    assert found.at == at(show, "24:00")
    assert "a place at 24:00:00, times 1; planned 0. Nearest: 1 “Song 1”" in found.message


def test_a_place_that_nothing_is_near_says_so() -> None:
    sponsor = a_sponsor(places=(a_place(Stand.FIRST_IN_BREAK),))
    found = the("sponsor.place", a_show(a_segment("1"), sponsors=(sponsor,)))
    assert found.message.endswith("planned 0. Nothing of theirs is near it.")


def test_a_place_at_a_time_needs_one() -> None:
    sponsor = a_sponsor(places=(a_place(Stand.AT_TIME),))
    assert codes(a_show(a_segment("1"), sponsors=(sponsor,))) == ["sponsor.place_no_time"]


def test_a_place_that_is_about_to_be_lost_is_told_while_it_can_be_saved() -> None:
    show = a_midnight()
    late = called(
        show, run_to(show, "23:50"), AdjustTime(room=STAGE, by=minutes(2)), at(show, "23:51")
    )

    ahead = the_one("sponsor.place_lost", found_at(show, late, at(show, "23:55")))

    assert (ahead.segment, ahead.at) == ("s2", at(show, "24:00"))
    assert ahead.message == (
        "Milk is short of its place at 24:00:00: promised 1, kept 0, still to come 0. "
        "Nearest: 2 “Song 2” at 24:01:00."
    )
    assert sponsor_codes(show, late, "24:00:02") == ["sponsor.place_missed"]


def test_a_place_that_the_plan_never_had_is_not_told_as_missed() -> None:
    show = a_midnight()
    segments = tuple(s for s in show.segments if s.id != "s2")
    without = replace(show, segments=segments)
    events = run_to(without, "23:50")

    assert sponsor_codes(without, events, "23:59") == ["sponsor.place_lost"]
    assert sponsor_codes(without, events, "24:00:02") == []


def test_a_run_to_plan_finds_nothing_and_after_it_the_plan_is_checked_again() -> None:
    show = a_night(a_place(Stand.FIRST_IN_BREAK, times=2))
    events = run_to(show, "20:00", "20:05", "20:05:30", "20:06", "20:11", "20:11:30")

    assert sponsor_codes(show, events, "20:12") == []
    assert sponsor_codes(show, (*events, RunEnded(at=at(show, "20:17"))), "20:18") == []


def test_what_is_owed_is_told_as_soon_as_the_plan_no_longer_carries_it() -> None:
    show = a_night()
    events = called(
        show,
        run_to(show, "20:00"),
        Skip(room=STAGE, segment=SegmentId("s5")),
        at(show, "20:01"),
    )
    found = found_at(show, events, at(show, "20:01"))

    assert [one.message for one in found if one.code.startswith("sponsor.")] == [
        "Milk comes to 0:30 of the 1:00 contracted: 0:30 owed.",
        "Milk: mentions expected 1, contracted 2: 1 owed.",
    ]


def test_rivals_beside_each_other_are_an_error_on_the_rival() -> None:
    found = the("sponsor.beside", two_dairies(a_spot("1", MILK), a_spot("2", CREAM)))

    assert (found.severity, found.segment) == (Severity.ERROR, "s2")
    assert found.message == (
        "Cream stands at 20:00:30 in 2 “Song 2”, right beside 1 “Song 1” of its rival Milk."
    )


@pytest.mark.parametrize(
    ("alone", "words"),
    [
        ({}, "alone all evening."),
        ({"exclusive_from": "19:00"}, "alone from 19:00:00 on."),
        ({"exclusive_to": "22:00"}, "alone until 22:00:00."),
        (
            {"exclusive_from": "19:00", "exclusive_to": "22:00"},
            "alone from 19:00:00 to 22:00:00.",
        ),
    ],
)
def test_a_rival_in_the_sponsor_s_own_time_says_when_that_is(
    alone: dict[str, str], words: str
) -> None:
    found = the("sponsor.rival", two_dairies(a_spot("1", CREAM), alone=alone))

    assert found.message == (
        f"Cream advertises at 20:00:00 in 1 “Song 1”, but Milk has “Dairy” {words}"
    )


def test_a_handoff_to_a_rival_s_offers_is_found_on_the_handoff() -> None:
    found = the("sponsor.rival_sold", a_throw())

    assert (found.segment, found.handoff) == ("s1", "h1")
    assert found.message.startswith("H1 (1 “Song 1”) brings offers of Cream at 21:05:00, but Milk")


def test_a_rival_who_has_been_aired_is_not_told_any_more() -> None:
    show = two_dairies(a_segment("1"), a_spot("2", CREAM), a_segment("3"), alone={})
    ahead = run_to(show, "20:00")
    aired = gone(show, ahead, at(show, "20:05"))

    assert sponsor_codes(show, ahead, "20:01") == ["sponsor.rival"]
    assert sponsor_codes(show, aired, "20:05:10") == []


def a_rule(method: Method, **changes: Any) -> AdRule:
    fields: dict[str, Any] = {"id": AdRuleId("r"), "title": "R", "room": STAGE}
    return AdRule(**fields | {"method": method} | changes)


def test_a_rule_by_number_is_told_in_numbers() -> None:
    spots = (a_spot("1"), a_segment("2"), a_spot("3"), a_segment("4"))
    rule = a_rule(Method.MOST_COUNT, limit_count=1)

    found = the("ad.over", a_show(*spots, ad_rules=(rule,)))

    assert found.message == "“R” is OVER 1 (2 of 1): first broken at 20:05:30 by 3 “Song 3”."


def test_a_least_that_is_not_reached_says_what_it_lacks() -> None:
    psa = a_segment("1", seconds(30), kind=Kind.PSA)
    rule = a_rule(Method.LEAST_COUNT, limit_count=4, counts=frozenset({Kind.PSA}))
    window = {"window_from": wall("20:00"), "window_to": wall("21:00")}

    found = the("ad.under_all", a_show(psa, ad_rules=(replace(rule, **window),)))

    assert (found.room, found.message) == (STAGE, "“R” lacks 3 (1 of at least 4).")


def test_two_breaks_too_near_to_each_other_say_where() -> None:
    rule = a_rule(Method.DISTANCE, limit_count=2)
    show = a_show(a_spot("1"), a_segment("2"), a_spot("3"), ad_rules=(rule,))

    assert the("ad.under", show).message == (
        "“R” lacks 1 (1 of at least 2): first at 20:05:30, 3 “Song 3”."
    )


def test_a_selling_window_that_is_long_enough_but_not_signposted_is_told_as_that() -> None:
    rule = a_rule(Method.UNINTERRUPTED, limit=minutes(1), signpost=Signpost.ALSO)
    show = a_show(a_spot("1", length=minutes(2)), ad_rules=(rule,))

    assert the("ad.unsigned", show).message == (
        "“R”: the selling window that begins at 20:00:00 with 1 “Song 1” is not signposted."
    )


def test_a_way_that_moves_the_nearest_advertisement_breaks_no_place_anew() -> None:
    place = a_place(Stand.LAST_IN_BREAK, times=3)
    show = replace(a_night(), sponsors=(a_sponsor(places=(place,)),))
    moved = replace(show, segments=(show.segments[3], *show.segments[:3], *show.segments[4:]))
    gone_one = replace(show, segments=tuple(s for s in show.segments if s.id != "s3"))

    keys = {key_of(the("sponsor.place", one)) for one in (show, moved, gone_one)}

    assert len(keys) == 1
