"""Floods inside one connection, before pairing and after: frames, pipelines, bodies without end."""

from __future__ import annotations

import asyncio
import contextlib
import json
import socket
from pathlib import Path

import pytest

from producer_app.link.door.gate import NEW_PER_ADDRESS, Gate, Turns
from producer_app.link.door.settings import LineSettings
from producer_app.link.door.visitor import AT_A_TIME, BYTES_PER_SECOND, Allowance
from producer_app.link.protocol import MAX_MESSAGE, PROTO, Role
from tests.link.door.test_closed_door import plainly
from tests.link.door.test_floods import ATTACKERS, beating, works
from tests.link.page import a_code, a_room
from tests.link.waiting import a_console, awaited

MASK = bytes(4)
PINGS = (b"\x89\x80" + MASK) * 20_000
PONGS = (b"\x8a\x80" + MASK) * 20_000
EMPTY_PARTS = b"\x01\x80" + MASK + (b"\x00\x80" + MASK) * 20_000
CLOSES = (b"\x88\x80" + MASK) * 20_000
FLOODS = {"pings": PINGS, "pongs": PONGS, "parts of nothing": EMPTY_PARTS, "ends": CLOSES}


def text(message: dict[str, object]) -> bytes:
    """A message as a page's socket sends it."""
    body = json.dumps(message).encode()
    size = bytes((0x80 | len(body),)) if len(body) < 126 else b"\xfe" + len(body).to_bytes(2)
    return b"\x81" + size + MASK + body


def own(port: int) -> str:
    return f"Host: 127.0.0.1:{port}\r\nOrigin: http://127.0.0.1:{port}\r\n"


def upgrade(port: int) -> bytes:
    return (
        f"GET /room/ws HTTP/1.1\r\n{own(port)}Upgrade: websocket\r\nConnection: Upgrade\r\n"
        "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n"
    ).encode()


async def pours(address: str, port: int, first: bytes, flood: bytes) -> int:
    """Says something, then pours until it is cut off; how many bytes were taken before."""
    sent = 0
    with contextlib.suppress(ConnectionError, asyncio.IncompleteReadError):
        pouring, writer = await asyncio.open_connection("127.0.0.1", port, local_addr=(address, 0))
        writer.transport.set_write_buffer_limits(high=0)
        try:
            writer.write(first)
            await pouring.readuntil(b"\r\n\r\n")
            while sent < 100 * AT_A_TIME:
                writer.write(flood)
                await writer.drain()
                sent += len(flood)
        finally:
            writer.transport.abort()
    return sent


@pytest.mark.parametrize("kind", FLOODS)
@awaited
async def test_a_stranger_that_pours_frames_is_cut_off(tmp_path: Path, kind: str) -> None:
    async with a_console(tmp_path) as console, a_room(console) as room, beating(room):
        port = console.presence.port or 0
        assert await pours(ATTACKERS[0], port, upgrade(port), FLOODS[kind]) < 100 * AT_A_TIME
        await works(console, room)
        assert console.presence.trouble == ""


@pytest.mark.parametrize("kind", FLOODS)
@awaited
async def test_a_viewer_that_pours_frames_is_cut_off_and_the_room_works_on(
    tmp_path: Path, kind: str
) -> None:
    async with a_console(tmp_path) as console, a_room(console) as room, beating(room):
        port, code = console.presence.port or 0, await a_code(console, role=Role.VIEWER)
        pair = text({"type": "pair", "proto": PROTO, "code": code, "name": "Eve"})
        taken = await pours("127.0.0.1", port, upgrade(port), pair + FLOODS[kind])
        assert taken < 100 * AT_A_TIME
        await works(console, room)
        assert console.presence.trouble == ""


def bodies(port: int) -> dict[str, tuple[bytes, bytes]]:
    post = f"POST /api/v1/go HTTP/1.1\r\n{own(port)}"
    return {
        "length": (f"{post}Content-Length: 9999999999\r\n\r\n".encode(), bytes(100_000)),
        "chunks": (
            f"{post}Transfer-Encoding: chunked\r\n\r\n".encode(),
            b"1\r\nx\r\n" * 20_000,
        ),
        "pipeline": (
            f"GET /main.js HTTP/1.1\r\n{own(port)}\r\n".encode(),
            f"GET /none HTTP/1.1\r\n{own(port)}\r\n".encode() * 1_000,
        ),
    }


