"""Choosing, dragging, stepping, inserting and floating segments with mouse and keys."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QMenu
from pytestqt.qtbot import QtBot

from producer_app.core.calling import Standby
from producer_app.core.edits import DuplicateSegment, MoveSegments, SetStanding
from producer_app.core.show import BlockId, SegmentId, Standing
from producer_app.ui.rundown.columns import Column
from tests.builders import SHOP, STAGE, a_run, at
from tests.ui.rundown.shows import a_gala, a_long_show
from tests.ui.rundown.stage_hand import StageHand

SHIFT = Qt.KeyboardModifier.ShiftModifier
CONTROL = Qt.KeyboardModifier.ControlModifier
ALT = Qt.KeyboardModifier.AltModifier


def ids(*numbers: str) -> tuple[SegmentId, ...]:
    return tuple(SegmentId(f"s{number}") for number in numbers)


def test_a_click_chooses_a_segment_and_says_so_once(qtbot: QtBot) -> None:
    hand = StageHand(qtbot, a_gala())
    hand.click("A2")
    hand.click("A2", Column.LENGTH)
    assert hand.choices == list(ids("A2"))
    assert hand.panel.chosen_segments() == ids("A2")


def test_choosing_in_one_room_leaves_the_other(qtbot: QtBot) -> None:
    hand = StageHand(qtbot, a_gala())
    hand.click("A2")
    hand.click("S2")
    assert hand.panel.chosen_segments() == ids("S2")
    assert hand.pane(STAGE).chosen() == ()
    hand.click("A2")
    assert hand.choices == [*ids("A2"), *ids("S2"), *ids("A2")]


def test_several_are_chosen_with_shift_and_control(qtbot: QtBot) -> None:
    hand = StageHand(qtbot, a_gala())
    hand.click("A1")
    hand.click("B1", modifier=SHIFT)
    assert hand.panel.chosen_segments() == ids("A1", "A2", "B1")
    hand.click("A2", modifier=CONTROL)
    assert hand.panel.chosen_segments() == ids("A1", "B1")


def test_a_segment_chosen_elsewhere_is_chosen_without_an_echo(qtbot: QtBot) -> None:
    hand = StageHand(qtbot, a_gala())
    hand.click("S1")
    hand.choices.clear()
    hand.panel.choose(SegmentId("sB2"))
    assert hand.panel.chosen_segments() == ids("B2")
    assert hand.choices == []


def test_arrow_keys_pass_over_open_heights(qtbot: QtBot) -> None:
    hand = StageHand(qtbot, a_gala())
    hand.click("A1")
    hand.press(Qt.Key.Key_Down)
    hand.press(Qt.Key.Key_Down)
    hand.press(Qt.Key.Key_Down)
    assert hand.panel.chosen_segments() == ids("B1")


def test_a_dragged_segment_lands_at_the_line_and_takes_the_block(qtbot: QtBot) -> None:
    hand = StageHand(qtbot, a_gala())
    hand.drag("B2", hand.boundary("A2"))
    assert hand.order() == "A1 B2 A2 B1"
    assert hand.show.segment(SegmentId("sB2")).block == BlockId("a")


def test_while_it_is_dragged_a_line_and_a_tag_say_where_it_would_land(qtbot: QtBot) -> None:
    hand = StageHand(qtbot, a_gala())
    before = hand.look()
    hand.drag("B2", hand.boundary("A2"), drop=False)
    dragging = hand.pane().table.dragging
    assert dragging.row == hand.row("A2")
    assert dragging.said == "Move B2 Song B2 into Lights On"
    assert hand.look() != before
    assert hand.edits == []


def test_escape_and_a_drop_in_place_move_nothing(qtbot: QtBot) -> None:
    hand = StageHand(qtbot, a_gala())
    hand.drag("B2", hand.boundary("A2"), drop=False)
    hand.press(Qt.Key.Key_Escape)
    qtbot.mouseRelease(
        hand.pane().table.viewport(), Qt.MouseButton.LeftButton, pos=hand.boundary("A2")
    )
    hand.drag("A2", hand.boundary("A2", below=True))
    assert hand.edits == []


def test_several_chosen_segments_are_dragged_together(qtbot: QtBot) -> None:
    hand = StageHand(qtbot, a_gala())
    hand.click("A1")
    hand.click("A2", modifier=SHIFT)
    hand.drag("A2", hand.boundary("B2", below=True))
    assert hand.order() == "B1 B2 A1 A2"
    assert hand.panel.chosen_segments() == ids("A1", "A2")


def test_a_click_on_one_of_several_chooses_it_alone(qtbot: QtBot) -> None:
    hand = StageHand(qtbot, a_gala())
    hand.click("A1")
    hand.click("B1", modifier=SHIFT)
    hand.click("A2")
    assert hand.panel.chosen_segments() == ids("A2")


def test_a_drag_near_the_edge_scrolls(qtbot: QtBot) -> None:
    hand = StageHand(qtbot, a_long_show())
    table = hand.pane().table
    hand.drag("L2", QPoint(200, table.viewport().height() - 4), drop=False)
    qtbot.waitUntil(lambda: table.verticalScrollBar().value() > 60)
    table.dragging.cancel()
    assert hand.edits == []


def test_alt_up_and_down_step_the_chosen_segments(qtbot: QtBot) -> None:
    hand = StageHand(qtbot, a_gala())
    hand.click("A2")
    hand.press(Qt.Key.Key_Up, ALT)
    assert hand.order() == "A2 A1 B1 B2"
    hand.press(Qt.Key.Key_Down, ALT)
    hand.press(Qt.Key.Key_Down, ALT)
    assert hand.order() == "A1 A2 B1 B2"
    assert hand.show.segment(SegmentId("sA2")).block == BlockId("b")
    assert hand.panel.chosen_segments() == ids("A2")


def test_an_inserted_segment_fits_in_and_waits_for_its_title(qtbot: QtBot) -> None:
    hand = StageHand(qtbot, a_gala())
    hand.click("A1")
    hand.panel.insert_after_chosen()
    assert hand.order() == "A1 A1A A2 B1 B2"
    new = hand.show.rundowns[STAGE][1]
    assert len(new.id) == 32
    assert hand.panel.chosen_segments() == (new.id,)
    assert hand.choices[-1] == new.id
    editor = hand.editor()
    hand.retype(editor, "Copper Rain")
    qtbot.keyClick(editor, Qt.Key.Key_Return)
    assert hand.show.segment(new.id).title == "Copper Rain"


def test_escape_in_its_first_title_takes_an_inserted_segment_back(qtbot: QtBot) -> None:
    hand = StageHand(qtbot, a_gala())
    before = hand.show
    hand.panel.undo_asked.connect(lambda: (setattr(hand, "show", before), hand.display()))
    hand.click("A1")
    hand.panel.insert_after_chosen()
    hand.retype(hand.editor(), "Cop")
    qtbot.keyClick(hand.editor(), Qt.Key.Key_Escape)
    assert hand.order() == "A1 A2 B1 B2"
    assert len(hand.panel.chosen_segments()) == 1


def test_what_others_did_meanwhile_is_not_taken_back_with_it(qtbot: QtBot) -> None:
    hand = StageHand(qtbot, a_gala())
    undone: list[str] = []
    hand.panel.undo_asked.connect(lambda: undone.append("undo"))
    hand.click("A1")
    hand.panel.insert_after_chosen()
    hand.change(SetStanding(segments=ids("B1"), standing=Standing.FLOATED))
    qtbot.keyClick(hand.editor(), Qt.Key.Key_Escape)
    assert hand.order() == "A1 A2 B1 B2"
    assert undone == []


def test_a_title_that_was_taken_once_stays_when_its_editor_is_given_up(qtbot: QtBot) -> None:
    hand = StageHand(qtbot, a_gala())
    undone: list[str] = []
    hand.panel.undo_asked.connect(lambda: undone.append("undo"))
    hand.panel.insert_after_chosen()
    qtbot.keyClick(hand.editor(), Qt.Key.Key_Return)
    hand.press(Qt.Key.Key_F2)
    qtbot.keyClick(hand.editor(), Qt.Key.Key_Escape)
    assert hand.order() == "A1 A2 B1 B2 B3"
    assert undone == []


def test_with_nothing_chosen_a_segment_is_inserted_at_the_end(qtbot: QtBot) -> None:
    hand = StageHand(qtbot, a_gala())
    hand.panel.insert_after_chosen()
    assert hand.order() == "A1 A2 B1 B2 B3"


def test_below_a_chosen_head_a_segment_opens_the_block(qtbot: QtBot) -> None:
    hand = StageHand(qtbot, a_gala())
    table = hand.pane().table
    head = table.visualRect(hand.pane().model.index(hand.row("B1") - 1, Column.TITLE)).center()
    qtbot.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=head)
    hand.panel.insert_after_chosen()
    new = hand.show.rundowns[STAGE][2]
    assert (new.title, new.block) == ("New segment", BlockId("b"))


def test_a_segment_is_inserted_where_the_person_works(qtbot: QtBot) -> None:
    hand = StageHand(qtbot, a_gala())
    hand.click("S1")
    hand.panel.insert_after_chosen()
    assert hand.order(SHOP) == "S1 S1A S2 S3"


def test_duplicating_floating_omitting_and_bringing_back(qtbot: QtBot) -> None:
    hand = StageHand(qtbot, a_gala())
    hand.click("A1")
    hand.panel.duplicate_chosen()
    copied = hand.edits[-1]
    assert isinstance(copied, DuplicateSegment)
    assert (copied.segment, copied.number) == (SegmentId("sA1"), "A1A")
    hand.click("A1")
    for standing in (Standing.FLOATED, Standing.OMITTED, Standing.IN):
        hand.panel.set_standing_of_chosen(standing)
        assert hand.edits[-1] == SetStanding(segments=ids("A1"), standing=standing)


def test_removing_what_is_chosen(qtbot: QtBot) -> None:
    hand = StageHand(qtbot, a_gala())
    hand.click("A1")
    hand.click("A2", modifier=SHIFT)
    hand.panel.remove_chosen()
    assert hand.order() == "B1 B2"


def test_with_nothing_chosen_nothing_is_asked(qtbot: QtBot) -> None:
    hand = StageHand(qtbot, a_gala())
    hand.panel.duplicate_chosen()
    hand.panel.set_standing_of_chosen(Standing.FLOATED)
    hand.panel.remove_chosen()
    hand.panel.move_chosen(1)
    hand.panel.stand_by_chosen()
    assert hand.edits == []
    assert hand.calls == []


def test_standby_is_asked_by_key_for_the_room_of_the_segment(qtbot: QtBot) -> None:
    hand = StageHand(qtbot, a_gala())
    hand.click("S2")
    hand.press(Qt.Key.Key_Return, CONTROL, room=SHOP)
    assert hand.calls == [Standby(room=SHOP, segment=SegmentId("sS2"))]


def opened_menu(hand: StageHand) -> QMenu:
    menus = [menu for menu in hand.panel.findChildren(QMenu) if menu.isVisible()]
    assert len(menus) == 1
    return menus[0]


def test_the_menu_offers_what_can_be_done_and_does_it(qtbot: QtBot) -> None:
    hand = StageHand(qtbot, a_gala())
    hand.click("A2")
    hand.pane().table.menu_asked.emit(QPoint(10, 10))
    menu = opened_menu(hand)
    able = {action.text(): action.isEnabled() for action in menu.actions() if action.text()}
    assert able["Float"]
    assert not able["Set in standby"], "nothing runs, so nothing can stand by"
    next(action for action in menu.actions() if action.text() == "Move up").trigger()
    menu.close()
    assert isinstance(hand.edits[-1], MoveSegments)


def test_while_a_run_is_on_the_menu_sets_in_standby(qtbot: QtBot) -> None:
    hand = StageHand(qtbot, a_gala())
    hand.events = a_run(hand.show, at(hand.show, "19:59:00"))
    hand.display()
    hand.click("A2")
    hand.pane().table.menu_asked.emit(QPoint(10, 10))
    menu = opened_menu(hand)
    next(action for action in menu.actions() if action.text() == "Set in standby").trigger()
    menu.close()
    assert hand.calls == [Standby(room=STAGE, segment=SegmentId("sA2"))]
