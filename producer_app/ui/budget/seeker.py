"""Has places sought by a process of its own, one search at a time, each of which can be ended."""

from __future__ import annotations

import contextlib
import logging
import subprocess
import sys
import threading
from pathlib import Path

from PySide6.QtCore import QObject, Signal

import producer_app
from producer_app.ui.budget.child import SUBCOMMAND
from producer_app.ui.budget.seeking import Progress, Question
from producer_app.ui.piped import read, write

log = logging.getLogger(__name__)


def seeking_command() -> list[str]:
    """The command that seeks: this Python, or the frozen program itself."""
    if getattr(sys, "frozen", False):
        return [sys.executable, SUBCOMMAND]
    return [sys.executable, "-m", "producer_app.ui.budget.child"]


class _Search:
    """One search: its process, and the thread that waits for what it says."""

    def __init__(self, seeker: PlaceSeeker, number: int, question: Question) -> None:
        self._seeker, self._number, self._question = seeker, number, question
        self._lock = threading.Lock()
        self._process: subprocess.Popen[bytes] | None = None
        self._is_ended = False
        self._thread = threading.Thread(target=self._work, name="place seeker", daemon=True)
        self._thread.start()

    @property
    def pid(self) -> int | None:
        return None if self._process is None else self._process.pid

    def end(self) -> None:
        """End the process and the thread, whatever they are at."""
        with self._lock:
            self._is_ended = True
            if self._process is not None:
                self._process.kill()
        self._thread.join()

    def _work(self) -> None:
        is_over = False
        try:
            process = self._started()
            if process is not None and process.stdin is not None and process.stdout is not None:
                write(process.stdin, self._question)
                while not is_over and isinstance(progress := read(process.stdout), Progress):
                    is_over = progress.is_over
                    self._say(progress)
        except OSError as fault:
            log.error("The process that seeks places does not listen: %s", fault)
        finally:
            self._give_up(is_over=is_over)
            if not is_over:
                self._say(None)

    def _say(self, progress: Progress | None) -> None:
        if not self._is_ended:
            self._seeker.heard.emit(self._number, progress)

    def _started(self) -> subprocess.Popen[bytes] | None:
        with self._lock:
            if self._is_ended:
                return None
            self._process = subprocess.Popen(
                self._seeker.command,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.PIPE,
                cwd=_home(),
                creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0)
                | getattr(subprocess, "BELOW_NORMAL_PRIORITY_CLASS", 0),
            )
            return self._process

    def _give_up(self, *, is_over: bool) -> None:
        with self._lock:
            process, self._process = self._process, None
        if process is None:
            return
        process.kill()
        process.wait()
        if not is_over and not self._is_ended and process.stderr is not None:
            said = process.stderr.read().decode(errors="replace").strip()
            log.error("The process that seeks places has ended: %s", said)
        for pipe in (process.stdin, process.stdout, process.stderr):
            if pipe is not None:
                with contextlib.suppress(OSError):
                    pipe.close()


class PlaceSeeker(QObject):
    """Seeks for one question at a time; a newer one ends the one before."""

    progressed = Signal(object)
    """A Progress, in the window's thread; None where the search has failed."""

    heard = Signal(object, object)
    """The number of a search, and what its process says; from the thread that waits for it."""

    def __init__(self, parent: QObject | None = None, *, command: list[str] | None = None) -> None:
        super().__init__(parent)
        self.command = command or seeking_command()
        self._search: _Search | None = None
        self._number = 0
        self.heard.connect(self._on_heard)

    def ask(self, question: Question) -> None:
        """Have this sought, in place of whatever is being sought."""
        self.stop()
        self._number += 1
        self._search = _Search(self, self._number, question)

    @property
    def pid(self) -> int | None:
        """The seeking process; None while there is none."""
        return None if self._search is None else self._search.pid

    def stop(self) -> None:
        """End the search that is on; nothing more is heard of it."""
        search, self._search = self._search, None
        if search is not None:
            search.end()

    def _on_heard(self, number: int, progress: Progress | None) -> None:
        if self._search is not None and number == self._number:
            self.progressed.emit(progress)


def _home() -> Path | None:
    if getattr(sys, "frozen", False):
        return None
    return Path(producer_app.__file__).parents[1]
