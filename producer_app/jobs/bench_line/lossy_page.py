"""A room page as the protocol wants it, without a screen, and a host who presses LIVE at once."""

from __future__ import annotations

import asyncio
import contextlib
import json
from typing import Any

import aiohttp

from producer_app.jobs.bench_line.known_page import KnownPage, Message
from producer_app.link.protocol import PROTO


class LossyPage:
    """Keeps coming back, shows what it is told, says LIVE until it is answered."""

    def __init__(self, port: int, token: str) -> None:
        self._url = f"http://127.0.0.1:{port}"
        self._token = token
        self._socket: aiohttp.ClientWebSocketResponse | None = None
        self._asked: dict[str, Message] = {}
        self._page = KnownPage()
        self.known: Message = {"epoch": 0, "seq": 0, "rev": 0, "state": "armed"}
        self.started: list[int] = []
        """The rev of each GO that started this room."""
        self.joined = 0

    async def live(self) -> None:
        """Goes on until it is cancelled."""
        async with aiohttp.ClientSession() as session, asyncio.TaskGroup() as tasks:
            tasks.create_task(self._every(0.5, self._ask_again))
            tasks.create_task(self._every(1.0, self._beat))
            while True:
                with contextlib.suppress(aiohttp.ClientError, ConnectionError, TimeoutError):
                    await self._one_socket(session)
                self._socket = None
                await asyncio.sleep(0.25)

    async def _one_socket(self, session: aiohttp.ClientSession) -> None:
        origin = {"Origin": self._url}
        async with session.ws_connect(f"{self._url}/room/ws", headers=origin) as socket:
            await socket.send_json({"type": "auth", "proto": PROTO, "token": self._token})
            async for frame in socket:
                if self._socket is None:
                    self._socket, self.joined = socket, self.joined + 1
                await self._hear(json.loads(frame.data))

    async def _hear(self, message: Message) -> None:
        is_news = self._page.hear(message)
        match message["type"]:
            case "snap" | "page" if is_news:
                for line in message["lines"]:
                    await self._told(line)
            case "ev":
                await self._told(message["line"])
            case "res":
                self._asked.pop(message["mid"], None)
            case "hb" if message["seq"] > self.known["seq"] or self._lacks(message["rev"]):
                await self._say(type="want")

    def _lacks(self, rev: int) -> bool:
        """True where its page is at another revision; 0 is one that is on its way."""
        return rev not in (0, self._page.rev)

    async def _told(self, line: Message) -> None:
        if line["seq"] < self.known["seq"]:
            return
        is_new = line["rev"] > self.known["rev"]
        self.known = line
        if line["rev"] > 0:
            words = {key: line[key] for key in ("epoch", "seq", "handoff", "rev")}
            await self._say(type="shown", t=0.0, **words)
        if is_new and line["state"] in ("go_sent", "go_shown"):
            self.started.append(line["rev"])
            act = {key: line[key] for key in ("epoch", "handoff", "rev")}
            mid = f"live-{line['rev']:06d}"
            self._asked[mid] = {"type": "act", "mid": mid, "kind": "live", **act}
            await self._ask_again()

    async def _ask_again(self) -> None:
        for mid, asked in list(self._asked.items()):
            if asked["rev"] < self.known["rev"]:
                del self._asked[mid]
            else:
                await self._say(**asked)

    async def _beat(self) -> None:
        await self._say(type="hb", n=0, t=0.0, visible=True)

    async def _say(self, **message: Any) -> None:
        if self._socket is not None and not self._socket.closed:
            with contextlib.suppress(ConnectionError):
                await self._socket.send_json(message)

    async def _every(self, seconds: float, work: Any) -> None:
        while True:
            await asyncio.sleep(seconds)
            await work()
