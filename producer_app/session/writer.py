"""The thread that owns the show file: plans wait for the disk, a live call waits 30 ms at most.

What a live call could not save in time is spilled to a second file and tried again until it is
saved; the show goes on meanwhile, and ``disk`` says so.
"""

from __future__ import annotations

import contextlib
import logging
import threading
import time
from collections.abc import Callable, Sequence
from concurrent.futures import Future, ThreadPoolExecutor, wait
from concurrent.futures import TimeoutError as NotYet
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from typing import TypeVar

from producer_app.core.changes import Changes
from producer_app.core.errors import Phrase, ProducerError
from producer_app.core.run import Event, RunId
from producer_app.core.show import Show
from producer_app.session.spill import Pair, Spill, belonging
from producer_app.store.backups import back_up
from producer_app.store.showfile import ShowFile

log = logging.getLogger(__name__)

PATIENCE = 0.030
"""Seconds that a live call waits for the disk: air beats disk."""

RETRY = 1.0
"""Seconds between attempts to save what was spilled."""

SOON = 0.012
"""Seconds that what follows a commit takes at most: what is due within them comes before it."""

_T = TypeVar("_T")


@dataclass(frozen=True, slots=True)
class Disk:
    """How things stand with the show file: how many live events it still lacks, and why."""

    unsaved: int = 0
    why: Phrase | None = None
    is_in_place: bool = True
    """False once the file was moved, deleted or replaced behind our back."""


class Writer:
    """One file, one thread. Every method is called from the session's thread."""

    def __init__(self, file: ShowFile, spill: Spill) -> None:
        self._file = file
        self._spill = spill
        self._thread = ThreadPoolExecutor(max_workers=1, thread_name_prefix="show-file")
        self._spiller = ThreadPoolExecutor(max_workers=1, thread_name_prefix="spill")
        self._lock = threading.Lock()
        self._waiting: list[Pair] = []
        self._why: Phrase | None = None
        self._timer: threading.Timer | None = None
        self._is_trying = False
        self._is_closed = False
        self._is_in_place = True
        self._look: Future[None] | None = None
        self.meanwhile: Callable[[], float] | None = None
        """Called while the disk is waited for and behind that; returns the seconds until it must
        be called again. It must not ask anything of the file."""
        self.waited = 0.0
        """Seconds that have gone by with ``meanwhile`` called."""

    @property
    def disk(self) -> Disk:
        with self._lock:
            return Disk(len(self._waiting), self._why, self._is_in_place)

    def do(self, work: Callable[[ShowFile], _T]) -> _T:
        """What ``work`` returns, done on the file's own thread; its error is raised here."""
        doing = self._thread.submit(work, self._file)
        began = time.perf_counter()
        while self.meanwhile is not None and not doing.done():
            wait((doing,), timeout=_next_call(self.meanwhile))
        if self.meanwhile is not None:
            _let_pass(self.meanwhile)
        self.waited += time.perf_counter() - began
        return doing.result()

    def aside(self, work: Callable[[], object]) -> None:
        """Do small work on another disk's thread soon; nobody waits for it."""
        if not self._is_closed:
            self._spiller.submit(work)

    def look(self) -> None:
        """See soon whether the file is still where it was; never waits for the disk."""
        if not self._is_closed and (self._look is None or self._look.done()):
            self._look = self._thread.submit(self._see)

    def _see(self) -> None:
        is_in_place = self._file.is_in_place()
        with self._lock:
            self._is_in_place = is_in_place

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
        except (NotYet, ProducerError):
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
        """Save what an earlier session spilled and could not save; returns how many events.

        Where the file still cannot take them they wait, as they did then.
        """
        spilled = self._spill.read()
        ours = self.do(lambda file: belonging(spilled.events, {run.id for run in file.runs()}))
        fresh = self.do(lambda file: _unsaved(file, ours))
        with self._lock:
            self._waiting += fresh
        try:
            self.do(lambda _: self._save_waiting())
        except ProducerError as fault:
            log.error("What was spilled still waits: %s", fault)
        else:
            self._settle(is_all_ours=spilled.is_whole and len(ours) == len(spilled.events))
        return len(fresh)

    @property
    def waiting(self) -> tuple[Pair, ...]:
        """The events that the file still lacks, in order."""
        with self._lock:
            return tuple(self._waiting)

    def _settle(self, *, is_all_ours: bool) -> None:
        if is_all_ours:
            self._spill.clear()
        else:
            self._spill.put_aside()

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
                self._why = fault.phrase
            self._try_later()
            raise
        if waiting:
            self._saved()

    def _saved(self) -> None:
        with self._lock:
            if self._waiting:
                return
            was_troubled, self._why = self._why is not None, None
            if was_troubled:
                self._spiller.submit(self._spill.clear)

    def _try_later(self) -> None:
        """One attempt is on its way, however many events wait."""
        with self._lock:
            if self._is_closed or self._is_trying:
                return
            self._is_trying = True
        self._timer = threading.Timer(RETRY, self._try_again)
        self._timer.daemon = True
        self._timer.start()

    def _try_again(self) -> None:
        with self._lock:
            self._is_trying = False
        with contextlib.suppress(RuntimeError):
            self._thread.submit(self._save_waiting)

    def _spill_out(self, run: RunId, events: Sequence[Event]) -> None:
        """Spill what still waits now: what the file took in the last instant is no trouble."""
        with self._lock:
            if (run, events[-1]) not in self._waiting:
                return
            self._why = self._why or Phrase("disk.slow", "the disk is slow")
            self._spiller.submit(self._spill.add, run, tuple(events))


def _let_pass(meanwhile: Callable[[], float]) -> None:
    """Do what is due, and what is due so soon that going on would be in its way."""
    again = _next_call(meanwhile)
    if again is not None and 0 < again <= SOON:
        time.sleep(again)
        _next_call(meanwhile)


def _next_call(meanwhile: Callable[[], float]) -> float | None:
    """What is done meanwhile must not make a plan seem unsaved that is being saved."""
    try:
        return meanwhile()
    except Exception:
        log.exception("What was done while the disk was waited for went wrong.")
        return None


def _unsaved(file: ShowFile, spilled: Sequence[Pair]) -> list[Pair]:
    saved = {run: set(file.events(run)) for run in {run for run, _ in spilled}}
    return [(run, event) for run, event in spilled if event not in saved[run]]
