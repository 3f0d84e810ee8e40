"""How late the figures on the screen turn, and how late the window's loop comes to its work."""

from __future__ import annotations

import time
from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtWidgets import QLabel

from producer_app.jobs.bench_figures import Figures

BEAT = "beat of 10 ms"

_BEAT = 10
"""Milliseconds from one beat to the next."""

A_SECOND = 1_000.0


class Turns(QObject):
    """Records for one label, each time that it is painted with another text, how long that text
    had been true by then. ``age`` says so, in milliseconds from 0 to 1000."""

    def __init__(self, label: QLabel, age: Callable[[], float | None]) -> None:
        super().__init__(label)
        self._label, self._age = label, age
        self._text = label.text()
        self._painted: float | None = None
        self._late: list[float] = []
        self.missed = 0
        label.installEventFilter(self)

    def begin(self) -> None:
        """Forget what was recorded so far."""
        self._late, self._painted, self.missed = [], None, 0

    @property
    def figures(self) -> Figures | None:
        """How late each turn was; a second that was never shown counts as one of a whole second."""
        late = (*self._late, *([A_SECOND] * self.missed))
        return Figures(late) if late else None

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802
        if event.type() != QEvent.Type.Paint or watched is not self._label:
            return False
        self._label.event(event)
        if self._label.text() != self._text:
            self._text = self._label.text()
            self._record()
        return True

    def _record(self) -> None:
        now, age = time.perf_counter() * 1_000, self._age()
        if age is None:
            self._painted = None
            return
        self._late.append(age)
        if self._painted is not None:
            self.missed += max(0, round((now - self._painted) / A_SECOND) - 1)
        self._painted = now


class Beat(QObject):
    """A timer of 10 ms, and how late each of its beats came: what anything else in the window's
    loop would have had to wait."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._timer = QTimer(self)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._on_timer_timeout)
        self._last: float | None = None
        self._late: list[float] = []
        self._spent = time.thread_time()
        self._worked: list[float] = []
        self._timer.start(_BEAT)

    def begin(self) -> None:
        """Forget what was recorded so far."""
        self._late, self._last = [], None
        self._worked = []

    @property
    def figures(self) -> Figures | None:
        return Figures(tuple(self._late)) if self._late else None

    @property
    def worked(self) -> Figures | None:
        """How long the loop's thread itself worked from one beat to the next: what else this
        machine does meanwhile is not in it."""
        return Figures(tuple(self._worked)) if self._worked else None

    def _on_timer_timeout(self) -> None:
        now = time.perf_counter() * 1_000
        if self._last is not None:
            self._late.append(max(0.0, now - self._last - _BEAT))
            self._worked.append((time.thread_time() - self._spent) * 1_000)
        self._last, self._spent = now, time.thread_time()
