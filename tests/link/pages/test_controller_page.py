"""The controller's page in a real browser: what a thumb presses is what the as-run log holds."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest
from playwright.async_api import Locator, Page, expect

from producer_app.core.calling import Go
from producer_app.core.edits import Put
from producer_app.core.handoff import Act, State
from producer_app.core.offers import OfferAct, OfferState
from producer_app.core.run import (
    CallRelayed,
    Event,
    Held,
    OfferActed,
    Resumed,
    RunKind,
    SegmentSkipped,
    StoodBy,
    TakenBack,
    TimeAdjusted,
    WentOnAir,
)
from producer_app.core.show import Kind, OfferId, Segment, SegmentId
from producer_app.core.timebase import Millis, WallTime, local_time
from producer_app.link.protocol import Role
from tests.link.browser import Chromium, a_page, in_browser, phase
from tests.link.console import Console
from tests.link.gala import H1, SHOP
from tests.link.waiting import a_console

pytestmark = [pytest.mark.needs("chromium"), pytest.mark.browser]

THERMOS, NOTEBOOK = OfferId("o1"), OfferId("o2")
WIDE = {"width": 1920, "height": 1080}


def log_of(console: Console) -> list[Event]:
    assert console.session.run is not None
    return list(console.session.events(console.session.run.id))


def acts_in(console: Console) -> list[tuple[str, OfferAct, int | None, str]]:
    """What the as-run log holds of offers: which, what, how many, by whom."""
    acted = [event for event in log_of(console) if isinstance(event, OfferActed)]
    return [(event.number, event.act, event.stock, event.by) for event in acted]


def card(page: Page, offer: OfferId) -> Locator:
    return page.locator(f"#offer-{offer}")


async def press(within: Locator, name: str) -> None:
    """Presses a button as soon as it can be pressed."""
    await within.get_by_role("button", name=name, exact=True).click()


def with_more_to_come(console: Console) -> None:
    """Two more segments behind the shopping room's first."""
    for number, title in (("B2", "Thermos and tea"), ("B3", "Notebook by hand")):
        segment = Segment(
            id=SegmentId(number.lower()),
            room=SHOP,
            number=number,
            title=title,
            kind=Kind.PITCH,
            length=Millis(300_000),
        )
        console.session.edit(Put(entity=segment))


async def until_on_air(console: Console, segment: str) -> None:
    def is_on_air() -> bool:
        assert console.session.run is not None
        take = console.session.run.room(SHOP).on_air
        return take is not None and take.segment == segment

    await console.until(is_on_air)


@in_browser
async def test_an_offer_is_opened_checked_counted_sold_out_and_replaced_by_thumb(
    tmp_path: Path, chromium: Chromium
) -> None:
    async with a_console(tmp_path) as console, chromium.window() as context:
        page = await a_page(context, console, Role.OPERATOR)
        thermos, notebook = card(page, THERMOS), card(page, NOTEBOOK)
        await expect(thermos.locator(".lamp")).to_have_text("CLOSED")
        await expect(page.locator("#open-now")).to_have_text("Nothing is open")

        await press(thermos, "OPEN")
        await expect(thermos.locator(".lamp")).to_have_text("OPEN")
        await expect(page.locator("#open-now")).to_contain_text("L07Aurora thermos, 500 ml")
        await press(thermos, "Price checked")
        await expect(thermos).to_contain_text(re.compile(r"✓ Price \d\d:\d\d:\d\d Mo"))
        await press(thermos, "Enter stock")
        await page.fill("#stock-count", "2,480")
        await page.keyboard.press("Enter")
        await expect(thermos).to_contain_text("stock 2,480")
        await press(thermos, "SOLD OUT")
        await expect(thermos.locator(".lamp")).to_have_text("SOLD OUT")
        await expect(thermos.locator(".acts .lead")).to_have_text("FALLBACK L08")
        await press(thermos, "FALLBACK L08")
        await expect(notebook.locator(".lamp")).to_have_text("OPEN")
        await expect(thermos).to_contain_text("Sold in its place:L08 Paper-boat notebook")
        await expect(thermos.locator(".acts .lead")).to_have_count(0)
        await expect(thermos.get_by_role("button", name="OPEN AGAIN")).to_be_enabled()
        await press(notebook, "CLOSE")
        await expect(notebook.locator(".lamp")).to_have_text("CLOSED")

        assert acts_in(console) == [
            ("L07", OfferAct.OPEN, None, "Mo"),
            ("L07", OfferAct.PRICE_CHECKED, None, "Mo"),
            ("L07", OfferAct.STOCK, 2480, "Mo"),
            ("L07", OfferAct.SOLD_OUT, None, "Mo"),
            ("L07", OfferAct.FALLBACK, None, "Mo"),
            ("L08", OfferAct.OPEN, None, "Mo"),
            ("L08", OfferAct.CLOSE, None, "Mo"),
        ]


