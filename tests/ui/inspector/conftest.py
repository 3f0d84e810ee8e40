"""The inspector's desk, dressed and in front."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from producer_app.ui.inspector.panel import Inspector
from producer_app.ui.theme import dress
from tests.ui.inspector.desk import EN, Desk


@pytest.fixture
def desk(qtbot: QtBot, qapp: QApplication) -> Desk:
    dress(qapp)
    panel = Inspector(EN)
    qtbot.addWidget(panel)
    panel.resize(380, 620)
    panel.show()
    panel.activateWindow()
    qtbot.waitUntil(panel.isActiveWindow)
    return Desk(panel)
