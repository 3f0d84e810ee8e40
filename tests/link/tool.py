"""Another program of the director's without being one: a token, HTTP, and the tools' socket."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import aiohttp

from producer_app.core.calling import Go
from producer_app.core.show import SegmentId
from producer_app.link.presence import LinkState
from producer_app.link.tools.settings import ApiSettings, ToolSettings
from tests.link.console import Console
from tests.link.gala import STAGE
from tests.link.waiting import a_console

Json = dict[str, Any]

API_ON = ToolSettings(api=ApiSettings(is_on=True))
FIRST = Go(room=STAGE, expects=SegmentId("1"))


class Tool:
    """A tool that holds a token."""

    def __init__(self, console: Console, token: str, http: aiohttp.ClientSession) -> None:
        self.console, self.token, self.http = console, token, http

    @property
    def base(self) -> str:
        return f"http://127.0.0.1:{self.console.presence.port}/api/v1"

    @property
    def headers(self) -> dict[str, str]:
        return {"Authorization": f"Bearer {self.token}"}

    async def get(self, path: str, **more: str) -> tuple[int, Any]:
        headers = {**self.headers, **more}
        async with self.http.get(f"{self.base}{path}", headers=headers) as answer:
            return answer.status, await answer.json()

    async def post(self, path: str, body: Json | None = None, **more: str) -> tuple[int, Any]:
        headers = {**self.headers, **more}
        async with self.http.post(f"{self.base}{path}", json=body, headers=headers) as answer:
            return answer.status, await answer.json()

    async def reads(self, path: str, holds: Callable[[Any], bool]) -> Any:
        """What is read there once it holds."""
        async with asyncio.timeout(20):
            while True:
                status, body = await self.get(path)
                if status == 200 and holds(body):
                    return body
                await asyncio.sleep(0.06)


@asynccontextmanager
async def a_tool(
    folder: Path, settings: ToolSettings = API_ON, name: str = "Stream Deck"
) -> AsyncIterator[Tool]:
    """A tool of a show whose first song has just been taken."""
    few = aiohttp.TCPConnector(limit=8)
    async with a_console(folder) as console, aiohttp.ClientSession(connector=few) as http:
        await console.until(lambda: console.presence.link is LinkState.UP, patience=25)
        console.desk.tools.adopt(settings)
        console.session.call(FIRST)
        tool = Tool(console, console.line.new_tool(name), http)
        if settings.api.is_on:
            await tool.reads("/state", lambda state: state["is_running"])
        yield tool


class ToolSocket:
    """The tools' WebSocket: says what a test wants said and keeps what it hears."""

    def __init__(self, ws: aiohttp.ClientWebSocketResponse) -> None:
        self.ws = ws
        self.heard: list[Json] = []

    async def hear(self, kind: str, holds: Callable[[Json], bool] = lambda _: True) -> Json:
        """The next message of that type for which it holds."""
        async with asyncio.timeout(20):
            while True:
                message: Json = await self.ws.receive_json()
                self.heard.append(message)
                if message["type"] == kind and holds(message):
                    return message


@asynccontextmanager
async def a_tool_socket(tool: Tool, **first: Any) -> AsyncIterator[ToolSocket]:
    """A tool on its socket that has said who it is."""
    async with tool.http.ws_connect(f"{tool.base}/ws") as ws:
        await ws.send_json({"type": "auth", "token": tool.token, **first})
        yield ToolSocket(ws)
