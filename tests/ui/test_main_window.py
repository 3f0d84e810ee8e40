"""The console's window in the hands of a director: real keys, a real file, a clock by hand."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QMessageBox, QPushButton
from pytestqt.qtbot import QtBot

from producer_app.core.edits import ChangeSegment
from producer_app.core.show import SegmentId, Standing
from producer_app.exchange.samples import read_sample
from producer_app.link.room_line import RoomLine
from producer_app.present.words import words
from producer_app.session.clock import HandClock
from producer_app.session.session import Session
from producer_app.ui.actions import ACTIONS
from producer_app.ui.bridge import Bridge
from producer_app.ui.keys.page import KeysPage
from producer_app.ui.main_window import MainWindow
from producer_app.ui.memory import Memory
from producer_app.ui.questions import TypedQuestion
from tests.builders import STAGE, a_segment, a_shop, a_shop_segment, a_show, a_stage, at, minutes

SHOW = a_show(
    a_segment("1"),
    a_segment("2"),
    a_segment("3"),
    a_shop_segment("S1"),
    a_shop_segment("S2"),
    rooms=(a_stage(), a_shop()),
    hard_out="20:30",
)
FIRST, SECOND, THIRD, SHOP_FIRST, SHOP_SECOND = (segment.id for segment in SHOW.segments)
SHOP = SHOW.segments[-1].room


@pytest.fixture
def clock() -> HandClock:
    return HandClock(at(SHOW, "19:59:00"))


@pytest.fixture
def session(tmp_path: Path, clock: HandClock) -> Iterator[Session]:
    opened = Session.create(tmp_path / "evening.show", SHOW, clock)
    yield opened
    opened.close()


def _window(session: Session, qtbot: QtBot, language: str = "en") -> MainWindow:
    line = RoomLine(
        on_act=lambda act: pytest.fail(f"no room is there, yet it says {act}"),
        on_presence=lambda _: None,
        now=session.now,
        save_pairing=session.put_pairing,
    )
    memory = Memory(session.path.with_suffix(".ini"))
    made = MainWindow(Bridge(session), line, words(language), memory, Path("log"))
    qtbot.addWidget(
        made, before_close_func=lambda window: setattr(window.leaving, "is_agreed", True)
    )
    made.show()
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    return made


@pytest.fixture
def window(session: Session, qtbot: QtBot) -> MainWindow:
    return _window(session, qtbot)


def _press(window: MainWindow, key: Qt.Key, modifier: Qt.KeyboardModifier | None = None) -> None:
    target = QApplication.focusWidget() or window
    QTest.keyClick(target, key, modifier or Qt.KeyboardModifier.NoModifier)


CONTROL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier


def _on_air(session: Session, room: object = STAGE) -> str:
    take = session.projection().rooms[room].on_air  # type: ignore[index]
    return take.number if take else ""


def test_every_action_has_a_deed_and_no_two_share_a_key(window: MainWindow) -> None:
    keys = [keys for spec in ACTIONS for keys in spec.shortcuts]
    assert len(keys) == len(set(keys))
    for spec in ACTIONS:
        assert window.actions_[spec.key].text()
    assert not any("Esc" in keys for keys in keys)


def test_space_is_go_and_shift_space_is_go_in_the_shopping_room(
    window: MainWindow, session: Session, clock: HandClock
) -> None:
    _press(window, Qt.Key.Key_R, CONTROL)
    clock.advance(minutes(1))
    _press(window, Qt.Key.Key_Space)
    assert (_on_air(session), _on_air(session, SHOP)) == ("1", "")
    _press(window, Qt.Key.Key_Space, SHIFT)
    assert (_on_air(session), _on_air(session, SHOP)) == ("1", "S1")


def test_a_double_press_of_space_is_one_go_and_says_so(
    window: MainWindow, session: Session, clock: HandClock
) -> None:
    _press(window, Qt.Key.Key_R, CONTROL)
    _press(window, Qt.Key.Key_Space)
    clock.advance(300)
    _press(window, Qt.Key.Key_Space)
    assert _on_air(session) == "1"
    assert "within a second" in window.panels.notice.text()


def test_space_does_nothing_in_the_plan(window: MainWindow, session: Session) -> None:
    _press(window, Qt.Key.Key_Space)
    assert session.run is None


def test_escape_stops_nothing(window: MainWindow, session: Session) -> None:
    _press(window, Qt.Key.Key_R, CONTROL)
    _press(window, Qt.Key.Key_Space)
    _press(window, Qt.Key.Key_Escape)
    assert session.is_running
    assert _on_air(session) == "1"
    assert window.isVisible()


def test_space_types_into_a_field_and_calls_nothing(window: MainWindow, session: Session) -> None:
    _press(window, Qt.Key.Key_R, CONTROL)
    window.choose(THIRD)
    field = window.panels.inspector.findChildren(QLineEdit)[1]
    field.setFocus()
    field.clear()
    QTest.keyClicks(field, "a b")
    assert field.text() == "a b"
    assert _on_air(session) == ""


def test_hold_freezes_and_the_same_key_goes_on(
    window: MainWindow, session: Session, clock: HandClock
) -> None:
    _press(window, Qt.Key.Key_R, CONTROL)
    _press(window, Qt.Key.Key_Space)
    _press(window, Qt.Key.Key_H, CONTROL)
    clock.advance(minutes(1))
    take = session.projection().rooms[STAGE].on_air
    assert take is not None
    assert take.remaining(session.now()) == minutes(5)
    _press(window, Qt.Key.Key_H, CONTROL)
    clock.advance(minutes(1))
    take = session.projection().rooms[STAGE].on_air
    assert take is not None
    assert take.remaining(session.now()) == minutes(4)


def test_time_is_added_and_taken_by_half_minutes(window: MainWindow, session: Session) -> None:
    _press(window, Qt.Key.Key_R, CONTROL)
    _press(window, Qt.Key.Key_Space)
    for _ in range(3):
        _press(window, Qt.Key.Key_Up, CONTROL)
    _press(window, Qt.Key.Key_Down, CONTROL)
    take = session.projection().rooms[STAGE].on_air
    assert take is not None
    assert take.adjusted == minutes(1)


def test_the_chosen_segment_goes_to_standby_and_skipping_it_points_back_to_the_next(
    window: MainWindow, session: Session
) -> None:
    _press(window, Qt.Key.Key_R, CONTROL)
    _press(window, Qt.Key.Key_Space)
    window.choose(THIRD)
    _press(window, Qt.Key.Key_Return, CONTROL)
    standby = session.projection().rooms[STAGE].standby
    assert standby is not None
    assert standby.id == THIRD
    _press(window, Qt.Key.Key_K, CONTROL)
    following = session.projection().rooms[STAGE].standby
    assert following is not None
    assert following.id == SECOND


def test_an_unplanned_segment_is_inserted_into_standby(
    window: MainWindow, session: Session
) -> None:
    _press(window, Qt.Key.Key_R, CONTROL)
    _press(window, Qt.Key.Key_Space)
    _press(window, Qt.Key.Key_U, CONTROL)
    standby = session.projection().rooms[STAGE].standby
    assert standby is not None
    assert standby.title == "Unplanned"
    assert session.show.segments.index(standby) == 1


def test_an_edit_of_what_is_on_air_asks_and_is_done_after_a_yes(
    window: MainWindow, session: Session
) -> None:
    _press(window, Qt.Key.Key_R, CONTROL)
    _press(window, Qt.Key.Key_Space)
    window.edit(ChangeSegment(segment=FIRST, changes={"length": minutes(6)}))
    assert session.show.segment(FIRST).length == minutes(5)
    (question,) = window.findChildren(QMessageBox)
    assert "change its length" in question.text()
    question.buttons()[0].click()
    assert session.show.segment(FIRST).length == minutes(6)


def _open_questions(window: MainWindow) -> list[QMessageBox]:
    return [box for box in window.findChildren(QMessageBox) if box.isVisible()]


def test_a_question_asked_again_stands_once_and_the_last_answer_counts(
    window: MainWindow, session: Session
) -> None:
    _press(window, Qt.Key.Key_R, CONTROL)
    _press(window, Qt.Key.Key_Space)
    for number in (6, 7, 8):
        window.edit(ChangeSegment(segment=FIRST, changes={"length": minutes(number)}))
    (question,) = _open_questions(window)
    question.buttons()[0].click()
    assert session.show.segment(FIRST).length == minutes(8)
    assert not _open_questions(window)


def test_questions_about_two_segments_both_stand(window: MainWindow) -> None:
    _press(window, Qt.Key.Key_R, CONTROL)
    _press(window, Qt.Key.Key_Space)
    for segment in (FIRST, SECOND):
        window.edit(ChangeSegment(segment=segment, changes={"length": minutes(6)}))
    assert len(_open_questions(window)) == 2


def test_a_refused_edit_says_why_and_changes_nothing(window: MainWindow, session: Session) -> None:
    _press(window, Qt.Key.Key_R, CONTROL)
    _press(window, Qt.Key.Key_Space)
    window.panels.rundown.choose(FIRST)
    window.panels.rundown.set_standing_of_chosen(Standing.FLOATED)
    assert "on air" in window.panels.notice.text()
    assert session.show.segment(FIRST).standing is Standing.IN


def test_floating_and_undoing_by_key(window: MainWindow, session: Session) -> None:
    window.choose(SECOND)
    _press(window, Qt.Key.Key_T, CONTROL)
    assert session.show.segment(SECOND).standing is Standing.FLOATED
    _press(window, Qt.Key.Key_Z, CONTROL)
    assert session.show.segment(SECOND).standing is Standing.IN
    assert window.panels.notice.text() == "Taken back: Float, 2 Song 2"
    _press(window, Qt.Key.Key_Z, CONTROL | Qt.KeyboardModifier.ShiftModifier)
    assert session.show.segment(SECOND).standing is Standing.FLOATED
    assert window.panels.notice.text() == "Done again: Float, 2 Song 2"


def test_in_another_language_the_window_stands_where_it_stood_on_the_same_segment(
    session: Session, qtbot: QtBot
) -> None:
    window = _window(session, qtbot)
    window.setGeometry(0, 0, 1400, 800)
    window.choose(THIRD)
    window.actions_["language"].trigger()
    after = MainWindow(window.bridge, window.line, words("zh"), window.memory, Path("log"))
    qtbot.addWidget(after, before_close_func=lambda made: setattr(made.leaving, "is_agreed", True))
    assert after.geometry() == window.geometry()
    assert after.chosen() == THIRD
    assert after.panels.rundown.chosen_segments() == (THIRD,)


def test_quitting_on_air_wants_a_typed_word(
    window: MainWindow, session: Session, qtbot: QtBot
) -> None:
    window.caller.go_on_air()
    window.findChildren(QMessageBox)[-1].buttons()[0].click()
    qtbot.waitUntil(lambda: session.is_running)
    window.close()
    assert window.isVisible()
    question = window.findChildren(TypedQuestion)[-1]
    agree = question.findChildren(QPushButton)[0]
    QTest.keyClicks(question.line, "NO")
    assert not agree.isEnabled()
    question.line.clear()
    QTest.keyClicks(question.line, "QUIT")
    agree.click()
    assert not window.isVisible()
    assert session.is_running


def test_the_next_start_says_where_the_show_stands(
    window: MainWindow, session: Session, clock: HandClock, qtbot: QtBot
) -> None:
    _press(window, Qt.Key.Key_R, CONTROL)
    _press(window, Qt.Key.Key_Space)
    clock.advance(minutes(2))
    window.leave()
    session.close()
    again = Session.open(session.path, clock, keeps_copies=False)
    back = _window(again, qtbot)
    assert "back after 2:00, still on 1 Song 1" in back.panels.notice.text()
    assert back.panels.bar.on_air.isVisible()
    assert _on_air(again) == "1"
    again.close()


def test_the_window_opens_on_every_sample_in_both_languages(tmp_path: Path, qtbot: QtBot) -> None:
    for name in ("super-night", "president-live"):
        for language in ("en", "zh"):
            file = tmp_path / f"{name}-{language}.show"
            session = Session.create(file, read_sample(name), HandClock(at(SHOW, "20:00")))
            made = _window(session, qtbot, language)
            assert read_sample(name).title in made.windowTitle()
            made.leave()
            session.close()


def test_a_show_without_segments_says_what_to_do(tmp_path: Path, qtbot: QtBot) -> None:
    session = Session.create(tmp_path / "empty.show", a_show(), HandClock(at(SHOW, "20:00")))
    made = _window(session, qtbot)
    assert made.isVisible()
    made.leave()
    session.close()


def test_a_tick_shows_the_next_second(
    window: MainWindow, session: Session, clock: HandClock
) -> None:
    _press(window, Qt.Key.Key_R, CONTROL)
    _press(window, Qt.Key.Key_Space)
    clock.advance(minutes(1))
    window.bridge.ticked.emit(session.projection())
    assert window.seen.now == session.now()


def test_an_insert_leaves_the_chosen_segment_to_type_into(
    window: MainWindow, session: Session
) -> None:
    window.choose(FIRST)
    _press(window, Qt.Key.Key_N, CONTROL | SHIFT)
    assert len(session.show.segments) == len(SHOW.segments) + 1
    assert session.show.rundowns[STAGE][1].id not in {SegmentId(s.id) for s in SHOW.segments}


def test_space_is_go_over_an_open_question_and_answers_nothing(
    window: MainWindow, session: Session, qtbot: QtBot
) -> None:
    _press(window, Qt.Key.Key_R, CONTROL)
    window.caller.end_run()
    (question,) = window.findChildren(QMessageBox)
    qtbot.waitUntil(question.isActiveWindow)
    QTest.keyClick(question.buttons()[0], Qt.Key.Key_Space)
    assert _on_air(session) == "1"
    assert session.is_running
    assert question.isVisible()
    question.reject()


def test_space_is_go_over_a_field_that_has_no_use_for_it(
    window: MainWindow, session: Session, clock: HandClock, qtbot: QtBot
) -> None:
    _press(window, Qt.Key.Key_R, CONTROL)
    _press(window, Qt.Key.Key_Space)
    clock.advance(minutes(1))
    _press(window, Qt.Key.Key_L, CONTROL)
    (question,) = window.findChildren(TypedQuestion)
    qtbot.waitUntil(question.isActiveWindow)
    QTest.keyClick(question.line, Qt.Key.Key_Space)
    assert _on_air(session) == "2"
    assert question.line.text() == ""
    question.reject()


def test_who_writes_on_air_is_told_that_space_is_not_go(
    window: MainWindow, session: Session
) -> None:
    _press(window, Qt.Key.Key_R, CONTROL)
    window.choose(THIRD)
    window.panels.inspector.findChildren(QLineEdit)[1].setFocus()
    assert window.panels.notice.property("level") == "typing"
    window.panels.rundown.setFocus()
    assert window.panels.notice.property("level") == "quiet"
    assert session.is_running


def test_a_refusal_goes_when_the_next_call_is_taken(
    window: MainWindow, session: Session, clock: HandClock
) -> None:
    _press(window, Qt.Key.Key_R, CONTROL)
    _press(window, Qt.Key.Key_Space)
    _press(window, Qt.Key.Key_Space)
    assert window.panels.notice.text()
    clock.advance(2_000)
    _press(window, Qt.Key.Key_Space)
    assert window.panels.notice.text() == ""


def test_the_page_of_keys_leaves_space_to_go(
    window: MainWindow, session: Session, qtbot: QtBot
) -> None:
    _press(window, Qt.Key.Key_R, CONTROL)
    _press(window, Qt.Key.Key_F1)
    (page,) = window.findChildren(KeysPage)
    qtbot.waitUntil(page.isActiveWindow)
    _press(window, Qt.Key.Key_Space)
    assert _on_air(session) == "1"
    assert page.isVisible()
    page.close()
