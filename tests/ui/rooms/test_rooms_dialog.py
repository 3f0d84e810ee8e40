"""The window on the line to the rooms: its words, pairing a page, and cutting one off."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
import segno
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QGuiApplication
from PySide6.QtWidgets import QMessageBox
from pytestqt.qtbot import QtBot

from producer_app.core.show import RoomId
from producer_app.core.timebase import Instant, Millis
from producer_app.link.presence import LinkState, PairingCode, Presence, RoomClient
from producer_app.present.words import words
from producer_app.ui.rooms.dialog import RoomsDialog
from producer_app.ui.rooms.qr import QUIET, QrCode
from tests.builders import SHOP, STAGE, a_segment, a_shop_segment, a_show, at

SHOW = a_show(a_segment("1"), a_shop_segment("2"))
NOW = at(SHOW, "20:45:10")
URL = "http://127.0.0.1:50123/"
CODE = PairingCode(
    room=SHOP,
    code="7KQ2M0XD",
    spoken="7KQ2-M0XD",
    url=f"{URL}#code=7KQ2M0XD",
    expires=Instant(NOW + 83_000),
)
UP = Presence(link=LinkState.UP, since=Instant(NOW - 754_000), url=URL, port=50123)


def a_page(key: str, room: RoomId = SHOP, **changes: Any) -> RoomClient:
    fields: dict[str, Any] = {
        "name": f"Page {key}",
        "role": "room",
        "address": "192.168.7.21",
        "heard": Instant(NOW - 400),
        "since": at(SHOW, "20:20"),
        "is_visible": True,
        "rtt": Millis(12),
    }
    return RoomClient(**{"id": key, "room": room} | fields | changes)


@pytest.fixture
def dialog(qtbot: QtBot) -> RoomsDialog:
    dialog = RoomsDialog(words("en"))
    qtbot.addWidget(dialog)
    dialog.show()
    return dialog


def told(dialog: RoomsDialog, presence: Presence, now: Instant = NOW) -> RoomsDialog:
    dialog.show_presence(presence, SHOW, now)
    return dialog


def cells(dialog: RoomsDialog, row: int) -> list[str]:
    items = [dialog.pages.item(row, column) for column in range(dialog.pages.columnCount())]
    return [item.text() if item else "" for item in items]


def test_the_line_is_told_in_words_with_its_age_and_address(dialog: RoomsDialog) -> None:
    told(dialog, UP)
    assert dialog.word.text() == "LINE TO THE ROOMS: UP"
    assert dialog.since.text() == "since 20:32:36, for 12:34"
    assert dialog.address.text() == URL
    assert dialog.reach.text() == "reachable on this machine only"
    assert not dialog.reach.is_elided()
    assert not dialog.warning.isVisible()


def test_a_line_that_is_down_says_so_and_nobody_can_pair(dialog: RoomsDialog) -> None:
    told(dialog, Presence(link=LinkState.DOWN, since=Instant(NOW - 3_000), restarts=2))
    assert dialog.word.text().startswith("LINE TO THE ROOMS: DOWN")
    assert dialog.warning.text() == "Restarted by itself: 2×"
    assert not dialog.pairing.pair.isEnabled()
    assert "not up" in dialog.pairing.advice.text()


def test_an_address_that_others_reach_is_not_called_this_machines(dialog: RoomsDialog) -> None:
    told(dialog, replace(UP, url="http://192.168.7.2:8742/"))
    assert not dialog.reach.isVisible()


def test_a_line_that_had_to_move_says_where_to_open_the_pages(dialog: RoomsDialog) -> None:
    told(dialog, replace(UP, has_moved=True))
    assert "open them anew at this address" in dialog.warning.text()


def test_the_shopping_room_is_offered_first_and_pairing_asks_for_it(
    dialog: RoomsDialog, qtbot: QtBot
) -> None:
    told(dialog, UP)
    with qtbot.waitSignal(dialog.pair_asked) as asked:
        qtbot.mouseClick(dialog.pairing.pair, Qt.MouseButton.LeftButton)
    assert asked.args == [SHOP]


def test_another_room_can_be_chosen_and_stays_chosen(dialog: RoomsDialog, qtbot: QtBot) -> None:
    told(dialog, UP)
    qtbot.keyClick(dialog.pairing.room, Qt.Key.Key_Up)
    told(dialog, UP)
    with qtbot.waitSignal(dialog.pair_asked) as asked:
        qtbot.keyClick(dialog.pairing.pair, Qt.Key.Key_Space)
    assert asked.args == [STAGE]


def test_the_code_stands_as_it_is_read_out_with_its_room_and_address(dialog: RoomsDialog) -> None:
    pairing = told(dialog, replace(UP, pairing=CODE)).pairing
    assert pairing.code.text() == "7KQ2-M0XD"
    assert pairing.code.font().pixelSize() >= 60
    assert pairing.address.text() == URL
    assert pairing.reach.text() == "reachable on this machine only"
    assert "Shop · 买买买间" in pairing.code_room.text()


def test_how_long_the_code_is_good_counts_down_to_expired(dialog: RoomsDialog) -> None:
    open_now = replace(UP, pairing=CODE)
    pairing = told(dialog, open_now).pairing
    assert pairing.lasts.text() == "Good for 1:23"
    told(dialog, open_now, Instant(NOW + 60_000))
    assert pairing.lasts.text() == "Good for 0:23"
    told(dialog, open_now, CODE.expires)
    assert pairing.lasts.text().startswith("EXPIRED")
    assert pairing.qr.text == ""


def test_the_square_holds_the_address_with_the_code(dialog: RoomsDialog) -> None:
    assert told(dialog, replace(UP, pairing=CODE)).pairing.qr.text == CODE.url


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
    pairing = told(dialog, replace(UP, pairing=CODE)).pairing
    qtbot.mouseClick(pairing.copy, Qt.MouseButton.LeftButton)
    assert QGuiApplication.clipboard().text() == URL


def test_pairing_can_be_closed_only_while_a_code_is_open(dialog: RoomsDialog, qtbot: QtBot) -> None:
    assert not told(dialog, UP).pairing.close_code.isEnabled()
    told(dialog, replace(UP, pairing=CODE))
    with qtbot.waitSignal(dialog.pairing_close_asked):
        qtbot.mouseClick(dialog.pairing.close_code, Qt.MouseButton.LeftButton)


def test_a_page_is_told_with_all_that_a_director_asks(dialog: RoomsDialog) -> None:
    told(dialog, replace(UP, clients=(a_page("a"),)))
    assert cells(dialog, 0) == [
        "Shop · 买买买间",
        "Page a",
        "answer",
        "192.168.7.21",
        "0:00 ago",
        "visible",
        "12 ms",
        "20:20:00",
    ]


def test_a_silent_hidden_page_says_both_in_words(dialog: RoomsDialog) -> None:
    page = a_page("a", heard=Instant(NOW - 14_000), is_visible=False, rtt=None)
    told(dialog, replace(UP, clients=(page,)))
    assert cells(dialog, 0)[4:7] == ["SILENT 0:14", "HIDDEN", "—"]


def test_pages_stand_room_by_room(dialog: RoomsDialog) -> None:
    told(dialog, replace(UP, clients=(a_page("a"), a_page("b", STAGE))))
    assert [cells(dialog, row)[1] for row in (0, 1)] == ["Page b", "Page a"]


def test_without_a_page_it_says_what_to_do(dialog: RoomsDialog) -> None:
    told(dialog, UP)
    assert dialog.empty.isVisible()
    assert "entered by voice" in dialog.empty.text()
    assert not dialog.pages.isVisible()
    assert not dialog.revoke.isEnabled()


def choose_line(dialog: RoomsDialog, qtbot: QtBot, row: int) -> None:
    item = dialog.pages.item(row, 1)
    assert item is not None
    place = dialog.pages.visualItemRect(item).center()
    qtbot.mouseClick(dialog.pages.viewport(), Qt.MouseButton.LeftButton, pos=place)


def the_question(dialog: RoomsDialog) -> QMessageBox:
    box = dialog.findChild(QMessageBox)
    assert box is not None
    return box


def test_revoking_asks_first_and_names_the_page(dialog: RoomsDialog, qtbot: QtBot) -> None:
    told(dialog, replace(UP, clients=(a_page("a"), a_page("b", STAGE))))
    choose_line(dialog, qtbot, 1)
    qtbot.mouseClick(dialog.revoke, Qt.MouseButton.LeftButton)
    box = the_question(dialog)
    assert box.text().startswith("Revoke Page a in Shop · 买买买间?")
    with qtbot.waitSignal(dialog.revoke_asked) as asked:
        qtbot.mouseClick(box.buttons()[0], Qt.MouseButton.LeftButton)
    assert asked.args == ["a"]


def test_the_delete_key_asks_too_and_leaving_it_revokes_nobody(
    dialog: RoomsDialog, qtbot: QtBot
) -> None:
    told(dialog, replace(UP, clients=(a_page("a"),)))
    choose_line(dialog, qtbot, 0)
    dialog.activateWindow()
    dialog.pages.setFocus()
    qtbot.waitUntil(dialog.pages.hasFocus)
    qtbot.keyClick(dialog.pages, Qt.Key.Key_Delete)
    box = the_question(dialog)
    with qtbot.assertNotEmitted(dialog.revoke_asked):
        qtbot.keyClick(box, Qt.Key.Key_Escape)


def test_the_chosen_page_stays_chosen_when_another_one_leaves(
    dialog: RoomsDialog, qtbot: QtBot
) -> None:
    told(dialog, replace(UP, clients=(a_page("a"), a_page("b", STAGE))))
    choose_line(dialog, qtbot, 1)
    told(dialog, replace(UP, clients=(a_page("a"),)))
    chosen = dialog.pages.chosen()
    assert chosen is not None
    assert chosen.client == "a"


def test_a_chosen_page_that_leaves_leaves_nothing_to_revoke(
    dialog: RoomsDialog, qtbot: QtBot
) -> None:
    told(dialog, replace(UP, clients=(a_page("a"), a_page("b", STAGE))))
    choose_line(dialog, qtbot, 1)
    told(dialog, replace(UP, clients=(a_page("b", STAGE),)))
    assert dialog.pages.chosen() is None
    assert not dialog.revoke.isEnabled()


def test_a_name_that_looks_like_markup_stays_plain_text(dialog: RoomsDialog, qtbot: QtBot) -> None:
    told(dialog, replace(UP, clients=(a_page("a", name="<b>Lin</b>"),)))
    item = dialog.pages.item(0, 1)
    assert item is not None
    assert item.text() == "<b>Lin</b>"
    assert "&lt;b&gt;" in item.toolTip()
    choose_line(dialog, qtbot, 0)
    qtbot.mouseClick(dialog.revoke, Qt.MouseButton.LeftButton)
    assert the_question(dialog).textFormat() is Qt.TextFormat.PlainText


def test_it_speaks_chinese(qtbot: QtBot) -> None:
    dialog = RoomsDialog(words("zh"))
    qtbot.addWidget(dialog)
    told(dialog, replace(UP, pairing=CODE, clients=(a_page("a"),)))
    assert dialog.word.text() == "房间线路：正常"
    assert dialog.pairing.lasts.text() == "有效时间还剩 1:23"
    assert cells(dialog, 0)[5] == "可见"
