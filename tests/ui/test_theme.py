"""The type of the window: Latin marks in English, Chinese ones in Chinese, in the same letters."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtGui import QFont, QFontMetricsF
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from producer_app.ui.theme import dress, font


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
        assert all(metrics.horizontalAdvance(mark) < 0.7 * em for mark in "“”‘’")
        assert metrics.horizontalAdvance("1") == metrics.horizontalAdvance("8")


NARROW_MARKS = QFont.Tag("pwid")


def test_a_chinese_window_keeps_the_wide_marks_of_chinese(qapp: QApplication) -> None:
    dress(qapp, "zh")
    assert font().featureValue(NARROW_MARKS) == 0
    dress(qapp, "en")
    assert font().featureValue(NARROW_MARKS) == 1


@pytest.mark.parametrize(("language", "is_narrow"), [("zh", 0), ("en", 1)])
def test_whatever_is_made_next_has_the_type_of_its_language(
    qtbot: QtBot, qapp: QApplication, language: str, is_narrow: int
) -> None:
    dress(qapp, language)
    label = QLabel("word")
    qtbot.addWidget(label)
    label.ensurePolished()
    assert label.font().featureValue(NARROW_MARKS) == is_narrow
