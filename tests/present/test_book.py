"""The show book as data: what is typed into its fields, and the edits that come of it."""

from __future__ import annotations

import datetime as dt
from dataclasses import fields, replace
from typing import Any

import pytest

from producer_app.core.budget.methods import METHODS
from producer_app.core.edits import ChangeShow, Edit, Put
from producer_app.core.errors import BadInput, Refused
from producer_app.core.show import (
    COLLECTIONS,
    AdRule,
    AdRuleId,
    Block,
    BlockId,
    Coupon,
    Cue,
    Handoff,
    Method,
    Offer,
    OfferId,
    PromisedPlace,
    Room,
    Segment,
    Show,
    Sponsor,
    SponsorId,
    Stand,
    Waiver,
)
from producer_app.core.timebase import Millis, WallTime
from producer_app.exchange.ad_presets import presets
from producer_app.exchange.samples import read_sample
from producer_app.present.book import added, chapter, duplicated, edit_of, listed, nouns, removed
from producer_app.present.book_chapter import Chapter
from producer_app.present.book_chapters import CHAPTERS
from producer_app.present.book_fields import (
    ChoiceField,
    RecordsField,
    TicksField,
    TypedField,
    echo,
    hint_of,
    name_of,
    text_of,
    typed,
    value_of,
    with_value,
)
from producer_app.present.rule_texts import limit_text
from producer_app.present.words import words
from tests.builders import STAGE, a_segment, a_show, minutes

EN, ZH = words("en"), words("zh")
NIGHT = read_sample("super-night")
YOGURT = Offer(id=OfferId("o1"), number="O1", product="Yogurt")
SHOW = a_show(a_segment("1"), hard_out="23:30", offers=(YOGURT,))
LISTS = tuple(one for one in CHAPTERS if one.blank is not None)
KEPT_ELSEWHERE = {Segment, Handoff, Cue, Waiver}
"""Nouns that have an editor of their own."""


def field_of(tab: str, label: str) -> Any:
    return next(field for field in chapter(tab).fields if field.label == label)


def noun_of(tab: str, show: Show = SHOW) -> Any:
    return nouns(chapter(tab), show)[0]


def read(tab: str, label: str, text: str, show: Show = SHOW, noun: Any = None) -> Any:
    """What stands in that field after this text was typed."""
    field = field_of(tab, label)
    return value_of(field, typed(field, show, noun or noun_of(tab, show), text))


def said(tab: str, label: str, text: str, language: str = "en") -> str:
    return echo(field_of(tab, label), SHOW, noun_of(tab), text, words(language))


def test_every_field_of_every_noun_can_be_edited_somewhere() -> None:
    kinds: dict[str, type] = {name: noun for noun, name in COLLECTIONS.items()}
    for one in CHAPTERS:
        noun = kinds.get(one.name, Show)
        shown = {field.inside or field.name for field in one.fields}
        own = {place.name for place in fields(noun)} - {"id"}
        own -= {"preset"} if noun is AdRule else set()
        own -= set(COLLECTIONS.values()) if noun is Show else set()
        assert shown == own, one.name
    assert {kinds[one.name] for one in LISTS} == set(COLLECTIONS) - KEPT_ELSEWHERE


@pytest.mark.parametrize("language", [EN, ZH], ids=["en", "zh"])
@pytest.mark.parametrize("one", CHAPTERS, ids=lambda one: one.name)
def test_every_text_of_a_chapter_is_there_in_both_languages(one: Chapter, language: Any) -> None:
    assert language.say(f"book.tab_{one.name}")
    for field in one.fields:
        assert language.say(f"book.{one.name}_{field.label}")
        if isinstance(field, RecordsField):
            assert language.say(f"book.add_{field.name}")
            assert all(language.say(f"book.{field.name}_{c.name}") for c in field.columns)
            for column in field.columns:
                if isinstance(column, ChoiceField):
                    assert all(word for _, word in column.options(NIGHT, field.blank, language))
        for noun in nouns(one, NIGHT):
            if isinstance(field, ChoiceField | TicksField):
                assert all(word for _, word in field.options(NIGHT, noun, language))
    for entry in listed(one, NIGHT, language):
        assert entry.title


