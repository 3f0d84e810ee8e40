"""A whole studio behind one address comes back at once, while a stranger of that address floods."""

from __future__ import annotations

import asyncio
import contextlib
import os
import signal
import threading
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import AsyncExitStack, asynccontextmanager, contextmanager
from pathlib import Path

import aiohttp
import pytest

from producer_app.core.pairing import Pairing
from producer_app.link.door.gate import RETURNS_PER_SECOND, Gate
from producer_app.link.door.pairing import hash_of, new_token
from producer_app.link.door.places import RETURNS_AT_ONCE
from producer_app.link.door.roster import real_time
from producer_app.link.door.settings import LineSettings
from producer_app.link.presence import LinkState
from producer_app.link.protocol import PROTO, Role
from tests.link.browser import Chromium, a_page, in_browser
from tests.link.console import Console
from tests.link.door.test_floods import Held, works
from tests.link.gala import SHOP
from tests.link.page import Socket, a_room
from tests.link.waiting import a_console, awaited

STUDIO = 64
BACK_OFF = (0.25, 0.25, 0.5, 0.5, 1.0, 1.0, 2.0, 5.0)
"""How a page waits before it tries again, in seconds."""


@asynccontextmanager
async def come_back(url: str, token: str) -> AsyncIterator[tuple[int, Socket]]:
    """A paired page that comes back as the real one does, and how often it had to try."""
    async with aiohttp.ClientSession() as session:
        for number, wait in enumerate(BACK_OFF):
            page = await tried(session, url, token)
            if page is not None:
                async with page.ws:
                    yield number + 1, page
                return
            await asyncio.sleep(wait)
    raise AssertionError("the page never came in")


async def tried(session: aiohttp.ClientSession, url: str, token: str) -> Socket | None:
    """A socket that has been let in; None where it was turned away."""
    with contextlib.suppress(aiohttp.ClientError, ConnectionError, TypeError):
        ws = await session.ws_connect(
            f"{url}room/ws?client={hash_of(token)[:16]}", headers={"Origin": url.rstrip("/")}
        )
        page = Socket(ws)
        await page.say(type="auth", proto=PROTO, token=token)
        first = await page.ws.receive_json()
        return page if first["type"] == "hello" else None
    return None


def studio(console: Console, count: int) -> list[str]:
    """The tokens of so many pages that were paired before, the first of them a host's."""
    tokens = [new_token() for _ in range(count)]
    for number, token in enumerate(tokens):
        pairing = Pairing(
            token_hash=hash_of(token),
            role=Role.VIEWER if number else Role.ROOM,
            room=SHOP,
            name=f"page {number}",
            created=real_time(),
        )
        console.line.admit(pairing)
    return tokens


@contextmanager
def a_flood(port: Callable[[], int]) -> Iterator[list[int]]:
    """A stranger of the same address: by turns connections that say half a request and upgrades
    that never say who they are, as fast as they are made and none of them ended by him."""
    ended, taken, held = threading.Event(), [0], Held()

    def flood() -> None:
        while not ended.wait(0.003):
            first = (half_a_request, silent_upgrade)[taken[0] % 2]
            with contextlib.suppress(OSError):
                held.connect("127.0.0.1", port(), first(port()))
                taken[0] += 1

    work = threading.Thread(target=flood, daemon=True)
    work.start()
    try:
        yield taken
    finally:
        ended.set()
        work.join(10)
        held.close()


def half_a_request(port: int) -> bytes:
    return f"GET / HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nX-Slow: ".encode()


def silent_upgrade(port: int) -> bytes:
    return (
        f"GET /room/ws HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nOrigin: http://127.0.0.1:{port}\r\n"
        "Upgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\n"
        "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n"
    ).encode()


