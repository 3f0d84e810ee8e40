"""The page of keys lists every action with its shortcut and finds one by word or key."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from producer_app.present.words import words
from producer_app.ui.actions import ACTIONS
from producer_app.ui.keys.page import KeysPage
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


def listed(page: KeysPage) -> list[tuple[str, str]]:
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


def test_every_action_is_listed_once_under_its_group(page: KeysPage) -> None:
    assert [len(group.rows) for group in page.groups] == [3, 1]
    assert listed(page) == [
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
    assert listed(page) == found


def test_esc_closes_the_page(page: KeysPage, qtbot: QtBot) -> None:
    qtbot.keyPress(page, Qt.Key.Key_Escape)
    assert not page.isVisible()
