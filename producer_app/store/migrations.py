"""Brings a show file of an older format to the present one, whole or not at all."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from types import MappingProxyType

from sqlite_utils import Database

from producer_app.store.digest import counted, keep_hashes
from producer_app.store.schema import DDL, FORMAT

Step = Callable[[Database], None]
"""Changes a file of one format into the next, within the transaction that is open."""

STEPS: Mapping[int, Step] = MappingProxyType({})
"""By the format that the step leads to. The present format is the first."""


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


def copy_from_before(path: Path, version: int) -> Path:
    """Where the copy of a file goes that is about to be migrated from that format."""
    return path.with_name(f"{path.stem} (format {version}){path.suffix}")
