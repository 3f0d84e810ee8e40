"""The type of the window: Latin marks in English, Chinese ones in Chinese, in the same letters."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtGui import QFont, QFontMetricsF
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from producer_app.ui.theme import FAMILIES, dress, font


@pytest.fixture(autouse=True)
def _english_again(qapp: QApplication) -> Iterator[None]:
    yield
    dress(qapp)


@pytest.mark.parametrize("bold", [False, True])
def test_english_quotation_marks_are_as_narrow_as_english_ones(
    qapp: QApplication, bold: bool
) -> None:
    dress(qapp, "en")
    for size in ("text_small", "text", "text_title"):
        metrics = QFontMetricsF(font(size, bold=bold))
        em = font(size).pixelSize()
        assert all(metrics.horizontalAdvance(mark) < 0.7 * em for mark in "“”‘’·")
        assert metrics.horizontalAdvance("1") == metrics.horizontalAdvance("8")


def test_chinese_asks_the_chinese_families_first(qapp: QApplication) -> None:
    dress(qapp, "zh")
    assert font().families() == list(FAMILIES)
    dress(qapp, "en")
    assert font().families()[1:] == list(FAMILIES)


def test_whatever_is_made_next_has_the_type_of_its_language(
    qtbot: QtBot, qapp: QApplication
) -> None:
    for language in ("zh", "en"):
        dress(qapp, language)
        label = QLabel("word")
        qtbot.addWidget(label)
        label.ensurePolished()
        assert label.font().families() == font().families()


def test_bold_is_bold_in_the_latin_letters_too(qapp: QApplication) -> None:
    dress(qapp, "en")
    plain, bold = QFontMetricsF(font()), QFontMetricsF(font(bold=True))
    assert font(bold=True).weight() == QFont.Weight.Bold
    assert bold.horizontalAdvance("Featherway") > plain.horizontalAdvance("Featherway")
