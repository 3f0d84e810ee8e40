"""The drawer of ways in the hand: number keys, Enter, Esc, and what it says meanwhile."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from producer_app.core.checks.finding import Finding, finding
from producer_app.core.recovery import Way, misses
from producer_app.core.show import RoomId, Show
from producer_app.present.recovery import AlertView, Offered, Search, recovery_view
from producer_app.present.recovery_way import WayView, way_views
from producer_app.present.words import words
from producer_app.ui.recovery.line import WaysLine
from producer_app.ui.recovery.panel import WaysPanel
from tests.builders import SHOP, STAGE, a_shop_segment, minutes
from tests.present.ways_back import (
    LATE,
    a_broken_promise,
    a_float,
    a_move,
    a_trim,
    a_way,
    standing,
)

FLOAT, TRIM = a_way(a_float()), a_way(a_trim())
BREAKING = replace(a_way(a_move()), broken=(a_broken_promise(),))


@pytest.fixture
def panel(qtbot: QtBot) -> WaysPanel:
    made = WaysPanel(words("en"))
    qtbot.addWidget(made)
    made.resize(540, 600)
    made.show()
    made.activateWindow()
    made.setFocus()
    qtbot.waitUntil(made.hasFocus)
    return made


@pytest.fixture
def asked(panel: WaysPanel) -> list[WayView]:
    heard: list[WayView] = []
    panel.way_asked.connect(heard.append)
    return heard


def show(panel: WaysPanel, *ways: Way, search: Search = Search.FOUND, on: Show = LATE) -> None:
    projection = standing(on)
    each = {room: misses(times) for room, times in projection.rooms.items()}
    missed = {room: hards for room, hards in each.items() if hards}
    offered = Offered(search=search, ways=way_views(projection, STAGE, ways, words("en")))
    panel.show_state(recovery_view(projection, STAGE, missed, offered, words("en")))
    QApplication.processEvents()


def press(panel: WaysPanel, key: Qt.Key) -> None:
    QTest.keyClick(panel, key)


def texts(panel: WaysPanel) -> str:
    return "\n".join(label.text() for label in panel.findChildren(QLabel) if label.isVisible())


def test_enter_asks_for_the_best_way(panel: WaysPanel, asked: list[WayView]) -> None:
    show(panel, FLOAT, TRIM)
    press(panel, Qt.Key.Key_Return)
    assert [way.steps[0].verb for way in asked] == ["Float"]


def test_a_number_key_chooses_and_enter_asks_for_it(panel: WaysPanel, asked: list[WayView]) -> None:
    show(panel, FLOAT, TRIM)
    press(panel, Qt.Key.Key_2)
    assert not asked
    press(panel, Qt.Key.Key_Enter)
    assert [way.number for way in asked] == [2]


def test_a_number_without_a_way_chooses_nothing_else(panel: WaysPanel) -> None:
    show(panel, FLOAT, TRIM)
    for key in (Qt.Key.Key_0, Qt.Key.Key_3, Qt.Key.Key_9):
        press(panel, key)
        assert panel.chosen is not None
        assert panel.chosen.number == 1


def test_the_arrows_go_through_the_ways_and_stop_at_the_ends(panel: WaysPanel) -> None:
    show(panel, FLOAT, TRIM)
    seen = []
    for key in (Qt.Key.Key_Down, Qt.Key.Key_Down, Qt.Key.Key_Up, Qt.Key.Key_Up):
        press(panel, key)
        assert panel.chosen is not None
        seen.append(panel.chosen.number)
    assert seen == [2, 2, 1, 1]


def test_only_the_chosen_card_shows_everything(panel: WaysPanel) -> None:
    show(panel, FLOAT, TRIM)
    press(panel, Qt.Key.Key_2)
    whole = [card.whole is not None and card.whole.isVisible() for card in panel.cards]
    assert whole == [False, True]
    assert [card.short.isVisible() for card in panel.cards] == [True, False]


def test_a_click_on_a_card_chooses_and_its_button_applies(
    panel: WaysPanel, asked: list[WayView]
) -> None:
    show(panel, FLOAT, TRIM)
    QTest.mouseClick(panel.cards[1], Qt.MouseButton.LeftButton)
    assert not asked
    QTest.mouseClick(panel.cards[1].apply, Qt.MouseButton.LeftButton)
    assert [way.number for way in asked] == [2]


def test_a_promise_is_broken_only_at_the_second_enter(
    panel: WaysPanel, asked: list[WayView]
) -> None:
    show(panel, BREAKING)
    assert panel.cards[0].apply.text() == "Enter: break it and apply"
    press(panel, Qt.Key.Key_Return)
    assert not asked
    assert panel.cards[0].apply.text() == "Enter again: it breaks a promise"
    press(panel, Qt.Key.Key_Return)
    assert len(asked) == 1


def test_the_first_enter_still_counts_when_the_same_way_is_found_again(
    panel: WaysPanel, asked: list[WayView]
) -> None:
    show(panel, BREAKING, FLOAT)
    press(panel, Qt.Key.Key_Return)
    show(panel, BREAKING, TRIM)
    assert panel.cards[0].apply.text() == "Enter again: it breaks a promise"
    press(panel, Qt.Key.Key_Return)
    assert len(asked) == 1


def test_another_choice_forgets_the_first_enter(panel: WaysPanel, asked: list[WayView]) -> None:
    show(panel, BREAKING, FLOAT)
    press(panel, Qt.Key.Key_Return)
    press(panel, Qt.Key.Key_2)
    press(panel, Qt.Key.Key_1)
    press(panel, Qt.Key.Key_Return)
    assert not asked


def test_what_a_way_breaks_is_said_on_its_card_even_while_it_is_not_chosen(
    panel: WaysPanel,
) -> None:
    show(panel, FLOAT, BREAKING)
    assert "BREAKS NOTHING" in texts(panel)
    assert "BREAKS 1 PROMISE" in texts(panel)
    assert "The number 7 stands twice" in texts(panel)


def test_escape_only_closes(panel: WaysPanel, asked: list[WayView], qtbot: QtBot) -> None:
    show(panel, FLOAT)
    with qtbot.waitSignal(panel.closed):
        press(panel, Qt.Key.Key_Escape)
    assert not asked


def test_the_same_way_stays_chosen_wherever_it_stands_in_the_new_list(panel: WaysPanel) -> None:
    show(panel, FLOAT, TRIM)
    press(panel, Qt.Key.Key_2)
    show(panel, TRIM, FLOAT)
    assert panel.chosen is not None
    assert (panel.chosen.number, panel.chosen.steps[0].verb) == (1, "Trim")


def test_the_same_way_by_another_amount_stays_chosen(panel: WaysPanel) -> None:
    show(panel, FLOAT, TRIM)
    press(panel, Qt.Key.Key_2)
    show(panel, FLOAT, a_way(a_trim(by=2)))
    assert panel.chosen is not None
    assert "2:00 off" in panel.chosen.steps[0].figure


def test_when_the_chosen_way_is_gone_nothing_is_chosen_in_its_place(
    panel: WaysPanel,
) -> None:
    show(panel, FLOAT, TRIM)
    show(panel, TRIM)
    assert panel.chosen is None
    assert panel.state.text() == "The ways have changed: choose one by its number."


def test_where_nothing_is_chosen_any_more_enter_chooses_the_best_way_and_applies_nothing(
    panel: WaysPanel, asked: list[WayView]
) -> None:
    show(panel, FLOAT, TRIM)
    show(panel, TRIM)
    press(panel, Qt.Key.Key_Return)
    assert panel.chosen is not None
    assert panel.chosen.number == 1
    assert not asked
    assert "changed" not in panel.state.text()


def test_the_same_way_stays_chosen_while_the_figures_of_what_it_breaks_move(
    panel: WaysPanel,
) -> None:
    waits, longer = (a_wait(time) for time in ("4:00", "4:05"))
    show(panel, TRIM, replace(FLOAT, broken=(waits,)))
    press(panel, Qt.Key.Key_2)
    show(panel, replace(FLOAT, broken=(longer,)))
    assert panel.chosen is not None
    assert panel.chosen.steps[0].verb == "Float"


def a_wait(time: str) -> Finding:
    words = {"room": "Shop", "wait": time, "people": "Li", "segment": "S2"}
    return finding("room.waits", words, room_id=SHOP)


def test_opened_anew_the_best_way_is_chosen_again(panel: WaysPanel) -> None:
    show(panel, FLOAT)
    panel.forget()
    show(panel, TRIM)
    assert panel.chosen is not None
    assert panel.chosen.steps[0].verb == "Trim"


def test_the_same_way_that_now_breaks_something_has_to_be_chosen_again(panel: WaysPanel) -> None:
    show(panel, FLOAT)
    show(panel, replace(FLOAT, broken=(a_broken_promise(),)))
    assert panel.chosen is None


def test_while_ways_are_sought_it_says_so_and_offers_nothing(
    panel: WaysPanel, asked: list[WayView]
) -> None:
    show(panel, search=Search.SEEKING)
    press(panel, Qt.Key.Key_Return)
    assert panel.state.text() == "Seeking ways back…"
    assert not asked
    assert not panel.cards


def test_old_ways_are_called_out_of_date(panel: WaysPanel) -> None:
    show(panel, FLOAT)
    show(panel, FLOAT, search=Search.AGAIN)
    assert panel.state.text().startswith("OUT OF DATE")
    assert not panel.cards[0].isEnabled()


def test_the_best_way_is_chosen_once_the_first_ones_are_found(panel: WaysPanel) -> None:
    show(panel, search=Search.SEEKING)
    show(panel, FLOAT, TRIM)
    assert panel.chosen is not None
    assert panel.chosen.number == 1


def test_the_other_room_is_turned_to_by_arrow_and_by_click(panel: WaysPanel, qtbot: QtBot) -> None:
    both = replace(
        LATE,
        rooms=(*LATE.rooms, replace(LATE.rooms[0], id=SHOP, name="Shop")),
        segments=(
            *LATE.segments,
            a_shop_segment("S1", minutes(9)),
            a_shop_segment("S2", hard_start="20:08"),
        ),
    )
    show(panel, FLOAT, on=both)
    turned: list[RoomId] = []
    panel.room_chosen.connect(turned.append)
    press(panel, Qt.Key.Key_Right)
    press(panel, Qt.Key.Key_Left)
    assert turned == [SHOP, SHOP]


def test_nothing_is_drawn_anew_while_nothing_changes(panel: WaysPanel) -> None:
    show(panel, FLOAT, TRIM)
    cards = panel.cards
    show(panel, FLOAT, TRIM)
    assert panel.cards is cards


def test_titles_are_plain_text(panel: WaysPanel) -> None:
    named = replace(LATE.segments[1], title="<b>Bold</b> & <img src=x>")
    on = replace(LATE, segments=(LATE.segments[0], named, *LATE.segments[2:]))
    show(panel, FLOAT, on=on)
    assert "<b>Bold</b> & <img src=x>" in texts(panel)
    formats = {label.textFormat() for label in panel.findChildren(QLabel)}
    assert formats == {Qt.TextFormat.PlainText}


def test_the_line_says_it_with_its_key_and_goes_when_all_is_met(qtbot: QtBot) -> None:
    line = WaysLine("F12")
    qtbot.addWidget(line)
    line.show_state(AlertView(text="OVER 3:00 at 20:15:00 · 2 ways back", level="over"))
    assert line.isVisible()
    assert line.text() == "OVER 3:00 at 20:15:00 · 2 ways back · F12"
    assert line.focusPolicy() is Qt.FocusPolicy.NoFocus
    line.show_state(None)
    assert not line.isVisible()
