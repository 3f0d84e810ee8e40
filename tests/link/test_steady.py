"""What nobody foresaw: it is logged, the console hears of it, and the server goes on."""

from __future__ import annotations

import asyncio
import contextlib
import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import aiohttp
import pytest

from producer_app.link.door.audit import REFUSALS, Hushed
from producer_app.link.hub import Hub
from producer_app.link.pipe import (
    Audit,
    ClientNow,
    PresentNow,
    Ready,
    Setup,
    Share,
    Shared,
    ToConsole,
    Troubled,
)
from producer_app.link.room_server import RoomServer
from producer_app.link.steady import LONGEST, catch_the_rest, in_one_line, steadily
from producer_app.paths import resources
from tests.link.door.test_floods import until, works
from tests.link.page import a_room
from tests.link.waiting import a_console, awaited


@asynccontextmanager
async def a_server() -> AsyncIterator[tuple[RoomServer, list[ToConsole]]]:
    """A room server on this loop, and what it tells its console."""
    told: list[ToConsole] = []
    server = RoomServer(resources(), told.append)
    await server.start(Setup(port=None))
    try:
        yield server, told
    finally:
        await server.stop()


@awaited
async def test_work_that_dies_is_told_of_and_begins_again(
    caplog: pytest.LogCaptureFixture,
) -> None:
    told: list[str] = []
    lives = 0

    async def work() -> None:
        nonlocal lives
        lives += 1
        if lives < 3:
            raise KeyError("h9")
        await asyncio.sleep(60)

    task = steadily("resend", work, told.append)
    await until(lambda: lives == 3)
    task.cancel()
    assert [line.startswith("resend: KeyError: 'h9' (work, line") for line in told] == [True, True]
    assert "Traceback" in caplog.text


@awaited
async def test_what_dies_in_a_callback_is_told_of_and_the_loop_goes_on(
    caplog: pytest.LogCaptureFixture,
) -> None:
    told: list[str] = []
    loop = asyncio.get_running_loop()
    catch_the_rest(loop, told.append)
    loop.call_soon(dict[str, int]().pop, "h9")
    await until(lambda: bool(told))
    assert "KeyError" in told[0]
    loop.set_exception_handler(None)


def test_what_went_wrong_is_one_line_and_no_longer_than_a_line() -> None:
    fault = ValueError("a\nb" * 500)
    line = in_one_line("report", fault)
    assert "\n" not in line
    assert len(line) == LONGEST


@awaited
async def test_an_order_that_nobody_understands_is_told_of_and_the_rooms_stay(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    async with a_console(tmp_path) as console, a_room(console) as room:
        for nonsense in (b'{"type":"dance"}\n', b"\xff\xfe\n", b"[" * 5_000 + b"\n"):
            console.line._server.put(nonsense)
        await console.until(lambda: "an order" in console.presence.trouble)
        await works(console, room)
        assert console.presence.restarts == 0


@awaited
async def test_a_report_that_dies_once_is_followed_by_the_next(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    present, deaths = Hub.present, 0

    def dies_once(hub: Hub, now: float) -> list[ClientNow]:
        nonlocal deaths
        deaths += 1
        if deaths == 1:
            raise RuntimeError("nobody foresaw this")
        return present(hub, now)

    monkeypatch.setattr(Hub, "present", dies_once)
    async with a_server() as (_, told):
        await until(lambda: any(isinstance(message, PresentNow) for message in told))
        troubles = [message.what for message in told if isinstance(message, Troubled)]
        assert len(troubles) == 1
        assert "nobody foresaw this" in troubles[0]


@awaited
async def test_a_request_that_dies_is_answered_and_the_next_one_is_served(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.CRITICAL)
    async with a_server() as (server, told), aiohttp.ClientSession() as browser:
        (ready,) = [message for message in told if isinstance(message, Ready)]
        url = f"http://127.0.0.1:{ready.port}/"
        with monkeypatch.context() as broken:
            broken.setattr(server._site, "_files", None)
            async with browser.get(url) as answer:
                assert answer.status == 500
                assert "Traceback" not in await answer.text()
        async with browser.get(url) as answer:
            assert answer.status == 200
        assert any(isinstance(message, Troubled) for message in told)


@awaited
async def test_a_connection_that_asks_nothing_more_is_ended(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("producer_app.link.door.hall.LOOKS_ROUND", 0.05)
    async with a_server() as (_, told):
        (ready,) = [message for message in told if isinstance(message, Ready)]
        reader, writer = await asyncio.open_connection("127.0.0.1", ready.port)
        writer.write(f"GET / HTTP/1.1\r\nHost: 127.0.0.1:{ready.port}\r\n\r\n".encode())
        with contextlib.suppress(ConnectionError):
            assert b" 200 " in await reader.read(64)
            monkeypatch.setattr("producer_app.link.door.visitor.LAST_REQUEST", 0.2)
            await reader.read()
        writer.close()


@awaited
async def test_a_certificate_that_cannot_be_read_shares_nothing_and_is_said(tmp_path: Path) -> None:
    async with a_server() as (server, told):
        broken = tmp_path / "broken.pem"
        broken.write_text("no certificate")
        server.hear(Share(ips=["127.0.0.2"], leaf=str(broken), authority=str(broken)))
        await until(lambda: any(isinstance(message, Shared) for message in told))
        (shared,) = [message for message in told if isinstance(message, Shared)]
        assert (shared.urls, shared.failed) == ([], ["127.0.0.2"])
        assert shared.why


def test_a_flood_of_refusals_is_told_as_a_number() -> None:
    told: list[ToConsole] = []
    now = 0.0
    hushed = Hushed(told.append, lambda: now)
    for _ in range(500):
        hushed.tell(Audit(verb="connect", result="wrong host", address="10.0.0.9"))
    hushed.tell(Audit(verb="live", result="ok", who="Mo"))
    hushed.tell(PresentNow(clients=[]))
    assert len(told) == REFUSALS + 3
    assert told[-2] == Audit(verb="connect", result=f"{500 - REFUSALS} more refused")
