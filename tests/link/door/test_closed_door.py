"""Who may not connect, and what the server does with what it should never get."""

from __future__ import annotations

import asyncio
import json
import socket
from pathlib import Path

import aiohttp
import pytest

from producer_app.core.handoff import Act
from producer_app.link.door.gate import UNKNOWN_PER_ADDRESS, Gate, Pace
from producer_app.link.protocol import MAX_MESSAGE, POLICY_VIOLATION, PROTO, Role
from tests.link.gala import H1, SHOP
from tests.link.page import a_code, a_room, a_socket
from tests.link.waiting import a_console, awaited


@awaited
async def test_the_page_goes_out_with_headers_that_let_nothing_else_in(tmp_path: Path) -> None:
    async with a_console(tmp_path) as console, aiohttp.ClientSession() as browser:
        for path in ("", "main.js", "tokens.css", "index.html"):
            async with browser.get(console.presence.url + path) as answer:
                assert answer.status == 200
                assert answer.headers["X-Content-Type-Options"] == "nosniff"
                assert answer.headers["Referrer-Policy"] == "no-referrer"
                policy = answer.headers["Content-Security-Policy"]
                assert policy.startswith("default-src 'none'")
                assert "unsafe" not in policy
                assert "python" not in answer.headers["Server"].lower()
                assert not [name for name in answer.headers if name.startswith("Access-Control")]


@awaited
async def test_nothing_but_the_page_is_served(tmp_path: Path) -> None:
    async with a_console(tmp_path) as console:
        for path in ("../pyproject.toml", "..%2f..%2fcli.py", "main.py", "room/../x", "%00"):
            answer = await plainly(console.presence.port, f"GET /{path} HTTP/1.1", host=None)
            assert answer.startswith("HTTP/1.1 404"), path


@awaited
async def test_a_foreign_host_header_is_misdirected(tmp_path: Path) -> None:
    async with a_console(tmp_path) as console:
        for host in ("evil.example", "localhost", "127.0.0.1", "127.0.0.1.evil.example"):
            for path in ("/", "/room/ws", "/none"):
                answer = await plainly(console.presence.port, f"GET {path} HTTP/1.1", host=host)
                assert answer.startswith("HTTP/1.1 421"), (host, path)


async def plainly(port: int | None, first: str, host: str | None) -> str:
    """The answer to a request that no client library would send."""
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    name = f"127.0.0.1:{port}" if host is None else host
    writer.write(f"{first}\r\nHost: {name}\r\nConnection: close\r\n\r\n".encode())
    answer = await reader.read()
    writer.close()
    await writer.wait_closed()
    return answer.decode()


@awaited
async def test_a_socket_from_another_origin_is_forbidden(tmp_path: Path) -> None:
    async with a_console(tmp_path) as console, aiohttp.ClientSession() as browser:
        for origin in ("http://evil.example", "null", "https://127.0.0.1", None):
            headers = {} if origin is None else {"Origin": origin}
            with pytest.raises(aiohttp.WSServerHandshakeError) as refused:
                await browser.ws_connect(f"{console.presence.url}room/ws", headers=headers)
            assert refused.value.status == 403, origin


@awaited
async def test_whoever_does_not_say_who_they_are_is_shown_out(tmp_path: Path) -> None:
    wrong = {"type": "pair", "proto": PROTO, "code": "AAAAAAAA", "name": "x"}
    strangers = [
        ({"type": "auth", "proto": PROTO, "token": "guessed"}, "unknown"),
        (wrong, "code"),
        ({**wrong, "proto": PROTO + 1}, "proto"),
        ({"type": "want"}, "order"),
        ({"type": "hb", "n": 1, "t": 0, "visible": True}, "order"),
        ({"type": "publish", "show": "gala"}, "schema"),
    ]
    async with a_console(tmp_path) as console:
        await a_code(console)
        for first, code in strangers:
            async with a_socket(console.presence.url) as stranger:
                await stranger.say(**first)
                assert await stranger.close_code() == POLICY_VIOLATION, first
                assert [m["code"] for m in stranger.heard] == [code]
        assert console.presence.clients == ()


@awaited
async def test_a_silent_socket_is_closed_after_three_seconds_and_too_many_are_refused(
    tmp_path: Path,
) -> None:
    async with a_console(tmp_path) as console:
        url = console.presence.url
        silent = [a_socket(url) for _ in range(UNKNOWN_PER_ADDRESS)]
        sockets = [await each.__aenter__() for each in silent]
        with pytest.raises(aiohttp.WSServerHandshakeError) as refused:
            async with a_socket(url):
                pass
        assert refused.value.status == 429
        assert [await each.close_code() for each in sockets] == [POLICY_VIOLATION] * 4
        assert sockets[0].heard[0]["code"] == "silent"
        for each in silent:
            await each.__aexit__(None, None, None)
        async with a_room(console):
            pass


@awaited
async def test_a_guesser_is_locked_out_and_those_already_paired_are_not(tmp_path: Path) -> None:
    async with a_console(tmp_path) as console, a_room(console) as room:
        token = room.heard[0]["token"]
        code = await a_code(console)
        told = []
        for guess in ["AAAAAAAA"] * 5 + [code]:
            async with a_socket(console.presence.url) as stranger:
                await stranger.say(type="pair", proto=PROTO, code=guess, name="x")
                told.append((await stranger.hear("no"))["code"])
        assert told == ["code"] * 5 + ["wait"]
        async with a_socket(console.presence.url) as back:
            await back.say(type="auth", proto=PROTO, token=token)
            assert (await back.hear("hello"))["room"] == SHOP


