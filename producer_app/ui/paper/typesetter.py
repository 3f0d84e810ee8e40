"""Sets sheets beside the window, so that the window never waits; the newest wins."""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from itertools import count
from threading import Thread

from PySide6.QtCore import QObject, Qt, Signal

from producer_app.core.errors import ProducerError

log = logging.getLogger(__name__)

Work = Callable[[Callable[[], bool]], object]
"""What is to be done; it may ask whether it is still wanted before what cannot be undone."""


class Job(StrEnum):
    """What a sheet is set for."""

    PREVIEW = "preview"
    EXPORT = "export"
    PRINT = "print"
    TABLES = "tables"


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """How a job ended: its result, or the fault that ended it."""

    job: Job
    result: object = None
    fault: Exception | None = None


def _outcome(job: Job, work: Work, is_wanted: Callable[[], bool]) -> Outcome:
    try:
        return Outcome(job=job, result=work(is_wanted))
    except ProducerError as fault:
        return Outcome(job=job, fault=fault)
    except Exception as fault:
        log.exception("A sheet could not be set")
        return Outcome(job=job, fault=fault)


_at_work: set[Typesetter] = set()
"""Those whose thread runs: a window may go, what its thread will call must not."""


class Typesetter(QObject):
    """Does one job at a time, in the order they came; of two of one kind only the newer counts.

    It has no parent, and lives as long as its thread.
    """

    ended = Signal(object)
    """An Outcome that is still wanted."""
    _came_back = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._tokens = count(1)
        self._wanted: dict[Job, int] = {}
        self._waiting: dict[Job, Work] = {}
        self._is_running = False
        self._came_back.connect(self._on_run_came_back, Qt.ConnectionType.QueuedConnection)

    @property
    def is_busy(self) -> bool:
        """True while something that is wanted is not done."""
        return bool(self._wanted)

    def ask(self, job: Job, work: Work) -> None:
        """Do this work as soon as the thread is free; earlier work for the same is not wanted."""
        self._wanted[job] = next(self._tokens)
        self._waiting.pop(job, None)
        self._waiting[job] = work
        self._start_waiting()

    def cancel(self) -> None:
        """Want nothing any more; what runs ends by itself and is forgotten."""
        self._wanted.clear()
        self._waiting.clear()

    def _start_waiting(self) -> None:
        if self._is_running or not self._waiting:
            return
        job = next(iter(self._waiting))
        work = self._waiting.pop(job)
        self._is_running = True
        _at_work.add(self)
        Thread(target=self._run, args=(self._wanted[job], job, work), name="typesetter").start()

    def _run(self, token: int, job: Job, work: Work) -> None:
        outcome = _outcome(job, work, lambda: self._wanted.get(job) == token)
        self._came_back.emit((token, outcome))

    def _on_run_came_back(self, returned: tuple[int, Outcome]) -> None:
        token, outcome = returned
        self._is_running = False
        _at_work.discard(self)
        if self._wanted.get(outcome.job) == token:
            del self._wanted[outcome.job]
            self.ended.emit(outcome)
        self._start_waiting()
