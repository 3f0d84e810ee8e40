"""Ways back while what is on air runs on: when they are called out of date, when they are refused,
and that a slow search is waited for."""

from __future__ import annotations

import contextlib
import os
import re
import signal
from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from producer_app.session.clock import HandClock
from producer_app.session.session import Session
from producer_app.ui.main_window import MainWindow
from producer_app.ui.recovery.packing import Question
from producer_app.ui.wayfinder import LIVE_PAUSE
from tests.builders import minutes, seconds
from tests.ui.recovery.evening import LONG, line_of, over, press, run_long, tick, until_found

needs_a_process_that_can_be_stopped = pytest.mark.skipif(
    not hasattr(signal, "SIGSTOP"), reason="no process can be frozen here"
)


@pytest.fixture
def frozen(window: MainWindow, session: Session, clock: HandClock, qtbot: QtBot) -> Iterator[int]:
    """A drawer of ways, open; the process that sought them answers nothing until it is woken."""
    run_long(session)
    clock.advance(minutes(7))
    tick(window, session)
    until_found(window, qtbot)
    press(window, Qt.Key.Key_F12)
    pid = window.wayfinder.seeker.pid
    assert pid is not None
    os.kill(pid, signal.SIGSTOP)
    yield pid
    with contextlib.suppress(ProcessLookupError):
        os.kill(pid, signal.SIGCONT)


@needs_a_process_that_can_be_stopped
def test_overtaken_ways_are_called_out_of_date_and_stand_until_they_are_far_off(
    window: MainWindow, session: Session, clock: HandClock, frozen: int
) -> None:
    state = window.wayfinder.panel.state
    clock.advance(seconds(9))
    tick(window, session)
    assert not state.text().startswith("OUT OF DATE")
    for _ in range(9):
        clock.advance(seconds(1))
        tick(window, session)
        assert state.text().startswith("OUT OF DATE")
        assert "Enter still applies" in state.text()
        assert re.search(r"\d ways back", line_of(window))
    clock.advance(seconds(6))
    tick(window, session)
    assert state.text().startswith("OUT OF DATE. The show has moved on")
    assert "seeking" in line_of(window)
    press(window, Qt.Key.Key_Return)
    assert session.undo_label is None


@needs_a_process_that_can_be_stopped
def test_ways_that_are_a_little_out_of_date_may_be_applied(
    window: MainWindow, session: Session, clock: HandClock, frozen: int
) -> None:
    clock.advance(seconds(15))
    tick(window, session)
    assert window.wayfinder.panel.state.text().startswith("OUT OF DATE")
    press(window, Qt.Key.Key_Return)
    assert session.undo_label == "way_back"
    assert over(session) == seconds(15)


@needs_a_process_that_can_be_stopped
def test_a_search_that_takes_longer_than_its_ways_stand_is_not_dropped(
    window: MainWindow,
    session: Session,
    clock: HandClock,
    qtbot: QtBot,
    frozen: int,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    seeker, state = window.wayfinder.seeker, window.wayfinder.panel.state
    asked: list[Question] = []
    heard: list[str] = []
    ask = seeker.ask
    monkeypatch.setattr(seeker, "ask", lambda one: (asked.append(one), ask(one)))
    seeker.answered.connect(lambda _: heard.append(state.text()))
    clock.advance(seconds(12))
    tick(window, session)
    qtbot.waitUntil(lambda: len(asked) == 1, timeout=LONG)
    clock.advance(seconds(12))
    tick(window, session)
    assert state.text().startswith("OUT OF DATE. The show has moved on")
    qtbot.wait(3 * LIVE_PAUSE)
    assert len(asked) == 1
    os.kill(frozen, signal.SIGCONT)
    qtbot.waitUntil(lambda: bool(heard), timeout=LONG)
    assert "Enter still applies" in heard[0]
    qtbot.waitUntil(lambda: not state.text().startswith("OUT OF DATE"), timeout=LONG)