@pytest.mark.reliability
@awaited
async def test_a_studio_behind_one_address_is_back_at_the_first_try_after_a_restart(
    tmp_path: Path,
) -> None:
    async with a_console(tmp_path) as console:
        console.line.adopt(LineSettings(clients=2 * STUDIO, per_address=2 * STUDIO))
        async with a_room(console, "the address is met"):
            await console.until(lambda: bool(console.presence.clients))
        tokens, dead = studio(console, STUDIO), console.line.server_pid or 0
        with a_flood(lambda: console.presence.port or 0) as taken:
            while taken[0] < 100:
                await asyncio.sleep(0.02)
            os.kill(dead, signal.SIGKILL)
            await console.until(
                lambda: (
                    console.line.server_pid not in (None, dead)
                    and console.presence.link is LinkState.UP
                )
            )
            async with AsyncExitStack() as pages:
                back = await asyncio.gather(
                    *(
                        pages.enter_async_context(come_back(console.presence.url, token))
                        for token in tokens
                    )
                )
                tries = sorted(number for number, _ in back)
                assert tries[STUDIO // 2] == 1
                assert tries[-1] <= 3
                await console.until(lambda: len(console.presence.clients) == STUDIO)
                await works(console, back[0][1])


def test_a_pairing_has_places_of_its_own_and_not_many_of_them() -> None:
    gate = Gate()
    for _ in range(40):
        gate.enter("10.0.0.1", 1.0, lambda: None)
    assert gate.enter("10.0.0.1", 1.0, lambda: None) is None
    places = [gate.enter("10.0.0.1", 1.0, lambda: None, client="mo") for _ in range(3)]
    assert [place is not None for place in places] == [True] * RETURNS_AT_ONCE + [False]
    assert gate.enter("10.0.0.1", 1.0, lambda: None, client="ann") is not None
    for place in places[:RETURNS_AT_ONCE]:
        assert place is not None
        gate.places.leave(place)
        gate.places.leave(place)
    assert gate.enter("10.0.0.1", 1.0, lambda: None, client="mo") is not None


def test_a_pairing_that_comes_without_end_is_paced() -> None:
    gate, came = Gate(), 0
    for _ in range(40):
        place = gate.enter("10.0.0.1", 1.0, lambda: None, client="mo")
        if place is not None and place.client:
            came += 1
        if place is not None:
            gate.places.leave(place)
    assert came == RETURNS_PER_SECOND


def test_a_newcomer_takes_the_place_of_whoever_has_the_most() -> None:
    gate, ended = Gate(), list[str]()
    for number in range(16):
        address = f"10.0.0.{number // 4}"
        assert gate.enter(address, 1.0 + number, lambda address=address: ended.append(address))  # type: ignore[misc]
    assert gate.enter("10.0.0.9", 30.0, lambda: None)
    assert ended == ["10.0.0.0"]


@awaited
async def test_a_page_that_was_cut_off_takes_its_own_seat_again(tmp_path: Path) -> None:
    async with a_console(tmp_path) as console:
        console.line.adopt(LineSettings(clients=1, per_address=1))
        async with a_room(console) as lost, aiohttp.ClientSession() as session:
            token, back = lost.heard[0]["token"], None
            while back is None:
                back = await tried(session, console.presence.url, token)
                await asyncio.sleep(0.25)
            assert await lost.close_code() == aiohttp.WSCloseCode.ABNORMAL_CLOSURE
            await works(console, back)
            await back.ws.close()


@pytest.mark.needs("chromium")
@pytest.mark.browser
@in_browser
async def test_the_real_page_says_at_the_door_whose_it_will_be(
    tmp_path: Path, chromium: Chromium
) -> None:
    async with a_console(tmp_path) as console, chromium.window() as context:
        page = await a_page(context, console)
        await console.until(lambda: len(console.presence.clients) == 1)
        opened: list[str] = []
        page.on("websocket", lambda socket: opened.append(socket.url))
        own = console.presence.clients[0].id
        await page.reload()
        await console.until(lambda: any(url.endswith(f"/room/ws?client={own}") for url in opened))
