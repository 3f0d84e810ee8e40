"""An advertisement dragged through a running show: when each move of the pointer is on the screen.

The limit is an empty window whose pointer carries a plain tag along, in the same run.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Mapping
from itertools import count
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QPoint, QPointF, QRect, Qt, QTimer
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QApplication, QWidget

from producer_app.app import open_console
from producer_app.core.calling import Go
from producer_app.core.run import RunKind
from producer_app.core.show import ADVERTISING, Segment, Show
from producer_app.exchange.samples import read_sample
from producer_app.jobs.bench_budget import budget_show
from producer_app.jobs.bench_clocks import BEAT, Beat
from producer_app.jobs.bench_figures import FRAME, Figures
from producer_app.jobs.bench_process import tell
from producer_app.session.session import Session
from producer_app.ui.rundown.columns import Column

if TYPE_CHECKING:
    from producer_app.ui.main_window import MainWindow

SETTLE = 4_000
"""Milliseconds between the opening and the first move."""

MOVES = "a move of the pointer, painted"
HELD = f"{BEAT}, late"
WORKED = "work between two beats"

_EDGE = 60
"""Pixels that the pointer keeps from top and bottom: nearer to them the rundown scrolls."""

_TURNS = 90
"""Frames from one end of the way to the other."""


def run(sample: str | None, seconds: int) -> None:
    """Open the console on that sample, or on a thousand segments under every preset, with its
    first segment on air; drag an advertisement about for so many seconds, leave, and tell the
    figures."""
    found: dict[str, Mapping[str, Figures]] = {}
    with TemporaryDirectory() as folder:
        path = Path(folder) / "drag.show"
        show = budget_show() if sample is None else read_sample(sample)
        Session.create(path, show).close()

        def begin(window: MainWindow) -> None:
            _begin(window.session)
            QTimer.singleShot(SETTLE, window, lambda: _drag(window, seconds, found))

        open_console(path, "en", on_shown=begin)
    tell(found)


def run_limit(seconds: int) -> None:
    """The same in an empty window."""
    app = QApplication(sys.argv[:1])
    page = _Page()
    page.resize(1_366, 768)
    page.show()
    found: dict[str, Mapping[str, Figures]] = {}

    def done(figures: Mapping[str, Figures]) -> None:
        found["limit: an empty window"] = figures
        app.quit()

    QTimer.singleShot(SETTLE // 2, page, lambda: _Dragging(page, page, QPoint(), seconds, done))
    app.exec()
    tell(found)


def _begin(session: Session) -> None:
    room = session.show.rooms[0].id
    session.begin(RunKind.REHEARSAL)
    session.call(Go(room=room, expects=session.show.rundowns[room][0].id, is_confirmed=True))


def _drag(window: MainWindow, seconds: int, found: dict[str, Mapping[str, Figures]]) -> None:
    """Take the first advertisement; nothing is told where none was dragged, or the show became
    another."""
    table, show = window.panels.rundown.left.table, window.session.show
    spot = _first_spot(show)
    window.choose(spot.id)
    row = table.rundown.row_of(spot.id) or 0
    start = table.visualRect(table.rundown.index(row, Column.TITLE)).center()

    dragged: list[bool] = []
    table.dragging.ended.connect(lambda: dragged.append(True))

    def done(figures: Mapping[str, Figures]) -> None:
        if dragged and window.session.show is show:
            found[f"{len(show.segments):,} segments, {len(show.ad_rules)} rules"] = figures
        window.leave()

    _Dragging(window, table.viewport(), start, seconds, done)


def _first_spot(show: Show) -> Segment:
    rundown = show.rundowns[show.rooms[0].id][1:]
    return next(segment for segment in rundown if segment.kind in ADVERTISING)


class _Dragging(QObject):
    """Presses at ``start``, moves the pointer up and down ``target`` at each frame, and lets go
    where nothing is changed; ``done`` is told the figures."""

    def __init__(
        self,
        window: QWidget,
        target: QWidget,
        start: QPoint,
        seconds: int,
        done: Callable[[Mapping[str, Figures]], object],
    ) -> None:
        super().__init__(window)
        self._target, self._start, self._done = target, start, done
        self._frames, self._ends = count(1), _now() + seconds * 1_000
        self._late: list[float] = []
        self._waits: float | None = None
        self._beat = Beat(self)
        self._send(QEvent.Type.MouseButtonPress, start)
        window.installEventFilter(self)
        self._beat.begin()
        self._due = _now() + FRAME
        self._timer = QTimer(self)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._on_timer_timeout)
        self._timer.start(round(FRAME))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802
        """A window paints all that has changed at once."""
        if event.type() != QEvent.Type.UpdateRequest or self._waits is None:
            return False
        watched.event(event)
        self._late.append(_now() - self._waits)
        self._waits = None
        return True

    def _on_timer_timeout(self) -> None:
        """A move that comes late stands for all that it has missed."""
        now, due = _now(), self._due
        if now >= self._ends:
            self._end()
            return
        missed = max(0, int((now - due) // FRAME))
        self._late += [now - due - number * FRAME + FRAME for number in range(missed)]
        frame = [next(self._frames) for _ in range(missed + 1)][-1]
        self._due += (missed + 1) * FRAME
        self._waits = due + missed * FRAME if self._waits is None else self._waits
        self._send(QEvent.Type.MouseMove, self._at(frame))
        self._timer.start(max(0, round(self._due - _now())))

    def _at(self, frame: int) -> QPoint:
        """Down and up again, over and over."""
        way = frame % (2 * _TURNS)
        part = (way if way < _TURNS else 2 * _TURNS - way) / _TURNS
        low, high = _EDGE, self._target.height() - _EDGE
        return QPoint(self._start.x() + 40, round(low + (high - low) * part))

    def _end(self) -> None:
        for kind in (QEvent.Type.MouseMove, QEvent.Type.MouseButtonRelease):
            self._send(kind, self._start)
        figures = {HELD: self._beat.figures, WORKED: self._beat.worked}
        known = {what: found for what, found in figures.items() if found is not None}
        self._done({MOVES: Figures(tuple(self._late)), **known})

    def _send(self, kind: QEvent.Type, at: QPoint) -> None:
        is_move, is_over = kind is QEvent.Type.MouseMove, kind is QEvent.Type.MouseButtonRelease
        left, none = Qt.MouseButton.LeftButton, Qt.MouseButton.NoButton
        position = QPointF(at)
        event = QMouseEvent(
            kind,
            position,
            QPointF(self._target.mapToGlobal(at)),
            none if is_move else left,
            none if is_over else left,
            Qt.KeyboardModifier.NoModifier,
        )
        QApplication.sendEvent(self._target, event)


class _Page(QWidget):
    """Nothing but a tag that follows the pointer."""

    _tag = QRect(0, 0, 260, 28)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        self._tag = QRect(event.position().toPoint(), self._tag.size())
        self.update()

    def paintEvent(self, _: QPaintEvent) -> None:  # noqa: N802
        painter = QPainter(self)
        painter.drawRect(self._tag)
        painter.drawText(self._tag, Qt.AlignmentFlag.AlignCenter, "Carried along")
        painter.end()


def _now() -> float:
    return time.perf_counter() * 1_000
