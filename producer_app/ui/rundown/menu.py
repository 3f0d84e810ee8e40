"""The menu of what can be done with the chosen segments."""

from __future__ import annotations

from collections.abc import Callable, Container, Mapping

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QMenu, QWidget

from producer_app.present.words import Words

Work = Callable[[], object]

_SECTIONS = (
    ("standby",),
    ("edit_title", "insert", "duplicate"),
    ("move_up", "move_down", "block", "dissolve_block"),
    ("plan_handoff",),
    ("float", "omit", "bring_back", "remove"),
)


def open_menu(
    parent: QWidget, at: QPoint, works: Mapping[str, Work], able: Container[str], words: Words
) -> QMenu:
    """Open the menu there, only what is able enabled; it does not block."""
    menu = QMenu(parent)
    menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    for section in _SECTIONS:
        if menu.actions():
            menu.addSeparator()
        for key in section:
            action = menu.addAction(words.say(f"rundown.{key}"))
            action.setEnabled(key in able)
            action.triggered.connect(lambda _checked=False, work=works[key]: work())
    menu.popup(at)
    return menu
