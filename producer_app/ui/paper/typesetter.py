"""Sets sheets beside the window, one at a time, so that the window never waits; newest wins."""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from PySide6.QtCore import QObject, QRunnable, Qt, QThreadPool, Signal

from producer_app.core.errors import ProducerError

log = logging.getLogger(__name__)

Work = Callable[[], object]


class Job(StrEnum):
    """What a sheet is set for."""

    PREVIEW = "preview"
    EXPORT = "export"
    PRINT = "print"


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """How a job ended: its result, or the fault that ended it."""

    job: Job
    result: object = None
    fault: Exception | None = None


class _Run(QRunnable):
    """One piece of work on the pool's thread."""

    def __init__(self, token: int, job: Job, work: Work, ended: Callable[[object], None]) -> None:
        super().__init__()
        self._token, self._job, self._work, self._ended = token, job, work, ended

    def run(self) -> None:
        self._ended((self._token, self._outcome()))

    def _outcome(self) -> Outcome:
        try:
            return Outcome(job=self._job, result=self._work())
        except ProducerError as fault:
            return Outcome(job=self._job, fault=fault)
        except Exception as fault:
            log.exception("A sheet could not be set")
            return Outcome(job=self._job, fault=fault)


class Typesetter(QObject):
    """Runs the newest job; what is asked meanwhile waits, and a newer one takes its place."""

    started = Signal(object)
    """A Job begins."""
    ended = Signal(object)
    """An Outcome, of the newest job only."""
    _came_back = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._pool = QThreadPool(self)
        self._pool.setMaxThreadCount(1)
        self._newest = 0
        self._running = False
        self._wanted: Job | None = None
        self._waiting: tuple[int, Job, Work] | None = None
        self._came_back.connect(self._on_run_came_back, Qt.ConnectionType.QueuedConnection)

    @property
    def is_busy(self) -> bool:
        """True while the newest job is still wanted and not done."""
        return self._wanted is not None

    def ask(self, job: Job, work: Work) -> None:
        """Do this work as soon as the thread is free; earlier work is no longer wanted."""
        self._newest += 1
        self._wanted = job
        self._waiting = (self._newest, job, work)
        self.started.emit(job)
        self._start_waiting()

    def cancel(self) -> None:
        """Want nothing any more; what runs ends by itself and is forgotten."""
        self._newest += 1
        self._wanted = None
        self._waiting = None

    def _start_waiting(self) -> None:
        if self._waiting is None or self._running:
            return
        token, job, work = self._waiting
        self._waiting = None
        self._running = True
        self._pool.start(_Run(token, job, work, self._came_back.emit))

    def _on_run_came_back(self, returned: tuple[int, Outcome]) -> None:
        token, outcome = returned
        self._running = False
        if token == self._newest:
            self._wanted = None
            self.ended.emit(outcome)
        self._start_waiting()
