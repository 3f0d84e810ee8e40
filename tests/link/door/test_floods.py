"""What a stranger's flood does: it is counted, timed and cut off, and the paired room works on."""

from __future__ import annotations

import asyncio
import contextlib
import itertools
import socket
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path

import aiohttp
import pytest

from producer_app.core.handoff import Act, State
from producer_app.core.show import HandoffId
from producer_app.link.door.gate import UNKNOWN_IN_ALL, VIEWER_PER_MINUTE, Gate
from producer_app.link.door.hall import HELD_PER_ADDRESS
from producer_app.link.door.pairing import FAILURES_IN_ALL, FAILURES_PER_ADDRESS
from producer_app.link.door.places import Place
from producer_app.link.door.settings import LineSettings
from producer_app.link.door.visitor import FIRST_REQUEST, LAST_REQUEST
from producer_app.link.protocol import PROTO, Role
from tests.link.console import Console
from tests.link.door.test_sharing import shared
from tests.link.gala import H1, H2
from tests.link.page import Socket, a_code, a_room, a_socket
from tests.link.waiting import a_console, awaited

ATTACKERS = tuple(f"127.0.9.{n}" for n in range(1, 20))
"""Other machines: Linux has all of 127.0.0.0/8 for them."""


async def works(console: Console, room: Socket, handoff: HandoffId = H1) -> None:
    """A handoff goes from standby to READY between the console and a paired room."""
    console.call(Act.STANDBY, handoff)
    line = await room.hear_state(handoff, "standby_sent")
    await room.show(line)
    assert (await room.answer(await room.act(line, "ready")))["answer"] == "ok"
    await console.reaches(handoff, State.READY)


@asynccontextmanager
async def beating(room: Socket) -> AsyncIterator[None]:
    """The page's script is alive meanwhile, however long it takes: a silent one is let go."""

    async def beat() -> None:
        for number in itertools.count():
            await room.say(type="hb", n=number, t=0.0, visible=True)
            await asyncio.sleep(1.0)

    beats = asyncio.create_task(beat())
    try:
        yield
    finally:
        beats.cancel()
        await asyncio.gather(beats, return_exceptions=True)


@asynccontextmanager
async def from_address(url: str, address: str, **headers: str) -> AsyncIterator[Socket]:
    """A page's socket that comes from another machine."""
    own = {"Origin": url.rstrip("/"), **headers}
    async with (
        aiohttp.ClientSession(connector=aiohttp.TCPConnector(local_addr=(address, 0))) as browser,
        browser.ws_connect(f"{url}room/ws", headers=own) as ws,
    ):
        yield Socket(ws)


class Held:
    """Raw connections that are held open and never finish what they began to say."""

    def __init__(self) -> None:
        self._sockets: list[socket.socket] = []

    def connect(self, address: str, port: int, first: bytes, to: str = "127.0.0.1") -> None:
        held = socket.create_connection((to, port), source_address=(address, 0))
        held.settimeout(0)
        if first:
            held.send(first)
        self._sockets.append(held)

    def drip(self) -> int:
        """One more header byte on every connection; how many are still open."""
        for held in self._sockets:
            with contextlib.suppress(OSError):
                held.send(b"x")
        return self.open()

    def open(self) -> int:
        """How many the server has not ended yet."""
        return sum(not _has_ended(held) for held in self._sockets)

    def answered(self) -> int:
        """How many have been answered or ended."""
        return sum(_has_answer(held) for held in self._sockets)

    def said(self) -> set[str]:
        """The status of each that has been answered."""
        return {held.recv(16)[9:12].decode() for held in self._sockets}

    def close(self) -> None:
        for held in self._sockets:
            held.close()


def an_upgrade(port: int, origin: str) -> bytes:
    """The request by which a page of that origin would become a socket."""
    return (
        f"GET /room/ws HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nOrigin: {origin}\r\n"
        "Upgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\n"
        "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n"
    ).encode()


def _has_answer(held: socket.socket) -> bool:
    try:
        return len(held.recv(16, socket.MSG_PEEK)) >= 0
    except BlockingIOError:
        return False
    except OSError:
        return True


def _has_ended(held: socket.socket) -> bool:
    try:
        return held.recv(4096) == b""
    except BlockingIOError:
        return False
    except OSError:
        return True


