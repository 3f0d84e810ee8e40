"""The limit of the line: a bare asyncio socket server that sends one prepared frame to its clients.

A program: it takes ``prepare TEXT`` and ``go`` from standard input, a line each.
"""

from __future__ import annotations

import asyncio
import base64
import hashlib
import sys
from typing import cast

from producer_app.link.outbox import Message

_GUID = b"258EAFA5-E914-47DA-95CA-C5AB0DC85B11"
"""What a server answers an upgrade with (RFC 6455, 1.3)."""


class Bare(asyncio.Protocol):
    """One client: greeted, then only written to."""

    def __init__(self, clients: set[asyncio.Transport]) -> None:
        self._clients = clients
        self._heard = b""
        self._is_open = False
        self._transport: asyncio.Transport | None = None

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._transport = cast(asyncio.Transport, transport)

    def data_received(self, data: bytes) -> None:
        transport = self._transport
        if transport is None or transport in self._clients:
            return
        self._heard += data
        if not self._is_open and b"\r\n\r\n" in self._heard:
            key = self._heard.split(b"Sec-WebSocket-Key: ")[1].split(b"\r\n")[0]
            accept = base64.b64encode(hashlib.sha1(key + _GUID).digest())  # noqa: S324
            transport.write(
                b"HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\n"
                b"Connection: Upgrade\r\nSec-WebSocket-Accept: " + accept + b"\r\n\r\n"
            )
            self._is_open = True
        elif self._is_open:
            self._clients.add(transport)
            transport.write(Message(b'{"type":"welcome"}').frame)

    def connection_lost(self, _: Exception | None) -> None:
        if self._transport is not None:
            self._clients.discard(self._transport)


async def main() -> None:
    loop = asyncio.get_running_loop()
    clients: set[asyncio.Transport] = set()
    server = await loop.create_server(lambda: Bare(clients), "127.0.0.1", 0, backlog=1024)
    sys.stdout.write(f"{server.sockets[0].getsockname()[1]}\n")
    sys.stdout.flush()
    frame = b""

    def send() -> None:
        for client in clients:
            client.write(frame)

    while line := await loop.run_in_executor(None, sys.stdin.readline):
        order, _, text = line.rstrip("\n").partition(" ")
        if order == "go":
            send()
        else:
            frame = Message(text.encode()).frame
            sys.stdout.write("prepared\n")
            sys.stdout.flush()


if __name__ == "__main__":
    asyncio.run(main())
