"""The tools' WebSocket: who it is in the first message, then state out and calls in."""

from __future__ import annotations

import asyncio
import contextlib
import secrets
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial
from typing import Final

import msgspec
from aiohttp import WSMsgType, web
from msgspec import UNSET, Raw, Struct

from producer_app.core.errors import BadInput, Phrase, ProducerError
from producer_app.core.pairing import Pairing
from producer_app.link.conversation import WHO_ARE_YOU
from producer_app.link.door.front import is_upgrade, tool_of
from producer_app.link.door.gate import CONTROLS_PER_SECOND, Pace
from producer_app.link.door.pairing import client_of
from producer_app.link.door.visitor import Visitor
from producer_app.link.outbox import Message, Outbox, TooSlow
from producer_app.link.protocol import MAX_MESSAGE, POLICY_VIOLATION, TRY_AGAIN_LATER
from producer_app.link.services import Parts
from producer_app.link.sockets import SocketWire
from producer_app.link.tools.api_faults import (
    NO_ANSWER,
    NO_SOCKET,
    NO_TOKEN,
    OFF,
    REVOKED,
    TOO_FAST,
    UNKNOWN_TOKEN,
    WAIT,
    fault_in,
    fault_of,
    refusal,
)
from producer_app.link.tools.api_pieces import button_piece
from producer_app.link.tools.api_words import (
    FromTool,
    ToolAuth,
    ToolButtons,
    ToolCalls,
    ToolRefusal,
    ToolResult,
    ToolState,
    ToolWelcome,
    read_tool,
)
from producer_app.link.tools.calls import ToolCall, ToolCaller
from producer_app.link.tools.now import ToolsNow

PER_SECOND: Final = 20


class _Turned(Exception):
    """This socket is not wanted any more."""

    def __init__(self, phrase: Phrase, close: int = POLICY_VIOLATION) -> None:
        super().__init__(phrase.code)
        self.phrase, self.close = phrase, close


@dataclass(slots=True, kw_only=True, eq=False)
class Tool:
    """One tool on its socket."""

    pairing: Pairing
    address: str
    asked: ToolAuth
    outbox: Outbox = field(default_factory=Outbox)
    calls: set[asyncio.Task[None]] = field(default_factory=set)
    pace: Pace = field(default_factory=lambda: Pace(PER_SECOND, 1.0))
    is_gone: bool = False

    def give(self, message: Struct) -> None:
        """Puts a message behind the ones before it; who does not read is let go."""
        try:
            self.outbox.put(Message(msgspec.json.encode(message)))
        except TooSlow:
            self.outbox.close()


