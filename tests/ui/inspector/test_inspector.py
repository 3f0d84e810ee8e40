"""The inspector: what is typed becomes edits, and no caret loses its text."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from producer_app.core.edits import ChangeSegment
from producer_app.core.show import (
    SegmentId,
)
from producer_app.core.timing import plan_times, project
from producer_app.present.segment_entry import Line
from tests.builders import (
    a_run,
    at,
    folded,
    gone,
    minutes,
)
from tests.ui.inspector.desk import FIRST, SECOND, Desk, retype


def test_it_shows_the_chosen_segment_as_plain_text(desk: Desk) -> None:
    head = desk.panel.head.lines
    assert head[Line.NUMBER].line.text() == "1"
    assert head[Line.TITLE].line.text() == "<b>Moon</b>"
    assert desk.panel.timing.lines[Line.LENGTH].line.text() == "4:00"
    assert desk.panel.timing.times["planned"].text() == "20:00:00"


def test_enter_commits_what_was_typed(desk: Desk, qtbot: QtBot) -> None:
    line = desk.panel.head.lines[Line.TITLE].line
    retype(qtbot, line, "Rising moon")
    assert desk.edits == []
    qtbot.keyPress(line, Qt.Key.Key_Return)
    assert desk.segment.title == "Rising moon"
    assert desk.edits == [ChangeSegment(segment=FIRST, changes={"title": "Rising moon"})]


def test_leaving_a_line_commits_it_once(desk: Desk, qtbot: QtBot) -> None:
    line = desk.panel.head.lines[Line.TITLE].line
    retype(qtbot, line, "Rising moon")
    desk.panel.head.lines[Line.TITLE_ALT].line.setFocus()
    assert len(desk.edits) == 1


def test_a_length_says_what_it_was_understood_as_while_it_is_typed(
    desk: Desk, qtbot: QtBot
) -> None:
    editor = desk.panel.timing.lines[Line.LENGTH]
    retype(qtbot, editor.line, "1h30")
    assert editor.echo.text() == "= 1:30:00 (1 h 30 min)"
    assert editor.echo.isVisible()
    qtbot.keyPress(editor.line, Qt.Key.Key_Return)
    assert desk.segment.length == minutes(90)
    assert editor.line.text() == "1:30:00"
    assert not editor.echo.isVisible()


def test_in_a_low_window_the_echo_of_what_is_typed_is_in_sight(desk: Desk, qtbot: QtBot) -> None:
    panel = desk.panel
    panel.resize(panel.width(), 190)
    editor = panel.timing.lines[Line.AD]
    editor.line.setFocus()
    retype(qtbot, editor.line, "0:30")
    sheet = panel.tabs.currentWidget()

    def echo_is_in_sight() -> bool:
        foot = editor.echo.mapTo(sheet, QPoint(0, editor.echo.height())).y()
        return editor.echo.isVisible() and 0 < foot <= sheet.height()

    qtbot.waitUntil(echo_is_in_sight)


def test_what_is_not_understood_stays_with_a_sentence_and_asks_for_nothing(
    desk: Desk, qtbot: QtBot
) -> None:
    editor = desk.panel.timing.lines[Line.LENGTH]
    retype(qtbot, editor.line, "soonish")
    qtbot.keyPress(editor.line, Qt.Key.Key_Return)
    assert desk.edits == []
    assert "soonish" in editor.echo.text()
    assert editor.echo.property("tone") == "error"
    desk.look()
    assert editor.line.text() == "soonish"


def test_esc_puts_back_what_was_there(desk: Desk, qtbot: QtBot) -> None:
    editor = desk.panel.timing.lines[Line.LENGTH]
    retype(qtbot, editor.line, "9:99")
    qtbot.keyPress(editor.line, Qt.Key.Key_Escape)
    assert editor.line.text() == "4:00"
    assert not editor.echo.isVisible()
    desk.panel.setFocus()
    assert desk.edits == []


def test_a_change_from_elsewhere_never_overwrites_what_is_being_typed(
    desk: Desk, qtbot: QtBot
) -> None:
    line = desk.panel.head.lines[Line.TITLE].line
    retype(qtbot, line, "Rising")
    changes = {"title": "Other", "length": minutes(6)}
    desk.show = ChangeSegment(segment=FIRST, changes=changes).apply(desk.show)
    desk.look("RundownPanel")
    assert line.text() == "Rising"
    assert desk.panel.timing.lines[Line.LENGTH].line.text() == "6:00"


def test_a_change_from_elsewhere_keeps_the_caret_of_a_line_at_rest(
    desk: Desk, qtbot: QtBot
) -> None:
    line = desk.panel.head.lines[Line.TITLE].line
    line.setFocus()
    line.setCursorPosition(3)
    desk.show = ChangeSegment(segment=FIRST, changes={"title": "Other"}).apply(desk.show)
    desk.look("RundownPanel")
    assert (line.text(), line.cursorPosition()) == ("Other", 3)


def test_what_is_being_typed_goes_to_the_segment_it_was_typed_for(desk: Desk, qtbot: QtBot) -> None:
    line = desk.panel.head.lines[Line.TITLE].line
    retype(qtbot, line, "Rising moon")
    desk.choose(SECOND)
    assert desk.show.segment(FIRST).title == "Rising moon"
    assert desk.show.segment(SECOND).title == "Harbour"
    assert line.text() == "Harbour"


def test_what_was_not_understood_does_not_follow_to_the_next_segment(
    desk: Desk, qtbot: QtBot
) -> None:
    editor = desk.panel.timing.lines[Line.LENGTH]
    retype(qtbot, editor.line, "soonish")
    desk.choose(SECOND)
    assert editor.line.text() == "5:00"
    assert not editor.echo.isVisible()
    assert desk.edits == []


def test_what_was_refused_is_shown_as_it_was(desk: Desk, qtbot: QtBot) -> None:
    desk.refuses = True
    line = desk.panel.head.lines[Line.TITLE].line
    retype(qtbot, line, "Rising moon")
    qtbot.keyPress(line, Qt.Key.Key_Return)
    assert len(desk.edits) == 1
    assert line.text() == "<b>Moon</b>"


def test_a_number_that_another_segment_has_is_refused_in_place(desk: Desk, qtbot: QtBot) -> None:
    editor = desk.panel.head.lines[Line.NUMBER]
    retype(qtbot, editor.line, "2")
    qtbot.keyPress(editor.line, Qt.Key.Key_Return)
    assert desk.edits == []
    assert editor.echo.property("tone") == "error"


def test_nothing_chosen_says_so(desk: Desk) -> None:
    desk.choose(None)
    assert desk.panel.none.isVisible()
    assert not desk.panel.head.isVisible()


def test_a_segment_that_was_removed_is_let_go(desk: Desk) -> None:
    desk.chosen = SegmentId("gone")
    desk.look()
    assert desk.panel.none.isVisible()


def test_an_empty_title_is_refused_in_place(desk: Desk, qtbot: QtBot) -> None:
    editor = desk.panel.head.lines[Line.TITLE]
    retype(qtbot, editor.line, " ")
    qtbot.keyClick(editor.line, Qt.Key.Key_Return)
    assert desk.edits == []
    assert editor.echo.text() == "A segment needs a title."
    assert editor.echo.property("tone") == "error"
    desk.choose(SECOND)
    assert desk.show.segment(FIRST).title == "<b>Moon</b>"


def test_it_warns_before_a_segment_that_is_on_air_is_changed(desk: Desk) -> None:
    run = gone(desk.show, a_run(desk.show, at(desk.show, "19:58")), at(desk.show, "20:00:30"))
    projection = project(plan_times(desk.show), folded(run), at(desk.show, "20:01"))
    desk.panel.show_state(projection, FIRST)
    assert desk.panel.head.live.text() == "ON AIR: a change asks first"
    assert desk.panel.timing.times["actual"].text() == "20:00:30"
    assert desk.panel.timing.drift.text() == "0:30 late"


def test_time_alone_moves_what_is_expected(desk: Desk) -> None:
    run = gone(desk.show, a_run(desk.show, at(desk.show, "19:58")), at(desk.show, "20:00"))
    desk.choose(SECOND)
    projection = project(plan_times(desk.show), folded(run), at(desk.show, "20:04:20"))
    desk.panel.show_time(projection)
    assert desk.panel.timing.times["expected"].text() == "20:04:20"


def test_in_a_low_window_both_titles_share_a_line_and_nothing_is_squeezed(desk: Desk) -> None:
    panel, head = desk.panel, desk.panel.head
    panel.head.show_live("ON AIR: a change asks first")
    panel.resize(380, panel.minimumSizeHint().height())
    QApplication.processEvents()
    first, second = (head.lines[line] for line in (Line.TITLE, Line.TITLE_ALT))
    assert first.y() == second.y()
    for line in (first.line, second.line, head.live, panel.tabs.tabBar()):
        assert line.height() >= line.minimumSizeHint().height()
    panel.resize(380, 620)
    QApplication.processEvents()
    assert first.geometry().bottom() < second.y()
