"""The thread that owns the show file: plans wait for the disk, a live call waits 30 ms at most.

What a live call could not save in time is spilled to a second file and tried again until it is
saved; the show goes on meanwhile, and ``disk`` says so.
"""

from __future__ import annotations

import contextlib
import logging
import os
import threading
from collections.abc import Callable, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from concurrent.futures import TimeoutError as NotYet
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from typing import TypeVar

from producer_app.core.changes import Changes
from producer_app.core.errors import ProducerError
from producer_app.core.run import Event, RunId
from producer_app.core.show import Show
from producer_app.store.asrun import event_from_json, event_to_json
from producer_app.store.backups import back_up
from producer_app.store.showfile import ShowFile

log = logging.getLogger(__name__)

PATIENCE = 0.030
"""Seconds that a live call waits for the disk: air beats disk."""

RETRY = 1.0
"""Seconds between attempts to save what was spilled."""

_T = TypeVar("_T")


@dataclass(frozen=True, slots=True)
class Disk:
    """How things stand with the show file: how many live events it still lacks, and why."""

    unsaved: int = 0
    why: str = ""


class Writer:
    """One file, one thread. Every method is called from the session's thread."""

    def __init__(self, file: ShowFile, spill: Path) -> None:
        self._file = file
        self._spill = spill
        self._thread = ThreadPoolExecutor(max_workers=1, thread_name_prefix="show-file")
        self._spiller = ThreadPoolExecutor(max_workers=1, thread_name_prefix="spill")
        self._lock = threading.Lock()
        self._waiting: list[tuple[RunId, Event]] = []
        self._why = ""
        self._timer: threading.Timer | None = None
        self._is_closed = False

    @property
    def disk(self) -> Disk:
        with self._lock:
            return Disk(len(self._waiting), self._why)

    def do(self, work: Callable[[ShowFile], _T]) -> _T:
        """What ``work`` returns, done on the file's own thread; its error is raised here."""
        return self._thread.submit(work, self._file).result()

    def write(self, changes: Changes, after: Show) -> None:
        """Commit a plan's row differences; returns once they are on disk, else raises."""
        self.do(lambda file: file.write(changes, after))

    def append(self, run: RunId, events: Sequence[Event]) -> None:
        """Commit events of a run within 30 ms, or spill them and keep trying."""
        with self._lock:
            self._waiting += [(run, event) for event in events]
        saving: Future[None] = self._thread.submit(self._save_waiting)
        try:
            saving.result(timeout=PATIENCE)
        except NotYet:
            with self._lock:
                self._why = self._why or "the disk is slow"
            self._spill_out(run, events)
        except ProducerError:
            self._spill_out(run, events)

    def back_up(self, folder: Path) -> None:
        """Copy the file into a folder soon, behind whatever the file's thread does now."""
        self._thread.submit(self._copy, folder)

    def _copy(self, folder: Path) -> None:
        try:
            back_up(self._file, folder)
        except ProducerError as fault:
            log.warning("No copy of the show could be made: %s", fault)

    def recover(self) -> int:
        """Save what an earlier session spilled and could not save; returns how many events."""
        spilled = _read_spill(self._spill)
        fresh = self.do(lambda file: _unsaved(file, spilled))
        with self._lock:
            self._waiting += fresh
        if fresh:
            self._thread.submit(self._save_waiting).result()
        self._spill.unlink(missing_ok=True)
        return len(fresh)

    def close(self) -> None:
        """Try once more to save what waits, then give the file back."""
        self._is_closed = True
        if self._timer is not None:
            self._timer.cancel()
        with contextlib.suppress(ProducerError):
            self._thread.submit(self._save_waiting).result()
        self._thread.submit(self._file.close).result()
        self._thread.shutdown()
        self._spiller.shutdown()

    def _save_waiting(self) -> None:
        with self._lock:
            waiting = list(self._waiting)
        try:
            for run, pairs in groupby(waiting, key=lambda pair: pair[0]):
                events = [event for _, event in pairs]
                self._file.append(run, events)
                with self._lock:
                    del self._waiting[: len(events)]
        except ProducerError as fault:
            with self._lock:
                self._why = str(fault)
            self._try_later()
            raise
        if waiting:
            self._saved()

    def _saved(self) -> None:
        with self._lock:
            was_troubled, self._why = bool(self._why), ""
        if was_troubled:
            self._spiller.submit(self._spill.unlink, missing_ok=True)

    def _try_later(self) -> None:
        if self._is_closed:
            return
        self._timer = threading.Timer(RETRY, self._try_again)
        self._timer.daemon = True
        self._timer.start()

    def _try_again(self) -> None:
        with contextlib.suppress(RuntimeError):
            self._thread.submit(self._save_waiting)

    def _spill_out(self, run: RunId, events: Sequence[Event]) -> None:
        self._spiller.submit(self._write_spill, run, tuple(events))

    def _write_spill(self, run: RunId, events: Sequence[Event]) -> None:
        lines = "".join(f"{run}\t{event_to_json(event)}\n" for event in events)
        with contextlib.suppress(OSError):
            self._spill.parent.mkdir(parents=True, exist_ok=True)
            with self._spill.open("a", encoding="utf-8") as spill:
                spill.write(lines)
                spill.flush()
                os.fsync(spill.fileno())


def _read_spill(path: Path) -> list[tuple[RunId, Event]]:
    """The spilled events; a last line cut off by a crash is left out."""
    try:
        lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
    except FileNotFoundError:
        return []
    pairs = (line.rstrip("\n").split("\t", 1) for line in lines if line.endswith("\n"))
    return [(RunId(run), event_from_json(text)) for run, text in pairs]


def _unsaved(file: ShowFile, spilled: list[tuple[RunId, Event]]) -> list[tuple[RunId, Event]]:
    saved = {run: set(file.events(run)) for run in {run for run, _ in spilled}}
    return [(run, event) for run, event in spilled if event not in saved[run]]
