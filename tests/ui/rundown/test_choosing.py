"""One choice: what is highlighted, what the cell frame is in, what is told, what is acted on."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QModelIndex, Qt
from pytestqt.qtbot import QtBot

from producer_app.core.edits import DuplicateSegment, RemoveSegments
from producer_app.core.show import SegmentId
from producer_app.ui.rundown.columns import Column
from tests.builders import SHOP
from tests.ui.rundown.shows import a_gala
from tests.ui.rundown.stage_hand import StageHand

SHIFT = Qt.KeyboardModifier.ShiftModifier
CONTROL = Qt.KeyboardModifier.ControlModifier
KEY = Qt.Key


def ids(*numbers: str) -> tuple[SegmentId, ...]:
    return tuple(SegmentId(f"s{number}") for number in numbers)


def agreed(hand: StageHand) -> tuple[SegmentId, ...]:
    """The chosen segments, once it is sure that nothing on the screen says anything else."""
    chosen = hand.panel.chosen_segments()
    for pane in hand.panel.panes:
        table = pane.table
        framed = table.currentIndex()
        rows = range(pane.model.rowCount())
        lit = [r for r in rows if table.selectionModel().isRowSelected(r, QModelIndex())]
        assert tuple(pane.model.segment_at(row) for row in lit) == pane.chosen()
        if framed.isValid() and pane.model.segment_at(framed.row()) is not None:
            assert framed.row() in lit
            assert hand.choices[-1] == pane.model.segment_at(framed.row())
        else:
            assert lit == []
    return chosen


@pytest.mark.parametrize("modifier", [CONTROL, CONTROL | SHIFT])
@pytest.mark.parametrize("key", [KEY.Key_Up, KEY.Key_Down, KEY.Key_Left, KEY.Key_Right])
def test_a_live_key_with_arrows_does_nothing_in_the_table(
    qtbot: QtBot, key: Qt.Key, modifier: Qt.KeyboardModifier
) -> None:
    hand = StageHand(qtbot, a_gala())
    hand.click("B2")
    framed = hand.pane().table.currentIndex()
    hand.press(key, modifier)
    assert agreed(hand) == ids("B2")
    assert hand.pane().table.currentIndex() == framed


def test_the_keyboard_always_chooses(qtbot: QtBot) -> None:
    hand = StageHand(qtbot, a_gala())
    hand.click("B2")
    hand.press(KEY.Key_Up)
    assert agreed(hand) == ids("B1")
    hand.press(KEY.Key_Home, CONTROL)
    hand.press(KEY.Key_Down)
    assert agreed(hand) == ids("A1")
    hand.press(KEY.Key_End, CONTROL)
    assert agreed(hand) == ids("B2")


def test_shift_extends_over_a_head_and_shrinks_again(qtbot: QtBot) -> None:
    hand = StageHand(qtbot, a_gala())
    hand.click("A1")
    for expected in (ids("A1", "A2"), ids("A1", "A2", "B1"), ids("A1", "A2", "B1", "B2")):
        hand.press(KEY.Key_Down, SHIFT)
        assert agreed(hand) == expected
    hand.press(KEY.Key_Up, SHIFT)
    assert agreed(hand) == ids("A1", "A2", "B1")


def test_what_control_and_a_click_leave_out_is_not_what_is_told(qtbot: QtBot) -> None:
    hand = StageHand(qtbot, a_gala())
    hand.click("A1")
    hand.click("B1", modifier=SHIFT)
    hand.click("A2", modifier=CONTROL)
    assert agreed(hand) == ids("A1", "B1")
    hand.click("B1", modifier=CONTROL)
    hand.click("A1", modifier=CONTROL)
    assert agreed(hand) == ids("A1"), "the last one stays"


def test_on_a_blocks_head_nothing_is_chosen_and_that_is_told(qtbot: QtBot) -> None:
    hand = StageHand(qtbot, a_gala())
    hand.click("A2")
    hand.press(KEY.Key_Down)
    assert agreed(hand) == ()
    assert hand.choices[-1] is None
    hand.panel.remove_chosen()
    assert hand.edits == []


def test_once_the_chosen_segment_is_removed_the_next_one_is_chosen(qtbot: QtBot) -> None:
    hand = StageHand(qtbot, a_gala())
    hand.click("A2")
    hand.panel.remove_chosen()
    assert agreed(hand) == ids("B1")
    hand.change(RemoveSegments(segments=ids("B1", "B2")))
    assert agreed(hand) == ids("A1")
    hand.change(RemoveSegments(segments=ids("A1")))
    assert agreed(hand) == ()
    assert hand.choices[-1] is None


def test_a_segment_removed_elsewhere_leaves_the_choice_alone(qtbot: QtBot) -> None:
    hand = StageHand(qtbot, a_gala())
    hand.click("B1")
    hand.click("B2", modifier=SHIFT)
    hand.change(RemoveSegments(segments=ids("A1", "S2")))
    assert agreed(hand) == ids("B1", "B2")
    hand.change(RemoveSegments(segments=ids("B2")))
    assert agreed(hand) == ids("B1")
    assert hand.pane(SHOP).chosen() == ()


def test_the_copy_is_chosen(qtbot: QtBot) -> None:
    hand = StageHand(qtbot, a_gala())
    hand.click("A1", Column.LENGTH)
    hand.panel.duplicate_chosen()
    copied = hand.edits[-1]
    assert isinstance(copied, DuplicateSegment)
    assert agreed(hand) == (copied.copy,)
    assert hand.editors() == []
