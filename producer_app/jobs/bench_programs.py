"""The bench's own programs, each in a process of its own, asked a line and answering a line."""

from __future__ import annotations

import asyncio
import json
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any


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
        answer: dict[str, Any] = json.loads(await self.hear())
        return answer


@asynccontextmanager
async def program(module: str) -> AsyncIterator[Program]:
    """That module as a program, killed at the end."""
    pipe = asyncio.subprocess.PIPE
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", module, stdin=pipe, stdout=pipe, limit=1 << 24
    )
    try:
        yield Program(process)
    finally:
        process.kill()
        await process.wait()
