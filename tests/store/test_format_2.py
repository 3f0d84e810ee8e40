"""A show of the first format becomes one of the second, and loses nothing on the way."""

from __future__ import annotations

import hashlib
import sqlite3
import sys
from contextlib import closing
from dataclasses import MISSING, fields, replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings

from producer_app.core.changes import diff
from producer_app.core.errors import BadInput
from producer_app.core.revision import Revision, next_revision
from producer_app.core.run import StoodBy, fold
from producer_app.core.show import SegmentId, Show, TalentId
from producer_app.core.timebase import Instant, WallTime
from producer_app.store import migrations
from producer_app.store.connection import connect
from producer_app.store.migrations import copy_from_before, format_of
from producer_app.store.rows import TABLES
from producer_app.store.schema import DDL, FORMAT, schema_rows, table_columns
from producer_app.store.showfile import ShowFile
from tests.builders import (
    STAGE,
    a_handoff,
    a_segment,
    a_shop,
    a_shop_segment,
    a_show,
    a_stage,
    an_artist,
    folded,
)
from tests.store.consoles import console
from tests.store.nouns import full_shows
from tests.store.old_files import RUN, make_format_1


def a_night() -> Show:
    return a_show(
        a_segment("1", title="开场歌舞 Opening", hard_start="20:00", talent=("li",)),
        a_segment("2", None, columns=(("LX", "24–31"), ("LED", "雪"))),
        a_segment("3"),
        a_shop_segment("9"),
        rooms=(a_stage(), a_shop(filed="")),
        talent=(an_artist("li"),),
        handoffs=(a_handoff("H1", "s1"),),
        hard_out="24:10",
    )


def an_issue(show: Show) -> Revision:
    return next_revision(show, (), at=Instant(7), by="Ann", note="雪", content_hash="0" * 32)


@pytest.fixture
def old(tmp_path: Path) -> Path:
    """A file of the first format, with a plan, an issue and a run that is on."""
    path = tmp_path / "night.show"
    make_format_1(path, a_night(), [an_issue(a_night())])
    return path


def format_in(path: Path) -> int:
    with closing(connect(path, "ro")) as db:
        return format_of(db)


def test_the_tables_of_the_first_format_are_as_they_were_released() -> None:
    said = hashlib.sha256("\n".join(DDL[1]).encode()).hexdigest()
    assert said == "4316ce8a909a720038e1035c5adedd28512f42efea5529a3cc16cff2ad6c4b39"


def test_an_old_show_opens_and_reads_as_it_was(old: Path) -> None:
    with ShowFile.open(old) as file:
        assert file.read() == a_night()
        assert file.revisions() == (an_issue(a_night()),)
        assert [run.id for run in file.runs()] == [RUN]
        assert len(file.events(RUN)) == 4
    assert format_in(old) == 2


def test_a_migrated_file_has_the_tables_of_a_new_one(old: Path) -> None:
    ShowFile.open(old).close()

    with closing(sqlite3.connect(old)) as connection:
        found = connection.execute("SELECT type, name, tbl_name, sql FROM sqlite_schema")
        assert frozenset(found.fetchall()) == schema_rows(DDL[2])


def test_a_migrated_plan_has_the_hash_of_the_same_plan_made_anew(old: Path, tmp_path: Path) -> None:
    with (
        ShowFile.open(old) as migrated,
        ShowFile.create(tmp_path / "new.show", a_night()) as new,
    ):
        assert migrated.content_hash() == new.content_hash()


@given(show=full_shows())
@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_whatever_an_old_show_holds_is_kept(
    tmp_path_factory: pytest.TempPathFactory, show: Show
) -> None:
    path = tmp_path_factory.mktemp("old") / "any.show"
    make_format_1(path, show)

    with ShowFile.open(path) as file:
        assert file.read() == as_the_first_format_has_it(show)


def as_the_first_format_has_it(show: Show) -> Show:
    """The show with everything that the first format has no column for as it is by itself."""
    nouns = {
        collection: tuple(_old(noun, table) for noun in getattr(show, collection))
        for collection, (table, _) in TABLES.items()
    }
    old: Show = _old(replace(show, **nouns), "show")
    return replace(old, waivers=())


def _old(noun: Any, table: str) -> Any:
    new = set(table_columns(DDL[FORMAT])[table]) - set(table_columns(DDL[1]).get(table, ()))
    by_itself = {f.name: f.default for f in fields(noun) if f.name in new or f"{f.name}_ms" in new}
    return replace(
        noun, **{name: value for name, value in by_itself.items() if value is not MISSING}
    )


def test_the_file_from_before_is_kept_beside_it(old: Path) -> None:
    ShowFile.open(old).close()

    copy = copy_from_before(old, 1)
    assert copy.name == "night (format 1).show"
    assert format_in(copy) == 1
    with ShowFile.open(copy, read_only=True) as file:
        assert file.read() == a_night()


