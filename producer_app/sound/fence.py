"""Starts a process that must not hurt the show: less important than the window, and on Linux with
a limit on memory and computing time that the programs it starts inherit."""

from __future__ import annotations

import contextlib
import logging
import os
import signal
import subprocess
import sys
from collections.abc import Mapping, Sequence

_LOG = logging.getLogger(__name__)

MEGABYTE = 1024 * 1024
MEMORY_MEGABYTES = 80
"""Of written memory, for each of at most three processes (the reader, a decoder, a meter), which
keeps a clip under 256 MB. Address space is no measure: ffmpeg maps more than 256 MB of libraries
before it does anything, and runs in 48 MB of written memory."""
STACK_MEGABYTES = 1
COMPUTING_SECONDS = 40
_NICENESS, _LEAST_IMPORTANT = 10, 19
"""How far behind the window, and the last place that there is: only an administrator may move a
process forward, so it is never put before a window that is itself far behind."""


def start(command: Sequence[str], env: Mapping[str, str]) -> subprocess.Popen[bytes]:
    """The fenced process, its standard input closed, its two outputs piped."""
    flags = 0
    if sys.platform == "win32":
        flags = subprocess.CREATE_NO_WINDOW | subprocess.BELOW_NORMAL_PRIORITY_CLASS
    process = subprocess.Popen(
        list(command),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=dict(env),
        creationflags=flags,
        start_new_session=sys.platform != "win32",
    )
    with contextlib.suppress(ProcessLookupError):
        _fence(process.pid)
    return process


def stop(process: subprocess.Popen[bytes]) -> None:
    """Kills a running process and, where there are process groups, everything it started."""
    if process.poll() is not None:
        return
    if sys.platform == "win32":
        process.kill()
        return
    with contextlib.suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)


def _fence(pid: int) -> None:
    if sys.platform == "win32":
        return
    own = os.getpriority(os.PRIO_PROCESS, 0)
    os.setpriority(os.PRIO_PROCESS, pid, min(_LEAST_IMPORTANT, own + _NICENESS))
    if sys.platform != "linux":
        return
    import resource

    limits = (
        (resource.RLIMIT_DATA, MEMORY_MEGABYTES * MEGABYTE),
        (resource.RLIMIT_STACK, STACK_MEGABYTES * MEGABYTE),
        (resource.RLIMIT_CPU, COMPUTING_SECONDS),
        (resource.RLIMIT_CORE, 0),
    )
    for kind, most in limits:
        try:
            resource.prlimit(pid, kind, (most, most))
        except (PermissionError, ValueError) as refused:
            _LOG.warning("a limit of the sound reader could not be set: %s", refused)