@pytest.mark.reliability
@awaited
async def test_slow_headers_are_cut_off_and_the_room_works_meanwhile(tmp_path: Path) -> None:
    async with a_console(tmp_path) as console, a_room(console) as room, beating(room):
        port, held = console.presence.port or 0, Held()
        half = f"GET / HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nX-Slow: ".encode()
        for attacker in ATTACKERS[:3]:
            for number in range(HELD_PER_ADDRESS + 10):
                held.connect(attacker, port, half if number % 2 else b"")
        await until(lambda: held.open() <= 3 * HELD_PER_ADDRESS)
        await works(console, room)
        async with a_room(console, "came meanwhile"):
            held.drip()
        await until(lambda: held.drip() == 0)
        held.close()
        await works(console, room, H2)


async def until(holds: Callable[[], bool], patience: float = 20.0) -> None:
    """Waits until it holds; the test fails when it never does."""
    async with asyncio.timeout(patience):
        while not holds():
            await asyncio.sleep(0.1)


@pytest.mark.reliability
@awaited
async def test_a_handshake_that_never_ends_is_cut_off_too(tmp_path: Path) -> None:
    async with a_console(tmp_path) as console, a_room(console) as room, beating(room):
        await shared(console)
        held = Held()
        for _ in range(HELD_PER_ADDRESS):
            held.connect(ATTACKERS[0], console.presence.port or 0, b"\x16\x03\x01", to="127.0.0.2")
        await works(console, room)
        await until(lambda: held.open() == 0)
        held.close()


