"""The content hash of a show file: a sum over its rows, so that one edit costs one row.

Each row's digest is the 16-byte BLAKE2b of its table and values; a part's hash is their sum
modulo 2**128. It notices damage and edits made outside; it is no defence against somebody who can
compute hashes too.

The order of a noun's rows is counted as what each stands behind, not as the numbers that put it
there; only the first format counted those.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from hashlib import blake2b
from pathlib import Path
from types import MappingProxyType

import msgspec
from sqlite_utils import Database

from producer_app.core.errors import BadInput, Phrase
from producer_app.store.format_1 import FORMAT_1
from producer_app.store.order import Order
from producer_app.store.rows import IN_ORDER, POSITION, Value, unstorable_text
from producer_app.store.schema import table_columns

PLAN = "plan_hash"
"""The part of a file that a rundown is printed from: the show and its nouns."""

RECORD = "record_hash"
"""The rest: runs, as-run, revisions, pairings, settings."""

_THE_PLAN = Phrase("store.the_plan", "the plan")
_THE_LOG = Phrase("store.the_log", "the log")

_MODULUS = 2**128

_RECORD_TABLES = frozenset({"run", "asrun", "revision", "revision_segment", "pairing", "setting"})

APPEND_ONLY = frozenset({"asrun", "revision", "revision_segment"})
"""Tables whose rows are never changed: nobody needs to remember their digests."""


def row_digest(table: str, columns: tuple[str, ...], values: tuple[Value, ...]) -> int:
    """The digest of one row; Refused where its text cannot be kept in a file."""
    try:
        encoded = msgspec.msgpack.encode((table, values))
    except UnicodeEncodeError as fault:
        raise unstorable_text(_culprit(columns, values)) from fault
    return int.from_bytes(blake2b(encoded, digest_size=16).digest(), "big")


def _culprit(columns: tuple[str, ...], values: tuple[Value, ...]) -> str:
    for column, value in zip(columns, values, strict=True):
        if isinstance(value, str):
            try:
                value.encode()
            except UnicodeEncodeError:
                return column
    return "?"


@dataclass
class Digests:
    """The digest of every row that may change, the order of each noun's, and the sum of each
    part."""

    rows: dict[tuple[str, str], int] = field(default_factory=dict)
    orders: dict[str, Order] = field(default_factory=dict)
    sums: dict[str, int] = field(default_factory=lambda: {PLAN: 0, RECORD: 0})

    def add(self, table: str, key: str | None, digest: int) -> None:
        """Counts a row in; ``key`` is None for one that is never changed again."""
        part = self._part(table)
        before = 0
        if key is not None:
            before = self.rows.get((table, key), 0)
            self.rows[table, key] = digest
        self.sums[part] = (self.sums[part] + digest - before) % _MODULUS

    def drop(self, table: str, key: str) -> None:
        """Counts a row out that is there no longer; nothing happens where it was not in."""
        part = self._part(table)
        for counted_as in (table, _order_of(table)):
            gone = self.rows.pop((counted_as, key), 0)
            self.sums[part] = (self.sums[part] - gone) % _MODULUS

    def put_in_order(self, table: str, ids: tuple[str, ...]) -> Mapping[str, int]:
        """Counts a noun's rows in that order; returns the positions that have to be written."""
        reordered = self.orders.setdefault(table, Order()).follow(ids)
        self._count_links(table, reordered.behind.items())
        return reordered.positions

    def take_order(self, table: str, order: Order) -> None:
        """Counts a noun's rows in the order that a file has them in."""
        self.orders[table] = order
        self._count_links(table, order.linked())

    def _count_links(self, table: str, links: Iterable[tuple[str, str | None]]) -> None:
        name = _order_of(table)
        for key, behind in links:
            self.add(name, key, row_digest(name, ("id", "behind"), (key, behind)))

    def has(self, table: str, key: str) -> bool:
        return (table, key) in self.rows

    @property
    def hashes(self) -> Mapping[str, str]:
        """Each part's hash as 32 hexadecimal digits."""
        return MappingProxyType({part: f"{total:032x}" for part, total in self.sums.items()})

    def _part(self, table: str) -> str:
        return RECORD if table in _RECORD_TABLES else PLAN


def counted(db: Database, ddl: tuple[str, ...]) -> Digests:
    """The digests of all that is in a file of that schema."""
    digests = Digests()
    for table, columns in table_columns(ddl).items():
        if table == "meta":
            continue
        if POSITION in columns and table not in APPEND_ONLY and ddl != FORMAT_1:
            _count_in_order(db, digests, table, columns)
            continue
        is_keyed = table not in APPEND_ONLY
        for row in db.conn.execute(f"SELECT {', '.join(columns)} FROM {table}"):  # noqa: S608
            digests.add(table, row[0] if is_keyed else None, row_digest(table, columns, row))
    return digests


def _count_in_order(db: Database, digests: Digests, table: str, columns: tuple[str, ...]) -> None:
    names = tuple(name for name in columns if name != POSITION)
    query = f"SELECT {', '.join((*names, POSITION))} FROM {table} {IN_ORDER}"  # noqa: S608
    positions: dict[str, int] = {}
    for *values, position in db.conn.execute(query):
        digests.add(table, values[0], row_digest(table, names, tuple(values)))
        positions[values[0]] = position
    digests.take_order(table, Order(positions.items()))


def _order_of(table: str) -> str:
    """What the order of a table's rows is counted as."""
    return f"{table} in order"


def kept_hash(db: Database, part: str) -> str:
    """The hash of a part as the file has it; "" where it has none."""
    found = db.conn.execute("SELECT value FROM meta WHERE key = ?", (part,)).fetchone()
    return found[0] if found else ""


def keep_hashes(db: Database, digests: Digests) -> None:
    """Writes both hashes into the file, within the transaction that is open."""
    db.conn.executemany(
        "INSERT INTO meta (key, value) VALUES (?, ?) "
        "ON CONFLICT (key) DO UPDATE SET value = excluded.value",
        digests.hashes.items(),
    )


def verified(db: Database, ddl: tuple[str, ...], path: Path) -> Digests:
    """The digests of a file that holds what its hashes say; BadInput where it does not."""
    digests = counted(db, ddl)
    for part, total in digests.hashes.items():
        if kept_hash(db, part) != total:
            raise BadInput(
                "store.altered",
                "{file} does not hold what was saved in it ({what}): it is damaged, or another "
                "program has changed it. It was left as it is; open a copy of it from before.",
                file=path.name,
                what=_THE_PLAN if part == PLAN else _THE_LOG,
            )
    return digests
