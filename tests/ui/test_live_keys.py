"""Every call of a director by its key: a jump, a repeat, a wrong take, time that is typed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QMessageBox, QPushButton
from pytestqt.qtbot import QtBot

from producer_app.core.calling import Go
from producer_app.core.edits import ChangeSegment
from producer_app.core.run import Take
from producer_app.core.show import RoomId, SegmentId
from producer_app.link.room_line import RoomLine
from producer_app.present.words import words
from producer_app.session.clock import HandClock
from producer_app.session.session import Session
from producer_app.ui.actions import ACTIONS, Group
from producer_app.ui.bridge import Bridge
from producer_app.ui.main_window import MainWindow
from producer_app.ui.memory import Memory
from producer_app.ui.questions import TypedQuestion
from tests.builders import (
    SHOP,
    STAGE,
    a_segment,
    a_shop,
    a_shop_segment,
    a_show,
    a_stage,
    at,
    minutes,
    seconds,
    wall,
)

SHOW = a_show(
    *(a_segment(number) for number in "1234"),
    a_shop_segment("S1"),
    a_shop_segment("S2"),
    rooms=(a_stage(), a_shop()),
    hard_out="20:30",
)
S1, S2, S3, S4 = (SegmentId(f"s{number}") for number in "1234")
CONTROL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
ALT = Qt.KeyboardModifier.AltModifier


class Director:
    """Hands on a console with the stage's first segment on air since 20:00."""

    def __init__(self, window: MainWindow, session: Session, clock: HandClock) -> None:
        self.window, self.session, self.clock = window, session, clock

    def press(self, key: Qt.Key, modifier: Qt.KeyboardModifier = CONTROL) -> None:
        QTest.keyClick(QApplication.focusWidget() or self.window, key, modifier)

    def wait(self, length: int) -> None:
        self.clock.advance(length)
        self.window.bridge.ticked.emit(self.session.projection())

    def choose(self, segment: SegmentId) -> None:
        self.window.choose(segment)

    def take(self, room: RoomId = STAGE) -> Take:
        found = self.session.projection().rooms[room].on_air
        assert found is not None
        return found

    def standby(self, room: RoomId = STAGE) -> str:
        segment = self.session.projection().rooms[room].standby
        return "" if segment is None else segment.number

    def stands(self) -> tuple[str, str]:
        return self.take().number, self.standby()

    def notice(self) -> str:
        return self.window.panels.notice.text()

    def asked(self) -> TypedQuestion:
        return self.window.findChildren(TypedQuestion)[-1]

    def answer(self, text: str) -> None:
        question = self.asked()
        QTest.keyClicks(question.line, text)
        question.findChildren(QPushButton)[0].click()

    def say_yes(self) -> None:
        self.window.findChildren(QMessageBox)[-1].buttons()[0].click()


@pytest.fixture
def session(tmp_path: Path) -> Iterator[Session]:
    opened = Session.create(tmp_path / "evening.show", SHOW, HandClock(at(SHOW, "19:50")))
    yield opened
    opened.close()


@pytest.fixture
def idle(session: Session, qtbot: QtBot) -> Director:
    """A console before its first GO, with no run yet."""
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
    clock = session.clock
    assert isinstance(clock, HandClock)
    return Director(made, session, clock)


@pytest.fixture
def director(idle: Director) -> Director:
    idle.press(Qt.Key.Key_R)
    idle.wait(at(SHOW, "20:00") - idle.session.now())
    idle.press(Qt.Key.Key_Space, Qt.KeyboardModifier.NoModifier)
    idle.wait(minutes(1))
    return idle


def test_a_jump_asks_once_and_takes_the_chosen_segment(director: Director) -> None:
    director.choose(S3)
    director.press(Qt.Key.Key_J)
    assert director.stands() == ("1", "2")
    director.say_yes()
    assert director.stands() == ("3", "4")


def test_go_again_before_a_hard_start_asks_once_with_the_time_left_now(director: Director) -> None:
    later = ChangeSegment(segment=S2, changes={"hard_start": wall("20:20")})
    director.session.edit(later, "window", confirmed=True)
    go = Go(room=STAGE, expects=S2)
    for _ in range(3):
        director.wait(seconds(2))
        director.window.bridge.attempt(
            lambda yes: director.session.call(replace(go, is_confirmed=yes), "window")
        )
    (asked,) = [box for box in director.window.findChildren(QMessageBox) if box.isVisible()]
    assert "18:54 away" in asked.text()
    asked.buttons()[0].click()
    assert director.stands() == ("2", "3")


def test_a_jump_back_plays_on_from_there(director: Director) -> None:
    for segment in (S4, S1):
        director.choose(segment)
        director.press(Qt.Key.Key_J)
        director.say_yes()
        director.wait(seconds(5))
    assert director.stands() == ("1", "2")


def test_a_jump_refused_by_the_second_rule_leaves_standby_where_it_was(director: Director) -> None:
    director.press(Qt.Key.Key_Space, Qt.KeyboardModifier.NoModifier)
    director.choose(S4)
    director.press(Qt.Key.Key_J)
    assert "within a second" in director.notice()
    assert director.stands() == ("2", "3")
    assert director.window.findChildren(QMessageBox) == []


def test_a_repeat_stands_by_the_chosen_segment_and_the_rundown_goes_on_behind_it(
    director: Director,
) -> None:
    director.press(Qt.Key.Key_Space, Qt.KeyboardModifier.NoModifier)
    director.choose(S1)
    director.press(Qt.Key.Key_G)
    assert director.stands() == ("2", "1")
    bar = director.window.panels.bar
    assert bar.standby.heading.text() == "STANDBY · REPEAT"
    assert bar.standby.length.text().endswith("then 3 Song 3")
    director.wait(minutes(1))
    director.press(Qt.Key.Key_Space, Qt.KeyboardModifier.NoModifier)
    assert director.stands() == ("1", "3")


