"""Lets a file in only when it is a show of ours, whole and unchanged; never writes to it.

A file somebody sends may be hostile. Its first bytes are read without SQLite; then its schema
must be ours word for word before a single row is looked at.
"""

from __future__ import annotations

import shutil
import sqlite3
import stat
import tempfile
import time
from collections.abc import Iterator
from contextlib import ExitStack, closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

from sqlite_utils import Database

from producer_app.core.errors import BadInput, EnvironmentFault, Phrase
from producer_app.store.connection import connect
from producer_app.store.digest import verified
from producer_app.store.faults import NOT_UTF8, as_fault, damaged, disk_trouble
from producer_app.store.schema import APPLICATION_ID, DDL, FORMAT, schema_rows

SIZE_CAP = 128 * 1024 * 1024
"""The largest file that is looked at, in bytes."""

PATIENCE_SECONDS = 10.0
"""How long the check of one file may take."""

UNREADABLE = Phrase("store.unreadable", "nothing readable")
NO_SQLITE = Phrase("store.no_sqlite", "it is no SQLite file")
EMPTY = Phrase("store.empty", "it is empty")

_MAGIC = b"SQLite format 3\x00"
_HEADER_BYTES = 100
_STEPS_BETWEEN_LOOKS = 20_000


@dataclass(frozen=True, slots=True)
class Header:
    """What the first hundred bytes say."""

    format: int
    is_write_ahead: bool


def read_header(path: Path) -> Header:
    """The header of a show file; BadInput when it is missing, too large, no show, or too new."""
    try:
        if path.is_dir():
            raise BadInput(
                "store.folder", "{file} is a folder; choose a .show file in it.", file=path.name
            )
        status = path.stat()
        if not stat.S_ISREG(status.st_mode):
            raise _foreign(path, NO_SQLITE)
        size = status.st_size
        with path.open("rb") as file:
            head = file.read(_HEADER_BYTES)
    except FileNotFoundError as fault:
        raise BadInput(
            "store.no_file", "There is no file {file}; check its name and folder.", file=path.name
        ) from fault
    except OSError as fault:
        raise disk_trouble(path, fault) from fault
    _check_size(path, size)
    return _header(path, head)


def examine(path: Path, header: Header, *, is_being_written: bool = False) -> None:
    """Returns when the file is whole and says what was saved in it; BadInput otherwise.

    ``is_being_written`` says that a living console has it open: its journal is then its own affair.
    """
    ddl = DDL[header.format]
    try:
        with _to_look_at(path, header, is_being_written) as db, db.atomic():
            if frozenset(_schema(db)) != schema_rows(ddl):
                raise _foreign(
                    path, Phrase("store.other_tables", "its tables are not those of a show")
                )
            said = db.conn.execute("PRAGMA quick_check(1)").fetchone()
            if said is None or said[0] != "ok":
                raise damaged(path, UNREADABLE if said is None else str(said[0]))
            verified(db, ddl, path)
            (shows,) = db.conn.execute("SELECT count(*) FROM show").fetchone()
            if shows != 1:
                raise damaged(path, Phrase("store.shows", "it holds {shows} shows", shows=shows))
    except sqlite3.Error as error:
        fault = as_fault(error, path)
        if isinstance(fault, BadInput | EnvironmentFault):
            raise fault from error
        raise damaged(path, str(error)) from error
    except UnicodeDecodeError as error:
        raise damaged(path, NOT_UTF8) from error
    except OSError as error:
        raise disk_trouble(path, error) from error


def _schema(db: Database) -> list[tuple[str | None, ...]]:
    limit = len(schema_rows(DDL[FORMAT])) + 1
    query = "SELECT type, name, tbl_name, sql FROM sqlite_schema LIMIT ?"
    return list(db.conn.execute(query, (limit,)))


def _check_size(path: Path, size: int) -> None:
    if size > SIZE_CAP:
        raise BadInput(
            "store.too_large",
            "{file} is {size} MB; a show file has at most {cap} MB. This is not one.",
            file=path.name,
            size=size // 2**20,
            cap=SIZE_CAP // 2**20,
        )


def _header(path: Path, head: bytes) -> Header:
    if len(head) < _HEADER_BYTES or not head.startswith(_MAGIC):
        raise _foreign(path, NO_SQLITE if head else EMPTY)
    if int.from_bytes(head[68:72], "big") != APPLICATION_ID:
        raise _foreign(path, Phrase("store.other_program", "another program made it"))
    version = int.from_bytes(head[60:64], "big")
    if version > FORMAT:
        raise BadInput(
            "store.too_new",
            "{file} was made by a newer Producer Console (format {version}, this one reads up to "
            "{known}); install the newer one.",
            file=path.name,
            version=version,
            known=FORMAT,
        )
    if version not in DDL:
        what = Phrase("store.no_format", "there is no format {version}", version=version)
        raise _foreign(path, what)
    return Header(format=version, is_write_ahead=head[18] == 2 or head[19] == 2)


def _foreign(path: Path, why: Phrase) -> BadInput:
    return BadInput(
        "store.not_a_show",
        "{file} is not a show file ({why}). Open a .show file, or import a rundown from a "
        "spreadsheet.",
        file=path.name,
        why=why,
    )


@contextmanager
def _to_look_at(path: Path, header: Header, is_being_written: bool) -> Iterator[Database]:
    """A connection that cannot change the file: read-only, or on a copy where SQLite would first
    have to finish or take back what a killed program had begun."""
    journals = [sibling for sibling in _journals(path) if sibling.exists()]
    needs_a_copy = bool(journals or header.is_write_ahead) and not is_being_written
    with ExitStack() as stack:
        if needs_a_copy:
            folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="show-")))
            for file in (path, *journals):
                shutil.copyfile(file, folder / ("copy" + file.name[len(path.name) :]))
            db = stack.enter_context(closing(connect(folder / "copy", "rw")))
        else:
            db = stack.enter_context(closing(connect(path, "ro")))
        deadline = time.monotonic() + PATIENCE_SECONDS
        db.conn.set_progress_handler(lambda: time.monotonic() > deadline, _STEPS_BETWEEN_LOOKS)
        db.conn.set_authorizer(_allow_reading)
        yield db


def _journals(path: Path) -> tuple[Path, ...]:
    return tuple(path.with_name(path.name + ending) for ending in ("-journal", "-wal"))


_READING = frozenset(
    {
        sqlite3.SQLITE_SELECT,
        sqlite3.SQLITE_READ,
        sqlite3.SQLITE_FUNCTION,
        sqlite3.SQLITE_PRAGMA,
        sqlite3.SQLITE_TRANSACTION,
    }
)


def _allow_reading(action: int, *_names: str | None) -> int:
    return sqlite3.SQLITE_OK if action in _READING else sqlite3.SQLITE_DENY
