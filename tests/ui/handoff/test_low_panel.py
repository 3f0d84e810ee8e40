"""The handoff panel where there is little room: nothing is cut, nothing is lost."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from producer_app.core.handoff import Act
from producer_app.core.show import HandoffId
from producer_app.present.handoff import HandoffView
from producer_app.ui.handoff.facts import Facts
from producer_app.ui.handoff.strip import HandoffStrip
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


def test_lines_out_of_sight_are_counted_and_come_by_key(desk: Desk, qtbot: QtBot) -> None:
    gates = tuple(f"Gate {number}" for number in range(8))
    first = replace(desk.show.handoffs[0], gates=gates)
    desk.show = replace(desk.show, handoffs=(first, *desk.show.handoffs[1:]))
    desk.look()
    desk.panel.resize(380, desk.panel.minimumSizeHint().height())
    QApplication.processEvents()
    area = desk.panel.card.area
    whole = [line.text() for line in _ordered(desk)]
    seen = _in_sight(desk)
    assert area.more.isVisible()
    assert area.more.text() == f"{len(whole) - len(seen)} more"
    qtbot.keyClick(area.more, Qt.Key.Key_Down)
    assert _in_sight(desk)[0] == whole[1]
    found = set(seen)
    for _ in whole:
        found.update(_in_sight(desk))
        qtbot.keyClick(area.more, Qt.Key.Key_Return)
    assert found == set(whole)
    while area.more.text() != "top":
        qtbot.keyClick(area.more, Qt.Key.Key_Down)
    assert _in_sight(desk)[-1] == whole[-1]
    qtbot.keyClick(area.more, Qt.Key.Key_Return)
    assert _in_sight(desk) == seen


def test_another_handoffs_lines_begin_at_the_first(desk: Desk, qtbot: QtBot) -> None:
    gates = tuple(f"Gate {number}" for number in range(8))
    both = tuple(replace(handoff, gates=gates) for handoff in desk.show.handoffs)
    desk.show = replace(desk.show, handoffs=both)
    desk.look()
    desk.panel.resize(380, desk.panel.minimumSizeHint().height())
    QApplication.processEvents()
    qtbot.keyClick(desk.panel.card.area.more, Qt.Key.Key_Return)
    assert _in_sight(desk)[0] != _ordered(desk)[0].text()
    desk.panel.choose(H2)
    desk.panel.resize(380, desk.panel.minimumSizeHint().height())
    qtbot.waitUntil(lambda: _in_sight(desk)[:1] == [_ordered(desk)[0].text()], timeout=20_000)


@pytest.mark.parametrize("active", [0, 1, 9, 18, 19])
def test_a_strip_says_how_many_stand_out_of_sight_and_cuts_none(
    desk: Desk, qtbot: QtBot, active: int
) -> None:
    views = [
        replace(desk.panel.card.view, id=HandoffId(str(n)), number=f"H{n + 1}") for n in range(20)
    ]
    strip = HandoffStrip("Handoffs")
    qtbot.addWidget(strip)
    for width in (150, 260, 395, 700):
        strip.resize(width, strip.sizeHint().height())
        strip.show_views(views, views[active].id)
        shown = list(dict.fromkeys(filter(None, (strip.chip_at(place) for place in _along(strip)))))
        before, behind = strip.hidden()
        numbers = [int(found) for found in shown]
        first, last = before - (before > 0), 20 - behind + (behind > 0)
        assert numbers == list(range(first, last))
        assert before <= active < 20 - behind


def test_every_handoff_of_a_strip_is_reached_by_key(desk: Desk, qtbot: QtBot) -> None:
    views = [
        replace(desk.panel.card.view, id=HandoffId(str(n)), number=f"H{n + 1}") for n in range(20)
    ]
    strip = HandoffStrip("Handoffs")
    qtbot.addWidget(strip)
    strip.resize(200, strip.sizeHint().height())
    strip.show_views(views, views[0].id)
    came: list[object] = []
    strip.chosen.connect(came.append)
    strip.chosen.connect(lambda chosen: strip.show_views(views, chosen))
    qtbot.keyClick(strip, Qt.Key.Key_End)
    for _ in range(3):
        qtbot.keyClick(strip, Qt.Key.Key_Left)
    qtbot.keyClick(strip, Qt.Key.Key_Home)
    qtbot.keyClick(strip, Qt.Key.Key_Right)
    assert came == ["19", "18", "17", "16", "0", "1"]


def test_a_list_says_how_many_stand_above_and_below(desk: Desk, qtbot: QtBot) -> None:
    panel = desk.panel
    panel.show_state(_views(desk, 40))
    qtbot.waitUntil(lambda: panel.rest.text().startswith("0 earlier, "), timeout=20_000)
    panel.list.verticalScrollBar().setValue(5)
    assert panel.rest.text().startswith("5 earlier, ")


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


def _views(desk: Desk, count: int) -> tuple[HandoffView, ...]:
    """So many handoffs, numbered, all like the one on the card."""
    view = desk.panel.card.view
    assert view is not None
    return tuple(replace(view, id=HandoffId(str(n)), number=f"H{n + 1}") for n in range(count))


def _ordered(desk: Desk) -> list[PlainLabel]:
    facts = desk.panel.card.facts
    return sorted(_lines(facts), key=lambda line: _place(line, facts).y())


def _in_sight(desk: Desk) -> list[str]:
    viewport = desk.panel.card.area.viewport()
    return [
        line.text() for line in _ordered(desk) if viewport.rect().contains(_place(line, viewport))
    ]


def _along(strip: HandoffStrip) -> list[QPoint]:
    return [QPoint(x, strip.height() // 2) for x in range(strip.width())]


def _place(widget: QWidget, within: QWidget) -> QRect:
    return QRect(widget.mapTo(within, QPoint(0, 0)), widget.size())
