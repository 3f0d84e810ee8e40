"""The network switch: what is shared, under which certificate, and for how many."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from producer_app.link.door.network import Address
from producer_app.link.door.settings import LineSettings
from producer_app.link.door.sharing import SharedNow
from producer_app.ui.rooms.dialog import RoomsDialog
from tests.ui.rooms.rooms_window import UP, told

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
    assert dialog.address.text() == "https://192.168.7.2:50123/"
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
    assert window.file.text().endswith("authority.crt")
    told(dialog, UP)
    assert not window.isVisible()
