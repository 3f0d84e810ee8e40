"""The planning window: every field becomes an edit at once, and nothing that is typed is lost."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QComboBox, QLineEdit, QMessageBox
from pytestqt.qtbot import QtBot

from producer_app.core.edits import Edit, Put, Remove
from producer_app.core.errors import Refused
from producer_app.core.show import (
    Anchor,
    Handoff,
    HandoffId,
    HandoffKind,
    Offer,
    OfferId,
    SegmentId,
    Show,
    Standing,
)
from producer_app.core.timing import Projection, plan_times, project
from producer_app.exchange.wording import console_standards
from producer_app.present.words import words
from producer_app.ui.handoff_plan.ticks import TickList
from producer_app.ui.handoff_plan.window import HandoffPlanWindow
from producer_app.ui.theme import dress
from tests.builders import (
    STAGE,
    a_handoff,
    a_segment,
    a_shop_segment,
    a_show,
    an_artist,
    at,
    minutes,
    seconds,
    wall,
)

EN = words("en")
H1, H2 = HandoffId("h1"), HandoffId("h2")
RETURN, ESCAPE, SPACE = Qt.Key.Key_Return, Qt.Key.Key_Escape, Qt.Key.Key_Space


def an_evening() -> Show:
    li = an_artist("li", name="Li Hua", name_alt="李华")
    return a_show(
        a_segment("1", title="<b>Moon</b>", talent=(li.id,)),
        a_segment("2", title="Harbour"),
        a_shop_segment("S1", minutes(30), title="Tea"),
        talent=(an_artist("mo", name="Mo Bei"), li),
        offers=tuple(
            Offer(
                id=OfferId(f"o{n}"),
                number=f"P{n}",
                product=f"Tea {n}",
                deal_price=990,
                link="x",
                returns="7 days",
            )
            for n in (1, 2, 3)
        ),
        handoffs=(
            a_handoff("H1", "s1", to_segment=SegmentId("sS1"), offers=(OfferId("o3"),)),
            a_handoff("H2", "s2", title="Second"),
        ),
    )


class Desk:
    """A planning window over a plan: what it asks for is done, or refused when told so."""

    def __init__(self, window: HandoffPlanWindow) -> None:
        self.window = window
        self.show = an_evening()
        self.edits: list[Edit] = []
        self.refusal: Refused | None = None
        window.edit_asked.connect(self.take)
        window.open_plan(self.seen(), H1)

    def seen(self) -> Projection:
        return project(plan_times(self.show), None, at(self.show, "19:50"))

    def take(self, edit: Edit) -> None:
        self.edits.append(edit)
        if self.refusal is not None:
            self.window.show_refusal(self.refusal)
            return
        self.show = edit.apply(self.show)
        self.window.show_state(self.seen())

    def change(self, show: Show) -> None:
        """Somebody else changes the plan: an undo, say."""
        self.show = show
        self.window.show_state(self.seen())

    @property
    def handoff(self) -> Handoff:
        return self.show.handoff(H1)


@pytest.fixture
def desk(qtbot: QtBot, qapp: QApplication) -> Desk:
    dress(qapp)
    window = HandoffPlanWindow(EN, standards=console_standards)
    qtbot.addWidget(window)
    window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    return Desk(window)


def retype(qtbot: QtBot, line: QLineEdit, text: str) -> None:
    line.setFocus()
    line.selectAll()
    qtbot.keyClicks(line, text)


def pick(qtbot: QtBot, box: QComboBox, text: str) -> None:
    """Choose by keyboard without opening the list, as a person does."""
    box.setFocus()
    qtbot.keyClicks(box, text)


def tick(qtbot: QtBot, ticks: TickList, place: int) -> None:
    ticks.setFocus()
    ticks.setCurrentRow(place)
    qtbot.keyClick(ticks, SPACE)


def test_it_says_where_and_when_and_what_is_wrong(desk: Desk) -> None:
    head = desk.window.head
    assert head.number.text() == "H1"
    assert head.way.text() == "Stage 舞台间 → Shop 买买买间"
    assert head.due.text() == "due 20:05:00 as planned"
    assert head.around.text() == "standby 20:04:30"
    assert head.texts() == ["Nothing is wrong with this handoff."]
    assert desk.window.way.title.line.placeholderText() == "<b>Moon</b>"


@pytest.mark.parametrize(
    ("part", "field", "text", "name", "value"),
    [
        ("way", "title", "Over to you", "title", "Over to you"),
        ("way", "title_alt", "Next door", "title_alt", "Next door"),
        ("carried", "standby_lead", "45", "standby_lead", seconds(45)),
        ("carried", "return_after", "8:00", "return_after", minutes(8)),
        ("carried", "acknowledged_by", "host, stock", "acknowledged_by", ("host", "stock")),
        ("spoken", "throw_words", "Go!", "throw_words", "Go!"),
        ("spoken", "abort_phrase", "Later", "abort_phrase", "Later"),
    ],
)
def test_a_line_is_saved_when_it_is_left(
    desk: Desk, qtbot: QtBot, part: str, field: str, text: str, name: str, value: object
) -> None:
    retype(qtbot, getattr(getattr(desk.window, part), field).line, text)
    assert desk.edits == []
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
    assert len(desk.edits) == 1
    assert isinstance(desk.edits[0], Put)
    assert getattr(desk.handoff, name) == value


def test_an_offset_moves_the_due_time_at_once(desk: Desk, qtbot: QtBot) -> None:
    line = desk.window.way.offset.line
    retype(qtbot, line, "-0:30")
    assert desk.window.way.offset.echo.text() == "= 30 s before the end of the segment"
    qtbot.keyClick(line, RETURN)
    assert desk.handoff.trigger.offset == seconds(-30)
    assert desk.window.head.due.text() == "due 20:04:30 as planned"


def test_what_is_not_understood_stays_with_an_example(desk: Desk, qtbot: QtBot) -> None:
    offset = desk.window.way.offset
    retype(qtbot, offset.line, "a while")
    qtbot.keyClick(offset.line, RETURN)
    assert "like 4:30" in offset.echo.text()
    desk.change(replace(desk.show, title="Renamed"))
    assert offset.line.text() == "a while"
    assert desk.edits == []
    qtbot.keyClick(offset.line, ESCAPE)
    assert offset.line.text() == "0:00"
    assert desk.window.isVisible()
    qtbot.keyClick(desk.window, ESCAPE)
    assert desk.window.isHidden()


def test_a_change_by_others_shows_around_what_is_being_typed(desk: Desk, qtbot: QtBot) -> None:
    retype(qtbot, desk.window.way.title.line, "Half a tit")
    desk.change(
        replace(desk.show, handoffs=(replace(desk.handoff, title="Theirs", throw_words="Now"),))
    )
    assert desk.window.way.title.line.text() == "Half a tit"
    assert desk.window.spoken.throw_words.line.text() == "Now"


def test_a_refusal_is_said_here_and_keeps_what_was_typed(desk: Desk, qtbot: QtBot) -> None:
    desk.refusal = Refused("disk.full", "The disk is full.")
    line = desk.window.way.title.line
    retype(qtbot, line, "Precious")
    qtbot.keyClick(line, RETURN)
    assert desk.window.trouble.text() == "The disk is full."
    assert line.text() == "Precious"
    assert desk.handoff.title == ""
    desk.refusal = None
    qtbot.keyClick(line, RETURN)
    assert desk.handoff.title == "Precious"
    assert desk.window.trouble.isHidden()


def test_a_refusal_of_what_others_asked_is_not_said_here(desk: Desk) -> None:
    desk.window.show_refusal(Refused("go.empty", "Nothing is in standby."))
    assert desk.window.trouble.isHidden()


def test_a_refused_tick_goes_back_to_what_is(desk: Desk, qtbot: QtBot) -> None:
    desk.refusal = Refused("disk.full", "The disk is full.")
    tick(qtbot, desk.window.carried.talent, 0)
    pick(qtbot, desk.window.way.kind, "Seckill")
    assert desk.window.carried.talent.item(0).checkState() is Qt.CheckState.Unchecked
    assert desk.window.way.kind.currentText() == "Throw"


def test_gates_stand_one_on_a_line(desk: Desk, qtbot: QtBot) -> None:
    gates = desk.window.carried.gates
    gates.setFocus()
    qtbot.keyClicks(gates, "link tested")
    qtbot.keyClick(gates, RETURN)
    qtbot.keyClicks(gates, "stock confirmed")
    desk.window.way.title.line.setFocus()
    assert desk.handoff.gates == ("link tested", "stock confirmed")


def test_talking_points_fill_up_from_the_top(desk: Desk, qtbot: QtBot) -> None:
    retype(qtbot, desk.window.spoken.points[2], "Ask about the tea")
    qtbot.keyClick(desk.window.spoken.points[2], RETURN)
    assert desk.handoff.talking_points == ("Ask about the tea",)
    assert [line.text() for line in desk.window.spoken.points] == ["Ask about the tea", "", ""]


def test_the_people_of_the_segment_stand_first_and_are_ticked_by_space(
    desk: Desk, qtbot: QtBot
) -> None:
    talent = desk.window.carried.talent
    assert [talent.item(n).text() for n in range(2)] == ["Li Hua 李华", "Mo Bei"]
    tick(qtbot, talent, 0)
    tick(qtbot, talent, 1)
    assert desk.handoff.talent == ("li", "mo")
    tick(qtbot, talent, 0)
    assert desk.handoff.talent == ("mo",)


def test_enter_ticks_too_and_closes_nothing(desk: Desk, qtbot: QtBot) -> None:
    talent = desk.window.carried.talent
    talent.setFocus()
    qtbot.keyClick(talent, RETURN)
    assert desk.handoff.talent == ("li",)
    qtbot.keyClick(talent, RETURN)
    assert desk.handoff.talent == ()
    assert desk.window.isVisible()


def test_ticked_offers_stand_first_and_the_cursor_keeps_its_place(desk: Desk, qtbot: QtBot) -> None:
    offers = desk.window.carried.offers
    assert [offers.item(n).text()[:2] for n in range(3)] == ["P3", "P1", "P2"]
    tick(qtbot, offers, 2)
    assert desk.handoff.offers == ("o3", "o2")
    assert offers.currentRow() == 2
    assert offers.item(2).text() == "P2 Tea 2 · ¥9.90 · no. 2"


def test_kind_and_segment_are_chosen_by_key(desk: Desk, qtbot: QtBot) -> None:
    pick(qtbot, desk.window.way.kind, "Seckill")
    assert desk.handoff.kind is HandoffKind.SECKILL
    pick(qtbot, desk.window.way.leaves, "2")
    assert desk.handoff.segment == "s2"
    assert desk.window.head.due.text() == "due 20:10:00 as planned"


def test_leaving_from_the_room_that_it_led_to_turns_it_around(desk: Desk, qtbot: QtBot) -> None:
    pick(qtbot, desk.window.way.leaves, "S1")
    assert (desk.handoff.to_room, desk.handoff.to_segment) == (STAGE, None)
    assert desk.window.way.room.currentText() == "Stage 舞台间"


def test_a_hard_time_begins_where_it_is_due_and_is_typed_as_a_clock(
    desk: Desk, qtbot: QtBot
) -> None:
    way = desk.window.way
    assert way.hard_time.isHidden()
    way.anchor.setFocus()
    qtbot.keyClick(way.anchor, Qt.Key.Key_Down)
    assert desk.handoff.trigger.anchor is Anchor.HARD_TIME
    assert way.hard_time.line.text() == "20:05:00"
    assert way.offset.isHidden()
    retype(qtbot, way.hard_time.line, "8:15pm")
    qtbot.keyClick(way.hard_time.line, RETURN)
    assert desk.handoff.trigger.hard_time == wall("20:15")
    assert desk.window.head.due.text() == "due 20:15:00 as planned"


def test_what_is_wrong_with_it_is_said_at_once(desk: Desk) -> None:
    first, *rest = desk.show.segments
    floated = replace(first, standing=Standing.FLOATED)
    desk.change(replace(desk.show, segments=(floated, *rest)))
    (sentence,) = desk.window.head.texts()
    assert sentence.startswith("ERROR: H1 leaves from")
    assert desk.window.head.due.text() == "due: unknown as planned"


def test_what_it_says_is_held_against_the_list_of_flagged_wording(desk: Desk, qtbot: QtBot) -> None:
    line = desk.window.spoken.throw_words.line
    retype(qtbot, line, "The best tea there is")
    qtbot.keyClick(line, RETURN)

    (text,) = desk.window.head.texts()

    assert "best" in text


def test_the_number_is_locked_once_the_handoff_is_not_new(desk: Desk, qtbot: QtBot) -> None:
    number = desk.window.way.number
    assert number.isHidden()
    desk.window.open_plan(desk.seen(), H1, is_new=True)
    assert number.isVisible()
    retype(qtbot, number.line, "h2")
    qtbot.keyClick(number.line, RETURN)
    assert "take another, like H3" in number.echo.text()
    retype(qtbot, number.line, "H7")
    qtbot.keyClick(number.line, RETURN)
    assert desk.window.head.number.text() == desk.handoff.number == "H7"


def test_another_handoff_is_opened_once_what_was_typed_is_saved(desk: Desk, qtbot: QtBot) -> None:
    retype(qtbot, desk.window.way.title.line, "Mine")
    assert desk.window.open_plan(desk.seen(), H2)
    assert desk.handoff.title == "Mine"
    assert desk.window.way.title.line.text() == "Second"


def test_another_handoff_waits_for_what_is_not_understood(desk: Desk, qtbot: QtBot) -> None:
    retype(qtbot, desk.window.way.offset.line, "soon")
    assert not desk.window.open_plan(desk.seen(), H2)
    assert desk.window.handoff == H1
    assert desk.window.way.offset.line.text() == "soon"
    assert desk.window.way.offset.line.hasFocus()
    assert "mend it" in desk.window.trouble.text()


def test_closing_the_window_saves_what_is_being_typed(desk: Desk, qtbot: QtBot) -> None:
    retype(qtbot, desk.window.spoken.throw_words.line, "Over there")
    desk.window.close()
    assert desk.handoff.throw_words == "Over there"


def test_removing_asks_and_an_undo_brings_every_field_back(desk: Desk) -> None:
    before = desk.show
    desk.window.remove.click()
    (question,) = desk.window.findChildren(QMessageBox)
    assert "H1" in question.text()
    assert desk.edits == []
    question.buttons()[0].click()
    assert desk.edits == [Remove(id=H1, label="remove_handoff")]
    assert desk.window.gone.isVisible()
    assert "H1" in desk.window.gone.text()
    assert not desk.window.remove.isEnabled()
    desk.change(before)
    assert desk.window.head.isVisible()


def test_it_reads_in_chinese(qtbot: QtBot) -> None:
    window = HandoffPlanWindow(words("zh"))
    qtbot.addWidget(window)
    desk = Desk(window)
    assert window.head.due.text() == "计划 20:05:00 触发"
    assert window.head.texts() == ["这个交接没有问题。"]
    retype(qtbot, window.way.offset.line, "-30")
    assert window.way.offset.echo.text() == "= 节目结束前 30 秒"
    assert desk.edits == []