def test_two_old_shows_of_one_name_are_both_kept(old: Path) -> None:
    ShowFile.open(old).close()
    old.unlink()
    other = replace(a_night(), title="Another night")
    make_format_1(old, other)
    ShowFile.open(old).close()

    for number, show in ((1, a_night()), (2, other)):
        with ShowFile.open(copy_from_before(old, 1, number), read_only=True) as copy:
            assert copy.read() == show


def test_an_attempt_that_failed_and_is_made_again_keeps_one_copy(
    old: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(_: object) -> None:
        raise OSError("the power went")

    with monkeypatch.context() as patch:
        patch.setattr(migrations, "migrate", fails)
        with pytest.raises(OSError, match="power"):
            ShowFile.open(old)
    ShowFile.open(old).close()

    names = sorted(beside.name for beside in old.parent.iterdir())
    assert names == ["night (format 1).show", "night.show"]


def test_who_only_looks_at_an_old_show_leaves_it_old(old: Path) -> None:
    before = old.read_bytes()

    with ShowFile.open(old, read_only=True) as file:
        assert file.read() == a_night()
        assert file.revisions() == (an_issue(a_night()),)
        assert len(file.events(RUN)) == 4
        assert file.is_in_place()

    assert old.read_bytes() == before
    assert [beside.name for beside in old.parent.iterdir()] == ["night.show"]


def test_a_copy_of_an_old_show_that_is_looked_at_is_a_present_one(
    old: Path, tmp_path: Path
) -> None:
    with ShowFile.open(old, read_only=True) as file:
        file.save_copy(tmp_path / "copy.show")

    assert format_in(tmp_path / "copy.show") == 2
    with ShowFile.open(tmp_path / "copy.show") as copy:
        assert copy.read() == a_night()


def test_an_old_standby_says_nothing_of_what_follows(old: Path) -> None:
    with ShowFile.open(old) as file:
        events = file.events(RUN)
        assert events[-1] == StoodBy(at=Instant(2500), room=STAGE, segment=SegmentId("s3"))
        playhead = folded(events).room(STAGE)
    assert (playhead.standby, playhead.then) == ("s3", None)


def test_an_old_run_goes_on_in_the_new_format(old: Path) -> None:
    repeat = StoodBy(at=Instant(3000), room=STAGE, segment=SegmentId("s1"), then=SegmentId("s3"))
    with ShowFile.open(old) as file:
        file.append(RUN, (repeat,))
    with ShowFile.open(old) as file:
        assert file.events(RUN)[-1] == repeat
        run = fold(file.events(RUN))
    assert run is not None
    assert run.room(STAGE).then == "s3"


def test_a_migrated_show_takes_what_is_new(old: Path) -> None:
    night = a_night()
    later = replace(
        night.segments[1],
        hard_end=WallTime(20, 15),
        front_hit=WallTime(20, 6),
        back_hit=WallTime(20, 14),
        is_opening=True,
        filled_by=(TalentId("li"),),
    )
    after = replace(
        night,
        starts_after="News",
        keeps_length=True,
        segments=(night.segments[0], later, *night.segments[2:]),
        talent=(replace(night.talent[0], change=240_000),),
    )
    ShowFile.open(old).close()
    with ShowFile.open(old) as file:
        file.write(diff(night, after), after)
    with ShowFile.open(old) as file:
        assert file.read() == after


def test_an_altered_old_show_is_left_as_it_is(old: Path) -> None:
    with closing(sqlite3.connect(old)) as connection:
        connection.execute("UPDATE segment SET title = 'Another' WHERE id = 's3'")
        connection.commit()
    before = old.read_bytes()

    for read_only in (False, True):
        with pytest.raises(BadInput) as refusal:
            ShowFile.open(old, read_only=read_only)
        assert refusal.value.code == "store.altered"

    assert old.read_bytes() == before
    assert [beside.name for beside in old.parent.iterdir()] == ["night.show"]


def test_a_new_table_in_an_old_show_is_refused(old: Path) -> None:
    with closing(sqlite3.connect(old)) as connection:
        connection.execute("DROP TABLE talent")
        connection.execute(next(s for s in DDL[2] if s.startswith("CREATE TABLE talent ")))
        connection.commit()

    with pytest.raises(BadInput) as refusal:
        ShowFile.open(old)
    assert refusal.value.code == "store.not_a_show"


@pytest.mark.skipif(sys.platform == "win32", reason="needs POSIX signals")
def test_killed_midway_the_file_is_whole_and_old(old: Path) -> None:
    whole = old.read_bytes()
    with console("die-migrating", old) as process:
        process.wait()
    assert old.read_bytes() != whole, "nothing was half in the file"

    with ShowFile.open(old) as file:
        assert file.read() == a_night()
    assert format_in(copy_from_before(old, 1)) == 1