@pytest.mark.parametrize("kind", ["length", "chunks"])
@awaited
async def test_a_body_without_end_is_cut_off(tmp_path: Path, kind: str) -> None:
    async with a_console(tmp_path) as console, a_room(console) as room, beating(room):
        port = console.presence.port or 0
        first, flood = bodies(port)[kind]
        assert await pours(ATTACKERS[0], port, first, flood) < 100 * AT_A_TIME
        await works(console, room)
        assert console.presence.trouble == ""


@awaited
async def test_requests_without_end_are_answered_one_by_one_and_the_room_works_on(
    tmp_path: Path,
) -> None:
    async with a_console(tmp_path) as console, a_room(console) as room, beating(room):
        port = console.presence.port or 0
        pouring = [
            asyncio.create_task(pours(attacker, port, *bodies(port)["pipeline"]))
            for attacker in ATTACKERS[:4]
        ]
        await works(console, room)
        for pour in pouring:
            pour.cancel()
        await asyncio.gather(*pouring, return_exceptions=True)
        assert console.presence.trouble == ""


@awaited
async def test_who_goes_away_in_the_middle_troubles_nobody(tmp_path: Path) -> None:
    async with a_console(tmp_path) as console, a_room(console) as room, beating(room):
        port = console.presence.port or 0
        for _ in range(60):
            gone = socket.create_connection(("127.0.0.1", port), source_address=(ATTACKERS[0], 0))
            gone.sendall(upgrade(port))
            gone.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, b"\x01\x00\x00\x00" + bytes(4))
            gone.close()
        await works(console, room)
        assert console.presence.trouble == ""


@awaited
async def test_strange_methods_and_targets_get_nothing(tmp_path: Path) -> None:
    async with a_console(tmp_path) as console:
        port = console.presence.port
        for method in ("TRACE", "CONNECT", "PUT", "DELETE", "PATCH", "PROPFIND", "OPTIONS", "GO"):
            answer = await plainly(port, f"{method} / HTTP/1.1", host=None)
            assert answer.split(maxsplit=2)[1] in ("400", "403", "405"), method
            assert "ython" not in answer
        for target in (
            f"http://127.0.0.1:{port}/../pyproject.toml",
            "//evil.example/main.js",
            "/%2e%2e/%2e%2e/etc/passwd",
            "/main.js/",
            "/./main.js%00.html",
            "/\\..\\..\\x",
        ):
            answer = await plainly(port, f"GET {target} HTTP/1.1", host=None)
            assert answer.split(maxsplit=2)[1] in ("400", "404"), target
            assert "passwd" not in answer
            assert "nosniff" in answer


def test_what_may_come_is_many_times_what_a_page_says() -> None:
    allowance = Allowance()
    assert all(allowance.takes(MAX_MESSAGE, at) for at in (0.0, 0.1, 0.2))
    assert not allowance.takes(AT_A_TIME, 0.3)
    slow = Allowance()
    assert all(slow.takes(BYTES_PER_SECOND, float(at)) for at in range(60))


def test_requests_of_strangers_wait_in_a_queue_of_their_own() -> None:
    gate = Gate()
    gate.meet("10.0.0.1")
    waits = [gate.turn(f"10.0.1.{n % 200}", 5.0) for n in range(2_000)]
    assert waits[0] == 0.0
    assert waits[-1] > 2.0
    assert gate.turn("10.0.0.1", 5.0) == 0.0


def test_a_show_that_takes_a_thousand_pages_at_once_takes_them_at_the_door_too() -> None:
    gate = Gate()
    gate.adopt(LineSettings(clients=1_000, per_address=1_000, handshakes=10_000))
    assert all(gate.arrivals.takes("10.0.0.9", 1.0) for _ in range(1_000))
    assert all(gate.turn("10.0.0.9", 1.0) == 0.0 for _ in range(1_000))
    gate.adopt(LineSettings())
    assert sum(gate.arrivals.takes("10.0.0.9", 5.0) for _ in range(1_000)) == NEW_PER_ADDRESS


def test_turns_come_at_their_pace() -> None:
    turns = Turns(100)
    first = [turns.wait(10.0) for _ in range(50)]
    assert first == [0.0] * 50
    assert turns.wait(10.0) == pytest.approx(0.01)
    assert turns.wait(11.0) == 0.0
