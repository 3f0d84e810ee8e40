"""The hand cards of a shopping room's host."""

from __future__ import annotations

from typing import Any

import pytest

from producer_app.core.revision import Mark
from producer_app.core.show import (
    Clearance,
    Coupon,
    Offer,
    OfferId,
    SegmentId,
    Show,
    Standing,
    TalentId,
)
from producer_app.present.cuesheet_shophost import Card, ShopHostSheet
from producer_app.present.cuesheet_text import Pair
from tests.builders import (
    a_handoff,
    a_segment,
    a_shop_segment,
    a_show,
    an_artist,
    minutes,
    seconds,
)
from tests.sheets.views import a_sheet


def an_offer(number: str, **changes: Any) -> Offer:
    return Offer(**{"id": OfferId(number), "number": number, "product": "Socks"} | changes)


def cards(show: Show) -> tuple[Card, ...]:
    body = a_sheet(show, "shop-host").body
    assert isinstance(body, ShopHostSheet)
    return body.rooms[0].cards


def a_visited_show(*offers: Offer, **changes: Any) -> Show:
    """A6 ends at 20:04 and H1 brings Li over into S6, which begins at 20:05."""
    handoff: dict[str, Any] = {
        "to_segment": "sS6",
        "offers": tuple(offer.id for offer in offers),
        "talent": (TalentId("li"),),
        "return_after": minutes(9),
    }
    return a_show(
        a_segment("A6", minutes(4)),
        a_shop_segment("S5", minutes(5)),
        a_shop_segment("S6"),
        handoffs=(a_handoff("H1", "sA6", **handoff | changes),),
        offers=offers,
        talent=(an_artist("li", name_alt="李", transit=minutes(3)),),
    )


def test_a_show_without_a_shopping_room_has_no_cards() -> None:
    body = a_sheet(a_show(a_segment("1")), "shop-host").body

    assert isinstance(body, ShopHostSheet)
    assert body.rooms == ()


def test_a_handoff_stands_on_the_card_of_the_segment_it_opens() -> None:
    waiting, visited = cards(a_visited_show(abort_phrase="Back soon", gates=("link tested",)))

    assert (waiting.number, waiting.visits) == ("S5", ())
    (visit,) = visited.visits
    assert (visited.number, visited.start, visited.until) == ("S6", "20:05:00", "20:10:00")
    assert (visit.number, visit.at, visit.return_by) == ("H1", "20:04:00", "20:13:00")
    assert (visit.abort_phrase, visit.gates) == ("Back soon", ("link tested",))
    assert visit.origin.first == "from A6 Song A6"


def test_a_handoff_that_opens_no_segment_has_a_card_of_its_own_in_its_place() -> None:
    found = cards(a_visited_show(to_segment=None))

    assert [(card.number, card.start) for card in found] == [
        ("S5", "20:00:00"),
        ("H1", "20:04:00"),
        ("S6", "20:05:00"),
    ]


def test_who_comes_is_named_with_their_walk() -> None:
    (guest,) = cards(a_visited_show())[1].visits[0].guests

    assert (guest.name, guest.walk.first, guest.warning.first) == (
        Pair("Li", "李"),
        "walk 3:00",
        "",
    )


@pytest.mark.parametrize(
    ("clearance", "warning"),
    [(Clearance.BLOCKED, "BARRED: do not name"), (Clearance.PENDING, "not cleared")],
)
def test_who_may_not_be_named_is_marked(clearance: Clearance, warning: str) -> None:
    show = a_show(
        a_segment("A6"),
        a_shop_segment("S6"),
        handoffs=(a_handoff("H1", "sA6", to_segment="sS6", talent=(TalentId("li"),)),),
        talent=(an_artist("li", clearance=clearance),),
    )

    assert cards(show)[0].visits[0].guests[0].warning.first == warning


def test_a_coupons_window_counts_from_the_planned_go() -> None:
    coupon = Coupon(name="50 off", opens_after=seconds(10), closes_after=minutes(14))

    (offer,) = cards(a_visited_show(an_offer("O1", coupon=coupon)))[1].offers

    assert (offer.coupon.text, offer.window.label.first, offer.window.text) == (
        "50 off",
        "open",
        "20:04:10 – 20:18:00",
    )


