"""New show files on the disk: made beside their place, complete, then put there at once."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path

from sqlite_utils import Database

from producer_app.core.changes import whole
from producer_app.core.errors import Refused
from producer_app.core.show import Show
from producer_app.store.connection import connect
from producer_app.store.digest import Digests, keep_hashes
from producer_app.store.faults import disk_trouble, told
from producer_app.store.plan import write_plan
from producer_app.store.schema import APPLICATION_ID, DDL, FORMAT


def make(path: Path, show: Show) -> None:
    """A new show file with that plan; Refused where there is a file of that name already."""
    with _appearing(path) as part, closing(connect(part, "rwc")) as db, db.atomic():
        for statement in DDL[FORMAT]:
            db.conn.execute(statement)
        db.conn.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        db.conn.execute(f"PRAGMA user_version = {FORMAT}")
        db.conn.execute("INSERT INTO meta (key, value) VALUES ('format', ?)", (str(FORMAT),))
        digests = Digests()
        write_plan(db, digests, whole(show), show)
        keep_hashes(db, digests)


def copy_into(db: Database, path: Path) -> None:
    """A copy of an open file, as it is at one moment; Refused where there is one already."""
    with _appearing(path) as part, closing(connect(part, "rwc")) as copy:
        db.conn.backup(copy.conn)


@contextmanager
def _appearing(path: Path) -> Iterator[Path]:
    """The name to make a file under that then takes its place; nothing is left where it fails."""
    if path.exists():
        raise _there_already(path)
    part = path.with_name(f".{path.name}.part")
    try:
        with told(path):
            part.unlink(missing_ok=True)
            yield part
            _publish(part, path)
    except OSError as fault:
        raise disk_trouble(path, fault) from fault
    finally:
        for rest in (part, part.with_name(part.name + "-journal")):
            with suppress(OSError):
                rest.unlink(missing_ok=True)


def _publish(part: Path, path: Path) -> None:
    """Gives the finished file its name without ever replacing another, and makes that last."""
    try:
        os.link(part, path)
    except FileExistsError:
        raise _there_already(path) from None
    except OSError:
        if path.exists():
            raise _there_already(path) from None
        part.rename(path)
    if sys.platform != "win32":
        folder = os.open(path.parent, os.O_RDONLY)
        try:
            os.fsync(folder)
        finally:
            os.close(folder)


def _there_already(path: Path) -> Refused:
    return Refused(
        "store.exists",
        "There is already a file {file}; choose another name, or move that one away.",
        file=path.name,
    )
