"""When the disk or another program is in the way, the file says so and loses nothing."""

from __future__ import annotations

import os
import shutil
import sqlite3
import sys
import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import replace
from pathlib import Path

import pytest

from producer_app.core.changes import diff
from producer_app.core.errors import EnvironmentFault
from producer_app.core.run import Noted, RunId
from producer_app.core.show import Show
from producer_app.core.timebase import Instant
from producer_app.store.showfile import ShowFile
from tests.builders import a_segment, a_show

RUN = RunId("run")
SHOW = a_show(a_segment("1"), a_segment("2"))
EDITED = replace(SHOW, title="Another Night")

posix_only = pytest.mark.skipif(sys.platform == "win32", reason="POSIX file rules")


@pytest.fixture
def file(tmp_path: Path) -> Iterator[ShowFile]:
    """An open show, in a folder of its own."""
    folder = tmp_path / "shows"
    folder.mkdir()
    with ShowFile.create(folder / "night.show", SHOW) as file:
        yield file


def fault_of_writing(file: ShowFile, after: Show = EDITED) -> EnvironmentFault:
    with pytest.raises(EnvironmentFault) as fault:
        file.write(diff(SHOW, after), after)
    assert file.path.name in str(fault.value)
    return fault.value


@contextmanager
def no_room_beyond(size: int) -> Iterator[None]:
    """Files may not grow beyond that many bytes meanwhile."""
    import resource

    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)


@contextmanager
def another_person() -> Iterator[None]:
    """Somebody without special rights does what follows."""
    if os.geteuid() != 0:
        yield
        return
    os.seteuid(65534)
    try:
        yield
    finally:
        os.seteuid(0)


@posix_only
def test_a_full_disk_is_said_and_what_was_saved_stays(file: ShowFile) -> None:
    long = replace(SHOW, venue="x" * 500_000)
    with no_room_beyond(file.path.stat().st_size):
        fault = fault_of_writing(file, long)
        assert fault.code in ("store.disk_full", "store.disk_error")
        assert file.read() == SHOW

    file.write(diff(SHOW, long), long)
    assert file.read() == long


@posix_only
def test_an_event_that_found_no_room_can_be_given_again(file: ShowFile) -> None:
    event = Noted(at=Instant(1), code="remark", text="x" * 500_000)
    with no_room_beyond(file.path.stat().st_size), pytest.raises(EnvironmentFault):
        file.append(RUN, (event,))
    file.append(RUN, (event,))

    assert file.events(RUN) == (event,)


@posix_only
@pytest.mark.parametrize("fate", ["moved", "deleted", "replaced"])
def test_a_file_that_is_elsewhere_is_noticed_and_not_written(
    file: ShowFile, tmp_path: Path, fate: str
) -> None:
    assert file.is_in_place()
    if fate == "deleted":
        file.path.unlink()
    else:
        file.path.rename(tmp_path / "elsewhere.show")
    if fate == "replaced":
        ShowFile.create(tmp_path / "other.show", a_show(title="Other")).close()
        shutil.copyfile(tmp_path / "other.show", file.path)

    assert not file.is_in_place()
    assert fault_of_writing(file).code == "store.moved"

    if fate == "moved":
        with ShowFile.open(tmp_path / "elsewhere.show") as moved:
            assert moved.read() == SHOW
    if fate == "replaced":
        assert file.path.read_bytes() == (tmp_path / "other.show").read_bytes()


@posix_only
def test_a_deleted_show_can_still_be_saved_elsewhere(file: ShowFile, tmp_path: Path) -> None:
    file.path.unlink()
    file.save_copy(tmp_path / "saved.show")

    with ShowFile.open(tmp_path / "saved.show") as saved:
        assert saved.read() == SHOW


@posix_only
def test_a_file_that_is_back_is_written_again(file: ShowFile, tmp_path: Path) -> None:
    file.path.rename(tmp_path / "elsewhere.show")
    fault_of_writing(file)
    (tmp_path / "elsewhere.show").rename(file.path)

    file.write(diff(SHOW, EDITED), EDITED)
    assert file.read() == EDITED


def test_a_program_that_keeps_the_file_is_named_and_waited_for_no_longer_than_a_second(
    file: ShowFile,
) -> None:
    with closing(sqlite3.connect(file.path, isolation_level=None)) as other:
        other.execute("BEGIN EXCLUSIVE")
        assert fault_of_writing(file).code == "store.busy"
        other.execute("ROLLBACK")

    file.write(diff(SHOW, EDITED), EDITED)
    assert file.read() == EDITED


def test_a_change_by_another_program_is_noticed_before_it_is_built_upon(
    file: ShowFile, tmp_path: Path
) -> None:
    with closing(sqlite3.connect(file.path)) as other:
        other.execute("UPDATE segment SET title = 'Mine'")
        other.commit()

    assert fault_of_writing(file).code == "store.changed_elsewhere"
    assert fault_of_writing(file).code == "store.changed_elsewhere"
    ShowFile.create(tmp_path / "saved.show", EDITED).close()


def test_a_program_that_only_tidies_the_file_does_no_harm(file: ShowFile) -> None:
    with closing(sqlite3.connect(file.path)) as other:
        other.execute("VACUUM")

    file.write(diff(SHOW, EDITED), EDITED)
    assert file.read() == EDITED


@posix_only
@pytest.mark.parametrize("closed", ["file", "folder"])
def test_a_show_that_may_not_be_written_opens_to_look_at(closed: str) -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        path = folder / "night.show"
        ShowFile.create(path, SHOW).close()
        path.chmod(0o444 if closed == "file" else 0o666)
        folder.chmod(0o555 if closed == "folder" else 0o777)
        try:
            with another_person():
                with pytest.raises(EnvironmentFault) as fault:
                    ShowFile.open(path)
                assert fault.value.code == "store.not_editable"
                with ShowFile.open(path, read_only=True) as file:
                    assert file.read() == SHOW
        finally:
            folder.chmod(0o777)


@posix_only
def test_a_show_that_may_not_be_read_is_said_so() -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        folder.chmod(0o777)
        path = folder / "night.show"
        ShowFile.create(path, SHOW).close()
        path.chmod(0)
        with another_person(), pytest.raises(EnvironmentFault, match=r"night\.show"):
            ShowFile.open(path)


def test_a_failed_copy_leaves_nothing_behind(file: ShowFile, tmp_path: Path) -> None:
    with pytest.raises(EnvironmentFault):
        file.save_copy(tmp_path / "nowhere" / "copy.show")
    if sys.platform != "win32":
        target = tmp_path / "copy.show"
        with no_room_beyond(8192), pytest.raises(EnvironmentFault):
            file.save_copy(target)
        assert [entry.name for entry in tmp_path.iterdir() if "copy" in entry.name] == []
