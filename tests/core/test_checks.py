"""What is wrong with a plan is found, each thing once, the worst first."""

from __future__ import annotations

import re
import string
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given

from producer_app.core.checks import SENTENCES, Severity
from producer_app.core.show import (
    AdRule,
    AdRuleId,
    Anchor,
    Clearance,
    Coupon,
    HandoffId,
    HandoffKind,
    Kind,
    Method,
    Offer,
    OfferId,
    Output,
    RoomId,
    SegmentId,
    Show,
    Sponsor,
    SponsorId,
    Standing,
    Trigger,
)
from tests.builders import (
    SHOP,
    STAGE,
    a_block,
    a_handoff,
    a_segment,
    a_shop,
    a_shop_segment,
    a_show,
    a_stage,
    an_artist,
    at,
    minutes,
    seconds,
    shows,
    wall,
)
from tests.core.checked import LI, codes, findings, the, the_handoff, two_rooms

BAG = SponsorId("bag")


def test_a_clean_plan_has_no_finding() -> None:
    assert findings(a_show(a_segment("1", minutes(30)), hard_out="20:30")) == ()


def test_errors_come_first_and_then_the_order_of_time() -> None:
    show = a_show(
        a_segment("1", minutes(5)),
        a_segment("2", minutes(5), hard_start="20:06"),
        a_segment("3", minutes(5), hard_start="20:12"),
        a_segment("4", minutes(5), hard_start="20:13"),
    )

    found = findings(show)

    assert [(f.code, f.segment) for f in found] == [
        ("time.overlap", "s4"),
        ("time.gap", "s2"),
        ("time.gap", "s3"),
    ]


def test_a_show_without_rooms_is_an_error() -> None:
    assert codes(a_show(rooms=())) == ["show.no_rooms"]


def test_a_room_without_segments_or_on_air_time_is_told() -> None:
    assert codes(a_show(on_air=None)) == ["show.empty_room", "show.no_on_air"]


def test_an_output_in_a_zone_that_nobody_knows_is_told() -> None:
    outputs = (Output(name="Mars One", zone="Mars/Olympus"), Output(name="Local"))
    found = the("show.output_zone", a_show(a_segment("1"), rooms=(a_stage(outputs=outputs),)))
    assert (found.room, found.severity) == (STAGE, Severity.WARNING)
    assert "“Mars/Olympus” for Mars One of Stage" in found.message


def test_a_number_that_stands_twice_is_an_error_even_when_omitted() -> None:
    show = a_show(
        a_segment("7", standing=Standing.OMITTED),
        a_segment("7", id=SegmentId("other"), title="Late entry"),
    )

    found = the("number.twice", show)

    assert (found.severity, found.segment) == (Severity.ERROR, "other")
    assert found.message == "The number 7 stands twice in Stage: “Song 7” and “Late entry”."


def test_both_rooms_may_use_a_number_and_segments_may_have_none() -> None:
    show = a_show(
        a_segment("1", minutes(10)),
        a_shop_segment("1", minutes(10), id=SegmentId("shop-1")),
        replace(a_segment("8", minutes(5)), number=""),
        replace(a_segment("9", minutes(5)), number=""),
    )
    assert codes(show) == []


def test_a_gap_before_a_hard_time_says_how_long_it_is() -> None:
    show = a_show(a_segment("1", minutes(4)), a_segment("2", hard_start="20:05"))

    found = the("time.gap", show)

    assert (found.severity, found.segment, found.at) == (
        Severity.WARNING,
        "s2",
        at(show, "20:05"),
    )
    assert found.message == "1:00 to fill before 20:05:00 (2 “Song 2”): nobody is named to fill it."


def test_a_breath_before_a_hard_time_is_only_a_note() -> None:
    show = a_show(
        a_segment("1", minutes(4), hard_start="23:55:49"),
        a_segment("2", hard_start="23:59:50"),
        on_air="23:55:49",
    )

    found = the("time.gap", show)

    assert found.severity is Severity.NOTE
    assert found.message.startswith("0:01 to fill before 23:59:50")


