"""The menu of what can be done with the chosen segments."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QMenu, QWidget

from producer_app.present.words import Words


class Choice(NamedTuple):
    """One line of the menu: the key of its word, what it does, whether it can be done now."""

    key: str
    work: Callable[[], object]
    is_able: bool = True


def open_menu(
    parent: QWidget, at: QPoint, sections: tuple[tuple[Choice, ...], ...], words: Words
) -> QMenu:
    """Open the menu there; it does not block."""
    menu = QMenu(parent)
    menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    for number, section in enumerate(sections):
        if number:
            menu.addSeparator()
        for choice in section:
            action = menu.addAction(words.say(f"rundown.{choice.key}"))
            action.setEnabled(choice.is_able)
            action.triggered.connect(lambda _checked=False, work=choice.work: work())
    menu.popup(at)
    return menu
