"""One client's way out: order, a bound, and a deadline."""

from __future__ import annotations

import asyncio
from collections.abc import Callable

import pytest

from producer_app.link import outbox
from producer_app.link.outbox import QUEUE, Message, Outbox, TooSlow
from tests.link.waiting import awaited


class Wire:
    """A wire that is free when the test says so, and says what left on it."""

    def __init__(self, *, is_open: bool = True) -> None:
        self.sent: list[str] = []
        self.opened = asyncio.Event()
        self.on_write: Callable[[str], None] = lambda _: None
        if is_open:
            self.opened.set()

    def write(self, message: Message) -> None:
        self.sent.append(message.text.decode())
        self.on_write(message.text.decode())

    def is_free(self) -> bool:
        return self.opened.is_set()

    async def drained(self) -> None:
        await self.opened.wait()


def message(text: str) -> Message:
    return Message(text.encode())


@awaited
async def test_cues_go_ahead_and_an_unsent_snapshot_is_replaced() -> None:
    box, wire = Outbox(), Wire()
    box.put_latest("snap", message("old page"))
    box.put_latest("snap", message("new page"))
    box.put(message("standby"))
    box.put(message("go"))
    wire.on_write = lambda text: box.close() if text == "new page" else None
    await box.run(wire)
    assert wire.sent == ["standby", "go", "new page"]


@awaited
async def test_what_a_free_wire_takes_has_left_before_put_returns() -> None:
    box, wire = Outbox(), Wire()
    running = asyncio.create_task(box.run(wire))
    await asyncio.sleep(0)
    box.put(message("go"))
    box.put_latest("snap", message("page"))
    assert wire.sent == ["go", "page"]
    box.close()
    await running


@awaited
async def test_nothing_overtakes_what_waits_for_a_wire_that_was_busy() -> None:
    box, wire = Outbox(), Wire(is_open=False)
    running = asyncio.create_task(box.run(wire))
    await asyncio.sleep(0)
    box.put(message("standby"))
    wire.opened.set()
    box.put(message("go"))
    box.close()
    await running
    assert wire.sent == ["standby", "go"]


@awaited
async def test_what_was_put_in_before_the_client_was_let_go_is_still_said() -> None:
    box, wire = Outbox(), Wire()
    box.put(message("you are revoked"))
    box.put_latest("snap", message("page"))
    box.close()
    await box.run(wire)
    assert wire.sent == ["you are revoked"]


@awaited
async def test_a_client_that_takes_nothing_is_too_slow_once_its_queue_is_full() -> None:
    box = Outbox()
    for number in range(QUEUE):
        box.put(message(str(number)))
    with pytest.raises(TooSlow):
        box.put(message("one more"))


@awaited
async def test_a_send_that_misses_its_deadline_ends_the_client(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(outbox, "DEADLINE", 0.05)
    box = Outbox()
    box.put(message("go"))
    with pytest.raises(TooSlow):
        await box.run(Wire(is_open=False))


@awaited
async def test_a_wire_that_took_a_message_and_is_not_free_again_is_stuck_after_the_deadline(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(outbox.time, "monotonic", lambda: 100.0)
    box, wire = Outbox(), Wire()
    running = asyncio.create_task(box.run(wire))
    await asyncio.sleep(0)
    box.put(message("go"))
    wire.opened.clear()
    assert not box.is_stuck(100.0 + outbox.DEADLINE)
    assert box.is_stuck(100.1 + outbox.DEADLINE)
    wire.opened.set()
    assert not box.is_stuck(200.0)
    box.close()
    await running


@pytest.mark.parametrize("size", [0, 125, 126, 65_535, 65_536, 200_000])
@awaited
async def test_a_prepared_frame_is_read_by_a_websocket_client(size: int) -> None:
    text = "é" * (size // 2) + "x" * (size % 2)
    assert await read_by_aiohttp(message(text)) == text


async def read_by_aiohttp(sent: Message) -> str:
    import aiohttp
    from aiohttp import web

    async def serve(request: web.Request) -> web.WebSocketResponse:
        socket = web.WebSocketResponse(compress=False)
        await socket.prepare(request)
        assert request.transport is not None
        request.transport.write(sent.frame)
        await socket.receive()
        return socket

    app = web.Application()
    app.router.add_get("/", serve)
    runner = web.AppRunner(app)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    host, port = runner.addresses[0][:2]
    try:
        async with (
            aiohttp.ClientSession() as session,
            session.ws_connect(f"http://{host}:{port}/", max_msg_size=0) as ws,
        ):
            return str(await ws.receive_str())
    finally:
        await runner.cleanup()
