"""A room page's socket without a page: says what a test wants said and keeps what it hears."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from typing import Any

import aiohttp

from producer_app.core.show import RoomId
from producer_app.jobs.bench_line.known_page import KnownPage, Message
from producer_app.link.protocol import PROTO, Role
from tests.link.console import Console
from tests.link.gala import SHOP

__all__ = ["KnownPage", "Message", "Socket", "a_code", "a_room", "a_socket"]


class Socket:
    """One WebSocket to the room server."""

    def __init__(self, ws: aiohttp.ClientWebSocketResponse) -> None:
        self.ws = ws
        self.heard: list[Message] = []
        self.known = KnownPage()

    @property
    def page(self) -> Message:
        """Its page as it was told last."""
        return self.known.page

    async def say(self, **message: Any) -> None:
        await self.ws.send_json(message)

    async def hear(self, kind: str, holds: Callable[[Message], bool] = lambda _: True) -> Message:
        """The next message of that type for which it holds."""
        async with asyncio.timeout(45.0):
            while True:
                message = await self._next()
                if message["type"] == kind and holds(message):
                    return message

    async def sees(self, holds: Callable[[Message], bool]) -> Message:
        """Its page, as soon as that holds of it."""
        async with asyncio.timeout(45.0):
            while not (self.page and holds(self.page)):
                await self._next()
        return self.page

    async def _next(self) -> Message:
        message: Message = await self.ws.receive_json()
        self.heard.append(message)
        self.known.hear(message)
        return message

    async def hear_state(self, handoff: str, *states: str) -> Message:
        """Where a handoff stands once it is in one of the states, however that is told."""
        async with asyncio.timeout(45.0):
            while True:
                message = await self._next()
                event = [message["line"]] if message["type"] == "ev" else []
                for line in (*message.get("lines", ()), *event):
                    if line["handoff"] == handoff and line["state"] in states:
                        return dict(line)

    async def show(self, line: Message) -> None:
        """Says that this state has been painted."""
        await self.say(
            type="shown",
            epoch=line["epoch"],
            seq=line["seq"],
            handoff=line["handoff"],
            rev=line["rev"],
            t=0.0,
        )

    async def act(self, line: Message, kind: str, mid: str = "", **more: Any) -> str:
        """Says ready, live… of what was seen; returns the mid."""
        mid = mid or f"mid-{len(self.heard):04d}-{kind}"
        words = {"epoch": line["epoch"], "handoff": line["handoff"], "rev": line["rev"]}
        await self.say(type="act", mid=mid, kind=kind, **{**words, **more})
        return mid

    async def answer(self, mid: str) -> Message:
        return await self.hear("res", lambda m: m["mid"] == mid)

    async def close_code(self) -> int | None:
        """With which code the server ends this socket."""
        async with asyncio.timeout(45.0):
            while not self.ws.closed:
                frame = await self.ws.receive()
                if frame.type is aiohttp.WSMsgType.TEXT:
                    self.heard.append(frame.json())
            return self.ws.close_code


@asynccontextmanager
async def a_socket(url: str, **headers: str) -> AsyncIterator[Socket]:
    """A socket that has said nothing yet, from the page's own origin."""
    origin = url.rstrip("/")
    async with (
        aiohttp.ClientSession() as session,
        session.ws_connect(f"{url}room/ws", headers={"Origin": origin, **headers}) as ws,
    ):
        yield Socket(ws)


async def a_code(console: Console, room: RoomId = SHOP, role: Role = Role.ROOM) -> str:
    """A pairing code that the server takes."""
    code = console.line.open_pairing(room, role=role).code
    await console.until(lambda: getattr(console.presence.pairing, "code", "") == code)
    return code


@asynccontextmanager
async def a_room(console: Console, name: str = "Mo") -> AsyncIterator[Socket]:
    """A page that has just been paired with the shopping room and knows its page."""
    code = await a_code(console)
    async with a_socket(console.presence.url) as socket:
        await socket.say(type="pair", proto=PROTO, code=code, name=name)
        await socket.hear("snap")
        yield socket