def test_a_repeat_that_is_not_wanted_any_more_is_skipped(director: Director) -> None:
    director.choose(S1)
    director.press(Qt.Key.Key_G)
    assert director.standby() == "1"
    director.press(Qt.Key.Key_K)
    assert director.standby() == "2"


def test_a_take_that_was_really_another_segment_is_logged_as_that(director: Director) -> None:
    started = director.take().started
    director.choose(S3)
    director.press(Qt.Key.Key_M)
    assert director.take().started == started
    assert director.stands() == ("3", "4")
    assert director.window.findChildren(QMessageBox) == []


def test_what_is_on_air_may_get_any_time_that_is_typed(director: Director) -> None:
    director.press(Qt.Key.Key_Right)
    QTest.keyClicks(director.asked().line, "+1:3")
    director.answer("0")
    assert director.take().adjusted == seconds(90)
    director.press(Qt.Key.Key_Right)
    director.answer("-0:20")
    assert director.take().adjusted == seconds(70)


def test_what_is_on_air_may_be_given_until_a_time_and_that_is_said_before_it_is_taken(
    director: Director,
) -> None:
    director.press(Qt.Key.Key_Right)
    question = director.asked()
    QTest.keyClicks(question.line, "20:06:00")
    said = [label.text() for label in question.findChildren(QLabel)]
    assert "1:00 more: it lasts 6:00, until 20:06:00" in said
    assert director.take().adjusted == 0
    director.answer("")
    assert director.take().adjusted == minutes(1)


def test_a_time_that_is_not_understood_cannot_be_taken(director: Director) -> None:
    director.press(Qt.Key.Key_Right)
    question = director.asked()
    QTest.keyClicks(question.line, "soon")
    assert not question.findChildren(QPushButton)[0].isEnabled()
    question.reject()
    assert director.take().adjusted == 0


def test_the_answer_after_a_go_changes_nothing_and_says_so(
    director: Director, qtbot: QtBot
) -> None:
    director.press(Qt.Key.Key_Right)
    qtbot.waitUntil(director.asked().isActiveWindow)
    QTest.keyClick(director.asked().line, Qt.Key.Key_Space)
    assert director.take().number == "2"
    director.answer("+1:00")
    assert director.take().adjusted == 0
    assert director.notice() == "1 Song 1 is not on air any more: nothing was changed."


@pytest.mark.parametrize(("typed", "started"), [("8", "19:59:52"), ("20:00:20", "20:00:20")])
def test_a_start_that_was_logged_wrongly_is_corrected(
    director: Director, typed: str, started: str
) -> None:
    director.press(Qt.Key.Key_L)
    director.answer(typed)
    assert director.take().started == at(SHOW, started)


def test_a_start_in_the_future_is_refused_with_the_reason(director: Director) -> None:
    director.press(Qt.Key.Key_L)
    director.answer("20:05:00")
    assert "in the future" in director.notice()


def test_a_wrong_take_is_taken_back(director: Director) -> None:
    director.press(Qt.Key.Key_Space, Qt.KeyboardModifier.NoModifier)
    director.press(Qt.Key.Key_B)
    assert director.stands() == ("1", "2")


@pytest.mark.parametrize("key", ["adjust_time", "took_late", "hold", "take_back", "add_time"])
def test_with_nothing_on_air_a_call_says_why_not(idle: Director, key: str) -> None:
    idle.press(Qt.Key.Key_R)
    idle.window.actions_[key].trigger()
    assert idle.notice() == "Nothing is on air in this room."
    assert idle.window.findChildren(TypedQuestion) == []


@pytest.mark.parametrize("key", ["standby", "jump", "repeat", "replace_take"])
def test_with_nothing_chosen_a_call_says_what_to_do(director: Director, key: str) -> None:
    director.window._chosen = None
    director.window.actions_[key].trigger()
    assert director.notice() == "Choose a segment in the rundown first."


def test_a_segment_of_the_other_room_is_called_in_its_own_room(director: Director) -> None:
    director.choose(SegmentId("sS2"))
    director.press(Qt.Key.Key_J)
    assert director.take(SHOP).number == "S2"
    assert director.take().number == "1"
    director.wait(seconds(5))
    director.choose(SegmentId("sS1"))
    director.press(Qt.Key.Key_M)
    assert director.take(SHOP).number == "S1"


@pytest.mark.parametrize("group", [Group.LIVE, Group.SHOP])
def test_every_live_call_stands_in_its_menu_with_a_key_for_one_hand(
    director: Director, group: Group
) -> None:
    in_menus = {
        action.objectName()
        for menu in director.window.menuBar().actions()
        for action in menu.menu().actions()
    }
    for spec in ACTIONS:
        if spec.group is group:
            (key, *_) = spec.shortcuts
            assert spec.key in in_menus
            assert "Alt" not in key
            assert key.count("+") <= (2 if group is Group.SHOP else 1)


def test_the_start_of_the_show_moves_by_one_undoable_edit(idle: Director) -> None:
    idle.press(Qt.Key.Key_S, CONTROL | ALT)
    idle.answer("+5m")
    assert str(idle.session.show.on_air) == "20:05:00"
    assert idle.session.undo_label == "move_start"
    idle.press(Qt.Key.Key_Z)
    assert idle.session.show == SHOW


def test_once_the_show_is_on_its_start_cannot_move(director: Director) -> None:
    director.press(Qt.Key.Key_S, CONTROL | ALT)
    assert director.window.findChildren(TypedQuestion) == []
    assert "on the air since 20:00:00" in director.notice()
