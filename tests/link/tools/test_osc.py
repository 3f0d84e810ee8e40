"""OSC in and out: calls from allowed addresses, an answer to each, and every change told."""

from __future__ import annotations

import asyncio
import random
import socket
import sys
from pathlib import Path

import pytest

from producer_app.link.tools.settings import (
    ApiSettings,
    OscSettings,
    OscTarget,
    ToolSettings,
)
from tests.link.gala import H1
from tests.link.surface import a_surface, datagram, free_udp_port, heard_at, hears, malformed
from tests.link.tool import a_tool
from tests.link.waiting import awaited


@awaited
async def test_hold_and_resume_are_called_and_answered(tmp_path: Path) -> None:
    port = free_udp_port()
    async with a_tool(tmp_path, hears(port, "127.0.0.1")) as tool, a_surface() as surface:
        await heard_at(tool, port)
        for address, word in (("/hold", "HELD"), ("/room/stage/resume", "LEFT")):
            surface.say(port, datagram(address))
            assert (await surface.hear("/pc/ok")).values == (address, "ok")
            await tool.reads("/rooms/stage/on_air", lambda piece, word=word: piece["word"] == word)


@awaited
async def test_a_refused_call_is_told_to_its_sender_in_words(tmp_path: Path) -> None:
    port = free_udp_port()
    async with a_tool(tmp_path, hears(port, "127.0.0.0/8")) as tool, a_surface() as surface:
        await heard_at(tool, port)
        for address, word in (
            ("/handoff/H1/go", "READY"),
            ("/handoff/H9/go", "H1"),
            ("/room/attic/go", "stage"),
            ("/fly", "/go"),
        ):
            surface.say(port, datagram(address))
            told, why = (await surface.hear("/pc/refused")).values
            assert told in (address, "")
            assert word in str(why)


@awaited
async def test_a_handoff_is_stood_by_over_osc(tmp_path: Path) -> None:
    port = free_udp_port()
    async with a_tool(tmp_path, hears(port, "127.0.0.1")) as tool, a_surface() as surface:
        await heard_at(tool, port)
        surface.say(port, datagram("/handoff/h1/standby", 1.0))
        await surface.hear("/pc/ok")
        assert tool.console.of(H1).rev == 1
        surface.say(port, datagram("/add_time", 30))
        await surface.hear("/pc/ok")
        await tool.reads("/rooms/stage/on_air", lambda piece: piece["left"] > 60_000)


@awaited
async def test_a_button_that_is_let_go_calls_nothing(tmp_path: Path) -> None:
    port = free_udp_port()
    async with a_tool(tmp_path, hears(port, "127.0.0.1")) as tool, a_surface() as surface:
        await heard_at(tool, port)
        surface.say(port, datagram("/hold", 0.0))
        surface.say(port, datagram("/skip", 1.0))
        assert (await surface.hear("/pc/ok")).values[0] == "/skip"
        assert not (await tool.get("/rooms/stage/on_air"))[1]["is_held"]


@pytest.mark.skipif(sys.platform == "darwin", reason="127.0.0.1 is its only loopback address")
@awaited
async def test_nobody_is_heard_who_is_not_named_and_nobody_is_told(tmp_path: Path) -> None:
    port = free_udp_port()
    async with (
        a_tool(tmp_path, hears(port, "127.0.0.9")) as tool,
        a_surface() as stranger,
        a_surface(host="127.0.0.9") as friend,
    ):
        await heard_at(tool, port)
        stranger.say(port, datagram("/hold"))
        await tool.console.until(
            lambda: tool.console.presence.tools.osc_from == ["127.0.0.1"], patience=25
        )
        friend.say(port, datagram("/skip"))
        assert (await friend.hear("/pc/ok")).values[0] == "/skip"
        assert not (await tool.get("/rooms/stage/on_air"))[1]["is_held"]
        assert not stranger.heard


