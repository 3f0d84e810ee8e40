"""The Notes part: notes and the departments' columns."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.ui.inspector.desk import Desk, retype


def test_notes_are_committed_when_they_are_left(desk: Desk, qtbot: QtBot) -> None:
    desk.panel.show_part("notes")
    notes = desk.panel.notes
    notes.notes.setFocus()
    qtbot.keyClicks(notes.notes, "Snow machine")
    desk.look("tick")
    assert notes.notes.toPlainText() == "Snow machine"
    notes.in_words.line.setFocus()
    assert desk.segment.notes == "Snow machine"


def test_a_department_column_is_written_and_a_new_one_named(desk: Desk, qtbot: QtBot) -> None:
    desk.panel.show_part("notes")
    notes = desk.panel.notes
    retype(qtbot, notes.columns["LED"], "wall 12")
    qtbot.keyPress(notes.columns["LED"], Qt.Key.Key_Return)
    qtbot.keyClicks(notes.new_column, "Audio")
    qtbot.keyPress(notes.new_column, Qt.Key.Key_Return)
    qtbot.keyClicks(notes.columns["Audio"], "HH1")
    qtbot.keyPress(notes.columns["Audio"], Qt.Key.Key_Return)
    assert desk.segment.columns == (("LED", "wall 12"), ("Audio", "HH1"))


def test_a_long_name_of_a_column_does_not_widen_the_panel(desk: Desk) -> None:
    before = desk.panel.notes.minimumSizeHint().width()
    long = replace(desk.segment, columns=(("Wireless microphone and in-ear " * 20, "w"),))
    desk.show = replace(desk.show, segments=(long, *desk.show.segments[1:]))
    desk.look()
    QApplication.processEvents()
    assert desk.panel.notes.minimumSizeHint().width() <= before + 120