@pytest.mark.parametrize("one", LISTS, ids=lambda one: one.name)
def test_undo_has_a_name_for_what_the_book_does(one: Chapter) -> None:
    noun = nouns(one, NIGHT)[0]
    edits: list[Edit] = [
        added(one, NIGHT, noun, "new", EN),
        duplicated(one, NIGHT, noun, "new"),
        removed(one, NIGHT, noun),
        Put(entity=noun),
    ]
    for edit in edits:
        assert EN.say(f"edits.{edit.label}")
        assert ZH.say(f"edits.{edit.label}")


@pytest.mark.parametrize("one", CHAPTERS, ids=lambda one: one.name)
def test_a_text_reads_back_as_the_value_it_shows(one: Chapter) -> None:
    for noun in nouns(one, NIGHT):
        for field in one.fields:
            if isinstance(field, TypedField):
                text = text_of(field, NIGHT, noun)
                assert typed(field, NIGHT, noun, text) == noun, (noun.id, field.label, text)


@pytest.mark.parametrize("one", LISTS, ids=lambda one: one.name)
def test_what_is_added_is_in_the_show_under_its_id_and_can_be_removed(one: Chapter) -> None:
    after = added(one, NIGHT, None, "new", EN).apply(NIGHT)
    assert nouns(one, after)[-1].id == "new"
    new = nouns(one, after)[-1]
    assert removed(one, after, new).apply(after) == NIGHT


@pytest.mark.parametrize("one", LISTS, ids=lambda one: one.name)
def test_a_copy_is_the_same_but_for_its_id_and_what_tells_it_apart(one: Chapter) -> None:
    original = nouns(one, NIGHT)[0]
    after = duplicated(one, NIGHT, original, "copy").apply(NIGHT)
    copy = nouns(one, after)[-1]
    apart = {p.name for p in fields(copy) if getattr(copy, p.name) != getattr(original, p.name)}
    assert apart == {"id", "number" if isinstance(copy, Offer) else one.title}


def test_the_shows_own_chapter_has_nothing_to_add() -> None:
    assert nouns(chapter("show"), SHOW) == (SHOW,)
    with pytest.raises(TypeError):
        added(chapter("show"), SHOW, None, "new", EN)


def test_only_what_changed_of_the_show_is_in_its_edit() -> None:
    edit = edit_of(SHOW, replace(SHOW, title="Winter Night", venue="Hall 2"))
    assert isinstance(edit, ChangeShow)
    assert dict(edit.changes) == {"title": "Winter Night", "venue": "Hall 2"}
    assert edit_of(SHOW, SHOW) is None


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("2027-01-02", dt.date(2027, 1, 2)),
        ("2027/1/2", dt.date(2027, 1, 2)),
        ("20270102", dt.date(2027, 1, 2)),
        ("2027年1月2日", dt.date(2027, 1, 2)),
        ("11-10", dt.date(SHOW.date.year, 11, 10)),
        ("１１月１０日", dt.date(SHOW.date.year, 11, 10)),
    ],
)
def test_a_date_is_understood_as_people_write_it(text: str, date: dt.date) -> None:
    assert read("show", "date", text) == date


@pytest.mark.parametrize(
    "text", ["", "soon", "2026-02-30", "10.11.2026", "2026-13-01", "0000-01-01"]
)
def test_what_is_no_date_is_refused_with_an_example(text: str) -> None:
    with pytest.raises(BadInput, match="write it like 2026-11-10"):
        read("show", "date", text)


def test_a_time_may_be_left_out_and_after_midnight_belongs_to_the_night() -> None:
    assert read("show", "hard_out", "0:30") == WallTime(24, 30)
    assert read("show", "hard_out", "") is None
    assert said("show", "hard_out", "0:30", "zh") == "24:30:00：次日 00:30:00"


def test_nobody_arrives_the_night_after() -> None:
    assert read("talent", "arrives", "7:30", NIGHT) == WallTime(7, 30)


@pytest.mark.parametrize(
    ("text", "zone"),
    [
        ("Europe/Berlin", "Europe/Berlin"),
        ("europe/berlin", "Europe/Berlin"),
        ("berlin", "Europe/Berlin"),
        ("new york", "America/New_York"),
        ("utc", "UTC"),
    ],
)
def test_a_zone_is_found_by_its_city(text: str, zone: str) -> None:
    assert read("show", "zone", text) == zone


