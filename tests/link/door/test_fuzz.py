"""A hundred thousand frames that no page would send, and bytes that are no frames at all."""

from __future__ import annotations

import asyncio
import base64
import json
import random
import struct
from pathlib import Path

import aiohttp
import msgspec

from producer_app.core.errors import BadInput
from producer_app.link.door.settings import LineSettings
from producer_app.link.protocol import MAX_MESSAGE, PROTO, read_page
from tests.link.door.test_floods import beating, works
from tests.link.page import a_code, a_room, a_socket
from tests.link.waiting import a_console, awaited

SEED = 20_261_122
FRAMES = 100_000
OVER_SOCKETS = 2_000
ON_THE_WIRE = 150

SPOKEN = (
    {"type": "auth", "proto": PROTO, "token": "t" * 43},
    {"type": "pair", "proto": PROTO, "code": "7KQ2M0XD", "name": "Mo"},
    {"type": "hb", "n": 1, "t": 2.5, "visible": True, "rtt": 12.0},
    {"type": "shown", "epoch": 1, "seq": 2, "handoff": "h1", "rev": 1, "t": 0.0},
    {"type": "act", "mid": "0123456789", "epoch": 1, "handoff": "h1", "rev": 1, "kind": "ready"},
    {"type": "call", "mid": "0123456789", "epoch": 1, "verb": "go", "segment": "b1", "by": 0},
    {"type": "offer", "mid": "0123456789", "epoch": 1, "offer": "o1", "act": "open"},
    {"type": "want"},
)
ODD = (
    *(None, True, -1, 0, 2**53, 2**64, 10**400, 1e308, "", "\x00", "\u202e", "七" * 70),
    *("x" * 300, [], {}, [[[]]], {"a": {"b": {}}}, "go", "standby", "__proto__", "../h1", "%00"),
)


def fuzzed(rng: random.Random) -> bytes:
    """A message of a page with something wrong, or something right by chance."""
    message = dict(rng.choice(SPOKEN))
    for _ in range(rng.randint(1, 3)):
        match rng.randrange(4):
            case 0:
                message[rng.choice(list(message) or ["type"])] = rng.choice(ODD)
            case 1:
                message.pop(rng.choice(list(message) or ["type"]), None)
            case 2:
                message[rng.choice(("by", "role", "constructor", "type", "is_forced"))] = "room"
            case _:
                message["type"] = rng.choice(("publish", "setup", "revoke", "snap", "ev", "res", 7))
    return damaged(json.dumps(message).encode(), rng)


def damaged(text: bytes, rng: random.Random) -> bytes:
    """The same text, or what a bad line makes of it."""
    match rng.randrange(6):
        case 0:
            return text[: rng.randrange(len(text) + 1)]
        case 1:
            at = rng.randrange(len(text))
            return text[:at] + bytes([rng.randrange(256)]) + text[at + 1 :]
        case 2:
            return text + text
        case 3:
            return rng.choice((b"[", b'{"a":')) * rng.randrange(1, 5_000)
        case 4:
            return rng.randbytes(rng.randrange(200))
    return text


def test_a_hundred_thousand_frames_are_understood_or_refused_and_nothing_else() -> None:
    rng = random.Random(SEED)
    understood = refused = 0
    for _ in range(FRAMES):
        try:
            said = read_page(fuzzed(rng))
        except BadInput:
            refused += 1
        else:
            understood += 1
            assert read_page(msgspec.json.encode(said)) == said
    assert understood + refused == FRAMES
    assert refused > understood > 100


def test_every_way_to_say_something_right_is_tried() -> None:
    for spoken in SPOKEN:
        assert read_page(json.dumps(spoken)) is not None


@awaited
async def test_fuzzed_frames_end_their_own_sockets_and_the_room_works_on(tmp_path: Path) -> None:
    rng = random.Random(SEED + 1)
    async with a_console(tmp_path) as console, a_room(console) as room, beating(room):
        console.line.adopt(LineSettings(clients=300, per_address=300, handshakes=10_000))
        token, url = room.heard[0]["token"], console.presence.url
        for number in range(OVER_SOCKETS):
            async with a_socket(url) as other:
                if number % 2:
                    await other.say(type="auth", proto=PROTO, token=token)
                text = fuzzed(rng)
                if rng.random() < 0.2:
                    await other.ws.send_bytes(text)
                else:
                    await other.ws.send_str(text.decode(errors="replace"))
                await other.ws.close()
        await works(console, room)
        assert console.presence.restarts == 0
        assert console.presence.trouble == ""