class ApiSockets:
    """Every tool's socket of one server; ``on_moved`` is called when one comes or goes."""

    def __init__(
        self, parts: Parts, now: ToolsNow, caller: ToolCaller, on_moved: Callable[[], None]
    ) -> None:
        self._parts, self._now, self._caller, self._on_moved = parts, now, caller, on_moved
        self._state: Message | None = None
        self._buttons: Message | None = None
        self.tools: set[Tool] = set()

    async def serve(self, request: web.Request) -> web.StreamResponse:
        """One socket from its upgrade to its end."""
        address = request.remote or ""
        if not is_upgrade(request):
            return refusal(426, fault_of(NO_SOCKET))
        if not self._now.settings.api.is_on:
            return refusal(404, fault_of(OFF))
        held = tool_of(request)
        client = client_of(held) if held is not None else ""
        gate, end = self._parts.gate, partial(_abort, request)
        place = gate.enter(address, time.monotonic(), end, client=client)
        if place is None:
            return refusal(429, fault_of(TOO_FAST))
        socket = web.WebSocketResponse(
            max_msg_size=MAX_MESSAGE,
            compress=False,
            timeout=1.0,
            heartbeat=20.0,
            autoping=False,
            writer_limit=0,
        )
        try:
            try:
                await socket.prepare(request)
                tool = await self._known(socket, request)
            finally:
                gate.places.leave(place)
            await self._attend(socket, request, tool)
        except _Turned as turned:
            self._now.audit("connect", turned.phrase.code, address)
            refused = msgspec.json.encode(ToolRefusal(error=fault_of(turned.phrase)))
            with contextlib.suppress(ConnectionError, RuntimeError):
                await socket.send_str(refused.decode())
                await socket.close(code=turned.close)
        return socket

    def push_state(self, state: Raw) -> None:
        """Tells every tool how the show stands now."""
        told = ToolState(t=self._now.instant(), state=state)
        message = self._state = Message(msgspec.json.encode(told))
        for tool in self.tools:
            if tool.asked.state:
                tool.outbox.put_latest("state", message)

    def push_buttons(self) -> None:
        """Tells the flat words to every tool, where they have changed."""
        outside = self._now.outside
        if outside is None or not any(tool.asked.buttons for tool in self.tools):
            return
        now = self._now.instant()
        rooms = {key: button_piece(room, now) for key, room in outside.rooms.items()}
        handoffs = {key: handoff.state for key, handoff in outside.handoffs.items()}
        text = msgspec.json.encode(ToolButtons(rooms=rooms, handoffs=handoffs))
        if self._buttons is not None and self._buttons.text == text:
            return
        self._buttons = Message(text)
        for tool in self.tools:
            if tool.asked.buttons:
                tool.outbox.put_latest("buttons", self._buttons)

    def revoke(self, client: str) -> None:
        """Ends the sockets of a tool."""
        for tool in [tool for tool in self.tools if client_of(tool.pairing) == client]:
            tool.is_gone = True
            tool.give(ToolRefusal(error=fault_of(REVOKED)))
            tool.outbox.close()

    def close_all(self) -> None:
        """Ends every socket."""
        for tool in self.tools:
            tool.outbox.close()

    async def _known(self, socket: web.WebSocketResponse, request: web.Request) -> Tool:
        """Who it is; Turned for a stranger."""
        address, gate = request.remote or "", self._parts.gate
        try:
            async with asyncio.timeout(WHO_ARE_YOU):
                first = await _receive(socket, Pace(CONTROLS_PER_SECOND, 1.0))
        except TimeoutError as late:
            raise _Turned(NO_TOKEN) from late
        if not isinstance(first, ToolAuth):
            raise _Turned(NO_TOKEN)
        now, reception = time.monotonic(), self._parts.reception
        pairing = tool_of(request) or reception.tool(first.token, address, now)
        if pairing is None:
            raise _Turned(WAIT if reception.must_wait(address, now) else UNKNOWN_TOKEN)
        if not gate.has_seat(address):
            raise _Turned(TOO_FAST, TRY_AGAIN_LATER)
        return Tool(pairing=pairing, address=address, asked=first)

    async def _attend(
        self, socket: web.WebSocketResponse, request: web.Request, tool: Tool
    ) -> None:
        """Serves a known tool until one side ends it."""
        self._parts.gate.take_seat(tool.address)
        if isinstance(request.protocol, Visitor):
            request.protocol.note_known()
        self._join(tool)
        sending = asyncio.create_task(_send(socket, request, tool), name="to a tool")
        try:
            await self._listen(socket, tool)
        except _Turned as turned:
            tool.give(ToolRefusal(error=fault_of(turned.phrase)))
            tool.outbox.close()
            await asyncio.wait({sending}, timeout=1.0)
        finally:
            self._parts.gate.leave_seat(tool.address)
            self.tools.discard(tool)
            for task in (sending, *tool.calls):
                task.cancel()
            await asyncio.gather(sending, *tool.calls, return_exceptions=True)
            self._now.audit("left", "ok", tool.address, tool.pairing)
            self._on_moved()

    def _join(self, tool: Tool) -> None:
        self.tools.add(tool)
        self._now.audit("joined", "ok", tool.address, tool.pairing)
        self._on_moved()
        tool.give(ToolWelcome(name=tool.pairing.name, client=client_of(tool.pairing)))
        if tool.asked.state and self._state is not None:
            tool.outbox.put_latest("state", self._state)
        if tool.asked.buttons:
            self._buttons = None
            self.push_buttons()

    async def _listen(self, socket: web.WebSocketResponse, tool: Tool) -> None:
        controls = Pace(CONTROLS_PER_SECOND, 1.0)
        while (message := await _receive(socket, controls)) is not None and not tool.is_gone:
            if not tool.pace.takes(time.monotonic()):
                raise _Turned(TOO_FAST, TRY_AGAIN_LATER)
            if isinstance(message, ToolCalls):
                task = asyncio.create_task(self._call(tool, message), name="a tool's call")
                tool.calls.add(task)
                task.add_done_callback(tool.calls.discard)

    async def _call(self, tool: Tool, said: ToolCalls) -> None:
        call = _call_of(said)
        try:
            answered = await self._caller.call(tool.pairing, call)
        except ProducerError as no:
            tool.give(ToolResult(mid=call.mid, answer="denied", error=fault_of(no.phrase)))
        except TimeoutError:
            tool.give(ToolResult(mid=call.mid, answer="unknown", error=fault_of(NO_ANSWER)))
        else:
            self._now.audit(call.verb, answered.answer, tool.address, tool.pairing)
            error = fault_in(answered)
            tool.give(ToolResult(mid=call.mid, answer=answered.answer, error=error))


def _call_of(said: ToolCalls) -> ToolCall:
    return ToolCall(
        verb=said.verb,
        room=said.room,
        handoff=said.handoff,
        expects=said.expects,
        by=said.by,
        is_confirmed=said.is_confirmed,
        is_forced=said.is_forced,
        mid=secrets.token_urlsafe(12) if said.mid is UNSET else said.mid,
    )


async def _send(socket: web.WebSocketResponse, request: web.Request, tool: Tool) -> None:
    transport = request.transport
    if transport is None:
        return
    try:
        await tool.outbox.run(SocketWire(socket, transport))
        await socket.close()
    except (TooSlow, ConnectionError, RuntimeError):
        transport.abort()


def _abort(request: web.Request) -> None:
    if request.transport is not None:
        request.transport.abort()


async def _receive(socket: web.WebSocketResponse, controls: Pace) -> FromTool | None:
    """The next message; None when the socket has ended, Turned when it makes no sense. Pings are
    answered at their own pace."""
    while True:
        frame = await socket.receive()
        match frame.type:
            case WSMsgType.TEXT:
                try:
                    return read_tool(frame.data)
                except BadInput as fault:
                    raise _Turned(fault.phrase) from fault
            case WSMsgType.BINARY:
                raise _Turned(NO_TOKEN)
            case WSMsgType.PING | WSMsgType.PONG:
                if not controls.takes(time.monotonic()):
                    raise _Turned(TOO_FAST, TRY_AGAIN_LATER)
                if frame.type is WSMsgType.PING:
                    await socket.pong(frame.data)
            case _:
                return None
