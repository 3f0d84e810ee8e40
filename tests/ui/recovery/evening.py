"""An evening at the console that runs over, and what a director does there."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from producer_app.core.calling import AdjustTime, Go
from producer_app.core.run import RunKind
from producer_app.core.show import SegmentId, Show
from producer_app.link.room_line import RoomLine
from producer_app.present.words import words
from producer_app.session.clock import HandClock
from producer_app.session.session import Session
from producer_app.ui.bridge import Bridge
from producer_app.ui.main_window import MainWindow
from producer_app.ui.memory import Memory
from tests.builders import STAGE, a_segment, a_show, at, minutes

SHOW = a_show(
    a_segment("1", minutes(4)),
    a_segment("2", minutes(2)),
    a_segment("3", minutes(6), shortest=minutes(2)),
    a_segment("4", minutes(3), priority=9),
    a_segment("5", minutes(1), hard_start="20:15", title="The bell"),
    a_segment("6", minutes(4)),
)
"""On time at 20:15; 3 may be trimmed and 4 floated."""

FIRST, SECOND, ELASTIC, FLOATABLE = (SegmentId(f"s{number}") for number in (1, 2, 3, 4))
CONTROL = Qt.KeyboardModifier.ControlModifier
LONG = 30_000


def on_air(path: Path, show: Show, clock: HandClock) -> Session:
    """A rehearsal of that show, its first segment taken at 20:00."""
    session = Session.create(path, show, clock)
    session.begin(RunKind.REHEARSAL)
    clock.advance(at(show, "20:00:00") - session.now())
    session.call(Go(room=STAGE, expects=FIRST))
    return session


def a_window(session: Session, qtbot: QtBot) -> MainWindow:
    line = RoomLine(
        on_act=lambda act: pytest.fail(f"no room is there, yet it says {act}"),
        on_presence=lambda _: None,
        now=session.now,
        save_pairing=session.put_pairing,
    )
    memory = Memory(session.path.with_suffix(".ini"))
    made = MainWindow(Bridge(session), line, words("en"), memory, Path("log"))
    qtbot.addWidget(
        made, before_close_func=lambda window: setattr(window.leaving, "is_agreed", True)
    )
    made.show()
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    return made


def press(window: MainWindow, key: Qt.Key, modifier: Qt.KeyboardModifier | None = None) -> None:
    target = QApplication.focusWidget() or window
    QTest.keyClick(target, key, modifier or Qt.KeyboardModifier.NoModifier)


def run_long(session: Session, by: float = 3) -> None:
    """Give what is on air that many minutes more."""
    session.call(AdjustTime(room=STAGE, by=minutes(by)))


def line_of(window: MainWindow) -> str:
    line = window.wayfinder.line
    return line.text() if line.isVisible() else ""


def until_found(window: MainWindow, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: " back ·" in line_of(window), timeout=LONG)


def over(session: Session) -> int | None:
    hards = session.projection().rooms[STAGE].hards
    return hards[0].over if hards else None


def tick(window: MainWindow, session: Session) -> None:
    window.bridge.ticked.emit(session.projection())
