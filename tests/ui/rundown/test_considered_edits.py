"""What a drag or a typed length would do is told while it is being made, and that it is over."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from producer_app.core.edits import ChangeSegment, MoveSegments
from producer_app.core.show import SegmentId
from producer_app.ui.rundown.columns import Column
from tests.builders import a_segment, a_show, minutes
from tests.ui.rundown.stage_hand import StageHand


@pytest.fixture
def hand(qtbot: QtBot) -> StageHand:
    return StageHand(qtbot, a_show(*(a_segment(str(number)) for number in range(1, 6))))


@pytest.fixture
def considered(hand: StageHand) -> list[object]:
    heard: list[object] = []
    hand.panel.edit_considered.connect(heard.append)
    return heard


def test_a_drag_tells_at_each_place_what_a_drop_there_would_do(
    hand: StageHand, considered: list[object]
) -> None:
    hand.drag("2", hand.boundary("5"), drop=False)
    move = considered[-1]
    assert isinstance(move, MoveSegments)
    assert (move.segments, move.before) == ((SegmentId("s2"),), SegmentId("s5"))
    assert hand.edits == []


def test_a_place_where_a_drop_changes_nothing_is_no_edit(
    hand: StageHand, considered: list[object]
) -> None:
    hand.drag("2", hand.boundary("5"), drop=False)
    hand.bot.mouseMove(hand.pane().table.viewport(), hand.boundary("2"))
    assert considered[-1] is None


def test_a_drop_is_over_before_it_is_asked_for(hand: StageHand, considered: list[object]) -> None:
    heard: list[object] = []
    hand.panel.edit_asked.connect(lambda _: heard.append(considered[-1]))
    hand.drag("2", hand.boundary("5"))
    assert hand.order() == "1 3 4 2 5"
    assert heard == [None]


def test_esc_while_dragging_ends_it(hand: StageHand, considered: list[object]) -> None:
    hand.drag("2", hand.boundary("5"), drop=False)
    hand.press(Qt.Key.Key_Escape)
    assert considered[-1] is None


def test_a_length_is_considered_as_it_is_typed(hand: StageHand, considered: list[object]) -> None:
    editor = hand.double_click("3", Column.LENGTH)
    hand.retype(editor, "7:00")
    change = considered[-1]
    assert isinstance(change, ChangeSegment)
    assert (change.segment, dict(change.changes)) == (SegmentId("s3"), {"length": minutes(7)})
    hand.retype(editor, "7:00 or so")
    assert considered[-1] is None


def test_a_length_that_is_given_up_is_considered_no_more(
    hand: StageHand, considered: list[object]
) -> None:
    editor = hand.double_click("3", Column.LENGTH)
    hand.retype(editor, "7:00")
    hand.bot.keyClick(editor, Qt.Key.Key_Escape)
    assert considered[-1] is None


def test_a_title_is_nothing_to_consider(hand: StageHand, considered: list[object]) -> None:
    hand.retype(hand.double_click("3", Column.TITLE), "Another")
    assert considered == []
