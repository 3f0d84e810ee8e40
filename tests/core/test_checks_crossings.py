"""Who crosses between the rooms, and with what: handoffs, their artists and their offers."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from producer_app.core.checks import Severity
from producer_app.core.show import (
    Anchor,
    Coupon,
    HandoffId,
    HandoffKind,
    Offer,
    OfferId,
    RoomId,
    SegmentId,
    SponsorId,
    Standing,
    Trigger,
)
from tests.builders import (
    SHOP,
    a_handoff,
    a_segment,
    a_shop,
    a_shop_segment,
    a_show,
    a_stage,
    minutes,
    seconds,
    wall,
)
from tests.core.checked import LI, codes, the, the_handoff, two_rooms

BAG = SponsorId("bag")


def test_a_handoff_that_brings_its_artist_has_no_finding() -> None:
    assert codes(two_rooms()) == []


def test_an_artist_in_both_rooms_without_a_handoff_is_an_error() -> None:
    found = the("people.no_handoff", two_rooms(handoffs=()))

    assert (found.severity, found.room, found.segment) == (Severity.ERROR, SHOP, "sS2")
    assert found.message == (
        "Li goes from 1 “Song 1” to S2 “Song S2” in Shop, but no handoff brings them."
    )


def test_a_handoff_without_the_artist_does_not_bring_them() -> None:
    assert "people.no_handoff" in codes(the_handoff(talent=()))


def test_a_handoff_into_the_room_as_such_brings_the_artist() -> None:
    assert "people.no_handoff" not in codes(the_handoff(to_segment=None))


def test_who_was_brought_may_stay_for_the_next_segment() -> None:
    stays = a_shop_segment("S3", minutes(5), talent=LI)
    show = two_rooms()
    assert codes(replace(show, segments=(*show.segments, stays))) == []


def test_who_went_back_to_the_stage_must_be_brought_again() -> None:
    show = two_rooms()
    encore = a_segment("3", minutes(5), talent=LI, hard_start="20:20")
    again = a_shop_segment("S3", minutes(5), talent=LI, hard_start="20:30")
    show = replace(show, segments=(*show.segments, encore, again))
    assert [code for code in codes(show) if code != "time.gap"] == ["people.no_handoff"]


def test_who_comes_to_the_shop_first_needs_no_handoff() -> None:
    show = two_rooms(handoffs=())
    show = a_show(
        *(s for s in show.segments if s.id == "sS2"),
        a_segment("9", minutes(5), talent=LI, hard_start="21:00"),
        talent=show.talent,
        on_air="20:00",
        rooms=(a_stage(on_air=wall("21:00")), a_shop()),
    )
    assert codes(show) == []


@pytest.mark.parametrize("standing", [Standing.FLOATED, Standing.OMITTED])
def test_a_handoff_from_a_segment_that_does_not_run_is_never_due(standing: Standing) -> None:
    show = a_show(
        a_segment("1", standing=standing), a_shop_segment("S1"), handoffs=(a_handoff("H1", "s1"),)
    )

    found = the("handoff.floated", show)

    assert (found.severity, found.handoff, found.segment) == (Severity.ERROR, "h1", "s1")
    assert standing.value in found.message


def test_a_handoff_at_a_hard_time_is_due_even_when_its_segment_floats() -> None:
    trigger = Trigger(anchor=Anchor.HARD_TIME, hard_time=wall("20:02"))
    show = a_show(
        a_segment("1", standing=Standing.FLOATED),
        a_shop_segment("S1"),
        handoffs=(a_handoff("H1", "s1", trigger=trigger),),
    )
    assert codes(show) == []


def test_a_handoff_at_a_hard_time_needs_one() -> None:
    assert "handoff.no_time" in codes(the_handoff(trigger=Trigger(anchor=Anchor.HARD_TIME)))


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"leaves": "gone"}, "handoff.no_segment"),
        ({"to_room": RoomId("gone")}, "handoff.no_room"),
        ({"to_segment": SegmentId("gone")}, "handoff.no_to_segment"),
        ({"to_segment": SegmentId("s2")}, "handoff.no_to_segment"),
        ({"offers": (OfferId("gone"),)}, "handoff.no_offer"),
    ],
)
def test_a_handoff_to_what_does_not_exist_is_an_error(changes: Any, code: str) -> None:
    assert the(code, the_handoff(**changes)).severity is Severity.ERROR


def test_a_handoff_that_opens_a_floated_segment_is_an_error() -> None:
    show = a_show(
        a_segment("1"),
        a_shop_segment("S1"),
        a_shop_segment("S2", standing=Standing.FLOATED),
        handoffs=(a_handoff("H1", "s1", to_segment=SegmentId("sS2")),),
    )
    assert "handoff.to_floated" in codes(show)


def test_a_handoff_that_lands_when_its_segment_is_over_is_told() -> None:
    found = the("handoff.not_running", the_handoff(leaves="s2", to_segment=SegmentId("sS1")))

    assert found.severity is Severity.WARNING
    assert found.message == (
        "H1 is due at 20:20:00, but S1 “Song S1” in Shop runs from 20:00:00 to 20:06:30."
    )


def test_a_handoff_may_land_while_its_artist_still_walks() -> None:
    early = the_handoff(trigger=Trigger(offset=seconds(-60)))
    too_early = the_handoff(trigger=Trigger(offset=seconds(-61)))

    assert "handoff.not_running" not in codes(early)
    assert "handoff.not_running" in codes(too_early)


def test_a_handoff_into_a_room_that_is_off_the_air_is_told() -> None:
    show = a_show(
        a_segment("1", minutes(5)),
        a_shop_segment("S1"),
        rooms=(a_stage(), a_shop(on_air=wall("21:00"))),
        handoffs=(a_handoff("H1", "s1"),),
    )
    assert codes(show) == ["handoff.room_closed"]


def test_two_handoffs_or_offers_of_one_number_are_errors() -> None:
    twin = a_handoff("H1", "s2", id=HandoffId("twin"))
    offers = tuple(Offer(id=OfferId(key), number="O1", product=key) for key in ("cup", "mug"))
    show = two_rooms(handoffs=(*two_rooms().handoffs, twin), offers=offers)

    assert {"handoff.twice", "offer.twice"} <= set(codes(show))


def test_an_offer_of_a_handoff_needs_price_link_returns_and_coupon_window() -> None:
    cup = Offer(id=OfferId("cup"), number="O1", product="Cup", coupon=Coupon(name="−5"))
    show = two_rooms(
        offers=(cup,),
        handoffs=(a_handoff("H1", "s1", to_segment=SegmentId("sS2"), talent=LI, offers=(cup.id,)),),
    )

    assert codes(show) == [
        *("offer.no_price", "offer.no_link", "offer.open_coupon", "offer.no_returns"),
    ]
    assert the("offer.no_link", show).message == "Offer O1 “Cup” of H1 has no link."


def test_what_is_given_away_in_a_lucky_bag_needs_no_price() -> None:
    bag = Offer(id=OfferId("bag"), number="O1", product="Bag", link="https://shop.example/bag")
    fields = {"offers": (bag.id,), "kind": HandoffKind.LUCKY_BAG, "talent": LI}
    handoff = a_handoff("H1", "s1", to_segment=SegmentId("sS2"), **fields)
    assert codes(two_rooms(offers=(bag,), handoffs=(handoff,))) == []
