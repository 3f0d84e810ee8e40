"""The director sees how a handoff's offers stand, and is told what a room ran out of."""

from __future__ import annotations

from producer_app.core.calling import ActOnOffer
from producer_app.core.handoff import Via
from producer_app.core.offers import OfferAct
from producer_app.core.run import Event, OfferActed
from producer_app.core.show import Offer, OfferId
from producer_app.core.timing import plan_times, project
from producer_app.present.echo import Level
from producer_app.present.handoff import HandoffView, handoff_views
from producer_app.present.handoff_offers import offer_news
from producer_app.present.words import words
from tests.builders import (
    a_handoff,
    a_run,
    a_segment,
    a_shop_segment,
    a_show,
    at,
    called,
    folded,
)
from tests.stepped import whole

CUP, BOOK, LAMP = OfferId("cup"), OfferId("book"), OfferId("lamp")
EN, ZH = words("en"), words("zh")

SHOW = a_show(
    a_segment("1"),
    a_shop_segment("S1"),
    offers=(
        Offer(
            id=CUP, number="012", product="Cup", product_alt="杯子", fallback=BOOK, stock_floor=50
        ),
        Offer(id=BOOK, number="013", product="Book"),
        Offer(id=LAMP, number="", product="Lamp"),
    ),
    handoffs=(a_handoff("H3", "s1", offers=(CUP, LAMP)),),
)


def after(*acts: tuple[OfferId, OfferAct, int | None]) -> tuple[Event, ...]:
    events = a_run(SHOW, at(SHOW, "20:00"))
    for offer, act, stock in acts:
        call = ActOnOffer(offer=offer, act=act, by="Wen", via=Via.PAGE, stock=stock)
        events = called(SHOW, events, call, at(SHOW, "20:01"))
    return events


def view(events: tuple[Event, ...]) -> HandoffView:
    projection = project(plan_times(SHOW), folded(events), at(SHOW, "20:02"))
    (found,) = whole(handoff_views(projection, {}, EN))
    return found


def news(events: tuple[Event, ...], place: int = -1) -> str:
    event = events[place]
    assert isinstance(event, OfferActed)
    return offer_news(event, SHOW, folded(events), EN)


OPEN, OUT = (CUP, OfferAct.OPEN, None), (CUP, OfferAct.SOLD_OUT, None)


def test_nothing_is_said_of_offers_before_any_is_opened() -> None:
    assert view(after()).offers_now == ""


def test_what_is_open_and_what_is_sold_out_are_named() -> None:
    standing = view(after(OPEN, (LAMP, OfferAct.OPEN, None)))
    assert (standing.offers_now, standing.offers_level) == ("open: 012, Lamp", Level.QUIET)
    standing = view(after(OPEN, (LAMP, OfferAct.OPEN, None), OUT))
    assert standing.offers_now == "open: Lamp · SOLD OUT: 012"
    assert standing.offers_level is Level.WARNING


def test_what_is_sold_in_place_of_something_is_no_warning_any_more() -> None:
    standing = view(after(OPEN, OUT, (CUP, OfferAct.FALLBACK, None)))
    assert (standing.offers_now, standing.offers_level) == (
        "013 in place of 012",
        Level.QUIET,
    )


def test_the_director_is_told_what_ran_out_where_and_by_whom() -> None:
    events = after(OPEN, OUT)
    assert news(events) == "H3: 012 Cup is sold out (Wen)."
    event = events[-1]
    assert isinstance(event, OfferActed)
    assert offer_news(event, SHOW, folded(events), ZH) == "H3: 012 杯子 已售罄（Wen）。"
    assert news(after(OPEN, (CUP, OfferAct.STOCK, 0))) == "H3: 012 Cup is sold out (Wen)."


def test_the_director_is_told_of_a_fallback_and_of_stock_below_its_floor() -> None:
    events = after(OPEN, (CUP, OfferAct.FALLBACK, None))
    assert news(events, -2) == "H3: 013 Book is sold in place of 012 Cup (Wen)."
    assert news(events, -1) == ""
    low = after(OPEN, (CUP, OfferAct.STOCK, 12))
    assert news(low) == ("H3: 012 Cup has 12 left, fewer than the 50 it is to have at least (Wen).")
    assert news(after(OPEN, (CUP, OfferAct.STOCK, 50))) == ""


def test_what_a_room_does_every_minute_is_no_news() -> None:
    for act in (OPEN, (LAMP, OfferAct.STOCK, 3), (CUP, OfferAct.PRICE_CHECKED, None)):
        assert news(after(act)) == ""
