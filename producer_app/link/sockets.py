"""The rooms' sockets: who it is in the first message, then what they say, each at its own pace.

It carries; it does not judge. What a room says goes to the console and its answer comes back.
"""

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
from producer_app.core.handoff import Act, Answer
from producer_app.link.asking import Asking, called_of, heard_of
from producer_app.link.gate import (
    CONTROLS_PER_SECOND,
    ROOM_PER_SECOND,
    VIEWER_PER_MINUTE,
    Gate,
    Pace,
)
from producer_app.link.hub import Client, Hub
from producer_app.link.outbox import Message, TooSlow
from producer_app.link.pairing import client_of
from producer_app.link.pipe import (
    Answered,
    Audit,
    ToConsole,
)
from producer_app.link.protocol import (
    ACTING,
    MAX_MESSAGE,
    TRY_AGAIN_LATER,
    Beat,
    CallSaid,
    FromPage,
    OfferActSaid,
    Res,
    Role,
    Said,
    Shown,
    Want,
    read_page,
    write_page,
)
from producer_app.link.reception import Reception, Turned
from producer_app.present.errors import told
from producer_app.present.roompage import LineView
from producer_app.present.words import words

ONLY_LOOKS: Final = Phrase("link.only_looks", "this page only looks")
OTHER_ROOM: Final = Phrase("link.other_room", "not this room")

REVOKED: Final = Phrase("link.revoked", "The director ended this pairing.")
OVER: Final = Phrase("link.over", "The show is over, and with it this pairing.")
SILENT: Final = Phrase("link.silent", "Nothing was said in time.")
FULL: Final = Phrase("link.full", "Too many pages are connected.")
FLOOD: Final = Phrase("link.flood", "Too many messages.")
SAID_ALREADY: Final = Phrase("link.said_already", "That was said already.")
ONLY_TEXT: Final = Phrase("link.only_text", "Messages are text.")

AT_THE_LATEST: Final = 0.8
"""Seconds after which the socket of a revoked client is cut, whether it was told why or not."""

WHO_ARE_YOU: Final = 3.0
"""Seconds a new socket has to say who it is."""


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


