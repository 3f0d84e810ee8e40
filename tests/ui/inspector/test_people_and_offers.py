"""The Talent and Offers parts: who is in a segment, and what its handoffs sell."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt
from pytestqt.qtbot import QtBot

from producer_app.core.show import (
    Clearance,
)
from tests.ui.inspector.desk import LEFT, SECOND, Desk


def test_ticking_arrived_changes_the_talent(desk: Desk, qtbot: QtBot) -> None:
    desk.panel.show_part("talent")
    (row,) = desk.panel.talent.rows
    assert row.name.text() == "Li Hua 李华"
    qtbot.mouseClick(row.arrived, LEFT, pos=QPoint(8, row.arrived.height() // 2))
    assert desk.show.talent[0].has_arrived
    row.clearance.activated.emit(list(Clearance).index(Clearance.CLEARED))
    assert desk.show.talent[0].clearance is Clearance.CLEARED


def test_talent_is_added_by_name_and_taken_out_again(desk: Desk, qtbot: QtBot) -> None:
    desk.panel.show_part("talent")
    part = desk.panel.talent
    qtbot.keyClicks(part.add.line, "mo bei")
    qtbot.keyPress(part.add.line, Qt.Key.Key_Return)
    assert desk.segment.talent == ("li", "mo")
    assert part.add.line.text() == ""
    qtbot.keyClicks(part.add.line, "Bai Lu")
    qtbot.keyPress(part.add.line, Qt.Key.Key_Return)
    assert desk.show.talent[-1].name == "Bai Lu"
    qtbot.mouseClick(part.rows[0].remove, LEFT)
    assert [row.name.text() for row in part.rows] == ["Mo Bei 莫北", "Bai Lu"]


def test_offers_of_a_handoff_are_added_and_taken_out(desk: Desk, qtbot: QtBot) -> None:
    desk.panel.show_part("offers")
    (group,) = desk.panel.offers.groups
    assert [row.name.text() for row in group.rows] == ["P1  Tea 1", "P2  Tea 2"]
    qtbot.mouseClick(group.rows[0].remove, LEFT)
    qtbot.keyClicks(group.add.line, "P3")
    qtbot.keyPress(group.add.line, Qt.Key.Key_Return)
    assert desk.show.handoffs[0].offers == ("o2", "o3")
    assert [row.name.text() for row in group.rows] == ["P2  Tea 2", "P3  Tea 3"]


def test_a_segment_without_a_handoff_says_so(desk: Desk) -> None:
    desk.panel.show_part("offers")
    desk.choose(SECOND)
    assert desk.panel.offers.none.isVisible()
    assert desk.panel.offers.groups == []
