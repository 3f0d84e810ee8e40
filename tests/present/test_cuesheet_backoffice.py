"""The back office's sheet: what to do by the clock, what is sold with each handoff."""

from __future__ import annotations

from typing import Any

import pytest

from producer_app.core.revision import Mark
from producer_app.core.show import Coupon, Offer, OfferId, SegmentId, Show, Standing
from producer_app.present.cuesheet_backoffice import BackOfficeSheet, OpeningLine, SaleLine
from producer_app.present.cuesheet_day import DayLine
from producer_app.present.cuesheet_hard import HardLine
from producer_app.present.cuesheet_steps import Step
from producer_app.present.cuesheet_text import Pair
from tests.builders import (
    a_handoff,
    a_segment,
    a_shop_segment,
    a_show,
    minutes,
    seconds,
)
from tests.sheets.views import a_sheet


def an_offer(number: str, **changes: Any) -> Offer:
    fields: dict[str, Any] = {"id": OfferId(number), "number": number, "product": "Socks"}
    return Offer(**fields | changes)


def a_selling_show(*offers: Offer, **changes: Any) -> Show:
    """A1 ends at 20:04 and H1 brings the offers into S2, which begins then; S3 names O9."""
    handoff: dict[str, Any] = {
        "to_segment": "sS2",
        "offers": tuple(offer.id for offer in offers if offer.number != "O9"),
        "return_after": minutes(9),
        "standby_lead": seconds(30),
        "title": "Next door",
        "acknowledged_by": ("host", "back office"),
        "gates": ("link tested",),
    }
    return a_show(
        a_segment("A1", minutes(4)),
        a_shop_segment("S1", minutes(4)),
        a_shop_segment("S2", minutes(10)),
        a_shop_segment("S3", minutes(6), columns=(("Offers", "O9"),)),
        handoffs=(a_handoff("H1", "sA1", **handoff | changes),),
        offers=offers,
    )


def the_sheet(show: Show, **changes: Any) -> BackOfficeSheet:
    body = a_sheet(show, "back-office", **changes).body
    assert isinstance(body, BackOfficeSheet)
    return body


def steps(show: Show, **changes: Any) -> list[Step]:
    return [step for step in the_sheet(show, **changes).rooms[0].steps if isinstance(step, Step)]


def openings(show: Show, **changes: Any) -> list[OpeningLine]:
    lines = the_sheet(show, **changes).rooms[0].lines
    return [line for line in lines if isinstance(line, OpeningLine)]


def sale(**changes: Any) -> SaleLine:
    return openings(a_selling_show(an_offer("O1", **changes)))[0].sales[0]


def test_by_time_a_handoff_is_a_standby_a_go_and_a_return() -> None:
    found = [
        (step.at, step.do.first, step.number) for step in steps(a_selling_show(an_offer("O1")))
    ]

    assert found == [
        ("20:03:30", "STANDBY", "H1"),
        ("20:04:00", "GO, open", "H1"),
        ("20:13:00", "RETURN, ends", "H1"),
    ]


def test_with_the_go_stands_what_to_open_at_what_price_and_how_much_of_it() -> None:
    show = a_selling_show(an_offer("O1", deal_price=5_990, stock=900, released=500))

    (item,) = next(step for step in steps(show) if step.is_go).items

    assert (item.number, item.name.first, item.price, item.pieces) == (
        "O1",
        "Socks",
        "¥59.90",
        "500",
    )


def test_who_confirms_stands_with_the_standby() -> None:
    first = steps(a_selling_show(an_offer("O1")))[0]

    assert first.confirms == "host, back office"


def test_a_coupon_opens_and_closes_by_the_planned_go() -> None:
    coupon = Coupon(name="50 off", opens_after=seconds(10), closes_after=minutes(14))

    found = [
        (step.at, step.number, step.name.first)
        for step in steps(a_selling_show(an_offer("O1", coupon=coupon)))
        if "Coupon" in step.do.first
    ]

    assert found == [("20:04:10", "O1", "50 off"), ("20:18:00", "O1", "50 off")]


def test_what_a_segment_names_is_on_sale_while_it_lasts() -> None:
    show = a_selling_show(an_offer("O1"), an_offer("O9"))

    found = [(step.at, step.do.first) for step in steps(show) if step.number == "S3"]

    assert found == [("20:14:00", "Open"), ("20:20:00", "Window ends")]
    assert openings(show)[1].sales[0].window == "20:14:00 – 20:20:00"


def test_what_ends_at_a_moment_stands_before_what_begins_then() -> None:
    show = a_show(
        a_shop_segment("S1", minutes(4), columns=(("Offers", "O1"),)),
        a_shop_segment("S2", minutes(4), columns=(("Offers", "O2"),)),
        offers=(an_offer("O1"), an_offer("O2")),
    )

    assert [(step.number, step.do.first) for step in steps(show)] == [
        ("S1", "Open"),
        ("S1", "Window ends"),
        ("S2", "Open"),
        ("S2", "Window ends"),
    ]