def test_a_gap_behind_a_float_is_found() -> None:
    show = a_show(
        a_segment("1", minutes(4)),
        a_segment("2", minutes(6), standing=Standing.FLOATED),
        a_segment("3", hard_start="20:10"),
    )
    assert the("time.gap", show).message.startswith("6:00 to fill")


def test_an_overlap_with_a_hard_time_is_an_error() -> None:
    show = a_show(a_segment("1", minutes(5.5)), a_segment("2", hard_start="20:05"))

    found = the("time.overlap", show)

    assert found.severity is Severity.ERROR
    assert found.message == (
        "What stands before 2 “Song 2” runs 0:30 past its hard time 20:05:00: cut or float 0:30."
    )


def test_an_unknown_length_hides_no_overlap_but_no_gap_is_claimed() -> None:
    over = a_show(
        a_segment("1", minutes(6)), a_segment("2", None), a_segment("3", hard_start="20:05")
    )
    under = a_show(
        a_segment("1", minutes(4)), a_segment("2", None), a_segment("3", hard_start="20:05")
    )

    assert codes(over) == ["time.overlap", "segment.no_length"]
    assert codes(under) == ["segment.no_length"]


def test_a_hard_time_that_runs_backwards_is_an_error_of_its_own() -> None:
    show = a_show(
        a_segment("1", minutes(30)),
        a_segment("2", minutes(5), hard_start="20:30"),
        a_segment("3", minutes(5), hard_start="20:10"),
        a_segment("4", minutes(5), hard_start="20:35"),
    )

    assert (findings(show)[0].code, findings(show)[0].segment) == ("time.backwards", "s3")
    assert "time.overlap" not in codes(show)


def test_a_hard_time_before_the_show_goes_on_air_runs_backwards() -> None:
    show = a_show(a_segment("1", hard_start="19:57"))
    assert codes(show) == ["time.backwards"]


def test_a_missed_hard_out_says_over_in_words() -> None:
    show = a_show(a_segment("1", minutes(32)), hard_out="20:30")

    found = the("time.hard_out", show)

    assert (found.severity, found.room, found.segment) == (Severity.ERROR, STAGE, None)
    assert found.message == (
        "Stage ends at 20:32:00, OVER 2:00 at its hard out 20:30:00: cut or float 2:00."
    )


def test_a_plan_too_short_for_the_hard_out_says_under_in_words() -> None:
    show = a_show(a_segment("1", minutes(28)), hard_out="20:30")
    assert the("time.under", show).message == (
        "Stage ends at 20:28:00, UNDER 2:00 at its hard out 20:30:00: nobody is named to fill it."
    )


def test_a_hard_out_before_the_on_air_time_is_impossible() -> None:
    assert codes(a_show(a_segment("1"), hard_out="19:00")) == ["time.out_backwards"]


def test_a_block_over_its_budget_says_by_how_much() -> None:
    block = a_block(title="Opening", budget=minutes(9))
    show = a_show(
        a_segment("1", minutes(5), block=block.id),
        a_segment("2", minutes(5), block=block.id),
        a_segment("3", minutes(5), block=block.id, standing=Standing.FLOATED),
        blocks=(block,),
    )

    found = the("block.over", show)

    assert found.message == "Block “Opening” is 10:00 long, OVER 1:00 of its 9:00."
    assert (found.severity, found.segment) == (Severity.WARNING, "s1")


def test_segments_without_a_length_are_one_warning_in_each_room() -> None:
    show = a_show(a_segment("1"), a_segment("2", None), a_segment("3", None), a_segment("4", None))

    found = the("segment.no_length", show)

    assert (found.severity, found.segment) == (Severity.WARNING, "s2")
    assert dict(found.params)["count"] == "3"


