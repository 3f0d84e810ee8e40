"""Single records beside the plan: pairings and settings, and how any record is written."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sqlite_utils import Database

from producer_app.core.errors import BadInput
from producer_app.core.pairing import Pairing
from producer_app.core.show import RoomId
from producer_app.core.timebase import Instant, iso
from producer_app.store.digest import APPEND_ONLY, Digests, row_digest
from producer_app.store.rows import Value


def keep(db: Database, digests: Digests, table: str, record: Mapping[str, Value]) -> None:
    """Inserts the record, or replaces the one with the same first column, within the transaction
    that is open. The record names every column of the table, in its order."""
    columns, values = tuple(record), tuple(record.values())
    key = None if table in APPEND_ONLY else str(values[0])
    digests.add(table, key, row_digest(table, columns, values))
    marks = ", ".join("?" for _ in columns)
    verb = "INSERT" if key is None else "INSERT OR REPLACE"
    db.conn.execute(f"{verb} INTO {table} ({', '.join(columns)}) VALUES ({marks})", values)


def readable(at: Instant, zone: str) -> str:
    """The moment as a person reads it in another SQLite tool; the ``_ms`` column is the truth."""
    try:
        return iso(at, zone)
    except BadInput:
        return iso(at, "UTC")
    except (OverflowError, ValueError):
        return ""


def rows_of(db: Database, table: str, order: str) -> list[dict[str, Any]]:
    """All records of a table, by that column."""
    return list(db.table(table).rows_where(order_by=order))


def read_pairings(db: Database) -> tuple[Pairing, ...]:
    """Every device that was ever paired, the oldest first."""
    return tuple(
        Pairing(
            token_hash=row["token_hash"],
            role=row["role"],
            room=RoomId(row["room"]),
            name=row["name"],
            created=Instant(row["created_ms"]),
            revoked=None if row["revoked_ms"] is None else Instant(row["revoked_ms"]),
        )
        for row in rows_of(db, "pairing", "created_ms")
    )


def write_pairing(db: Database, digests: Digests, pairing: Pairing) -> None:
    """Writes a pairing, in place of the one with the same token."""
    record: dict[str, Value] = {
        "token_hash": pairing.token_hash,
        "role": pairing.role,
        "room": pairing.room,
        "name": pairing.name,
        "created_ms": pairing.created,
        "revoked_ms": pairing.revoked,
    }
    keep(db, digests, "pairing", record)


def read_setting(db: Database, key: str) -> str | None:
    """The setting of that name; None where it was never set."""
    found = db.conn.execute("SELECT value FROM setting WHERE key = ?", (key,)).fetchone()
    return None if found is None else str(found[0])


def write_setting(db: Database, digests: Digests, key: str, value: str) -> None:
    """Writes a setting, in place of what it was."""
    keep(db, digests, "setting", {"key": key, "value": value})
