"""One client's way out: cues ahead of everything, older snapshots dropped, a deadline on each send.

Nobody who puts something in ever waits. It must not know what the messages mean.
"""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Awaitable, Callable
from typing import Final

QUEUE: Final = 64
DEADLINE: Final = 2.0
"""Seconds that one send may take before the client is given up."""


class TooSlow(Exception):
    """The client does not take what it is sent."""


class Outbox:
    """Messages waiting for one client."""

    def __init__(self) -> None:
        self._cues: deque[str] = deque()
        self._latest: dict[str, str] = {}
        self._waiting = asyncio.Event()
        self._is_closed = False

    def put(self, cue: str) -> None:
        """Adds a cue; TooSlow when the queue is full."""
        if len(self._cues) >= QUEUE:
            raise TooSlow
        self._cues.append(cue)
        self._waiting.set()

    def put_latest(self, lane: str, message: str) -> None:
        """Adds a message that replaces an unsent one of the same lane, behind all cues."""
        self._latest[lane] = message
        self._waiting.set()

    def close(self) -> None:
        """Sends the cues that are there, then ends ``run``."""
        self._is_closed = True
        self._latest.clear()
        self._waiting.set()

    async def run(self, send: Callable[[str], Awaitable[None]]) -> None:
        """Sends until closed; TooSlow when one send misses its deadline."""
        while True:
            message = self._next()
            if message is None:
                if self._is_closed:
                    return
                self._waiting.clear()
                await self._waiting.wait()
                continue
            try:
                async with asyncio.timeout(DEADLINE):
                    await send(message)
            except TimeoutError as late:
                raise TooSlow from late

    def _next(self) -> str | None:
        if self._cues:
            return self._cues.popleft()
        for lane in self._latest:
            return self._latest.pop(lane)
        return None
