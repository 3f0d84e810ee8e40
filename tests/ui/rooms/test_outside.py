"""The part about other programs: off by default, faults in words, nothing before Apply."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QMessageBox
from pytestqt.qtbot import QtBot

from producer_app.app import Console
from producer_app.link.desk import RoomDesk
from producer_app.link.door.sharing import SharedNow
from producer_app.link.pipe import HookNow, ToolsReport
from producer_app.link.presence import LinkState, Presence
from producer_app.link.tools.osc_in import PORT_TAKEN
from producer_app.link.tools.settings import (
    ApiSettings,
    OscTarget,
    ToolSettings,
    Webhook,
)
from producer_app.paths import STATE_VARIABLE
from producer_app.present.outside_changes import Happened
from producer_app.present.words import words
from producer_app.session.clock import SystemClock
from producer_app.session.session import Session
from producer_app.ui.memory import Memory
from producer_app.ui.rooms.outside import OutsidePart
from producer_app.ui.rooms.outside_keeper import OutsideKeeper
from tests.link.gala import gala
from tests.link.waiting import wall_clock

UP = Presence(link=LinkState.UP, url="http://127.0.0.1:8742/", port=8742)


@pytest.fixture
def part(qtbot: QtBot) -> OutsidePart:
    part = OutsidePart(words("en"))
    qtbot.addWidget(part)
    part.resize(1000, 700)
    part.show()
    return part


def test_all_of_it_is_off_and_nothing_is_to_be_applied(part: OutsidePart) -> None:
    boxes = (part.http, part.osc_in, part.osc_out, part.hooks)
    assert not any(box.switch.isChecked() for box in boxes)
    assert not part.apply.isEnabled()
    assert part.osc_in.caution.text() == "No address is named: nobody is heard."
    assert "on_air /pc/{room}/onair" in part.osc_out.messages.toPlainText()


def test_every_address_that_programs_reach_is_told_as_it_is_typed_in(part: OutsidePart) -> None:
    part.show_settings(ToolSettings(api=ApiSettings(is_on=True)))
    shared = SharedNow(is_on=True, urls=("https://192.168.7.2:8742/",))
    part.show_presence(replace(UP, shared=shared))
    here, there = "http://127.0.0.1:8742/api/v1", "https://192.168.7.2:8742/api/v1"
    assert part.http.told.text().startswith(f"{here}, {there}  ·  tokens: Room pages")


def test_what_is_written_is_asked_for_with_apply(part: OutsidePart, qtbot: QtBot) -> None:
    part.http.switch.setChecked(True)
    part.osc_in.switch.setChecked(True)
    part.osc_in.port.setValue(9001)
    part.osc_in.allowed.setPlainText("192.168.1.20\n10.0.0.0/24")
    part.osc_out.targets.setPlainText("192.168.1.30:9000\n\n")
    part.hooks.hooks.setPlainText("https://example.org/x went_on_air held")
    assert part.verdict.text() == "Not applied yet."
    with qtbot.waitSignal(part.adopt_asked) as asked:
        part.apply.click()
    settings: ToolSettings = asked.args[0]
    assert settings.api.is_on
    assert (settings.osc.hears, settings.osc.port) == (True, 9001)
    assert settings.osc.allowed == ("192.168.1.20", "10.0.0.0/24")
    assert settings.osc.targets == (OscTarget(host="192.168.1.30", port=9000),)
    assert settings.webhooks.hooks == (
        Webhook(url="https://example.org/x", events=(Happened.WENT_ON_AIR, Happened.HELD)),
    )


@pytest.mark.parametrize(
    ("field", "text", "word"),
    [
        ("allowed", "stage-deck", "192.168.1.20"),
        ("targets", "192.168.1.20", "9000"),
        ("targets", "x:70000", "9000"),
        ("messages", "on_fire /x", "on_air"),
        ("messages", "on_air /x {titel}", "titel"),
        ("hooks", "ftp://example.org", "https://"),
        ("hooks", "https://example.org sunrise", "sunrise"),
    ],
)
def test_what_is_none_is_told_at_once_and_cannot_be_applied(
    part: OutsidePart, field: str, text: str, word: str
) -> None:
    fields = {
        "allowed": part.osc_in.allowed,
        "targets": part.osc_out.targets,
        "messages": part.osc_out.messages,
        "hooks": part.hooks.hooks,
    }
    fields[field].setPlainText(text)
    assert word in part.verdict.text()
    assert not part.apply.isEnabled()
    part.drop.click()
    assert part.verdict.text() == "This is how it is now."


def test_a_port_that_is_taken_is_told_with_what_to_do(part: OutsidePart) -> None:
    part.show_presence(replace(UP, tools=ToolsReport(osc_fault=PORT_TAKEN)))
    told = part.osc_in.told.text()
    assert told.endswith("port 8743 is taken by another program; choose another port")


def test_who_is_heard_and_who_is_not_is_told(part: OutsidePart) -> None:
    report = ToolsReport(osc=["127.0.0.1:8743"], osc_from=["192.168.1.9"])
    part.show_presence(replace(UP, tools=report))
    assert part.osc_in.told.text().splitlines() == [
        "Heard at 127.0.0.1:8743",
        "Not allowed, and not answered: 192.168.1.9",
    ]


def test_how_each_webhook_goes_is_told(part: OutsidePart) -> None:
    well = HookNow(url="https://a", sent=4)
    ill = HookNow(url="https://b", sent=1, lost=2, waiting=3, fault="HTTP 500")
    part.show_presence(replace(UP, tools=ToolsReport(hooks=[well, ill])))
    assert part.hooks.told.text().splitlines() == [
        "https://a: 4 sent",
        "https://b: 1 sent, 3 waiting, 2 lost. HTTP 500",
    ]


def test_the_secret_is_copied_and_not_shown(part: OutsidePart) -> None:
    part.show_settings(ToolSettings(), "5eed")
    assert part.hooks.secret.displayText() != "5eed"
    part.hooks.copy.click()
    assert QGuiApplication.clipboard().text() == "5eed"


def test_it_speaks_chinese(qtbot: QtBot) -> None:
    part = OutsidePart(words("zh"))
    qtbot.addWidget(part)
    assert part.http.switch.text() == "HTTP 与 WebSocket，供持有令牌的工具使用"
    part.osc_in.allowed.setPlainText("x")
    assert part.verdict.text().startswith("“x”不是地址")


@pytest.fixture
def session(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Session:
    monkeypatch.setenv(STATE_VARIABLE, str(tmp_path / "state"))
    return Session.create(tmp_path / "gala.show", gala(wall_clock()), SystemClock())


def test_what_is_applied_is_kept_with_the_show(session: Session, qtbot: QtBot) -> None:
    desk = a_desk(session)
    keeper = OutsideKeeper(words("en"), desk.tools)
    qtbot.addWidget(keeper.part)
    keeper.part.osc_in.allowed.setPlainText("10.0.0.7")
    keeper.part.apply.click()
    assert keeper.part.verdict.text() == "This is how it is now."
    again = OutsideKeeper(words("en"), a_desk(session).tools)
    qtbot.addWidget(again.part)
    assert again.part.osc_in.allowed.toPlainText() == "10.0.0.7"
    session.close()


def test_a_new_secret_is_asked_about_first(session: Session, qtbot: QtBot) -> None:
    keeper = OutsideKeeper(words("en"), a_desk(session).tools)
    qtbot.addWidget(keeper.part)
    before = keeper.part.hooks.secret.text()
    keeper.part.hooks.renew.click()
    (question,) = keeper.part.findChildren(QMessageBox)
    assert keeper.part.hooks.secret.text() == before
    yes = next(b for b in question.buttons() if b.text() == "Make a new one")
    yes.click()
    assert keeper.part.hooks.secret.text() != before
    session.close()


def a_desk(session: Session) -> RoomDesk:
    return RoomDesk(session, lambda presence: None)


def test_the_consoles_rooms_window_has_it_and_keeps_what_is_applied(
    session: Session, qtbot: QtBot, tmp_path: Path
) -> None:
    console = Console(session, "en", Memory(tmp_path / "memory.ini"), tmp_path / "log")
    window = console.window
    qtbot.addWidget(window, before_close_func=lambda w: setattr(w.leaving, "is_agreed", True))
    window.sides.open_rooms()
    part = window.findChild(OutsidePart)
    assert part is not None
    part.http.switch.setChecked(True)
    part.apply.click()
    assert console.desk.tools.settings.api.is_on
    assert part.http.told.text().startswith("The line to the rooms is not up")
    session.close()