def test_a_coupon_without_a_handoff_counts_from_go_in_words() -> None:
    coupon = Coupon(name="50 off", opens_after=seconds(10), closes_after=minutes(14))
    show = a_show(
        a_shop_segment("S1", columns=(("Offers", "O1 O9"),)),
        offers=(an_offer("O1", coupon=coupon), an_offer("O2")),
    )

    (offer,) = cards(show)[0].offers

    assert (offer.window.label.first, offer.window.text) == ("open after GO", "0:10 – 14:00")


@pytest.mark.parametrize(
    ("fen", "listed", "spoken"),
    [
        (19_900, "¥199", Pair("199 yuan", "199元")),
        (5_990, "¥59.90", Pair("59.90 yuan", "59元9角")),
        (1_005, "¥10.05", Pair("10.05 yuan", "10元零5分")),
        (1_015, "¥10.15", Pair("10.15 yuan", "10元1角5分")),
        (799_900, "¥7,999", Pair("7,999 yuan", "7,999元")),
    ],
)
def test_a_price_stands_as_it_is_listed_and_as_it_is_said(
    fen: int, listed: str, spoken: Pair
) -> None:
    (offer,) = cards(a_visited_show(an_offer("O1", deal_price=fen, list_price=900_000)))[1].offers

    assert (offer.price, offer.spoken, offer.was.text) == (listed, spoken, "¥9,000")


def test_a_price_that_nobody_has_set_is_said_to_be_open() -> None:
    (offer,) = cards(a_visited_show(an_offer("O1")))[1].offers

    assert (offer.price, offer.spoken, offer.was.text) == ("price not set", Pair(""), "")


def test_what_replaces_an_offer_that_is_sold_out_is_named() -> None:
    offers = (an_offer("O1", fallback=OfferId("O2")), an_offer("O2", product="Walnuts"))

    first, _ = cards(a_visited_show(*offers))[1].offers

    assert (first.fallback.label.first, first.fallback.text) == ("if sold out", "O2 Walnuts")


def test_a_handoff_from_a_floated_segment_is_called_off() -> None:
    show = a_show(
        a_segment("A6", standing=Standing.FLOATED),
        a_shop_segment("S6"),
        handoffs=(a_handoff("H1", "sA6", to_segment="sS6"),),
    )

    (visit,) = cards(show)[0].visits

    assert visit.called_off.first == "CALLED OFF: A6 Song A6 is out of the timing"
    assert visit.at == ""


def test_a_card_is_marked_where_it_or_what_brings_it_changed() -> None:
    marks = {SegmentId("sA6"): frozenset({Mark.RETIMED})}
    body = a_sheet(a_visited_show(), "shop-host", marks=marks).body
    assert isinstance(body, ShopHostSheet)

    assert [card.changes.first for card in body.rooms[0].cards] == ["", "retimed"]


def test_a_handoff_from_what_is_put_in_on_the_night_is_not_called_off() -> None:
    show = a_show(
        a_segment("A6", standing=Standing.UNPLANNED),
        a_shop_segment("S6"),
        handoffs=(a_handoff("H1", "sA6", to_segment="sS6"),),
    )

    assert cards(show)[0].visits[0].called_off == Pair("")


def test_a_sentence_on_a_chinese_card_has_the_chinese_title() -> None:
    show = a_show(
        a_segment("A6", title="Rain", title_alt="铜雨", standing=Standing.FLOATED),
        a_shop_segment("S6"),
        handoffs=(a_handoff("H1", "sA6", to_segment="sS6"),),
    )
    body = a_sheet(show, "shop-host", language="zh").body
    assert isinstance(body, ShopHostSheet)

    (visit,) = body.rooms[0].cards[0].visits

    assert visit.called_off == Pair(
        "取消交接：A6 铜雨 不计时", "CALLED OFF: A6 Rain is out of the timing"
    )
