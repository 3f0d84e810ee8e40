"""Ad rules and sponsors in the show book: what they are asked for, and what they say."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import Any

import pytest

from producer_app.core.budget.methods import METHODS
from producer_app.core.errors import BadInput
from producer_app.core.show import (
    AdRule,
    AdRuleId,
    Method,
    PromisedPlace,
    Sponsor,
    SponsorId,
    Stand,
)
from producer_app.core.timebase import WallTime
from producer_app.exchange.ad_presets import presets
from producer_app.present.book import chapter, listed
from producer_app.present.book_fields import (
    echo,
    hint_of,
    name_of,
    text_of,
    typed,
    with_value,
)
from producer_app.present.rule_texts import limit_text
from tests.builders import STAGE, minutes
from tests.present.books import ALWAYS, EN, NIGHT, ZH, field_of, read

ASKED = {
    Method.SHOW_RATIO: "limit_permille",
    Method.CLOCK_HOUR: "limit carries used_elsewhere",
    Method.FIXED_WINDOW: "limit_permille limit window_from window_to used_elsewhere",
    Method.ROLLING_WINDOW: "limit window_length",
    Method.WINDOW_AVERAGE: "limit hour_max window_from window_to used_elsewhere",
    Method.DAY_SHARE: "limit_permille limit window_from airtime used_elsewhere",
    Method.WEEK_SHARE: "limit_permille limit window_from airtime used_elsewhere",
    Method.PROGRAMME_TABLE: "lengths used_elsewhere",
    Method.LONGEST_BREAK: "limit",
    Method.BREAKS_PER_LENGTH: "limit_count limit window_length",
    Method.UNINTERRUPTED: "limit signpost",
    Method.LEAST_COUNT: "limit_count window_from window_to count_elsewhere",
    Method.LEAST_SHARE: "limit_permille window_from window_to airtime used_elsewhere against",
    Method.MOST_COUNT: "limit_count count_elsewhere",
    Method.DISTANCE: "limit_count limit",
    Method.NEVER_INSIDE: "against",
}
"""What each method is asked beside its names, its place, its kinds and its origin."""


def bare(method: Method) -> AdRule:
    """A rule of that method that nobody has given a number yet."""
    return AdRule(id=AdRuleId("bare"), title="Bare", room=STAGE, method=method)


def asked_of(rule: AdRule) -> set[str]:
    return {field.label for field in chapter("ad_rules").fields if field.is_used(rule)} - ALWAYS


@pytest.mark.parametrize("method", Method)
def test_a_rule_is_asked_only_for_what_its_method_uses(method: Method) -> None:
    assert asked_of(bare(method)) == set(ASKED[method].split())
    assert {field.label for field in chapter("ad_rules").fields} >= ALWAYS


@pytest.mark.parametrize("method", Method)
def test_a_method_is_asked_for_every_number_that_it_needs(method: Method) -> None:
    needed = {name for group in METHODS[method].needs for name in group}
    assert needed <= set(ASKED[method].split())


def test_of_two_numbers_that_say_the_same_only_the_given_one_is_asked() -> None:
    window = bare(Method.FIXED_WINDOW)
    assert "limit" not in asked_of(replace(window, limit_permille=200))
    assert "limit_permille" not in asked_of(replace(window, limit=minutes(18)))
    assert asked_of(replace(bare(Method.DISTANCE), limit_count=2)) == {"limit_count"}
    both_given = replace(window, limit=minutes(18), limit_permille=200)
    assert {"limit", "limit_permille"} <= asked_of(both_given)


@pytest.mark.parametrize("method", Method)
def test_a_rule_that_lacks_a_number_says_so_and_a_whole_one_does_not(method: Method) -> None:
    remark = chapter("ad_rules").remark
    assert "Not counted yet" in remark(bare(method), EN)
    assert remark(bare(method), ZH).startswith("尚未生效")
    assert all(remark(rule, EN) == "" for rule in NIGHT.ad_rules)


def test_a_number_is_called_what_it_means_for_its_method() -> None:
    names = {
        method: name_of(field_of("ad_rules", "limit"), "ad_rules", bare(method), EN)
        for method in (Method.CLOCK_HOUR, Method.UNINTERRUPTED, Method.LONGEST_BREAK)
    }
    assert list(names.values()) == [
        "At most",
        "At least, without interruption",
        "No break longer than",
    ]
    share = field_of("ad_rules", "limit_permille")
    assert name_of(share, "ad_rules", bare(Method.LEAST_SHARE), ZH) == "占商业广告时长下限"
    day = field_of("ad_rules", "window_from")
    assert hint_of(day, "ad_rules", bare(Method.DAY_SHARE), EN) == "midnight"
    assert hint_of(day, "ad_rules", bare(Method.FIXED_WINDOW), EN) == ""


@pytest.mark.parametrize("language", [EN, ZH], ids=["en", "zh"])
def test_every_rule_of_every_preset_says_in_words_what_it_asks(language: Any) -> None:
    for preset in presets():
        for rule in preset.rules:
            said = limit_text(rule, language)
            assert said
            assert not set("—{}") & set(said), said
    assert "—" in limit_text(bare(Method.CLOCK_HOUR), language)


def test_what_a_rule_asks_is_one_line() -> None:
    said = {rule.id: limit_text(rule, EN) for one in presets() for rule in one.rules}
    assert said["cn61_hour-1"] == "at most 12:00 in each clock hour"
    assert said["cn61_prime-1"] == "at most 18:00 from 19:00 to 21:00"
    assert said["eu_prime-1"] == "at most 20 % from 18:00 to 24:00"
    assert said["cn_drama-1"] == "no break inside the programme"
    assert said["cn_break_clock-1"] == "signposted, each time"
    assert said["eu_shop_window-1"] == "at least 15:00 without interruption, and signposted"
    assert said["eu_breaks_children-1"].endswith("only in a programme longer than 30:00")
    assert said["eu_breaks_children-2"] == "none at all"
    assert said["house_pure_stage-3"] == "nothing inside Song, Dance"
    assert said["au_fta-1"] == "13:00 an hour on average from 18:00 to 24:00, 15:00 in any one"


def test_a_rule_that_nobody_has_verified_says_so_in_the_list_and_at_its_fields() -> None:
    doubtful = replace(NIGHT.ad_rules[0], status="unverified")
    show = replace(NIGHT, ad_rules=(doubtful, *NIGHT.ad_rules[1:]))
    assert listed(chapter("ad_rules"), show, EN)[0].detail.startswith("UNVERIFIED · at most 5 %")
    assert "UNVERIFIED" in chapter("ad_rules").remark(doubtful, EN)
    assert "未核实" in chapter("ad_rules").remark(doubtful, ZH)
    assert not listed(chapter("ad_rules"), NIGHT, EN)[0].detail.startswith("UNVERIFIED")


def test_a_rule_may_hold_for_one_output_and_keeps_the_name_of_one_that_is_gone() -> None:
    rule = replace(NIGHT.ad_rules[0], output="Radio")
    options = field_of("ad_rules", "output").options(NIGHT, rule, EN)
    assert [value for value, _ in options] == [
        *("", "Phone · 手机", "PC · 电脑", "TV · 电视", "Radio"),
    ]
    assert options[0][1] == "All outputs"
    assert options[-1][1] == "Radio (not in this room)"


def test_a_table_by_length_is_typed_in_one_line() -> None:
    table = ((minutes(30), minutes(3)), (minutes(60), minutes(6)))
    rule = replace(bare(Method.PROGRAMME_TABLE), lengths=table)
    field = field_of("ad_rules", "lengths")
    assert text_of(field, NIGHT, rule) == "30:00 = 3:00, 1:00:00 = 6:00"
    typed_anew = typed(field, NIGHT, rule, "30:00＝3:00；1h → 6min")
    assert typed_anew.lengths == table
    assert typed(field, NIGHT, rule, "").lengths == ()
    assert echo(field, NIGHT, rule, "30:00 = 3:00", EN) == "steps: 1; beyond 30:00 pro rata"


@pytest.mark.parametrize("text", ["30:00", "30:00 = ", "= 3:00", "0:00 = 1:00", "a = b", "1=2=3"])
def test_what_is_no_step_of_a_table_is_refused_with_an_example(text: str) -> None:
    field = field_of("ad_rules", "lengths")
    with pytest.raises(BadInput, match="write it like"):
        typed(field, NIGHT, bare(Method.PROGRAMME_TABLE), text)


def test_a_table_goes_from_short_to_long() -> None:
    field = field_of("ad_rules", "lengths")
    with pytest.raises(BadInput, match="longer than the one before"):
        typed(field, NIGHT, bare(Method.PROGRAMME_TABLE), "60:00 = 6:00, 30:00 = 3:00")


def test_a_week_may_hold_more_advertising_than_a_day_is_long() -> None:
    rule = bare(Method.WEEK_SHARE)
    assert read("ad_rules", "used_elsewhere", "30:10:00", NIGHT, rule) == 108_600_000
    with pytest.raises(BadInput, match="more than 168 hours"):
        read("ad_rules", "airtime", "169:00:00", NIGHT, rule)


def test_a_date_of_keeping_a_channels_zone_and_a_filing_may_be_left_empty() -> None:
    assert read("show", "keep_until", "2029-11-11") == dt.date(2029, 11, 11)
    assert read("show", "keep_until", " ") is None
    zone = field_of("rooms", "outputs").columns[2]
    output = NIGHT.rooms[0].outputs[0]
    assert typed(zone, NIGHT, output, "tokyo").zone == "Asia/Tokyo"
    assert typed(zone, NIGHT, output, "").zone == ""
    with pytest.raises(BadInput, match="no time zone"):
        typed(zone, NIGHT, output, "Atlantis")
    assert read("rooms", "filed", "No. 12") == "No. 12"


def test_the_time_of_a_promised_place_goes_with_the_place_at_a_time() -> None:
    where, at, times = field_of("sponsors", "places").columns
    midnight = PromisedPlace(where=Stand.AT_TIME, at=WallTime(23, 59, 50))
    assert with_value(where, midnight, Stand.FIRST_IN_BREAK).at is None
    assert at.is_used(midnight)
    assert not at.is_used(PromisedPlace(where=Stand.LAST_IN_BREAK))
    assert typed(times, NIGHT, midnight, "3").times == 3
    assert typed(at, NIGHT, midnight, "0:00").at == WallTime(24)


def test_a_sponsor_says_what_of_a_promise_is_still_missing() -> None:
    remark = chapter("sponsors").remark
    brand = Sponsor(id=SponsorId("s"), brand="S", is_exclusive=True)
    timeless = replace(brand, places=(PromisedPlace(where=Stand.AT_TIME),))
    half = replace(brand, exclusive_from=WallTime(20))
    turned = replace(half, exclusive_to=WallTime(19))
    assert "needs its time" in remark(timeless, EN)
    assert "both ends" in remark(half, EN)
    assert "both ends" in remark(turned, EN)
    assert remark(replace(half, exclusive_to=WallTime(21)), EN) == ""
    assert remark(replace(half, is_exclusive=False), EN) == ""
    assert all(remark(sponsor, ZH) == "" for sponsor in NIGHT.sponsors)


def test_the_window_of_exclusivity_is_asked_only_of_who_is_exclusive() -> None:
    start = field_of("sponsors", "exclusive_from")
    brand = Sponsor(id=SponsorId("s"), brand="S")
    assert not start.is_used(brand)
    assert start.is_used(replace(brand, is_exclusive=True))
