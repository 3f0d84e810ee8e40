"""A bad line between real sockets: frames are lost, doubled, delayed and reordered on the way.

The proxy understands just enough of WebSocket to treat each frame as one thing; the handshake and
the first message of each side get through, as TCP would see to it. A frame that is lost is lost
for good: no TCP is that bad, so nothing but the protocol's own resending brings it back.
"""

from __future__ import annotations

import asyncio
import contextlib
import random
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass

LAST_BYTES = 0.5
"""Seconds that the end of a page has to get through."""


@dataclass(frozen=True)
class Weather:
    """What becomes of a frame: chances from 0 to 1, and seconds of delay at most."""

    loss: float = 0.0
    doubling: float = 0.0
    delay: float = 0.0
    cut: float = 0.0
    """The chance that the socket is cut instead."""


CLEAR = Weather()


class FaultyLine:
    """A proxy in front of a room server. ``weather`` may change while sockets are open."""

    def __init__(self, port: int, seed: int) -> None:
        self._port = port
        self.weather = CLEAR
        self.lost = self.doubled = self.cuts = 0
        self._chance = random.Random(seed)  # noqa: S311
        self._tasks: set[asyncio.Task[None]] = set()
        self.port = 0

    async def serve(self, here: asyncio.StreamReader, to_here: asyncio.StreamWriter) -> None:
        """One socket from end to end."""
        there, to_there = await asyncio.open_connection("127.0.0.1", self._port)
        request = await here.readuntil(b"\r\n\r\n")
        own, real = f"127.0.0.1:{self.port}".encode(), f"127.0.0.1:{self._port}".encode()
        request = request.replace(own, real)
        if b"upgrade: websocket" in request.lower():
            to_there.write(request)
            to_here.write(await there.readuntil(b"\r\n\r\n"))
            way_up, way_down = (
                self._carry(here, to_there, spared=1),
                self._carry(there, to_here, spared=2),
            )
        else:
            to_there.write(request.replace(b"keep-alive", b"close"))
            way_up, way_down = _copy(here, to_there), _copy(there, to_here)
        ways = [asyncio.create_task(way_up), asyncio.create_task(way_down)]
        await asyncio.wait(ways, return_when=asyncio.FIRST_COMPLETED)
        for way in ways:
            way.cancel()
        await asyncio.gather(*ways, return_exceptions=True)
        for writer in (to_here, to_there):
            writer.transport.abort()

    async def _carry(
        self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter, spared: int
    ) -> None:
        with contextlib.suppress(asyncio.IncompleteReadError, ConnectionError):
            while True:
                frame = await _frame(reader)
                spared -= 1
                if spared >= 0 or frame[0] & 0x0F != 1:
                    writer.write(frame)
                    continue
                weather, chance = self.weather, self._chance.random
                if chance() < weather.cut:
                    self.cuts += 1
                    return
                if chance() < weather.loss:
                    self.lost += 1
                    continue
                self._send(writer, frame)
                if chance() < weather.doubling:
                    self.doubled += 1
                    self._send(writer, frame)

    def _send(self, writer: asyncio.StreamWriter, frame: bytes) -> None:
        delay = self._chance.random() * self.weather.delay
        asyncio.get_running_loop().call_later(delay, _write, writer, frame)


def _write(writer: asyncio.StreamWriter, frame: bytes) -> None:
    if not writer.is_closing():
        writer.write(frame)


async def _copy(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    """A page, and not its socket, comes as it is."""
    with contextlib.suppress(ConnectionError):
        while piece := await reader.read(1 << 16):
            writer.write(piece)
            await writer.drain()
        await asyncio.sleep(LAST_BYTES)


async def _frame(reader: asyncio.StreamReader) -> bytes:
    head = await reader.readexactly(2)
    size, more = head[1] & 0x7F, b""
    if size in (126, 127):
        more = await reader.readexactly(2 if size == 126 else 8)
        size = int.from_bytes(more)
    mask = 4 if head[1] & 0x80 else 0
    return head + more + await reader.readexactly(mask + size)


@asynccontextmanager
async def a_faulty_line(port: int, seed: int = 1) -> AsyncIterator[FaultyLine]:
    """A proxy in front of the server on that port."""
    line = FaultyLine(port, seed)
    server = await asyncio.start_server(line.serve, "127.0.0.1", 0, limit=1 << 20)
    line.port = server.sockets[0].getsockname()[1]
    try:
        yield line
    finally:
        server.close()
