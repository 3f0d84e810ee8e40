"""What no line can be better than: a bare server, and as many clients, each told one frame."""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Final

from producer_app.jobs.bench_line.evening import since
from producer_app.jobs.bench_line.programs import Program, program

SETTLING: Final = 1.5
"""Seconds after a thousand pages came before anything is measured."""

LOST: Final = 10.0
"""Seconds that a page waits for a frame; one that never came counts as so long."""

CROWD: Final = "producer_app.jobs.bench_line.crowd"
SERVER: Final = "producer_app.jobs.bench_line.bare_server"


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """One GO: when it was ordered, and after how many ms each page had it."""

    began: float
    times: list[float]
    frames: int
    size: int


async def join(crowd: Program, port: int, firsts: list[str]) -> float:
    """Milliseconds until all of them, coming at once, were in; then they are left in peace."""
    told = await crowd.asked(do="join", port=port, firsts=firsts)
    await asyncio.sleep(SETTLING)
    return float(told["joined"])


async def one_go(crowd: Program, mark: str, shown: str, order: Callable[[], None]) -> Told:
    """Gives the order once every page waits for that mark; each says ``shown`` when it has it."""
    await crowd.asked(do="expect", mark=mark, shown=shown)
    began = time.monotonic()
    order()
    told = await crowd.answer()
    times = since(began, told["marked"], LOST)
    return Told(began=began, times=times, frames=told["frames"], size=told["size"])


class BareLine:
    """A bare server with clients."""

    def __init__(self, server: Program, crowd: Program, port: int) -> None:
        self._server, self._crowd = server, crowd
        self.port, self.joined, self._gos = port, 0.0, 0

    async def join(self, firsts: list[str]) -> None:
        """So many come at once; ``joined`` is how long that took, in ms."""
        self.joined = await join(self._crowd, self.port, firsts)

    async def go(self, size: int, before: Callable[[], None] = lambda: None) -> list[float]:
        """Milliseconds until each client has one prepared frame of that size, and ``before`` is
        done ahead of it."""
        self._gos += 1
        mark = f"mark {self._gos:06d}"
        self._server.write(f"prepare {mark}{'.' * (size - len(mark))}")
        await self._server.hear()

        def order() -> None:
            before()
            self._server.write("go")

        return (await one_go(self._crowd, mark, "", order)).times


@asynccontextmanager
async def a_bare_line(firsts: list[str]) -> AsyncIterator[BareLine]:
    """A bare server with those clients on it."""
    async with program(SERVER) as server, program(CROWD) as crowd:
        line = BareLine(server, crowd, int(await server.hear()))
        await line.join(firsts)
        yield line