@awaited
async def test_an_empty_list_is_nobody(tmp_path: Path) -> None:
    port = free_udp_port()
    async with a_tool(tmp_path, hears(port)) as tool, a_surface() as surface:
        await heard_at(tool, port)
        surface.say(port, datagram("/hold"))
        await tool.console.until(
            lambda: tool.console.presence.tools.osc_from == ["127.0.0.1"], patience=25
        )
        assert not (await tool.get("/rooms/stage/on_air"))[1]["is_held"]


@pytest.mark.skipif(sys.platform == "darwin", reason="127.0.0.1 is its only loopback address")
@awaited
async def test_it_is_heard_on_loopback_alone_while_nothing_is_shared(tmp_path: Path) -> None:
    port = free_udp_port()
    async with a_tool(tmp_path, hears(port, "0.0.0.0/0")) as tool:
        await heard_at(tool, port)
        with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as other:
            other.bind(("127.0.0.2", port))


@pytest.mark.skipif(sys.platform == "darwin", reason="127.0.0.1 is its only loopback address")
@awaited
async def test_what_is_shared_is_listened_on_and_no_longer_than_that(tmp_path: Path) -> None:
    port = free_udp_port()
    async with a_tool(tmp_path, hears(port, "127.0.0.0/8")) as tool, a_surface() as surface:
        await heard_at(tool, port)
        tool.console.line.share(("127.0.0.2",))
        both = [f"127.0.0.1:{port}", f"127.0.0.2:{port}"]
        await tool.console.until(lambda: tool.console.presence.tools.osc == both, patience=25)
        surface.say(port, datagram("/skip"), "127.0.0.2")
        await surface.hear("/pc/ok")
        tool.console.line.share(())
        await heard_at(tool, port)


@awaited
async def test_a_port_that_is_taken_is_told_in_words(tmp_path: Path) -> None:
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as taken:
        taken.bind(("127.0.0.1", 0))
        port = taken.getsockname()[1]
        async with a_tool(tmp_path, hears(port, "127.0.0.1")) as tool:
            await tool.console.until(
                lambda: bool(tool.console.presence.tools.osc_fault), patience=25
            )
            assert tool.console.presence.tools.osc == []


@awaited
async def test_every_change_is_told_to_every_target(tmp_path: Path) -> None:
    ports = [free_udp_port(), free_udp_port()]
    osc = OscSettings(
        sends=True, targets=tuple(OscTarget(host="127.0.0.1", port=port) for port in ports)
    )
    settings = ToolSettings(api=ApiSettings(is_on=True), osc=osc)
    async with (
        a_surface(ports[0]) as one,
        a_surface(ports[1]) as other,
        a_tool(tmp_path, settings) as tool,
    ):
        for surface in (one, other):
            while (await surface.hear("/pc/stage/onair")).values != ("1", "Northern Lights"):
                pass
        await tool.post("/hold")
        for surface in (one, other):
            while (await surface.hear("/pc/stage/held")).values != (1,):
                pass
        await tool.post("/handoffs/H2/standby")
        while (await one.hear("/pc/handoff/H2")).values[0] != "standby_sent":
            pass


@awaited
async def test_ten_thousand_malformed_datagrams_change_nothing(tmp_path: Path) -> None:
    port, dice = free_udp_port(), random.Random(5)
    async with a_tool(tmp_path, hears(port, "127.0.0.1")) as tool, a_surface() as surface:
        await heard_at(tool, port)
        before = (await tool.get("/state"))[1]["rooms"]["stage"]["on_air"]
        for number in range(10_000):
            surface.say(port, malformed(dice))
            if number % 200 == 0:
                assert (await tool.get("/rooms/stage/over"))[0] in (200, 429)
        pid = tool.console.line.server_pid
        after = await tool.reads("/state", lambda state: state["is_running"])
        assert after["rooms"]["stage"]["on_air"] == before
        assert tool.console.line.server_pid == pid
        async with asyncio.timeout(20):
            while surface.heard["/pc/ok"].empty():
                surface.say(port, datagram("/skip"))
                await asyncio.sleep(0.1)