NONSENSE = (
    '{"type":"go","handoff":"h1"}',
    '{"type":"act","mid":"0123456789","epoch":1,"handoff":"h1","rev":0,"kind":"go"}',
    '{"type":"hb"',
    "[]",
    '{"type":"auth","proto":1,"token":"x"}',
)


@awaited
async def test_nonsense_from_a_paired_page_ends_its_socket(tmp_path: Path) -> None:
    async with a_console(tmp_path) as console:
        for nonsense in NONSENSE:
            async with a_room(console) as room:
                await room.ws.send_str(nonsense)
                assert await room.close_code() == POLICY_VIOLATION, nonsense
        assert console.session.run is not None
        assert console.session.run.lines == {}


@awaited
async def test_an_oversized_frame_ends_the_socket_and_nobody_elses(tmp_path: Path) -> None:
    async with (
        a_console(tmp_path) as console,
        a_room(console, "big") as big,
        a_room(console, "other") as other,
    ):
        await big.ws.send_str(json.dumps({"type": "want", "pad": "x" * 2 * MAX_MESSAGE}))
        assert await big.close_code() == aiohttp.WSCloseCode.MESSAGE_TOO_BIG
        await other.say(type="hb", n=1, t=0.0, visible=True)
        await other.hear("hb")


@awaited
async def test_a_page_that_floods_is_ended(tmp_path: Path) -> None:
    async with a_console(tmp_path) as console, a_room(console) as room:
        for number in range(40):
            await room.say(type="hb", n=number, t=0.0, visible=True)
        await room.close_code()
        assert room.heard[-1]["code"] == "flood"


@awaited
async def test_a_viewer_looks_and_presses_nothing(tmp_path: Path) -> None:
    async with a_console(tmp_path) as console:
        code = await a_code(console, role=Role.VIEWER)
        async with a_socket(console.presence.url) as viewer:
            await viewer.say(type="pair", proto=PROTO, code=code, name="Viewer")
            await viewer.hear("snap")
            mid = await viewer.act({"epoch": 1, "handoff": "h1", "rev": 0}, "ready")
            answer = await viewer.answer(mid)
            assert (answer["why"], answer["why_zh"]) == ("this page only looks", "本页面只能查看")


@awaited
async def test_a_name_cannot_begin_another_line_of_the_log(tmp_path: Path) -> None:
    async with a_console(tmp_path) as console, a_room(console, "Mo\n joined: ok\u202e") as room:
        hello = next(m for m in room.heard if m["type"] == "hello")
        assert hello["name"] == "Mo joined: ok"


@awaited
async def test_a_reader_that_never_reads_is_evicted_and_holds_nobody_up(tmp_path: Path) -> None:
    async with a_console(tmp_path) as console, a_room(console) as room:
        code = await a_code(console)
        deaf = await deaf_socket(console.presence.port or 0, code)
        hello = room.heard[0]
        await console.until(lambda: len(console.presence.clients) == 2)
        for number in range(80):
            console.call(Act.RECALL if number % 2 else Act.STANDBY, H1)
            await asyncio.sleep(0.01)
        await room.say(type="hb", n=80, t=0.0, visible=True)
        await room.hear("hb", lambda m: m["n"] == 80)
        await console.until(lambda: [c.id for c in console.presence.clients] == [hello["client"]])
        deaf.close()


async def deaf_socket(port: int, code: str) -> socket.socket:
    """A raw socket that pairs and then never reads again."""
    deaf = socket.socket()
    deaf.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 1024)
    deaf.connect(("127.0.0.1", port))
    lines = [
        "GET /room/ws HTTP/1.1",
        f"Host: 127.0.0.1:{port}",
        f"Origin: http://127.0.0.1:{port}",
        "Upgrade: websocket",
        "Connection: Upgrade",
        "Sec-WebSocket-Version: 13",
        "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==",
    ]
    deaf.sendall("\r\n".join(lines).encode() + b"\r\n\r\n")
    text = json.dumps({"type": "pair", "proto": PROTO, "code": code, "name": "deaf"}).encode()
    deaf.sendall(bytes([0x81, 0x80 | len(text), 0, 0, 0, 0]) + text)
    await asyncio.sleep(0)
    return deaf


def test_a_pace_takes_so_many_in_any_window_and_forgets_the_old() -> None:
    pace = Pace(count=3, seconds=1.0)
    assert [pace.takes(at) for at in (0.0, 0.1, 0.2, 0.3, 0.99, 1.0)] == [1, 1, 1, 0, 0, 1]


def test_only_the_literal_host_that_was_bound_is_ours() -> None:
    gate = Gate(addresses=frozenset({"http://127.0.0.1:4000"}))
    assert gate.is_ours("127.0.0.1:4000")
    assert not any(gate.is_ours(host) for host in (None, "", "127.0.0.1", "127.0.0.1:4001"))
    assert not gate.is_same_origin(None, "127.0.0.1:4000")
