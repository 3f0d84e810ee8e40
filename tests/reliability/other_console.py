"""A second console in a process of its own: opens the file to look at only, follows, tells.

Run as a program it follows the show file that it is given; each line on standard input is answered
by one on standard output: the run as this console knows it.
"""

from __future__ import annotations

import asyncio
import queue
import subprocess
import sys
import threading
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager, suppress
from pathlib import Path

from producer_app.core.run import Run
from producer_app.session.session import Session

LOOK = 0.5
"""Seconds between two looks at the file, as a console with a window looks."""


def told(run: Run | None) -> str:
    """A run in one line, part by part, each part's entries in the order of their names."""
    if run is None:
        return "no run"
    parts = {name: value for name, value in vars(run).items() if not name.startswith("_")}
    return repr({name: _in_order(value) for name, value in parts.items()})


def _in_order(value: object) -> object:
    if isinstance(value, Mapping):
        return sorted((str(key), repr(entry)) for key, entry in value.items())
    return sorted(value) if isinstance(value, frozenset) else value


def follow(path: Path) -> None:
    session = Session.open(path, read_only=True)
    asked: queue.Queue[str] = queue.Queue()

    def listen() -> None:
        for line in sys.stdin:
            asked.put(line)
        asked.put("")

    threading.Thread(target=listen, daemon=True).start()
    is_wanted = True
    while is_wanted:
        session.tick()
        with suppress(queue.Empty):
            is_wanted = bool(asked.get(timeout=LOOK))
            session.tick()
            sys.stdout.write(told(session.run) + "\n")
            sys.stdout.flush()
    session.close()


class OtherConsole:
    """The second console, as the test speaks to it."""

    def __init__(self, process: asyncio.subprocess.Process) -> None:
        self._process = process

    async def run(self) -> str:
        """The run as it stands there."""
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.write(b"?\n")
        return (await self._process.stdout.readline()).decode().rstrip("\n")


@asynccontextmanager
async def another_console(path: Path) -> AsyncIterator[OtherConsole]:
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        "-m",
        "tests.reliability.other_console",
        str(path),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        limit=1 << 24,
    )
    try:
        yield OtherConsole(process)
    finally:
        assert process.stdin is not None
        process.stdin.close()
        await process.wait()


if __name__ == "__main__":
    follow(Path(sys.argv[1]))