def test_a_handoff_without_offers_opens_nothing() -> None:
    go = next(step for step in steps(a_selling_show()) if step.is_go)

    assert (go.do.first, go.opens, go.items) == ("GO", False, ())


def test_by_handoff_an_offer_has_its_window_and_its_handoff_who_confirms() -> None:
    (opening,) = openings(a_selling_show(an_offer("O1")))

    (order,) = opening.orders
    assert (opening.number, opening.start, opening.until) == ("S2", "20:04:00", "20:14:00")
    assert (order.number, order.standby, order.go, order.return_by) == (
        "H1",
        "20:03:30",
        "20:04:00",
        "20:13:00",
    )
    assert (order.confirms, order.gates) == ("host, back office", ("link tested",))
    assert opening.sales[0].window == "20:04:00 – 20:13:00"


def test_a_segment_that_sells_nothing_is_not_on_it() -> None:
    assert [line.number for line in openings(a_selling_show(an_offer("O1")))] == ["S2"]


def test_an_offer_brings_its_price_its_evidence_its_link_and_its_rules() -> None:
    line = sale(
        deal_price=19_900,
        list_price=29_900,
        price_evidence="screenshot 8 Nov",
        link="https://shop.example/o1",
        returns="7 days, no reason",
        must_say="Price until 24:00",
    )

    assert (line.card.price, line.card.spoken, line.card.was.text) == (
        "¥199",
        Pair("199 yuan", "199元"),
        "¥299",
    )
    assert (line.evidence, line.link) == ("screenshot 8 Nov", "https://shop.example/o1")
    assert (line.returns, line.card.must_say) == ("7 days, no reason", "Price until 24:00")


def test_stock_is_planned_released_kept_back_and_for_each() -> None:
    line = sale(stock=4_000, released=2_500, stock_floor=400, per_user=2)

    assert [(fact.label.first, fact.text) for fact in line.stock] == [
        ("planned", "4,000"),
        ("released", "2,500"),
        ("floor", "400"),
        ("each", "2"),
    ]


@pytest.mark.parametrize(
    ("prices", "needs"),
    [((9_900, 19_900), True), ((9_900, 9_900), False), ((9_900, None), False)],
)
def test_a_discount_needs_evidence_of_the_price_before(
    prices: tuple[int, int | None], needs: bool
) -> None:
    deal, before = prices

    assert sale(deal_price=deal, list_price=before).needs_evidence is needs


def test_a_handoff_that_opens_no_segment_stands_by_itself() -> None:
    (opening,) = openings(a_selling_show(an_offer("O1"), to_segment=None))

    assert (opening.number, opening.title.first, opening.start, opening.until) == (
        "H1",
        "Next door",
        "20:04:00",
        "20:13:00",
    )


def test_a_handoff_whose_segment_is_out_is_called_off_and_has_no_steps() -> None:
    show = a_show(
        a_segment("A1", standing=Standing.FLOATED),
        a_shop_segment("S2"),
        handoffs=(a_handoff("H1", "sA1", to_segment="sS2", offers=(OfferId("O1"),)),),
        offers=(an_offer("O1"),),
    )

    (opening,) = openings(show)

    assert opening.orders[0].called_off.first == "CALLED OFF: A1 Song A1 is out of the timing"
    assert opening.sales[0].window == ""
    assert steps(show) == []


def test_what_has_no_window_tonight_is_listed_by_itself() -> None:
    show = a_selling_show(an_offer("O1"), an_offer("O7"), offers=(OfferId("O1"),))

    assert [line.number for line in the_sheet(show).unsold] == ["O7"]


def test_what_changed_since_the_last_issue_is_marked_with_what_hangs_on_it() -> None:
    show = a_selling_show(an_offer("O1"), an_offer("O9"))
    marks = {SegmentId("sA1"): frozenset({Mark.RETIMED})}

    assert [line.changes.first for line in openings(show, marks=marks)] == ["retimed", ""]
    assert {step.number for step in steps(show, marks=marks) if step.is_changed} == {"H1"}


def test_hard_times_and_days_stand_between() -> None:
    show = a_show(
        a_shop_segment("S1", hard_start="20:30", columns=(("Offers", "O1"),)),
        a_shop_segment("S2", hard_start="34:00", is_opening=True, columns=(("Offers", "O1"),)),
        offers=(an_offer("O1"),),
    )
    room = the_sheet(show).rooms[0]

    assert [type(line) for line in room.lines] == [HardLine, OpeningLine, DayLine, OpeningLine]
    assert [line.at for line in room.steps if isinstance(line, Step)] == [
        "20:30:00",
        "20:35:00",
        "10:00:00",
        "10:05:00",
    ]
    assert isinstance(room.steps[2], DayLine)


def test_a_show_without_a_shopping_room_has_no_pages() -> None:
    assert the_sheet(a_show(a_segment("1"))).rooms == ()
