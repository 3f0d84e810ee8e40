"""Many room pages without a screen, in a process of their own, for the bench of the line.

A program: it takes ``join``, ``expect MARK`` and ``end`` from standard input, a JSON object a line.
Each client is a bare WebSocket: it says who it is, beats once a second as a page does, and tells
when a frame with the mark came.
"""

from __future__ import annotations

import asyncio
import base64
import json
import os
import random
import sys
import time
from functools import partial
from typing import Final, cast

PER_ADDRESS: Final = 8
"""Pages of one device, as the room server allows: Linux has all of 127.0.0.0/8 for devices."""

SETTLING: Final = 0.25
"""Seconds after the last page was told in which a second frame would still be counted."""

BACK_OFF: Final = 0.25
"""Seconds a page waits before it tries again, and half of them at least."""


BEATS: Final = 20
"""In how many groups, one after the other within a second, the pages beat."""

_BEAT: Final = b'{"type":"hb","n":0,"t":0.0,"visible":true}'


class Page(asyncio.Protocol):
    """One client. ``first`` is what it says once the socket is open."""

    def __init__(self, first: bytes, host: str) -> None:
        self._first, self._host = first, host
        self._heard = b""
        self._shown = b""
        self._is_open = False
        self.settled = asyncio.get_running_loop().create_future()
        """True once it is in, False when it was turned away."""
        self._transport: asyncio.Transport | None = None
        self.joined: float | None = None
        self.mark = b""
        self.marked: float | None = None
        self.frames = 0
        self.size = 0

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._transport = cast(asyncio.Transport, transport)
        key = base64.b64encode(os.urandom(16)).decode()
        self._transport.write(
            f"GET /room/ws HTTP/1.1\r\nHost: {self._host}\r\nOrigin: http://{self._host}\r\n"
            f"Upgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Key: {key}\r\n"
            "Sec-WebSocket-Version: 13\r\n\r\n".encode()
        )

    def data_received(self, data: bytes) -> None:
        at = time.monotonic()
        self._heard += data
        if not self._is_open:
            self._open()
        if self._is_open:
            self._read_frames(at)

    def connection_lost(self, _: Exception | None) -> None:
        if not self.settled.done():
            self.settled.set_result(False)

    def expect(self, mark: bytes, shown: bytes) -> None:
        """Waits for a frame with that mark, and says ``shown`` at once."""
        self.mark, self.marked, self.frames, self._shown = mark, None, 0, shown

    def _open(self) -> None:
        head, found, rest = self._heard.partition(b"\r\n\r\n")
        if not found:
            return
        if b" 101 " not in head.split(b"\r\n", 1)[0]:
            self.close()
            return
        self._is_open, self._heard = True, rest
        self._say(self._first)

    def _read_frames(self, at: float) -> None:
        while len(self._heard) >= 2:
            size, start = self._heard[1], 2
            if size == 126:
                size, start = int.from_bytes(self._heard[2:4]), 4
            elif size == 127:
                size, start = int.from_bytes(self._heard[2:10]), 10
            if len(self._heard) < start + size:
                return
            frame, self._heard = self._heard[start : start + size], self._heard[start + size :]
            self._hear(frame, at)

    def _hear(self, frame: bytes, at: float) -> None:
        if self.joined is None and (b'"snap"' in frame or b'"welcome"' in frame):
            self.joined = at
            self.settled.set_result(True)
        if b'"type":"hb"' in frame:
            return
        self.frames += 1
        if self.mark and self.marked is None and self.mark in frame:
            self.marked, self.size = at, len(frame)
            self._say(self._shown)

    def beat(self) -> None:
        """Says that its script is alive."""
        if self.joined is not None:
            self._say(_BEAT)

    def _say(self, text: bytes) -> None:
        if self._transport is None or not text or self._transport.is_closing():
            return
        size = len(text)
        head = bytes((0x81, 0x80 | size)) if size < 126 else b"\x81\xfe" + size.to_bytes(2)
        self._transport.write(head + b"\x00\x00\x00\x00" + text)

    def close(self) -> None:
        if self._transport is not None:
            self._transport.abort()


async def join(port: int, firsts: list[str]) -> tuple[list[Page], float]:
    """All of them at once, each coming back until it is in; and how long it took, in ms."""
    began = time.monotonic()
    pages = await asyncio.gather(
        *(_joined(port, number, first.encode()) for number, first in enumerate(firsts))
    )
    return list(pages), (max(page.joined or 0.0 for page in pages) - began) * 1_000


async def _joined(port: int, number: int, first: bytes) -> Page:
    device = number // PER_ADDRESS
    address = f"127.0.{1 + device // 200}.{1 + device % 200}"
    loop = asyncio.get_running_loop()
    while True:
        page = Page(first, f"127.0.0.1:{port}")
        try:
            await loop.create_connection(
                partial(_itself, page), "127.0.0.1", port, local_addr=(address, 0)
            )
            if await page.settled:
                return page
        except OSError:
            page.close()
        await asyncio.sleep(BACK_OFF * random.uniform(0.5, 1.0))  # noqa: S311


def _itself(page: Page) -> Page:
    return page


async def _beat(pages: list[Page]) -> None:
    group = 0
    while True:
        for page in pages[group::BEATS]:
            page.beat()
        group = (group + 1) % BEATS
        await asyncio.sleep(1 / BEATS)


async def main() -> None:
    loop = asyncio.get_running_loop()
    pages: list[Page] = []
    beating = asyncio.create_task(_beat(pages))
    while line := await loop.run_in_executor(None, sys.stdin.readline):
        order = json.loads(line)
        match order["do"]:
            case "join":
                pages[:], took = await join(order["port"], order["firsts"])
                _tell(joined=took)
            case "expect":
                for page in pages:
                    page.expect(order["mark"].encode(), order["shown"].encode())
                _tell(ready=True)
                await _all_marked(pages)
                await asyncio.sleep(SETTLING)
                _tell(
                    marked=[page.marked for page in pages],
                    frames=max(page.frames for page in pages),
                    size=max(page.size for page in pages),
                )
            case "end":
                for page in pages:
                    page.close()
                pages.clear()
    beating.cancel()


async def _all_marked(pages: list[Page], patience: float = 10.0) -> None:
    deadline = time.monotonic() + patience
    while any(page.marked is None for page in pages) and time.monotonic() < deadline:
        await asyncio.sleep(0.02)


def _tell(**words: object) -> None:
    sys.stdout.write(json.dumps(words) + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    asyncio.run(main())
