"""The stage timer and the producers' page in a real browser: what runs on the console, in words."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from pathlib import Path

import pytest
from playwright.async_api import expect

from producer_app.core.calling import Go, Hold, Resume
from producer_app.core.edits import Put
from producer_app.core.handoff import Act, State
from producer_app.core.show import (
    AdRule,
    AdRuleId,
    Kind,
    Method,
    SegmentId,
    Sponsor,
    SponsorId,
    TalentId,
)
from producer_app.core.timebase import Instant, Millis, WallTime, local_time
from producer_app.link.desk import PORT
from producer_app.link.protocol import Role
from producer_app.session.session import Session
from tests.link.browser import Chromium, a_page, in_browser
from tests.link.console import Console
from tests.link.gala import H1, SHOP, STAGE, gala
from tests.link.page import a_room
from tests.link.ports import free_port
from tests.link.waiting import a_console, wall_clock

pytestmark = [pytest.mark.needs("chromium"), pytest.mark.browser]

WIDE = {"width": 1920, "height": 1080}
WEEK = 7 * 24 * 3_600_000


@asynccontextmanager
async def planned(folder: Path, ago: int) -> AsyncIterator[Console]:
    """A console with its line up and no run, on an evening of so many milliseconds ago."""
    path = folder / "gala.show"
    session = Session.create(path, gala(Instant(wall_clock() - ago)))
    session.set_setting(PORT, str(free_port()))
    session.close()
    console = Console.open(path)
    await console.start()
    try:
        yield console
    finally:
        await console.stop()


def song_of(console: Console, key: str, **changes: object) -> None:
    song = replace(console.session.show.segment(SegmentId(key)), **changes)
    console.session.edit(Put(entity=song), confirmed=True)


@in_browser
async def test_the_stage_timer_counts_down_stands_still_in_a_hold_and_says_over(
    tmp_path: Path, chromium: Chromium
) -> None:
    async with a_console(tmp_path) as console, chromium.window(viewport=WIDE) as context:
        song_of(console, "1", length=Millis(6_000))
        page = await a_page(context, console, Role.VIEWER, STAGE)
        count = page.locator("#timer-count")
        await expect(page.locator("#timer-now")).to_contain_text("Nothing on air")
        await expect(page.locator("#timer-next .first")).to_contain_text("1 Northern Lights")
        # the first song was due twenty seconds before the console began
        await expect(count).to_have_text(re.compile(r"LATE(0:[2-5]\d|[1-9]:\d\d)"))

        console.session.call(Go(room=STAGE, expects=SegmentId("1")))
        await expect(page.locator("#timer-now")).to_contain_text("1 Northern Lights")
        await expect(page.locator("#timer-next .first")).to_contain_text("2 Paper Boats")
        await expect(count).to_have_text(re.compile(r"LEFT0:0[1-6]"))
        console.session.call(Hold(room=STAGE))
        await expect(count).to_have_text(re.compile(r"HELD0:0\d"))
        console.session.call(Resume(room=STAGE))
        await expect(count).to_have_text(re.compile(r"OVER0:0[1-9]"))
        await expect(count).to_have_attribute("data-count", "over")
        size = await count.locator("b").evaluate("b => parseFloat(getComputedStyle(b).fontSize)")
        assert size >= 300, "read from five metres on a screen of 1080 lines"


@in_browser
async def test_the_plan_of_an_evening_that_is_over_is_counted_by_nobody(
    tmp_path: Path, chromium: Chromium
) -> None:
    async with planned(tmp_path, WEEK) as console, chromium.window(viewport=WIDE) as context:
        page = await a_page(context, console, Role.VIEWER, STAGE)
        await expect(page.locator("#timer-count")).to_have_text(re.compile(r"^\d\d:\d\d:\d\d$"))
        await expect(page.locator("#timer-count")).to_have_attribute("data-count", "none")
        await expect(page.locator(".artist.called")).to_have_count(0)
        producers = await a_page(context, console, Role.PRODUCER, STAGE)
        await expect(producers.locator("#lamps .time").first).to_have_text(re.compile(r"^[\d:]+$"))


@in_browser
async def test_a_hold_does_not_count_whatever_the_length_of_the_hold(
    tmp_path: Path, chromium: Chromium
) -> None:
    async with a_console(tmp_path) as console, chromium.window() as context:
        page = await a_page(context, console, Role.VIEWER, STAGE)
        console.session.call(Go(room=STAGE, expects=SegmentId("1")))
        console.session.call(Hold(room=STAGE))
        await expect(page.locator("#timer-count")).to_contain_text("HELD")
        before = await page.inner_text("#timer-count b")
        clock = await page.inner_text("#clock")
        await page.wait_for_function(
            "before => document.getElementById('clock').textContent > before", arg=clock
        )
        assert await page.inner_text("#timer-count b") == before


@in_browser
async def test_backstage_sees_who_is_called_when_and_where(
    tmp_path: Path, chromium: Chromium
) -> None:
    async with a_console(tmp_path) as console, chromium.window(viewport=WIDE) as context:
        song_of(console, "2", talent=(TalentId("lin"),), length=Millis(1_500_000))
        song_of(console, "3", talent=(TalentId("he"),))
        page = await a_page(context, console, Role.VIEWER, STAGE)
        lin = page.locator(".artist").filter(has_text="Lin Yao")
        he = page.locator(".artist").filter(has_text="President He")
        await expect(lin).to_contain_text(re.compile(r"\d\d:\d\d:\d\d"))
        await expect(lin).to_contain_text("✓ arrived")
        await expect(he).to_contain_text("Shopping room")
        await expect(he).to_contain_text("H1 Throw to the shop")
        await expect(he).to_contain_text("CALL NOW")
        await page.click("#language")
        await expect(page.locator("#backstage")).to_contain_text("何总")
        await expect(page.locator("#backstage")).to_contain_text("立即到位")


@in_browser
async def test_the_stage_is_told_how_late_it_is_against_its_next_hard_time(
    tmp_path: Path, chromium: Chromium
) -> None:
    async with a_console(tmp_path) as console, chromium.window() as context:
        show = console.session.show
        later = local_time(console.session.now(), show.zone).hour + 3
        song_of(console, "3", hard_start=WallTime(later))
        page = await a_page(context, console, Role.VIEWER, STAGE)
        told = page.locator("#timer-over")
        await expect(told).to_contain_text(re.compile(r"UNDER \d:\d\d:\d\d"))
        await expect(told).to_contain_text("3 The Long Way Home must start")
        song_of(console, "2", length=Millis(4 * 3_600_000))
        await expect(told).to_contain_text(re.compile(r"OVER \d:\d\d:\d\d"))


@in_browser
async def test_producers_see_both_rooms_every_lamp_and_the_budget(
    tmp_path: Path, chromium: Chromium
) -> None:
    rule = AdRule(
        id=AdRuleId("hour"),
        title="Public service",
        title_alt="公益广告",
        room=SHOP,
        method=Method.LEAST_COUNT,
        limit_count=2,
        count_elsewhere=1,
        counts=frozenset({Kind.PSA}),
    )
    async with (
        a_console(tmp_path) as console,
        chromium.window(viewport=WIDE) as context,
        a_room(console) as room,
    ):
        console.session.edit(Put(entity=rule))
        console.session.edit(Put(entity=Sponsor(id=SponsorId("s"), brand="Cloudberry", mentions=2)))
        page = await a_page(context, console, Role.PRODUCER, STAGE)
        stage, shop = page.locator(".room").nth(0), page.locator(".room").nth(1)
        lamp = page.locator(".handoff").filter(has_text="H1").locator(".lamp")
        await expect(stage).to_contain_text("Main stage")
        await expect(shop).to_contain_text("NEXT")
        await expect(shop).to_contain_text("B1 Warm-up with the host")
        await expect(page.locator("#budget .rule").first).to_contain_text("Public service")
        await expect(page.locator("#budget .rule").first).to_contain_text("1 MISSING")
        await expect(page.locator("#budget")).to_contain_text("Cloudberry")
        await expect(lamp).to_have_text("ARMED")

        console.session.call(Go(room=STAGE, expects=SegmentId("1")))
        await expect(stage).to_contain_text("1 Northern Lights")
        await expect(stage.locator(".count")).to_contain_text(re.compile(r"LEFT0:[45]\d"))
        console.call(Act.STANDBY, H1)
        await expect(lamp).to_have_text("STANDBY, NOT SHOWN")
        line = await room.hear_state(H1, "standby_sent")
        await room.show(line)
        await expect(lamp).to_have_text("STANDBY SHOWN")
        await room.act(line, "ready")
        await console.reaches(H1, State.READY)
        await expect(lamp).to_have_text("READY")
        await expect(lamp).to_have_attribute("data-lamp", "ready")
        console.call(Act.GO, H1)
        await room.show(await room.hear_state(H1, "go_sent"))
        await expect(lamp).to_have_text("GO SHOWN")
        await page.click("#language")
        await expect(lamp).to_have_text("GO 已显示")
        await expect(page.locator("#budget .rule").first).to_contain_text("缺 1")
