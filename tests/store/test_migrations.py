"""An older file becomes a present one whole or not at all, and a copy from before is kept."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from sqlite_utils import Database

from producer_app.store.connection import connect
from producer_app.store.digest import verified
from producer_app.store.migrations import STEPS, copy_from_before, format_of, migrate
from producer_app.store.rows import SHOW, TABLES, column_names
from producer_app.store.schema import DDL, FORMAT, schema_rows, table_columns
from producer_app.store.showfile import ShowFile
from tests.builders import a_segment, a_show

NEXT = FORMAT + 1
LATER = {FORMAT: DDL[FORMAT], NEXT: (*DDL[FORMAT], "CREATE TABLE weather (sky TEXT) STRICT")}


@pytest.fixture
def night(tmp_path: Path) -> Path:
    path = tmp_path / "night.show"
    ShowFile.create(path, a_show(a_segment("1"), a_segment("2"))).close()
    return path


def look_at_the_sky(db: Database) -> None:
    db.conn.execute("CREATE TABLE weather (sky TEXT) STRICT")
    db.conn.execute("INSERT INTO weather VALUES ('snow')")
    db.conn.execute("UPDATE segment SET notes = 'snow'")


def test_a_step_changes_schema_format_and_hash_together(night: Path) -> None:
    with closing(connect(night, "rw")) as db:
        migrate(db, to=NEXT, steps={NEXT: look_at_the_sky}, ddl=LATER)

        assert format_of(db) == NEXT
        verified(db, LATER[NEXT], night)
        found = db.conn.execute("SELECT type, name, tbl_name, sql FROM sqlite_schema")
        assert frozenset(found.fetchall()) == schema_rows(LATER[NEXT])


def test_a_step_that_fails_leaves_the_file_as_it_was(night: Path) -> None:
    before = night.read_bytes()

    def fall(db: Database) -> None:
        look_at_the_sky(db)
        raise OSError("the power went")

    with closing(connect(night, "rw")) as db, pytest.raises(OSError, match="power"):
        migrate(db, to=NEXT, steps={NEXT: fall}, ddl=LATER)

    assert night.read_bytes() == before
    ShowFile.open(night).close()


def test_a_file_of_the_present_format_is_not_touched(night: Path) -> None:
    before = night.read_bytes()
    with closing(connect(night, "rw")) as db:
        migrate(db)
    assert night.read_bytes() == before


def test_the_copy_from_before_says_which_format_it_has() -> None:
    assert copy_from_before(Path("night.show"), 1).name == "night (format 1).show"


def test_every_format_can_be_brought_up_to_the_present_one() -> None:
    assert set(STEPS) == set(range(2, FORMAT + 1))
    assert set(DDL) == set(range(1, FORMAT + 1))


def test_every_field_of_every_noun_has_its_column() -> None:
    columns = table_columns(DDL[FORMAT])

    assert columns["show"] == SHOW.columns
    for table, shape in TABLES.values():
        assert columns[table] == column_names(shape), f"{table}: the nouns need a new format"
    assert columns["revision_segment"] == ("revision", *columns["segment"], "start_ms")


def test_every_table_is_strict(night: Path) -> None:
    with closing(sqlite3.connect(night)) as connection:
        loose = connection.execute(
            "SELECT name FROM pragma_table_list "
            "WHERE schema = 'main' AND NOT strict AND name NOT LIKE 'sqlite%'"
        ).fetchall()
    assert loose == []
