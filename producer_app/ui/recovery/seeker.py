"""Has ways back sought by a process of its own, so that the window never waits for them."""

from __future__ import annotations

import contextlib
import logging
import subprocess
import sys
import threading
from pathlib import Path
from typing import IO, Final

from PySide6.QtCore import QObject, Signal

import producer_app
from producer_app.ui.recovery.child import SUBCOMMAND
from producer_app.ui.recovery.packing import Answer, Question, read, write

log = logging.getLogger(__name__)

PATIENCE: Final = 20.0
"""Seconds after which a process that has not answered is ended."""


def seeking_command() -> list[str]:
    """The command that seeks: this Python, or the frozen program itself."""
    if getattr(sys, "frozen", False):
        return [sys.executable, SUBCOMMAND]
    return [sys.executable, "-m", "producer_app.ui.recovery.child"]


class Seeker(QObject):
    """Asks one question after another; the process begins with the first and ends with ``stop``."""

    answered = Signal(object)
    """An Answer, in the window's thread; none to a question that a newer one replaced in time."""

    def __init__(self, parent: QObject | None = None, *, command: list[str] | None = None) -> None:
        super().__init__(parent)
        self._command = command or seeking_command()
        self._process: subprocess.Popen[bytes] | None = None
        self._thread: threading.Thread | None = None
        self._waiting: Question | None = None
        self._has_ended = False
        self._changed = threading.Condition()

    def ask(self, question: Question) -> None:
        """Have this sought next, in place of a question that still waits."""
        with self._changed:
            self._waiting = question
            self._changed.notify()
        if self._thread is None and not self._has_ended:
            self._thread = threading.Thread(target=self._work, name="way seeker", daemon=True)
            self._thread.start()

    @property
    def pid(self) -> int | None:
        """The seeking process; None while there is none."""
        return None if self._process is None else self._process.pid

    def stop(self) -> None:
        """End the process and the thread that waits for it, whatever they are at."""
        with self._changed:
            self._has_ended = True
            self._changed.notify()
            if self._process is not None:
                self._process.kill()
        thread = self._thread
        if thread is not None:
            thread.join()

    def _work(self) -> None:
        try:
            while (question := self._next()) is not None:
                answer = self._answer_of(question)
                if not self._has_ended:
                    self.answered.emit(answer)
        finally:
            self._give_up()
            self._thread = None

    def _next(self) -> Question | None:
        with self._changed:
            while self._waiting is None and not self._has_ended:
                self._changed.wait()
            question, self._waiting = self._waiting, None
            return None if self._has_ended else question

    def _answer_of(self, question: Question) -> Answer:
        nothing = Answer(number=question.number, ways=None)
        process = self._process or self._start()
        if process is None or process.stdin is None or process.stdout is None:
            return nothing
        patience = threading.Timer(PATIENCE, process.kill)
        patience.start()
        try:
            write(process.stdin, question)
            answer = read(process.stdout)
        except OSError as fault:
            if not self._has_ended:
                log.error("The process that seeks ways back does not listen: %s", fault)
            answer = None
        finally:
            patience.cancel()
        if isinstance(answer, Answer):
            return answer
        self._give_up()
        return nothing

    def _start(self) -> subprocess.Popen[bytes] | None:
        with self._changed:
            if self._has_ended:
                return None
            try:
                self._process = _started(self._command)
            except OSError as fault:
                log.error("Ways back cannot be sought: %s", fault)
                return None
        reader = threading.Thread(
            target=_log, args=(self._process.stderr,), name="way seeker log", daemon=True
        )
        reader.start()
        return self._process

    def _give_up(self) -> None:
        """End the process; the next question begins another."""
        with self._changed:
            process, self._process = self._process, None
        if process is None:
            return
        process.kill()
        code = process.wait()
        if not self._has_ended:
            log.error("The process that seeks ways back has ended (%s).", code)
        for pipe in (process.stdin, process.stdout):
            if pipe is not None:
                with contextlib.suppress(OSError):
                    pipe.close()


def _started(command: list[str]) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        command,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        cwd=None if getattr(sys, "frozen", False) else Path(producer_app.__file__).parents[1],
        creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0)
        | getattr(subprocess, "BELOW_NORMAL_PRIORITY_CLASS", 0),
    )


def _log(pipe: IO[bytes]) -> None:
    with pipe:
        for line in pipe:
            log.warning("way seeker: %s", line.decode(errors="replace").rstrip())
