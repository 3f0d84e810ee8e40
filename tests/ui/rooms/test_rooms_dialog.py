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

from producer_app.core.pairing import Pairing
from producer_app.core.show import RoomId
from producer_app.core.timebase import Instant, Millis
from producer_app.link.door.network import Address
from producer_app.link.door.settings import LineSettings
from producer_app.link.door.sharing import SharedNow
from producer_app.link.pipe import ToolsReport
from producer_app.link.presence import LinkState, PairingCode, Presence, RoomClient
from producer_app.link.protocol import Role
from producer_app.present.words import words
from producer_app.ui.rooms.dialog import RoomsDialog
from producer_app.ui.rooms.pairing import OFFERED, PageWanted
from producer_app.ui.rooms.qr import QUIET, QrCode
from producer_app.ui.rooms.told import pages_told
from tests.builders import SHOP, STAGE, a_segment, a_shop_segment, a_show, at

SHOW = a_show(a_segment("1"), a_shop_segment("2"))
NOW = at(SHOW, "20:45:10")
URL = "http://127.0.0.1:50123/"
CODE = PairingCode(
    room=SHOP,
    code="7KQ2M0XD",
    spoken="7KQ2-M0XD",
    urls=(f"{URL}#code=7KQ2M0XD",),
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


WIRED = Address(ip="192.168.7.2", interface="eth0")
WIRELESS = Address(ip="10.0.4.7", interface="Wi-Fi")
OPEN = Address(ip="8.8.4.4", interface="wan0")
SHARED = SharedNow(
    is_on=True,
    ips=("192.168.7.2",),
    urls=("https://192.168.7.2:50123/",),
    certificate_urls=("http://192.168.7.2:50125/",),
    fingerprint=":".join(["3F"] * 32),
)


def test_nothing_is_shared_until_somebody_switches_it_on(dialog: RoomsDialog, qtbot: QtBot) -> None:
    told(dialog, UP)
    dialog.show_addresses((WIRED, WIRELESS))
    assert not dialog.sharing.switch.isChecked()
    assert "only this machine" in dialog.sharing.state.text()
    with qtbot.waitSignal(dialog.share_asked) as asked:
        qtbot.keyClick(dialog.sharing.switch, Qt.Key.Key_Space)
    assert asked.args == [("192.168.7.2", "10.0.4.7")]


def test_an_address_less_is_shared_at_once_and_switching_off_shares_none(
    dialog: RoomsDialog, qtbot: QtBot
) -> None:
    dialog.show_addresses((WIRED, WIRELESS))
    told(dialog, replace(UP, shared=SHARED))
    with qtbot.waitSignal(dialog.share_asked) as asked:
        qtbot.keyClick(dialog.sharing.boxes["10.0.4.7"], Qt.Key.Key_Space)
    assert asked.args == [("192.168.7.2",)]
    with qtbot.waitSignal(dialog.share_asked) as asked:
        qtbot.keyClick(dialog.sharing.switch, Qt.Key.Key_Space)
    assert asked.args == [()]


def test_an_address_of_the_internet_is_never_shared(dialog: RoomsDialog) -> None:
    dialog.show_addresses((OPEN,))
    box = dialog.sharing.boxes["8.8.4.4"]
    assert not box.isEnabled()
    assert "on the internet, not shared" in box.text()
    assert not dialog.sharing.switch.isEnabled()


def test_what_was_ticked_off_stays_off_when_addresses_come_and_go(dialog: RoomsDialog) -> None:
    dialog.show_addresses((WIRED, WIRELESS))
    dialog.sharing.boxes["10.0.4.7"].setChecked(False)
    dialog.show_addresses((WIRED, WIRELESS, OPEN))
    assert not dialog.sharing.boxes["10.0.4.7"].isChecked()
    assert dialog.sharing.boxes["192.168.7.2"].isChecked()


def test_what_is_shared_is_told_and_no_longer_this_machine_only(dialog: RoomsDialog) -> None:
    told(dialog, replace(UP, shared=SHARED))
    assert dialog.sharing.state.text() == "On: https://192.168.7.2:50123/"
    assert not dialog.reach.isVisible()
    assert not dialog.sharing.warning.isVisible()


def test_plain_http_is_a_warning_that_stays(dialog: RoomsDialog) -> None:
    plain = replace(SHARED, is_secure=False, failed=("10.0.4.7",))
    told(dialog, replace(UP, shared=plain))
    warning = dialog.sharing.warning
    assert warning.isVisible()
    assert "PLAIN HTTP" in warning.text()
    assert "Could not be opened: 10.0.4.7" in warning.text()


def test_what_is_set_is_asked_for_whole(dialog: RoomsDialog, qtbot: QtBot) -> None:
    dialog.show_settings(LineSettings(handshakes=50))
    with qtbot.waitSignal(dialog.settings_asked) as asked:
        dialog.sharing.clients.setValue(1_000)
    assert asked.args == [LineSettings(clients=1_000, handshakes=50)]
    with qtbot.waitSignal(dialog.settings_asked) as asked:
        qtbot.keyClick(dialog.sharing.scheme, Qt.Key.Key_Down)
    assert asked.args == [LineSettings(clients=1_000, handshakes=50, is_secure=False)]


def test_showing_the_settings_asks_for_nothing(dialog: RoomsDialog, qtbot: QtBot) -> None:
    with qtbot.assertNotEmitted(dialog.settings_asked):
        dialog.show_settings(LineSettings(clients=12, per_address=3, is_secure=False))
    assert dialog.sharing.clients.value() == 12


def test_a_phone_is_led_to_the_certificate_with_digits_to_check(
    dialog: RoomsDialog, qtbot: QtBot
) -> None:
    told(dialog, UP)
    assert not dialog.sharing.certificate.isEnabled()
    told(dialog, replace(UP, shared=SHARED))
    qtbot.mouseClick(dialog.sharing.certificate, Qt.MouseButton.LeftButton)
    window = dialog.certificate
    assert window.isVisible()
    assert window.qr.text == "http://192.168.7.2:50125/"
    assert window.fingerprint.text().count("3F") == 32
    told(dialog, UP)
    assert not window.isVisible()


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


def test_a_code_that_somebody_guessed_at_is_said_to_be_closed_for_it(dialog: RoomsDialog) -> None:
    told(dialog, replace(UP, closed="late"))
    assert not dialog.pairing.guessed.isVisible()
    told(dialog, replace(UP, closed="wrong"))
    assert dialog.pairing.guessed.isVisible()
    told(dialog, replace(UP, pairing=CODE))
    assert not dialog.pairing.guessed.isVisible()