def frame(rng: random.Random) -> bytes:
    """Bytes where a WebSocket frame is expected: wrong opcodes, lengths, masks, endings."""
    first = rng.randrange(256)
    match rng.randrange(5):
        case 0:
            return rng.randbytes(rng.randrange(1, 64))
        case 1:
            return bytes([first, 0xFF]) + struct.pack(">Q", rng.choice((2**63, 2**40, MAX_MESSAGE)))
        case 2:
            return bytes([first, rng.randrange(126)]) + rng.randbytes(rng.randrange(126))
        case 3:
            return bytes([0x01, 0x80, 0, 0, 0, 0]) * 50
        case _:
            payload = rng.randbytes(20)
            return bytes([first, 0x80 | len(payload)]) + bytes(4) + payload


@awaited
async def test_bytes_that_are_no_frames_end_their_own_connections(tmp_path: Path) -> None:
    rng = random.Random(SEED + 2)
    async with a_console(tmp_path) as console, a_room(console) as room, beating(room):
        console.line.adopt(LineSettings(clients=300, per_address=300, handshakes=10_000))
        port, code = console.presence.port or 0, await a_code(console)
        key = base64.b64encode(bytes(16)).decode()
        upgrade = (
            f"GET /room/ws HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\n"
            f"Origin: http://127.0.0.1:{port}\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
            f"Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: {key}\r\n"
            "Sec-WebSocket-Extensions: permessage-deflate\r\n\r\n"
        ).encode()
        for _ in range(ON_THE_WIRE):
            reader, writer = await asyncio.open_connection("127.0.0.1", port)
            writer.write(upgrade)
            answer = await reader.readuntil(b"\r\n\r\n")
            assert b" 101 " in answer
            assert b"deflate" not in answer
            writer.write(frame(rng))
            writer.close()
        await works(console, room)
        async with a_socket(console.presence.url) as honest:
            await honest.say(type="pair", proto=PROTO, code=code, name="honest")
            await honest.hear("snap")
        assert console.presence.trouble == ""


@awaited
async def test_requests_that_are_no_requests_are_answered_or_cut_off(tmp_path: Path) -> None:
    rng = random.Random(SEED + 3)
    async with a_console(tmp_path) as console, a_room(console) as room, beating(room):
        port = console.presence.port or 0
        own = f"Host: 127.0.0.1:{port}\r\n".encode()
        wrong = [
            b"GET / HTTP/1.1\r\n" + own + b"Host: evil.example\r\n\r\n",
            b"GET / HTTP/1.1\r\nHost: evil.example\r\n" + own + b"\r\n",
            b"GET / HTTP/1.1\r\n"
            + own
            + b"Content-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n",
            b"GET / HTTP/9.9\r\n" + own + b"\r\n",
            b"GET /" + b"a" * 60_000 + b" HTTP/1.1\r\n" + own + b"\r\n",
            b"GET / HTTP/1.1\r\n" + own + b"X: " + b"a" * 60_000 + b"\r\n\r\n",
            b"GET / HTTP/1.1\r\n" + own + b"X: y\r\n" * 5_000 + b"\r\n",
            b"POST / HTTP/1.1\r\n" + own + b"Content-Length: 99999999999999\r\n\r\n",
            b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
            b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03" + rng.randbytes(100),
            *(rng.randbytes(rng.randrange(1, 500)) for _ in range(100)),
        ]
        for request in wrong:
            reader, writer = await asyncio.open_connection("127.0.0.1", port)
            writer.write(request)
            writer.write_eof()
            answer = await reader.read(100)
            assert b" 200 " not in answer, request[:60]
            writer.close()
        async with aiohttp.ClientSession() as browser, browser.get(console.presence.url) as page:
            assert page.status == 200
        await works(console, room)
        assert console.presence.trouble == ""
