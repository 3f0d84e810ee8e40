"""Nothing gets in but a whole show of ours, and what stays out is left as it is."""

from __future__ import annotations

import os
import random
import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from producer_app.core.errors import BadInput, EnvironmentFault
from producer_app.core.run import Noted, RunId
from producer_app.core.show import Show
from producer_app.core.timebase import Instant
from producer_app.store import guard
from producer_app.store.schema import APPLICATION_ID, DDL, FORMAT
from producer_app.store.showfile import ShowFile
from tests.builders import a_segment, a_shop_segment, a_show


@pytest.fixture
def night(tmp_path: Path) -> Path:
    """A show file with a plan, a log and a setting in it."""
    path = tmp_path / "shows" / "night.show"
    path.parent.mkdir()
    with ShowFile.create(path, a_night()) as file:
        file.append(RunId("run"), (Noted(at=Instant(1), code="remark", text="hello"),))
        file.set_setting("notation", "24h")
    return path


def a_night() -> Show:
    return a_show(*[a_segment(str(n)) for n in range(30)], a_shop_segment("90"))


def refusal_of(path: Path) -> BadInput:
    """The error on opening, after a look that nothing was changed or left behind."""
    before = path.read_bytes()
    beside = sorted(path.parent.iterdir())
    with pytest.raises(BadInput) as refusal:
        ShowFile.open(path).close()
    assert path.read_bytes() == before
    assert sorted(path.parent.iterdir()) == beside
    assert path.name in str(refusal.value)
    return refusal.value


def tampered(path: Path, *statements: str) -> Path:
    """The file after another program has changed it."""
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA writable_schema = ON")
        for statement in statements:
            connection.execute(statement)
        connection.commit()
    return path


def test_a_missing_file_is_said_to_be_missing(tmp_path: Path) -> None:
    with pytest.raises(BadInput) as refusal:
        ShowFile.open(tmp_path / "night.show")
    assert refusal.value.code == "store.no_file"
    assert [file for file in tmp_path.iterdir() if file.is_file()] == []


def test_a_folder_is_no_show(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match="is a folder"):
        ShowFile.open(tmp_path)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no named pipes")
def test_a_pipe_is_no_show_and_is_not_waited_for(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe.show"
    os.mkfifo(pipe)
    with pytest.raises(BadInput, match="not a show file"):
        ShowFile.open(pipe)


@pytest.mark.parametrize("content", [b"", b"SQLite format 3\0", b"PK\3\4" * 100, b"\0" * 5000])
def test_a_file_that_is_no_sqlite_is_no_show(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "night.show"
    path.write_bytes(content)

    assert refusal_of(path).code == "store.not_a_show"


def test_another_programs_sqlite_file_is_no_show(tmp_path: Path) -> None:
    path = tmp_path / "photos.show"
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("CREATE TABLE photo (id INTEGER PRIMARY KEY)")

    assert "another program made it" in str(refusal_of(path))


def test_a_newer_format_asks_for_a_newer_program(night: Path) -> None:
    tampered(night, f"PRAGMA user_version = {FORMAT + 1}")

    refusal = refusal_of(night)

    assert refusal.code == "store.too_new"
    assert "newer Producer Console" in str(refusal)


def test_a_file_beyond_all_size_is_not_read(night: Path) -> None:
    with night.open("r+b") as file:
        file.truncate(guard.SIZE_CAP + 1)

    with pytest.raises(BadInput) as refusal:
        ShowFile.open(night)

    assert refusal.value.code == "store.too_large"


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE segment SET title = 'Another' WHERE id = 's3'",
        "UPDATE segment SET length_ms = length_ms + 1 WHERE id = 's3'",
        "UPDATE segment SET position = -1 WHERE id = 's3'",
        "DELETE FROM segment WHERE id = 's3'",
        "UPDATE show SET venue = 'Elsewhere'",
        "UPDATE asrun SET body = '{}'",
        "UPDATE asrun SET at = ''",
        "UPDATE setting SET value = ''",
        "DELETE FROM meta",
        "UPDATE meta SET value = '0' WHERE key = 'record_hash'",
        "INSERT INTO pairing VALUES ('x', 'host', 'stage', 'Eve', 1, NULL)",
    ],
)
def test_a_value_changed_outside_is_noticed(night: Path, statement: str) -> None:
    tampered(night, statement)

    assert refusal_of(night).code == "store.altered"


def test_text_that_is_not_utf8_is_noticed(night: Path) -> None:
    tampered(night, "UPDATE segment SET title = CAST(x'ff41' AS TEXT) WHERE id = 's3'")

    assert "UTF-8" in str(refusal_of(night))


def test_two_shows_in_one_file_are_none(night: Path) -> None:
    tampered(
        night,
        "INSERT INTO show SELECT 'two', title, title_alt, episode, date, venue, zone, on_air, "
        "hard_out, starts_after, keeps_length, keep_until, language, contacts FROM show",
    )
    refusal_of(night)


