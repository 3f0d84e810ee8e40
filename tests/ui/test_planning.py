"""A director builds an evening in the window from nothing: two rooms, blocks and a handoff."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu, QMessageBox, QWidget
from pytestqt.qtbot import QtBot

from producer_app.core.blank import blank_show
from producer_app.core.show import HandoffKind, RoomId, Segment, SegmentId, Show
from producer_app.core.timebase import WallTime
from producer_app.link.room_line import RoomLine
from producer_app.present.words import words
from producer_app.session.clock import HandClock
from producer_app.session.session import Session
from producer_app.ui.bridge import Bridge
from producer_app.ui.handoff_plan.window import HandoffPlanWindow
from producer_app.ui.main_window import MainWindow
from producer_app.ui.memory import Memory
from producer_app.ui.questions import TypedQuestion
from producer_app.ui.rundown.columns import Column
from producer_app.ui.rundown.pane import RoomPane
from tests.builders import a_handoff, a_segment, a_shop, a_shop_segment, a_show, a_stage, an_artist

EMPTY = blank_show("empty", "First Night", dt.date(2026, 11, 10), "Asia/Shanghai", WallTime(20))
STAGE, SHOP = RoomId("stage"), RoomId("shop")
CONTROL, SHIFT, ALT = (
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.ShiftModifier,
    Qt.KeyboardModifier.AltModifier,
)
LEFT = Qt.MouseButton.LeftButton


class House:
    """A window over a show of its own, in the hands of a director."""

    def __init__(self, folder: Path, qtbot: QtBot) -> None:
        self._folder, self._qtbot = folder, qtbot

    def open(self, show: Show, language: str = "en") -> MainWindow:
        clock = HandClock(show.instant(WallTime(19)))
        self.session = Session.create(self._folder / f"{language}.show", show, clock)
        line = RoomLine(
            on_act=lambda act: pytest.fail(f"no room is there, yet it says {act}"),
            on_presence=lambda _: None,
            now=self.session.now,
            save_pairing=self.session.put_pairing,
        )
        memory = Memory(self.session.path.with_suffix(".ini"))
        self.window = MainWindow(Bridge(self.session), line, words(language), memory, Path("log"))
        self._qtbot.addWidget(
            self.window, before_close_func=lambda w: setattr(w.leaving, "is_agreed", True)
        )
        self.window.show()
        self.face(self.window)
        return self.window

    def face(self, window: QWidget) -> None:
        """Bring a window to the front, as a click on it does."""
        window.activateWindow()
        self._qtbot.waitUntil(window.isActiveWindow)

    def press(self, key: Qt.Key, modifier: Qt.KeyboardModifier | None = None) -> None:
        target = QApplication.focusWidget() or QApplication.activeWindow() or self.window
        QTest.keyClick(target, key, modifier or Qt.KeyboardModifier.NoModifier)

    def type(self, text: str) -> None:
        for letter in text:
            QTest.keyClicks(QApplication.focusWidget() or self.window, letter)
        self.press(Qt.Key.Key_Return)

    def insert(self, title: str) -> None:
        self.press(Qt.Key.Key_N, CONTROL | SHIFT)
        self.type(title)

    def answer(self, text: str) -> None:
        question = self.window.findChildren(TypedQuestion)[-1]
        QTest.keyClicks(question.line, text)
        QTest.keyClick(question.line, Qt.Key.Key_Return)
        self.face(self.window)

    @property
    def plan(self) -> HandoffPlanWindow:
        """The planning window."""
        return self.window.findChildren(HandoffPlanWindow)[-1]

    def rundown(self, room: RoomId = STAGE) -> tuple[Segment, ...]:
        return self.session.show.rundowns[room]

    def told(self) -> str:
        """What the notice bar says."""
        return self.window.panels.notice.text()


@pytest.fixture
def house(tmp_path: Path, qtbot: QtBot) -> Iterator[House]:
    made = House(tmp_path, qtbot)
    yield made
    made.session.close()


def click(pane: RoomPane, row: int, modifier: Qt.KeyboardModifier | None = None) -> None:
    """Click on the title at that height."""
    place = pane.table.visualRect(pane.model.index(row, Column.TITLE)).center()
    held = modifier or Qt.KeyboardModifier.NoModifier
    QTest.mouseClick(pane.table.viewport(), LEFT, held, place)


def menu_at(pane: RoomPane, row: int) -> QMenu:
    """Open the menu on that height."""
    place = pane.table.visualRect(pane.model.index(row, Column.TITLE)).center()
    spot = pane.table.viewport().mapToGlobal(place)
    event = QContextMenuEvent(QContextMenuEvent.Reason.Mouse, place, spot)
    QApplication.sendEvent(pane.table.viewport(), event)
    return next(menu for menu in pane.window().findChildren(QMenu) if menu.isVisible())


def choose_in(menu: QMenu, text: str) -> None:
    action = next(action for action in menu.actions() if action.text() == text)
    assert action.isEnabled()
    action.trigger()
    menu.close()


def blocks(show: Show) -> list[str]:
    titles = {block.id: block.title for block in show.blocks}
    return [titles[s.block] if s.block else "-" for s in show.rundowns[STAGE]]


def test_two_rooms_a_block_and_a_handoff_are_built_from_nothing(house: House) -> None:
    window = house.open(EMPTY)
    panes = window.panels.rundown
    for title in ("Opening", "Moon song", "Sketch"):
        house.insert(title)
    panes.right.first.click()
    house.type("Tea")
    house.insert("Scarves")
    assert [s.number for s in house.rundown()] == ["1", "2", "3"]
    assert [(s.number, s.title) for s in house.rundown(SHOP)] == [("S1", "Tea"), ("S2", "Scarves")]
    assert panes.right.first.isHidden()

    click(panes.left, 0)
    click(panes.left, 1, SHIFT)
    house.press(Qt.Key.Key_K, CONTROL | ALT)
    house.answer("Lights on")
    assert blocks(house.session.show) == ["Lights on", "Lights on", "-"]

    click(panes.left, 1)
    house.press(Qt.Key.Key_J, CONTROL | SHIFT)
    house.face(house.plan)
    (handoff,) = house.session.show.handoffs
    assert (handoff.number, handoff.segment) == ("H1", house.rundown()[0].id)
    assert handoff.to_room == SHOP
    house.type("Over to the tea")
    (handoff,) = house.session.show.handoffs
    assert handoff.title == "Over to the tea"
    assert window.panels.handoffs.active == handoff.id


def test_the_same_key_opens_the_handoff_that_leaves_already(house: House) -> None:
    window = house.open(an_evening())
    window.choose(SegmentId("sA2"))
    house.press(Qt.Key.Key_J, CONTROL | SHIFT)
    assert house.plan.handoff == "h1"
    assert len(house.session.show.handoffs) == 1
    assert house.plan.way.number.isHidden()


def test_from_the_shopping_room_a_new_handoff_tosses_back(house: House) -> None:
    window = house.open(an_evening())
    window.choose(SegmentId("sS1"))
    house.press(Qt.Key.Key_J, CONTROL | SHIFT)
    second = house.session.show.handoffs[-1]
    assert (second.number, second.kind) == ("H2", HandoffKind.TOSS_BACK)
    assert house.plan.way.number.isVisible()


def test_a_new_handoff_is_taken_back_by_undo_in_either_window(house: House) -> None:
    window = house.open(an_evening())
    window.choose(SegmentId("sA1"))
    house.press(Qt.Key.Key_J, CONTROL | SHIFT)
    house.face(house.plan)
    assert window.actions_["undo"].text() == "Undo: Plan handoff"
    house.plan.leave.setFocus()
    house.press(Qt.Key.Key_Z, CONTROL)
    assert len(house.session.show.handoffs) == 1
    assert house.plan.gone.isVisible()
    house.press(Qt.Key.Key_Z, CONTROL | SHIFT)
    assert house.plan.head.number.text() == "H2"


def test_nothing_chosen_is_said_in_words(house: House) -> None:
    house.open(EMPTY)
    house.press(Qt.Key.Key_J, CONTROL | SHIFT)
    assert "Choose a segment" in house.told()
    house.press(Qt.Key.Key_J, CONTROL | ALT)
    assert "no handoff yet" in house.told()
    house.press(Qt.Key.Key_K, CONTROL | ALT)
    assert "Choose a segment" in house.told()


def test_a_show_with_one_room_says_why_it_has_no_handoff(house: House) -> None:
    window = house.open(a_show(a_segment("A1")), "zh")
    window.choose(SegmentId("sA1"))
    house.press(Qt.Key.Key_J, CONTROL | SHIFT)
    assert "只有一个" in house.told()


def test_the_card_and_its_strip_lead_to_the_planning_window(house: House) -> None:
    window = house.open(an_evening())
    window.panels.handoffs.card.plan.click()
    assert house.plan.isVisible()
    house.plan.close()
    house.face(window)
    house.press(Qt.Key.Key_J, CONTROL | ALT)
    assert house.plan.isVisible()
    assert house.plan.handoff == "h1"


def test_a_show_without_handoffs_offers_to_plan_one(house: House) -> None:
    window = house.open(a_show(a_segment("A1"), a_shop_segment("S1")))
    window.choose(SegmentId("sA1"))
    window.panels.handoffs.new.click()
    assert [handoff.number for handoff in house.session.show.handoffs] == ["H1"]
    assert window.panels.handoffs.nothing.isHidden()


def test_a_refusal_stands_in_the_window_that_asked(house: House) -> None:
    house.open(an_evening())
    house.press(Qt.Key.Key_R, CONTROL)
    house.press(Qt.Key.Key_F5)
    house.press(Qt.Key.Key_J, CONTROL | ALT)
    house.face(house.plan)
    house.plan.remove.click()
    house.plan.findChildren(QMessageBox)[-1].buttons()[0].click()
    assert "under way" in house.plan.trouble.text()
    assert house.plan.trouble.isVisible()
    assert len(house.session.show.handoffs) == 1


def test_space_is_go_over_the_planning_window_and_enter_ticks(house: House) -> None:
    house.open(replace(an_evening(), talent=(an_artist("li"),)))
    house.press(Qt.Key.Key_R, CONTROL)
    house.press(Qt.Key.Key_J, CONTROL | ALT)
    house.face(house.plan)
    house.plan.carried.talent.setFocus()
    house.press(Qt.Key.Key_Return)
    house.press(Qt.Key.Key_Space)
    assert house.session.show.handoffs[0].talent == ("li",)
    take = house.session.projection().rooms[STAGE].on_air
    assert take is not None
    assert take.number == "A1"


def test_segments_apart_make_no_block(house: House) -> None:
    window = house.open(an_evening())
    left = window.panels.rundown.left
    rows = [left.model.row_of(SegmentId(key)) or 0 for key in ("sA1", "sA3")]
    click(left, rows[0])
    click(left, rows[1], CONTROL)
    house.press(Qt.Key.Key_K, CONTROL | ALT)
    assert "next to each other" in house.told()
    assert house.session.show.blocks == ()


def test_a_block_is_dissolved_from_its_head_and_undone_in_one(house: House) -> None:
    window = house.open(an_evening())
    left = window.panels.rundown.left
    click(left, left.model.row_of(SegmentId("sA2")) or 0)
    house.press(Qt.Key.Key_K, CONTROL | ALT)
    house.answer("Middle")
    assert blocks(house.session.show) == ["-", "Middle", "-"]
    head = next(row for row in range(left.model.rowCount()) if left.model.head_at(row))
    choose_in(menu_at(left, head), "Dissolve block")
    assert house.session.show.blocks == ()
    house.press(Qt.Key.Key_Z, CONTROL)
    assert blocks(house.session.show) == ["-", "Middle", "-"]


def test_below_a_head_a_segment_is_inserted_into_its_block(house: House) -> None:
    window = house.open(an_evening())
    left = window.panels.rundown.left
    click(left, left.model.row_of(SegmentId("sA2")) or 0)
    house.press(Qt.Key.Key_K, CONTROL | ALT)
    house.answer("Middle")
    head = next(row for row in range(left.model.rowCount()) if left.model.head_at(row))
    click(left, head)
    house.insert("Fanfare")
    assert blocks(house.session.show) == ["-", "Middle", "Middle", "-"]
    assert [s.number for s in house.rundown()] == ["A1", "A1A", "A2", "A3"]


def test_the_menu_of_a_segment_plans_its_handoff(house: House) -> None:
    window = house.open(an_evening())
    left = window.panels.rundown.left
    menu = menu_at(left, left.model.row_of(SegmentId("sA1")) or 0)
    choose_in(menu, "Plan handoff…")
    assert house.session.show.handoffs[-1].segment == "sA1"


def test_a_click_into_the_empty_room_beside_is_where_the_next_segment_goes(house: House) -> None:
    window = house.open(a_show(a_segment("A1"), rooms=(a_stage(), a_shop())))
    panes = window.panels.rundown
    window.choose(SegmentId("sA1"))
    QTest.mouseClick(panes.right.table.viewport(), LEFT, pos=QPoint(40, 200))
    house.insert("Tea")
    assert [s.title for s in house.rundown(a_shop().id)] == ["Tea"]


def an_evening() -> Show:
    return a_show(
        a_segment("A1"),
        a_segment("A2"),
        a_segment("A3"),
        a_shop_segment("S1"),
        handoffs=(a_handoff("H1", "sA2"),),
    )
