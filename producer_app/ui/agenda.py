"""What the window does between the edges of the seconds, one piece at a time.

A piece that would not be over before the next edge waits until the clocks have turned. What is
asked for (an edit) is done once each and in order; what is shown is done once for however often it
was wanted, and rests in proportion to what it costs.
"""

from __future__ import annotations

import math
import time
from collections import deque
from collections.abc import Callable

from PySide6.QtCore import QObject, Qt, QTimer

Work = Callable[[], object]

MARGIN = 4.0
"""Milliseconds that stay free before an edge."""

UNKNOWN = 5.0
"""What a piece is taken to cost before it was ever done."""

SPREAD = 1.25
"""How much longer than the last time a piece may take."""

REST = 4
"""A piece rests this many times as long as it took."""

PATIENCE_ASKED, PATIENCE = 250.0, 1_500.0
"""Milliseconds that something waits at most for a gap that is long enough; then it is done right
behind an edge, whatever it takes."""

AN_ASK = "ask"


class Agenda(QObject):
    """Does everything at once until it is started, and again once it is stopped."""

    def __init__(self, until_edge: Callable[[], float], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._until_edge = until_edge
        self._asked: deque[Work] = deque()
        self._pieces: dict[str, Work] = {}
        self._costs: dict[str, float] = {}
        self._rested: dict[str, float] = {}
        self._waiting: dict[str, float] = {}
        self._is_started = False
        self._is_asked_at_work = False
        self._timer = QTimer(self)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._on_timer_timeout)

    def start(self) -> None:
        """From now on let nothing lie across an edge; ``turned`` is told of each."""
        self._is_started = True

    def stop(self) -> None:
        """Do what is left, and all that comes, at once."""
        self._is_started = False
        self._timer.stop()
        self.settle()
        while self._pieces:
            self._do(next(iter(self._pieces)))

    def ask(self, work: Work) -> None:
        """Do this once, behind all that was asked for before: at once where there is time."""
        self._asked.append(work)
        if not self._is_started or (len(self._asked) == 1 and self._fits(AN_ASK)):
            self.settle()
        else:
            self._soon()

    def settle(self) -> None:
        """Do all that was asked for, now: what comes next must not overtake it."""
        while self._asked and not self._is_asked_at_work:
            self._do(AN_ASK)

    def put(self, name: str, work: Work) -> None:
        """Do this soon, in place of what waits under the same name."""
        self._pieces[name] = work
        if self._is_started:
            self._soon()
        else:
            self._do(name)

    def turned(self) -> None:
        """The clocks have turned: go on."""
        for name, since in self._waiting.items():
            if _now() - since > (PATIENCE_ASKED if name == AN_ASK else PATIENCE):
                self._do(name)
                break
        self._soon()

    def _on_timer_timeout(self) -> None:
        name = AN_ASK if self._asked else self._first_rested()
        if name is None:
            self._soon(min(map(self._rest_of, self._pieces)))
        elif self._fits(name):
            try:
                self._do(name)
            finally:
                self._soon()
        else:
            self._waiting.setdefault(name, _now())

    def _first_rested(self) -> str | None:
        return next((name for name in self._pieces if self._rest_of(name) <= 0), None)

    def _rest_of(self, name: str) -> float:
        """Milliseconds that a piece has to rest yet."""
        return self._rested.get(name, 0.0) - _now()

    def _fits(self, name: str) -> bool:
        return self._costs.get(name, UNKNOWN) * SPREAD + MARGIN < self._until_edge()

    def _do(self, name: str) -> None:
        is_asked, began = name == AN_ASK, _now()
        work = self._asked.popleft() if is_asked else self._pieces.pop(name)
        self._waiting.pop(name, None)
        self._is_asked_at_work |= is_asked
        try:
            work()
        finally:
            self._is_asked_at_work &= not is_asked
            cost = _now() - began
            self._costs[name] = max(cost, 0.8 * self._costs.get(name, 0.0))
            self._rested[name] = _now() + REST * cost

    def _soon(self, after: float = 0) -> None:
        if self._is_started and (self._asked or self._pieces):
            self._timer.start(max(0, math.ceil(after)))


def _now() -> float:
    return time.perf_counter() * 1_000
