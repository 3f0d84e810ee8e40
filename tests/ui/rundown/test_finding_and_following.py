"""Finding a segment, being shown what is on air, and columns that are remembered."""

from __future__ import annotations

import json

from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from producer_app.core.show import SegmentId, Show
from producer_app.present.words import words
from producer_app.ui.rundown import RundownPanel
from producer_app.ui.rundown.columns import Column
from tests.builders import SHOP, STAGE, a_run, a_segment, a_shop_segment, a_show, at, gone, minutes
from tests.ui.rundown.shows import a_gala, a_long_show
from tests.ui.rundown.stage_hand import StageHand

CONTROL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier


def opened_bar(hand: StageHand, query: str) -> QLineEdit:
    """The find bar, opened by its key, with something typed into it."""
    hand.press(Qt.Key.Key_F, CONTROL)
    line = hand.panel.find_bar.findChild(QLineEdit)
    assert isinstance(line, QLineEdit)
    hand.retype(line, query)
    return line


def test_finding_counts_and_goes_down_both_rooms(qtbot: QtBot) -> None:
    hand = StageHand(qtbot, a_gala())
    line = opened_bar(hand, "lamp")
    assert hand.panel.chosen_segments() == (SegmentId("sA1"),)
    assert hand.panel.find_bar.said == "1 of 2"
    qtbot.keyClick(line, Qt.Key.Key_Return)
    assert hand.panel.chosen_segments() == (SegmentId("sS3"),)
    assert hand.panel.find_bar.said == "2 of 2"
    qtbot.keyClick(line, Qt.Key.Key_Return)
    assert hand.panel.find_bar.said == "1 of 2"
    qtbot.keyClick(line, Qt.Key.Key_Return, SHIFT)
    assert hand.panel.find_bar.said == "2 of 2"
    assert hand.choices[-1] == SegmentId("sS3")


def test_finding_reads_chinese_titles_and_talent(qtbot: QtBot) -> None:
    hand = StageHand(qtbot, a_gala())
    opened_bar(hand, "灯罩")
    assert hand.panel.chosen_segments() == (SegmentId("sS3"),)
    opened_bar(hand, "林曜")
    assert hand.panel.chosen_segments() == (SegmentId("sA1"),)


def test_nothing_found_says_so_and_moves_nothing(qtbot: QtBot) -> None:
    hand = StageHand(qtbot, a_gala())
    hand.click("B1")
    opened_bar(hand, "zzz")
    assert hand.panel.find_bar.said == "none found"
    assert hand.panel.chosen_segments() == (SegmentId("sB1"),)


def test_escape_closes_only_the_bar(qtbot: QtBot) -> None:
    hand = StageHand(qtbot, a_gala())
    line = opened_bar(hand, "lamp")
    qtbot.keyClick(line, Qt.Key.Key_Escape)
    assert hand.panel.find_bar.isHidden()
    assert hand.panel.isVisible()
    assert hand.panel.chosen_segments() == (SegmentId("sA1"),)


def test_the_keyboard_comes_back_to_the_room_that_is_worked_in(qtbot: QtBot) -> None:
    hand = StageHand(qtbot, a_gala())
    hand.click("S2")
    hand.panel.find_bar.open_bar()
    hand.panel.take_keyboard()
    assert hand.pane(SHOP).table.hasFocus()
    hand.press(Qt.Key.Key_Down, room=SHOP)
    assert hand.panel.chosen_segments() == (SegmentId("sS3"),)


def test_find_next_goes_on_with_the_bar_closed_and_opens_it_with_nothing_to_find(
    qtbot: QtBot,
) -> None:
    hand = StageHand(qtbot, a_gala())
    hand.panel.find_next()
    assert hand.panel.find_bar.isVisible()
    opened_bar(hand, "song")
    hand.panel.find_bar.close_bar()
    before = hand.panel.chosen_segments()
    hand.panel.find_next()
    assert hand.panel.chosen_segments() != before
    hand.panel.find_previous()
    assert hand.panel.chosen_segments() == before


def test_what_is_found_far_away_is_scrolled_to(qtbot: QtBot) -> None:
    hand = StageHand(qtbot, a_long_show())
    opened_bar(hand, "L180")
    assert hand.row("L180") in hand.pane().table.visible_rows()


