"""Figures of the line, each beside a limit measured in the same run on the same machine."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Sequence
from pathlib import Path

from rich.console import Console
from rich.table import Table

from producer_app.jobs import bench_broker
from producer_app.jobs.bench_broker import BrokerFigures
from producer_app.jobs.bench_figures import Figures
from producer_app.jobs.bench_line import LineFigures, line
from producer_app.paths import STATE_VARIABLE

ROOMS = 500
"""Rooms beyond the broker."""


def bench_line(show: Path, pages: Sequence[int], *, by_broker: bool) -> None:
    """Measure and print how soon a GO is on so many pages; with a broker, how soon it is
    acknowledged by five hundred rooms beyond it."""
    say = Console()
    with tempfile.TemporaryDirectory() as folder:
        os.environ[STATE_VARIABLE] = folder
        for count in pages:
            say.print(_pages(line(show, count)))
            say.file.flush()
        if by_broker:
            say.print(_rooms(bench_broker.by_broker(show, ROOMS)))


def _pages(found: LineFigures) -> Table:
    title = (
        f"GO to {found.pages:,} pages, milliseconds; {found.size} bytes, frames for one GO: "
        f"{found.frames}; all of them at once in {found.joined:.0f} (limit "
        f"{found.limit_joined:.0f})"
    )
    return _table(
        title,
        {
            "limit: a bare server, one prepared frame": found.limit,
            "from the console's word to the page": found.go,
            "from the key to the page": found.key,
            "from the key to the console's lamp": found.echo,
        },
    )


def _rooms(found: BrokerFigures) -> Table:
    title = (
        f"GO to {found.rooms:,} rooms over Mosquitto, milliseconds; all of them at once in "
        f"{found.joined:.0f}"
    )
    return _table(
        title,
        {
            "limit: a bare publisher, until all have answered": found.limit,
            "from the key until all have acknowledged": found.all_acknowledged,
            "from the key to the room": found.told,
            "from the key until that room has acknowledged": found.acknowledged,
        },
    )


def _table(title: str, rows: dict[str, Figures]) -> Table:
    table = Table(title=title)
    table.add_column("")
    for name in ("times", "median", "95 %", "99 %", "worst"):
        table.add_column(name, justify="right")
    for what, figures in rows.items():
        values = (figures.median, figures.at(95), figures.at(99), figures.worst)
        table.add_row(what, str(len(figures.times)), *(f"{value:.1f}" for value in values))
    return table
