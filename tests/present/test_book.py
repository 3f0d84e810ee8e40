"""The show book as data: what is typed into its fields, and the edits that come of it."""

from __future__ import annotations

import datetime as dt
from dataclasses import fields, replace
from typing import Any

import pytest

from producer_app.core.edits import ChangeShow, Edit, Put
from producer_app.core.errors import BadInput, Refused
from producer_app.core.show import (
    COLLECTIONS,
    AdRule,
    Block,
    BlockId,
    Coupon,
    Cue,
    Handoff,
    Method,
    Offer,
    OfferId,
    Room,
    Segment,
    Show,
)
from producer_app.core.timebase import Millis, WallTime
from producer_app.exchange.samples import read_sample
from producer_app.present.book import added, chapter, duplicated, edit_of, listed, nouns, removed
from producer_app.present.book_chapters import CHAPTERS, Chapter
from producer_app.present.book_fields import (
    ChoiceField,
    RecordsField,
    TicksField,
    TypedField,
    echo,
    text_of,
    typed,
    value_of,
    with_value,
)
from producer_app.present.words import words
from tests.builders import STAGE, a_segment, a_show, minutes

EN, ZH = words("en"), words("zh")
NIGHT = read_sample("super-night")
YOGURT = Offer(id=OfferId("o1"), number="O1", product="Yogurt")
SHOW = a_show(a_segment("1"), hard_out="23:30", offers=(YOGURT,))
LISTS = tuple(one for one in CHAPTERS if one.blank is not None)
KEPT_ELSEWHERE = {Segment, Handoff, Cue}
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


@pytest.mark.parametrize("method", Method)
def test_a_rule_is_asked_only_for_what_its_method_uses(method: Method) -> None:
    rule = replace(NIGHT.ad_rules[0], method=method)
    limits = {"limit", "limit_permille", "window_from", "window_to", "window_length"}
    used = {f.label for f in chapter("ad_rules").fields if f.label in limits and f.is_used(rule)}
    assert (
        used
        == {
            Method.SHOW_RATIO: {"limit_permille"},
            Method.CLOCK_HOUR: {"limit"},
            Method.FIXED_WINDOW: {"limit", "window_from", "window_to"},
            Method.ROLLING_WINDOW: {"limit", "window_length"},
        }[method]
    )


@pytest.mark.parametrize("method", Method)
def test_a_rule_that_lacks_a_number_says_so_and_a_whole_one_does_not(method: Method) -> None:
    remark = chapter("ad_rules").remark
    bare = replace(NIGHT.ad_rules[0], method=method, limit=None, limit_permille=None)
    assert "Not counted yet" in remark(bare, EN)
    assert remark(bare, ZH).startswith("尚未生效")
    assert all(remark(rule, EN) == "" for rule in NIGHT.ad_rules)


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
