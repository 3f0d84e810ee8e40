"""What a room page does with time and with silence, without a browser: for machines with none."""

from __future__ import annotations

import asyncio
import contextlib
import json
import math
import time
from collections import deque
from typing import Any, Final

import aiohttp

from producer_app.jobs.bench_line.known_page import KnownPage, Message
from producer_app.link.protocol import PROTO

BEAT: Final = 1.0
STALE: Final = 2.8
RENDER: Final = 0.05
KEPT: Final = 8
STEP: Final = 500.0
BACK_OFF: Final = 0.25


class PageModel:
    """Beats, reckons the console's time by the best of eight round trips, and says STALE. Its own
    clock is ``ahead`` milliseconds ahead and runs fast by the share ``slew``."""

    def __init__(self, token: str, *, ahead: float, slew: float) -> None:
        self._told = KnownPage()
        self._token, self._ahead, self._slew = token, ahead, slew
        self._port = 0
        self._socket: aiohttp.ClientWebSocketResponse | None = None
        self._heard, self._console_age, self._console_at = -math.inf, 0.0, -math.inf
        self._is_known = False
        self._samples: deque[tuple[float, float]] = deque(maxlen=KEPT)
        self._offset: float | None = None
        self._rtt: float | None = None
        self._ends: float | None = None
        self._states: list[tuple[float, str]] = []
        self._turns: list[tuple[float, str]] = []

    async def come(self, port: int) -> None:
        """Comes by that port, and waits until its line is up."""
        self._port = port
        while not self._states or self._states[-1][1] != "up":
            await asyncio.sleep(RENDER)

    async def states(self) -> list[tuple[float, str]]:
        """What it said of its line, and since when, by the wall clock."""
        return list(self._states)

    async def turns(self) -> list[tuple[float, str]]:
        """When the countdown of the stage showed what, by the wall clock."""
        return list(self._turns)

    async def leap(self, by: float) -> None:
        """Sets its clock on by so many milliseconds."""
        self._ahead += by

    async def live(self) -> None:
        """Goes on until it is cancelled."""
        async with aiohttp.ClientSession() as session, asyncio.TaskGroup() as tasks:
            tasks.create_task(self._every(BEAT, self._beat))
            tasks.create_task(self._every(RENDER, self._render))
            while True:
                if self._port:
                    with contextlib.suppress(aiohttp.ClientError, ConnectionError, TimeoutError):
                        await self._one_socket(session)
                self._socket, self._is_known = None, False
                await asyncio.sleep(BACK_OFF)

    def _now(self) -> float:
        """Its own counter, in milliseconds."""
        return time.monotonic() * 1_000 * (1 + self._slew) + self._ahead

    def _silence(self) -> float:
        now = self._now()
        return max(now - self._heard, self._console_age + now - self._console_at) / 1_000

    async def _one_socket(self, session: aiohttp.ClientSession) -> None:
        url = f"http://127.0.0.1:{self._port}"
        async with session.ws_connect(f"{url}/room/ws", headers={"Origin": url}) as socket:
            await socket.send_json({"type": "auth", "proto": PROTO, "token": self._token})
            async for frame in socket:
                self._heard, self._socket = self._now(), socket
                await self._hear(json.loads(frame.data))

    async def _hear(self, message: Message) -> None:
        now = self._now()
        if message["type"] == "hello":
            self._is_known, self._console_age, self._console_at = True, 0.0, now
            self._hint(message["t"])
            await self._beat()
        elif self._told.hear(message):
            self._hint(message["t"])
            on_air = self._told.page.get("on_air") or {}
            self._ends = on_air.get("ends")
        elif message["type"] == "hb":
            self._rtt = now - message["t"]
            self._console_age, self._console_at = message["console"], now
            self._sample(self._rtt, message["at"] - (message["t"] + now) / 2)

    def _hint(self, at: float) -> None:
        offset = at - self._now()
        if self._offset is None or abs(offset - self._offset) > STEP:
            self._samples.clear()
            self._offset = offset

    def _sample(self, rtt: float, offset: float) -> None:
        if self._offset is not None and abs(offset - self._offset) > STEP + rtt:
            self._samples.clear()
        self._samples.append((rtt, offset))
        self._offset = min(self._samples)[1]

    async def _beat(self) -> None:
        socket = self._socket
        if socket is None or not self._is_known:
            return
        now = self._now()
        at = None if self._offset is None else now + self._offset
        words = {"type": "hb", "n": 0, "t": now, "visible": True, "rtt": self._rtt, "at": at}
        with contextlib.suppress(ConnectionError):
            await socket.send_json(words)

    async def _render(self) -> None:
        is_stale = self._silence() >= STALE
        state = "stale" if is_stale else "up" if self._is_known else "connecting"
        if not self._states or self._states[-1][1] != state:
            self._states.append((time.time(), state))
        if self._ends is not None and self._offset is not None:
            left = math.ceil((self._ends - self._now() - self._offset) / 1_000)
            text = _span(max(0, left))
            if not self._turns or self._turns[-1][1] != text:
                self._turns.append((time.time(), text))

    async def _every(self, seconds: float, work: Any) -> None:
        while True:
            await asyncio.sleep(seconds)
            await work()


def _span(seconds: int) -> str:
    """A length as 4:30 or 1:02:03."""
    hours, minutes = divmod(seconds // 60, 60)
    return f"{hours}:{minutes:02d}:{seconds % 60:02d}" if hours else f"{minutes}:{seconds % 60:02d}"
