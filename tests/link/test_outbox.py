"""One client's way out: order, a bound, and a deadline."""

from __future__ import annotations

import asyncio

import pytest

from producer_app.link import outbox
from producer_app.link.outbox import QUEUE, Outbox, TooSlow
from tests.link.waiting import awaited


@awaited
async def test_cues_go_ahead_and_an_unsent_snapshot_is_replaced() -> None:
    box, sent = Outbox(), list[str]()
    box.put_latest("snap", "old page")
    box.put_latest("snap", "new page")
    box.put("standby")
    box.put("go")

    async def send(message: str) -> None:
        sent.append(message)
        if message == "new page":
            box.put_latest("snap", "never sent")
            box.put("goodbye")
            box.close()

    await box.run(send)
    assert sent == ["standby", "go", "new page", "goodbye"]


@awaited
async def test_a_client_that_takes_nothing_is_too_slow_once_its_queue_is_full() -> None:
    box = Outbox()
    for number in range(QUEUE):
        box.put(str(number))
    with pytest.raises(TooSlow):
        box.put("one more")


@awaited
async def test_a_send_that_misses_its_deadline_ends_the_client(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(outbox, "DEADLINE", 0.05)
    box = Outbox()
    box.put("go")

    async def never(_: str) -> None:
        await asyncio.Event().wait()

    with pytest.raises(TooSlow):
        await box.run(never)
