"""The window while no show is open: every way to a show, really taken."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine
from pathlib import Path

import pytest
import qasync
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QFileDialog, QPushButton
from pytestqt.qtbot import QtBot

from producer_app.present.words import words
from producer_app.session.session import Session
from producer_app.ui.keys.page import KeysPage
from producer_app.ui.welcome.window import WelcomeWindow

PATIENCE = 30
Act = Callable[[WelcomeWindow], object]


def chosen_by(app: QApplication, window: WelcomeWindow, act: Act) -> Path | None:
    """What the window answers after a person has done this, on the loop the console runs on."""

    async def evening() -> Path | None:
        asyncio.get_running_loop().call_later(0.05, act, window)
        return await asyncio.wait_for(window.chosen(), PATIENCE)

    return on_loop(app, evening())


def on_loop(app: QApplication, work: Coroutine[object, object, Path | None]) -> Path | None:
    loop = qasync.QEventLoop(app)
    asyncio.set_event_loop(loop)
    try:
        return loop.run_until_complete(work)
    finally:
        loop.close()
        asyncio.set_event_loop(None)


def button_named(window: WelcomeWindow, text: str) -> QPushButton:
    return next(button for button in window.buttons if text in button.text())


def press(window: WelcomeWindow, text: str, qtbot: QtBot) -> None:
    qtbot.mouseClick(button_named(window, text), Qt.MouseButton.LeftButton)


def answer(window: WelcomeWindow, path: Path) -> None:
    """Write this path into the file dialog that is open and accept it."""
    dialog = window.findChildren(QFileDialog)[-1]
    dialog.selectFile(str(path))
    dialog.accept()


@pytest.fixture
def sample(tmp_path: Path) -> Path:
    return tmp_path / "super-night.show"


def test_the_sample_show_is_one_click_away(qtbot: QtBot, qapp: QApplication, sample: Path) -> None:
    window = WelcomeWindow(words("en"), samples=(sample,))
    got = chosen_by(qapp, window, lambda w: press(w, "super-night", qtbot))
    assert got == sample


def test_closing_the_window_chooses_nothing(qapp: QApplication) -> None:
    assert chosen_by(qapp, WelcomeWindow(words("en")), lambda w: w.close()) is None


def test_a_show_opened_before_is_taken_by_a_click(
    qtbot: QtBot, qapp: QApplication, tmp_path: Path
) -> None:
    shows = (tmp_path / "one.show", tmp_path / "two.show")
    window = WelcomeWindow(words("en"), recent=shows)

    def click_the_second(_: WelcomeWindow) -> None:
        place = window.recent.visualItemRect(window.recent.item(1)).center()
        qtbot.mouseClick(window.recent.viewport(), Qt.MouseButton.LeftButton, pos=place)

    assert chosen_by(qapp, window, click_the_second) == shows[1]


def test_a_show_opened_before_is_taken_by_enter(
    qtbot: QtBot, qapp: QApplication, tmp_path: Path
) -> None:
    shows = (tmp_path / "one.show",)
    window = WelcomeWindow(words("en"), recent=shows)

    def enter(_: WelcomeWindow) -> None:
        window.recent.setCurrentRow(0)
        qtbot.keyClick(window.recent, Qt.Key.Key_Return)

    assert chosen_by(qapp, window, enter) == shows[0]


def test_a_new_show_is_made_where_the_person_says(
    qtbot: QtBot, qapp: QApplication, tmp_path: Path
) -> None:
    def make(window: WelcomeWindow) -> None:
        press(window, "New show", qtbot)
        answer(window, tmp_path / "my evening.show")

    got = chosen_by(qapp, WelcomeWindow(words("en")), make)

    assert got == tmp_path / "my evening.show"
    session = Session.open(got)
    assert session.show.title == "my evening"
    session.close()


def test_a_running_order_is_imported_into_a_show(
    qtbot: QtBot, qapp: QApplication, tmp_path: Path
) -> None:
    table = tmp_path / "order.csv"
    table.write_text("No,Title,Length\n1,Opening,3:00\n2,Song,4:30\n", encoding="utf-8")

    def bring_in(window: WelcomeWindow) -> None:
        press(window, "Import", qtbot)
        answer(window, table)
        answer(window, tmp_path / "order.show")

    got = chosen_by(qapp, WelcomeWindow(words("en")), bring_in)

    assert got == tmp_path / "order.show"
    session = Session.open(got)
    assert [segment.title for segment in session.show.segments] == ["Opening", "Song"]
    session.close()


def test_a_running_order_that_cannot_be_read_says_why_and_the_window_stays(
    qtbot: QtBot, qapp: QApplication, tmp_path: Path
) -> None:
    table = tmp_path / "empty.csv"
    table.write_text("", encoding="utf-8")
    said: list[str] = []

    def bring_in(window: WelcomeWindow) -> None:
        press(window, "Import", qtbot)
        answer(window, table)
        said.append(window.notice.text())
        window.close()

    assert chosen_by(qapp, WelcomeWindow(words("en")), bring_in) is None
    assert "empty.csv" in said[0]


def test_the_fault_of_a_file_that_could_not_be_opened_is_a_sentence(qtbot: QtBot) -> None:
    fault = "<b>gala.show</b> is not a show file."
    window = WelcomeWindow(words("en"), fault)
    qtbot.addWidget(window)
    window.show()
    assert window.notice.text() == fault


def dropped(*paths: Path) -> QMimeData:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    return data


def drag_over(window: WelcomeWindow, data: QMimeData) -> bool:
    """True when the window takes what is dragged."""
    event = QDragEnterEvent(
        window.rect().center(),
        Qt.DropAction.CopyAction,
        data,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    event.ignore()
    QApplication.sendEvent(window, event)
    return event.isAccepted()


def test_a_show_file_is_dropped_onto_the_window(qapp: QApplication, tmp_path: Path) -> None:
    data = dropped(tmp_path / "notes.txt", tmp_path / "gala.SHOW")

    def drop(window: WelcomeWindow) -> None:
        assert drag_over(window, data)
        event = QDropEvent(
            QPointF(window.rect().center()),
            Qt.DropAction.CopyAction,
            data,
            Qt.MouseButton.LeftButton,
            Qt.KeyboardModifier.NoModifier,
        )
        QApplication.sendEvent(window, event)

    assert chosen_by(qapp, WelcomeWindow(words("en")), drop) == tmp_path / "gala.SHOW"


def test_any_other_file_is_not_taken(qtbot: QtBot, tmp_path: Path) -> None:
    window = WelcomeWindow(words("en"))
    qtbot.addWidget(window)
    assert not drag_over(window, dropped(tmp_path / "picture.png"))


def test_f1_lists_the_keys(qtbot: QtBot) -> None:
    window = WelcomeWindow(words("en"))
    qtbot.addWidget(window)
    with qtbot.waitActive(window):
        window.show()
        window.activateWindow()
    qtbot.keyClick(window, Qt.Key.Key_F1)
    page = window.findChild(KeysPage)
    assert page is not None
    keys = {key.text() for group in page.groups for _, key in group.rows}
    assert {"Space", "F1", "Ctrl+O"} <= keys


def test_without_shows_opened_before_it_says_how_to_begin(qtbot: QtBot) -> None:
    window = WelcomeWindow(words("en"))
    qtbot.addWidget(window)
    window.show()
    assert window.empty.isVisible()
    assert not window.recent.isVisible()


def test_it_speaks_chinese(qtbot: QtBot, sample: Path) -> None:
    window = WelcomeWindow(words("zh"), samples=(sample,))
    qtbot.addWidget(window)
    texts = [button.text() for button in window.buttons]
    assert texts == ["打开演出…", "新建演出…", "导入串联单…", "打开示例演出：super-night"]


def test_closing_the_window_leaves_the_loop_to_finish_its_work(
    qapp: QApplication, sample: Path
) -> None:
    async def close_and_work_on() -> Path | None:
        window = WelcomeWindow(words("en"))
        asyncio.get_running_loop().call_later(0.05, window.close)
        assert await asyncio.wait_for(window.chosen(), PATIENCE) is None
        await asyncio.sleep(0.1)
        return sample

    assert on_loop(qapp, close_and_work_on()) == sample


def test_after_a_choice_the_next_window_can_open_on_the_same_loop(
    qtbot: QtBot, qapp: QApplication, sample: Path
) -> None:
    async def two_choices() -> Path | None:
        loop = asyncio.get_running_loop()
        first = WelcomeWindow(words("en"), samples=(sample,))
        loop.call_later(0.05, press, first, "super-night", qtbot)
        assert await asyncio.wait_for(first.chosen(), PATIENCE) == sample
        second = WelcomeWindow(words("en"), "It could not be opened.", samples=(sample,))
        loop.call_later(0.05, press, second, "super-night", qtbot)
        return await asyncio.wait_for(second.chosen(), PATIENCE)

    assert on_loop(qapp, two_choices()) == sample
