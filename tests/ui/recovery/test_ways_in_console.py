"""Getting back on time at the console: real keys, a real file, the real process that seeks."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog
from pytestqt.qtbot import QtBot

from producer_app.core.edits import ChangeSegment
from producer_app.core.show import Kind, Standing
from producer_app.session.clock import HandClock
from producer_app.session.session import Session
from producer_app.ui.main_window import MainWindow
from tests.builders import STAGE, a_shop_segment, a_show, minutes, seconds
from tests.ui.recovery.evening import (
    CONTROL,
    ELASTIC,
    FLOATABLE,
    LONG,
    SECOND,
    SHOW,
    a_window,
    line_of,
    on_air,
    over,
    press,
    run_long,
    tick,
    until_found,
)


def test_on_time_there_is_no_line_and_no_process(window: MainWindow) -> None:
    assert line_of(window) == ""
    assert window.wayfinder.seeker.pid is None


def test_a_room_that_nobody_has_planned_yet_misses_nothing(
    tmp_path: Path, clock: HandClock, qtbot: QtBot
) -> None:
    session = Session.create(tmp_path / "new.show", a_show(hard_out="22:00"), clock)
    assert line_of(a_window(session, qtbot)) == ""
    session.close()


def test_running_over_is_said_in_one_line_and_nothing_takes_the_keyboard(
    window: MainWindow, session: Session, qtbot: QtBot
) -> None:
    before = QApplication.focusWidget()
    run_long(session)
    assert line_of(window) == "OVER 3:00 at 20:15:00 · seeking ways back… · F12"
    until_found(window, qtbot)
    assert re.fullmatch(r"OVER 3:00 at 20:15:00 · \d ways back · F12", line_of(window))
    assert QApplication.focusWidget() is before
    assert not window.wayfinder.panel.isVisible()
    assert not window.findChildren(QDialog)


def test_the_key_and_enter_put_the_show_back_on_time_as_one_edit(
    window: MainWindow, session: Session, qtbot: QtBot
) -> None:
    before = session.show
    run_long(session)
    until_found(window, qtbot)
    press(window, Qt.Key.Key_F12)
    assert window.wayfinder.panel.hasFocus()
    press(window, Qt.Key.Key_Return)
    assert over(session) == 0
    assert session.undo_label == "way_back"
    assert window.actions_["undo"].text() == "Undo: Way back"
    assert window.panels.notice.text() == "Way back applied: on time. Ctrl+Z takes it back."
    assert line_of(window) == ""
    assert not window.wayfinder.panel.isVisible()
    press(window, Qt.Key.Key_Z, CONTROL)
    assert session.show == before


def test_a_number_applies_that_way_and_no_other(
    window: MainWindow, session: Session, qtbot: QtBot
) -> None:
    run_long(session)
    until_found(window, qtbot)
    press(window, Qt.Key.Key_F12)
    cards = window.wayfinder.panel.cards
    floating = next(c.view for c in cards if c.view.deeds[0][1] == FLOATABLE)
    press(window, Qt.Key(Qt.Key.Key_0 + floating.number))
    press(window, Qt.Key.Key_Return)
    assert session.show.segment(FLOATABLE).standing is Standing.FLOATED
    assert session.show.segment(ELASTIC).length == minutes(6)


def test_escape_closes_the_drawer_and_gives_the_keyboard_back(
    window: MainWindow, session: Session, qtbot: QtBot
) -> None:
    run_long(session)
    press(window, Qt.Key.Key_F12)
    press(window, Qt.Key.Key_Escape)
    assert not window.wayfinder.panel.isVisible()
    assert window.panels.rundown.isAncestorOf(QApplication.focusWidget())
    assert session.is_running
    assert session.undo_label is None


def test_a_click_on_the_line_opens_the_drawer(
    window: MainWindow, session: Session, qtbot: QtBot
) -> None:
    run_long(session)
    QTest.mouseClick(window.wayfinder.line, Qt.MouseButton.LeftButton)
    assert window.wayfinder.panel.isVisible()
    assert window.wayfinder.panel.hasFocus()


def test_space_is_go_while_the_drawer_is_open(
    window: MainWindow, session: Session, clock: HandClock
) -> None:
    run_long(session)
    press(window, Qt.Key.Key_F12)
    clock.advance(minutes(1))
    press(window, Qt.Key.Key_Space)
    take = session.projection().rooms[STAGE].on_air
    assert take is not None
    assert take.segment == SECOND


def test_the_drawer_lies_over_the_rundown_and_leaves_the_handoffs_in_sight(
    window: MainWindow, session: Session
) -> None:
    run_long(session)
    press(window, Qt.Key.Key_F12)
    panels = window.panels
    right = panels.handoffs.mapTo(panels, panels.handoffs.rect().topLeft()).x()
    assert window.wayfinder.panel.geometry().right() < right
    window.resize(1400, 800)
    right = panels.handoffs.mapTo(panels, panels.handoffs.rect().topLeft()).x()
    assert window.wayfinder.panel.geometry().right() < right


def test_on_time_the_drawer_says_there_is_nothing_to_make_good(window: MainWindow) -> None:
    press(window, Qt.Key.Key_F12)
    assert window.wayfinder.panel.headline.text() == "On time: nothing to make good"
    assert "20:15:00 5 The bell" in window.wayfinder.panel.about.text()


def test_after_an_edit_the_old_ways_are_out_of_date_and_are_not_applied(
    window: MainWindow, session: Session, qtbot: QtBot
) -> None:
    run_long(session)
    until_found(window, qtbot)
    press(window, Qt.Key.Key_F12)
    session.edit(ChangeSegment(segment=ELASTIC, changes={"title": "Another"}))
    edited = session.show
    assert window.wayfinder.panel.state.text().startswith("OUT OF DATE")
    assert "seeking" in line_of(window)
    press(window, Qt.Key.Key_Return)
    assert session.show is edited
    assert "moved on" in window.panels.notice.text()
    until_found(window, qtbot)
    assert window.wayfinder.panel.cards[0].isEnabled()


def test_a_go_makes_the_old_ways_out_of_date_too(
    window: MainWindow, session: Session, clock: HandClock, qtbot: QtBot
) -> None:
    run_long(session)
    until_found(window, qtbot)
    press(window, Qt.Key.Key_F12)
    clock.advance(minutes(7))
    press(window, Qt.Key.Key_Space)
    assert window.wayfinder.panel.state.text().startswith("OUT OF DATE")
    until_found(window, qtbot)
    touched = {deed[1] for c in window.wayfinder.panel.cards for deed in c.view.deeds}
    assert touched == {FLOATABLE}


def test_ways_stand_while_what_is_on_air_runs_on_a_little(
    window: MainWindow, session: Session, clock: HandClock, qtbot: QtBot
) -> None:
    run_long(session)
    clock.advance(minutes(7))
    tick(window, session)
    until_found(window, qtbot)
    press(window, Qt.Key.Key_F12)
    clock.advance(seconds(3))
    tick(window, session)
    assert re.match(r"OVER 3:03 at 20:15:00 · \d ways back", line_of(window))
    press(window, Qt.Key.Key_Return)
    assert session.undo_label == "way_back"
    assert over(session) == seconds(3)
    assert "Now OVER 0:03 at 20:15:00" in window.panels.notice.text()


def test_what_is_said_once_applied_is_of_the_show_behind_the_edit_although_the_rest_comes_later(
    window: MainWindow, session: Session, clock: HandClock, qtbot: QtBot
) -> None:
    run_long(session)
    clock.advance(minutes(7))
    tick(window, session)
    until_found(window, qtbot)
    press(window, Qt.Key.Key_F12)
    clock.advance(seconds(3))
    window.bridge.start()
    press(window, Qt.Key.Key_Return)
    window.bridge.stop()
    assert over(session) == seconds(3)
    assert "Now OVER 0:03 at 20:15:00" in window.panels.notice.text()


def test_enter_where_the_chosen_way_is_gone_says_that_these_are_new_and_applies_nothing(
    window: MainWindow, session: Session, qtbot: QtBot
) -> None:
    run_long(session)
    until_found(window, qtbot)
    press(window, Qt.Key.Key_F12)
    panel = window.wayfinder.panel
    floating = next(c.view for c in panel.cards if c.view.deeds[0][1] == FLOATABLE)
    press(window, Qt.Key(Qt.Key.Key_0 + floating.number))
    session.edit(ChangeSegment(segment=FLOATABLE, changes={"priority": 0}))
    edited = session.show
    until_found(window, qtbot)
    press(window, Qt.Key.Key_Return)
    assert session.show is edited
    said = "The ways were out of date; these are new: choose again."
    assert window.panels.notice.text() == said
    press(window, Qt.Key.Key_Return)
    assert session.undo_label == "way_back"


def test_a_way_that_what_runs_on_has_overtaken_is_refused(
    window: MainWindow, session: Session, clock: HandClock, qtbot: QtBot
) -> None:
    run_long(session)
    clock.advance(minutes(7))
    tick(window, session)
    until_found(window, qtbot)
    press(window, Qt.Key.Key_F12)
    clock.advance(seconds(40))
    press(window, Qt.Key.Key_Return)
    assert session.undo_label is None
    assert "moved on" in window.panels.notice.text()


def test_ways_are_sought_again_once_what_runs_on_has_overtaken_them(
    window: MainWindow, session: Session, clock: HandClock, qtbot: QtBot
) -> None:
    run_long(session)
    clock.advance(minutes(7))
    tick(window, session)
    until_found(window, qtbot)
    press(window, Qt.Key.Key_F12)
    clock.advance(seconds(40))
    with qtbot.waitSignal(window.wayfinder.seeker.answered, timeout=LONG):
        tick(window, session)
    press(window, Qt.Key.Key_1)
    press(window, Qt.Key.Key_Return)
    assert over(session) == 0


def test_ways_stand_while_the_other_room_waits_past_its_start(
    tmp_path: Path, clock: HandClock, qtbot: QtBot
) -> None:
    shop = (
        a_shop_segment("S1", minutes(2), hard_start="20:00"),
        a_shop_segment("S2", minutes(6), shortest=minutes(4)),
        a_shop_segment("S3", hard_start="20:08"),
    )
    session = on_air(tmp_path / "other.show", a_show(*SHOW.segments, *shop), clock)
    window = a_window(session, qtbot)
    clock.advance(seconds(30))
    tick(window, session)
    until_found(window, qtbot)
    press(window, Qt.Key.Key_F12)
    panel, sought = window.wayfinder.panel, window.wayfinder.seeker.answered
    before = panel.chosen
    with qtbot.assertNotEmitted(sought, wait=500):
        for _ in range(8):
            clock.advance(seconds(1))
            tick(window, session)
    assert panel.chosen == before
    with qtbot.waitSignal(sought, timeout=LONG):
        clock.advance(seconds(4))
        tick(window, session)
    assert panel.chosen is not None
    assert "changed" not in panel.state.text()
    press(window, Qt.Key.Key_Return)
    assert session.undo_label == "way_back"
    session.close()


def test_a_way_that_leaves_time_to_fill_says_so_once_applied_and_not_that_it_is_under(
    tmp_path: Path, clock: HandClock, qtbot: QtBot
) -> None:
    whole = tuple(replace(s, shortest=None) for s in SHOW.segments)
    kinds = tuple(s if s.id == FLOATABLE else replace(s, kind=Kind.COUNTDOWN) for s in whole)
    session = on_air(tmp_path / "other.show", replace(SHOW, segments=kinds), clock)
    window = a_window(session, qtbot)
    run_long(session, 2)
    until_found(window, qtbot)
    press(window, Qt.Key.Key_F12)
    way = window.wayfinder.panel.cards[0].view
    assert (way.result, way.landings[0].after) == ("MAKES IT", "1:00 to fill")
    press(window, Qt.Key.Key_Return)
    said = window.panels.notice.text()
    assert said.startswith("Way back applied. 20:15:00: 1:00 to fill: nobody for 1:00.")
    session.close()


def test_back_on_time_by_other_means_the_line_goes(
    window: MainWindow, session: Session, qtbot: QtBot
) -> None:
    run_long(session)
    until_found(window, qtbot)
    run_long(session, -3)
    assert line_of(window) == ""


def test_where_nothing_may_be_done_it_says_what_is_missing(
    tmp_path: Path, clock: HandClock, qtbot: QtBot
) -> None:
    fixed = tuple(replace(s, shortest=None, priority=0, kind=Kind.COUNTDOWN) for s in SHOW.segments)
    session = on_air(tmp_path / "other.show", replace(SHOW, segments=fixed), clock)
    window = a_window(session, qtbot)
    run_long(session)
    qtbot.waitUntil(lambda: "no way back" in line_of(window), timeout=LONG)
    press(window, Qt.Key.Key_F12)
    said = window.wayfinder.panel.about.text()
    assert said.startswith("3:00 cannot be made good: nothing before 20:15:00 may be floated")
    session.close()


def test_the_other_room_has_ways_of_its_own(tmp_path: Path, clock: HandClock, qtbot: QtBot) -> None:
    shop = (
        a_shop_segment("S1", minutes(2)),
        a_shop_segment("S2", minutes(7), shortest=minutes(4)),
        a_shop_segment("S3", hard_start="20:08"),
    )
    session = on_air(tmp_path / "other.show", a_show(*SHOW.segments, *shop), clock)
    window = a_window(session, qtbot)
    run_long(session)
    until_found(window, qtbot)
    press(window, Qt.Key.Key_F12)
    assert window.wayfinder.panel.headline.text() == "OVER 3:00 at 20:15:00"
    press(window, Qt.Key.Key_Right)
    panel = window.wayfinder.panel
    assert panel.headline.text() == "OVER 1:00 at 20:08:00"
    qtbot.waitUntil(lambda: bool(panel.cards), timeout=LONG)
    press(window, Qt.Key.Key_Return)
    assert session.show.segment(shop[1].id).length == minutes(6)
    session.close()


def test_closing_the_window_ends_the_process(
    window: MainWindow, session: Session, qtbot: QtBot
) -> None:
    run_long(session)
    until_found(window, qtbot)
    assert window.wayfinder.seeker.pid is not None
    window.leave()
    assert window.wayfinder.seeker.pid is None
