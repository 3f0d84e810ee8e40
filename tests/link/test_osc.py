"""OSC in and out: calls from allowed addresses, an answer to each, and every change told."""

from __future__ import annotations

import asyncio
import random
import socket
import struct
import sys
from collections import defaultdict
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from pythonosc.osc_bundle_builder import IMMEDIATELY, OscBundleBuilder
from pythonosc.osc_message_builder import build_msg

from producer_app.core.errors import BadInput
from producer_app.link.desk import RoomDesk
from producer_app.link.osc_in import call_in, network_of
from producer_app.link.osc_text import filled, proved
from producer_app.link.osc_wire import LONGEST, MOST_MESSAGES, Osc, read_osc, write_osc
from producer_app.link.tool_settings import (
    SETTING,
    ApiSettings,
    On,
    OscSettings,
    OscTarget,
    OscTemplate,
    ToolSettings,
)
from producer_app.session.clock import SystemClock
from producer_app.session.session import Session
from tests.link.gala import H1, gala
from tests.link.tool import Tool, a_tool
from tests.link.waiting import awaited, wall_clock


class Surface(asyncio.DatagramProtocol):
    """A control surface: sends OSC and keeps what comes back."""

    def __init__(self) -> None:
        self.heard: defaultdict[str, asyncio.Queue[Osc]] = defaultdict(asyncio.Queue)
        """By address, as the controls of a surface have it."""
        self.transport: asyncio.DatagramTransport | None = None

    def connection_made(self, transport) -> None:  # type: ignore[no-untyped-def]
        self.transport = transport

    def datagram_received(self, data: bytes, addr: tuple[str, int]) -> None:
        for message in read_osc(data):
            self.heard[message.address].put_nowait(message)

    def say(self, port: int, datagram: bytes, host: str = "127.0.0.1") -> None:
        assert self.transport is not None
        self.transport.sendto(datagram, (host, port))

    async def hear(self, address: str) -> Osc:
        """The next message to that address."""
        async with asyncio.timeout(20):
            return await self.heard[address].get()


@asynccontextmanager
async def a_surface(port: int = 0, host: str = "127.0.0.1") -> AsyncIterator[Surface]:
    loop = asyncio.get_running_loop()
    transport, surface = await loop.create_datagram_endpoint(Surface, local_addr=(host, port))
    try:
        yield surface
    finally:
        transport.close()