@in_browser
async def test_a_stock_of_none_of_what_is_open_is_sold_out_and_a_word_is_no_stock(
    tmp_path: Path, chromium: Chromium
) -> None:
    async with a_console(tmp_path) as console, chromium.window(locale="zh-CN") as context:
        page = await a_page(context, console, Role.OPERATOR)
        thermos = card(page, THERMOS)
        await press(thermos, "上架")
        await expect(thermos.locator(".lamp")).to_have_text("售卖中")
        await press(thermos, "录入库存")
        await page.fill("#stock-count", "many")
        await expect(page.locator("#stock-enter")).to_be_disabled()
        await expect(page.locator("#stock-problem")).to_contain_text("请填件数")
        await page.fill("#stock-count", "0")
        await page.click("#stock-enter")
        await expect(thermos.locator(".lamp")).to_have_text("已售罄")
        await press(thermos, "重新上架")
        await expect(page.locator("#notice")).to_contain_text("L07")
        assert console.session.run is not None
        assert console.session.run.offer(THERMOS).state is OfferState.SOLD_OUT
        assert [(act, stock) for _, act, stock, _ in acts_in(console)] == [
            (OfferAct.OPEN, None),
            (OfferAct.STOCK, 0),
        ]


@in_browser
async def test_a_coupons_window_is_counted_from_the_real_go(
    tmp_path: Path, chromium: Chromium
) -> None:
    async with a_console(tmp_path) as console, chromium.window() as context:
        page = await a_page(context, console, Role.OPERATOR)
        coupon = card(page, THERMOS).locator(".coupon")
        await expect(coupon).to_contain_text("opens 0:30 after GO, for 2:00")
        console.call(Act.GO, H1, forced=True)
        await expect(coupon).to_contain_text(re.compile(r"opens in 0:[12]\d"))


@in_browser
async def test_a_link_is_copied_and_says_so(tmp_path: Path, chromium: Chromium) -> None:
    async with a_console(tmp_path) as console, chromium.window() as context:
        await context.grant_permissions(["clipboard-read", "clipboard-write"])
        thermos = next(o for o in console.session.show.offers if o.id == THERMOS)
        console.session.edit(Put(entity=replace(thermos, link="https://shop.example/l07")))
        page = await a_page(context, console, Role.OPERATOR)
        await press(card(page, THERMOS), "Copy link")
        await expect(card(page, THERMOS)).to_contain_text("✓ Copied")
        assert await page.evaluate("navigator.clipboard.readText()") == "https://shop.example/l07"


@in_browser
async def test_the_rooms_own_playhead_is_called_from_its_page(
    tmp_path: Path, chromium: Chromium
) -> None:
    async with a_console(tmp_path) as console, chromium.window() as context:
        with_more_to_come(console)
        page = await a_page(context, console, Role.OPERATOR)
        await page.get_by_role("tab", name="Playhead").click()
        calls = page.locator("#own-calls")
        await expect(page.locator("#own-go")).to_have_text("GOB1 Warm-up with the host")
        await page.dblclick("#own-go")
        await until_on_air(console, "b1")
        await expect(page.locator("#own-now")).to_contain_text(re.compile(r"LEFT(10:00|9:5\d)"))
        await expect(page.locator("#own-go")).to_have_text("GOB2 Thermos and tea")

        await press(calls, "HOLD")
        await expect(page.locator("#own-now")).to_contain_text("HELD")
        await press(calls, "RESUME")
        await expect(page.locator("#own-now")).to_contain_text("LEFT")
        await press(calls, "+ 1:00")
        await expect(page.locator("#own-now")).to_contain_text(re.compile(r"LEFT10:\d\d"))
        await press(page.locator("#own-coming .coming").filter(has_text="B3"), "STANDBY")
        await expect(page.locator("#own-go")).to_have_text("GOB3 Notebook by hand")
        await press(calls, "SKIP B3")
        await press(page.locator("#question"), "SKIP")
        await expect(page.locator("#own-go")).to_have_text("GOB2 Thermos and tea")
        await press(calls, "TAKE BACK")
        await press(page.locator("#question"), "No")
        await press(calls, "TAKE BACK")
        await press(page.locator("#question"), "TAKE BACK")
        await expect(page.locator("#own-now")).to_contain_text("Nothing on air in this room")

        wanted = (WentOnAir, Held, Resumed, TimeAdjusted, StoodBy, SegmentSkipped, TakenBack)
        own = [event for event in log_of(console) if isinstance(event, wanted)]
        assert [type(event) for event in own] == list(wanted)
        relayed = [event for event in log_of(console) if isinstance(event, CallRelayed)]
        assert [(event.verb, event.by) for event in relayed] == [
            (verb, "Mo")
            for verb in ("go", "hold", "resume", "add_time", "standby", "skip", "take_back")
        ]


