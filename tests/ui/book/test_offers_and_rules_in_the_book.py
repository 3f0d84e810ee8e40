"""Offers and ad rules in the book, by real keys."""

from __future__ import annotations

from pytestqt.qtbot import QtBot

from producer_app.core.show import (
    Coupon,
    Kind,
    Method,
)
from producer_app.core.timebase import Millis
from producer_app.ui.book.ticks import TicksCell
from tests.builders import minutes
from tests.ui.book.desk import CTRL, KEY, Desk


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
