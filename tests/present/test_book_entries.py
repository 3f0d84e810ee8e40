"""What is typed into the fields of the show book: dates, zones, prices, counts, names."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest

from producer_app.core.edits import Put
from producer_app.core.errors import BadInput
from producer_app.core.show import (
    Block,
    BlockId,
    Coupon,
    Offer,
    OfferId,
)
from producer_app.core.timebase import Millis, WallTime
from producer_app.present.book import edit_of
from producer_app.present.book_fields import (
    echo,
    text_of,
    typed,
    value_of,
)
from tests.builders import STAGE, a_show, minutes
from tests.present.books import EN, NIGHT, SHOW, YOGURT, field_of, read, said


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
