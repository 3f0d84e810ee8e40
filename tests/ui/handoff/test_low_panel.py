"""The handoff panel where there is little room: nothing is cut, nothing is lost."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from producer_app.core.handoff import Act
from producer_app.ui.handoff.facts import Facts
from producer_app.ui.plain_label import PlainLabel
from tests.builders import an_artist, minutes
from tests.ui.handoff.desk import H1, H2, LEFT, Desk


def test_a_low_panel_keeps_its_buttons_and_shows_the_others_as_a_strip(
    desk: Desk, qtbot: QtBot
) -> None:
    panel = desk.panel
    panel.resize(380, panel.minimumSizeHint().height())
    QApplication.processEvents()
    assert (panel.list.isVisible(), panel.strip.isVisible()) == (False, True)
    buttons = (panel.card.calls.standby, panel.card.calls.go, panel.card.calls.voice)
    assert all(panel.rect().contains(_place(button, panel)) for button in buttons)
    places = (QPoint(x, panel.strip.height() // 2) for x in range(panel.strip.width()))
    second = next(place for place in places if panel.strip.chip_at(place) == H2)
    with qtbot.waitSignal(panel.handoff_chosen) as chosen:
        qtbot.mouseClick(panel.strip, LEFT, pos=second)
    assert chosen.args == [H2]
    assert panel.active == H2
    qtbot.keyPress(panel.strip, Qt.Key.Key_Left)
    assert panel.active == H1


@pytest.mark.parametrize("room", ["sent", "ready", "live", "cant"])
@pytest.mark.parametrize("spare", [0, 20, 55, 90])
def test_in_a_low_panel_nothing_stands_on_anything_else_and_no_line_is_cut(
    desk: Desk, room: str, spare: int
) -> None:
    panel, card = desk.panel, desk.panel.card
    _bring_to(desk, room)
    panel.resize(340, panel.minimumSizeHint().height() + spare)
    QApplication.processEvents()
    rows = (card.number, card.word, card.due, card.call, card.acks, card.area, card.calls)
    shown = [_place(row, panel) for row in rows if row.isVisible()]
    for above, below in pairwise(shown):
        assert above.bottom() < below.top()
    assert card.calls.geometry().bottom() <= card.height()
    lines = [_place(line, card.area.viewport()) for line in _lines(card.facts)]
    sight = card.area.viewport().rect()
    assert all(sight.contains(line) or not sight.intersects(line) for line in lines)
    assert any(sight.contains(line) for line in lines)


def test_a_low_card_names_the_one_thing_that_is_not_ready_and_counts_more(desk: Desk) -> None:
    card = desk.panel.card
    desk.panel.resize(380, desk.panel.minimumSizeHint().height())
    QApplication.processEvents()
    assert card.facts.heading.text() == "TO BE READY Link tested"
    assert not card.facts.needs.isVisible()
    first = replace(desk.show.handoffs[0], gates=("Link tested", "Ring"))
    desk.show = replace(desk.show, handoffs=(first, *desk.show.handoffs[1:]))
    desk.look()
    assert card.facts.heading.text() == "2 TO BE READY"
    assert "Link tested; Ring" in card.facts.heading.toolTip()


def test_a_low_card_leaves_the_planned_time_to_the_tooltip(desk: Desk) -> None:
    due = desk.panel.card.due
    desk.at("20:05:30")
    assert due.text() == "due 20:05:30 · planned 20:04:00"
    desk.panel.resize(380, desk.panel.minimumSizeHint().height())
    QApplication.processEvents()
    assert due.text() == "due 20:05:30"
    assert "planned 20:04:00" in due.toolTip()


def test_a_live_rooms_return_is_in_sight_before_those_who_walk(desk: Desk) -> None:
    li = an_artist("li")
    first = replace(desk.show.handoffs[0], talent=(li.id,), return_after=minutes(9))
    desk.show = replace(desk.show, talent=(li,), handoffs=(first, *desk.show.handoffs[1:]))
    _bring_to(desk, "live")
    desk.panel.resize(380, desk.panel.minimumSizeHint().height())
    QApplication.processEvents()
    facts = desk.panel.card.facts
    assert facts.people.isVisibleTo(facts)
    assert _place(facts.back, facts).bottom() < _place(facts.people, facts).top()
    assert desk.panel.card.area.viewport().rect().contains(_place(facts.back, facts))


def _bring_to(desk: Desk, room: str) -> None:
    desk.panel.standby()
    if room == "cant":
        desk.page(Act.CANT, 1)
    elif room != "sent":
        desk.page(Act.READY, 1)
    if room == "live":
        desk.panel.go()
        desk.page(Act.LIVE, 2)


def _lines(facts: Facts) -> list[PlainLabel]:
    return [line for line in facts.findChildren(PlainLabel) if line.isVisibleTo(facts)]


def _place(widget: QWidget, within: QWidget) -> QRect:
    return QRect(widget.mapTo(within, QPoint(0, 0)), widget.size())
