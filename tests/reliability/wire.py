"""A network of its own for one page, which can be cut or go silent, below everything a page knows.

The browser reaches it as its proxy, so the page's addresses are the real ones and every byte of the
page passes through here.
"""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

CHUNK = 65_536
HEAD = b"\r\n\r\n"


class Wire:
    """What lies between one page and the room server."""

    def __init__(self) -> None:
        self.port = 0
        self._is_cut = False
        self._passes = asyncio.Event()
        self._passes.set()
        self._writers: set[asyncio.StreamWriter] = set()

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def cut(self) -> None:
        """Every connection breaks at once, and no new one is made."""
        self._is_cut = True
        for writer in tuple(self._writers):
            writer.transport.abort()

    def fall_silent(self) -> None:
        """Connections stay, and nothing comes through: what is said meanwhile comes late."""
        self._passes.clear()

    def mend(self) -> None:
        self._is_cut = False
        self._passes.set()

    async def serve(self, here: asyncio.StreamReader, to_here: asyncio.StreamWriter) -> None:
        """One connection of the browser, from its first request to its end."""
        self._writers.add(to_here)
        try:
            if not self._is_cut:
                await self._join(here, to_here)
        except (OSError, asyncio.IncompleteReadError):
            pass
        finally:
            self._writers.discard(to_here)
            to_here.transport.abort()

    async def _join(self, here: asyncio.StreamReader, to_here: asyncio.StreamWriter) -> None:
        request = await here.readuntil(HEAD)
        method, target = request.split(b" ", 2)[:2]
        place = target.removeprefix(b"http://").partition(b"/")[0].decode()
        host, _, port = place.partition(":")
        await self._passes.wait()
        there, to_there = await asyncio.open_connection(host, int(port))
        self._writers.add(to_there)
        try:
            if method == b"CONNECT":
                to_here.write(b"HTTP/1.1 200 OK" + HEAD)
            else:
                to_there.write(request)
            await self._both_ways(here, to_there, there, to_here)
        finally:
            self._writers.discard(to_there)
            to_there.transport.abort()

    async def _both_ways(
        self,
        here: asyncio.StreamReader,
        to_there: asyncio.StreamWriter,
        there: asyncio.StreamReader,
        to_here: asyncio.StreamWriter,
    ) -> None:
        ways = [
            asyncio.create_task(self._carry(here, to_there)),
            asyncio.create_task(self._carry(there, to_here)),
        ]
        try:
            await asyncio.wait(ways, return_when=asyncio.FIRST_COMPLETED)
        finally:
            for way in ways:
                way.cancel()
            await asyncio.gather(*ways, return_exceptions=True)

    async def _carry(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        with contextlib.suppress(OSError):
            while chunk := await reader.read(CHUNK):
                await self._passes.wait()
                writer.write(chunk)


@asynccontextmanager
async def a_wire() -> AsyncIterator[Wire]:
    """A network that works until it is told otherwise."""
    wire = Wire()
    server = await asyncio.start_server(wire.serve, "127.0.0.1", 0)
    wire.port = server.sockets[0].getsockname()[1]
    try:
        yield wire
    finally:
        server.close()
        wire.mend()
        wire.cut()
