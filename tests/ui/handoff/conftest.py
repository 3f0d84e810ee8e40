"""The handoff panel, dressed and in front, and its desk."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from producer_app.ui.handoff.panel import HandoffPanel
from producer_app.ui.theme import dress
from tests.ui.handoff.desk import EN, Desk


@pytest.fixture
def panel(qtbot: QtBot, qapp: QApplication) -> HandoffPanel:
    dress(qapp)
    made = HandoffPanel(EN)
    qtbot.addWidget(made)
    made.resize(380, 760)
    made.show()
    made.activateWindow()
    return made


@pytest.fixture
def desk(panel: HandoffPanel) -> Iterator[Desk]:
    desk = Desk(panel)
    yield desk
    panel.call_asked.disconnect(desk.take)
