"""Figures of speed, each beside a limit measured in the same run on the same machine."""

from __future__ import annotations

import os
import shutil
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from rich.console import Console
from rich.table import Table

from producer_app.exchange.samples import SAMPLES
from producer_app.jobs.bench_budget import SEGMENTS as COUNTED
from producer_app.jobs.bench_budget import budget
from producer_app.jobs.bench_figures import FRAME, Figures
from producer_app.jobs.bench_process import figures_of, said_by
from producer_app.jobs.bench_recovery import SEGMENTS as SOUGHT
from producer_app.jobs.bench_recovery import recovery
from producer_app.jobs.bench_sums import sums
from producer_app.paths import STATE_VARIABLE

OPENINGS = 5

COMMON = 140
"""Segments of a long evening with a shopping room beside it."""


def bench(
    sizes: Sequence[int], show: Path | None, seconds: int | None, dragged: int | None = None
) -> None:
    """Measure and print what the sums of a show cost at each size, the ways back and the ad
    budget; given a show, the opening of its window; given seconds, how late the clocks and the
    loop of a running window are, and how late the pointer is while an advertisement is dragged for
    ``dragged`` seconds."""
    say = Console()
    with tempfile.TemporaryDirectory() as folder:
        os.environ[STATE_VARIABLE] = str(Path(folder) / "state")
        say.print(_sums(sizes))
        say.print(_each(f"Ways back, {SOUGHT} segments and three hard times", recovery()))
        say.print(_each(f"The ad budget, {COUNTED:,} segments and every preset", budget()))
        if show is not None:
            copy = Path(folder) / show.name
            shutil.copy(show, copy)
            say.print(_opening(copy))
        if seconds is not None:
            for table in _clocks(max(sizes), seconds):
                say.print(table)
        if dragged is not None:
            say.print(_drags(dragged))


def _sums(sizes: Sequence[int]) -> Table:
    """Two columns for each size: the median, and what 95 of a hundred do not exceed."""
    found = {size: sums(size) for size in sizes}
    table = Table(title="The sums of a show, in milliseconds: median and 95 %")
    table.add_column("segments")
    for size in sizes:
        table.add_column(f"{size:,}", justify="right")
        table.add_column("95 %", justify="right")
    for what in found[sizes[0]]:
        figures = (found[size][what] for size in sizes)
        table.add_row(what, *(f"{f:.2f}" for each in figures for f in (each.median, each.at(95))))
    return table


def _each(title: str, found: Mapping[str, Figures]) -> Table:
    table = _table(f"{title}, in milliseconds", "")
    for what, figures in found.items():
        _row(table, figures, what)
    return table


def _opening(show: Path) -> Table:
    table = _table("Opening, in milliseconds", "")
    _row(table, _openings(_BARE_WINDOW), "limit: Python with Qt, window shown")
    _row(table, _openings(_CONSOLE, str(show)), f"window open on {show.name}")
    return table


def _clocks(longest: int, seconds: int) -> Iterator[Table]:
    """Of the longest show the clocks; of a common one all that may hold the window up."""
    bare = figures_of(f"from producer_app.jobs.bench_bare import run; run({seconds})")
    for segments, kind in ((longest, "clocks"), (COMMON, "busy")):
        window = f"run({segments}, {seconds}, {kind!r})"
        found = figures_of(f"from producer_app.jobs.bench_window import run; {window}")
        title = f"Milliseconds late in a window with {segments:,} segments, {seconds} s each"
        table = _table(title, "", "")
        for part, late in {**bare, **found}.items():
            for what, figures in late.items():
                _row(table, figures, part, what)
        yield table


def _drags(seconds: int) -> Table:
    """The limit first, then the sample evening and the longest there is under every preset."""
    found: dict[str, Mapping[str, Figures]] = {}
    calls = (f"run_limit({seconds})", *(f"run({s!r}, {seconds})" for s in (SAMPLES[0], None)))
    for call in calls:
        found |= figures_of(f"from producer_app.jobs.bench_drag import run, run_limit; {call}")
    table = _table(f"An advertisement dragged for {seconds} s, in milliseconds", "", "")
    table.add_column(f"over {FRAME:.1f}", justify="right")
    for part, late in found.items():
        for what, figures in late.items():
            missed = sum(time > FRAME for time in figures.times)
            _row(table, figures, part, what, behind=(str(missed),))
    return table


def _table(title: str, *names: str) -> Table:
    table = Table(title=title)
    for name in names:
        table.add_column(name)
    for name in ("times", "median", "95 %", "99 %", "worst"):
        table.add_column(name, justify="right")
    return table


def _row(table: Table, figures: Figures, *names: str, behind: tuple[str, ...] = ()) -> None:
    values = (figures.median, figures.at(95), figures.at(99), figures.worst)
    told = (f"{value:.2f}" for value in values)
    table.add_row(*names, str(len(figures.times)), *told, *behind)


_BARE_WINDOW = """
import sys, time
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QMainWindow
app = QApplication(sys.argv[:1])
window = QMainWindow()
window.resize(1600, 900)
window.show()
def shown():
    print(time.time())
    app.quit()
QTimer.singleShot(0, shown)
app.exec()
"""

_CONSOLE = """
import sys, time
from pathlib import Path
from producer_app.app import open_console
open_console(Path(sys.argv[1]), None, on_shown=lambda window: (print(time.time()), window.leave()))
"""


def _openings(program: str, *words: str) -> Figures:
    """Milliseconds from starting a process to its window being painted."""
    times = []
    for _ in range(OPENINGS + 1):
        start = time.time()
        shown = said_by(program, *words).split()[0]
        times.append((float(shown) - start) * 1_000)
    return Figures(tuple(times[1:]))