@awaited
async def test_a_flood_of_connections_is_held_to_so_many_and_the_log_to_less(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    async with a_console(tmp_path) as console, a_room(console) as room, beating(room):
        port, held = console.presence.port or 0, Held()
        caplog.set_level("INFO", "producer_app.audit")
        for number in range(120):
            held.connect(ATTACKERS[number % 3], port, an_upgrade(port, "http://evil.example"))
        await until(lambda: held.answered() == 120)
        assert held.said() == {"403"}
        refusals = [r for r in caplog.messages if r.startswith("connect: wrong origin")]
        assert 0 < len(refusals) < 120
        held.close()
        await works(console, room)


@awaited
async def test_handshakes_from_strangers_are_paced_and_a_known_address_is_not_kept_out(
    tmp_path: Path,
) -> None:
    async with a_console(tmp_path) as console, a_room(console) as room, beating(room):
        url, token = console.presence.url, room.heard[0]["token"]
        console.line.adopt(LineSettings(handshakes=2))
        told = []
        for number in range(60):
            try:
                async with from_address(url, ATTACKERS[number % 6]) as stranger:
                    await stranger.say(type="want")
                    told.append(101)
            except aiohttp.WSServerHandshakeError as refused:
                told.append(refused.status)
        assert 429 in told
        async with a_socket(url) as back:
            await back.say(type="auth", proto=PROTO, token=token)
            await back.hear("snap")
        await works(console, room)


@awaited
async def test_strangers_that_say_nothing_take_sixteen_places_and_none_of_the_rooms(
    tmp_path: Path,
) -> None:
    async with a_console(tmp_path) as console, a_room(console) as room, beating(room):
        url, token = console.presence.url, room.heard[0]["token"]
        port, silent = console.presence.port or 0, Held()
        for attacker in ATTACKERS[:UNKNOWN_IN_ALL]:
            silent.connect(attacker, port, an_upgrade(port, url.rstrip("/")))
        await until(lambda: silent.answered() == UNKNOWN_IN_ALL)
        assert silent.said() == {"101"}
        with pytest.raises(aiohttp.WSServerHandshakeError) as refused:
            async with from_address(url, ATTACKERS[UNKNOWN_IN_ALL]):
                pass
        assert refused.value.status == 429
        async with a_socket(url) as back:
            await back.say(type="auth", proto=PROTO, token=token)
            await back.hear("snap")
        await works(console, room)
        silent.close()


@awaited
async def test_guessing_from_everywhere_ends_the_code_and_nobody_who_is_paired(
    tmp_path: Path,
) -> None:
    async with a_console(tmp_path) as console, a_room(console) as room, beating(room):
        console.line.adopt(LineSettings(handshakes=500))
        url, code, told = console.presence.url, await a_code(console), []
        for attacker in ATTACKERS[:4]:
            for number in range(FAILURES_PER_ADDRESS + 1):
                async with from_address(url, attacker) as guesser:
                    guess = f"{number:08d}"
                    await guesser.say(type="pair", proto=PROTO, code=guess, name="x")
                    told.append((await guesser.hear("no"))["code"])
        assert told == (["code"] * FAILURES_PER_ADDRESS + ["wait"]) * 4
        assert 4 * FAILURES_PER_ADDRESS == FAILURES_IN_ALL
        async with a_socket(url) as honest:
            await honest.say(type="pair", proto=PROTO, code=code, name="honest")
            assert (await honest.hear("no"))["code"] == "code"
        await console.until(lambda: console.presence.closed == "wrong")
        async with a_room(console, "with a new code"):
            await works(console, room)


@awaited
async def test_more_clients_than_the_show_lets_in_are_told_so(tmp_path: Path) -> None:
    async with a_console(tmp_path) as console:
        console.line.adopt(LineSettings(clients=2, per_address=2))
        async with a_room(console, "1"), a_room(console, "2") as room:
            code = await a_code(console)
            async with a_socket(console.presence.url) as third:
                await third.say(type="pair", proto=PROTO, code=code, name="3")
                said = await third.hear("no")
                assert (said["code"], said["why_zh"]) == ("full", "连接的页面过多。")
            console.line.adopt(LineSettings(clients=3, per_address=3))
            code = await a_code(console)
            async with a_socket(console.presence.url) as third:
                await third.say(type="pair", proto=PROTO, code=code, name="3")
                await third.hear("snap")
            await works(console, room)


@awaited
async def test_a_viewer_may_say_less_than_a_room(tmp_path: Path) -> None:
    async with a_console(tmp_path) as console, a_room(console) as room, beating(room):
        code = await a_code(console, role=Role.VIEWER)
        async with a_socket(console.presence.url) as viewer:
            await viewer.say(type="pair", proto=PROTO, code=code, name="Eve")
            for number in range(VIEWER_PER_MINUTE + 1):
                await viewer.say(type="hb", n=number, t=0.0, visible=True)
            await viewer.close_code()
            assert viewer.heard[-1]["code"] == "flood"
        await works(console, room)


@awaited
async def test_a_body_that_never_comes_holds_nothing_up(tmp_path: Path) -> None:
    async with a_console(tmp_path) as console, a_room(console) as room, beating(room):
        port, held = console.presence.port or 0, Held()
        slow = (
            f"POST /api/v1/go HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\n"
            f"Origin: http://127.0.0.1:{port}\r\nContent-Length: 1000\r\n\r\n{{"
        ).encode()
        for _ in range(HELD_PER_ADDRESS):
            held.connect(ATTACKERS[0], port, slow)
        await works(console, room)
        await until(lambda: held.answered() == HELD_PER_ADDRESS)
        held.close()


@awaited
async def test_a_ping_storm_ends_its_own_socket(tmp_path: Path) -> None:
    async with (
        a_console(tmp_path) as console,
        a_room(console, "storm") as storm,
        a_room(console, "other") as room,
    ):
        for _ in range(40):
            await storm.ws.ping()
        await storm.close_code()
        assert storm.heard[-1]["code"] == "flood"
        await works(console, room)


def test_no_more_time_is_given_than_a_person_needs() -> None:
    assert FIRST_REQUEST <= 5
    assert LAST_REQUEST <= 30


def test_a_show_with_many_pages_lets_more_of_them_say_at_once_who_they_are() -> None:
    gate = Gate()
    gate.adopt(LineSettings(clients=1_000, per_address=1_000, handshakes=2_000))
    for _ in range(200):
        assert entered(gate, "10.0.0.9")


def test_the_pace_is_of_strangers_together_and_of_each_known_address() -> None:
    gate = Gate()
    gate.meet("10.0.0.1")
    assert [came_and_went(gate, f"10.0.1.{n}") for n in range(21)] == [True] * 20 + [False]
    assert all(came_and_went(gate, "10.0.0.1") for _ in range(20))
    assert not came_and_went(gate, "10.0.0.1")


def test_a_stranger_who_floods_leaves_handshakes_to_others() -> None:
    gate = Gate()
    assert [came_and_went(gate, "10.0.1.1") for _ in range(20)] == [True] * 10 + [False] * 10
    assert came_and_went(gate, "10.0.1.2")


def entered(gate: Gate, address: str) -> Place | None:
    return gate.enter(address, 1.0, lambda: None)


def came_and_went(gate: Gate, address: str) -> bool:
    place = entered(gate, address)
    if place is not None:
        gate.places.leave(place)
    return place is not None
