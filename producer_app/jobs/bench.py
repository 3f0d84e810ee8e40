"""Figures of speed, each beside a limit measured in the same run on the same machine."""

from __future__ import annotations

import datetime as dt
import shutil
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from rich.console import Console
from rich.table import Table

from producer_app.core.blank import blank_show
from producer_app.core.edits import ChangeSegment
from producer_app.core.show import Kind, Segment, SegmentId, Show
from producer_app.core.timebase import Millis, WallTime
from producer_app.core.timing import plan_times
from producer_app.session.session import Session

ROUNDS = 200
OPENINGS = 5


def bench(segments: int, show: Path | None) -> None:
    """Measure and print: an edit of the first segment through projection and commit, against a
    bare commit; a tick; the whole plan's sum; and, given a show, the opening of its window."""
    table = Table(title=f"{segments} segments, {ROUNDS} rounds, milliseconds")
    for column in ("", "median", "95 %", "worst"):
        table.add_column(column, justify="right" if column else "left")
    with tempfile.TemporaryDirectory() as folder:
        _row(table, "limit: a bare commit of one row", _bare_commits(Path(folder) / "bare.db"))
        session = Session.create(Path(folder) / "bench.show", long_show(segments))
        try:
            _row(table, "edit of the first, projected and committed", _edits(session))
            _row(table, "tick", _timed(session.projection))
            _row(table, "plan times of the whole show", _timed(lambda: plan_times(session.show)))
        finally:
            session.close()
        if show is not None:
            _row(table, "limit: Python with Qt, window shown", _openings(_BARE_WINDOW))
            copy = Path(folder) / show.name
            shutil.copy(show, copy)
            _row(table, f"window open on {show.name}", _openings(_CONSOLE, str(copy)))
    Console().print(table)


def long_show(segments: int) -> Show:
    """A show of that many songs of three minutes."""
    show = blank_show("bench", "Bench", dt.date(2026, 11, 10), "Asia/Shanghai", WallTime(20))
    songs = tuple(
        Segment(
            id=SegmentId(f"s{n}"),
            room=show.rooms[0].id,
            number=str(n),
            title=f"Song {n}",
            kind=Kind.SONG,
            length=Millis(180_000),
        )
        for n in range(1, segments + 1)
    )
    return replace(show, segments=songs)


def _edits(session: Session) -> list[float]:
    first = session.show.segments[0].id
    lengths = iter(range(180_000, 180_000 + 2 * ROUNDS * 1_000, 1_000))

    def edit() -> None:
        session.edit(ChangeSegment(segment=first, changes={"length": Millis(next(lengths) + 500)}))
        session.projection()

    return _timed(edit)


def _bare_commits(path: Path) -> list[float]:
    db = sqlite3.connect(path, isolation_level=None)
    db.execute("PRAGMA journal_mode=DELETE")
    db.execute("PRAGMA synchronous=EXTRA")
    db.execute("CREATE TABLE segment (id INTEGER PRIMARY KEY, length_ms INTEGER) STRICT")
    db.executemany("INSERT INTO segment VALUES (?, 180000)", ((n,) for n in range(500)))

    def commit() -> None:
        db.execute("BEGIN IMMEDIATE")
        db.execute("UPDATE segment SET length_ms = length_ms + 1 WHERE id = 0")
        db.execute("COMMIT")

    times = _timed(commit)
    db.close()
    return times


def _timed(work: Callable[[], object]) -> list[float]:
    work()
    times = []
    for _ in range(ROUNDS):
        start = time.perf_counter()
        work()
        times.append((time.perf_counter() - start) * 1_000)
    return times


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


def _openings(program: str, *words: str) -> list[float]:
    """Milliseconds from starting a process to its window being painted."""
    times = []
    for _ in range(OPENINGS + 1):
        start = time.time()
        done = subprocess.run(
            [sys.executable, "-c", program, *words], capture_output=True, text=True, check=True
        )
        times.append((float(done.stdout.split()[0]) - start) * 1_000)
    return times[1:]


def _row(table: Table, what: str, times: list[float]) -> None:
    ordered = sorted(times)
    late = ordered[min(len(ordered) - 1, round(0.95 * len(ordered)))]
    figures = (statistics.median(ordered), late, ordered[-1])
    table.add_row(what, *(f"{figure:.2f}" for figure in figures))
