"""The Timing part: choices, hard and hit times, and who fills."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import (
    QApplication,
    QLabel,
    QLineEdit,
    QStyle,
    QStyleOptionComboBox,
    QStyleOptionFrame,
    QWidget,
)
from pytestqt.qtbot import QtBot

from producer_app.core.edits import SetStanding
from producer_app.core.show import (
    Kind,
    Standing,
)
from producer_app.core.timebase import WallTime
from producer_app.present.segment_entry import Line
from producer_app.ui.editors import ChoiceEditor
from tests.ui.inspector.desk import LEFT, SECOND, Desk, pick, retype


def test_what_is_changed_under_pressure_stands_on_top_with_room_for_its_times(desk: Desk) -> None:
    timing, metrics = desk.panel.timing, desk.panel.fontMetrics()
    desk.panel.resize(23 * metrics.horizontalAdvance("00"), 620)
    QApplication.processEvents()
    for line in (Line.LENGTH, Line.HARD_START, Line.SHORTEST, Line.LONGEST):
        assert _bottom(timing.lines[line], timing) < timing.kind.y()
        room = _room_for_text(timing.lines[line].line)
        assert room >= metrics.horizontalAdvance("20:00:00")
    assert _bottom(timing.standing, timing) < timing.kind.y()
    assert timing.width() <= desk.panel.width()


def test_what_stands_beside_a_box_stands_at_its_height(desk: Desk) -> None:
    timing = desk.panel.timing
    QApplication.processEvents()
    (opens,) = (label for label in timing.findChildren(QLabel) if label.text() == "Opens")
    for widget in (opens, timing.opening):
        assert widget.geometry().center().y() == timing.standing.geometry().center().y()


def test_a_choice_that_does_not_fit_ends_in_dots_and_its_tooltip_has_it_whole(
    desk: Desk, qtbot: QtBot
) -> None:
    box = ChoiceEditor("Sponsor")
    qtbot.addWidget(box)
    box.offer([(None, "Nobody"), ("long", "A <b>sponsor</b> with a very long name indeed")])
    box.show_value("long")
    box.resize(box.minimumSizeHint())
    option = QStyleOptionComboBox()
    box.initStyleOption(option)
    assert option.currentText.startswith("A ")
    assert option.currentText.endswith(("…", "..."))
    assert "A &lt;b&gt;sponsor&lt;/b&gt; with a very long name indeed" in box.toolTip()


def _bottom(widget: QWidget, within: QWidget) -> int:
    return widget.mapTo(within, widget.rect().bottomLeft()).y()


def _room_for_text(line: QLineEdit) -> int:
    option = QStyleOptionFrame()
    line.initStyleOption(option)
    part = QStyle.SubElement.SE_LineEditContents
    return line.style().subElementRect(part, option, line).width()


def test_a_kind_is_chosen_by_keyboard(desk: Desk, qtbot: QtBot) -> None:
    pick(qtbot, desk.panel.timing.kind, "Dance")
    qtbot.keyPress(desk.panel.timing.kind, Qt.Key.Key_Return)
    assert desk.segment.kind is Kind.DANCE


def test_standing_priority_and_sponsor_ask_for_their_own_edits(desk: Desk) -> None:
    timing = desk.panel.timing
    timing.standing.activated.emit(list(Standing).index(Standing.FLOATED))
    timing.priority.activated.emit(3)
    timing.sponsor.activated.emit(1)
    assert isinstance(desk.edits[0], SetStanding)
    assert desk.segment.standing is Standing.FLOATED
    assert (desk.segment.priority, desk.segment.sponsor) == (3, "ember")
    timing.sponsor.activated.emit(0)
    assert desk.segment.sponsor is None


def test_the_same_choice_again_asks_for_nothing(desk: Desk) -> None:
    desk.panel.timing.kind.activated.emit(list(Kind).index(Kind.SONG))
    assert desk.edits == []


@pytest.mark.parametrize(
    ("line", "text", "name", "time"),
    [
        (Line.HARD_END, "prev+4:30", "hard_end", WallTime(20, 8, 30)),
        (Line.FRONT_HIT, "20:06", "front_hit", WallTime(20, 6)),
        (Line.BACK_HIT, "8:10pm", "back_hit", WallTime(20, 10)),
    ],
)
def test_a_time_is_typed_and_cleared_again(
    desk: Desk, qtbot: QtBot, line: Line, text: str, name: str, time: WallTime
) -> None:
    desk.choose(SECOND)
    editor = desk.panel.timing.lines[line]
    retype(qtbot, editor.line, text)
    assert str(time) in editor.echo.text()
    qtbot.keyPress(editor.line, Qt.Key.Key_Return)
    assert getattr(desk.show.segment(SECOND), name) == time
    retype(qtbot, editor.line, "-")
    qtbot.keyPress(editor.line, Qt.Key.Key_Return)
    assert getattr(desk.show.segment(SECOND), name) is None


def test_a_time_that_is_not_understood_stays_with_an_example(desk: Desk, qtbot: QtBot) -> None:
    editor = desk.panel.timing.lines[Line.HARD_END]
    retype(qtbot, editor.line, "prev+1")
    qtbot.keyPress(editor.line, Qt.Key.Key_Return)
    assert desk.edits == []
    assert editor.line.text() == "prev+1"
    assert "like 20:15:00" in editor.echo.text()


def test_a_segment_opens_a_day_only_with_a_hard_start(desk: Desk, qtbot: QtBot) -> None:
    timing = desk.panel.timing
    assert not timing.opening.isEnabled()
    editor = timing.lines[Line.HARD_START]
    retype(qtbot, editor.line, "20:00")
    qtbot.keyPress(editor.line, Qt.Key.Key_Return)
    assert timing.opening.isEnabled()
    qtbot.mouseClick(timing.opening, LEFT, pos=QPoint(8, timing.opening.height() // 2))
    assert desk.segment.is_opening


def test_who_fills_is_named_and_let_go_again(desk: Desk, qtbot: QtBot) -> None:
    fill = desk.panel.timing.fill
    assert fill.rows == []
    qtbot.keyClicks(fill.add.line, "mo bei")
    qtbot.keyPress(fill.add.line, Qt.Key.Key_Return)
    assert desk.segment.filled_by == ("mo",)
    (row,) = fill.rows
    qtbot.mouseClick(row.remove, LEFT)
    assert desk.segment.filled_by == ()
    assert fill.rows == []


def test_how_its_hard_times_are_met_is_said_whole(desk: Desk, qtbot: QtBot) -> None:
    desk.choose(SECOND)
    editor = desk.panel.timing.lines[Line.HARD_START]
    retype(qtbot, editor.line, "20:04:30")
    qtbot.keyPress(editor.line, Qt.Key.Key_Return)
    said = [line.text() for line in desk.panel.timing.marks.lines if line.isVisible()]
    assert said == [
        "Hard start: begins at 20:04:30, whatever comes before it.",
        "0:30 to fill: nobody named",
    ]
    assert desk.panel.timing.times["cume"].text() == "9:30"
