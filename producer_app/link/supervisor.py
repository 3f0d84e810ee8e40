"""Keeps one room server running: whenever it ends unasked, another begins within a second.

A spare one waits beside it, started and idle, so that this holds on a machine that is busy too. It
must not know what is said over the pipe.
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

SPARE_AFTER: Final = 5.0
"""Seconds after a server's birth in which a spare one is started: the launch comes first."""

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
        self._spare: ServerProcess | None = None
        self._is_wanted = False
        self._again: asyncio.TimerHandle | None = None
        self._sparing: asyncio.TimerHandle | None = None
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
        for timer in (self._again, self._sparing):
            if timer is not None:
                timer.cancel()
        if self._spare is not None:
            self._spare.kill()
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
        self._process, self._spare = self._spare or self._started(), None
        if self._process is None:
            self._on_end()
            return
        self._on_birth()
        self._spare_soon()

    def _started(self) -> ServerProcess | None:
        """A server that has just been started; None where none can be."""
        try:
            process = ServerProcess(on_line=self._on_line, on_exit=lambda: self._on_exit(process))
        except OSError as fault:
            log.error("The room server cannot be started: %s", fault)
            return None
        return process

    def _spare_soon(self) -> None:
        if self._sparing is not None:
            self._sparing.cancel()
        self._sparing = asyncio.get_running_loop().call_later(SPARE_AFTER, self._have_spare)

    def _have_spare(self) -> None:
        if self._is_wanted and self._spare is None:
            self._spare = self._started()

    def _on_exit(self, process: ServerProcess) -> None:
        if process is self._process:
            self._on_end()
        elif process is self._spare:
            self._spare = None
            if self._is_wanted:
                self._spare_soon()

    def _on_end(self) -> None:
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
