"""The real console in its real window, for the bench of the line: its keys, its lamps, its clocks.

A program: it is given a show file, and takes orders from standard input, a JSON object a line.
``arm`` makes a handoff ready for the key, ``press`` presses it, ``shown`` waits for the echo.
"""

from __future__ import annotations

import json
import os
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from PySide6.QtCore import QObject, Qt, QTimer, Signal, qInstallMessageHandler
from PySide6.QtTest import QTest

from producer_app.app import open_console
from producer_app.core.calling import ActOnHandoff, Go
from producer_app.core.edits import ChangeSegment
from producer_app.core.handoff import Act, Ask, Line, State
from producer_app.core.run import RunKind
from producer_app.core.show import HandoffId
from producer_app.core.timebase import SECOND, Millis
from producer_app.jobs.bench_clocks import Beat, Turns
from producer_app.jobs.bench_line.lamps import Edges, Lamps

if TYPE_CHECKING:
    from producer_app.ui.main_window import MainWindow

LOOK: Final = 5
"""Milliseconds between two looks at what is waited for."""

CLEAR: Final = 300
"""Milliseconds before the clock turns in which nothing is made ready."""

PATIENCE: Final = 30.0
"""Seconds that something is waited for."""

LONG: Final = Millis(3_600 * SECOND)
"""What the stage has on air meanwhile."""


class _Wait(NamedTuple):
    """Something that is waited for."""

    holds: Callable[[], bool]
    then: Callable[[], None]
    never: Callable[[], None]
    until: float


