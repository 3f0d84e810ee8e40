"""Opens SQLite the one way this program uses it; knows no table."""

from __future__ import annotations

import sqlite3
import sys
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Literal

from sqlite_utils import Database

BUSY_SECONDS = 0.8
"""How long a statement waits for another program to let go of the file."""

_LIMITS: Mapping[int, int] = MappingProxyType(
    {
        sqlite3.SQLITE_LIMIT_LENGTH: 8_000_000,
        sqlite3.SQLITE_LIMIT_SQL_LENGTH: 100_000,
        sqlite3.SQLITE_LIMIT_COLUMN: 100,
        sqlite3.SQLITE_LIMIT_EXPR_DEPTH: 30,
        sqlite3.SQLITE_LIMIT_COMPOUND_SELECT: 10,
        sqlite3.SQLITE_LIMIT_VDBE_OP: 25_000,
        sqlite3.SQLITE_LIMIT_FUNCTION_ARG: 8,
        sqlite3.SQLITE_LIMIT_ATTACHED: 0,
        sqlite3.SQLITE_LIMIT_VARIABLE_NUMBER: 50,
        sqlite3.SQLITE_LIMIT_TRIGGER_DEPTH: 10,
    }
)

Mode = Literal["ro", "rw", "rwc"]
"""Read only; read and write; the same, and made where there is none."""


def connect(path: Path, mode: Mode) -> Database:
    """A connection that trusts nothing in the file and, where it writes, loses nothing."""
    connection = sqlite3.connect(
        f"{_uri(path.resolve())}?mode={mode}",
        uri=True,
        timeout=BUSY_SECONDS,
        isolation_level=None,
        check_same_thread=False,
    )
    try:
        _restrain(connection, query_only=mode == "ro")
    except BaseException:
        connection.close()
        raise
    return Database(connection, recursive_triggers=False, execute_plugins=False)


def in_memory() -> Database:
    """An empty database that lives in memory alone, held to the same limits."""
    connection = sqlite3.connect(":memory:", isolation_level=None, check_same_thread=False)
    _restrain(connection, query_only=False)
    return Database(connection, recursive_triggers=False, execute_plugins=False)


def _uri(path: Path) -> str:
    """The path as SQLite reads it: a file on another computer's share has no host part there."""
    uri = path.as_uri()
    return uri if uri.startswith("file:///") else uri.replace("file://", "file:////", 1)


def _restrain(connection: sqlite3.Connection, *, query_only: bool) -> None:
    for limit, value in _LIMITS.items():
        connection.setlimit(limit, value)
    if sys.version_info >= (3, 12):
        connection.setconfig(sqlite3.SQLITE_DBCONFIG_DEFENSIVE, True)  # noqa: FBT003
        connection.setconfig(sqlite3.SQLITE_DBCONFIG_ENABLE_TRIGGER, False)  # noqa: FBT003
        connection.setconfig(sqlite3.SQLITE_DBCONFIG_ENABLE_VIEW, False)  # noqa: FBT003
    for pragma in (
        "trusted_schema = OFF",
        "cell_size_check = ON",
        "mmap_size = 0",
        "temp_store = MEMORY",
        f"query_only = {'ON' if query_only else 'OFF'}",
    ):
        connection.execute(f"PRAGMA {pragma}")
    if not query_only:
        connection.execute("PRAGMA journal_mode = DELETE")
        connection.execute("PRAGMA synchronous = EXTRA")
