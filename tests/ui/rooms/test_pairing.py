"""Bringing a page or a program onto the line: whose page, its code, its square, its token."""

from __future__ import annotations

from dataclasses import replace

import pytest
import segno
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QGuiApplication
from pytestqt.qtbot import QtBot

from producer_app.core.timebase import Instant
from producer_app.link.protocol import Role
from producer_app.present.words import words
from producer_app.ui.rooms.dialog import RoomsDialog
from producer_app.ui.rooms.pairing import OFFERED, PageWanted
from producer_app.ui.rooms.qr import QUIET, QrCode
from tests.builders import SHOP, STAGE
from tests.ui.rooms.rooms_window import CODE, NOW, UP, URL, a_page, cells, told


def test_the_shopping_room_is_offered_first_and_pairing_asks_for_it(
    dialog: RoomsDialog, qtbot: QtBot
) -> None:
    told(dialog, UP)
    with qtbot.waitSignal(dialog.pair_asked) as asked:
        qtbot.mouseClick(dialog.pairing.pair, Qt.MouseButton.LeftButton)
    assert asked.args == [PageWanted(room=SHOP, role=Role.ROOM)]


def test_another_room_can_be_chosen_and_stays_chosen(dialog: RoomsDialog, qtbot: QtBot) -> None:
    told(dialog, UP)
    qtbot.keyClick(dialog.pairing.room, Qt.Key.Key_Up)
    told(dialog, UP)
    with qtbot.waitSignal(dialog.pair_asked) as asked:
        qtbot.keyClick(dialog.pairing.pair, Qt.Key.Key_Space)
    assert asked.args == [PageWanted(room=STAGE, role=Role.ROOM)]


def test_the_code_stands_as_it_is_read_out_with_its_room_and_address(dialog: RoomsDialog) -> None:
    pairing = told(dialog, replace(UP, pairing=CODE)).pairing.code_page
    assert pairing.code.text() == "7KQ2-M0XD"
    assert pairing.code.font().pixelSize() >= 60
    assert pairing.address.text() == URL
    assert pairing.reach.text() == "reachable on this machine only"
    assert "Shop · 买买买间" in pairing.code_room.text()


def test_how_long_the_code_is_good_counts_down_to_expired(dialog: RoomsDialog) -> None:
    open_now = replace(UP, pairing=CODE)
    pairing = told(dialog, open_now).pairing.code_page
    assert pairing.lasts.text() == "Good for 1:23"
    told(dialog, open_now, Instant(NOW + 60_000))
    assert pairing.lasts.text() == "Good for 0:23"
    told(dialog, open_now, CODE.expires)
    assert pairing.lasts.text().startswith("EXPIRED")
    assert pairing.qr.text == ""


def test_the_square_holds_the_address_with_the_code(dialog: RoomsDialog) -> None:
    assert told(dialog, replace(UP, pairing=CODE)).pairing.code_page.qr.text == CODE.url


def test_the_square_is_painted_module_for_module(qtbot: QtBot) -> None:
    square = QrCode()
    qtbot.addWidget(square)
    square.show_text(CODE.url)
    matrix = segno.make(CODE.url, error="m", micro=False).matrix
    count = len(matrix) + 2 * QUIET
    side = min(square.width(), square.height()) // count
    start = (square.width() - side * count) // 2 + side // 2
    picture = square.grab().toImage()

    def is_dark(row: int, column: int) -> bool:
        x, y = start + (column + QUIET) * side, start + (row + QUIET) * side
        return QColor(picture.pixel(x, y)).lightness() < 128

    painted = [[is_dark(r, c) for c in range(len(matrix))] for r in range(len(matrix))]
    assert painted == [[bool(module) for module in row] for row in matrix]
    assert not any(is_dark(-1, column) for column in range(len(matrix)))


def test_the_address_is_copied(dialog: RoomsDialog, qtbot: QtBot) -> None:
    pairing = told(dialog, replace(UP, pairing=CODE)).pairing.code_page
    qtbot.mouseClick(pairing.copy, Qt.MouseButton.LeftButton)
    assert QGuiApplication.clipboard().text() == URL


def test_pairing_can_be_closed_only_while_a_code_is_open(dialog: RoomsDialog, qtbot: QtBot) -> None:
    assert not told(dialog, UP).pairing.close_code.isEnabled()
    told(dialog, replace(UP, pairing=CODE))
    with qtbot.waitSignal(dialog.pairing_close_asked):
        qtbot.mouseClick(dialog.pairing.close_code, Qt.MouseButton.LeftButton)


