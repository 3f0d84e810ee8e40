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
"""What a piece is taken to cost at least before it was ever done."""

SPREAD = 1.25
"""How much longer than the last time a piece may take."""

FORGETS = 0.95
"""What is left of a known cost when it was less the next time."""

REST = 4
"""A piece rests this many times as long as it took."""

READY = "next edge"
"""The piece that makes ready what the clocks will say."""

PATIENCE_ASKED, PATIENCE = 1_000.0, 10_000.0
"""Milliseconds that an edit, and what is only shown, wait at most for a gap that is long enough;
then they are done right behind an edge, whatever they take."""


class Agenda(QObject):
    """Until it is started, and again once it is stopped, it does everything at once."""

    def __init__(
        self,
        until_edge: Callable[[], float],
        waited: Callable[[], float] = float,
        parent: QObject | None = None,
    ) -> None:
        """``until_edge`` in milliseconds; ``waited`` are the seconds so far in which the clocks
        could turn although something was done."""
        super().__init__(parent)
        self._until_edge, self._waited = until_edge, waited
        self._within = 0.0
        self._asked: deque[tuple[str, Work]] = deque()
        self._pieces: dict[str, Work] = {}
        self._unknown = UNKNOWN
        self._costs: dict[str, float] = {}
        self._rested: dict[str, float] = {}
        self._waiting: dict[str, float] = {}
        self.is_started = False
        self._is_asked_at_work = False
        self._timer = QTimer(self)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._on_timer_timeout)

    def start(self, unknown: float = UNKNOWN) -> None:
        """From now on let nothing lie across an edge; ``turned`` is told of each. ``unknown`` is
        what anything is taken to cost, in milliseconds, before it was done once."""
        self._unknown = max(UNKNOWN, unknown)
        self.is_started = True

    def stop(self) -> None:
        """Do what was asked for; what was to be shown is not shown any more."""
        self.settle()
        self._timer.stop()
        self._pieces.clear()
        self.is_started = False

    def ask(self, kind: str, work: Work) -> None:
        """Do this once, behind all that was asked for before: at once where there is time for
        one of its kind."""
        self._asked.append((kind, work))
        if not self.is_started or (len(self._asked) == 1 and self._fits(kind)):
            self.settle()
        else:
            self._soon()

    def settle(self) -> None:
        """Do all that was asked for, now: what comes next must not overtake it."""
        while self._asked and not self._is_asked_at_work:
            self._do_asked()

    def put(self, name: str, work: Work, *, is_first: bool = False) -> None:
        """Do this soon, in place of what waits under the same name; ``is_first`` before the
        others."""
        if is_first and name not in self._pieces:
            self._pieces = {name: work, **self._pieces}
        self._pieces[name] = work
        if self.is_started:
            self._soon()
        else:
            self._do(name, self._pieces.pop(name))

    def show(self, name: str, work: Work) -> None:
        """Do this now where there is time, else right behind the edge."""
        if self.is_started and not self._fits(name):
            self.put(name, work, is_first=True)
            return
        self._pieces.pop(name, None)
        self._do(name, work)

    def turned(self) -> None:
        """The clocks have turned: go on, with what has waited too long for its gap."""
        late = next(filter(self._has_waited_long, self._waiting), None)
        if late is not None:
            self._do_next(late)
        self._soon()

    def _on_timer_timeout(self) -> None:
        wanted = [self._asked[0][0]] if self._asked else []
        wanted += [name for name in self._pieces if self._rest_of(name) <= 0]
        if not wanted:
            self._soon(min(map(self._rest_of, self._pieces), default=0.0))
            return
        name = next(filter(self._fits, wanted), None)
        for late in wanted[: len(wanted) if name is None else wanted.index(name)]:
            self._waiting.setdefault(late, _now())
        if name is not None:
            try:
                self._do_next(name)
            finally:
                self._soon()

    def _has_waited_long(self, name: str) -> bool:
        patience = PATIENCE if name in self._pieces else PATIENCE_ASKED
        return _now() - self._waiting[name] > patience

    def _rest_of(self, name: str) -> float:
        """Milliseconds that a piece has to rest yet."""
        return self._rested.get(name, 0.0) - _now()

    def _fits(self, name: str) -> bool:
        """True where it would be over before the edge; an edit leaves time to make the edge
        ready anew."""
        cost = self._costs.get(name, self._unknown)
        if name != READY and name not in self._pieces:
            cost += self._costs.get(READY, 0.0)
        return cost * SPREAD + MARGIN < self._until_edge()

    def _do_next(self, name: str) -> None:
        if self._asked and self._asked[0][0] == name:
            self._do_asked()
        elif name in self._pieces:
            self._do(name, self._pieces.pop(name))

    def _do_asked(self) -> None:
        self._is_asked_at_work = True
        try:
            self._do(*self._asked.popleft())
        finally:
            self._is_asked_at_work = False

    def _do(self, name: str, work: Work) -> None:
        """Do it and learn what it costs, without what others cost that are done within it."""
        self._waiting.pop(name, None)
        around, self._within = self._within, 0.0
        began, waited = _now(), self._waited()
        try:
            work()
        finally:
            took = _now() - began
            cost = max(0.0, took - self._within - (self._waited() - waited) * 1_000)
            self._within = around + took
            self._costs[name] = max(cost, FORGETS * self._costs.get(name, 0.0))
            self._rested[name] = _now() + REST * cost

    def _soon(self, after: float = 0) -> None:
        if self.is_started and (self._asked or self._pieces):
            self._timer.start(max(0, math.ceil(after)))


def _now() -> float:
    return time.perf_counter() * 1_000
