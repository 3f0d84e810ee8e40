"""The tables of a show file, word for word; knows nothing of how their rows come about.

The text is compared with the schema of every file that is opened, so a released format never
changes here: a new format gets a new text and a step in ``migrations``. Lists are JSON text; no
CHECK says so, because SQLite counts its JSON functions as unsafe in a schema it may not trust.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping
from functools import lru_cache
from types import MappingProxyType

from producer_app.store.format_1 import FORMAT_1
from producer_app.store.format_2 import FORMAT_2

APPLICATION_ID = int.from_bytes(b"PCON", "big")
"""Marks a SQLite file as a show: the letters PCON, at byte 68 of the file."""

FORMAT = 2
"""The file's ``user_version``."""

DDL: Mapping[int, tuple[str, ...]] = MappingProxyType({1: FORMAT_1, 2: FORMAT_2})
"""The statements that make an empty file of each format that was ever released."""


@lru_cache(maxsize=8)
def schema_rows(ddl: tuple[str, ...]) -> frozenset[tuple[str | None, ...]]:
    """What ``sqlite_schema`` holds in a file made by those statements: type, name, table, text."""
    connection = sqlite3.connect(":memory:")
    try:
        for statement in ddl:
            connection.execute(statement)
        found = connection.execute("SELECT type, name, tbl_name, sql FROM sqlite_schema")
        return frozenset(found.fetchall())
    finally:
        connection.close()


@lru_cache(maxsize=8)
def table_columns(ddl: tuple[str, ...]) -> Mapping[str, tuple[str, ...]]:
    """The columns of each table in a file made by those statements, in their order."""
    connection = sqlite3.connect(":memory:")
    try:
        for statement in ddl:
            connection.execute(statement)
        found = connection.execute(
            "SELECT t.name, c.name FROM pragma_table_list AS t, pragma_table_info(t.name) AS c "
            "WHERE t.schema = 'main' AND t.name NOT LIKE 'sqlite_%' ORDER BY t.name, c.cid"
        )
        columns: dict[str, tuple[str, ...]] = {}
        for table, column in found:
            columns[table] = (*columns.get(table, ()), column)
        return MappingProxyType(columns)
    finally:
        connection.close()
