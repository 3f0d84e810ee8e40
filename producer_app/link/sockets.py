"""The rooms' WebSockets: each a peer that is talked with, from its upgrade to its end."""

from __future__ import annotations

import asyncio
import contextlib
import time
from collections.abc import Callable
from contextlib import ExitStack
from functools import partial
from typing import Final

from aiohttp import WSMsgType, web

from producer_app.core.errors import BadInput, Phrase
from producer_app.link.conversation import FLOOD, Talks
from producer_app.link.door.gate import CONTROLS_PER_SECOND, Gate, Pace
from producer_app.link.door.reception import Turned
from producer_app.link.door.visitor import Visitor
from producer_app.link.outbox import Message
from producer_app.link.pipe import Audit, ToConsole
from producer_app.link.protocol import (
    MAX_MESSAGE,
    TRY_AGAIN_LATER,
    FromPage,
    Refusal,
    read_page,
    write_page,
)

ONLY_TEXT: Final = Phrase("link.only_text", "Messages are text.")


class SocketWire:
    """A WebSocket as an outbox writes to it: each message one frame, straight to the system."""

    def __init__(self, socket: web.WebSocketResponse, transport: asyncio.Transport) -> None:
        self._socket, self._transport = socket, transport
        transport.set_write_buffer_limits(high=0)

    def write(self, message: Message) -> None:
        self._transport.write(message.frame)

    def is_free(self) -> bool:
        return self._transport.get_write_buffer_size() == 0

    async def drained(self) -> None:
        """A ping goes behind what waits, and returns once all of it is with the system."""
        await self._socket.ping()


class WebPeer:
    """A page on a WebSocket of ours."""

    def __init__(
        self, socket: web.WebSocketResponse, transport: asyncio.Transport, address: str
    ) -> None:
        self._socket, self._transport = socket, transport
        self.address = address
        self.wire = SocketWire(socket, transport)
        self._controls = Pace(CONTROLS_PER_SECOND, 1.0)

    async def receive(self) -> FromPage | None:
        """The next message; pings are answered at their own pace."""
        while True:
            frame = await self._socket.receive()
            match frame.type:
                case WSMsgType.TEXT:
                    try:
                        return read_page(frame.data)
                    except BadInput as fault:
                        raise Turned("schema", fault.phrase) from fault
                case WSMsgType.BINARY:
                    raise Turned("schema", ONLY_TEXT)
                case WSMsgType.PING | WSMsgType.PONG:
                    if not self._controls.takes(time.monotonic()):
                        raise Turned("flood", FLOOD, TRY_AGAIN_LATER)
                    if frame.type is WSMsgType.PING:
                        await self._socket.pong(frame.data)
                case _:
                    return None

    async def refuse(self, refusal: Refusal, code: int) -> None:
        await self._socket.send_str(write_page(refusal).decode())
        await self._socket.close(code=code)

    async def close(self, code: int) -> None:
        await self._socket.close(code=code)

    def abort(self) -> None:
        self._transport.abort()


class Sockets:
    """Every WebSocket of one server."""

    def __init__(self, talks: Talks, tell: Callable[[ToConsole], None]) -> None:
        self._talks, self._tell = talks, tell
        self._open: set[web.WebSocketResponse] = set()

    @property
    def _gate(self) -> Gate:
        return self._talks.gate

    async def close_all(self) -> None:
        for socket in list(self._open):
            with contextlib.suppress(ConnectionError, TimeoutError):
                async with asyncio.timeout(0.5):
                    await socket.close(code=1001)

    async def serve(self, request: web.Request) -> web.StreamResponse:
        """One socket from its upgrade to its end."""
        address = request.remote or ""
        client = self._expected(request)
        place = self._gate.enter(address, time.monotonic(), lambda: _abort(request), client=client)
        if place is None:
            self._tell(Audit(verb="connect", result="too many sockets", address=address))
            return web.Response(status=429, text="too many sockets\n")
        socket = web.WebSocketResponse(
            max_msg_size=MAX_MESSAGE, compress=False, timeout=1.0, autoping=False, writer_limit=0
        )
        if place.client:
            _note_known(request)
        still_unknown = ExitStack()
        still_unknown.callback(self._gate.places.leave, place)
        with still_unknown:
            await socket.prepare(request)
            if request.transport is None:
                return socket
            self._open.add(socket)
            try:
                peer = WebPeer(socket, request.transport, address)
                await self._talks.converse(peer, partial(_let_in, request, still_unknown))
            finally:
                self._open.discard(socket)
        return socket

    def _expected(self, request: web.Request) -> str:
        """The pairing that a page says is its own, before it has proved it; empty where there is no
        such one."""
        client = request.query.get("client", "")
        return client if self._talks.reception.expects(client) else ""


def _let_in(request: web.Request, still_unknown: ExitStack) -> None:
    still_unknown.close()
    _note_known(request)


def _note_known(request: web.Request) -> None:
    if isinstance(request.protocol, Visitor):
        request.protocol.note_known()


def _abort(request: web.Request) -> None:
    if request.transport is not None:
        request.transport.abort()
