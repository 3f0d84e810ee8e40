"""The process that seeks ways back: asked, answering, dying, ended."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace

import pytest
from PySide6.QtCore import QThread
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from producer_app.core.recovery import ways_back
from producer_app.ui.recovery.packing import Answer
from producer_app.ui.recovery.seeker import Seeker, seeking_command
from tests.builders import STAGE
from tests.present.ways_back import standing
from tests.ui.recovery.test_packing import a_question

PATIENCE = 30_000


@pytest.fixture
def seeker(qtbot: QtBot) -> Iterator[Seeker]:
    made = Seeker()
    yield made
    made.stop()


def is_alive(pid: int | None) -> bool:
    if pid is None:
        return False
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True


def asked(seeker: Seeker, qtbot: QtBot, number: int = 7) -> Answer:
    with qtbot.waitSignal(seeker.answered, timeout=PATIENCE) as heard:
        seeker.ask(replace(a_question(), number=number))
    assert heard.args is not None
    (answer,) = heard.args
    assert isinstance(answer, Answer)
    return answer


def test_the_process_finds_the_ways_that_core_finds(seeker: Seeker, qtbot: QtBot) -> None:
    answer = asked(seeker, qtbot)
    assert answer.number == 7
    assert answer.ways == ways_back(standing(), STAGE)
    assert answer.ways


def test_one_process_answers_question_after_question(seeker: Seeker, qtbot: QtBot) -> None:
    asked(seeker, qtbot, 1)
    pid = seeker.pid
    assert asked(seeker, qtbot, 2).number == 2
    assert seeker.pid == pid


def test_no_process_begins_before_the_first_question(seeker: Seeker) -> None:
    assert seeker.pid is None


def test_the_answer_comes_in_the_window_s_thread(seeker: Seeker, qtbot: QtBot) -> None:
    threads: list[QThread] = []
    seeker.answered.connect(lambda _: threads.append(QThread.currentThread()))
    asked(seeker, qtbot)
    app = QApplication.instance()
    assert app is not None
    assert threads == [app.thread()]


def test_after_its_process_died_the_next_question_begins_another(
    seeker: Seeker, qtbot: QtBot
) -> None:
    asked(seeker, qtbot, 1)
    first = seeker.pid
    assert first is not None
    os.kill(first, 9)
    assert asked(seeker, qtbot, 2).ways is None
    assert asked(seeker, qtbot, 3).ways
    assert seeker.pid != first


@pytest.mark.parametrize(
    "command",
    [["/nowhere/at-all"], [sys.executable, "-c", "raise SystemExit(3)"]],
)
def test_a_process_that_cannot_seek_is_an_answer_without_ways(
    command: list[str], qtbot: QtBot
) -> None:
    seeker = Seeker(command=command)
    assert asked(seeker, qtbot).ways is None
    seeker.stop()


def test_stopping_ends_the_process_even_while_it_seeks(qtbot: QtBot) -> None:
    command = [sys.executable, "-c", "import time; time.sleep(600)"]
    seeker = Seeker(command=command)
    seeker.ask(a_question())
    qtbot.waitUntil(lambda: seeker.pid is not None)
    pid = seeker.pid
    seeker.stop()
    assert not is_alive(pid)
    assert seeker.pid is None


def test_a_stopped_seeker_answers_nothing_more(qtbot: QtBot) -> None:
    seeker = Seeker()
    asked(seeker, qtbot)
    seeker.stop()
    seeker.ask(a_question())
    seeker.stop()
    assert seeker.pid is None


def test_the_process_ends_by_itself_once_the_console_is_gone() -> None:
    alone = subprocess.run(seeking_command(), input=b"", capture_output=True, check=False)
    assert (alone.returncode, alone.stdout) == (0, b"")
