"""Keeps one room server running: whenever it ends unasked, another begins within a second.

It must not know what is said over the pipe.
"""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import Callable
from typing import Final

from producer_app.link.process import ServerProcess

log = logging.getLogger(__name__)

RESTART: Final = (0.05, 0.25, 0.5, 1.0)
"""Seconds before the server is started again: after its first death, its second, and so on."""

SETTLED: Final = 10.0
"""Seconds that a server must have lived for its death to count as a first one again."""


class Supervisor:
    """One server after another. ``on_birth`` writes its first lines, ``on_death`` hears of an end
    that nobody wanted; all callbacks are called on the loop."""

    def __init__(
        self,
        *,
        on_birth: Callable[[], None],
        on_line: Callable[[bytes], None],
        on_death: Callable[[], None],
    ) -> None:
        self._on_birth, self._on_line, self._on_death = on_birth, on_line, on_death
        self._process: ServerProcess | None = None
        self._is_wanted = False
        self._again: asyncio.TimerHandle | None = None
        self._born = 0.0
        self._deaths = 0
        self._ended = asyncio.Event()

    @property
    def is_wanted(self) -> bool:
        return self._is_wanted

    @property
    def pid(self) -> int | None:
        """The server's process; None while there is none."""
        return self._process.pid if self._process is not None else None

    def start(self) -> None:
        self._is_wanted = True
        self._spawn()

    async def stop(self) -> None:
        """Ends the server for good: by asking, or after four seconds by force."""
        self._is_wanted = False
        if self._again is not None:
            self._again.cancel()
        if self._process is not None:
            self._process.end()
            if not await self._has_ended(4.0) and self._process is not None:
                self._process.kill()
                await self._has_ended(1.0)

    def put(self, line: bytes) -> None:
        """Writes a line if there is a server."""
        if self._process is not None:
            self._process.put(line)

    def put_snapshot(self, line: bytes) -> None:
        """Writes a line behind the others, in place of one that has not gone yet."""
        if self._process is not None:
            self._process.put_snapshot(line)

    def _spawn(self) -> None:
        self._again = None
        self._born = time.monotonic()
        self._ended.clear()
        try:
            self._process = ServerProcess(on_line=self._on_line, on_exit=self._on_exit)
        except OSError as fault:
            log.error("The room server cannot be started: %s", fault)
            self._on_exit()
            return
        self._on_birth()

    def _on_exit(self) -> None:
        self._process = None
        self._ended.set()
        if not self._is_wanted:
            return
        has_settled = time.monotonic() - self._born > SETTLED
        self._deaths = 1 if has_settled else self._deaths + 1
        wait = RESTART[min(self._deaths, len(RESTART)) - 1]
        log.error("The room server ended; it starts again in %.2f s.", wait)
        self._on_death()
        self._again = asyncio.get_running_loop().call_later(wait, self._spawn)

    async def _has_ended(self, patience: float) -> bool:
        try:
            await asyncio.wait_for(self._ended.wait(), patience)
        except TimeoutError:
            return False
        return True
