"""The window while its bridge ticks: clocks on their edge, an edit in sight, the rest behind."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QObject
from pytestqt.qtbot import QtBot

from producer_app.core.calling import Go
from producer_app.core.edits import ChangeSegment
from producer_app.core.run import RunKind
from producer_app.link.room_line import RoomLine
from producer_app.present.words import words
from producer_app.session.clock import HandClock
from producer_app.session.session import Session
from producer_app.ui.bridge import Bridge
from producer_app.ui.main_window import MainWindow
from producer_app.ui.memory import Memory
from tests.builders import STAGE, a_segment, a_show, a_stage, at, minutes

SHOW = a_show(a_segment("1"), a_segment("2"), rooms=(a_stage(),), hard_out="20:08")
FIRST, SECOND = (segment.id for segment in SHOW.segments)


class Paints(QObject):
    """What a label said each time it was painted."""

    def __init__(self, label: QObject) -> None:
        super().__init__(label)
        self.said: list[str] = []
        label.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Paint:
            self.said.append(watched.text())  # type: ignore[attr-defined]
        return False


@pytest.fixture
def clock() -> HandClock:
    return HandClock(at(SHOW, "20:00:00"))


@pytest.fixture
def session(tmp_path: Path, clock: HandClock) -> Iterator[Session]:
    opened = Session.create(tmp_path / "evening.show", SHOW, clock)
    opened.begin(RunKind.SHOW)
    opened.call(Go(room=STAGE, expects=FIRST))
    yield opened
    opened.close()


@pytest.fixture
def window(session: Session, qtbot: QtBot) -> Iterator[MainWindow]:
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
    with qtbot.waitExposed(made):
        made.show()
    made.bridge.start()
    yield made
    made.bridge.stop()


def test_on_an_edge_the_clocks_are_painted_before_anything_else_is_shown(
    window: MainWindow, clock: HandClock, qtbot: QtBot
) -> None:
    bar = window.panels.bar
    wall, left = Paints(bar.clock.clock), Paints(bar.on_air.countdown)
    painted: list[tuple[str, str]] = []
    window.bridge.ticked.connect(lambda _: painted.append((wall.said[-1], left.said[-1])))
    clock.advance(1_001)
    qtbot.waitUntil(lambda: bool(painted), timeout=10_000)
    assert painted[0] == ("20:00:01", "4:59")


def test_an_edit_is_in_the_rundown_at_once_and_in_the_bar_soon(
    window: MainWindow, session: Session, qtbot: QtBot
) -> None:
    session.edit(ChangeSegment(segment=SECOND, changes={"title": "New"}), confirmed=True)
    shown = window.panels.rundown.left.model.projection
    assert shown is not None
    assert shown.show.segment(SECOND).title == "New"
    qtbot.waitUntil(lambda: window.panels.bar.standby.title.text().endswith("New"))


def test_a_go_is_in_the_bar_at_once(window: MainWindow, clock: HandClock) -> None:
    clock.advance(minutes(5))
    window.caller.go(STAGE)
    assert window.panels.bar.on_air.title.text().endswith("Song 2")


def test_a_go_comes_behind_an_edit_that_still_waits(
    window: MainWindow, session: Session, clock: HandClock
) -> None:
    clock.advance(minutes(5))
    window.edit(ChangeSegment(segment=FIRST, changes={"notes": "late"}))
    window.caller.go(STAGE)
    assert session.show.segment(FIRST).notes == "late"
    on_air = session.projection().rooms[STAGE].on_air
    assert on_air is not None
    assert on_air.segment == SECOND


def test_a_tick_reaches_every_panel_in_its_turn(
    window: MainWindow, clock: HandClock, qtbot: QtBot
) -> None:
    shown: list[int] = []
    show_time = window.panels.rundown.show_time
    window.panels.rundown.show_time = lambda p: (shown.append(p.now), show_time(p))  # type: ignore[method-assign,assignment]
    clock.advance(1_001)
    qtbot.waitUntil(lambda: clock.now() in shown, timeout=10_000)
