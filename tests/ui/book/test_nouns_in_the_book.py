"""The show, its rooms, sponsors, blocks and people in the book, by real keys."""

from __future__ import annotations

import datetime as dt

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from producer_app.core.edits import ChangeShow, Remove
from producer_app.core.show import (
    Contact,
    Output,
    PromisedPlace,
    RoomRole,
    Stand,
)
from producer_app.core.timebase import Millis, WallTime
from producer_app.ui.book.cells import ChoiceCell, TickCell
from producer_app.ui.book.records import RecordsCell
from producer_app.ui.wrapped import WrappedLabel
from tests.builders import SHOP, STAGE, minutes
from tests.ui.book.desk import CTRL, KEY, Desk


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
