"""A real browser with windows of their own, and pages in them that have been paired."""

from __future__ import annotations

import asyncio
import functools
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from playwright.async_api import Browser, BrowserContext, Page, async_playwright, expect

from bootstrap.programs import program_path
from producer_app.core.show import RoomId
from producer_app.link.protocol import Role
from tests.link.console import Console
from tests.link.gala import SHOP
from tests.link.page import a_code

BROWSER_PATIENCE = 90.0
"""Seconds for one test of a page: a browser on a loaded machine is slow to start."""
expect.set_options(timeout=20_000)

FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
COUNT_TONES = """
    window.tones = 0;
    const Real = window.OscillatorNode;
    window.OscillatorNode = class extends Real {
        constructor(...args) { super(...args); window.tones += 1; }
    };
    window.shakes = [];
    navigator.vibrate = (pattern) => window.shakes.push(pattern);
"""


@dataclass(frozen=True)
class Chromium:
    """One browser and the loop it lives on, for all tests of this file."""

    loop: asyncio.Runner
    browser: Browser

    @asynccontextmanager
    async def window(self, **how: Any) -> AsyncIterator[BrowserContext]:
        """A window of its own: nothing kept from another test."""
        context = await self.browser.new_context(
            **{"viewport": {"width": 390, "height": 844}, "locale": "en-GB", **how}
        )
        await context.add_init_script(COUNT_TONES)
        yield context
        await context.close()


@contextmanager
def a_browser() -> Iterator[Chromium]:
    """A browser for as long as the block lasts."""
    with asyncio.Runner() as loop:
        playwright = loop.run(async_playwright().start())
        starting = playwright.chromium.launch(executable_path=program_path("chromium"), args=FLAGS)
        browser = loop.run(starting)
        yield Chromium(loop, browser)
        loop.run(browser.close())
        loop.run(playwright.stop())


def in_browser(test: Callable[[Path, Chromium], Awaitable[None]]) -> Callable[..., None]:
    """Runs a coroutine as a test on the browser's loop, within the suite's patience."""

    @functools.wraps(test)
    def run(tmp_path: Path, chromium: Chromium) -> None:
        chromium.loop.run(asyncio.wait_for(test(tmp_path, chromium), BROWSER_PATIENCE))

    return run


async def paired(context: BrowserContext, url: str, code: str, name: str = "Mo") -> Page:
    """A page that has typed its name beside the code in its address, and is in."""
    page = await context.new_page()
    await page.goto(f"{url}#code={code}")
    await page.fill("#name", name)
    await page.click("#join")
    await expect(page.locator("#page")).to_be_visible()
    await expect(page.locator("#line")).to_have_attribute("data-state", "up")
    return page


async def a_page(
    context: BrowserContext, console: Console, role: Role = Role.ROOM, room: RoomId = SHOP
) -> Page:
    """A page that has just been paired with a room, and shows what its role is shown."""
    code = await a_code(console, room, role)
    page = await paired(context, console.presence.url, code)
    await expect(page.locator("body")).to_have_attribute("data-role", role.value)
    await expect(page.locator("#show")).not_to_be_empty()
    return page


async def phase(page: Page, wanted: str) -> None:
    await expect(page.locator("body")).to_have_attribute("data-phase", wanted)
