"""What must be on record: base prices, prizes, deadlines, returns, filings, how long it is kept."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from types import MappingProxyType
from typing import Any

import pytest

from producer_app.core.calling import EndRoom
from producer_app.core.checks import Finding, Severity, Standards, check
from producer_app.core.records import PrizeCap, keep_until, least_kept
from producer_app.core.run import Event, RunKind
from producer_app.core.show import (
    Coupon,
    HandoffKind,
    Offer,
    OfferId,
    Show,
)
from producer_app.core.timing import plan_times
from tests.builders import (
    SHOP,
    a_handoff,
    a_run,
    a_segment,
    a_shop,
    a_shop_segment,
    a_show,
    a_stage,
    at,
    called,
    gone,
    minutes,
    wall,
)
from tests.core.checked import found_at, the

CAPS = Standards(
    prize_caps=MappingProxyType({"CNY": PrizeCap(currency="CNY", most=5_000_000, source="Rules")})
)
RECORDS = ("offer.no_evidence", "offer.no_returns", "offer.coupon_open", "offer.prize_cap")


def an_offer(**changes: Any) -> Offer:
    """A cup that has everything on record."""
    fields: dict[str, Any] = {
        "id": OfferId("cup"),
        "number": "O1",
        "product": "Cup",
        "link": "https://shop.example/cup",
        "list_price": 1_000,
        "deal_price": 900,
        "price_evidence": "Screenshot",
        "returns": "Seven days",
    }
    return Offer(**fields | changes)


def a_sale(offer: Offer, **changes: Any) -> Show:
    """A shop that sells that offer, brought by H1."""
    handoff = a_handoff("H1", "s1", offers=(offer.id,), return_after=minutes(3))
    fields: dict[str, Any] = {"handoffs": (handoff,)}
    segments = (a_segment("1"), a_shop_segment("S1", minutes(20)))
    return a_show(*segments, offers=(offer,), **fields | changes)


def on_record(show: Show) -> list[str]:
    found = check(plan_times(show), CAPS)
    return [one.code for one in found if one.code in RECORDS]


def test_an_offer_with_everything_on_record_has_no_finding() -> None:
    assert on_record(a_sale(an_offer())) == []


@pytest.mark.parametrize(
    ("changes", "found"),
    [
        ({"price_evidence": " "}, ["offer.no_evidence"]),
        ({"price_evidence": "", "deal_price": 1_000}, []),
        ({"price_evidence": "", "deal_price": 1_100}, []),
        ({"price_evidence": "", "list_price": None}, []),
        ({"returns": ""}, ["offer.no_returns"]),
    ],
)
def test_a_discount_needs_evidence_and_every_sale_a_return_rule(
    changes: Any, found: list[str]
) -> None:
    assert on_record(a_sale(an_offer(**changes))) == found


def test_an_offer_that_no_handoff_carries_is_looked_at_too() -> None:
    coupon = Coupon(name="−5")
    lonely = an_offer(returns="", coupon=coupon)

    assert on_record(a_sale(lonely, handoffs=())) == ["offer.no_returns", "offer.coupon_open"]
    assert the("offer.coupon_open", a_sale(lonely, handoffs=())).message == (
        "The coupon “−5” of offer O1 “Cup” never closes: set its window."
    )


def test_a_finding_on_an_offer_leads_to_its_handoff() -> None:
    found = the("offer.no_evidence", a_sale(an_offer(price_evidence="")))
    assert (found.segment, found.handoff, found.severity) == ("s1", "h1", Severity.WARNING)


def a_draw(worth: int, **changes: Any) -> Show:
    prize = an_offer(list_price=worth, deal_price=None, price_evidence="", returns="", **changes)
    bag = a_handoff("H1", "s1", offers=(prize.id,), kind=HandoffKind.LUCKY_BAG)
    return a_sale(prize, handoffs=(bag,))


def test_a_prize_is_not_sold_and_needs_neither_evidence_nor_returns() -> None:
    assert on_record(a_draw(100)) == []


@pytest.mark.parametrize(
    ("worth", "currency", "is_told"),
    [
        (5_000_000, "CNY", False),
        (5_000_001, "CNY", True),
        (9_000_000, "EUR", False),
    ],
)
def test_a_prize_above_the_cap_of_its_currency_is_told(
    worth: int, currency: str, is_told: bool
) -> None:
    assert ("offer.prize_cap" in on_record(a_draw(worth, currency=currency))) is is_told


def test_a_prize_above_the_cap_says_by_which_rule() -> None:
    found = [one for one in check(plan_times(a_draw(5_000_050)), CAPS) if "cap" in one.code]
    assert [one.message for one in found] == [
        "H1 draws O1 “Cup”, worth 50,000.50 CNY: a prize may be worth 50,000 at most (Rules)."
    ]


@pytest.mark.parametrize("kind", [HandoffKind.SECKILL, HandoffKind.COUPON_OPEN])
def test_a_limited_offer_needs_a_deadline(kind: HandoffKind) -> None:
    def codes(offer: Offer, **changes: Any) -> list[str]:
        handoff = a_handoff("H1", "s1", offers=(offer.id,), kind=kind, **changes)
        found = check(plan_times(a_sale(offer, handoffs=(handoff,))))
        return [
            one.code for one in found if one.code in ("handoff.no_deadline", "offer.open_coupon")
        ]

    closing = Coupon(name="−5", closes_after=minutes(5))
    assert codes(an_offer()) == ["handoff.no_deadline"]
    assert codes(an_offer(), return_after=minutes(3)) == []
    assert codes(an_offer(coupon=closing)) == []
    assert codes(an_offer(coupon=Coupon(name="−5"))) == ["offer.open_coupon"]


def test_a_throw_needs_no_deadline() -> None:
    handoff = a_handoff("H1", "s1", offers=(OfferId("cup"),))
    found = check(plan_times(a_sale(an_offer(), handoffs=(handoff,))))
    assert [one.code for one in found if one.code == "handoff.no_deadline"] == []


# Filings


def unfiled(**changes: Any) -> Show:
    """A shop that opens at 22:00 and is not filed."""
    rooms = (a_stage(), a_shop(filed="", **changes))
    return a_show(
        a_segment("1", minutes(30)),
        a_shop_segment("S1", minutes(30), hard_start="22:00"),
        rooms=tuple(replace(r, on_air=None) if r.id != SHOP else r for r in rooms),
    )


def filing(show: Show, events: tuple[Event, ...], now: str) -> list[tuple[str, Severity]]:
    found = found_at(show, events, at(show, now))
    return [(one.code, one.severity) for one in found if "unfiled" in one.code]


def test_a_room_that_is_not_filed_is_a_note_in_the_plan() -> None:
    found: Finding = the("room.unfiled_at", unfiled())

    assert (found.severity, found.room, found.at) == (Severity.NOTE, SHOP, at(unfiled(), "20:00"))
    assert found.message.startswith("Shop opens at 20:00:00, and nothing says that its marketers")


def test_a_stage_needs_no_filing_and_a_shop_without_a_time_is_told_without_one() -> None:
    show = a_show(a_shop_segment("S1"), rooms=(a_stage(), a_shop(filed="")), on_air=None)
    codes = [one.code for one in check(plan_times(show)) if "unfiled" in one.code]
    assert codes == ["room.unfiled"]


@pytest.mark.parametrize(
    ("now", "severity"),
    [
        ("20:01", Severity.NOTE),
        ("20:59:59", Severity.NOTE),
        ("21:00", Severity.WARNING),
        ("21:44:59", Severity.WARNING),
        ("21:45", Severity.ERROR),
        ("22:10", Severity.ERROR),
    ],
)
def test_in_the_show_it_is_worse_the_nearer_the_opening_comes(now: str, severity: Severity) -> None:
    show = unfiled(on_air=wall("22:00"))
    events = gone(show, a_run(show, at(show, "20:00")), at(show, "20:00"))

    assert filing(show, events, now) == [("room.unfiled_at", severity)]


def test_once_open_it_is_an_error_until_the_room_is_over() -> None:
    show = unfiled()
    opened = gone(show, a_run(show, at(show, "19:59")), at(show, "20:00"), SHOP)
    ended = called(show, opened, EndRoom(room=SHOP), at(show, "20:10"))

    assert filing(show, opened, "20:01") == [("room.open_unfiled", Severity.ERROR)]
    assert filing(show, ended, "20:11") == []


def test_in_a_rehearsal_it_stays_a_note() -> None:
    show = unfiled()
    events = a_run(show, at(show, "19:59"), RunKind.REHEARSAL)

    assert filing(show, events, "19:59") == [("room.unfiled_at", Severity.NOTE)]
    assert filing(show, gone(show, events, at(show, "20:00"), SHOP), "20:01") == [
        ("room.open_unfiled", Severity.NOTE)
    ]


# How long it is kept


@pytest.mark.parametrize(
    ("date", "until"),
    [
        (dt.date(2026, 12, 31), dt.date(2029, 12, 31)),
        (dt.date(2028, 2, 29), dt.date(2031, 3, 1)),
        (dt.date(9998, 5, 5), dt.date.max),
    ],
)
def test_records_are_kept_three_years_from_the_date(date: dt.date, until: dt.date) -> None:
    assert keep_until(a_show(date=date)) == least_kept(a_show(date=date)) == until


def test_a_date_of_its_own_goes_before_and_is_told_where_it_is_too_early() -> None:
    later, earlier = dt.date(2031, 1, 1), dt.date(2028, 1, 1)

    assert keep_until(a_show(keep_until=later)) == later
    found = the("record.keep_until", a_show(a_segment("1"), keep_until=earlier))
    assert found.message == (
        "The records are to be kept until 2028-01-01, but must be kept until 2029-12-31 at least."
    )
    assert [one.code for one in check(plan_times(a_show(a_segment("1"), keep_until=later)))] == []