@pytest.mark.parametrize("text", ["", "Moon/Base", "../../etc/passwd", "ber"])
def test_a_zone_that_does_not_exist_is_refused(text: str) -> None:
    with pytest.raises(BadInput, match="write one like Asia/Shanghai"):
        read("show", "zone", text)


def test_a_zone_is_echoed_with_its_offset_on_the_day() -> None:
    summer = replace(SHOW, date=dt.date(2026, 7, 1))
    zone = field_of("show", "zone")
    assert "UTC+02:00" in echo(zone, summer, summer, "berlin", EN)
    assert "UTC+01:00" in said("show", "zone", "berlin")


@pytest.mark.parametrize(
    ("text", "minor"),
    [
        ("99.50", 9950),
        ("99.5", 9950),
        ("99", 9900),
        ("¥99.50", 9950),
        ("￥99.50", 9950),
        ("99.50元", 9950),
        ("CNY 99.50", 9950),
        ("1,299", 129_900),
        ("０.0１", 1),
        ("", None),
    ],
)
def test_a_price_is_kept_in_minor_units(text: str, minor: int | None) -> None:
    assert read("offers", "deal_price", text) == minor


@pytest.mark.parametrize("text", ["$99", "99.505", "-1", "cheap", "1,29", "9" * 30, "99.50 USD"])
def test_what_is_no_price_in_the_offers_currency_is_refused(text: str) -> None:
    with pytest.raises(BadInput, match=r"is not a price in CNY; write it like 99\.50"):
        read("offers", "deal_price", text)


def test_a_currency_without_cents_has_whole_prices() -> None:
    yen = replace(YOGURT, currency="JPY")
    assert read("offers", "deal_price", "¥1,200", noun=yen) == 1200
    shown = text_of(field_of("offers", "deal_price"), SHOW, replace(yen, deal_price=1200))
    assert shown == "1200"


def test_a_price_stays_the_same_amount_in_a_currency_without_cents() -> None:
    priced = replace(YOGURT, list_price=12_000, deal_price=9_900)
    there = edit_of(priced, replace(priced, currency="JPY"))
    assert isinstance(there, Put)
    assert isinstance(there.entity, Offer)
    assert (there.entity.list_price, there.entity.deal_price) == (120, 99)
    back = edit_of(there.entity, replace(there.entity, currency="CNY"))
    assert isinstance(back, Put)
    assert back.entity == priced


@pytest.mark.parametrize(("text", "code"), [("usd", "USD"), (" eur ", "EUR"), ("ＪＰＹ", "JPY")])
def test_a_currency_is_three_letters(text: str, code: str) -> None:
    assert read("offers", "currency", text) == code


@pytest.mark.parametrize("text", ["", "¥", "YUAN", "元"])
def test_what_is_no_currency_is_refused(text: str) -> None:
    with pytest.raises(BadInput, match="like CNY"):
        read("offers", "currency", text)


@pytest.mark.parametrize(("text", "count"), [("1200", 1200), ("1,200", 1200), ("", None), ("0", 0)])
def test_a_count_may_have_commas_and_may_be_unknown(text: str, count: int | None) -> None:
    assert read("offers", "stock", text) == count


@pytest.mark.parametrize("text", ["-1", "1.5", "many", "1,2", "9" * 20])
def test_what_is_no_count_is_refused(text: str) -> None:
    with pytest.raises(BadInput, match="write it like 1200"):
        read("offers", "stock", text)


@pytest.mark.parametrize(("text", "permille"), [("5", 50), ("5 %", 50), ("2.5％", 25), ("25‰", 25)])
def test_a_share_is_typed_as_a_percentage(text: str, permille: int) -> None:
    assert read("ad_rules", "limit_permille", text, NIGHT) == permille


def test_what_is_no_share_is_refused() -> None:
    with pytest.raises(BadInput, match="write it like 5 %"):
        read("ad_rules", "limit_permille", "a bit", NIGHT)


def test_a_name_that_must_be_there_cannot_be_emptied() -> None:
    with pytest.raises(BadInput, match="cannot be empty; write it like Super Night"):
        read("show", "title", "   ")
    assert read("show", "title_alt", "") == ""