class Sockets:
    """Every room socket of one server."""

    def __init__(self, hub: Hub, tell: Callable[[ToConsole], None]) -> None:
        self.gate = Gate()
        self.reception = Reception(tell)
        self._hub, self._tell = hub, tell
        self.asking = Asking(tell)
        self._open: dict[web.WebSocketResponse, asyncio.Transport | None] = {}
        self._of: dict[Client, web.WebSocketResponse] = {}
        self.presence_moved = asyncio.Event()
        """Set when somebody came, went, or looked away."""

    def revoke(self, client_id: str, why: str = "revoked") -> None:
        """Forgets a client and closes its sockets, within a second also those that do not read."""
        self.reception.forget(client_id)
        for client in [c for c in self._hub.clients if client_of(c.pairing) == client_id]:
            self._show_out(client, Turned(why, OVER if why == "ended" else REVOKED))
            self._audit(why, "ok", client)
            if client in self._of:
                loop = asyncio.get_running_loop()
                loop.call_later(AT_THE_LATEST, self._abort, self._of[client])

    def _show_out(self, client: Client, turned: Turned) -> None:
        """Says why, and ends the socket once that is said."""
        client.ending = turned.close
        self._hub.give(client, turned.refusal())
        self._hub.leave(client)

    async def close_all(self) -> None:
        for socket in list(self._open):
            with contextlib.suppress(ConnectionError, TimeoutError):
                async with asyncio.timeout(0.5):
                    await socket.close(code=1001)

    async def serve(self, request: web.Request) -> web.StreamResponse:
        """One socket from its upgrade to its end."""
        address = request.remote or ""
        if not self.gate.has_place(address, time.monotonic()):
            return self._turn_away(address, 429, "too many sockets")
        socket = web.WebSocketResponse(
            max_msg_size=MAX_MESSAGE, compress=False, timeout=1.0, autoping=False, writer_limit=0
        )
        self.gate.unknown[address] += 1
        still_unknown = ExitStack()
        still_unknown.callback(self.gate.forget_stranger, address)
        with still_unknown:
            await socket.prepare(request)
            self._open[socket] = request.transport
            try:
                await self._converse(socket, address, still_unknown)
            finally:
                del self._open[socket]
        return socket

    def _abort(self, socket: web.WebSocketResponse) -> None:
        """Ends a socket without waiting for the other side."""
        transport = self._open.get(socket)
        if transport is not None:
            transport.abort()

    def _turn_away(self, address: str, status: int, why: str) -> web.Response:
        self._tell(Audit(verb="connect", result=why, address=address))
        return web.Response(status=status, text=f"{why}\n")

    async def _converse(
        self, socket: web.WebSocketResponse, address: str, still_unknown: ExitStack
    ) -> None:
        try:
            client, token = await self._know(socket, address)
        except Turned as turned:
            self._tell(Audit(verb="connect", result=turned.code, address=address))
            with contextlib.suppress(ConnectionError, RuntimeError):
                await socket.send_str(write_page(turned.refusal()).decode())
                await socket.close(code=turned.close)
            return
        still_unknown.close()
        self.gate.take_seat(address)
        self._of[client] = socket
        try:
            await self._attend(socket, client, token)
        finally:
            del self._of[client]
            self.gate.leave_seat(address)
            self._hub.leave(client)
            self._audit("left", "ok", client)
            self.presence_moved.set()

    async def _know(self, socket: web.WebSocketResponse, address: str) -> tuple[Client, str]:
        """Who it is, and the token to give it when it has just been paired; Turned if not known."""
        try:
            async with asyncio.timeout(WHO_ARE_YOU):
                message = await _receive(socket, Pace(CONTROLS_PER_SECOND, 1.0))
        except TimeoutError as late:
            raise Turned("silent", SILENT) from late
        if not self.gate.has_seat(address):
            raise Turned("full", FULL, TRY_AGAIN_LATER)
        now = time.monotonic()
        pairing, token = self.reception.know(message, address, now)
        return Client(pairing=pairing, address=address, since=now, heard=now), token

    async def _attend(self, socket: web.WebSocketResponse, client: Client, token: str) -> None:
        """Serves a known client until one side ends it."""
        self._hub.join(client, time.monotonic(), token)
        self._audit("joined", "ok", client)
        self.presence_moved.set()
        sending = asyncio.create_task(self._send(socket, client), name=f"to {client.pairing.name}")
        try:
            await self._listen(socket, client)
        except Turned as turned:
            self._audit("said", turned.code, client)
            self._show_out(client, turned)
            await asyncio.wait({sending}, timeout=1.0)
        finally:
            sending.cancel()
            await asyncio.gather(sending, return_exceptions=True)

    async def _send(self, socket: web.WebSocketResponse, client: Client) -> None:
        transport = self._open.get(socket)
        if transport is None:
            return
        try:
            await client.outbox.run(SocketWire(socket, transport))
            await socket.close(code=client.ending)
        except TooSlow:
            self._audit("evicted", "too slow", client)
            self._hub.leave(client)
            self._abort(socket)
        except (ConnectionError, RuntimeError):
            self._abort(socket)

    async def _listen(self, socket: web.WebSocketResponse, client: Client) -> None:
        is_room = client.pairing.role in ACTING
        pace = Pace(ROOM_PER_SECOND, 1.0) if is_room else Pace(VIEWER_PER_MINUTE, 60.0)
        controls = Pace(CONTROLS_PER_SECOND, 1.0)
        while not client.is_gone:
            message = await _receive(socket, controls)
            if message is None:
                return
            if not pace.takes(time.monotonic()):
                raise Turned("flood", FLOOD, TRY_AGAIN_LATER)
            self._hear(client, message)

    def _hear(self, client: Client, message: FromPage) -> None:
        now = time.monotonic()
        client.heard = now
        match message:
            case Beat():
                was_visible = client.visible
                self._hub.hear_beat(client, message, now)
                if was_visible != message.visible:
                    self.presence_moved.set()
            case Want():
                self._hub.give_page(client, now)
            case Shown():
                may = self._hub.may_act(client, message.handoff)
                if may and self._hub.hear_shown(client, message):
                    self._ask(client, message, Act.SHOWN.value)
            case Said():
                self._said(client, message)
            case CallSaid() | OfferActSaid():
                self._called(client, message)
            case _:
                raise Turned("order", SAID_ALREADY)

    def _said(self, client: Client, message: Said) -> None:
        if self._hub.may_act(client, message.handoff):
            self._ask(client, message, message.kind.value, message.mid)
            return
        self._audit(message.kind.value, "denied", client)
        why = OTHER_ROOM if client.pairing.role in ACTING else ONLY_LOOKS
        self._deny(client, message.mid, why, self._hub.lines.get(message.handoff))

    def _called(self, client: Client, message: CallSaid | OfferActSaid) -> None:
        verb = message.verb if isinstance(message, CallSaid) else message.act
        if client.pairing.role != Role.OPERATOR:
            self._audit(verb.value, "denied", client)
            self._deny(client, message.mid, ONLY_LOOKS)
            return
        self.asking.ask(
            lambda ref: called_of(ref, client, message),
            partial(self._answer, client, message.mid, verb.value),
        )

    def _ask(self, client: Client, message: Shown | Said, act: str, mid: str = "") -> None:
        verb = act if mid else ""
        self.asking.ask(
            lambda ref: heard_of(ref, client, message, act),
            partial(self._answer, client, mid, verb),
        )

    def _answer(self, client: Client, mid: str, verb: str, verdict: Answered) -> None:
        """Passes the console's verdict to the page that asked."""
        if verb:
            self._audit(verb, verdict.answer, client)
        if mid:
            res = Res(
                mid=mid,
                answer=verdict.answer,
                state=verdict.state,
                rev=verdict.rev,
                why=verdict.why,
                why_zh=verdict.why_zh,
                confirm=verdict.confirm,
            )
            self._hub.give(client, res)

    def _deny(self, client: Client, mid: str, why: Phrase, line: LineView | None = None) -> None:
        res = Res(
            mid=mid,
            answer=Answer.DENIED.value,
            state=line.state if line else "",
            rev=line.rev if line else 0,
            why=told(why, words("en")),
            why_zh=told(why, words("zh")),
        )
        self._hub.give(client, res)

    def _audit(self, verb: str, result: str, client: Client) -> None:
        who = f"{client.pairing.name} ({client_of(client.pairing)})"
        role = f"{client.pairing.role} in {client.pairing.room}"
        self._tell(Audit(verb=verb, result=result, address=client.address, who=who, role=role))


async def _receive(socket: web.WebSocketResponse, controls: Pace) -> FromPage | None:
    """The next message; None when the socket has ended, Turned when it makes no sense. Pings are
    answered at their own pace."""
    while True:
        frame = await socket.receive()
        match frame.type:
            case WSMsgType.TEXT:
                try:
                    return read_page(frame.data)
                except BadInput as fault:
                    raise Turned("schema", fault.phrase) from fault
            case WSMsgType.BINARY:
                raise Turned("schema", ONLY_TEXT)
            case WSMsgType.PING | WSMsgType.PONG:
                if not controls.takes(time.monotonic()):
                    raise Turned("flood", FLOOD, TRY_AGAIN_LATER)
                if frame.type is WSMsgType.PING:
                    await socket.pong(frame.data)
            case _:
                return None