def free_udp_port() -> int:
    """A UDP port on loopback that nobody has at this moment."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
    return port


def hears(port: int, *allowed: str) -> ToolSettings:
    """Settings by which OSC is heard; HTTP is on as well, to see what came of it."""
    osc = OscSettings(hears=True, port=port, allowed=allowed)
    return ToolSettings(api=ApiSettings(is_on=True), osc=osc)


async def heard_at(tool: Tool, port: int) -> None:
    """Returns once the server listens there."""
    wanted = [f"127.0.0.1:{port}"]
    await tool.console.until(lambda: tool.console.presence.tools.osc == wanted, patience=25)


def datagram(address: str, *values: object) -> bytes:
    return build_msg(address, list(values)).dgram


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


def malformed(dice: random.Random) -> bytes:
    """Something that is no call: bent bytes, bundles whose lengths lie, bundles in bundles."""
    message = datagram(dice.choice(("/go", "/x", "/handoff/H1/go")), 0.0)
    kind = dice.randrange(6)
    if kind == 0:
        return dice.randbytes(dice.randrange(200))
    if kind == 1:
        return b"#bundle\x00" + b"\x00" * 7 + b"\x01" + struct.pack(">i", dice.choice(LIES))
    if kind == 2:
        return message[: 4 * dice.randrange(len(message) // 4) + dice.randrange(1, 4)]
    if kind == 3:
        nested = message
        for _ in range(dice.randrange(3, 40)):
            head = b"#bundle\x00" + b"\x00" * 7 + b"\x01"
            nested = head + struct.pack(">i", len(nested)) + nested
        return nested
    if kind == 4:
        return b"#bundle\x00" + dice.randbytes(8) + struct.pack(">i", len(message)) + message
    return b"/go\x00," + bytes(dice.choices(b"[]bmrtSciI", k=dice.randrange(3, 60))) + b"\x00" * 8


LIES = (-4, -1, 0, 3, 2**31 - 1, -(2**31))


def test_nothing_malformed_is_ever_read_as_a_call() -> None:
    dice = random.Random(7)
    for _ in range(10_000):
        try:
            messages = read_osc(malformed(dice))
        except BadInput:
            continue
        for message in messages:
            assert message.address


def test_what_is_written_is_read_again() -> None:
    message = Osc("/pc/stage/onair", ("1", "北极光", 3, 2.5))
    assert read_osc(write_osc(message)) == (message,)


def test_a_bundle_is_taken_at_once_or_not_at_all() -> None:
    now, later = OscBundleBuilder(IMMEDIATELY), OscBundleBuilder(2_000_000_000)
    for bundle in (now, later):
        bundle.add_content(build_msg("/hold", []))
    assert [message.address for message in read_osc(now.build().dgram)] == ["/hold"]
    with pytest.raises(BadInput):
        read_osc(later.build().dgram)


def test_too_much_in_one_datagram_is_refused() -> None:
    many = OscBundleBuilder(IMMEDIATELY)
    for _ in range(MOST_MESSAGES + 1):
        many.add_content(build_msg("/hold", []))
    for text in (many.build().dgram, b"/" + b"x" * LONGEST):
        with pytest.raises(BadInput):
            read_osc(text)


@pytest.mark.parametrize(
    ("message", "verb", "room", "expects", "by"),
    [
        (Osc("/go"), "go", "", "", 0),
        (Osc("/go", (1,)), "go", "", "", 0),
        (Osc("/room/shop/go", ("B1",)), "go", "shop", "B1", 0),
        (Osc("/standby", ("12",)), "standby", "", "12", 0),
        (Osc("/standby/12", (1.0,)), "standby", "", "12", 0),
        (Osc("/room/shop/go/B1"), "go", "shop", "B1", 0),
        (Osc("/add_time", (-30,)), "add_time", "", "", -30_000),
        (Osc("/room/shop/add_time", (1.5,)), "add_time", "shop", "", 1_500),
    ],
)
def test_an_address_and_its_value_are_a_call(
    message: Osc, verb: str, room: str, expects: str, by: int
) -> None:
    call = call_in(message)
    assert call is not None
    assert (call.verb, call.room, call.expects, call.by) == (verb, room, expects, by)


def test_what_is_no_call_is_refused() -> None:
    for message in (Osc("/"), Osc("/room/go"), Osc("/handoff/H1/hold"), Osc("/add_time", ("x",))):
        with pytest.raises(BadInput):
            call_in(message)


def test_an_address_is_an_address() -> None:
    assert network_of(" 192.168.1.7/24 ") == network_of("192.168.1.0/24")
    with pytest.raises(BadInput):
        network_of("stage-deck.local")


def test_settings_that_somebody_bent_in_the_file_are_off(tmp_path: Path) -> None:
    session = Session.create(tmp_path / "gala.show", gala(wall_clock()), SystemClock())
    for kept in ('{"osc":{"hears":true,"allowed":["stage-deck"]}}', "[]", "{"):
        session.set_setting(SETTING, kept)
        desk = RoomDesk(session, lambda presence: None)
        assert desk.tools.settings == ToolSettings()
    session.close()


def test_a_template_keeps_words_together_and_an_address_an_address() -> None:
    template = OscTemplate(on=On.ON_AIR, address="/pc/{room}/x", values='"{title}" {over} {word}')
    fill = {"room": "studio #2/b", "title": 'Say "hi" {now}', "over": "-5", "word": ""}
    assert filled(template, fill) == Osc("/pc/studio_2_b/x", ('Say "hi" {now}', -5, ""))


def test_a_template_that_asks_for_what_is_not_there_is_refused() -> None:
    with pytest.raises(BadInput, match="titel"):
        proved(OscTemplate(on=On.ON_AIR, address="/x", values="{titel}"))
