"""One console at a time writes a show: a lock file beside it that says who has it.

The operating system holds the lock and lets go of it when the process dies, so a stale file of a
dead process stops nobody. What the file says is only for people.
"""

from __future__ import annotations

import contextlib
import errno
import json
import os
import socket
import sys
import time
from pathlib import Path

from producer_app.core.errors import EnvironmentFault, Phrase
from producer_app.store.faults import not_writable

_LOCK_BYTE = 1 << 20
"""Where the locked byte is on systems that lock ranges: behind the text, which all may read."""


class WriterLock:
    """Held from ``take`` until ``release`` or the end of the process."""

    def __init__(self, path: Path, handle: int) -> None:
        self._path = path
        self._handle = handle

    @classmethod
    def take(cls, show_file: Path) -> WriterLock:
        """The lock of that show file. EnvironmentFault names who has it, or why there is none."""
        path = lock_path(show_file)
        while True:
            handle = _open(path, show_file)
            try:
                _lock_soon(handle)
            except (BlockingIOError, PermissionError):
                who = holder(show_file)
                os.close(handle)
                raise _taken(show_file, who) from None
            except OSError as fault:
                os.close(handle)
                raise _no_lock(show_file, fault) from fault
            if _is_at(path, handle):
                _sign(handle)
                return cls(path, handle)
            os.close(handle)

    def release(self) -> None:
        """Lets the next one write. Does nothing when it was released before."""
        if self._handle < 0:
            return
        handle, self._handle = self._handle, -1
        if sys.platform == "win32":
            os.close(handle)
            with contextlib.suppress(OSError):
                self._path.unlink()
            return
        with contextlib.suppress(OSError):
            self._path.unlink()
        os.close(handle)


def lock_path(show_file: Path) -> Path:
    """The lock file of a show file: hidden, beside it."""
    return show_file.with_name(f".{show_file.name}.lock")


def has_writer(show_file: Path) -> bool:
    """True while a living process, this one or another, holds the lock."""
    try:
        handle = os.open(lock_path(show_file), os.O_RDWR)
    except OSError:
        return False
    try:
        _lock(handle)
    except (BlockingIOError, PermissionError):
        return True
    except OSError:
        return False
    else:
        return False
    finally:
        os.close(handle)


def holder(show_file: Path) -> Phrase:
    """Who wrote the lock file: the process and the computer's name; unknown where nobody did."""
    try:
        said = json.loads(lock_path(show_file).read_text(encoding="utf-8"))
        process, host = int(said["pid"]), str(said["host"])[:100]
    except (OSError, ValueError, KeyError, TypeError):
        return Phrase("store.nobody_known", "unknown")
    return Phrase("store.process", "process {process} on {host}", process=process, host=host)


def _lock_soon(handle: int) -> None:
    """Locks, and looks again a moment later: somebody may only be asking who has it."""
    for _ in range(3):
        try:
            return _lock(handle)
        except (BlockingIOError, PermissionError):
            time.sleep(0.02)
    return _lock(handle)


def _open(path: Path, show_file: Path) -> int:
    try:
        return os.open(path, os.O_RDWR | os.O_CREAT | getattr(os, "O_NOFOLLOW", 0), 0o644)
    except OSError as fault:
        if fault.errno in (errno.EACCES, errno.EPERM, errno.EROFS):
            raise not_writable(show_file) from fault
        raise _no_lock(show_file, fault) from fault


def _sign(handle: int) -> None:
    """Writes who has it; a full disk must not keep anybody from opening the show."""
    text = json.dumps({"pid": os.getpid(), "host": socket.gethostname()}).encode()
    with contextlib.suppress(OSError):
        os.ftruncate(handle, 0)
        os.lseek(handle, 0, os.SEEK_SET)
        os.write(handle, text)


def _is_at(path: Path, handle: int) -> bool:
    """False where the one who released it took the file away between our opening and locking."""
    try:
        return os.path.samestat(path.stat(), os.fstat(handle))
    except FileNotFoundError:
        return False


def _taken(show_file: Path, who: Phrase) -> EnvironmentFault:
    return EnvironmentFault(
        "store.locked",
        "{file} is open for editing in another console ({who}). Close it there, or open it here "
        "to look at.",
        file=show_file.name,
        who=who,
    )


def _no_lock(show_file: Path, fault: OSError) -> EnvironmentFault:
    return EnvironmentFault(
        "store.no_lock",
        "{file} cannot be locked for editing ({reason}). Open it to look at, or copy it to a disk "
        "of this computer.",
        file=show_file.name,
        reason=fault.strerror or str(fault),
    )


if sys.platform == "win32":
    import msvcrt

    def _lock(handle: int) -> None:
        os.lseek(handle, _LOCK_BYTE, os.SEEK_SET)
        msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)

else:
    import fcntl

    def _lock(handle: int) -> None:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
