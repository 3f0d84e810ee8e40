"""The show book in the hands of a director: real keys in, edits out, and no typed text lost."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from producer_app.core.edits import ChangeSegment, ChangeShow, Edit, Put, Remove
from producer_app.core.errors import ProducerError, Refused
from producer_app.core.show import (
    Block,
    BlockId,
    Contact,
    Coupon,
    Kind,
    Method,
    Offer,
    OfferId,
    Output,
    PromisedPlace,
    RoomRole,
    Show,
    Sponsor,
    SponsorId,
    Stand,
    Talent,
    TalentId,
)
from producer_app.core.timebase import Millis, WallTime
from producer_app.exchange.samples import read_sample
from producer_app.present.book_chapters import CHAPTERS
from producer_app.present.words import words
from producer_app.ui.book import BookWindow
from producer_app.ui.book.cells import ChoiceCell, TickCell, TypedCell
from producer_app.ui.book.records import RecordsCell
from producer_app.ui.book.ticks import TicksCell
from producer_app.ui.theme import dress
from producer_app.ui.wrapped import WrappedLabel
from tests.builders import SHOP, STAGE, a_segment, a_shop_segment, a_show, minutes

KEY = Qt.Key
CTRL = Qt.KeyboardModifier.ControlModifier
TABS = tuple(chapter.name for chapter in CHAPTERS)


def an_evening() -> Show:
    opening = Block(id=BlockId("opening"), room=STAGE, title="Opening")
    sponsor = Sponsor(id=SponsorId("berry"), brand="Cloudberry")
    offers = (
        Offer(id=OfferId("o1"), number="O1", product="Yogurt", list_price=7900, deal_price=4990),
        Offer(id=OfferId("o2"), number="O2", product="Milk"),
    )
    return a_show(
        a_segment("1", block=opening.id),
        a_shop_segment("S1"),
        blocks=(opening,),
        sponsors=(sponsor,),
        offers=offers,
        talent=(Talent(id=TalentId("heng"), name="Jiang Heng"),),
        hard_out="23:30",
    )


class Desk:
    """The book over a plan: what it asks for is done, unless it is told to refuse."""

    def __init__(self, book: BookWindow, qtbot: QtBot) -> None:
        self.book, self.qtbot = book, qtbot
        self.show = an_evening()
        self.edits: list[Edit] = []
        self.refusal: ProducerError | None = None
        book.edit_asked.connect(self.take)
        book.show_state(self.show)

    def take(self, edit: Edit) -> None:
        self.edits.append(edit)
        if self.refusal is not None:
            self.book.show_refusal(self.refusal)
            return
        self.change(edit)

    def change(self, edit: Edit) -> None:
        """The plan is changed, here or by somebody else."""
        self.show = edit.apply(self.show)
        self.book.show_state(self.show)

    def cell(self, tab: str, label: str) -> Any:
        return self.book.pages[tab].form.cells[label]

    def line(self, tab: str, label: str) -> QLineEdit:
        cell = self.cell(tab, label)
        assert isinstance(cell, TypedCell)
        line: QLineEdit = cell.editor.line
        return line

    def at(self, tab: str, key: str | None = None) -> Desk:
        self.book.open_at(tab, key)
        return self

    def press(self, key: Qt.Key, modifier: Qt.KeyboardModifier | None = None) -> None:
        """A key into whatever has the keyboard."""
        target = QApplication.focusWidget()
        assert target is not None
        self.qtbot.keyClick(target, key, modifier or Qt.KeyboardModifier.NoModifier)

    def typed(self, tab: str, label: str, text: str, *, enter: bool = True) -> None:
        """A person replaces what stands in a line."""
        line = self.line(tab, label)
        line.setFocus()
        line.selectAll()
        self.qtbot.keyClicks(line, text)
        if enter:
            self.qtbot.keyClick(line, KEY.Key_Return)

    def said(self, tab: str, label: str) -> str:
        """What is said below a field; nothing while it is hidden."""
        echo = self.cell(tab, label).echo
        return echo.text() if echo.isVisible() else ""


@pytest.fixture
def desk(qtbot: QtBot) -> Desk:
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    dress(app)
    book = BookWindow(words("en"))
    qtbot.addWidget(book)
    book.show()
    book.activateWindow()
    qtbot.waitUntil(book.isActiveWindow)
    return Desk(book, qtbot)


def test_the_title_that_is_typed_is_one_edit_of_the_show(desk: Desk) -> None:
    desk.at("show").typed("show", "title", "Winter Night")
    assert [type(edit) for edit in desk.edits] == [ChangeShow]
    assert desk.show.title == "Winter Night"


def test_a_date_is_echoed_with_its_weekday_while_it_is_typed(desk: Desk) -> None:
    desk.at("show").typed("show", "date", "2026-11-10", enter=False)
    assert desk.said("show", "date") == "Tuesday 2026-11-10"
    desk.press(KEY.Key_Return)
    assert desk.show.date == dt.date(2026, 11, 10)
    assert desk.said("show", "date") == ""


def test_a_hard_out_after_midnight_is_understood_as_the_night_after(desk: Desk) -> None:
    desk.at("show").typed("show", "hard_out", "0:30", enter=False)
    assert desk.said("show", "hard_out") == "24:30:00: 00:30:00 in the night after"
    desk.press(KEY.Key_Tab)
    assert desk.show.hard_out == WallTime(24, 30)


def test_a_zone_is_completed_and_picked_with_the_keys(desk: Desk, qtbot: QtBot) -> None:
    line = desk.at("show").line("show", "zone")
    desk.typed("show", "zone", "berl", enter=False)
    popup = line.completer().popup()
    qtbot.waitUntil(popup.isVisible)
    qtbot.keyClick(popup, KEY.Key_Down)
    qtbot.keyClick(popup, KEY.Key_Return)
    qtbot.waitUntil(lambda: desk.show.zone == "Europe/Berlin")


def test_a_zone_that_does_not_exist_is_refused_in_place_and_kept(desk: Desk) -> None:
    desk.at("show").typed("show", "zone", "Moon/Base")
    assert desk.edits == []
    assert desk.line("show", "zone").text() == "Moon/Base"
    assert "write one like Asia/Shanghai" in desk.said("show", "zone")


def test_contacts_are_added_filled_in_and_removed(desk: Desk, qtbot: QtBot) -> None:
    cell = desk.at("show").cell("show", "contacts")
    assert isinstance(cell, RecordsCell)
    cell.add.setFocus()
    desk.press(KEY.Key_Space)
    assert desk.show.contacts == (Contact(role="", name=""),)
    assert QApplication.focusWidget() is cell.lines[0][0].line
    qtbot.keyClicks(QApplication.focusWidget(), "Director")
    desk.press(KEY.Key_Tab)
    qtbot.keyClicks(QApplication.focusWidget(), "Pei Jiu")
    desk.press(KEY.Key_Return)
    assert desk.show.contacts == (Contact(role="Director", name="Pei Jiu"),)
    cell._lines[0].button.setFocus()
    desk.press(KEY.Key_Space)
    assert not desk.show.contacts
    assert cell.lines == ()


def test_a_room_that_is_added_is_a_shopping_room_ready_to_be_named(
    desk: Desk, qtbot: QtBot
) -> None:
    desk.at("rooms")
    desk.press(KEY.Key_N, CTRL)
    assert QApplication.focusWidget() is desk.line("rooms", "name")
    qtbot.keyClicks(QApplication.focusWidget(), "Second shop")
    desk.press(KEY.Key_Return)
    room = desk.show.rooms[-1]
    assert (room.name, room.role) == ("Second shop", RoomRole.SHOP)
    assert desk.book.pages["rooms"].list.chosen == room.id


def test_an_output_has_its_latency_as_a_length(desk: Desk, qtbot: QtBot) -> None:
    cell = desk.at("rooms", SHOP).cell("rooms", "outputs")
    cell.add.setFocus()
    desk.press(KEY.Key_Space)
    qtbot.keyClicks(cell.lines[0][0].line, "TV")
    qtbot.keyClick(cell.lines[0][0].line, KEY.Key_Return)
    qtbot.keyClicks(cell.lines[0][1].line, "28")
    qtbot.keyClick(cell.lines[0][1].line, KEY.Key_Return)
    assert desk.show.room(SHOP).outputs == (Output(name="TV", latency=Millis(28_000)),)


def test_an_output_has_the_zone_of_its_channel(desk: Desk, qtbot: QtBot) -> None:
    cell = desk.at("rooms", STAGE).cell("rooms", "outputs")
    qtbot.mouseClick(cell.add, Qt.MouseButton.LeftButton)
    zone = cell.lines[0][2].line
    assert zone.placeholderText() == "the show's"
    zone.setFocus()
    qtbot.keyClicks(zone, "tokyo")
    assert "UTC+09:00" in cell.findChildren(WrappedLabel)[-1].text()
    qtbot.keyClick(zone, KEY.Key_Return)
    assert desk.show.room(STAGE).outputs[0].zone == "Asia/Tokyo"


def test_a_promised_place_is_chosen_and_has_a_time_only_at_a_time(desk: Desk, qtbot: QtBot) -> None:
    cell = desk.at("sponsors", "berry").cell("sponsors", "places")
    cell.add.setFocus()
    desk.press(KEY.Key_Return)
    where, at, times = cell.lines[0]
    assert QApplication.focusWidget() is where
    assert not at.isVisible()
    for _ in range(2):
        desk.press(KEY.Key_Down)
    assert at.isVisible()
    assert "needs its time" in desk.book.pages["sponsors"].form.remark.text()
    at.line.setFocus()
    qtbot.keyClicks(at.line, "23:59:50")
    qtbot.keyClick(at.line, KEY.Key_Return)
    times.line.setFocus()
    qtbot.keyClicks(times.line, "2")
    qtbot.keyClick(times.line, KEY.Key_Return)
    (place,) = desk.show.sponsors[0].places
    assert place == PromisedPlace(where=Stand.AT_TIME, at=WallTime(23, 59, 50), times=2)
    assert not desk.book.pages["sponsors"].form.remark.isVisible()


def test_a_room_that_is_used_stays_and_says_what_uses_it(desk: Desk) -> None:
    desk.at("rooms", STAGE)
    desk.press(KEY.Key_Delete)
    page = desk.book.pages["rooms"]
    assert desk.edits == []
    assert page.trouble.isVisible()
    assert page.trouble.text() == "It is still used by block Opening: change that first."


def test_an_unused_noun_is_removed_with_delete_and_its_neighbour_is_chosen(desk: Desk) -> None:
    desk.at("offers", "o1")
    desk.press(KEY.Key_Delete)
    assert [offer.id for offer in desk.show.offers] == ["o2"]
    assert desk.book.pages["offers"].list.chosen == "o2"
    assert desk.line("offers", "product").text() == "Milk"
    assert isinstance(desk.edits[0], Remove)
    assert desk.edits[0].label == "remove_offers"


def test_a_block_with_segments_keeps_its_room_and_takes_a_budget(desk: Desk) -> None:
    desk.at("blocks", "opening").typed("blocks", "budget", "32m")
    assert desk.show.blocks[0].budget == minutes(32)
    room = desk.cell("blocks", "room")
    assert isinstance(room, ChoiceCell)
    assert not room.editor.isEnabled()


def test_a_new_block_can_stand_in_any_room(desk: Desk) -> None:
    desk.at("blocks")
    desk.press(KEY.Key_Insert)
    room = desk.cell("blocks", "room")
    assert room.editor.isEnabled()
    room.editor.setFocus()
    desk.press(KEY.Key_Down)
    assert desk.show.blocks[-1].room == SHOP


def test_talent_is_ticked_as_arrived_with_space(desk: Desk) -> None:
    cell = desk.at("talent").cell("talent", "has_arrived")
    assert isinstance(cell, TickCell)
    cell.editor.setFocus()
    desk.press(KEY.Key_Space)
    assert desk.show.talent[0].has_arrived


def test_prices_are_typed_as_amounts_and_kept_in_minor_units(desk: Desk) -> None:
    desk.at("offers", "o2").typed("offers", "deal_price", "¥99.50", enter=False)
    assert desk.said("offers", "deal_price") == "¥99.50"
    desk.press(KEY.Key_Return)
    assert desk.show.offers[1].deal_price == 9950
    assert desk.line("offers", "deal_price").text() == "99.50"


def test_an_offer_number_that_is_taken_is_refused_with_a_free_one(desk: Desk) -> None:
    desk.at("offers", "o2").typed("offers", "number", "o1")
    assert desk.edits == []
    assert "take another, like O3" in desk.said("offers", "number")


def test_the_window_of_a_coupon_comes_with_its_name(desk: Desk) -> None:
    desk.at("offers", "o1")
    assert not desk.line("offers", "coupon_opens_after").isVisible()
    desk.typed("offers", "coupon_name", "Ten off")
    assert desk.line("offers", "coupon_opens_after").isVisible()
    desk.typed("offers", "coupon_opens_after", "30")
    desk.typed("offers", "coupon_closes_after", "5:00")
    assert desk.show.offers[0].coupon == Coupon(
        name="Ten off", opens_after=Millis(30_000), closes_after=minutes(5)
    )


def test_what_is_said_of_an_offer_is_saved_on_leaving_the_text(desk: Desk, qtbot: QtBot) -> None:
    editor = desk.at("offers", "o1").cell("offers", "must_say").editor
    editor.setFocus()
    qtbot.keyClicks(editor, "Marked as advertising")
    desk.press(KEY.Key_Tab)
    assert desk.show.offers[0].must_say == "Marked as advertising"


def test_a_copy_of_an_offer_has_a_number_of_its_own(desk: Desk) -> None:
    desk.at("offers", "o1")
    desk.press(KEY.Key_D, CTRL)
    copy = desk.show.offers[-1]
    assert (copy.number, copy.product, copy.deal_price) == ("O3", "Yogurt", 4990)
    assert desk.book.pages["offers"].list.chosen == copy.id


def test_a_rule_shows_only_the_fields_of_its_method(desk: Desk) -> None:
    desk.at("ad_rules")
    desk.press(KEY.Key_N, CTRL)
    assert desk.line("ad_rules", "limit_permille").isVisible()
    assert not desk.line("ad_rules", "limit").isVisible()
    method = desk.cell("ad_rules", "method").editor
    method.setFocus()
    for _ in range(2):
        desk.press(KEY.Key_Down)
    assert desk.show.ad_rules[-1].method is Method.FIXED_WINDOW
    shown = [
        label
        for label in ("limit_permille", "limit", "window_from", "window_length")
        if desk.line("ad_rules", label).isVisible()
    ]
    assert shown == ["limit_permille", "limit", "window_from"]
    assert desk.cell("ad_rules", "limit").caption.text() == "At most, as a time"
    assert desk.line("ad_rules", "limit").accessibleName() == "At most, as a time"
    assert desk.cell("ad_rules", "counts").caption.text() == "Kinds that count as advertising"
    desk.typed("ad_rules", "limit", "18:00")
    assert not desk.line("ad_rules", "limit_permille").isVisible()


def test_a_rule_says_what_it_needs_until_it_counts(desk: Desk) -> None:
    desk.at("ad_rules")
    desk.press(KEY.Key_N, CTRL)
    form = desk.book.pages["ad_rules"].form
    assert form.remark.isVisible()
    assert "needs a share, like 5 %" in form.remark.text()
    desk.typed("ad_rules", "limit_permille", "5")
    assert desk.show.ad_rules[-1].limit_permille == 50
    assert not form.remark.isVisible()


def test_kinds_that_count_are_ticked_with_the_keys(desk: Desk) -> None:
    desk.at("ad_rules")
    desk.press(KEY.Key_N, CTRL)
    cell = desk.cell("ad_rules", "counts")
    assert isinstance(cell, TicksCell)
    cell.editor.setFocus()
    assert Kind.SONG not in desk.show.ad_rules[-1].counts
    desk.press(KEY.Key_Space)
    assert Kind.SONG in desk.show.ad_rules[-1].counts


def test_enter_does_what_space_would_because_space_may_be_go(desk: Desk) -> None:
    desk.at("talent")
    desk.press(KEY.Key_Return)
    assert QApplication.focusWidget() is desk.line("talent", "name")
    desk.cell("talent", "has_arrived").editor.setFocus()
    desk.press(KEY.Key_Return)
    assert desk.show.talent[0].has_arrived
    desk.book.pages["talent"].duplicate.setFocus()
    desk.press(KEY.Key_Return)
    assert len(desk.show.talent) == 2
    desk.at("ad_rules")
    desk.press(KEY.Key_Insert)
    desk.cell("ad_rules", "counts").editor.setFocus()
    desk.press(KEY.Key_Return)
    assert Kind.SONG in desk.show.ad_rules[-1].counts


def test_the_find_line_leaves_what_holds_the_text(desk: Desk, qtbot: QtBot) -> None:
    page = desk.at("offers").book.pages["offers"]
    desk.press(KEY.Key_F, CTRL)
    qtbot.keyClicks(page.search, "milk")
    assert page.list.chosen == "o2"
    assert desk.line("offers", "product").text() == "Milk"
    qtbot.keyClicks(page.search, "xx")
    assert page.trouble.text() == "Nothing here is called that"
    desk.press(KEY.Key_Escape)
    assert page.search.text() == ""
    assert desk.book.isVisible()


def test_somebody_elses_edit_does_not_destroy_what_is_being_typed(desk: Desk) -> None:
    desk.at("offers", "o1").typed("offers", "product", "Oat yog", enter=False)
    desk.change(Put(entity=Offer(id=OfferId("o1"), number="O1", product="Yogurt", stock=500)))
    assert desk.line("offers", "product").text() == "Oat yog"
    assert desk.line("offers", "stock").text() == "500"
    desk.press(KEY.Key_Return)
    assert (desk.show.offers[0].product, desk.show.offers[0].stock) == ("Oat yog", 500)


def test_what_was_not_understood_comes_back_with_its_noun(desk: Desk) -> None:
    desk.at("offers", "o1").typed("offers", "stock", "plenty")
    desk.at("offers", "o2")
    assert desk.line("offers", "stock").text() == ""
    assert desk.said("offers", "stock") == ""
    desk.at("offers", "o1")
    assert desk.line("offers", "stock").text() == "plenty"
    assert "write it like 1200" in desk.said("offers", "stock")


def test_what_is_typed_is_saved_by_walking_to_another_noun(desk: Desk) -> None:
    desk.at("offers", "o1").typed("offers", "stock", "1,200", enter=False)
    desk.at("offers", "o2")
    assert desk.show.offers[0].stock == 1200
    assert desk.line("offers", "product").text() == "Milk"


def test_what_the_session_refuses_is_said_at_the_field_and_kept(desk: Desk) -> None:
    desk.refusal = Refused("disk.full", "The disk is full.")
    desk.at("talent").typed("talent", "circle", "rock veterans")
    assert len(desk.edits) == 1
    assert desk.line("talent", "circle").text() == "rock veterans"
    assert desk.said("talent", "circle") == "The disk is full."
    desk.refusal = None
    desk.press(KEY.Key_Return)
    assert desk.show.talent[0].circle == "rock veterans"
    assert desk.said("talent", "circle") == ""


def test_a_choice_that_is_refused_shows_what_is_so(desk: Desk) -> None:
    desk.refusal = Refused("disk.full", "The disk is full.")
    role = desk.at("talent").cell("talent", "role").editor
    role.setFocus()
    desk.press(KEY.Key_Down)
    assert len(desk.edits) == 1
    assert role.currentText() == "Artist"
    assert desk.said("talent", "role") == "The disk is full."


def test_a_refusal_of_something_else_is_not_said_in_the_book(desk: Desk) -> None:
    desk.at("rooms").book.show_refusal(Refused("go.empty", "Nothing is in standby."))
    assert not desk.book.pages["rooms"].trouble.isVisible()


def test_esc_in_a_field_puts_back_what_was_and_goes_to_the_list_and_then_closes(
    desk: Desk,
) -> None:
    desk.at("offers", "o1").typed("offers", "product", "Wrong", enter=False)
    desk.press(KEY.Key_Escape)
    assert desk.line("offers", "product").text() == "Yogurt"
    assert QApplication.focusWidget() is desk.book.pages["offers"].list
    desk.press(KEY.Key_Escape)
    assert not desk.book.isVisible()
    assert desk.edits == []


def test_closing_the_book_saves_what_is_being_typed(desk: Desk) -> None:
    desk.at("show").typed("show", "venue", "Hall 2", enter=False)
    desk.book.close()
    assert desk.show.venue == "Hall 2"


def test_a_noun_that_somebody_removes_gives_way_to_its_neighbour(desk: Desk) -> None:
    desk.at("offers", "o2")
    desk.change(Remove(id="o2"))
    assert desk.line("offers", "product").text() == "Yogurt"
    desk.change(Remove(id="o1"))
    page = desk.book.pages["offers"]
    assert page.empty.isVisible()
    assert not page.sheet.isVisible()
    assert not page.remove.isEnabled()


def test_an_edit_of_a_segment_elsewhere_changes_what_a_block_may_be(desk: Desk) -> None:
    desk.at("blocks", "opening")
    desk.change(ChangeSegment(segment=desk.show.segments[0].id, changes={"block": None}))
    assert desk.cell("blocks", "room").editor.isEnabled()


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize("tab", TABS)
def test_every_tab_of_a_large_show_fits_a_small_screen(
    qtbot: QtBot, language: str, tab: str
) -> None:
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    dress(app)
    book = BookWindow(words(language))
    qtbot.addWidget(book)
    book.show_state(read_sample("super-night"))
    book.show()
    book.open_at(tab)
    assert book.minimumSizeHint().width() <= 1366
    assert book.minimumSizeHint().height() <= 700
    page = book.pages[tab]
    width = page.sheet.viewport().width()
    parts: list[QWidget] = [
        part
        for cell in page.form.cells.values()
        if cell.isVisible()
        for part in (cell, cell.caption)
    ]
    for part in parts:
        place = QRect(part.mapTo(page.form, QPoint(0, 0)), part.size())
        assert place.left() >= 0
        assert place.right() <= width
        assert part.width() >= part.minimumSizeHint().width()