class Bench(QObject):
    """Does what it is ordered on the window's loop."""

    ordered = Signal(object)

    def __init__(self, window: MainWindow, handoff: HandoffId) -> None:
        super().__init__(window)
        self._window, self._session, self._handoff = window, window.session, handoff
        self._shown = 0.0
        self._waits: list[_Wait] = []
        self._look = QTimer(self)
        self._look.setInterval(LOOK)
        self._look.setTimerType(Qt.TimerType.PreciseTimer)
        self._look.timeout.connect(self._on_look_timeout)
        self.ordered.connect(self._do)
        self._begin()
        self.lamps = Lamps(window)
        bar = window.panels.bar
        self.edges = Edges(bar.on_air.countdown)
        clock = bar.clock.clock
        self.turns = Turns(clock, lambda: self._session.now() % SECOND)
        self.beat = Beat(self)
        threading.Thread(target=self._read, name="orders", daemon=True).start()

    def _begin(self) -> None:
        """A rehearsal, with something long on air on the stage."""
        session, show = self._session, self._session.show
        first = show.rundowns[show.rooms[0].id][0].id
        changes = {"length": LONG, "shortest": None, "longest": None}
        if not session.is_running:
            session.edit(ChangeSegment(segment=first, changes=changes))
            session.begin(RunKind.REHEARSAL, confirmed=True)
            session.call(Go(room=show.rooms[0].id, expects=first, is_confirmed=True))
        session.subscribe(lambda _: self._hear_echo())
        self._window.activateWindow()
        self._window.panels.handoffs.choose(self._handoff)

    def _read(self) -> None:
        """Takes orders until whoever gives them has gone, and does not outlive it."""
        for line in sys.stdin:
            self.ordered.emit(json.loads(line))
        os._exit(0)

    def _do(self, order: dict[str, Any]) -> None:
        getattr(self, f"do_{order.pop('do')}")(**order)

    # The orders

    def do_arm(self) -> None:
        """The handoff as it was, then the first of the two presses that a GO wants which the room
        is not ready for; tells the revision that the second one will make. All that keeps clear of
        the clock's turn: only the press that counts may come at any moment."""
        left = SECOND - self._session.now() % SECOND
        QTimer.singleShot(0 if left > CLEAR else left + LOOK, self, self._arm)

    def _arm(self) -> None:
        self._disarm()
        go = self._window.panels.handoffs.card.calls.go

        def is_able() -> bool:
            view = self._window.panels.handoffs.card.view
            is_armed = view is not None and view.lamp.shape.value == "ring"
            return is_armed and go.isEnabled() and not go.is_asking

        def press() -> None:
            self._press(Qt.Key.Key_F6)
            self.when(lambda: go.is_asking, lambda: self.tell(**self._expected()))

        self.when(is_able, press)

    def do_press(self) -> None:
        """The second press; tells when it came."""
        self._shown, at = 0.0, time.monotonic()
        self._press(Qt.Key.Key_F6)
        self.tell(at=at, called=time.monotonic(), state=self._line.state.value)

    def do_next(self) -> None:
        """Tells the revision that the next call to the room will make, with nothing called off."""
        self._disarm()
        self.tell(**self._expected())

    def do_shown(self) -> None:
        """Waits for the echo, and tells when the console had it: 0 where it never came."""
        self.when(lambda: bool(self._shown), lambda: self.tell(at=self._shown), self._never)

    def do_standby(self) -> None:
        """Puts the room into standby, and waits until its page has shown it; tells when."""
        self._disarm()
        self._call(Act.STANDBY)
        is_shown = self._is_standby_shown
        self.when(is_shown, lambda: self.tell(at=time.monotonic()), self._never)

    def do_measure(self) -> None:
        """Forgets how late clock and loop were so far, and tells in how many milliseconds the
        clock turns next."""
        self.turns.begin()
        self.beat.begin()
        self.tell(left=SECOND - self._session.now() % SECOND)

    def do_late(self) -> None:
        """Tells how late clock and loop were."""
        known = (self.turns.figures, self.beat.figures, self.beat.worked)
        clock, loop, worked = (figures.times if figures else () for figures in known)
        pages = len(self._window.presence().clients)
        self.tell(clock=clock, loop=loop, worked=worked, pages=pages)

    def do_server(self) -> None:
        """Tells which process serves the rooms."""
        self.tell(pid=self._window.line.server_pid)

    def do_watch(self) -> None:
        """Forgets what the window said so far."""
        self.lamps.begin()
        self.edges.seen.clear()
        self.tell(begun=True)

    def do_seen(self) -> None:
        """Tells what the window has said since then: see Lamps and Edges."""
        self.tell(told=self.lamps.told, skews=self.lamps.skews, edges=self.edges.seen)

    # Within

    @property
    def _line(self) -> Line:
        run = self._session.run
        return run.line(self._handoff) if run else Line(handoff=self._handoff)

    def _expected(self) -> dict[str, object]:
        run = self._session.run
        return {"epoch": run.epoch if run else 0, "rev": self._line.rev + 1}

    def _is_standby_shown(self) -> bool:
        return self._line.state is State.STANDBY_SHOWN

    def _disarm(self) -> None:
        """Calls off whatever the handoff is in, and arms it again."""
        if self._line.state is not State.ARMED:
            self._call(Act.RECALL)
        if self._line.state is not State.ARMED:
            self._call(Act.REARM)

    def _call(self, act: Act) -> None:
        self._session.call(ActOnHandoff(handoff=self._handoff, ask=Ask(act=act, by="bench")))

    def _press(self, key: Qt.Key) -> None:
        QTest.keyClick(self._window, key)

    def _hear_echo(self) -> None:
        if self._line.state is State.GO_SHOWN and not self._shown:
            self._shown = time.monotonic()

    def when(
        self,
        holds: Callable[[], bool],
        then: Callable[[], None],
        never: Callable[[], None] | None = None,
    ) -> None:
        """Does ``then`` once it holds; ``never``, or the same, where it does not in time."""
        self._waits.append(_Wait(holds, then, never or then, time.monotonic() + PATIENCE))
        self._look.start()

    def _on_look_timeout(self) -> None:
        waits, self._waits = self._waits, []
        for wait in waits:
            if wait.holds():
                wait.then()
            elif time.monotonic() > wait.until:
                wait.never()
            else:
                self._waits.append(wait)
        if not self._waits:
            self._look.stop()

    def _never(self) -> None:
        self.tell(at=0.0)

    @staticmethod
    def tell(**words: object) -> None:
        sys.stdout.write(json.dumps(words) + "\n")
        sys.stdout.flush()


def main(path: Path, handoff: HandoffId) -> int:
    """Opens the window on the file, and serves until it is killed."""

    def begin(window: MainWindow) -> None:
        bench = Bench(window, handoff)
        bench.when(lambda: bench.lamps.is_up, lambda: bench.tell(ready=True))

    qInstallMessageHandler(lambda *_: None)
    return open_console(path, "en", on_shown=begin)


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]), HandoffId(sys.argv[2])))
