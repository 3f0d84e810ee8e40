"""The bench's own programs, each in a process of its own, asked a line and answering a line."""

from __future__ import annotations

import asyncio
import contextlib
import json
import os
import signal
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

from producer_app.jobs.bench_process import surroundings


class Program:
    """One of them, running."""

    def __init__(self, process: asyncio.subprocess.Process) -> None:
        self._process = process

    def write(self, line: str) -> None:
        """Gives it an order in its own words."""
        if self._process.stdin is not None:
            self._process.stdin.write(line.encode() + b"\n")

    async def hear(self) -> str:
        """The next line that it says; empty once it has ended."""
        if self._process.stdout is None:
            return ""
        return (await self._process.stdout.readline()).decode()

    def tell(self, **order: object) -> None:
        """Gives it an order that it does not answer."""
        self.write(json.dumps(order))

    async def asked(self, **order: object) -> dict[str, Any]:
        """Its answer to an order."""
        self.tell(**order)
        return await self.answer()

    async def answer(self) -> dict[str, Any]:
        """What it says next; the bench cannot go on once it has ended."""
        said = await self.hear()
        if not said:
            raise ConnectionError("a program of the bench has ended")
        answer: dict[str, Any] = json.loads(said)
        return answer

    def signal(self, number: signal.Signals) -> None:
        """Kills it, freezes it or lets it go on, where it has not ended."""
        with contextlib.suppress(ProcessLookupError):
            self._process.send_signal(number)


@asynccontextmanager
async def program(module: str, *words: str) -> AsyncIterator[Program]:
    """That module as a program, killed at the end."""
    pipe = asyncio.subprocess.PIPE
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        "-m",
        module,
        *words,
        stdin=pipe,
        stdout=pipe,
        limit=1 << 24,
        env=surroundings(),
        start_new_session=os.name == "posix",
    )
    try:
        yield Program(process)
    finally:
        with contextlib.suppress(ProcessLookupError):
            process.kill()
        await process.wait()
