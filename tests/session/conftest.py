"""The state folder of a session under test is the test's own, and so are its file and its clock."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from producer_app.session.clock import HandClock
from producer_app.session.session import Session
from tests.builders import at


@pytest.fixture(autouse=True)
def _own_state(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PRODUCER_CONSOLE_STATE", str(tmp_path / "state"))


@pytest.fixture
def clock(request: pytest.FixtureRequest) -> HandClock:
    """A minute before eight on the evening of the module's ``SHOW``; it stands till it is moved."""
    return HandClock(at(request.module.SHOW, "19:59:00"))


@pytest.fixture
def session(request: pytest.FixtureRequest, tmp_path: Path, clock: HandClock) -> Iterator[Session]:
    """The module's ``SHOW`` in a file of its own, open."""
    opened = Session.create(tmp_path / "evening.show", request.module.SHOW, clock)
    yield opened
    opened.close()
