"""A room page that is looked at: in a browser where this machine has one, else its model."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Final, Protocol

from producer_app.jobs.bench_line.browser import Tab, a_tab, browser_path
from producer_app.jobs.bench_line.page_model import PageModel
from producer_app.link.protocol import Role

# A clock that was set 3.7 s ahead and runs 500 millionths fast, as far as time servers slew one.
AHEAD: Final = 3_700.0
SLEW: Final = 0.000_5

_BEFORE: Final = """
(() => {
  const realNow = performance.now.bind(performance), realDate = Date.now.bind(Date);
  window.leap = 0;
  performance.now = () => realNow() * (1 + %(slew)s) + window.leap;
  Date.now = () => realDate() + %(ahead)s;
  window.states = [];
  window.turns = [];
  const look = () => {
    const state = document.getElementById("line")?.dataset.state ?? "";
    if (!state || state === window.states.at(-1)?.[1]) return;
    window.states.push([realDate() / 1000, state]);
  };
  setInterval(look, 5);
  let text = "";
  const turn = () => {
    const count = document.querySelector("#timer-count b")?.textContent ?? "";
    if (count !== text) window.turns.push([realDate() / 1000, (text = count)]);
    requestAnimationFrame(turn);
  };
  requestAnimationFrame(turn);
})();
"""


class Screen(Protocol):
    """A page as somebody in the room sees it; its clock is set ahead and runs fast."""

    async def come(self, port: int) -> None:
        """Comes by that port, and waits until its line is up."""

    async def states(self) -> list[tuple[float, str]]:
        """What it said of its line since it came, and since when, by the wall clock."""

    async def turns(self) -> list[tuple[float, str]]:
        """When the countdown of the stage showed what, by the wall clock."""

    async def leap(self, by: float) -> None:
        """Sets its clock on by so many milliseconds."""


class BrowserScreen:
    """The real page."""

    def __init__(self, tab: Tab, token: str, role: Role) -> None:
        self._tab, self._token, self._role = tab, token, role

    async def come(self, port: int) -> None:
        before = _BEFORE % {"slew": SLEW, "ahead": AHEAD}
        await self._tab.open(f"http://127.0.0.1:{port}/", self._token, self._role.value, before)

    async def states(self) -> list[tuple[float, str]]:
        return [(at, state) for at, state in await self._tab.value("window.states")]

    async def turns(self) -> list[tuple[float, str]]:
        return [(at, text) for at, text in await self._tab.value("window.turns")]

    async def leap(self, by: float) -> None:
        await self._tab.value(f"window.leap += {by}")


@asynccontextmanager
async def a_screen(token: str, role: Role) -> AsyncIterator[Screen]:
    """A page that has not come yet."""
    path = browser_path()
    if path is not None:
        async with a_tab(path) as tab:
            yield BrowserScreen(tab, token, role)
        return
    model = PageModel(token, ahead=AHEAD, slew=SLEW)
    living = asyncio.create_task(model.live())
    try:
        yield model
    finally:
        living.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await asyncio.gather(living, return_exceptions=True)


def seen_by() -> str:
    """What the pages of this bench are, in words."""
    return "in Chromium" if browser_path() else "by the page's model"
