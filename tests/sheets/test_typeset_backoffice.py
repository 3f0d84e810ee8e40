"""The back office's sheet typeset for real: its pages read back."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from producer_app.core.revision import next_revision
from producer_app.core.show import Coupon, Offer, OfferId, SegmentId, Show
from producer_app.core.timebase import Instant
from producer_app.present.cuesheet import in_force
from tests.builders import (
    SHOP,
    a_handoff,
    a_segment,
    a_shop,
    a_shop_segment,
    a_show,
    a_stage,
    minutes,
    seconds,
)
from tests.sheets.papers import pages_of
from tests.sheets.test_typeset import HOSTILE
from tests.sheets.views import PRINTED, a_sheet


def an_offer(number: str, **changes: Any) -> Offer:
    fields: dict[str, Any] = {
        "id": OfferId(number),
        "number": number,
        "product": f"Socks {number}",
        "product_alt": f"袜子 {number}",
        "link": f"https://shop.example/{number}",
        "deal_price": 5_990,
        "list_price": 9_900,
        "price_evidence": "screenshot 8 Nov",
        "stock": 4_000,
        "released": 2_500,
        "returns": "7 days, no reason",
        "must_say": "Price until 24:00 on 11 November",
    }
    return Offer(**fields | changes)


def a_selling_show(count: int = 1, **changes: Any) -> Show:
    """H1 goes at 20:05 and brings that many offers for nine minutes, the first with a coupon."""
    coupon = Coupon(name="50 off over 399", opens_after=seconds(10), closes_after=minutes(8))
    first = an_offer("P1", coupon=coupon, fallback=OfferId("P2"))
    offers = (first, *(an_offer(f"P{n}") for n in range(2, count + 1)))
    handoff = a_handoff(
        "H1",
        "sA1",
        to_segment="sS2",
        title="Next door",
        title_alt="隔壁",
        offers=tuple(offer.id for offer in offers),
        return_after=minutes(9),
        gates=("link tested",),
        acknowledged_by=("host", "back office"),
        abort_phrase="Back soon",
    )
    fields: dict[str, Any] = {"offers": offers, "handoffs": (handoff,)}
    return a_show(
        a_segment("A1"),
        a_shop_segment("S1"),
        a_shop_segment("S2", minutes(10), title="The counter"),
        **fields | changes,
    )


@pytest.mark.needs("pdftotext")
def test_by_time_comes_first_and_then_by_handoff(tmp_path: Path) -> None:
    by_time, by_handoff = pages_of(a_sheet(a_selling_show(), "back-office"), tmp_path)

    assert "BACK OFFICE 中控单 · Shop 买买买间 · BY TIME 按时间" in by_time
    assert "BY HANDOFF 按交接" in by_handoff
    in_order = ("20:04:30", "20:05:00", "20:05:10", "20:13:00", "20:14:00")
    places = [by_time.find(time) for time in in_order]
    assert -1 not in places
    assert places == sorted(places)
    for word in ("STANDBY", "预备", "GO,", "走，", "RETURN,", "回切", "¥59.90", "2,500", "P1"):
        assert word in by_time


@pytest.mark.needs("pdftotext")
def test_an_offer_has_all_that_the_back_office_is_asked(tmp_path: Path) -> None:
    _, page = pages_of(a_sheet(a_selling_show(2), "back-office"), tmp_path)

    for words in (
        "The counter",
        "20:15:00",
        "H1",
        "host, back office",
        "link tested",
        "Back soon",
        "¥59.90",
        "yuan",
        "角",
        "¥99",
        "screenshot",
        "shop.example/P1",
        "20:14:00",
        "50 off",
        "20:05:10",
        "20:13:00",
        "4,000",
        "2,500",
        "7 days",
        "24:00",
        "Socks P2",
    ):
        assert words in page


@pytest.mark.needs("pdftotext")
def test_what_an_offer_lacks_is_said_in_words(tmp_path: Path) -> None:
    bare = an_offer("P1", link="", price_evidence="", returns="", deal_price=5_990)

    _, page = pages_of(a_sheet(a_selling_show(offers=(bare,)), "back-office"), tmp_path)

    for words in ("NO LINK", "无链接", "NO EVIDENCE", "原价无依据", "NO RETURN", "无退货规则"):
        assert words in page


@pytest.mark.needs("pdftotext")
@pytest.mark.parametrize("language", ["en", "zh"])
def test_every_page_has_head_number_and_column_heads(language: str, tmp_path: Path) -> None:
    pages = pages_of(a_sheet(a_selling_show(30), "back-office", language=language), tmp_path)

    assert len(pages) > 4
    for number, page in enumerate(pages, 1):
        assert "BACK OFFICE" in page
        assert "中控单" in page
        assert f"Page {number} of {len(pages)}" in page
        assert f"第 {number} 页，共 {len(pages)} 页" in page
        assert ("Actual" if "BY TIME" in page else "Checked") in page


@pytest.mark.needs("pdftotext")
def test_no_offer_is_split_and_a_handoff_that_goes_on_says_so(tmp_path: Path) -> None:
    pages = pages_of(a_sheet(a_selling_show(30), "back-office"), tmp_path)

    sold = [page for page in pages if "BY HANDOFF" in page]
    for n in range(1, 31):
        begun = [page for page in sold if f"shop.example/P{n} " in page]
        assert len(begun) == 1
    assert "S2 (continued 续)" not in sold[0]
    assert all("S2 (continued 续)" in page for page in sold[1:])


@pytest.mark.needs("pdftotext")
def test_a_shopping_room_that_sells_nothing_says_what_to_do(tmp_path: Path) -> None:
    show = a_show(rooms=(a_stage(), a_shop()))

    (page,) = pages_of(a_sheet(show, "back-office"), tmp_path)

    assert "Nothing is on sale here yet. Enter offers in the show book under Offers" in page
    assert "此处还没有在售商品。" in page


@pytest.mark.needs("pdftotext")
def test_a_show_without_a_shopping_room_says_so(tmp_path: Path) -> None:
    (page,) = pages_of(a_sheet(a_show(a_segment("1")), "back-office"), tmp_path)

    assert "This show has no shopping room." in page


@pytest.mark.needs("pdftotext")
def test_what_has_no_window_tonight_has_a_page_of_its_own(tmp_path: Path) -> None:
    offers = (an_offer("P1"), an_offer("P7"))
    show = a_selling_show(offers=offers)

    pages = pages_of(a_sheet(show, "back-office"), tmp_path)

    assert "No window tonight: brought by no handoff, named by no segment" in pages[-1]
    assert "Socks P7" in pages[-1]
    assert "Socks P1 " not in pages[-1]


@pytest.mark.needs("pdftotext")
def test_no_word_of_an_offer_or_a_handoff_is_markup(tmp_path: Path) -> None:
    coupon = Coupon(name=HOSTILE, closes_after=minutes(1))
    offer = an_offer(
        "P1", product=HOSTILE, link=HOSTILE, price_evidence=HOSTILE, returns=HOSTILE, coupon=coupon
    )
    handoff = a_handoff(
        "H1", "sA1", to_segment="sS2", offers=(offer.id,), gates=(HOSTILE,), title=HOSTILE
    )

    pages = pages_of(
        a_sheet(a_selling_show(offers=(offer,), handoffs=(handoff,)), "back-office"), tmp_path
    )

    for page in pages:
        for sign in ("$x$", "`raw`", "<label>", "@ref"):
            assert page.count(sign) >= 2


@pytest.mark.needs("pdftotext")
def test_a_changed_line_is_marked(tmp_path: Path) -> None:
    show = a_selling_show()
    issued = next_revision(show, (), at=Instant(PRINTED - 3_600_000), by="Pei Jiu")
    longer = tuple(
        replace(segment, length=minutes(7)) if segment.id == SegmentId("sA1") else segment
        for segment in show.segments
    )
    changed = replace(show, segments=longer)
    version, marks = in_force((issued,), changed)

    view = a_sheet(changed, "back-office", issued=version, marks=marks)

    by_time, by_handoff = pages_of(view, tmp_path)
    assert "Changed since v1 WHITE: 1" in by_time
    assert "20:07:00" in by_time
    assert "retimed" in by_handoff
    assert all(segment.room != SHOP or segment.id not in marks for segment in longer)
