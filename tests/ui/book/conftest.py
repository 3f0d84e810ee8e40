"""The show book, open and in front."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from producer_app.present.words import words
from producer_app.ui.book import BookWindow
from producer_app.ui.theme import dress
from tests.ui.book.desk import Desk


@pytest.fixture
def desk(qtbot: QtBot) -> Desk:
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    dress(app)
    book = BookWindow(words("en"))
    qtbot.addWidget(book)
    book.show()
    book.activateWindow()
    qtbot.waitUntil(book.isActiveWindow)
    return Desk(book, qtbot)