def test_no_changed_byte_changes_the_show_unnoticed(night: Path, tmp_path: Path) -> None:
    whole = night.read_bytes()
    dice = random.Random(20261231)
    noticed = 0
    for number in range(300):
        path = tmp_path / f"damaged-{number}.show"
        damaged = bytearray(whole)
        for _ in range(dice.choice([1, 1, 4, 64])):
            damaged[dice.randrange(len(whole))] = dice.randrange(256)
        path.write_bytes(damaged)
        try:
            with ShowFile.open(path, read_only=True) as file:
                assert file.read() == a_night()
                assert len(file.events(RunId("run"))) == 1
        except BadInput:
            noticed += 1
        assert path.read_bytes() == bytes(damaged)
        path.unlink()
    assert noticed > 0


@pytest.mark.parametrize("share", [0.999, 0.9, 0.5, 0.1])
def test_a_file_cut_short_is_noticed(night: Path, share: float) -> None:
    whole = night.read_bytes()
    night.write_bytes(whole[: int(len(whole) * share)])

    refusal_of(night)


HOSTILE: dict[str, Callable[[sqlite3.Connection], object]] = {
    "a view that never ends": lambda c: c.execute(
        "CREATE VIEW v AS WITH RECURSIVE r(n) AS (SELECT 1 UNION ALL SELECT n FROM r) "
        "SELECT n FROM r"
    ),
    "a view in place of a table": lambda c: c.executescript(
        "ALTER TABLE setting RENAME TO hidden;"
        "CREATE VIEW setting AS SELECT key, value || hex(randomblob(1e8)) AS value FROM hidden;"
    ),
    "a trigger": lambda c: c.execute(
        "CREATE TRIGGER t AFTER UPDATE ON segment BEGIN DELETE FROM show; END"
    ),
    "a check that eats memory": lambda c: c.execute(
        "CREATE TABLE bomb (x CHECK (length(hex(zeroblob(500000000))) > 0))"
    ),
    "a generated column": lambda c: c.execute(
        "CREATE TABLE bomb (x, y AS (hex(zeroblob(500000000))))"
    ),
    "an index on an expression": lambda c: c.execute(
        "CREATE INDEX bomb ON segment (length(title))"
    ),
    "a table too many": lambda c: c.execute("CREATE TABLE more (x)"),
    "five thousand tables": lambda c: c.executescript(
        "BEGIN;" + "".join(f"CREATE TABLE t{n} (x);" for n in range(5000)) + "COMMIT;"
    ),
    "fifteen hundred columns": lambda c: c.execute(
        f"CREATE TABLE wide ({', '.join(f'c{n}' for n in range(1500))})"
    ),
    "a virtual table": lambda c: c.execute("CREATE VIRTUAL TABLE words USING fts5(x)"),
    "a table of ours with other columns": lambda c: c.executescript(
        "DROP TABLE setting; CREATE TABLE setting (key TEXT, value TEXT);"
    ),
    "a table of ours missing": lambda c: c.execute("DROP TABLE cue"),
    "a schema that is no SQL": lambda c: c.executescript(
        "PRAGMA writable_schema = ON; UPDATE sqlite_schema SET sql = 'CREATE NONSENSE' "
        "WHERE name = 'cue';"
    ),
    "a text of thirty megabytes": lambda c: c.execute(
        "UPDATE setting SET value = hex(zeroblob(15000000))"
    ),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_schema_is_refused_unread(night: Path, name: str) -> None:
    with closing(sqlite3.connect(night)) as connection:
        HOSTILE[name](connection)
        connection.commit()

    assert refusal_of(night).code in ("store.not_a_show", "store.damaged")


def test_a_forged_file_without_a_show_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "forged.show"
    with closing(sqlite3.connect(path)) as connection:
        for statement in DDL[FORMAT]:
            connection.execute(statement)
        connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        connection.execute(f"PRAGMA user_version = {FORMAT}")

    refusal_of(path)


def test_a_file_left_in_write_ahead_mode_is_read_and_put_right(night: Path) -> None:
    with closing(sqlite3.connect(night)) as connection:
        connection.execute("PRAGMA journal_mode = WAL")

    with ShowFile.open(night) as file:
        assert file.read() == a_night()
        file.set_setting("notation", "+1")
    assert [beside.name for beside in night.parent.iterdir()] == ["night.show"]
    assert night.read_bytes()[18:20] == b"\1\1"


def test_a_name_with_every_kind_of_character_opens(tmp_path: Path) -> None:
    path = tmp_path / "超级晚 100% #1?.show"
    ShowFile.create(path, a_night()).close()
    with ShowFile.open(path) as file:
        assert file.read() == a_night()


def test_a_link_opens_the_file_it_leads_to(night: Path, tmp_path: Path) -> None:
    link = tmp_path / "link.show"
    link.symlink_to(night)
    with ShowFile.open(link) as file:
        assert file.path == night
        with pytest.raises(EnvironmentFault, match="another console"):
            ShowFile.open(night)


def test_a_plain_copy_of_an_open_file_is_whole(night: Path, tmp_path: Path) -> None:
    copy = tmp_path / "copy.show"
    with ShowFile.open(night):
        shutil.copyfile(night, copy)
    with ShowFile.open(copy) as file:
        assert file.read() == a_night()
