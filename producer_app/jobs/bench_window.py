"""The console's own window while a show runs: when its clocks turn, how late its loop is."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from tempfile import TemporaryDirectory
from types import MappingProxyType
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from producer_app.app import open_console
from producer_app.core.calling import Go
from producer_app.core.edits import ChangeSegment
from producer_app.core.run import RunKind
from producer_app.core.timebase import SECOND, Instant, Millis, WallTime
from producer_app.core.timing import Projection, RoomTimes
from producer_app.jobs.bench_clocks import BEAT, Beat, Turns
from producer_app.jobs.bench_figures import Figures
from producer_app.jobs.bench_parts import Part, busy_parts, clock_parts
from producer_app.jobs.bench_process import tell
from producer_app.jobs.bench_show import bench_show
from producer_app.jobs.bench_sums import EVENING
from producer_app.session.session import Session

if TYPE_CHECKING:
    from PySide6.QtWidgets import QLabel

    from producer_app.ui.main_window import MainWindow

OVER = "OVER/UNDER"

SETTLE = 3_000
"""Milliseconds between the opening and the first figure."""


CLOCKS, BUSY = "clocks", "busy"
"""The show alone and edited; and with all else that takes its time."""

_PARTS = MappingProxyType({CLOCKS: clock_parts, BUSY: busy_parts})


def run(segments: int, seconds: int, kind: str) -> None:
    """Open the console on a bench show in a rehearsal, go through the parts for so many seconds
    each, leave, and tell each part's figures."""
    found: dict[str, Mapping[str, Figures]] = {}
    with TemporaryDirectory() as folder:
        path = Path(folder) / "bench.show"
        Session.create(path, bench_show(segments, EVENING, WallTime(20))).close()

        def begin(window: MainWindow) -> None:
            _begin(window.session)
            _Trial(window, _PARTS[kind](window), seconds, found)

        open_console(path, "en", on_shown=begin)
    tell(found)


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
        if part.moves_over:
            del figures[OVER]
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
        OVER: (bar.figures.parts[0].figure, over_age),
    }
    return {what: Turns(label, age) for what, (label, age) in labels.items()}
