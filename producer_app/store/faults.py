"""What SQLite and the disk complain about, as errors a person can act on; opens nothing itself."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from types import MappingProxyType
from typing import NamedTuple

from producer_app.core.errors import BadInput, EnvironmentFault, Phrase, ProducerError, Refused


class _Fault(NamedTuple):
    code: str
    sentence: str


_SAVE_A_COPY = "save a copy somewhere else and go on there."

NOT_UTF8 = Phrase("store.not_utf8", "text that is not UTF-8")

_BUSY = _Fault(
    "store.busy",
    "Another program is using {file}; the last change is not saved. Close the other program.",
)

_CANNOT_OPEN = _Fault(
    "store.cannot_open",
    "{file} or its folder cannot be opened; look whether it is still there and may be read and "
    "written.",
)

_UNFINISHED = _Fault(
    "store.unfinished",
    "A program was ended in the middle of saving {file}, and what it had begun cannot be taken "
    "back here. Open it for editing once, or copy the whole folder to a disk that may be written "
    "to and open it there.",
)

_ENVIRONMENT: Mapping[str, _Fault] = MappingProxyType(
    {
        "SQLITE_FULL": _Fault(
            "store.disk_full",
            "The disk with {file} is full; the last change is not saved. Make room, or "
            + _SAVE_A_COPY,
        ),
        "SQLITE_READONLY_DBMOVED": _Fault(
            "store.moved",
            "{file} was moved, deleted or replaced while it was open; the last change is not "
            "saved. Put it back, or " + _SAVE_A_COPY,
        ),
        "SQLITE_READONLY_ROLLBACK": _UNFINISHED,
        "SQLITE_READONLY_RECOVERY": _UNFINISHED,
        "SQLITE_READONLY_CANTINIT": _UNFINISHED,
        "SQLITE_READONLY": _Fault(
            "store.read_only",
            "{file} cannot be written to; the last change is not saved. Make the file and its "
            "folder writable, or " + _SAVE_A_COPY,
        ),
        "SQLITE_BUSY": _BUSY,
        "SQLITE_LOCKED": _BUSY,
        "SQLITE_CANTOPEN": _CANNOT_OPEN,
        "SQLITE_PERM": _CANNOT_OPEN,
        "SQLITE_IOERR": _Fault(
            "store.disk_error",
            "The disk with {file} reports an error ({name}); the last change may not be saved. "
            "Check the disk or the network, and " + _SAVE_A_COPY,
        ),
    }
)
"""By the beginning of SQLite's name for the error; the first that fits counts."""


@contextmanager
def told(path: Path) -> Iterator[None]:
    """Turns SQLite's complaints about that file into EnvironmentFault, BadInput or Refused.

    Misuse of SQLite is our own mistake and passes through as it is.
    """
    try:
        yield
    except sqlite3.Error as error:
        fault = as_fault(error, path)
        if fault is None:
            raise
        raise fault from error
    except UnicodeDecodeError as error:
        raise damaged(path, NOT_UTF8) from error


def damaged(path: Path, what: Phrase | str) -> BadInput:
    """The error for a file whose bytes are not what was written; ``what`` names the place."""
    return BadInput(
        "store.damaged",
        "{file} is damaged ({what}); it was left as it is. Open a copy of it from before.",
        file=path.name,
        what=what,
    )


def reason_of(fault: Exception) -> Phrase | str:
    """What an error says, for the place in a sentence where the reason stands."""
    return fault.phrase if isinstance(fault, ProducerError) else str(fault)


def moved(path: Path) -> EnvironmentFault:
    """The error for a path that no longer names the file that is open."""
    return _environment(_ENVIRONMENT["SQLITE_READONLY_DBMOVED"], path, "")


def changed_elsewhere(path: Path) -> EnvironmentFault:
    """The error for a file whose content is no longer what this console has saved in it."""
    return EnvironmentFault(
        "store.changed_elsewhere",
        "Another program has changed {file} while it was open here; the last change is not saved. "
        "Save the show under another name and go on there.",
        file=path.name,
    )


def not_writable(path: Path) -> EnvironmentFault:
    """The error for a show that may be looked at but not edited where it is."""
    return EnvironmentFault(
        "store.not_editable",
        "{file} cannot be edited where it is: the file or its folder may not be written to. Open "
        "it to look at, or save a copy somewhere else.",
        file=path.name,
    )


def no_folder(path: Path) -> EnvironmentFault:
    """The error for a new file in a folder that is not there."""
    return EnvironmentFault(
        "store.no_folder",
        "{file} cannot be made: there is no folder {folder}. Make it, or choose another.",
        file=path.name,
        folder=path.parent,
    )


def disk_trouble(path: Path, fault: OSError) -> EnvironmentFault:
    """The error for a file that the operating system will not read or write."""
    return EnvironmentFault(
        "store.disk_trouble",
        "{file} cannot be read or written ({reason}). Check the disk, the folder and its rights.",
        file=path.name,
        reason=fault.strerror or str(fault),
    )


def as_fault(error: sqlite3.Error, path: Path) -> ProducerError | None:
    """What a person should read instead of that error; None where it is a mistake of ours."""
    name = getattr(error, "sqlite_errorname", None)
    if not isinstance(name, str):
        return None
    if name.startswith(("SQLITE_CORRUPT", "SQLITE_NOTADB", "SQLITE_FORMAT")):
        return damaged(path, str(error))
    if name == "SQLITE_TOOBIG":
        return Refused(
            "store.too_long", "That text is too long to keep in {file}; shorten it.", file=path.name
        )
    if name == "SQLITE_INTERRUPT":
        return damaged(path, Phrase("store.too_slow", "it takes too long to read"))
    for prefix, fault in _ENVIRONMENT.items():
        if name.startswith(prefix):
            return _environment(fault, path, name)
    return None


def _environment(fault: _Fault, path: Path, name: str) -> EnvironmentFault:
    return EnvironmentFault(fault.code, fault.sentence, file=path.name, name=name)