def test_an_offer_keeps_its_own_number_and_takes_no_others() -> None:
    two = a_show(offers=(YOGURT, Offer(id=OfferId("o7"), number="O7", product="Milk")))
    assert read("offers", "number", "O1", two) == "O1"
    with pytest.raises(BadInput, match=r"O7 is already the number of “Milk”.*like O8"):
        read("offers", "number", "o7", two)


def test_a_coupon_comes_and_goes_with_its_name() -> None:
    name, opens = field_of("offers", "coupon_name"), field_of("offers", "coupon_opens_after")
    with_coupon = typed(name, SHOW, YOGURT, "Ten off")
    assert with_coupon.coupon == Coupon(name="Ten off")
    later = typed(opens, SHOW, with_coupon, "0:30")
    assert later.coupon == Coupon(name="Ten off", opens_after=Millis(30_000))
    assert typed(name, SHOW, later, "").coupon is None
    assert value_of(opens, YOGURT) is None
    assert not opens.is_used(YOGURT)


def test_a_length_may_count_from_what_is_there() -> None:
    block = Block(id=BlockId("b"), room=STAGE, title="Opening", budget=minutes(30))
    assert read("blocks", "budget", "+2m", noun=block) == minutes(32)


def test_a_block_with_segments_stays_in_its_room() -> None:
    room = field_of("blocks", "room")
    used = next(b for b in NIGHT.blocks if any(s.block == b.id for s in NIGHT.segments))
    free = replace(used, id=BlockId("free"))
    assert [value for value, _ in room.options(NIGHT, used, EN)] == [used.room]
    assert [value for value, _ in room.options(NIGHT, free, EN)] == [r.id for r in NIGHT.rooms]


def test_an_offer_is_no_fallback_of_itself() -> None:
    offer = NIGHT.offers[0]
    values = [value for value, _ in field_of("offers", "fallback").options(NIGHT, offer, EN)]
    assert values == [None, *(one.id for one in NIGHT.offers[1:])]


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

ALWAYS = {
    *("title", "title_alt", "room", "output", "method", "counts"),
    *("status", "source", "as_of", "note", "note_alt"),
}


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


def test_a_return_rule_is_completed_from_those_of_other_offers() -> None:
    suggested = field_of("offers", "returns").suggest(NIGHT)
    assert "7 days, no reason · 七天无理由" in suggested
    assert len(suggested) == len(set(suggested)) == 5


def test_a_new_rule_and_a_new_block_stand_in_the_room_of_the_chosen_one() -> None:
    shop = NIGHT.shops()[0]
    in_shop = next(block for block in NIGHT.blocks if block.room == shop.id)
    after = added(chapter("blocks"), NIGHT, in_shop, "new", EN).apply(NIGHT)
    assert after.blocks[-1].room == shop.id
    ruled = added(chapter("ad_rules"), NIGHT, None, "new", EN).apply(NIGHT)
    assert ruled.ad_rules[-1].room == STAGE


def test_the_only_room_stays() -> None:
    lonely = replace(SHOW, rooms=SHOW.rooms[:1])
    with pytest.raises(Refused, match="A show needs a room"):
        removed(chapter("rooms"), lonely, lonely.rooms[0])


def test_a_show_without_rooms_says_that_a_block_needs_one() -> None:
    empty = replace(SHOW, rooms=(), segments=())
    with pytest.raises(Refused, match="add one in Rooms first"):
        added(chapter("blocks"), empty, None, "new", EN)


def test_the_list_names_a_noun_and_what_tells_it_apart() -> None:
    offer = listed(chapter("offers"), NIGHT, EN)[0]
    assert offer.title.startswith("O1  Cloudberry drinking yogurt")
    assert offer.detail == "¥49.90"
    block = listed(chapter("blocks"), NIGHT, ZH)[0]
    assert block.detail == "Stage 舞台间 · 9 条节目 · 32:00"


def test_a_value_that_is_chosen_stands_in_its_noun() -> None:
    rule = NIGHT.ad_rules[0]
    after = with_value(field_of("ad_rules", "method"), rule, Method.CLOCK_HOUR)
    assert isinstance(after, AdRule)
    assert edit_of(rule, after) == Put(entity=replace(rule, method=Method.CLOCK_HOUR))
    assert isinstance(noun_of("rooms"), Room)
