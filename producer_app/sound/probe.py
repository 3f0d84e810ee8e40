"""Asks a process of its own for the facts of a clip, so that neither a long nor a hostile file can
hold up or bring down the window."""

from __future__ import annotations

import asyncio
import json
import logging
import os
import subprocess
import sys
import threading
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import producer_app
from producer_app.core.errors import ProducerError
from producer_app.sound import fence
from producer_app.sound.child import DEFAULT_PEAKS
from producer_app.sound.facts import ClipFacts, facts_from_json
from producer_app.sound.faults import fault, shown_name

_LOG = logging.getLogger(__name__)

DEADLINE_SECONDS = 30.0
_POOL = ThreadPoolExecutor(max_workers=2, thread_name_prefix="sound-probe")


def reader_command() -> tuple[str, ...]:
    """The command that reads a clip: this Python, or the frozen program itself."""
    if getattr(sys, "frozen", False):
        return (sys.executable, "sound-probe")
    return (sys.executable, "-P", "-m", "producer_app.sound.child")


def probe_now(
    path: Path,
    peaks: int = DEFAULT_PEAKS,
    *,
    command: Sequence[str] | None = None,
    deadline: float = DEADLINE_SECONDS,
) -> ClipFacts:
    """The facts of the clip at ``path``; blocks until they are there or ``deadline`` seconds have
    passed. Refused, BadInput or EnvironmentFault with one sentence for anything else."""
    return _Reading(path, peaks, command, deadline).facts()


async def probe(
    path: Path,
    peaks: int = DEFAULT_PEAKS,
    *,
    command: Sequence[str] | None = None,
    deadline: float = DEADLINE_SECONDS,
) -> ClipFacts:
    """Like ``probe_now`` without blocking the loop (two clips at a time, the others wait). To
    cancel it is to stop the reading process at once."""
    reading = _Reading(path, peaks, command, deadline)
    try:
        return await asyncio.get_running_loop().run_in_executor(_POOL, reading.facts)
    except asyncio.CancelledError:
        reading.cancel()
        raise


class _Reading:
    """One run of the reading process, which another thread may cancel."""

    def __init__(
        self, path: Path, peaks: int, command: Sequence[str] | None, deadline: float
    ) -> None:
        self._name = shown_name(path.name)
        self._command = [
            *(command or reader_command()),
            str(path.absolute()),
            "--peaks",
            str(peaks),
        ]
        self._deadline = deadline
        self._lock = threading.Lock()
        self._process: subprocess.Popen[bytes] | None = None
        self._cancelled = False

    def facts(self) -> ClipFacts:
        with self._start() as process:
            try:
                output, errors = process.communicate(timeout=self._deadline)
            except subprocess.TimeoutExpired as late:
                seconds = f"{self._deadline:g}"
                raise fault("sound.too_slow", name=self._name, seconds=seconds) from late
            finally:
                fence.stop(process)
        return self._understood(process.returncode, output, errors)

    def cancel(self) -> None:
        with self._lock:
            self._cancelled = True
            if self._process is not None:
                fence.stop(self._process)

    def _start(self) -> subprocess.Popen[bytes]:
        with self._lock:
            if self._cancelled:
                raise fault("sound.cancelled", name=self._name)
            try:
                self._process = fence.start(self._command, _environment())
            except OSError as missing:
                raise self._stopped(str(missing.strerror)) from missing
            return self._process

    def _understood(self, exit_code: int, output: bytes, errors: bytes) -> ClipFacts:
        try:
            answer: dict[str, Any] = json.loads(output)
            if "facts" in answer:
                return facts_from_json(answer["facts"])
            said = fault(answer["fault"]["code"], **answer["fault"]["params"])
        except (ValueError, KeyError, TypeError) as garbled:
            _LOG.error(
                "the sound reader ended with %s: %s", exit_code, errors.decode(errors="replace")
            )
            raise self._stopped(f"exit code {exit_code}") from garbled
        raise said

    def _stopped(self, reason: str) -> ProducerError:
        return fault("sound.stopped", name=self._name, reason=reason)


def _environment() -> dict[str, str]:
    """This process's environment, in which the reader finds the same package."""
    names = dict(os.environ)
    names.setdefault("PATH", os.defpath)
    if not getattr(sys, "frozen", False):
        root = str(Path(producer_app.__file__).parents[1])
        names["PYTHONPATH"] = os.pathsep.join(filter(None, (root, names.get("PYTHONPATH"))))
    return names
