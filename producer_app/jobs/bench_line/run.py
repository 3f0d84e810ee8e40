"""Figures of the line, each beside a limit measured in the same run on the same machine."""

from __future__ import annotations

import asyncio
import os
import tempfile
from collections.abc import Awaitable, Callable, Sequence
from pathlib import Path

from rich.console import Console

from producer_app.jobs.bench_line.broker import broker
from producer_app.jobs.bench_line.clocks import clocks
from producer_app.jobs.bench_line.failures import failures
from producer_app.jobs.bench_line.keys import keys
from producer_app.jobs.bench_line.pages import pages
from producer_app.jobs.bench_line.progress import Progress
from producer_app.jobs.bench_line.readers import readers
from producer_app.jobs.bench_line.reconnects import reconnects
from producer_app.jobs.bench_line.target import Row, table_of
from producer_app.jobs.bench_line.trials import trials
from producer_app.paths import STATE_VARIABLE

WIDTH = 120
"""Columns that the tables want."""

Part = Callable[[Path, Path, Progress], Awaitable[list[Row]]]
"""Measures on a copy of a show in a folder of its own."""


def bench_line(show: Path, parts: Sequence[str], counts: Sequence[int], gos: int) -> None:
    """Measure these parts and print each one's rows; ``counts`` are the pages of the part of that
    name, ``gos`` the trials of the model."""
    say = Console()
    say = Console(width=max(say.width, WIDTH))
    before = _load()
    for title, name, part in _parts(counts, gos):
        if name in parts:
            with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
                os.environ[STATE_VARIABLE] = str(Path(folder) / "state")
                progress = Progress(name)
                rows = asyncio.run(_measured(part, show, Path(folder), progress))
                progress.end()
            say.print(table_of(f"{title}, milliseconds", rows))
            say.file.flush()
    say.print(f"Load of this machine's {os.cpu_count()} cores: {before} before, {_load()} after.")


async def _measured(part: Part, show: Path, folder: Path, progress: Progress) -> list[Row]:
    return await part(show, folder, progress)


def _parts(counts: Sequence[int], gos: int) -> list[tuple[str, str, Part]]:
    return [
        ("The director's key", "keys", keys),
        ("Something fails", "failures", failures),
        ("The same countdown in two places", "clocks", clocks),
        ("A third of all messages lost, doubled and overtaken", "trials", _trials(gos)),
        ("500 pages come back at once", "reconnects", reconnects),
        ("Ten pages that never read", "readers", readers),
        *((f"GO to {n:,} pages", "pages", _pages(n)) for n in counts),
        ("GO to 500 rooms over Mosquitto", "broker", broker),
    ]


def _pages(count: int) -> Part:
    return lambda show, folder, progress: pages(show, folder, count, progress)


def _trials(count: int) -> Part:
    return lambda _, folder, progress: trials(folder, count, progress)


def _load() -> str:
    """How busy the machine is, over the last one, five and fifteen minutes."""
    if not hasattr(os, "getloadavg"):
        return "unknown"
    return " ".join(f"{load:.2f}" for load in os.getloadavg())
