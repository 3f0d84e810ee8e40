"""The console over an evening whose first segment is on air."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from producer_app.session.clock import HandClock
from producer_app.session.session import Session
from producer_app.ui.main_window import MainWindow
from tests.builders import at
from tests.ui.recovery.evening import SHOW, a_window, on_air


@pytest.fixture
def clock() -> HandClock:
    return HandClock(at(SHOW, "20:00:00"))


@pytest.fixture
def session(tmp_path: Path, clock: HandClock) -> Iterator[Session]:
    opened = on_air(tmp_path / "evening.show", SHOW, clock)
    yield opened
    opened.close()


@pytest.fixture
def window(session: Session, qtbot: QtBot) -> MainWindow:
    return a_window(session, qtbot)
