"""Ten pages that never read: what it costs the others and the server, and how soon they are out."""

from __future__ import annotations

import asyncio
import base64
import os
import socket
import subprocess
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from producer_app.core.handoff import Act
from producer_app.jobs.bench_figures import Figures
from producer_app.jobs.bench_line.bare import CROWD, BareLine, a_bare_line, join, one_go
from producer_app.jobs.bench_line.evening import (
    BETWEEN,
    Console,
    Evening,
    a_console,
    an_evening,
)
from producer_app.jobs.bench_line.programs import Program, program
from producer_app.jobs.bench_line.progress import Progress
from producer_app.jobs.bench_line.target import Row

DEAF: Final = 10
OTHERS: Final = 20
ROUNDS: Final = 5
SEGMENT_BYTES: Final = 1_400
"""As on an Ethernet: over loopback alone, the system would keep megabytes for a reader."""

WANTS: Final = 6
"""How often each asks for its whole page: more than a connection holds that nobody reads from."""

BETWEEN_WANTS: Final = 0.02

_WANT: Final = b'{"type":"want"}'

LOOK: Final = 0.005
PATIENCE: Final = 8.0

TOLD: Final = 50.0
EVICTED: Final = 2_000.0
GROWN: Final = 10.0

_MEGABYTE: Final = 1_024.0


async def readers(show: Path, folder: Path, progress: Progress) -> list[Row]:
    """Measure on a copy of the show, with twenty pages that read as they should."""
    evening = an_evening(show, folder, DEAF + OTHERS)
    async with (
        a_console(evening) as console,
        program(CROWD) as others,
        a_bare_line(evening.firsts[DEAF:]) as bare,
    ):
        await join(others, evening.port, evening.firsts[DEAF:])
        trial = _Trial(console, others, bare, evening)
        for n in range(ROUNDS):
            await trial.round()
            progress.step(n + 1, ROUNDS, " times ten")
    return [
        Row(
            what=f"from the key to {OTHERS} pages that read, meanwhile",
            found=Figures(tuple(trial.told)),
            limit=Figures(tuple(trial.limit)),
            target=TOLD,
        ),
        Row(
            what="from its wanting more than it reads until the console knows that it is out",
            found=Figures(tuple(trial.evicted)),
            target=EVICTED,
            judged="worst",
        ),
        Row(
            what="how much the server has grown meanwhile",
            found=Figures(tuple(trial.grown)),
            target=GROWN,
            judged="worst",
            unit="MB",
        ),
    ]


class _Trial:
    """Ten that never read, time after time."""

    def __init__(self, console: Console, others: Program, bare: BareLine, evening: Evening) -> None:
        self._console, self._others, self._bare = console, others, bare
        self._firsts, self._port = evening.firsts[:DEAF], evening.port
        self.told: list[float] = []
        self.limit: list[float] = []
        self.evicted: list[float] = []
        self.grown: list[float] = []

    async def round(self) -> None:
        """Ten come and ask for more than they take, and the others are told things meanwhile."""
        pid = self._console.line.server_pid or 0
        before, grown = _memory(pid), 0.0
        with _deaf_pages(self._firsts, self._port) as deaf:
            await self._until_here(DEAF + OTHERS)
            began = time.monotonic()
            watching = asyncio.create_task(self._gone())
            for _ in range(WANTS):
                for each in deaf:
                    _say(each, _WANT)
                await asyncio.sleep(BETWEEN_WANTS)
            while not watching.done():
                await self._go()
                grown = max(grown, _memory(pid) - before)
            gone = await watching
        self.evicted += [(at - began) * 1_000 for at in gone]
        self.grown.append(grown)
        await self._until_here(OTHERS)

    async def _go(self) -> None:
        console = self._console
        rev = console.now.rev + 1
        shown = console.shown_words(rev)
        told = await one_go(self._others, f'"rev":{rev},', shown, lambda: console.call(Act.GO))
        self.told += told.times
        self.limit += await self._bare.go(told.size)
        await console.arm()

    async def _gone(self) -> list[float]:
        """When the console knew of each that it was out; never, for those that stayed."""
        until, gone = time.monotonic() + PATIENCE, list[float]()
        while len(gone) < DEAF and time.monotonic() < until:
            left = len(self._console.presence.clients) - OTHERS
            gone += [time.monotonic()] * (DEAF - left - len(gone))
            await asyncio.sleep(LOOK)
        return gone + [float("inf")] * (DEAF - len(gone))

    async def _until_here(self, count: int) -> None:
        until = time.monotonic() + PATIENCE
        while len(self._console.presence.clients) != count and time.monotonic() < until:
            await asyncio.sleep(BETWEEN)


@contextmanager
def _deaf_pages(firsts: Iterable[str], port: int) -> Iterator[list[socket.socket]]:
    """Pages that say who they are and never read."""
    deaf = [_deaf_page(first, port) for first in firsts]
    try:
        yield deaf
    finally:
        for each in deaf:
            each.close()


def _deaf_page(first: str, port: int) -> socket.socket:
    deaf = socket.socket()
    deaf.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 2_048)
    if hasattr(socket, "TCP_MAXSEG"):
        deaf.setsockopt(socket.IPPROTO_TCP, socket.TCP_MAXSEG, SEGMENT_BYTES)
    deaf.connect(("127.0.0.1", port))
    key = base64.b64encode(os.urandom(16)).decode()
    host, text = f"127.0.0.1:{port}", first.encode()
    deaf.sendall(
        f"GET /room/ws HTTP/1.1\r\nHost: {host}\r\nOrigin: http://{host}\r\n"
        f"Upgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Key: {key}\r\n"
        "Sec-WebSocket-Version: 13\r\n\r\n".encode()
    )
    _say(deaf, text)
    return deaf


def _say(deaf: socket.socket, text: bytes) -> None:
    deaf.sendall(bytes((0x81, 0x80 | len(text), 0, 0, 0, 0)) + text)


def _memory(pid: int) -> float:
    """Megabytes that a process has in memory."""
    told = subprocess.run(["ps", "-o", "rss=", "-p", str(pid)], capture_output=True, check=False)
    return int(told.stdout or 0) / _MEGABYTE
