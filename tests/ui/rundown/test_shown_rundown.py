"""What the rundown panel shows: both rooms on one axis, states in words, only changes repainted."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPoint, QRect, Qt
from pytestqt.qtbot import QtBot

from producer_app.core.calling import Hold
from producer_app.core.edits import ChangeSegment, SetStanding
from producer_app.core.show import SegmentId, Show, Standing
from producer_app.core.timing import project
from producer_app.ui.rundown.cells import Sort
from producer_app.ui.rundown.columns import Column
from producer_app.ui.theme import colour
from tests.builders import (
    SHOP,
    STAGE,
    a_block,
    a_run,
    a_segment,
    a_shop_segment,
    a_show,
    at,
    called,
    gone,
    minutes,
    seconds,
    wall,
)
from tests.ui.rundown.shows import a_gala, a_long_show, a_shop_only, an_empty_show
from tests.ui.rundown.stage_hand import StageHand


def on_air(hand: StageHand, *times: str, now: str) -> None:
    """Let the show run: a GO on the stage at each of these times."""
    events = a_run(hand.show, at(hand.show, "19:59:00"))
    for time in times:
        events = gone(hand.show, events, at(hand.show, time))
    hand.events, hand.now = events, now
    hand.display()


def test_both_rooms_stand_on_one_axis(qtbot: QtBot) -> None:
    hand = StageHand(qtbot, a_gala())
    assert hand.pane(STAGE).model.rowCount() == hand.pane(SHOP).model.rowCount()
    assert hand.row("A1") == hand.row("S1")
    assert hand.row("A2") == hand.row("S2")
    assert hand.row("B1") == hand.row("S3")


def test_both_tables_scroll_together(qtbot: QtBot) -> None:
    hand = StageHand(qtbot, a_long_show())
    hand.pane(STAGE).table.verticalScrollBar().setValue(900)
    assert hand.pane(SHOP).table.verticalScrollBar().value() == 900
    hand.pane(SHOP).table.verticalScrollBar().setValue(60)
    assert hand.pane(STAGE).table.verticalScrollBar().value() == 60


def test_a_segment_shows_its_number_titles_times_and_talent(qtbot: QtBot) -> None:
    hand = StageHand(qtbot, a_gala())
    assert hand.text("A1", Column.NUMBER) == "A1"
    assert hand.text("A1", Column.TITLE) == "Lamps  万盏灯"
    assert hand.text("A1", Column.TALENT) == "Lin Yao"
    assert hand.text("A2", Column.PLANNED) == "20:05:00"
    assert hand.text("A2", Column.LENGTH) == "5:00"


def test_a_blocks_head_shows_its_subtotal_against_its_budget(qtbot: QtBot) -> None:
    hand = StageHand(qtbot, a_gala())
    model = hand.pane().model
    assert model.index(0, Column.TITLE).data() == "Lights On  10:00 of 9:00 OVER 1:00"
    assert model.index(0, Column.LENGTH).data() == "10:00"
    assert model.segment_at(0) is None


def test_states_are_told_in_words(qtbot: QtBot) -> None:
    hand = StageHand(qtbot, a_gala())
    on_air(hand, "20:00:00", "20:05:20", now="20:06:00")
    assert hand.text("A1", Column.STATE) == "DONE"
    assert hand.text("A2", Column.STATE) == "ON AIR"
    assert hand.text("B1", Column.STATE) == "STBY"
    assert hand.text("B2", Column.STATE) == ""
    assert hand.text("A2", Column.DRIFT) == "0:20 late"
    assert hand.text("A2", Column.ACTUAL) == "20:05:20"
    assert hand.text("B1", Column.EXPECTED) == "20:10:20"


def test_what_is_done_shows_how_long_it_ran_and_the_plan_in_the_tooltip(qtbot: QtBot) -> None:
    hand = StageHand(qtbot, a_gala())
    on_air(hand, "20:00:00", "20:00:23", now="20:01:00")
    assert hand.text("A1", Column.LENGTH) == "0:23"
    assert hand.pane().table.tip_at(hand.spot("A1", Column.LENGTH)) == "planned 5:00"
    assert hand.double_click("A1", Column.LENGTH).text() == "5:00"
    assert hand.text("A2", Column.LENGTH) == "5:00"


def test_what_is_floated_or_omitted_says_so_and_keeps_its_number(qtbot: QtBot) -> None:
    hand = StageHand(qtbot, a_gala())
    hand.change(SetStanding(segments=(SegmentId("sA2"),), standing=Standing.OMITTED))
    hand.change(SetStanding(segments=(SegmentId("sB1"),), standing=Standing.FLOATED))
    assert (hand.text("A2", Column.STATE), hand.text("A2", Column.NUMBER)) == ("OMIT", "A2")
    assert hand.text("B1", Column.STATE) == "FLOAT"
    assert hand.pane().model.line(hand.row("A2")).is_struck
    assert not hand.pane().model.line(hand.row("B1")).is_struck


def test_a_hard_time_has_a_rule_and_a_word_and_says_how_it_is_met(qtbot: QtBot) -> None:
    show = a_show(
        a_segment("A1", minutes(7)),
        a_segment("A2", hard_start="20:05:00"),
        a_segment("A3", hard_start="20:10:01"),
    )
    hand = StageHand(qtbot, show)
    assert hand.text("A2", Column.TITLE) == "Song A2  HARD OVERLAP 2:00"
    assert hand.text("A3", Column.TITLE) == "Song A3  HARD 0:01 to fill: nobody named"
    model = hand.pane().model
    assert [model.line(row).has_rule for row in range(3)] == [False, True, True]


def test_a_missed_back_time_says_so_with_the_amount_in_the_tooltip(qtbot: QtBot) -> None:
    hand = StageHand(qtbot, a_gala(hard_out="20:20:00"))
    on_air(hand, "20:01:15", now="20:02:00")
    assert hand.text("B1", Column.BACK) == "MISSED"
    tip = hand.pane().table.tip_at(hand.spot("B1", Column.BACK))
    assert "20:10:00 is missed by 1:15" in tip


def test_heights_below_the_last_segment_of_a_room_are_empty(qtbot: QtBot) -> None:
    hand = StageHand(qtbot, a_long_show(5))
    shop = hand.pane(SHOP).model
    assert [shop.line(row).sort for row in range(3)] == [Sort.SEGMENT, Sort.OPEN, Sort.OPEN]
    assert not shop.line(1).continues, "nothing of the room follows, so nothing is joined"


def test_a_height_between_two_segments_of_a_room_is_joined(qtbot: QtBot) -> None:
    songs = tuple(a_segment(f"A{n}", minutes(2)) for n in range(1, 5))
    hand = StageHand(qtbot, a_show(*songs, a_shop_segment("S1", minutes(6)), a_shop_segment("S2")))
    lines = [hand.pane(SHOP).model.line(row) for row in range(4)]
    assert [line.sort for line in lines] == [Sort.SEGMENT, Sort.OPEN, Sort.OPEN, Sort.SEGMENT]
    assert [line.continues for line in lines] == [False, True, True, False]


def a_stretched_stage() -> Show:
    pitches = (a_shop_segment(f"S{n}", minutes(3)) for n in range(1, 31))
    return a_show(a_segment("A1", minutes(90)), a_segment("A2"), *pitches)


def test_the_stage_has_no_more_open_heights_than_the_shop_needs(qtbot: QtBot) -> None:
    hand = StageHand(qtbot, a_stretched_stage())
    assert hand.pane(STAGE).model.rowCount() == 31
    assert hand.row("A2") == 30


def test_a_segment_that_goes_on_is_repeated_on_top_once_it_is_scrolled_out(qtbot: QtBot) -> None:
    hand = StageHand(qtbot, a_stretched_stage())
    table = hand.pane(STAGE).table
    assert table.pinned_row() is None
    line = table.viewport().grab(QRect(0, 0, 600, 28)).toImage()
    table.verticalScrollBar().setValue(10 * table.rowHeight(0))
    assert table.pinned_row() == hand.row("A1")
    assert table.viewport().grab(QRect(0, 0, 600, 28)).toImage() == line
    table.verticalScrollBar().setValue(table.rowHeight(0) // 2)
    assert table.pinned_row() is None, "half of it is still there"


def test_a_click_on_the_repeated_line_chooses_its_segment(qtbot: QtBot) -> None:
    hand = StageHand(qtbot, a_stretched_stage())
    table = hand.pane(STAGE).table
    table.verticalScrollBar().setValue(10 * table.rowHeight(0))
    qtbot.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(80, 10))
    assert hand.panel.chosen_segments() == (SegmentId("sA1"),)
    assert hand.choices == [SegmentId("sA1")]


def test_a_tick_repaints_only_the_cells_that_changed(qtbot: QtBot) -> None:
    hand = StageHand(qtbot, a_gala(hard_out="21:00:00"))
    on_air(hand, "20:00:00", now="20:05:10")
    hand.look()
    told: list[tuple[int, int]] = []

    def note(first: QModelIndex, last: QModelIndex) -> None:
        told.extend((first.row(), column) for column in range(first.column(), last.column() + 1))

    hand.pane().model.dataChanged.connect(note)
    before = hand.projection()
    hand.panel.show_time(project(before.plan, before.run, at(hand.show, "20:05:11"), before))
    assert told == [], "another plan object is another plan: it waits for show_state"

    hand.panel.show_state(before, STAGE, SHOP)
    told.clear()
    later = project(before.plan, before.run, at(hand.show, "20:05:11"), before)
    hand.panel.show_time(later)
    late = {Column.START, Column.EXPECTED, Column.DRIFT}
    cells = {(hand.row(n), column) for n in ("A2", "B1", "B2") for column in late}
    head = {(0, column) for column in Column}
    assert set(told) == cells | head, "the head says across its columns what its block has used"


def test_a_tick_that_changes_nothing_tells_nothing(qtbot: QtBot) -> None:
    hand = StageHand(qtbot, a_show(a_segment("A1"), a_segment("A2")))
    on_air(hand, "20:00:00", now="20:01:00")
    before = hand.projection()
    hand.panel.show_state(before, STAGE, None)
    hand.look()
    told: list[object] = []
    hand.pane().model.dataChanged.connect(lambda *cells: told.append(cells))
    hand.panel.show_time(project(before.plan, before.run, at(hand.show, "20:01:01"), before))
    assert told == []


def test_an_edit_elsewhere_moves_lines_and_keeps_what_is_chosen(qtbot: QtBot) -> None:
    hand = StageHand(qtbot, a_gala())
    hand.click("B1")
    hand.change(SetStanding(segments=(SegmentId("sA1"),), standing=Standing.FLOATED))
    hand.change(ChangeSegment(segment=SegmentId("sA2"), changes={"length": minutes(12)}))
    assert hand.panel.chosen_segments() == (SegmentId("sB1"),)
    assert hand.text("B1", Column.PLANNED) == "20:12:00"


def test_without_a_stage_the_shopping_room_stands_there_in_full(qtbot: QtBot) -> None:
    hand = StageHand(qtbot, a_shop_only())
    assert hand.panel.left.model.room == SHOP
    assert not hand.panel.left.table.isColumnHidden(Column.TALENT)
    assert hand.panel.right.isHidden()
    assert hand.text("S2", Column.PLANNED) == "20:05:00"


def test_an_empty_show_says_what_to_do_and_makes_its_first_segment(qtbot: QtBot) -> None:
    hand = StageHand(qtbot, an_empty_show())
    assert hand.panel.empty.isVisible()
    hand.panel.empty.button.click()
    assert not hand.panel.empty.isVisible()
    assert hand.order() == "1"


def test_a_show_without_rooms_offers_no_segment(qtbot: QtBot) -> None:
    hand = StageHand(qtbot, a_show(rooms=()))
    assert hand.panel.empty.isVisible()
    assert not hand.panel.empty.button.isVisible()
    hand.panel.insert_after_chosen()
    assert hand.edits == []


def test_a_room_that_goes_away_leaves_the_other_alone(qtbot: QtBot) -> None:
    hand = StageHand(qtbot, a_gala())
    hand.show = a_show(*hand.show.rundowns[STAGE])
    hand.display()
    assert hand.panel.right.isHidden()
    assert hand.row("B2") == 5, "two heads and four segments, one height each"


def test_held_is_told_in_its_own_word(qtbot: QtBot) -> None:
    hand = StageHand(qtbot, a_gala())
    on_air(hand, "20:00:00", now="20:02:00")
    hand.events = called(hand.show, hand.events, Hold(room=STAGE), at(hand.show, "20:01:00"))
    hand.display()
    assert hand.text("A1", Column.STATE) == "HELD"


def test_chinese_words_stand_where_the_console_speaks_chinese(qtbot: QtBot) -> None:
    hand = StageHand(qtbot, a_gala(), language="zh")
    on_air(hand, "20:00:00", now="20:01:00")
    assert hand.text("A1", Column.STATE) == "直播"
    header = hand.pane().table.horizontalHeader()
    assert header.model().headerData(Column.LENGTH, header.orientation()) == "时长"
    tip = Qt.ItemDataRole.ToolTipRole
    assert "星号" in header.model().headerData(Column.BACK, header.orientation(), tip)
    assert header.model().headerData(Column.LENGTH, header.orientation(), tip) is None


def test_markup_in_a_title_is_plain_text(qtbot: QtBot) -> None:
    title = "<b>bold</b> <img src='x'> " + "long " * 40
    hand = StageHand(qtbot, a_show(a_segment("A1", title=title)))
    assert hand.text("A1", Column.TITLE).startswith("<b>bold</b>")
    assert hand.pane().table.tip_at(hand.spot("A1")).startswith("<b>bold</b>")


def test_going_on_air_is_seen(qtbot: QtBot) -> None:
    hand = StageHand(qtbot, a_gala(blocks=(a_block("a", budget=minutes(1)), a_block("b"))))
    hand.change(SetStanding(segments=(SegmentId("sA2"),), standing=Standing.OMITTED))
    before = hand.look()
    on_air(hand, "20:00:00", now="20:01:00")
    assert hand.look() != before


def test_a_day_has_a_line_of_its_own_that_is_no_segment(qtbot: QtBot) -> None:
    show = a_show(
        a_segment("A1"),
        a_segment("B1", hard_start="34:00", is_opening=True),
        a_segment("B2"),
    )
    hand = StageHand(qtbot, show)
    model = hand.pane().model
    assert [model.line(row).sort for row in range(4)] == [
        Sort.SEGMENT,
        Sort.DAY,
        Sort.SEGMENT,
        Sort.SEGMENT,
    ]
    assert model.index(1, Column.TITLE).data() == "Day 2 · Fri 1 Jan · on air 10:00"
    assert model.segment_at(1) is None
    assert model.head_at(1) is None
    assert hand.text("B2", Column.PLANNED) == "10:05:00"
    hand.look()


def test_a_hard_end_has_a_rule_below_its_segment(qtbot: QtBot) -> None:
    hand = StageHand(qtbot, a_show(a_segment("A1", hard_end=wall("20:05")), a_segment("A2")))
    model = hand.pane().model
    assert [model.line(row).has_end_rule for row in range(2)] == [True, False]
    assert model.line(0).cells[Column.TITLE].said == "Song A1  ENDS 20:05:00"
    ruled, plain = (
        hand.look().pixelColor(hand.pane().table.mapTo(hand.panel, QPoint(300, y)))
        for y in (
            hand.pane().table.viewport().y() + hand.spot("A1").y() + 14,
            hand.pane().table.viewport().y() + hand.spot("A2").y() + 14,
        )
    )
    assert ruled == colour("hard")
    assert plain != colour("hard")


def test_where_there_is_little_room_a_gap_is_said_in_brief_and_whole_in_the_tooltip(
    qtbot: QtBot,
) -> None:
    show = a_show(
        a_segment("A1"),
        a_segment("A2", hard_start="20:05:32", title="A long title that wants all of the room"),
    )
    hand = StageHand(qtbot, show, size=(700, 400))
    tip = hand.pane().table.tip_at(hand.spot("A2"))
    assert "0:32 to fill: nobody named" in tip
    assert "Hard start: begins at 20:05:32" in tip


def test_a_hit_time_has_a_star_and_its_own_colour(qtbot: QtBot) -> None:
    hand = StageHand(qtbot, a_show(a_segment("A1"), a_segment("A2", front_hit=wall("20:07"))))
    cell = hand.pane().model.line(1).cells[Column.PLANNED]
    assert (cell.text, cell.ink) == ("*20:07:00", "hit")
    assert hand.pane().table.tip_at(hand.spot("A2", Column.PLANNED)).startswith("Set by hand")


def test_after_an_edit_only_what_is_on_the_screen_is_told_of(qtbot: QtBot) -> None:
    hand = StageHand(qtbot, a_long_show(2_000))
    hand.look()
    for row in range(500, 600):
        hand.pane().model.line(row)
    told: set[int] = set()
    hand.pane().model.dataChanged.connect(
        lambda first, last: told.update(range(first.row(), last.row() + 1))
    )
    hand.change(ChangeSegment(segment=SegmentId("sL1"), changes={"length": seconds(70)}))
    assert told
    assert told <= set(hand.pane().table.visible_rows())
    assert hand.text("L550", Column.PLANNED) == "29:09:10"


def test_nothing_shines_in_a_line_that_is_over(qtbot: QtBot) -> None:
    show = a_show(a_segment("A1", hard_start="20:00"), a_segment("A2", hard_start="20:05"))
    hand = StageHand(qtbot, show)
    on_air(hand, "20:00:00", "20:05:00", now="20:06:00")
    inks = [
        badge.ink
        for row in range(2)
        for badge in hand.pane().model.line(row).cells[Column.TITLE].badges
    ]
    assert inks == ["done", "hard"]
