"""A control surface for tests: says OSC to the console and keeps what comes back."""

from __future__ import annotations

import asyncio
import random
import socket
import struct
from collections import defaultdict
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from pythonosc.osc_message_builder import build_msg

from producer_app.link.tools.osc_wire import Osc, read_osc
from producer_app.link.tools.settings import ApiSettings, OscSettings, ToolSettings
from tests.link.tool import Tool


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
