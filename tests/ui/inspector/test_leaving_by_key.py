"""Esc leaves every field of the inspector as it was and gives the keyboard back."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from producer_app.present.segment_entry import Line
from tests.ui.inspector.desk import Desk, retype


def released(desk: Desk) -> list[str]:
    """A list that grows each time the keyboard is released."""
    times: list[str] = []
    desk.panel.keyboard_released.connect(lambda: times.append("released"))
    return times


def test_escape_puts_the_title_back_and_nothing_can_be_typed_over_it(
    desk: Desk, qtbot: QtBot
) -> None:
    times = released(desk)
    line = desk.panel.head.lines[Line.TITLE].line
    retype(qtbot, line, "Wrong")
    qtbot.keyClick(line, Qt.Key.Key_Escape)
    assert line.text() == "<b>Moon</b>"
    assert not line.hasSelectedText()
    assert not line.hasFocus()
    assert times == ["released"]
    assert desk.edits == []


def test_escape_leaves_every_kind_of_field(desk: Desk, qtbot: QtBot) -> None:
    panel, times = desk.panel, released(desk)
    fields = {
        "timing": (panel.timing.lines[Line.LENGTH].line, panel.timing.kind),
        "talent": (panel.talent.add,),
        "notes": (panel.notes.notes, panel.notes.in_words.line, panel.notes.new_column),
    }
    for part, widgets in fields.items():
        panel.show_part(part)
        for widget in widgets:
            times.clear()
            widget.setFocus()
            assert widget.hasFocus()
            qtbot.keyClick(widget, Qt.Key.Key_Escape)
            assert times == ["released"], widget.accessibleName()
            assert not widget.hasFocus()


def test_escape_in_a_cue_leaves_the_cue_as_it_was(desk: Desk, qtbot: QtBot) -> None:
    times = released(desk)
    desk.panel.show_part("cues")
    part = desk.panel.cues
    part.table.setFocus()
    part.table.setCurrentIndex(part.model.index(0, 1))
    part.table.edit(part.model.index(0, 1))
    editor = part.table.findChild(QLineEdit)
    retype(qtbot, editor, "VT 44")
    qtbot.keyClick(editor, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: times == ["released"])
    assert part.model.index(0, 1).data() == "VT 3"
    assert desk.edits == []
