"""What the show costs without a window: its sum, an edit down to the disk, a tick."""

from __future__ import annotations

import datetime as dt
import sqlite3
from collections.abc import Mapping
from dataclasses import replace
from itertools import accumulate
from pathlib import Path
from tempfile import TemporaryDirectory

from producer_app.core.calling import Go
from producer_app.core.edits import ChangeSegment
from producer_app.core.run import RunKind
from producer_app.core.show import SegmentId
from producer_app.core.timebase import SECOND, Instant, Millis, WallTime
from producer_app.core.timing import Projection, plan_times, project
from producer_app.jobs.bench_figures import Figures, timed
from producer_app.jobs.bench_show import bench_show
from producer_app.session.clock import HandClock
from producer_app.session.session import Session

ROUNDS = 100

EVENING, ON_AIR = dt.date(2026, 11, 10), WallTime(20)


def sums(segments: int, rounds: int = ROUNDS) -> Mapping[str, Figures]:
    """Each figure by what was measured, for a show of that many segments."""
    with TemporaryDirectory() as folder:
        show = bench_show(segments, EVENING, ON_AIR)
        clock = HandClock(show.room_on_air(show.rooms[0]) or Instant(0))
        session = Session.create(Path(folder) / "bench.show", show, clock)
        try:
            return {
                "limit: lengths added up both ways": timed(lambda: _added(session), rounds),
                "planned and projected from scratch": timed(lambda: _scratch(session), rounds),
                "limit: a bare commit of one row": _bare_commits(Path(folder) / "bare.db", rounds),
                "the first edited, projected, committed": _edits(session, 0, rounds),
                **_running(session, clock, rounds),
            }
        finally:
            session.close()


def _running(session: Session, clock: HandClock, rounds: int) -> Mapping[str, Figures]:
    """Everything that is measured while both rooms are on air."""
    session.begin(RunKind.REHEARSAL)
    for room, times in session.projection().rooms.items():
        if times.standby is not None:
            session.call(Go(room=room, expects=times.standby.id))
    plan, run = session.plan, session.run

    def again() -> Projection:
        return _read(project(plan, run, session.now()))

    def tick() -> None:
        clock.advance(10)
        session.tick()
        _read(session.projection())

    apart = plan_times(bench_show(len(session.show.segments), EVENING, ON_AIR, walks_over=False))

    def without_meetings() -> Projection:
        return _read(project(apart, run, session.now()))

    figures = {
        "projected during a run": timed(again, rounds),
        "the same where nobody walks over": timed(without_meetings, rounds),
        "the tenth edited during a run": _edits(session, 9, rounds),
        "tick": timed(tick, rounds),
    }
    clock.advance(5 * 60 * SECOND)
    return figures | {"tick while both rooms run over": timed(tick, rounds)}


def _added(session: Session) -> tuple[list[int], list[int]]:
    """Starts down and latest starts up, with nothing fixed, floated or run."""
    lengths = [segment.length or 0 for segment in session.show.segments]
    return list(accumulate(lengths)), list(accumulate(reversed(lengths)))


def _scratch(session: Session) -> Projection:
    """Planned and expected times of a show that nothing is known of yet."""
    return _read(project(plan_times(replace(session.show)), None, session.now()))


def _read(projection: Projection) -> Projection:
    """Asks for every expected start, lest a sum that is put off is not counted."""
    for times in projection.rooms.values():
        _ = times.expected, times.firm, times.plan.starts, times.plan.firm
    return projection


def _edits(session: Session, place: int, rounds: int) -> Figures:
    segment: SegmentId = session.show.segments[place].id
    lengths = iter(range(60 * SECOND, 60 * SECOND + 2 * rounds * SECOND, SECOND))

    def edit() -> None:
        changes = {"length": Millis(next(lengths) + 500), "shortest": None, "longest": None}
        session.edit(ChangeSegment(segment=segment, changes=changes))
        _read(session.projection())

    return timed(edit, rounds)


def _bare_commits(path: Path, rounds: int) -> Figures:
    """What nobody can be faster than: one row of one table, as safely as the show file."""
    db = bare_table(path)
    figures = timed(lambda: bare_commit(db), rounds)
    db.close()
    return figures


def bare_table(path: Path) -> sqlite3.Connection:
    """A new file with a table of rows, as safe as a show file."""
    db = sqlite3.connect(path, isolation_level=None)
    db.execute("PRAGMA journal_mode=DELETE")
    db.execute("PRAGMA synchronous=EXTRA")
    db.execute("CREATE TABLE segment (id INTEGER PRIMARY KEY, length_ms INTEGER) STRICT")
    db.execute("BEGIN")
    db.executemany("INSERT INTO segment VALUES (?, 180000)", ((n,) for n in range(500)))
    db.execute("COMMIT")
    return db


def bare_commit(db: sqlite3.Connection) -> None:
    """Changes one row of such a file, on the disk when this returns."""
    db.execute("BEGIN IMMEDIATE")
    db.execute("UPDATE segment SET length_ms = length_ms + 1 WHERE id = 0")
    db.execute("COMMIT")
