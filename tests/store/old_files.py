"""Show files as the first release made them, from its own statements."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import closing
from pathlib import Path
from typing import Any

from sqlite_utils import Database

from producer_app.core.revision import Revision
from producer_app.core.run import RunId
from producer_app.core.show import Show
from producer_app.store.connection import connect
from producer_app.store.digest import counted, keep_hashes
from producer_app.store.rows import SEGMENT, SHOW, TABLES, column_names, positioned
from producer_app.store.schema import APPLICATION_ID, DDL, table_columns

RUN = RunId("old-run")

OLD_LOG = (
    (
        "RunStarted",
        '{"at":1000,"run":"old-run","kind":"show","number":1,"epoch":1,"shift":0}',
    ),
    ("StoodBy", '{"at":1500,"room":"stage","segment":"s1"}'),
    (
        "WentOnAir",
        (
            '{"at":2000,"room":"stage","segment":"s1","number":"1","title":"Song 1",'
            '"kind":"song","length":300000,"planned_start":2000,"ad":0,"sponsor":null}'
        ),
    ),
    ("StoodBy", '{"at":2500,"room":"stage","segment":"s3"}'),
)
"""A log as the first release wrote it: a standby says nothing of what follows behind it."""


def make_format_1(path: Path, show: Show, revisions: Sequence[Revision] = ()) -> None:
    """A file of the first format with that plan, those issues, and a run that is on."""
    with closing(connect(path, "rwc")) as db, db.atomic():
        for statement in DDL[1]:
            db.conn.execute(statement)
        db.conn.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        db.conn.execute("PRAGMA user_version = 1")
        db.conn.execute("INSERT INTO meta (key, value) VALUES ('format', '1')")
        _insert(db, "show", dict(zip(SHOW.columns, SHOW.values(show), strict=True)))
        known = table_columns(DDL[1])
        for collection, (table, shape) in TABLES.items():
            if table not in known:
                continue
            for position, noun in enumerate(getattr(show, collection)):
                row = positioned(shape, noun, position)
                _insert(db, table, dict(zip(column_names(shape), row, strict=True)))
        for revision in revisions:
            _issue(db, revision)
        _log(db)
        keep_hashes(db, counted(db, DDL[1]))


def _issue(db: Database, revision: Revision) -> None:
    head = (revision.number, revision.colour, revision.issued, "", revision.by, revision.note)
    marks = "?, ?, ?, ?, ?, ?, ?"
    db.conn.execute(f"INSERT INTO revision VALUES ({marks})", (*head, revision.hash))
    for position, segment in enumerate(revision.rows):
        row = dict(zip(column_names(SEGMENT), positioned(SEGMENT, segment, position), strict=True))
        _insert(db, "revision_segment", {"revision": revision.number} | row)


def _log(db: Database) -> None:
    db.conn.execute("INSERT INTO run VALUES (?, 'show', 1, 1, 1000, '', NULL, NULL)", (RUN,))
    for seq, (kind, body) in enumerate(OLD_LOG, 1):
        db.conn.execute(
            "INSERT INTO asrun VALUES (?, ?, ?, '', ?, NULL, NULL, NULL, ?)",
            (seq, RUN, 1000, kind, body),
        )


def _insert(db: Database, table: str, record: Mapping[str, Any]) -> None:
    """What the first format has no column for is left out."""
    columns = table_columns(DDL[1])[table]
    marks = ", ".join("?" for _ in columns)
    db.conn.execute(
        f"INSERT INTO {table} ({', '.join(columns)}) VALUES ({marks})",
        [record[column] for column in columns],
    )