def on_air(hand: StageHand, goes: int) -> None:
    """Let the stage GO that often, a minute apart."""
    events = a_run(hand.show, at(hand.show, "19:59:00"))
    start = at(hand.show, "20:00:00")
    for n in range(goes):
        events = gone(hand.show, events, type(start)(start + n * 60_000))
    hand.events, hand.now = events, "23:59:00"
    hand.display()


def test_what_is_on_air_is_kept_in_view(qtbot: QtBot) -> None:
    hand = StageHand(qtbot, a_long_show())
    on_air(hand, 60)
    assert hand.row("L60") in hand.pane().table.visible_rows()
    assert hand.row("L62") in hand.pane().table.visible_rows(), "and what comes next"
    assert hand.panel.is_following


def wheel(hand: StageHand) -> None:
    viewport = hand.pane().table.viewport()
    spot = QPointF(viewport.rect().center())
    event = QWheelEvent(
        spot,
        QPointF(viewport.mapToGlobal(viewport.rect().center())),
        QPoint(),
        QPoint(0, -1200),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(viewport, event)


def test_scrolling_by_hand_pauses_following_until_it_is_wanted_again(qtbot: QtBot) -> None:
    hand = StageHand(qtbot, a_long_show())
    on_air(hand, 3)
    wheel(hand)
    scrolled = hand.pane().table.verticalScrollBar().value()
    assert scrolled > 0
    assert not hand.panel.is_following
    assert hand.panel.following.button.text() == "Follow on air"
    on_air(hand, 120)
    assert hand.pane().table.verticalScrollBar().value() == scrolled
    hand.panel.following.button.click()
    assert hand.row("L120") in hand.pane().table.visible_rows()
    assert hand.panel.following.button.text() == "Following on air"


def test_a_tick_never_scrolls(qtbot: QtBot) -> None:
    hand = StageHand(qtbot, a_long_show())
    on_air(hand, 60)
    hand.pane().table.verticalScrollBar().setValue(0)
    hand.panel.show_time(hand.projection())
    hand.display()
    assert hand.pane().table.verticalScrollBar().value() == 0


def test_reveal_jumps_to_a_segment(qtbot: QtBot) -> None:
    hand = StageHand(qtbot, a_long_show())
    hand.panel.reveal(SegmentId("sL150"))
    assert hand.row("L150") in hand.pane().table.visible_rows()
    assert hand.choices == []


def test_columns_are_remembered(qtbot: QtBot) -> None:
    hand = StageHand(qtbot, a_gala())
    table = hand.pane().table
    table.horizontalHeader().resizeSection(Column.TALENT, 222)
    menu = hand.pane().widths.menu()
    next(action for action in menu.actions() if action.text() == "Notes").trigger()
    next(action for action in menu.actions() if action.text() == "Kind").trigger()
    state = hand.panel.column_state()

    other = StageHand(qtbot, a_gala())
    other.panel.restore_column_state(state)
    restored = other.pane().table
    assert restored.columnWidth(Column.TALENT) == 222
    assert not restored.isColumnHidden(Column.NOTES)
    assert restored.isColumnHidden(Column.KIND)
    assert other.panel.column_state() == state


def test_a_remembered_state_that_makes_no_sense_is_passed_over(qtbot: QtBot) -> None:
    hand = StageHand(qtbot, a_gala())
    before = hand.panel.column_state()
    nonsense = (
        b"",
        b"\xff\xfe",
        b"[]",
        b"{}",
        json.dumps({"left": {"widths": {"TALENT": "wide", "NOPE": 3}, "order": [1, "NOPE"]}}),
        json.dumps({"left": {"widths": {"TALENT": 10**9}, "chosen": 7}, "shares": ["a"]}),
    )
    for state in nonsense:
        hand.panel.restore_column_state(state if isinstance(state, bytes) else state.encode())
    assert hand.panel.column_state() == before


def test_the_title_takes_the_room_that_is_left(qtbot: QtBot) -> None:
    hand = StageHand(qtbot, a_gala())
    table = hand.pane().table
    assert table.horizontalHeader().length() == table.viewport().width()
    hand.panel.resize(1900, 600)
    qtbot.waitUntil(lambda: table.viewport().width() > 1200)
    assert table.horizontalHeader().length() == table.viewport().width()


def test_where_there_is_little_room_handoffs_stand_beside_the_title(qtbot: QtBot) -> None:
    hand = StageHand(qtbot, a_gala(), size=(900, 500))
    table = hand.pane().table
    assert table.isColumnHidden(Column.HANDOFFS)
    assert not table.isColumnHidden(Column.PLANNED)
    hand.panel.resize(1900, 500)
    qtbot.waitUntil(lambda: not table.isColumnHidden(Column.HANDOFFS))


def test_what_is_cut_off_stands_whole_in_the_tooltip(qtbot: QtBot) -> None:
    long_title = "A title that goes on and on " * 12
    segments = (a_segment("A1", title=long_title, title_alt="很长"), a_segment("A2", title="Short"))
    hand = StageHand(qtbot, a_show(*segments))
    table = hand.pane(STAGE).table
    assert table.tip_at(hand.spot("A1")) == f"{long_title}\n很长"
    assert table.tip_at(hand.spot("A2")) == ""


def test_at_the_start_of_a_rehearsal_what_stands_by_is_in_view(qtbot: QtBot) -> None:
    hand = StageHand(qtbot, a_long_show())
    hand.pane().table.verticalScrollBar().setValue(2_000)
    on_air(hand, 0)
    assert hand.row("L1") in hand.pane().table.visible_rows()
    hand.pane().table.verticalScrollBar().setValue(2_000)
    hand.display()
    assert hand.pane().table.verticalScrollBar().value() == 2_000, "but only once"


def test_a_console_that_comes_back_shows_what_is_on_air(qtbot: QtBot) -> None:
    first = StageHand(qtbot, a_long_show())
    on_air(first, 90)
    panel = RundownPanel(words("en"))
    qtbot.addWidget(panel)
    panel.show_state(first.projection(), STAGE, SHOP)
    panel.resize(1500, 600)
    with qtbot.waitExposed(panel):
        panel.show()
    row = panel.left.model.row_of(SegmentId("sL90"))
    assert row is not None
    qtbot.waitUntil(lambda: row in panel.left.table.visible_rows())
    assert row in panel.left.table.visible_rows()
    assert panel.right.table.visible_rows() == panel.left.table.visible_rows()
    panel.resize(1500, 300)
    qtbot.waitUntil(lambda: panel.left.table.viewport().height() < 250)
    assert row in panel.left.table.whole_rows()


def both_on_air(hand: StageHand, apart: int) -> None:
    """L1 on the stage, and in the shop what begins so many heights further down."""
    events = a_run(hand.show, at(hand.show, "19:59:00"))
    events = gone(hand.show, events, at(hand.show, "20:00:00"))
    for n in range(apart):
        events = gone(hand.show, events, at(hand.show, f"20:{n + 1:02d}:00"), SHOP)
    hand.events, hand.now = events, "21:59:00"
    hand.display()


def a_show_of_pitches() -> Show:
    songs = (a_segment(f"L{n}", minutes(1)) for n in range(1, 60))
    pitches = (a_shop_segment(f"S{n}", minutes(1)) for n in range(1, 60))
    return a_show(*songs, *pitches)


def test_both_rooms_on_air_are_in_view_where_they_fit_else_the_stages(qtbot: QtBot) -> None:
    hand = StageHand(qtbot, a_show_of_pitches())
    table = hand.pane().table
    room = len(table.whole_rows())
    both_on_air(hand, room - 6)
    for number in ("L1", f"S{room - 6}"):
        assert hand.row(number) in table.whole_rows(), number
    table.verticalScrollBar().setValue(10_000)
    hand.panel.reveal(SegmentId("sL1"))
    for number in ("L1", f"S{room - 6}"):
        assert hand.row(number) in table.whole_rows(), number
    both_on_air(hand, 40)
    assert hand.row("L1") in table.whole_rows()
    hand.panel.reveal(SegmentId("sS40"))
    assert hand.row("S40") in table.whole_rows()
