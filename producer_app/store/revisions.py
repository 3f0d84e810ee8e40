"""Issued revisions in their tables, with the segments as they were."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import msgspec
from sqlite_utils import Database

from producer_app.core.errors import BadInput, Phrase, Refused
from producer_app.core.revision import Revision
from producer_app.core.show import Segment
from producer_app.core.timebase import Instant
from producer_app.store.digest import Digests
from producer_app.store.faults import damaged, reason_of
from producer_app.store.records import keep, readable, rows_of
from producer_app.store.rows import SEGMENT, column_names, positioned

_Issued = tuple[Segment, Instant | None]
"""A segment as it was, and the start that was published with it."""


def write_revision(db: Database, digests: Digests, revision: Revision, zone: str) -> None:
    """Writes an issue within the transaction that is open; Refused where its number was issued."""
    known = db.conn.execute("SELECT 1 FROM revision WHERE number = ?", (revision.number,))
    if known.fetchone() is not None:
        raise Refused(
            "revision.issued",
            "Revision {number} has been issued already; issue the next number.",
            number=revision.number,
        )
    keep(
        db,
        digests,
        "revision",
        {
            "number": revision.number,
            "colour": revision.colour,
            "issued_ms": revision.issued,
            "issued": readable(revision.issued, zone),
            "issued_by": revision.by,
            "note": revision.note,
            "hash": revision.hash,
        },
    )
    columns = ("revision", *column_names(SEGMENT), "start_ms")
    starts = revision.starts or (None,) * len(revision.rows)
    for position, (segment, start) in enumerate(zip(revision.rows, starts, strict=True)):
        values = (revision.number, *positioned(SEGMENT, segment, position), start)
        record = dict(zip(columns, values, strict=True))
        keep(db, digests, "revision_segment", record)


def newest_number(db: Database) -> int:
    """The number of the last issue in the file; 0 where there is none."""
    (number,) = db.conn.execute("SELECT coalesce(max(number), 0) FROM revision").fetchone()
    return int(number)


def read_revisions(db: Database, path: Path) -> tuple[Revision, ...]:
    """Every issue by its number; BadInput where one cannot be read."""
    issued: dict[int, list[_Issued]] = {}
    names = ", ".join(SEGMENT.columns)
    query = (
        f"SELECT revision, start_ms, {names} FROM revision_segment "  # noqa: S608
        "ORDER BY revision, position"
    )
    for number, start, *row in db.conn.execute(query):
        try:
            issued.setdefault(number, []).append((SEGMENT.thing(row), start))
        except (ValueError, TypeError, BadInput, msgspec.MsgspecError) as fault:
            what = Phrase(
                "store.in_revision",
                "revision {number}, segment “{id}”: {reason}",
                number=number,
                id=row[0],
                reason=reason_of(fault),
            )
            raise damaged(path, what) from fault
    return tuple(
        _revision(record, issued.get(record["number"], []))
        for record in rows_of(db, "revision", "number")
    )


def _revision(record: dict[str, Any], issued: Sequence[_Issued]) -> Revision:
    """The issue as it was; where no start is known, none was published."""
    starts = tuple(start for _, start in issued)
    return Revision(
        number=record["number"],
        colour=record["colour"],
        issued=Instant(record["issued_ms"]),
        by=record["issued_by"],
        note=record["note"],
        rows=tuple(segment for segment, _ in issued),
        starts=starts if any(start is not None for start in starts) else (),
        hash=record["hash"],
    )
