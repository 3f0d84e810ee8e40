"""Another language in the middle of an evening: the rooms on the network stay reached."""

from __future__ import annotations

import asyncio
import signal
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from producer_app.app import Console
from producer_app.link.presence import LinkState, Presence
from producer_app.paths import STATE_VARIABLE
from producer_app.session.session import Session
from producer_app.ui.memory import Memory
from tests.link.gala import gala
from tests.link.waiting import awaited, wall_clock

OTHER = "127.0.0.2"


@pytest.fixture(autouse=True)
def interrupts() -> Iterator[None]:
    """A console takes Ctrl+C for itself: the tests get it back."""
    before = signal.getsignal(signal.SIGINT)
    yield
    signal.signal(signal.SIGINT, before)


async def seen(console: Console, is_so: Callable[[Presence], bool]) -> None:
    while not is_so(console.desk.line.presence):
        await asyncio.sleep(0.05)


@awaited
async def stays_shared(tmp_path: Path) -> None:
    path = tmp_path / "gala.show"
    memory = Memory(tmp_path / "memory.ini")
    console = Console(Session.create(path, gala(wall_clock())), "en", memory, tmp_path / "log")
    running = asyncio.create_task(console.run())
    await seen(console, lambda now: now.link is LinkState.UP)
    console.desk.line.share((OTHER,))
    await seen(console, lambda now: bool(now.shared.urls))

    console.window.actions_["language"].trigger()
    assert await running == path, "the same show comes back"
    after = Console(Session.open(path), None, memory, tmp_path / "log")
    assert after.window.words.language == "zh"
    running = asyncio.create_task(after.run())
    await seen(after, lambda now: bool(now.shared.urls))
    assert after.desk.line.presence.shared.ips == (OTHER,)

    after.window.leave()
    assert await running is None
    again = Console(Session.open(path), None, memory, tmp_path / "log")
    running = asyncio.create_task(again.run())
    await seen(again, lambda now: now.link is LinkState.UP)
    assert not again.desk.line.presence.shared.is_on, "a new launch shares nothing"
    again.window.leave()
    await running


def test_what_was_shared_is_shared_again_in_another_language_and_by_no_new_launch(
    tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(STATE_VARIABLE, str(tmp_path / "state"))
    stays_shared(tmp_path)
