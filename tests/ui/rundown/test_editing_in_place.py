"""Typing into a rundown: by mouse and keys, echoed at once, never lost, never in the way of GO."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from producer_app.core.edits import (
    ChangeSegment,
    InsertSegment,
    MoveSegments,
    RemoveSegments,
    SetStanding,
)
from producer_app.core.show import Block, BlockId, Kind, SegmentId, Standing
from producer_app.core.timebase import WallTime
from producer_app.core.timing import project
from producer_app.ui.rundown.columns import Column
from tests.builders import SHOP, STAGE, a_run, a_segment, at, gone, minutes
from tests.ui.rundown.shows import a_gala
from tests.ui.rundown.stage_hand import StageHand

A1, A2, B1 = SegmentId("sA1"), SegmentId("sA2"), SegmentId("sB1")


def test_a_typed_length_is_echoed_at_once_and_taken_with_enter(qtbot: QtBot) -> None:
    hand = StageHand(qtbot, a_gala())
    editor = hand.double_click("A2", Column.LENGTH)
    assert editor.text() == "5:00"
    hand.retype(editor, "1h30")
    assert editor.echo.isVisible()
    assert editor.echo.text() == "= 1:30:00 (1 h 30 min)"
    qtbot.keyClick(editor, Qt.Key.Key_Return)
    assert hand.edits == [ChangeSegment(segment=A2, changes={"length": minutes(90)})]
    assert hand.editors() == []


def test_what_is_not_understood_stays_open_with_its_text_and_an_example(qtbot: QtBot) -> None:
    hand = StageHand(qtbot, a_gala())
    editor = hand.double_click("A2", Column.LENGTH)
    hand.retype(editor, "soon")
    qtbot.keyClick(editor, Qt.Key.Key_Return)
    assert hand.edits == []
    assert editor.text() == "soon"
    assert editor.echo.is_refusal
    assert "write it like 4:30" in editor.echo.text()
    hand.retype(editor, "4:30")
    assert not editor.echo.is_refusal
    qtbot.keyClick(editor, Qt.Key.Key_Return)
    assert hand.show.segment(A2).length == 270_000


def test_a_click_elsewhere_takes_what_is_understood_and_keeps_what_is_not(qtbot: QtBot) -> None:
    hand = StageHand(qtbot, a_gala())
    editor = hand.double_click("A2", Column.LENGTH)
    hand.retype(editor, "later")
    hand.click("B2")
    qtbot.wait(1)
    assert hand.editor().text() == "later"
    editor.setFocus()
    hand.retype(editor, "90")
    hand.pane(SHOP).table.setFocus()
    qtbot.waitUntil(lambda: hand.editors() == [])
    assert hand.show.segment(A2).length == 90_000


def test_escape_closes_only_the_editor(qtbot: QtBot) -> None:
    hand = StageHand(qtbot, a_gala())
    editor = hand.double_click("A2", Column.TITLE)
    hand.retype(editor, "Something else")
    qtbot.keyClick(editor, Qt.Key.Key_Escape)
    assert hand.edits == []
    assert hand.editors() == []
    assert hand.panel.isVisible()


def test_an_empty_title_is_refused_in_place(qtbot: QtBot) -> None:
    hand = StageHand(qtbot, a_gala())
    editor = hand.double_click("A2", Column.TITLE)
    editor.clear()
    qtbot.keyClick(editor, Qt.Key.Key_Return)
    assert hand.edits == []
    assert editor.echo.text() == "A segment needs a title."
    assert editor.echo.is_refusal


def test_f2_and_plain_typing_open_the_cell(qtbot: QtBot) -> None:
    hand = StageHand(qtbot, a_gala())
    hand.click("A2", Column.TITLE)
    hand.press(Qt.Key.Key_F2)
    assert hand.editor().text() == "Song A2"
    qtbot.keyClick(hand.editor(), Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: hand.editors() == [])
    hand.press(Qt.Key.Key_N)
    assert hand.editor().text() == "n"


def test_space_never_opens_a_cell(qtbot: QtBot) -> None:
    hand = StageHand(qtbot, a_gala())
    hand.click("A2", Column.TITLE)
    hand.press(Qt.Key.Key_Space)
    assert hand.editors() == []


def test_tab_takes_the_text_and_goes_on_to_the_next_cell(qtbot: QtBot) -> None:
    hand = StageHand(qtbot, a_gala())
    editor = hand.double_click("A2", Column.TITLE)
    hand.retype(editor, "Copper Rain")
    qtbot.keyClick(editor, Qt.Key.Key_Tab)
    assert hand.show.segment(A2).title == "Copper Rain"
    qtbot.waitUntil(lambda: [e.text() for e in hand.editors()] == ["Song"])


def test_a_kind_is_typed_and_completed(qtbot: QtBot) -> None:
    hand = StageHand(qtbot, a_gala())
    editor = hand.double_click("A2", Column.KIND)
    hand.retype(editor, "host")
    assert editor.echo.text() == "= Host link"
    completer = editor.completer()
    assert completer is not None
    assert completer.currentCompletion() == "Host link"
    qtbot.keyClick(editor, Qt.Key.Key_Return)
    assert hand.show.segment(A2).kind is Kind.HOST_LINK


def test_the_down_key_lists_all_kinds(qtbot: QtBot) -> None:
    hand = StageHand(qtbot, a_gala())
    editor = hand.double_click("A2", Column.KIND)
    qtbot.keyClick(editor, Qt.Key.Key_Down)
    completer = editor.completer()
    assert completer is not None
    assert completer.popup().isVisible()
    assert completer.completionCount() == len(Kind)
    completer.popup().hide()


def test_talent_is_completed_name_by_name(qtbot: QtBot) -> None:
    hand = StageHand(qtbot, a_gala())
    editor = hand.double_click("A2", Column.TALENT)
    hand.retype(editor, "Bai, 林")
    completer = editor.completer()
    assert completer is not None
    assert completer.completionCount() == 1
    assert completer.pathFromIndex(completer.completionModel().index(0, 0)) == "Bai, Lin Yao 林曜"
    completer.popup().setCurrentIndex(completer.completionModel().index(0, 0))
    qtbot.keyClick(completer.popup(), Qt.Key.Key_Return)
    assert editor.text() == "Bai, Lin Yao 林曜"
    assert editor.echo.text() == "= Lin Yao 林曜 · new to the show: Bai"
    qtbot.keyClick(editor, Qt.Key.Key_Return)
    people = hand.show.people(hand.show.segment(A2).talent)
    assert {person.name for person in people} == {"Lin Yao", "Bai"}


def test_a_hit_time_is_typed_over_the_planned_time_and_cleared_again(qtbot: QtBot) -> None:
    hand = StageHand(qtbot, a_gala())
    assert hand.text("B1", Column.PLANNED) == "20:10:00"
    editor = hand.double_click("B1", Column.PLANNED)
    hand.retype(editor, "+10m")
    assert editor.echo.text() == ("= front time set by hand: 20:20:00 · with ! it is a hard start")
    qtbot.keyClick(editor, Qt.Key.Key_Return)
    assert hand.show.segment(B1).front_hit == WallTime(20, 20)
    assert hand.text("B1", Column.PLANNED) == "*20:20:00"
    assert hand.text("B2", Column.PLANNED) == "20:25:00"
    editor = hand.double_click("B1", Column.PLANNED)
    hand.retype(editor, "-")
    assert editor.echo.text() == "= computed"
    qtbot.keyClick(editor, Qt.Key.Key_Return)
    assert hand.show.segment(B1).front_hit is None
    assert hand.text("B1", Column.PLANNED) == "20:10:00"


def test_a_hit_time_that_cannot_be_met_says_so_in_a_word(qtbot: QtBot) -> None:
    hand = StageHand(qtbot, a_gala())
    editor = hand.double_click("B1", Column.PLANNED)
    hand.retype(editor, "20:04")
    qtbot.keyClick(editor, Qt.Key.Key_Return)
    assert "IMPOSSIBLE" in hand.text("B1", Column.TITLE)
    line = hand.pane().model.line(hand.row("B1"))
    assert line.cells[Column.PLANNED].ink == "impossible"


def test_a_back_time_is_typed_over_too(qtbot: QtBot) -> None:
    hand = StageHand(qtbot, a_gala(hard_out="21:00"))
    assert hand.text("B1", Column.BACK) == "20:50:00"
    editor = hand.double_click("B1", Column.BACK)
    hand.retype(editor, "-5m")
    assert editor.echo.text() == "= back time set by hand: 20:45:00"
    qtbot.keyClick(editor, Qt.Key.Key_Return)
    assert hand.text("B1", Column.BACK) == "*20:45:00"
    assert hand.text("A2", Column.BACK) == "20:40:00"


def test_a_time_that_counts_from_nothing_is_refused_and_not_lost(qtbot: QtBot) -> None:
    hand = StageHand(qtbot, a_gala())
    editor = hand.double_click("A1", Column.PLANNED)
    hand.retype(editor, "prev+0:30")
    qtbot.keyClick(editor, Qt.Key.Key_Return)
    assert hand.edits == []
    assert editor.echo.is_refusal
    assert "like 20:15:00" in editor.echo.text()
    assert editor.text() == "prev+0:30"


def test_a_hard_start_is_typed_where_the_planned_time_stands(qtbot: QtBot) -> None:
    hand = StageHand(qtbot, a_gala())
    editor = hand.double_click("B1", Column.PLANNED)
    hand.retype(editor, "20:30!")
    assert editor.echo.text() == "= starts at 20:30:00, whatever comes before it"
    qtbot.keyClick(editor, Qt.Key.Key_Return)
    assert hand.show.segment(B1).hard_start == WallTime(20, 30)
    assert "HARD 20:00 to fill" in hand.text("B1", Column.TITLE)
    editor = hand.double_click("B1", Column.PLANNED)
    hand.retype(editor, "20:40")
    qtbot.keyClick(editor, Qt.Key.Key_Return)
    assert hand.show.segment(B1).hard_start == WallTime(20, 40), "a hard start stays hard"


def test_a_number_in_use_is_refused(qtbot: QtBot) -> None:
    hand = StageHand(qtbot, a_gala())
    editor = hand.double_click("A2", Column.NUMBER)
    hand.retype(editor, "A1")
    qtbot.keyClick(editor, Qt.Key.Key_Return)
    assert hand.edits == []
    assert "A1 is already the number of “Lamps”" in editor.echo.text()


@pytest.mark.parametrize("column", [Column.STATE, Column.EXPECTED, Column.CUME, Column.HANDOFFS])
def test_computed_cells_cannot_be_typed_into(qtbot: QtBot, column: Column) -> None:
    hand = StageHand(qtbot, a_gala())
    index = hand.pane().model.index(hand.row("A2"), column)
    assert not index.flags() & Qt.ItemFlag.ItemIsEditable


def test_a_blocks_budget_is_typed_in_its_head(qtbot: QtBot) -> None:
    hand = StageHand(qtbot, a_gala())
    table = hand.pane().table
    index = hand.pane().model.index(0, Column.LENGTH)
    table.setCurrentIndex(index)
    table.edit(index)
    editor = hand.editor()
    assert editor.text() == "9:00"
    hand.retype(editor, "12:00")
    qtbot.keyClick(editor, Qt.Key.Key_Return)
    block = hand.show.by_id[BlockId("a")]
    assert isinstance(block, Block)
    assert block.budget == minutes(12)


def test_an_open_editor_survives_ticks(qtbot: QtBot) -> None:
    hand = StageHand(qtbot, a_gala())
    hand.events = gone(
        hand.show, a_run(hand.show, at(hand.show, "19:59:00")), at(hand.show, "20:00:00")
    )
    hand.now = "20:06:00"
    hand.display()
    before = hand.projection()
    hand.panel.show_state(before, STAGE, SHOP)
    editor = hand.double_click("B1", Column.TITLE)
    hand.retype(editor, "Half a tit")
    for second in range(1, 5):
        now = at(hand.show, f"20:06:0{second}")
        before = project(before.plan, before.run, now, before)
        hand.panel.show_time(before)
        qtbot.wait(1)
    assert hand.editor() is editor
    assert editor.text() == "Half a tit"


def test_an_open_editor_stays_with_its_segment_through_other_peoples_edits(qtbot: QtBot) -> None:
    hand = StageHand(qtbot, a_gala())
    editor = hand.double_click("B1", Column.TITLE)
    hand.retype(editor, "Half a tit")
    hand.change(ChangeSegment(segment=A1, changes={"length": minutes(9)}))
    hand.change(SetStanding(segments=(A2,), standing=Standing.FLOATED))
    hand.change(SetStanding(segments=(A1,), standing=Standing.OMITTED))
    hand.change(ChangeSegment(segment=B1, changes={"length": minutes(2)}))
    qtbot.wait(1)
    assert hand.editor() is editor
    qtbot.keyClicks(editor, "le")
    qtbot.keyClick(editor, Qt.Key.Key_Return)
    assert hand.show.segment(B1).title == "Half a title"


def test_an_open_editor_follows_its_segment_when_segments_move(qtbot: QtBot) -> None:
    hand = StageHand(qtbot, a_gala())
    editor = hand.double_click("B1", Column.TITLE)
    hand.retype(editor, "Moved")
    before = editor.y()
    hand.change(InsertSegment(segment=a_segment("A1A", block=BlockId("a")), before=A2))
    hand.change(MoveSegments(segments=(B1,), before=None, block=BlockId("b")))
    hand.change(RemoveSegments(segments=(A2,)))
    qtbot.waitUntil(lambda: editor.y() > before)
    assert hand.editor() is editor
    qtbot.keyClick(editor, Qt.Key.Key_Return)
    assert hand.show.segment(B1).title == "Moved"


def test_a_cell_that_is_left_as_it_was_asks_for_nothing(qtbot: QtBot) -> None:
    hand = StageHand(qtbot, a_gala())
    editor = hand.double_click("A2", Column.LENGTH)
    qtbot.keyClick(editor, Qt.Key.Key_Return)
    assert hand.edits == []


def test_the_echo_names_a_number_taken_while_the_editor_was_open(qtbot: QtBot) -> None:
    hand = StageHand(qtbot, a_gala())
    editor = hand.double_click("A2", Column.NUMBER)
    hand.retype(editor, "A7")
    hand.change(ChangeSegment(segment=B1, changes={"number": "A7"}))
    qtbot.keyClick(editor, Qt.Key.Key_Return)
    assert hand.show.segment(A2).number == "A2"
    assert editor.echo.is_refusal