def test_a_floated_segment_needs_no_length() -> None:
    assert codes(a_show(a_segment("1"), a_segment("2", None, standing=Standing.FLOATED))) == []


@pytest.mark.parametrize(
    "bounds",
    [
        {"shortest": minutes(6)},
        {"longest": minutes(4)},
        {"shortest": minutes(6), "longest": minutes(7)},
    ],
)
def test_a_length_outside_its_bounds_is_told(bounds: Any) -> None:
    assert codes(a_show(a_segment("1", minutes(5), **bounds))) == ["segment.elastic"]


def test_more_ad_time_than_segment_is_told() -> None:
    assert codes(a_show(a_segment("1", seconds(5), ad=seconds(10)))) == ["segment.ad_longer"]


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


def an_hour(limit: Any, **changes: Any) -> AdRule:
    fields: dict[str, Any] = {"id": AdRuleId("hour"), "title": "An hour", "room": STAGE}
    return AdRule(**fields | {"method": Method.CLOCK_HOUR, "limit": limit} | changes)


def test_a_broken_rule_says_where_it_is_first_broken() -> None:
    spot = a_segment("2", minutes(3), kind=Kind.SPOT)
    show = a_show(a_segment("1", minutes(10)), spot, ad_rules=(an_hour(minutes(2)),))

    found = the("ad.over", show)

    assert (found.severity, found.segment, found.at) == (Severity.ERROR, "s2", at(show, "20:12"))
    assert found.message == (
        "“An hour” is OVER 1:00 (3:00 of 2:00): first broken at 20:12:00 by 2 “Song 2”."
    )


def test_a_rule_that_cannot_be_kept_any_more_or_lacks_a_number_is_an_error() -> None:
    full = an_hour(minutes(2), used_elsewhere=minutes(3))
    empty = an_hour(None, id=AdRuleId("empty"))

    assert codes(a_show(a_segment("1"), ad_rules=(full, empty))) == [
        "ad.over_before",
        "ad.incomplete",
    ]


def test_advertisements_without_a_length_are_told_to_every_rule() -> None:
    show = a_show(a_segment("1", None, kind=Kind.SPOT), ad_rules=(an_hour(minutes(2)),))
    assert codes(show) == ["segment.no_length", "ad.unknown"]


def test_a_sponsor_who_gets_less_than_contracted_is_told() -> None:
    sponsor = Sponsor(id=BAG, brand="Bag & Co", contracted=seconds(30), mentions=2)
    read = a_segment("1", seconds(20), kind=Kind.SPONSOR_READ, sponsor=BAG)

    show = a_show(read, a_segment("2"), sponsors=(sponsor,))

    assert [f.message for f in findings(show)] == [
        "Bag & Co has 0:20 planned of the 0:30 contracted.",
        "Bag & Co: mentions planned 1, contracted 2.",
    ]


def test_a_rival_in_an_exclusive_category_is_told() -> None:
    brands = tuple(
        Sponsor(id=SponsorId(key), brand=key.title(), category="milk", is_exclusive=key == "cow")
        for key in ("cow", "goat")
    )
    reads = (
        a_segment(n, seconds(20), kind=Kind.SPONSOR_READ, sponsor=brand.id)
        for n, brand in zip("12", brands, strict=True)
    )
    assert codes(a_show(*reads, sponsors=brands)) == ["sponsor.rival"]


def test_every_code_has_a_sentence_that_says_what_and_where() -> None:
    for code, (severity, sentence) in SENTENCES.items():
        assert re.fullmatch(r"[a-z]+\.[a-z_]+", code)
        assert isinstance(severity, Severity)
        assert sentence.endswith(".")
        assert list(string.Formatter().parse(sentence))


@given(shows())
def test_any_plan_can_be_checked(show: Show) -> None:
    for finding in findings(show):
        assert finding.message
        assert finding.segment is None or finding.segment in show.by_id
        assert finding.room is None or finding.room in show.by_id
