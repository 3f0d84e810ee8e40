"""Brings a show file of an older format to the present one, whole or not at all."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Mapping
from contextlib import closing
from itertools import count
from pathlib import Path
from types import MappingProxyType

from sqlite_utils import Database

from producer_app.store.connection import connect, in_memory
from producer_app.store.digest import PLAN, RECORD, counted, keep_hashes, kept_hash
from producer_app.store.faults import told
from producer_app.store.files import copy_into
from producer_app.store.format_1 import FORMAT_1
from producer_app.store.format_2 import CHANGED_IN_FORMAT_2, FORMAT_2
from producer_app.store.order import APART
from producer_app.store.rows import POSITION, TABLES, Value
from producer_app.store.schema import DDL, FORMAT, table_columns

Step = Callable[[Database], None]
"""Changes a file of one format into the next, within the transaction that is open."""


_NEW_IN_FORMAT_2: Mapping[str, Value] = MappingProxyType(
    {
        "is_opening": 0,
        "filled_by": "[]",
        "starts_after": "",
        "keeps_length": 0,
        "ad_kind": "sponsor_read",
        "is_signposted": 0,
        "filed": "",
        "places": "[]",
        "returns": "",
        "output": "",
        "carries": 0,
        "lengths": "[]",
        "count_elsewhere": 0,
        "against": "[]",
        "signpost": "not_needed",
        "preset": "",
        "status": "",
        "note": "",
        "note_alt": "",
    }
)
"""What a show of the first format had no word for; a new column that is not here stays empty."""


def _to_format_2(db: Database) -> None:
    before, now = table_columns(FORMAT_1), table_columns(FORMAT_2)
    for table, statement in CHANGED_IN_FORMAT_2.items():
        if table not in before:
            db.conn.execute(statement)
            continue
        added = {name: _NEW_IN_FORMAT_2[name] for name in now[table] if name in _NEW_IN_FORMAT_2}
        db.conn.execute(f"ALTER TABLE {table} RENAME TO {table}_before")
        db.conn.execute(statement)
        names = ", ".join((*before[table], *added))
        values = ", ".join((*before[table], *("?" for _ in added)))
        db.conn.execute(
            f"INSERT INTO {table} ({names}) SELECT {values} FROM {table}_before",  # noqa: S608
            tuple(added.values()),
        )
        db.conn.execute(f"DROP TABLE {table}_before")
    for table, _ in TABLES.values():
        db.conn.execute(f"UPDATE {table} SET {POSITION} = {POSITION} * {APART}")  # noqa: S608


STEPS: Mapping[int, Step] = MappingProxyType({2: _to_format_2})
"""By the format that the step leads to."""


def bring_up_to_date(path: Path, version: int) -> None:
    """Migrates a file of that format, with a copy of how it was beside it."""
    with told(path), closing(connect(path, "rw")) as db:
        _keep_from_before(db, path, version)
        migrate(db)


def _keep_from_before(db: Database, path: Path, version: int) -> None:
    """Copies the file beside itself, unless an attempt before this one has done so."""
    for number in count(1):
        copy = copy_from_before(path, version, number)
        if not copy.exists():
            copy_into(db, copy)
            return
        if _hold_the_same(db, copy):
            return


def _hold_the_same(db: Database, path: Path) -> bool:
    try:
        with closing(connect(path, "ro")) as other:
            return all(kept_hash(db, part) == kept_hash(other, part) for part in (PLAN, RECORD))
    except sqlite3.Error:
        return False


def migrated_copy(path: Path) -> Database:
    """A file of an older format as one of the present, in memory: the file itself stays old."""
    copy = in_memory()
    try:
        with closing(connect(path, "ro")) as db:
            db.conn.backup(copy.conn)
        migrate(copy)
        copy.conn.execute("PRAGMA query_only = ON")
    except BaseException:
        copy.close()
        raise
    return copy


def migrate(
    db: Database,
    *,
    to: int = FORMAT,
    steps: Mapping[int, Step] = STEPS,
    ddl: Mapping[int, tuple[str, ...]] = DDL,
) -> None:
    """Takes every step up to that format in one transaction; nothing where there is none to take.

    Whatever is killed or fails midway leaves the file as it was.
    """
    version = format_of(db)
    if version >= to:
        return
    with db.atomic():
        for number in range(version + 1, to + 1):
            steps[number](db)
            db.conn.execute(f"PRAGMA user_version = {number}")
        db.conn.execute("UPDATE meta SET value = ? WHERE key = 'format'", (str(to),))
        keep_hashes(db, counted(db, ddl[to]))


def format_of(db: Database) -> int:
    """The file's format."""
    (version,) = db.conn.execute("PRAGMA user_version").fetchone()
    return int(version)


def copy_from_before(path: Path, version: int, number: int = 1) -> Path:
    """Where the copy of a file goes that is about to be migrated from that format; ``number``
    tells it from copies of other files that once had its name."""
    of_several = "" if number == 1 else f" {number}"
    return path.with_name(f"{path.stem} (format {version}){of_several}{path.suffix}")
