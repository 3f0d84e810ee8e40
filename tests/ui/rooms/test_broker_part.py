"""The part about the broker: off by default, its password never shown, its state in words."""

from __future__ import annotations

import shlex
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from producer_app.app import Console
from producer_app.arguments import parser
from producer_app.core.timebase import Instant
from producer_app.link.broker.fault import BrokerFault
from producer_app.link.broker.settings import PLAIN_PORT, TLS_PORT, MqttSettings
from producer_app.link.desk import RoomDesk
from producer_app.link.pipe import BrokerNow
from producer_app.link.presence import LinkState, Presence, with_broker
from producer_app.paths import STATE_VARIABLE
from producer_app.present.words import words
from producer_app.session.clock import SystemClock
from producer_app.session.session import Session
from producer_app.ui.memory import Memory
from producer_app.ui.rooms.broker import BrokerPart, BrokerWanted
from producer_app.ui.rooms.broker_keeper import BrokerKeeper
from producer_app.ui.rooms.dialog import RoomsDialog
from tests.builders import a_segment, a_shop_segment, a_show, at
from tests.link.gala import gala
from tests.link.waiting import wall_clock

SHOW = a_show(a_segment("1"), a_shop_segment("2"))
NOW = at(SHOW, "20:45:10")
UP = Presence(link=LinkState.UP, url="http://127.0.0.1:8742/", port=8742)
REACHED = MqttSettings(is_on=True, host="broker.example", user="console")
SECRET = "a secret of the house"


@pytest.fixture
def part(qtbot: QtBot) -> BrokerPart:
    part = BrokerPart(words("en"))
    qtbot.addWidget(part)
    part.resize(1000, 700)
    part.show()
    return part


def told(part: BrokerPart, state: str, fault: BrokerFault | None = None, why: str = "") -> str:
    news = BrokerNow(state=state, fault=fault, why=why)
    since = Instant(NOW - 7_000)
    part.show_presence(replace(UP, broker=news, broker_since=since), SHOW, NOW)
    return part.reach.state.text()


def test_it_is_off_sealed_and_nothing_is_to_be_applied(part: BrokerPart) -> None:
    assert not part.reach.switch.isChecked()
    assert part.reach.is_secure.isChecked()
    assert part.reach.port.value() == TLS_PORT
    assert not part.apply.isEnabled()
    assert told(part, "off") == "BROKER: OFF"


def test_what_is_written_is_asked_for_with_apply(part: BrokerPart, qtbot: QtBot) -> None:
    part.reach.switch.setChecked(True)
    part.reach.host.setText(" broker.example ")
    part.reach.user.setText("console")
    part.reach.password.setText(SECRET)
    assert part.verdict.text() == "Not applied yet."
    with qtbot.waitSignal(part.adopt_asked) as asked:
        part.apply.click()
    assert asked.args == [BrokerWanted(settings=REACHED, password=SECRET)]


@pytest.mark.parametrize(
    ("prefix", "host", "word"),
    [("producer", "", "name or address"), ("a/b", "x", "“a/b”"), ("", "x", "letters")],
)
def test_what_cannot_be_is_told_and_cannot_be_applied(
    part: BrokerPart, prefix: str, host: str, word: str
) -> None:
    part.reach.switch.setChecked(True)
    part.reach.host.setText(host)
    part.reach.prefix.setText(prefix)
    assert word in part.verdict.text()
    assert not part.apply.isEnabled()
    part.drop.click()
    assert part.verdict.text() == "This is how it is now."


def test_a_kept_password_is_told_of_and_stands_in_no_field(part: BrokerPart) -> None:
    part.show_settings(REACHED, "gala", has_password=True)
    fields = part.findChildren(QLineEdit)
    assert "kept" in part.reach.password.placeholderText()
    assert part.reach.password.text() == ""
    assert part.reach.written_password() is None
    assert not any(SECRET in field.text() for field in fields)
    assert part.reach.password.echoMode() is QLineEdit.EchoMode.Password


def test_a_kept_password_can_be_forgotten(part: BrokerPart, qtbot: QtBot) -> None:
    part.show_settings(REACHED, "gala", has_password=True)
    part.reach.forget.click()
    with qtbot.waitSignal(part.adopt_asked) as asked:
        part.apply.click()
    assert asked.args == [BrokerWanted(settings=REACHED, password="")]


def test_the_usual_port_goes_with_the_seal_and_another_stays(part: BrokerPart) -> None:
    part.reach.is_secure.setChecked(False)
    assert part.reach.port.value() == PLAIN_PORT
    assert part.reach.caution.text().startswith("NOT SEALED")
    part.reach.port.setValue(9999)
    part.reach.is_secure.setChecked(True)
    assert part.reach.port.value() == 9999


def test_the_state_is_told_in_words_with_its_age_and_the_reason(part: BrokerPart) -> None:
    part.show_settings(REACHED, "gala", has_password=False)
    assert told(part, "connecting") == "BROKER: CONNECTING to broker.example, for 0:07"
    assert told(part, "up") == "BROKER: UP since 20:45:03, for 0:07"
    assert not part.reach.advice.isVisible()
    down = told(part, "down", BrokerFault.PASSWORD)
    assert down.startswith("BROKER: DOWN since 20:45:03, for 0:07: the user or the password")
    assert "tried again by itself" in part.reach.advice.text()
    assert told(part, "down", BrokerFault.OTHER, "code 3").endswith(": code 3")


