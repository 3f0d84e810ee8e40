"""The Cues part: a table of cues that is edited in place."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from producer_app.core.edits import Put, Remove
from producer_app.core.show import (
    Cue,
    Department,
)
from tests.ui.inspector.desk import FIRST, LEFT, Desk, retype


def test_cues_stand_by_offset_and_are_edited_in_the_table(desk: Desk, qtbot: QtBot) -> None:
    desk.panel.show_part("cues")
    part = desk.panel.cues
    assert [part.model.index(n, 1).data() for n in (0, 1)] == ["VT 3", "LX 1"]
    cell = part.model.index(1, 2)
    part.table.setCurrentIndex(cell)
    part.table.edit(cell)
    editor = part.table.findChild(QLineEdit)
    retype(qtbot, editor, "-0:05")
    qtbot.keyPress(editor, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: bool(desk.edits))
    changed = desk.show.by_id["c2"]
    assert isinstance(changed, Cue)
    assert changed.offset == -5_000
    assert [part.model.index(n, 1).data() for n in (0, 1)] == ["LX 1", "VT 3"]


def test_an_offset_is_echoed_and_stays_where_it_is_not_understood(desk: Desk, qtbot: QtBot) -> None:
    part = desk.panel.cues
    desk.panel.show_part("cues")
    cell = part.model.index(1, 2)
    part.table.setCurrentIndex(cell)
    part.table.edit(cell)
    editor = part.table.findChild(QLineEdit)
    retype(qtbot, editor, "later")
    qtbot.keyPress(editor, Qt.Key.Key_Return)
    assert "later" in part.echo.text()
    assert "4:30" in part.echo.text()
    assert part.echo.isVisible()
    assert editor.isVisible()
    assert editor.text() == "later"
    assert desk.edits == []
    retype(qtbot, editor, "prev+0:10")
    assert part.echo.text() == "= 10 s after the segment begins"
    qtbot.keyPress(editor, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: bool(desk.edits))
    changed = desk.show.by_id["c2"]
    assert isinstance(changed, Cue)
    assert changed.offset == 10_000
    assert not part.echo.isVisible()


def test_a_cue_is_added_with_its_label_open_for_typing(desk: Desk, qtbot: QtBot) -> None:
    desk.panel.show_part("cues")
    part = desk.panel.cues
    qtbot.mouseClick(part.add, LEFT)
    editor = part.table.findChild(QLineEdit)
    qtbot.keyClicks(editor, "LX 9")
    qtbot.keyPress(editor, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: len(desk.edits) == 2)
    labels = [cue.label for cue in desk.show.cues_of[FIRST]]
    assert sorted(labels) == ["LX 1", "LX 9", "VT 3"]
    assert isinstance(desk.edits[0], Put)


def test_a_change_from_elsewhere_leaves_an_open_cell_alone(desk: Desk, qtbot: QtBot) -> None:
    desk.panel.show_part("cues")
    part = desk.panel.cues
    cell = part.model.index(0, 1)
    part.table.setCurrentIndex(cell)
    part.table.edit(cell)
    editor = part.table.findChild(QLineEdit)
    retype(qtbot, editor, "VT 44")
    cue = desk.show.by_id["c1"]
    assert isinstance(cue, Cue)
    desk.show = Put(
        entity=Cue(id=cue.id, segment=FIRST, department=Department.VT, label="VT 5")
    ).apply(desk.show)
    desk.look("elsewhere")
    assert editor.text() == "VT 44"


def test_delete_removes_the_cue_in_its_row(desk: Desk, qtbot: QtBot) -> None:
    desk.panel.show_part("cues")
    part = desk.panel.cues
    part.table.setCurrentIndex(part.model.index(0, 1))
    qtbot.keyPress(part.table, Qt.Key.Key_Delete)
    assert isinstance(desk.edits[0], Remove)
    assert [cue.label for cue in desk.show.cues_of[FIRST]] == ["LX 1"]
