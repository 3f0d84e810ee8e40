"""The show book in the hands of a director: no typed text is lost, and every tab fits."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, QRect
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from producer_app.core.edits import ChangeSegment, Put, Remove
from producer_app.core.errors import Refused
from producer_app.core.show import (
    Kind,
    Offer,
    OfferId,
)
from producer_app.exchange.samples import read_sample
from producer_app.present.book_chapters import CHAPTERS
from producer_app.present.words import words
from producer_app.ui.book import BookWindow
from producer_app.ui.theme import dress
from tests.ui.book.desk import CTRL, KEY, Desk

TABS = tuple(chapter.name for chapter in CHAPTERS)


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