def test_every_reason_has_its_words_in_both_languages() -> None:
    for fault in BrokerFault:
        if fault is not BrokerFault.OTHER:
            assert f"broker.fault_{fault}" in words("en")
            assert f"broker.fault_{fault}" in words("zh")


def test_a_line_that_is_down_does_not_call_the_broker_up(part: BrokerPart) -> None:
    presence = Presence(link=LinkState.DOWN, broker=BrokerNow(state="connecting"))
    part.show_presence(presence, SHOW, NOW)
    assert part.reach.state.text() == "BROKER: WAITS, the line to the rooms is not up"


def test_a_broker_that_is_tried_again_is_down_since_it_was_lost() -> None:
    down = with_broker(UP, BrokerNow(state="down", why="first"), NOW)
    tried = with_broker(down, BrokerNow(state="connecting"), Instant(NOW + 1_000))
    again = with_broker(tried, BrokerNow(state="down", why="second"), Instant(NOW + 2_000))
    assert (again.broker_since, again.broker.why) == (NOW, "second")
    up = with_broker(again, BrokerNow(state="up"), Instant(NOW + 3_000))
    assert up.broker_since == NOW + 3_000


@pytest.mark.parametrize(
    "settings",
    [
        MqttSettings(host="broker.example"),
        MqttSettings(host="10.0.0.2", is_secure=False, port=PLAIN_PORT, user="a b"),
        MqttSettings(host="broker.example", port=61_883, user="site", prefix="gala-1"),
        MqttSettings(host="broker.example", is_secure=False, port=TLS_PORT),
    ],
)
def test_the_command_for_the_other_site_means_what_is_set_here(
    part: BrokerPart, settings: MqttSettings
) -> None:
    part.show_settings(settings, "gala-2026", has_password=False)
    part.site.copy_command.click()
    program, *typed = shlex.split(QGuiApplication.clipboard().text())
    meant = parser().parse_args(typed)
    assert program == "producer-console"
    assert (meant.job, meant.id, meant.share) == ("relay", "gala-2026", ["ADDRESS"])
    port = meant.broker_port or (PLAIN_PORT if meant.plain else TLS_PORT)
    assert (meant.host, port) == (settings.host, settings.port)
    assert meant.user == ("USER" if settings.user else "")
    assert (not meant.plain, meant.prefix) == (settings.is_secure, settings.prefix)


def test_the_shows_id_is_copied(part: BrokerPart) -> None:
    part.show_settings(REACHED, "gala-2026", has_password=False)
    part.site.copy_id.click()
    assert QGuiApplication.clipboard().text() == "gala-2026"


def test_the_key_of_the_relays_is_copied_and_not_shown(part: BrokerPart) -> None:
    part.show_settings(REACHED, "gala-2026", "k" * 43, has_password=False)
    part.site.copy_key.click()
    assert QGuiApplication.clipboard().text() == "k" * 43
    assert "k" not in part.site.key.displayText()
    part.drop.click()
    assert part.site.key.text() == "k" * 43


def test_it_speaks_chinese(qtbot: QtBot) -> None:
    part = BrokerPart(words("zh"))
    qtbot.addWidget(part)
    assert part.reach.switch.text() == "通过中转服务器连接异地房间"
    assert told(part, "down", BrokerFault.NOBODY).startswith("中转服务器：中断")


def test_the_rooms_window_says_it_above_every_part(qtbot: QtBot) -> None:
    dialog = RoomsDialog(words("en"))
    qtbot.addWidget(dialog)
    news = BrokerNow(state="down", fault=BrokerFault.LOST)
    dialog.show_presence(replace(UP, broker=news, broker_since=Instant(NOW - 3_000)), SHOW, NOW)
    assert dialog.warning.text().startswith("BROKER DOWN for 0:03")


@pytest.fixture
def session(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Session:
    monkeypatch.setenv(STATE_VARIABLE, str(tmp_path / "state"))
    return Session.create(tmp_path / "gala.show", gala(wall_clock()), SystemClock())


def test_a_password_is_kept_when_other_things_are_applied(session: Session, qtbot: QtBot) -> None:
    desk = RoomDesk(session, lambda presence: None).broker
    keeper = BrokerKeeper(words("en"), desk)
    qtbot.addWidget(keeper.part)
    keeper.part.reach.host.setText("broker.example")
    keeper.part.reach.password.setText(SECRET)
    keeper.part.apply.click()
    keeper.part.reach.user.setText("console")
    keeper.part.apply.click()
    assert (desk.settings.user, desk.password) == ("console", SECRET)
    assert keeper.part.reach.password.text() == ""
    keeper.part.reach.forget.click()
    keeper.part.apply.click()
    assert desk.password == ""
    session.close()


def test_the_consoles_rooms_window_has_it_and_keeps_what_is_applied(
    session: Session, qtbot: QtBot, tmp_path: Path
) -> None:
    console = Console(session, "en", Memory(tmp_path / "memory.ini"), tmp_path / "log")
    window = console.window
    qtbot.addWidget(window, before_close_func=lambda w: setattr(w.leaving, "is_agreed", True))
    window.sides.open_rooms()
    part = window.findChild(BrokerPart)
    assert part is not None
    assert part.site.show_id.text() == session.show.id
    part.reach.switch.setChecked(True)
    part.reach.host.setText("broker.example")
    part.apply.click()
    assert console.desk.broker.settings.is_wanted
    assert part.reach.state.text() == "BROKER: WAITS, the line to the rooms is not up"
    session.close()
