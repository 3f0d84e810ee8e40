"""The rooms' window on the screen."""

from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot

from producer_app.present.words import words
from producer_app.ui.rooms.dialog import RoomsDialog


@pytest.fixture
def dialog(qtbot: QtBot) -> RoomsDialog:
    dialog = RoomsDialog(words("en"))
    qtbot.addWidget(dialog)
    dialog.show()
    return dialog
