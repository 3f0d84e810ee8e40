"""What is wrong with a plan is found, each thing once, the worst first."""

from __future__ import annotations

import re
import string
from dataclasses import replace
from typing import Any

from hypothesis import given

from producer_app.core.checks import SENTENCES, Severity
from producer_app.core.show import (
    AdRule,
    AdRuleId,
    Kind,
    Method,
    Output,
    SegmentId,
    Show,
    Sponsor,
    SponsorId,
    Standing,
)
from tests.builders import (
    STAGE,
    a_segment,
    a_shop_segment,
    a_show,
    a_stage,
    at,
    minutes,
    seconds,
    shows,
)
from tests.core.checked import codes, findings, the

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
