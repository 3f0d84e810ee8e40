"""A real browser with one room page in it, spoken to by its own protocol for developers."""

from __future__ import annotations

import asyncio
import json
import os
import shutil
import tempfile
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any, Final

import aiohttp

NAMES: Final = (
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
)
_FLAGS: Final = (
    "--headless=new",
    "--no-sandbox",
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--window-size=390,844",
    "--remote-debugging-port=0",
    "about:blank",
)
_SAID: Final = "DevTools listening on ws://"
_KEPT: Final = "producer-console-room"
"""Where a page keeps its token."""

PATIENCE: Final = 30.0


class Tab:
    """One page in the browser."""

    def __init__(self, socket: aiohttp.ClientWebSocketResponse) -> None:
        self._socket, self._asked = socket, 0

    async def do(self, method: str, **words: object) -> dict[str, Any]:
        """What the browser answers to one of its protocol's methods."""
        self._asked += 1
        await self._socket.send_json({"id": self._asked, "method": method, "params": words})
        while True:
            message: dict[str, Any] = await self._socket.receive_json()
            if message.get("id") == self._asked:
                return dict(message.get("result", {}))

    async def value(self, script: str) -> Any:
        """What a script comes to, awaited where it is a promise."""
        told = await self.do(
            "Runtime.evaluate", expression=script, awaitPromise=True, returnByValue=True
        )
        return told["result"].get("value")

    async def open(self, url: str, token: str, role: str, before: str = "") -> None:
        """Opens a room page that was paired before, and waits until its line is up; ``before`` is
        a script that runs ahead of the page's own."""
        kept = json.dumps(json.dumps({"token": token, "role": role, "language": "en"}))
        script = f"localStorage.setItem('{_KEPT}', {kept});{before}"
        await self.do("Page.enable")
        await self.do("Page.addScriptToEvaluateOnNewDocument", source=script)
        await self.do("Page.navigate", url=url)
        async with asyncio.timeout(PATIENCE):
            while await self.value("document.getElementById('line')?.dataset.state") != "up":
                await asyncio.sleep(0.1)


def browser_path() -> str | None:
    """Where a browser is on this machine; None where there is none that is known."""
    return next(filter(None, map(shutil.which, NAMES)), None)


@asynccontextmanager
async def a_tab(path: str) -> AsyncIterator[Tab]:
    """An empty page of that browser, which ends with the block."""
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as profile:
        process = await asyncio.create_subprocess_exec(
            path,
            f"--user-data-dir={profile}",
            *_FLAGS,
            stdout=asyncio.subprocess.DEVNULL,
            stderr=asyncio.subprocess.PIPE,
            start_new_session=os.name == "posix",
        )
        try:
            address = await _address(process)
            async with aiohttp.ClientSession() as session:
                async with session.get(f"http://{address}/json/list") as answer:
                    pages = [each for each in await answer.json() if each["type"] == "page"]
                url = pages[0]["webSocketDebuggerUrl"]
                async with session.ws_connect(url, max_msg_size=0) as socket:
                    yield Tab(socket)
        finally:
            process.kill()
            await process.wait()


async def _address(process: asyncio.subprocess.Process) -> str:
    """Where the browser can be spoken to; what else it says is read and dropped."""
    assert process.stderr is not None  # noqa: S101
    async with asyncio.timeout(PATIENCE):
        while said := (await process.stderr.readline()).decode(errors="replace"):
            if said.startswith(_SAID):
                asyncio.ensure_future(_drain(process.stderr))  # noqa: RUF006
                return said.removeprefix(_SAID).split("/")[0]
    raise ConnectionError("the browser has ended")


async def _drain(said: asyncio.StreamReader) -> None:
    while await said.read(1 << 16):
        pass
