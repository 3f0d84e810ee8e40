"""The show book over the console: opened by its keys, saved at once, undone from either window."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from producer_app.core.calling import Go
from producer_app.core.run import RunKind
from producer_app.core.show import Output, Room, RoomRole
from producer_app.core.timebase import Millis
from producer_app.link.room_line import RoomLine
from producer_app.present.words import words
from producer_app.session.clock import HandClock
from producer_app.session.session import Session
from producer_app.ui.book import BookWindow
from producer_app.ui.bridge import Bridge
from producer_app.ui.main_window import MainWindow
from producer_app.ui.memory import Memory
from tests.builders import STAGE, a_segment, a_shop, a_shop_segment, a_show, a_stage, at

SHOW = a_show(
    a_segment("1"),
    a_segment("2"),
    a_shop_segment("S1"),
    rooms=(a_stage(), a_shop()),
    hard_out="20:30",
)
KEY = Qt.Key
CTRL = Qt.KeyboardModifier.ControlModifier
ALT = Qt.KeyboardModifier.AltModifier


@pytest.fixture
def session(tmp_path: Path) -> Iterator[Session]:
    opened = Session.create(tmp_path / "evening.show", SHOW, HandClock(at(SHOW, "19:59:00")))
    yield opened
    opened.close()


def a_console(session: Session, qtbot: QtBot) -> MainWindow:
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


def opened_book(window: MainWindow, qtbot: QtBot) -> BookWindow:
    QTest.keyClick(window, KEY.Key_B, CTRL | ALT)
    book = window.findChild(BookWindow)
    assert isinstance(book, BookWindow)
    qtbot.waitUntil(book.isActiveWindow)
    return book


def typed(text: str) -> None:
    """A person replaces what stands in the line that has the keyboard."""
    line = QApplication.focusWidget()
    assert line is not None
    QTest.keyClick(line, KEY.Key_A, CTRL)
    QTest.keyClicks(line, text)
    QTest.keyClick(line, KEY.Key_Return)


def test_a_title_typed_in_the_book_is_in_the_file_and_on_the_console(
    session: Session, qtbot: QtBot, tmp_path: Path
) -> None:
    window = a_console(session, qtbot)
    opened_book(window, qtbot)
    typed("Winter Night")
    assert window.windowTitle().startswith("Winter Night")
    session.close()
    again = Session.open(tmp_path / "evening.show", read_only=True)
    assert again.show.title == "Winter Night"
    again.close()


def test_undo_works_in_the_book_and_shows_there(session: Session, qtbot: QtBot) -> None:
    book = opened_book(a_console(session, qtbot), qtbot)
    book.open_at("rooms")
    page = book.pages["rooms"]
    QTest.keyClick(page.list, KEY.Key_N, CTRL)
    assert session.undo_label == "add_rooms"
    assert page.list.count() == 3
    page.list.setFocus()
    QTest.keyClick(page.list, KEY.Key_Z, CTRL)
    assert session.show.rooms == SHOW.rooms
    assert page.list.count() == 2


def test_a_preset_is_in_the_file_and_is_taken_back_as_one_step(
    session: Session, qtbot: QtBot, tmp_path: Path
) -> None:
    book = opened_book(a_console(session, qtbot), qtbot)
    book.open_at("ad_rules")
    chooser = book.rule_tools.open_presets()
    chooser.list.choose("house_pure_stage")
    QTest.mouseClick(chooser.add, Qt.MouseButton.LeftButton)
    assert session.undo_label == "add_preset"
    again = Session.open(tmp_path / "evening.show", read_only=True)
    assert len(again.show.ad_rules) == 4
    assert again.show.ad_rules == session.show.ad_rules
    again.close()
    session.undo("window")
    assert session.show.ad_rules == ()


def test_a_file_that_cannot_be_written_says_so_at_the_field(
    session: Session, qtbot: QtBot, tmp_path: Path
) -> None:
    session.close()
    reading = Session.open(tmp_path / "evening.show", read_only=True)
    book = opened_book(a_console(reading, qtbot), qtbot)
    typed("Winter Night")
    cell = book.pages["show"].form.cells["title"]
    assert reading.show.title == SHOW.title
    assert cell.echo.isVisible()
    assert "open to look at only" in cell.echo.text()
    reading.close()


def test_a_shopping_room_can_be_added_while_the_stage_is_on_air(
    session: Session, qtbot: QtBot
) -> None:
    window = a_console(session, qtbot)
    session.begin(RunKind.REHEARSAL)
    session.call(Go(room=STAGE, expects=SHOW.segments[0].id))
    book = opened_book(window, qtbot)
    book.open_at("rooms")
    QTest.keyClick(book.pages["rooms"].list, KEY.Key_N, CTRL)
    typed("Second shop")
    book.open_at("rooms", session.show.rooms[-1].id)
    added = session.show.rooms[-1]
    assert added == Room(id=added.id, name="Second shop", role=RoomRole.SHOP)
    take = session.projection().rooms[STAGE].on_air
    assert take is not None
    assert take.segment == SHOW.segments[0].id
    book.pages["rooms"].list.setFocus()
    QTest.keyClick(book.pages["rooms"].list, KEY.Key_Delete)
    assert session.show.rooms == SHOW.rooms


def test_the_book_is_opened_at_a_noun(session: Session, qtbot: QtBot) -> None:
    window = a_console(session, qtbot)
    window.sides.open_book("rooms", STAGE)
    book = window.findChild(BookWindow)
    assert isinstance(book, BookWindow)
    page = book.pages["rooms"]
    assert book.tabs.currentWidget() is page
    assert page.list.chosen == STAGE
    cell = page.form.cells["outputs"]
    cell.put((Output(name="TV", latency=Millis(28_000)),))
    assert session.show.room(STAGE).outputs[0].latency == 28_000