@pytest.mark.parametrize("role", OFFERED)
@pytest.mark.parametrize("language", ["en", "zh"])
def test_every_page_says_what_it_may_do(role: Role, language: str, qtbot: QtBot) -> None:
    dialog = RoomsDialog(words(language))
    qtbot.addWidget(dialog)
    box = told(dialog, UP).pairing
    box.page.setCurrentIndex(box.page.findData(role.value))
    assert len(box.may.text()) > 15
    assert "rooms." not in box.may.text()
    assert "rooms." not in box.page.currentText()


def test_the_role_goes_with_the_code(dialog: RoomsDialog, qtbot: QtBot) -> None:
    box = told(dialog, UP).pairing
    box.page.setCurrentIndex(box.page.findData(Role.OPERATOR.value))
    with qtbot.waitSignal(dialog.pair_asked) as asked:
        qtbot.mouseClick(box.pair, Qt.MouseButton.LeftButton)
    assert asked.args == [PageWanted(room=SHOP, role=Role.OPERATOR)]
    told(dialog, replace(UP, pairing=replace(CODE, role=Role.OPERATOR)))
    assert box.code_page.code_room.text() == "Room controller for Shop · 买买买间"


def test_the_address_a_code_leads_to_can_be_chosen(dialog: RoomsDialog, qtbot: QtBot) -> None:
    urls = ("https://192.168.7.2:50123/#code=7KQ2M0XD", f"{URL}#code=7KQ2M0XD")
    page = told(dialog, replace(UP, pairing=replace(CODE, urls=urls))).pairing.code_page
    assert (page.qr.text, page.address.text()) == (urls[0], "https://192.168.7.2:50123/")
    qtbot.keyClick(page.where, Qt.Key.Key_Down)
    assert (page.qr.text, page.address.text()) == (urls[1], URL)
    assert page.reach.text() == "reachable on this machine only"


def test_a_token_is_asked_for_by_name_and_seen_once(dialog: RoomsDialog, qtbot: QtBot) -> None:
    box = told(dialog, UP).pairing
    box.page.setCurrentIndex(box.page.findData(Role.TOOL.value))
    assert not box.room.isVisible()
    assert not box.pair.isEnabled()
    qtbot.keyClicks(box.name, "Stream Deck")
    with qtbot.waitSignal(dialog.tool_asked) as asked:
        qtbot.keyClick(box.name, Qt.Key.Key_Return)
    assert asked.args == ["Stream Deck"]
    dialog.show_token("Stream Deck", "s3cret")
    told(dialog, UP)
    assert box.token_page.isVisible()
    qtbot.mouseClick(box.token_page.copy, Qt.MouseButton.LeftButton)
    assert QGuiApplication.clipboard().text() == "s3cret"
    qtbot.mouseClick(box.token_page.put_by, Qt.MouseButton.LeftButton)
    told(dialog, UP)
    assert not box.token_page.isVisible()
    assert not box.token_page.has_token


def test_a_code_that_somebody_guessed_at_is_said_to_be_closed_for_it(dialog: RoomsDialog) -> None:
    told(dialog, replace(UP, closed="late"))
    assert not dialog.pairing.guessed.isVisible()
    told(dialog, replace(UP, closed="wrong"))
    assert dialog.pairing.guessed.isVisible()
    told(dialog, replace(UP, pairing=CODE))
    assert not dialog.pairing.guessed.isVisible()


def test_a_stage_timer_is_offered_for_the_stage_until_somebody_chooses(
    dialog: RoomsDialog, qtbot: QtBot
) -> None:
    box = told(dialog, UP).pairing
    box.page.setCurrentIndex(box.page.findData(Role.VIEWER.value))
    assert box.room.currentData() == STAGE
    box.page.setCurrentIndex(box.page.findData(Role.ROOM.value))
    assert box.room.currentData() == SHOP
    qtbot.keyClick(box.room, Qt.Key.Key_Up)
    box.page.setCurrentIndex(box.page.findData(Role.OPERATOR.value))
    assert box.room.currentData() == STAGE


def test_producers_see_every_room_and_are_asked_for_none(dialog: RoomsDialog) -> None:
    box = told(dialog, UP).pairing
    box.page.setCurrentIndex(box.page.findData(Role.PRODUCER.value))
    assert not box.room.isVisible()
    client = a_page("a", role="producer")
    told(dialog, replace(UP, pairing=replace(CODE, role=Role.PRODUCER), clients=(client,)))
    assert box.code_page.code_room.text() == "Producers"
    assert cells(dialog, 0)[0] == "Every room"


def test_a_room_is_named_in_the_windows_language_first(qtbot: QtBot) -> None:
    dialog = RoomsDialog(words("zh"))
    qtbot.addWidget(dialog)
    told(dialog, replace(UP, pairing=CODE))
    assert dialog.pairing.room.currentText() == "买买买间 · Shop"
    assert dialog.pairing.code_page.code_room.text() == "主播页面：买买买间 · Shop"
