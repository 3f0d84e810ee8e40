"""The plan in its tables: reads it whole, writes only the rows that differ."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from operator import attrgetter
from pathlib import Path
from types import MappingProxyType
from typing import Any

import msgspec
from sqlite_utils import Database

from producer_app.core.changes import Change, Changes
from producer_app.core.errors import BadInput, Phrase
from producer_app.core.show import Show
from producer_app.store.digest import Digests, row_digest
from producer_app.store.faults import damaged, reason_of
from producer_app.store.rows import (
    IN_ORDER,
    POSITION,
    SHOW,
    TABLES,
    Shape,
    Value,
    column_names,
)


@dataclass(frozen=True, slots=True)
class _Table:
    """One noun's table and what is said to SQLite about it."""

    name: str
    shape: Shape[Any]
    select: str
    insert: str
    update: str
    move: str
    remove: str


def read_plan(db: Database, path: Path) -> Show:
    """The show as the file has it; BadInput names the table and the id of what cannot be read."""
    show: Show = next(_things(db, path, _SHOW_TABLE))
    nouns: dict[str, Any] = {
        name: tuple(_things(db, path, table)) for name, table in _NOUN_TABLES.items()
    }
    return replace(show, **nouns)


def read_zone(db: Database) -> str:
    """The zone of the show in the file."""
    (zone,) = db.conn.execute("SELECT zone FROM show").fetchone()
    return str(zone)


def write_plan(db: Database, digests: Digests, changes: Changes, after: Show) -> None:
    """Writes what differs, within the transaction that is open, and counts it."""
    if changes.show_fields:
        row = SHOW.values(after)
        is_known = digests.has("show", after.id)
        digests.add("show", after.id, row_digest("show", SHOW.columns, row))
        by_id = (*row[1:], row[0])
        _run(db, *((_SHOW_TABLE.update, [by_id]) if is_known else (_SHOW_TABLE.insert, [row])))
    for collection, group in groupby(changes.entities, key=lambda change: change.collection):
        ids = tuple(map(attrgetter("id"), getattr(after, collection)))
        _write_nouns(db, digests, _NOUN_TABLES[collection], tuple(group), ids)


def _write_nouns(
    db: Database,
    digests: Digests,
    table: _Table,
    changes: tuple[Change, ...],
    ids: tuple[str, ...],
) -> None:
    """A noun that the file does not know is inserted whatever the change says: a change that
    seemed to fail may have been saved, and is then simply written again."""
    removed: list[tuple[Value, ...]] = []
    inserted: list[tuple[Value, ...]] = []
    edited: list[tuple[Value, ...]] = []
    positions = dict(digests.put_in_order(table.name, ids))
    for change in changes:
        if change.after is None:
            digests.drop(table.name, change.id)
            removed.append((change.id,))
            continue
        key, *rest = table.shape.values(change.after)
        digest = row_digest(table.name, table.shape.columns, (key, *rest))
        known = digests.rows.get((table.name, change.id))
        digests.add(table.name, change.id, digest)
        if known is None:
            inserted.append((key, positions.pop(change.id), *rest))
        elif known != digest:
            edited.append((*rest, key))
    _run(db, table.remove, removed)
    _run(db, table.insert, inserted)
    _run(db, table.update, edited)
    _run(db, table.move, [(position, key) for key, position in positions.items()])


def _run(db: Database, statement: str, rows: Sequence[tuple[Value, ...]]) -> None:
    if rows:
        db.conn.executemany(statement, rows)


def _things(db: Database, path: Path, table: _Table) -> Iterator[Any]:
    for row in db.conn.execute(table.select):
        try:
            yield table.shape.thing(row)
        except (ValueError, TypeError, BadInput, msgspec.MsgspecError) as fault:
            what = Phrase(
                "store.in_table",
                "{table} “{id}”: {reason}",
                table=table.name,
                id=row[0],
                reason=reason_of(fault),
            )
            raise damaged(path, what) from fault


def _table(name: str, shape: Shape[Any], columns: tuple[str, ...]) -> _Table:
    marks = ", ".join("?" for _ in columns)
    settings = ", ".join(f"{column} = ?" for column in shape.columns[1:])
    order = f" {IN_ORDER}" if POSITION in columns else ""
    return _Table(
        name=name,
        shape=shape,
        select=f"SELECT {', '.join(shape.columns)} FROM {name}{order}",  # noqa: S608
        insert=f"INSERT INTO {name} ({', '.join(columns)}) VALUES ({marks})",  # noqa: S608
        update=f"UPDATE {name} SET {settings} WHERE id = ?",  # noqa: S608
        move=f"UPDATE {name} SET position = ? WHERE id = ?",  # noqa: S608
        remove=f"DELETE FROM {name} WHERE id = ?",  # noqa: S608
    )


_SHOW_TABLE = _table("show", SHOW, SHOW.columns)

_NOUN_TABLES: Mapping[str, _Table] = MappingProxyType(
    {
        collection: _table(name, shape, column_names(shape))
        for collection, (name, shape) in TABLES.items()
    }
)