@in_browser
async def test_what_the_console_asks_is_asked_on_the_page_and_no_is_no(
    tmp_path: Path, chromium: Chromium
) -> None:
    async with a_console(tmp_path) as console, chromium.window(viewport=WIDE) as context:
        show = console.session.show
        later = (local_time(console.session.now(), show.zone).hour + 3) % 24
        opener = replace(show.segment(SegmentId("b1")), hard_start=WallTime(later))
        console.session.edit(Put(entity=opener), confirmed=True)
        page = await a_page(context, console, Role.OPERATOR)
        await page.keyboard.press("g")
        await expect(page.locator("#question-why")).to_contain_text("B1 Warm-up with the host")
        await expect(page.locator("#question-no")).to_be_focused()
        await page.keyboard.press("Enter")
        await expect(page.locator("#question")).to_be_hidden()
        assert not [event for event in log_of(console) if isinstance(event, WentOnAir)]

        await page.click("#own-go")
        await press(page.locator("#question"), "Yes, GO")
        await until_on_air(console, "b1")


@in_browser
async def test_a_controller_answers_the_rooms_handoffs_too(
    tmp_path: Path, chromium: Chromium
) -> None:
    async with a_console(tmp_path) as console, chromium.window() as context:
        page = await a_page(context, console, Role.OPERATOR)
        console.call(Act.STANDBY, H1)
        await phase(page, "standby")
        await console.reaches(H1, State.STANDBY_SHOWN)
        await expect(page.get_by_role("tab", name="Handoffs")).to_contain_text("● 1")
        await expect(page.locator("#press")).to_be_enabled()
        await page.keyboard.press("Space")
        assert (await console.reaches(H1, State.READY)).ready_by == "Mo"
        console.call(Act.GO, H1)
        await phase(page, "go")
        await expect(page.locator("#offer-list h2").first).to_have_text("With H1")
        await press(card(page, THERMOS), "OPEN")
        await expect(card(page, THERMOS).locator(".lamp")).to_have_text("OPEN")
        await expect(page.locator("#press")).to_have_text("LIVE")
        await page.click("#press")
        assert (await console.reaches(H1, State.LIVE)).live_by == "Mo"


@in_browser
async def test_space_answers_a_call_whatever_button_was_pressed_last(
    tmp_path: Path, chromium: Chromium
) -> None:
    async with a_console(tmp_path) as console, chromium.window(viewport=WIDE) as context:
        console.session.call(Go(room=SHOP, expects=SegmentId("b1")))
        page = await a_page(context, console, Role.OPERATOR)
        await page.get_by_role("button", name="+ 1:00").click()
        await expect(page.locator("#own-now")).to_contain_text("LEFT10:")
        console.call(Act.STANDBY, H1)
        await expect(page.locator("#press")).to_be_enabled()
        await page.keyboard.press("Space")
        await console.reaches(H1, State.READY)
        added = [event for event in log_of(console) if isinstance(event, TimeAdjusted)]
        assert len(added) == 1


@in_browser
async def test_without_a_run_nothing_of_the_plan_can_be_pressed(
    tmp_path: Path, chromium: Chromium
) -> None:
    async with a_console(tmp_path) as console, chromium.window() as context:
        console.session.end()
        console.session.begin(RunKind.REHEARSAL, confirmed=True)
        page = await a_page(context, console, Role.OPERATOR)
        opening = card(page, THERMOS).get_by_role("button", name="OPEN", exact=True)
        await expect(opening).to_be_enabled()
        console.session.end()
        await expect(page.locator("#show")).to_contain_text("PLAN")
        await expect(opening).to_be_disabled()
        await page.get_by_role("tab", name="Playhead").click()
        assert await page.locator("#tab-playhead button:enabled").count() == 0


@in_browser
async def test_a_host_sees_what_the_controller_opens_and_what_is_sold_instead(
    tmp_path: Path, chromium: Chromium
) -> None:
    async with (
        a_console(tmp_path) as console,
        chromium.window() as context,
        chromium.window() as another,
    ):
        page = await a_page(context, console, Role.OPERATOR)
        host = await a_page(another, console)
        await expect(host.locator("#card")).to_contain_text("Her first time in this room")
        await press(card(page, THERMOS), "OPEN")
        await expect(host.locator("#card")).to_contain_text("Aurora thermos")
        await expect(host.locator("#card .lamp")).to_have_text("OPEN")
        await expect(host.locator("#card .price")).to_contain_text("¥99.50")
        await press(card(page, THERMOS), "SOLD OUT")
        await expect(host.locator("#card .instead")).to_have_text(
            "SELL INSTEADL08 Paper-boat notebook"
        )
