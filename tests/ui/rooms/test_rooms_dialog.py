"""The window on the line to the rooms: its words, its pages, and cutting one off."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMessageBox
from pytestqt.qtbot import QtBot

from producer_app.core.pairing import Pairing
from producer_app.core.show import RoomId
from producer_app.core.timebase import Instant
from producer_app.link.pipe import ToolsReport
from producer_app.link.presence import LinkState, Presence
from producer_app.link.protocol import Role
from producer_app.present.words import words
from producer_app.ui.rooms.dialog import RoomsDialog
from producer_app.ui.rooms.told import pages_told
from tests.builders import SHOP, STAGE
from tests.ui.rooms.rooms_window import CODE, NOW, SHOW, UP, URL, a_page, cells, told


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


def test_a_page_is_told_with_all_that_a_director_asks(dialog: RoomsDialog) -> None:
    told(dialog, replace(UP, clients=(a_page("a"),)))
    assert cells(dialog, 0) == [
        "Shop · 买买买间",
        "Page a",
        "Host page",
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
    assert dialog.pairing.code_page.lasts.text() == "有效时间还剩 1:23"
    assert cells(dialog, 0)[5] == "可见"


def test_who_is_paired_and_away_is_listed_and_can_be_revoked(
    dialog: RoomsDialog, qtbot: QtBot
) -> None:
    away = Pairing(
        token_hash="ab" * 32, role=Role.TOOL, room=RoomId(""), name="Deck", created=Instant(1)
    )
    told(dialog, replace(UP, clients=(a_page("a"),), paired=(away,)))
    assert dialog.heading.text() == "Connected pages: 1 · paired in all: 2"
    assert cells(dialog, 1)[:5] == ["Every room", "Deck", "Another program", "—", "not connected"]
    choose_line(dialog, qtbot, 1)
    qtbot.mouseClick(dialog.revoke, Qt.MouseButton.LeftButton)
    with qtbot.waitSignal(dialog.revoke_asked) as asked:
        qtbot.mouseClick(the_question(dialog).buttons()[0], Qt.MouseButton.LeftButton)
    assert asked.args == ["ab" * 8]


@pytest.mark.parametrize(
    ("language", "one", "two"), [("en", "Mo (1)", "Mo (2)"), ("zh", "Mo（1）", "Mo（2）")]
)
def test_two_pages_of_one_person_are_told_apart_in_the_order_they_were_paired(
    language: str, one: str, two: str
) -> None:
    first, second, away = (
        Pairing(token_hash=f"{n}" * 64, role="room", room=SHOP, name="Mo", created=Instant(n))
        for n in (1, 2, 3)
    )
    kinds = {"1" * 16: "room", "2" * 16: "room", "4" * 16: "viewer"}
    clients = tuple(
        a_page(key, name="Mo", role=role, since=Instant(NOW - int(key[0]) * 60_000))
        for key, role in kinds.items()
    )
    presence = replace(UP, clients=clients, paired=(second, first))
    names = {page.client: page.name for page in pages_told(presence, SHOW, NOW, words(language))}
    assert names == {"1" * 16: one, "2" * 16: two, "4" * 16: "Mo"}
    presence = replace(UP, clients=clients[1:2], paired=(second, away))
    names = {page.client: page.name for page in pages_told(presence, SHOW, NOW, words(language))}
    assert names == {"2" * 16: one, "3" * 16: two}


def test_a_fault_of_the_server_is_said(dialog: RoomsDialog) -> None:
    told(dialog, replace(UP, trouble="resend: KeyError: 'h9'"))
    assert "had a fault and went on: resend: KeyError" in dialog.warning.text()


def test_a_program_that_asks_or_keeps_a_socket_is_there(dialog: RoomsDialog) -> None:
    deck, script, away = (
        Pairing(token_hash=f"{n}" * 64, role="tool", room=STAGE, name=f"Tool {n}", created=NOW)
        for n in (1, 2, 3)
    )
    report = ToolsReport(sockets=["1" * 16], asking=["2" * 16])
    told(dialog, replace(UP, paired=(deck, script, away), tools=report))
    heard = {cells(dialog, row)[1]: cells(dialog, row)[4] for row in range(3)}
    assert heard == {"Tool 1": "connected", "Tool 2": "connected", "Tool 3": "not connected"}
