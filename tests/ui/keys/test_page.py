"""The page of keys lists every action with its shortcut and finds one by word or key."""

from __future__ import annotations

import re

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from producer_app.present.words import words
from producer_app.ui.actions import ACTIONS, listed
from producer_app.ui.keys.page import KeyGroup, KeysPage, in_columns
from producer_app.ui.theme import dress

KEYS = (
    ("Live", "GO", "Space"),
    ("Live", "Hold", "H"),
    ("Handoff", "Standby", "F5"),
    ("Live", "Take back", ""),
)


@pytest.fixture
def page(qtbot: QtBot, qapp: QApplication) -> KeysPage:
    dress(qapp)
    made = KeysPage(words("en"), KEYS)
    made.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
    qtbot.addWidget(made)
    made.open()
    return made


def seen_on(page: KeysPage) -> list[tuple[str, str]]:
    return [
        (action.text(), key.text())
        for group in page.groups
        for action, key in group.rows
        if action.isVisible()
    ]


@pytest.mark.parametrize("language", ["en", "zh"])
def test_every_action_of_the_program_stands_uncut_on_a_small_screen(
    qtbot: QtBot, qapp: QApplication, language: str
) -> None:
    dress(qapp)
    say = words(language)
    every = [("", say.say(f"actions.{spec.key}"), "Ctrl+Shift+Down") for spec in ACTIONS]
    made = KeysPage(say, every)
    made.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
    qtbot.addWidget(made)
    made.open()
    qtbot.waitExposed(made)
    assert made.width() <= 1366
    rows = [row for group in made.groups for row in group.rows]
    assert [label.text() for row in rows for label in row if label.is_elided()] == []


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize("size", [(1366, 768), (1600, 900), (1920, 1080), (800, 600)])
def test_the_page_is_no_larger_than_the_window_and_keys_go_through_all_of_it(
    qtbot: QtBot, qapp: QApplication, language: str, size: tuple[int, int]
) -> None:
    dress(qapp)
    window = QWidget()
    qtbot.addWidget(window)
    window.resize(*size)
    say = words(language)
    made = KeysPage(say, listed(say), window)
    made.open()
    qtbot.waitExposed(made)
    assert made.width() <= size[0]
    assert made.height() <= size[1]
    bar = made.area.verticalScrollBar()
    for _ in range(40):
        assert bool(made.more.text()) == (bar.value() < bar.maximum())
        qtbot.keyClick(made, Qt.Key.Key_PageDown)
    assert bar.value() == bar.maximum()
    qtbot.keyClick(made.finder, Qt.Key.Key_Up)
    assert bar.value() == max(0, bar.maximum() - bar.singleStep())
    qtbot.keyClick(made, Qt.Key.Key_Home)
    assert bar.value() == 0


def test_the_columns_are_about_as_long_as_one_another(qtbot: QtBot, qapp: QApplication) -> None:
    groups = [
        KeyGroup(str(place), [("", f"Action {n}", "") for n in range(rows)])
        for place, rows in enumerate((14, 15, 15, 10, 8, 6))
    ]
    for group in groups:
        qtbot.addWidget(group)
    for count in (1, 2, 3):
        columns = in_columns(groups, count)
        assert [sum(len(group.rows) for group in column) for column in columns] == {
            1: [68],
            2: [35, 33],
            3: [24, 23, 21],
        }[count]
        assert {id(group) for column in columns for group in column} == set(map(id, groups))


def test_no_letter_that_opens_a_menu_stands_on_the_page() -> None:
    for language in ("en", "zh"):
        for group, action, _ in listed(words(language)):
            assert not re.search(r"&|\([A-Z]\)", group + action)


def test_every_action_is_listed_once_under_its_group(page: KeysPage) -> None:
    assert [len(group.rows) for group in page.groups] == [3, 1]
    assert seen_on(page) == [
        ("GO", "Space"),
        ("Hold", "H"),
        ("Take back", "—"),
        ("Standby", "F5"),
    ]


@pytest.mark.parametrize(
    ("text", "found"),
    [("stand", [("Standby", "F5")]), ("space", [("GO", "Space")]), ("nothing like it", [])],
)
def test_an_action_is_found_by_its_word_or_its_key(
    page: KeysPage, qtbot: QtBot, text: str, found: list[tuple[str, str]]
) -> None:
    qtbot.keyClicks(page.finder, text)
    assert seen_on(page) == found


def test_esc_closes_the_page(page: KeysPage, qtbot: QtBot) -> None:
    qtbot.keyPress(page, Qt.Key.Key_Escape)
    assert not page.isVisible()
