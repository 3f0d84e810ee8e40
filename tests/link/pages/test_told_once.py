"""Real pages are told everything once, count by themselves, and ask for what they missed."""

from __future__ import annotations

import asyncio
import json
from dataclasses import replace
from pathlib import Path

import pytest
from playwright.async_api import Page, WebSocket, WebSocketRoute, expect

from producer_app.core.edits import Put
from producer_app.core.handoff import Act, State, Via
from producer_app.link.protocol import PROTO, Role
from tests.link.browser import Chromium, a_page, in_browser, phase
from tests.link.console import Console
from tests.link.gala import H1, STAGE
from tests.link.page import a_code, a_socket
from tests.link.waiting import a_console

pytestmark = [pytest.mark.needs("chromium"), pytest.mark.browser]

NEXT_IS_NOW_AND_NOT = """seen => {
    const next = document.querySelector("#timer-next .first time").textContent;
    return next === document.querySelector("#clock").textContent && next !== seen;
}"""


def told_to(page: Page) -> list[str]:
    """The kinds of what a page is sent, heartbeats apart, once it opens its socket again."""
    kinds: list[str] = []

    def hear(frame: str | bytes) -> None:
        kind = json.loads(frame)["type"]
        if kind != "hb":
            kinds.append(kind)

    def follow(socket: WebSocket) -> None:
        socket.on("framereceived", hear)

    page.on("websocket", follow)
    return kinds


async def seconds_pass(console: Console) -> None:
    """The console's own seconds, until somebody is told what runs."""

    async def publish() -> None:
        while True:
            console.desk.publish()
            await asyncio.sleep(0.1)

    code = await a_code(console, STAGE, Role.VIEWER)
    async with a_socket(console.presence.url) as another:
        await another.say(type="pair", proto=PROTO, code=code, name="Another")
        publishing = asyncio.create_task(publish())
        await another.sees(lambda page: "runs" in json.dumps(page["coming"][0]["start"]))
        publishing.cancel()


@in_browser
async def test_a_late_start_moves_on_with_the_clock_and_nothing_is_sent(
    tmp_path: Path, chromium: Chromium
) -> None:
    async with a_console(tmp_path) as console, chromium.window() as context:
        page = await a_page(context, console, Role.VIEWER, STAGE)
        await seconds_pass(console)
        told = told_to(page)
        await page.reload()
        await expect(page.locator("#timer-next .first time")).not_to_be_empty()
        for _ in range(3):
            seen = await page.locator("#timer-next .first time").text_content()
            await page.wait_for_function(NEXT_IS_NOW_AND_NOT, arg=seen)
        assert told == ["hello", "snap"]


@in_browser
async def test_a_page_that_comes_late_has_every_state_from_its_snapshot(
    tmp_path: Path, chromium: Chromium
) -> None:
    async with a_console(tmp_path) as console, chromium.window() as context:
        page = await a_page(context, console)
        told = told_to(page)
        console.call(Act.GO, H1, forced=True)
        await phase(page, "go")
        console.call(Act.LIVE, H1, via=Via.VOICE)
        await console.reaches(H1, State.LIVE)
        await page.reload()
        await phase(page, "live")
        assert "ev" not in told


@in_browser
async def test_a_page_that_lost_a_change_asks_for_all_of_it(
    tmp_path: Path, chromium: Chromium
) -> None:
    lost, asked = [], []

    def carry(route: WebSocketRoute) -> None:
        server = route.connect_to_server()

        def down(frame: str | bytes) -> None:
            if not lost and json.loads(frame)["type"] == "page":
                lost.append(frame)
            else:
                route.send(frame)

        def up(frame: str | bytes) -> None:
            asked.append(json.loads(frame)["type"])
            server.send(frame)

        server.on_message(down)
        route.on_message(up)

    async with a_console(tmp_path) as console, chromium.window() as context:
        await context.route_web_socket("**/room/ws*", carry)
        page = await a_page(context, console)
        planned = replace(console.session.show.handoff(H1), title="Another throw")
        console.session.edit(Put(entity=planned))
        await expect(page.locator("#title")).to_have_text("Another throw")
        assert lost
        assert "want" in asked
