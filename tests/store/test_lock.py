"""One console writes a show; the next is told who has it."""

from __future__ import annotations

import os
import socket
import sys
from pathlib import Path

import pytest

from producer_app.core.errors import EnvironmentFault
from producer_app.store.lock import WriterLock, has_writer, lock_path
from producer_app.store.showfile import ShowFile
from tests.builders import a_show
from tests.store.consoles import console, last_words, next_line

posix_only = pytest.mark.skipif(sys.platform == "win32", reason="needs POSIX signals")


@pytest.fixture
def night(tmp_path: Path) -> Path:
    path = tmp_path / "night.show"
    ShowFile.create(path, a_show()).close()
    return path


@posix_only
def test_a_second_console_is_refused_and_told_who_has_the_show(night: Path) -> None:
    with console("hold", night) as process:
        assert next_line(process) == "open night.show"

        with pytest.raises(EnvironmentFault) as fault:
            ShowFile.open(night)

        assert fault.value.code == "store.locked"
        assert f"process {process.pid} on {socket.gethostname()}" in str(fault.value)


@posix_only
def test_a_second_console_may_look_on(night: Path) -> None:
    with console("hold", night) as process:
        next_line(process)
        with ShowFile.open(night, read_only=True) as file:
            assert file.is_read_only
            assert file.read() == a_show()


@posix_only
def test_the_lock_of_a_dead_console_stops_nobody(night: Path) -> None:
    with console("hold", night) as process:
        next_line(process)
        last_words(process)
    assert lock_path(night).exists()
    assert not has_writer(night)

    with ShowFile.open(night) as file:
        assert not file.is_read_only
        assert has_writer(night)


def test_two_windows_of_one_console_do_not_write_one_show(night: Path) -> None:
    with ShowFile.open(night):
        with pytest.raises(EnvironmentFault, match=f"process {os.getpid()}"):
            ShowFile.open(night)
        assert has_writer(night)
    ShowFile.open(night).close()


def test_a_lock_file_full_of_nonsense_stops_nobody(night: Path) -> None:
    lock_path(night).write_bytes(b"\xff\x00 not json")
    ShowFile.open(night).close()
    assert not lock_path(night).exists()


def test_a_lock_is_released_once(night: Path) -> None:
    first = WriterLock.take(night)
    first.release()
    second = WriterLock.take(night)
    first.release()

    assert has_writer(night)
    second.release()


def test_a_failed_opening_keeps_no_lock(night: Path) -> None:
    night.write_bytes(night.read_bytes()[:9000])
    for _ in range(2):
        with pytest.raises(Exception, match="damaged"):
            ShowFile.open(night)
    assert not has_writer(night)
