"""Tests that wait for real sockets and processes, without a plugin, and never for ever."""

from __future__ import annotations

import asyncio
import functools
import time
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from pathlib import Path
from typing import ParamSpec

from producer_app.core.timebase import Instant
from tests.link.console import Console
from tests.link.gala import gala

PATIENCE = 100.0

_Args = ParamSpec("_Args")


def awaited(test: Callable[_Args, Awaitable[None]]) -> Callable[_Args, None]:
    """Runs a coroutine as a test, within the suite's patience."""

    @functools.wraps(test)
    def run(*args: _Args.args, **kwargs: _Args.kwargs) -> None:
        async def patiently() -> None:
            async with asyncio.timeout(PATIENCE):
                await test(*args, **kwargs)

        asyncio.run(patiently())

    return run


def wall_clock() -> Instant:
    return Instant(time.time_ns() // 1_000_000)


@asynccontextmanager
async def a_console(folder: Path, **kwargs: str) -> AsyncIterator[Console]:
    """A console on air with its line up."""
    console = Console.new(folder / "gala.show", gala(wall_clock(), **kwargs))
    await console.start()
    try:
        yield console
    finally:
        await console.stop()
