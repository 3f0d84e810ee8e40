"""The console's own window while a show runs: when its clocks turn, how late its loop is."""

from __future__ import annotations

import os
import random
import sys
import uuid
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from producer_app.app import open_console
from producer_app.core.calling import Go
from producer_app.core.edits import ChangeSegment, Edit, InsertSegment, MoveSegments
from producer_app.core.run import RunKind
from producer_app.core.show import Kind, Segment, SegmentId
from producer_app.core.timebase import SECOND, Instant, Millis, WallTime
from producer_app.core.timing import Projection, RoomTimes
from producer_app.jobs.bench_clocks import Beat, Turns
from producer_app.jobs.bench_figures import Figures
from producer_app.jobs.bench_show import bench_show
from producer_app.jobs.bench_sums import EVENING
from producer_app.session.session import Session

if TYPE_CHECKING:
    from PySide6.QtWidgets import QLabel

    from producer_app.ui.main_window import MainWindow

BEAT = "beat"

SETTLE = 3_000
"""Milliseconds between the opening and the first figure."""

EVERY = 250
"""Milliseconds between two edits."""

FIRST = 60
"""Segments before the first that is edited: the next hard time stands before it."""


@dataclass(frozen=True, slots=True)
class Part:
    """What is measured: its name, and what is done meanwhile every so many milliseconds."""

    name: str
    work: Callable[[], object] | None = None
    every: int = EVERY


def window_figures(
    segments: int, seconds: int, parts: Callable[[MainWindow], tuple[Part, ...]]
) -> Mapping[str, Mapping[str, Figures]]:
    """Open the console on a bench show in a rehearsal, go through the parts and leave; each
    part's figures by their names."""
    found: dict[str, Mapping[str, Figures]] = {}
    with TemporaryDirectory() as folder:
        path = Path(folder) / "bench.show"
        Session.create(path, bench_show(segments, EVENING, WallTime(20))).close()

        def begin(window: MainWindow) -> None:
            _begin(window.session)
            _Trial(window, parts(window), seconds, found)

        open_console(path, "en", on_shown=begin)
    return found


def _begin(session: Session) -> None:
    """Both rooms on air: the stage on something short, which will run over, the shop not."""
    show = session.show
    stage, shop = (show.rundowns[room.id][0].id for room in show.rooms)
    for segment, length in ((stage, 2 * SECOND), (shop, 3_600 * SECOND)):
        changes = {"length": Millis(length), "shortest": None, "longest": None}
        session.edit(ChangeSegment(segment=segment, changes=changes))
    session.begin(RunKind.REHEARSAL)
    for room, segment in zip(show.rooms, (stage, shop), strict=True):
        session.call(Go(room=room.id, expects=segment))


class _Trial(QObject):
    """Goes through the parts, one after the other; lives as long as the window."""

    def __init__(
        self,
        window: MainWindow,
        parts: tuple[Part, ...],
        seconds: int,
        found: dict[str, Mapping[str, Figures]],
    ) -> None:
        super().__init__(window)
        self._window, self._parts, self._found = window, list(parts), found
        self._recorders: Mapping[str, Turns | Beat] = {**_turns(window), BEAT: Beat(self)}
        self._part: Part | None = None
        self._work = QTimer(self)
        self._work.timeout.connect(self._on_work_timeout)
        self._then = QTimer(self)
        self._then.timeout.connect(self._next)
        self._then.start(SETTLE)
        self._seconds = seconds

    def _next(self) -> None:
        self._work.stop()
        self._then.setInterval(self._seconds * SECOND)
        if self._part is not None:
            self._keep(self._part)
        if not self._parts:
            self._then.stop()
            self._window.leave()
            return
        self._part = self._parts.pop(0)
        for recorder in self._recorders.values():
            recorder.begin()
        if self._part.work is not None:
            self._work.start(self._part.every)

    def _on_work_timeout(self) -> None:
        if self._part is not None and self._part.work is not None:
            self._part.work()

    def _keep(self, part: Part) -> None:
        figures = {what: recorder.figures for what, recorder in self._recorders.items()}
        self._found[part.name] = {what: f for what, f in figures.items() if f is not None}


def _turns(window: MainWindow) -> Mapping[str, Turns]:
    def stage(projection: Projection) -> RoomTimes:
        return projection.rooms[projection.show.rooms[0].id]

    def now() -> Instant:
        return window.session.now()

    def clock_age() -> float:
        return now() % SECOND

    def countdown_age() -> float | None:
        left = stage(window.seen).left(now())
        return None if left is None else -left % SECOND

    def over_age() -> float | None:
        hard = stage(window.seen).next_hard
        if hard is None or hard.over is None:
            return None
        return (hard.over + now() - window.seen.now + SECOND // 2) % SECOND

    bar = window.panels.bar
    labels: Mapping[str, tuple[QLabel, Callable[[], float | None]]] = {
        "wall clock": (bar.clock.clock, clock_age),
        "countdown": (bar.on_air.countdown, countdown_age),
        "OVER/UNDER": (bar.figures.parts[0].figure, over_age),
    }
    return {what: Turns(label, age) for what, (label, age) in labels.items()}


def edits(window: MainWindow) -> Callable[[], object]:
    """An edit at every call, by the road that a panel's edit takes."""
    made = _edits(window.session, random.Random(1))  # noqa: S311
    return lambda: window.edit(next(made))


def _edits(session: Session, chance: random.Random) -> Iterator[Edit]:
    stage = session.show.rooms[0].id
    while True:
        segments = session.show.rundowns[stage]
        some = segments[chance.randrange(FIRST, len(segments))]
        other = segments[chance.randrange(FIRST, len(segments))]
        length = Millis(chance.randrange(20, 200) * SECOND)
        yield ChangeSegment(
            segment=some.id, changes={"length": length, "shortest": None, "longest": None}
        )
        yield InsertSegment(
            segment=Segment(
                id=SegmentId(uuid.uuid4().hex),
                room=stage,
                number="",
                title="Inserted",
                kind=Kind.SONG,
                length=length,
                block=some.block,
            ),
            before=some.id,
        )
        yield MoveSegments(segments=(some.id,), before=other.id, block=other.block)
        seen = segments[chance.randrange(2, 20)]
        yield ChangeSegment(segment=seen.id, changes={"title": f"Title {chance.random():.4f}"})


def without_display() -> None:
    """Draw into memory where there is no display."""
    if not os.environ.get("DISPLAY") and sys.platform == "linux":
        os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
