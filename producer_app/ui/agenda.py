"""What the window does between the edges of the seconds, one piece at a time.

A piece that would not be over before the next edge waits until the clocks have turned. What is
asked for (an edit) is done once each and in order; what is shown is done once for however often it
was wanted, and rests in proportion to what it costs. A piece that takes long comes in steps: a
generator, which is gone on with where there is time for its next one.
"""

from __future__ import annotations

import math
import time
from collections import deque
from collections.abc import Callable, Generator, Iterator
from contextlib import contextmanager

from PySide6.QtCore import QObject, Qt, QTimer

Work = Callable[[], object]
"""What is to be done; where it returns a generator, each of its steps."""

MARGIN = 4.0
"""Milliseconds that stay free before an edge."""

UNKNOWN = 5.0
"""What a piece is taken to cost at least before it was ever done."""

SPREAD = 1.25
"""How much longer than the last time a piece may take."""

FORGETS = 0.95
"""What is left of a known cost when it was less the next time."""

REST = 8
"""A piece rests this many times as long as it took."""

READY = "next edge"
"""The piece that makes ready what the clocks will say: it has always time, because on the edge it
would have to be done all the same."""

PATIENCE_ASKED, PATIENCE = 1_000.0, 10_000.0
"""Milliseconds that an edit, and what is only shown, wait at most for a gap that is long enough;
then they are done right behind an edge, whatever they take."""


class _Piece:
    """Something to be shown: what was wanted last, and how far it has come that is being done."""

    __slots__ = ("cost", "step", "steps", "work")

    def __init__(self) -> None:
        self.work: Work | None = None
        self.steps: Iterator[object] | None = None
        self.step = 0
        self.cost = 0.0

    def go_on(self) -> bool:
        """Do the next step of what was begun, or the first of what is wanted; False behind the
        last one."""
        if self.steps is None and self.work is not None:
            self.steps, self.work = steps_of(self.work), None
            self.step, self.cost = 0, 0.0
        is_over = object()
        return next(self.steps or iter(()), is_over) is not is_over


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
        self._pieces: dict[str, _Piece] = {}
        self._unknown = UNKNOWN
        self._costs: dict[tuple[str, int], float] = {}
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
        others. What of that name has begun is finished before."""
        piece = self._pieces.get(name) or _Piece()
        if is_first and name not in self._pieces:
            self._pieces = {name: piece, **self._pieces}
        self._pieces[name], piece.work = piece, work
        if self.is_started:
            self._soon()
        else:
            del self._pieces[name]
            self._do(name, work)

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
        """Milliseconds that a piece has to rest yet; one that has begun does not."""
        if self._pieces[name].steps is not None:
            return 0.0
        return self._rested.get(name, 0.0) - _now()

    def _fits(self, name: str) -> bool:
        """True where it would be over before the edge; an edit leaves time to make the edge
        ready anew."""
        if name == READY:
            return True
        piece = self._pieces.get(name)
        step = piece.step if piece is not None and piece.steps is not None else 0
        cost = self._costs.get((name, step), UNKNOWN if step else self._unknown)
        if piece is None:
            cost += self._costs.get((READY, 0), 0.0)
        return cost * SPREAD + MARGIN < self._until_edge()

    def _do_next(self, name: str) -> None:
        if self._asked and self._asked[0][0] == name:
            self._do_asked()
        elif name in self._pieces:
            self._go_on(name)

    def _do_asked(self) -> None:
        self._is_asked_at_work = True
        try:
            self._do(*self._asked.popleft())
        finally:
            self._is_asked_at_work = False

    def _do(self, name: str, work: Work) -> None:
        """Do all of it at once."""
        with self._measured(name, 0) as costs:
            deque(steps_of(work), maxlen=0)
        self._rested[name] = _now() + REST * sum(costs)

    def _go_on(self, name: str) -> None:
        """Do the next step of a piece; behind its last one it rests, or waits to be done again."""
        piece, has_more = self._pieces[name], False
        try:
            with self._measured(name, piece.step if piece.steps else 0) as costs:
                has_more = piece.go_on()
        finally:
            piece.step, piece.cost = piece.step + 1, piece.cost + sum(costs)
            if not has_more:
                piece.steps = None
                self._rested[name] = _now() + REST * piece.cost
                if piece.work is None and self._pieces.get(name) is piece:
                    del self._pieces[name]

    @contextmanager
    def _measured(self, name: str, step: int) -> Iterator[list[float]]:
        """Learn what this step costs, without what others cost that are done within it."""
        self._waiting.pop(name, None)
        around, self._within = self._within, 0.0
        began, waited = _now(), self._waited()
        found: list[float] = []
        try:
            yield found
        finally:
            took = _now() - began
            cost = max(0.0, took - self._within - (self._waited() - waited) * 1_000)
            self._within = around + took
            self._costs[name, step] = max(cost, FORGETS * self._costs.get((name, step), 0.0))
            found.append(cost)

    def _soon(self, after: float = 0) -> None:
        if self.is_started and (self._asked or self._pieces):
            self._timer.start(max(0, math.ceil(after)))


def steps_of(work: Work) -> Iterator[object]:
    """The steps of that work: one, unless it comes in several."""
    done = work()
    if isinstance(done, Generator):
        yield from done


def _now() -> float:
    return time.perf_counter() * 1_000
