"""A rundown in little room: the title is read first, and no time is cut."""

from __future__ import annotations

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QImage
from pytestqt.qtbot import QtBot

from producer_app.core.edits import ChangeSegment
from producer_app.core.show import SegmentId
from producer_app.ui.rundown.columns import PAD, Column
from producer_app.ui.rundown.texts import Style, Texts
from tests.builders import SHOP, STAGE, a_run, a_segment, a_shop_segment, a_show, at, gone
from tests.ui.rundown.shows import a_gala
from tests.ui.rundown.stage_hand import StageHand

NOTEBOOK = (1015, 500)
"""The room that the rundown has on a screen of 1366 by 768."""

TIMES = (Column.PLANNED, Column.START, Column.EXPECTED, Column.ACTUAL, Column.BACK)


def on_air(hand: StageHand) -> None:
    events = a_run(hand.show, at(hand.show, "19:59:00"))
    hand.events, hand.now = gone(hand.show, events, at(hand.show, "20:00:00")), "20:01:00"
    hand.display()


def title_cell(hand: StageHand, number: str) -> QImage:
    """The picture of a title's cell."""
    pane = hand.pane_of(number)
    area = pane.table.visualRect(pane.model.index(hand.row(number), Column.TITLE))
    return pane.table.viewport().grab(QRect(area)).toImage()


def test_on_a_notebook_the_titles_are_wide_and_nothing_is_pushed_out(qtbot: QtBot) -> None:
    hand = StageHand(qtbot, a_gala(), size=NOTEBOOK)
    for _ in ("in the plan", "on air"):
        stage, shop = hand.pane(STAGE).table, hand.pane(SHOP).table
        assert stage.columnWidth(Column.TITLE) >= 180
        assert not shop.isColumnHidden(Column.LENGTH)
        for table in (stage, shop):
            assert table.horizontalHeader().length() <= table.viewport().width()
        on_air(hand)


def test_the_talent_shrinks_before_the_title_and_comes_back(qtbot: QtBot) -> None:
    hand = StageHand(qtbot, a_gala(), size=NOTEBOOK)
    table = hand.pane().table
    narrow = table.columnWidth(Column.TALENT)
    hand.panel.resize(2400, 500)
    qtbot.waitUntil(lambda: table.columnWidth(Column.TALENT) > narrow)


def test_a_time_that_is_a_bound_fits_its_column(qtbot: QtBot) -> None:
    texts = Texts()
    for size in (NOTEBOOK, (1900, 600)):
        hand = StageHand(qtbot, a_gala(), size=size)
        on_air(hand)
        for pane in hand.panel.panes:
            shown = [c for c in TIMES if not pane.table.isColumnHidden(c)]
            assert shown
            for column in shown:
                room = pane.table.columnWidth(column) - 2 * PAD
                assert texts.width("≥24:06:00", Style(is_small=True)) <= room
                assert texts.width("24:06:00", Style()) <= room


def test_where_both_titles_do_not_fit_the_first_has_all_the_room(qtbot: QtBot) -> None:
    title, second = "Featherway: the last shoe off", "羽行口播：最后脱下的鞋"
    show = a_show(a_segment("A1", title=title), a_segment("A2"), a_shop_segment("S1"))
    hand = StageHand(qtbot, show, size=NOTEBOOK)
    alone = title_cell(hand, "A1")
    hand.change(ChangeSegment(segment=SegmentId("sA1"), changes={"title_alt": second}))
    assert title_cell(hand, "A1") == alone
    assert hand.pane().table.tip_at(hand.spot("A1")) == f"{title}\n{second}"
    hand.change(
        ChangeSegment(segment=SegmentId("sA1"), changes={"title": "Shoe", "title_alt": "鞋"})
    )
    with_second = title_cell(hand, "A1")
    hand.change(ChangeSegment(segment=SegmentId("sA1"), changes={"title_alt": ""}))
    assert title_cell(hand, "A1") != with_second, "where there is room both are shown"


def test_the_language_of_the_window_comes_first_and_is_what_is_typed(qtbot: QtBot) -> None:
    hand = StageHand(qtbot, a_gala(), language="zh")
    assert hand.text("A1", Column.TITLE) == "万盏灯  Lamps"
    assert hand.text("A2", Column.TITLE) == "Song A2"
    editor = hand.double_click("A1", Column.TITLE)
    assert editor.text() == "万盏灯"
    hand.retype(editor, "灯")
    qtbot.keyClick(editor, Qt.Key.Key_Return)
    assert hand.show.segment(SegmentId("sA1")).title_alt == "灯"
    assert hand.double_click("A2", Column.TITLE).text() == "Song A2"
