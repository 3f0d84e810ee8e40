"""A label for words from a show: plain, elided, and nothing lost."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from producer_app.ui.plain_label import PlainLabel, PlainLines
from producer_app.ui.theme import dress


@pytest.fixture
def label(qtbot: QtBot, qapp: QApplication) -> PlainLabel:
    dress(qapp)
    made = PlainLabel()
    qtbot.addWidget(made)
    made.resize(120, made.sizeHint().height())
    made.show()
    return made


def test_a_text_that_fits_needs_no_tooltip(label: PlainLabel) -> None:
    label.say("Moon")
    assert not label.is_elided()
    assert label.toolTip() == ""


def test_what_does_not_fit_stands_in_the_tooltip_and_cannot_become_markup(
    label: PlainLabel,
) -> None:
    label.say("<img src=x> a title that does not fit at all")
    assert label.is_elided()
    assert "&lt;img src=x&gt;" in label.toolTip()


def test_the_tooltip_goes_once_there_is_room(label: PlainLabel) -> None:
    label.say("A title that does not fit at all")
    label.resize(600, label.height())
    assert label.toolTip() == ""


def test_a_hint_stands_below_the_text(label: PlainLabel) -> None:
    label.say("A title that does not fit at all")
    label.explain("and more")
    assert label.toolTip() == "<p>A title that does not fit at all<br>and more</p>"


def test_another_tone_is_painted_in_another_colour(label: PlainLabel) -> None:
    label.say("Moon", "ink")
    before = label.grab().toImage()
    label.say("Moon", "over")
    assert label.grab().toImage() != before


def test_lines_have_room_for_all_their_words_at_every_width(
    qtbot: QtBot, qapp: QApplication
) -> None:
    dress(qapp)
    lines = PlainLines(least=2)
    qtbot.addWidget(lines)
    lines.say("word " * 30)
    one = lines.fontMetrics().height()
    high = [lines.heightForWidth(width) for width in (100, 200, 400, 800)]
    assert high == sorted(high, reverse=True)
    assert high[0] > 4 * one
    lines.say("word")
    assert [lines.heightForWidth(width) for width in (100, 800)] == [2 * one, 2 * one]
    assert not lines.is_elided()
