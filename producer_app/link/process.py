"""The room server's process as the console holds it: started, written to, read from, ended.

Threads do the waiting, so the console's loop never does. It must not know what is said.
"""

from __future__ import annotations

import asyncio
import contextlib
import logging
import os
import subprocess
import sys
import threading
from collections import deque
from collections.abc import Callable
from pathlib import Path
from typing import IO, Final, TypeVarTuple, cast

log = logging.getLogger(__name__)

_Args = TypeVarTuple("_Args")

SUBCOMMAND: Final = "room-server"
"""The hidden subcommand by which a frozen program starts itself as its room server."""

QUEUE: Final = 10_000
"""Lines waiting for a server that does not read, beyond which it is as good as dead."""


def command() -> list[str]:
    """The command line that starts a room server from here."""
    if getattr(sys, "frozen", False):
        return [sys.executable, SUBCOMMAND]
    return [sys.executable, "-m", "producer_app.link.server"]


class ServerProcess:
    """One run of the server. ``on_line`` and ``on_exit`` are called on the loop that made it."""

    def __init__(self, *, on_line: Callable[[bytes], None], on_exit: Callable[[], None]) -> None:
        self._loop = asyncio.get_running_loop()
        self._on_line, self._on_exit = on_line, on_exit
        self._cues: deque[bytes] = deque()
        self._snapshot: bytes | None = None
        self._waiting = threading.Condition()
        self._is_ending = False
        self._process = subprocess.Popen(
            command(),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            cwd=None if getattr(sys, "frozen", False) else Path(__file__).parents[2],
            creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
            env={**os.environ, "PYTHONUNBUFFERED": "1"},
        )
        for work in (self._write, self._read, self._log):
            threading.Thread(target=work, name=f"room server {work.__name__}", daemon=True).start()

    @property
    def pid(self) -> int:
        return self._process.pid

    def put(self, cue: bytes) -> None:
        """Sends a line ahead of any snapshot; never waits."""
        with self._waiting:
            if len(self._cues) >= QUEUE:
                self._process.kill()
                return
            self._cues.append(cue)
            self._waiting.notify()

    def put_snapshot(self, line: bytes) -> None:
        """Sends a line once the cues are out, in place of an earlier one that still waits."""
        with self._waiting:
            self._snapshot = line
            self._waiting.notify()

    def end(self) -> None:
        """Lets the server finish: its standard input ends once everything is written."""
        with self._waiting:
            self._is_ending = True
            self._waiting.notify()

    def kill(self) -> None:
        self._process.kill()

    def _next(self) -> bytes | None:
        with self._waiting:
            while not self._cues and self._snapshot is None and not self._is_ending:
                self._waiting.wait()
            if self._cues:
                return self._cues.popleft()
            line, self._snapshot = self._snapshot, None
            return line

    def _write(self) -> None:
        pipe = cast(IO[bytes], self._process.stdin)
        with contextlib.suppress(OSError, ValueError):
            while (line := self._next()) is not None:
                pipe.write(line)
                pipe.flush()
        with contextlib.suppress(OSError):
            pipe.close()

    def _read(self) -> None:
        pipe = cast(IO[bytes], self._process.stdout)
        with pipe:
            for line in pipe:
                self._call(self._on_line, line)
        self._process.wait()
        self.end()
        self._call(self._on_exit)

    def _log(self) -> None:
        pipe = cast(IO[bytes], self._process.stderr)
        with pipe:
            for line in pipe:
                log.warning("room server: %s", line.decode(errors="replace").rstrip())

    def _call(self, callback: Callable[[*_Args], None], *args: *_Args) -> None:
        with contextlib.suppress(RuntimeError):
            self._loop.call_soon_threadsafe(callback, *args)
