"""What a forger, a hostile receiver and a show file from elsewhere get from the other programs."""

from __future__ import annotations

import asyncio
import contextlib
import gzip
import socket
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import aiohttp
import pytest

from producer_app.core.calling import Hold, Resume
from producer_app.link.door.gate import Paces
from producer_app.link.tools.osc_in import IN_ALL, PER_SECOND
from producer_app.link.tools.settings import (
    ApiSettings,
    HookSettings,
    OscSettings,
    OscTarget,
    ToolSettings,
    Webhook,
)
from producer_app.paths import STATE_VARIABLE
from tests.link.console import Console
from tests.link.door.test_floods import beating, works
from tests.link.gala import H1, STAGE
from tests.link.page import a_room
from tests.link.surface import a_surface, datagram, free_udp_port, heard_at, hears
from tests.link.tool import a_tool, a_tool_socket
from tests.link.waiting import a_console, awaited


@pytest.fixture(autouse=True)
def _own_state(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(STATE_VARIABLE, str(tmp_path / "state"))


def bundle(*messages: bytes) -> bytes:
    parts = b"".join(len(part).to_bytes(4) + part for part in messages)
    return b"#bundle\x00" + bytes(7) + b"\x01" + parts


@awaited
async def test_messages_in_bundles_are_counted_one_by_one(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    port = free_udp_port()
    caplog.set_level("INFO", "producer_app.audit")
    async with a_tool(tmp_path, hears(port, "127.0.0.1")) as tool, a_surface() as surface:
        await heard_at(tool, port)
        surface.say(port, bundle(*[datagram("/add_time", 1)] * 16))
        surface.say(port, bundle(*[datagram("/add_time", 1)] * 16))
        for _ in range(PER_SECOND):
            await surface.hear("/pc/ok")
        surface.say(port, datagram("/handoff/H1/standby"))
        while tool.console.of(H1).rev == 0:
            await asyncio.sleep(0.2)
            surface.say(port, datagram("/handoff/H1/standby"))
        called = [line for line in caplog.messages if line.startswith("osc add_time: ok")]
        assert len(called) == PER_SECOND


@awaited
async def test_a_flood_from_forged_addresses_leaves_the_room_alone(tmp_path: Path) -> None:
    port = free_udp_port()
    async with (
        a_tool(tmp_path, hears(port, "127.0.0.0/8")) as tool,
        a_room(tool.console) as room,
        beating(room),
    ):
        await heard_at(tool, port)
        for number in range(2_000):
            with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as forger:
                forger.bind((f"127.0.{number % 200}.9", 0))
                forger.sendto(bundle(*[datagram("/fly")] * 16), ("127.0.0.1", port))
        await works(tool.console, room)
        assert tool.console.presence.trouble == ""


def test_whoever_is_forged_all_of_them_share_one_pace() -> None:
    paces = Paces(PER_SECOND, IN_ALL)
    taken = [paces.takes(f"10.0.{n // 250}.{n % 250}", 1.0) for n in range(5_000)]
    assert sum(taken) == IN_ALL
    assert sum(paces.takes("10.0.0.1", 3.0) for _ in range(IN_ALL)) == PER_SECOND


@awaited
async def test_an_accepted_osc_call_is_in_the_log_though_refusals_flood(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    port = free_udp_port()
    caplog.set_level("INFO", "producer_app.audit")
    async with a_tool(tmp_path, hears(port, "127.0.0.1")) as tool, a_surface() as surface:
        await heard_at(tool, port)
        foreign = {"Origin": "http://evil.example"}
        for _ in range(60):
            await tool.post("/hold", **foreign)
        surface.say(port, datagram("/skip", 1.0))
        await surface.hear("/pc/ok")
        await tool.console.until(lambda: any(m.startswith("osc skip: ok") for m in caplog.messages))


@awaited
async def test_a_tool_that_pings_without_end_is_ended_and_the_room_works_on(tmp_path: Path) -> None:
    async with (
        a_tool(tmp_path) as tool,
        a_room(tool.console) as room,
        beating(room),
        a_tool_socket(tool) as storm,
    ):
        await storm.hear("hello")
        with contextlib.suppress(ConnectionError, aiohttp.ClientError):
            for _ in range(60):
                await storm.ws.ping()
        async with asyncio.timeout(20):
            while not storm.ws.closed:
                await storm.ws.receive()
        await works(tool.console, room)


HOSTILE = {
    "a bomb": (
        b"HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: 99999999\r\n\r\n"
        + gzip.compress(bytes(200_000_000), 9)[:150_000]
    ),
    "an answer without end": b"HTTP/1.1 200 OK\r\nContent-Length: 1000000000\r\n\r\n"
    + bytes(1_000_000),
    "headers without end": b"HTTP/1.1 200 OK\r\n" + b"X: y\r\n" * 100_000,
    "words to the director": (
        "HTTP/1.1 \u202eEVERYTHING IS FINE\u2028" + "\u200b" * 3_000 + "\r\n\r\n"
    ).encode(),
    "a way to the inside": (
        b"HTTP/1.1 307 Temporary Redirect\r\nLocation: http://127.0.0.1:1/inside\r\n"
        b"Content-Length: 0\r\n\r\n"
    ),
    "nothing": b"",
}


@asynccontextmanager
async def a_hostile_receiver(answer: bytes) -> AsyncIterator[str]:
    """Answers every delivery with those bytes."""

    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        with contextlib.suppress(ConnectionError, asyncio.IncompleteReadError):
            await reader.readuntil(b"\r\n\r\n")
            writer.write(answer)
            await writer.drain()
        writer.close()

    server = await asyncio.start_server(serve, "127.0.0.1", 0)
    async with server:
        yield f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}/hook"


def tells(url: str) -> ToolSettings:
    return ToolSettings(
        api=ApiSettings(is_on=True),
        webhooks=HookSettings(is_on=True, hooks=(Webhook(url=url),)),
    )


def megabytes(pid: int) -> float:
    pages = Path(f"/proc/{pid}/statm").read_text(encoding="ascii").split()[1]
    return int(pages) * 4_096 / 1e6


@pytest.mark.parametrize("name", HOSTILE)
@awaited
async def test_a_receiver_that_answers_nonsense_harms_nobody(tmp_path: Path, name: str) -> None:
    async with a_hostile_receiver(HOSTILE[name]) as url, a_tool(tmp_path, tells(url)) as tool:
        console = tool.console
        before = megabytes(console.line.server_pid or 0)
        console.session.call(Hold(room=STAGE))
        console.session.call(Resume(room=STAGE))
        await console.until(
            lambda: any(hook.sent or hook.fault for hook in console.presence.tools.hooks)
        )
        (hook,) = console.presence.tools.hooks
        assert len(hook.fault) <= 200
        assert hook.fault.isprintable()
        assert megabytes(console.line.server_pid or 0) - before < 60
        async with a_room(console) as room:
            await works(console, room)
        assert console.presence.trouble == ""


@awaited
async def test_a_show_file_from_elsewhere_tells_nobody_and_hears_nobody(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    everything = ToolSettings(
        api=ApiSettings(is_on=True),
        osc=OscSettings(
            hears=True,
            allowed=("0.0.0.0/0",),
            sends=True,
            targets=(OscTarget(host="127.0.0.1", port=9),),
        ),
        webhooks=HookSettings(is_on=True, hooks=(Webhook(url="http://127.0.0.1:1/inside"),)),
    )
    async with a_console(tmp_path) as console:
        console.desk.tools.adopt(everything)
    here = Console.open(tmp_path / "gala.show")
    assert here.desk.tools.settings == everything
    here.session.close()
    monkeypatch.setenv(STATE_VARIABLE, str(tmp_path / "another machine"))
    there = Console.open(tmp_path / "gala.show")
    try:
        assert not there.desk.tools.settings.wants_state
        assert there.desk.tools.settings.webhooks.hooks == everything.webhooks.hooks
        there.desk.tools.adopt(everything)
    finally:
        there.session.close()
    again = Console.open(tmp_path / "gala.show")
    assert again.desk.tools.settings == everything
    again.session.close()
