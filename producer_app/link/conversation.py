"""What a client says, from who it is to its last word, whatever carries it here.

It judges nothing. What a room says goes to the console and its answer comes back.
"""

from __future__ import annotations

import asyncio
import contextlib
import time
from collections.abc import Callable
from functools import partial
from typing import Final, Protocol

from producer_app.core.errors import Phrase
from producer_app.core.handoff import Act, Answer
from producer_app.link.asking import Asking, called_of, heard_of
from producer_app.link.client import Client
from producer_app.link.door.gate import ROOM_PER_SECOND, VIEWER_PER_MINUTE, Gate, Pace
from producer_app.link.door.pairing import client_of
from producer_app.link.door.reception import Reception, Turned
from producer_app.link.hub import Hub
from producer_app.link.outbox import TooSlow, Wire
from producer_app.link.pipe import Answered, Audit, ToConsole
from producer_app.link.protocol import (
    ACTING,
    TRY_AGAIN_LATER,
    Auth,
    Beat,
    CallSaid,
    FromPage,
    OfferActSaid,
    Refusal,
    Res,
    Role,
    Said,
    Shown,
    Want,
)
from producer_app.present.errors import told
from producer_app.present.handoff_line import LineView
from producer_app.present.words import words

ONLY_LOOKS: Final = Phrase("link.only_looks", "this page only looks")
OTHER_ROOM: Final = Phrase("link.other_room", "not this room")

REVOKED: Final = Phrase("link.revoked", "The director ended this pairing.")
OVER: Final = Phrase("link.over", "The show is over, and with it this pairing.")
SILENT: Final = Phrase("link.silent", "Nothing was said in time.")
FULL: Final = Phrase("link.full", "Too many pages are connected.")
FLOOD: Final = Phrase("link.flood", "Too many messages.")
SAID_ALREADY: Final = Phrase("link.said_already", "That was said already.")

AT_THE_LATEST: Final = 0.8
"""Seconds after which a revoked client is cut, whether it was told why or not."""

SILENT_AFTER: Final = 3.0
"""Seconds without a heartbeat, which come each second, after which a page that comes back takes the
seat of its own last socket."""

WHO_ARE_YOU: Final = 3.0
"""Seconds somebody new has to say who it is."""


class Peer(Protocol):
    """Whoever is at the other end, on a socket of ours or beyond a broker."""

    @property
    def address(self) -> str:
        """From where it comes."""

    @property
    def wire(self) -> Wire:
        """Where what is said to it leaves."""

    async def receive(self) -> FromPage | None:
        """Its next message; None when it has gone, Turned when the message makes no sense."""

    async def refuse(self, refusal: Refusal, code: int) -> None:
        """Says why it is not wanted, and ends."""

    async def close(self, code: int) -> None:
        """Ends once everything is said."""

    def abort(self) -> None:
        """Ends without waiting for the other side."""


class Talks(Protocol):
    """Whoever talks with the peers of a server: itself, or a console beyond a broker."""

    gate: Gate
    reception: Reception

    async def converse(self, peer: Peer, is_known: Callable[[], None]) -> None:
        """Talks with a peer until one side ends it; ``is_known`` is called once it is in."""


class Conversations:
    """Everybody who talks with one server."""

    def __init__(self, hub: Hub, tell: Callable[[ToConsole], None]) -> None:
        self.gate = Gate()
        self.reception = Reception(tell)
        self.asking = Asking(tell)
        self._hub, self._tell = hub, tell
        self._peers: dict[Client, Peer] = {}
        self.presence_moved = asyncio.Event()
        """Set when somebody came, went, or looked away."""

    def revoke(self, client_id: str, why: str = "revoked") -> None:
        """Forgets a client and ends its sockets, within a second also those that do not read."""
        self.reception.forget(client_id)
        for client in [c for c in self._hub.clients if client_of(c.pairing) == client_id]:
            self._show_out(client, Turned(why, OVER if why == "ended" else REVOKED))
            self._audit(why, "ok", client)
            if client in self._peers:
                loop = asyncio.get_running_loop()
                loop.call_later(AT_THE_LATEST, self._peers[client].abort)

    async def converse(self, peer: Peer, is_known: Callable[[], None]) -> None:
        """Talks with a peer until one side ends it; ``is_known`` is called once it is in."""
        try:
            client, token = await self._know(peer)
        except Turned as turned:
            self._tell(Audit(verb="connect", result=turned.code, address=peer.address))
            with contextlib.suppress(ConnectionError, RuntimeError):
                await peer.refuse(turned.refusal(), turned.close)
            return
        is_known()
        self.gate.take_seat(peer.address)
        self._peers[client] = peer
        try:
            await self._attend(peer, client, token)
        finally:
            del self._peers[client]
            self.gate.leave_seat(peer.address)
            self._hub.leave(client)
            self._audit("left", "ok", client)
            self.presence_moved.set()

    async def _know(self, peer: Peer) -> tuple[Client, str]:
        """Who it is, and the token to give it when it has just been paired; Turned if not known."""
        try:
            async with asyncio.timeout(WHO_ARE_YOU):
                message = await peer.receive()
        except TimeoutError as late:
            raise Turned("silent", SILENT) from late
        now = time.monotonic()
        if not self.gate.has_seat(peer.address) and not self._gives_up_seat(message, now):
            raise Turned("full", FULL, TRY_AGAIN_LATER)
        pairing, token = self.reception.know(message, peer.address, now)
        return Client(pairing=pairing, address=peer.address, since=now, heard=now), token

    def _gives_up_seat(self, message: FromPage | None, now: float) -> bool:
        """True where a page comes back whose last socket has fallen silent: it is ended, and its
        seat is the new one's."""
        holder = self.reception.holder(message.token) if isinstance(message, Auth) else None
        for client in [c for c in self._peers if c.pairing is holder]:
            if now - client.heard > SILENT_AFTER:
                self._hub.leave(client)
                self._peers[client].abort()
                return True
        return False

    async def _attend(self, peer: Peer, client: Client, token: str) -> None:
        """Serves a known client until one side ends it."""
        self._hub.join(client, time.monotonic(), token)
        self._audit("joined", "ok", client)
        self.presence_moved.set()
        sending = asyncio.create_task(self._send(peer, client), name=f"to {client.pairing.name}")
        try:
            await self._listen(peer, client)
        except Turned as turned:
            self._audit("said", turned.code, client)
            self._show_out(client, turned)
            await asyncio.wait({sending}, timeout=1.0)
        finally:
            sending.cancel()
            await asyncio.gather(sending, return_exceptions=True)

    def _show_out(self, client: Client, turned: Turned) -> None:
        """Says why, and ends the conversation once that is said."""
        client.ending = turned.close
        self._hub.give(client, turned.refusal())
        self._hub.leave(client)

    async def _send(self, peer: Peer, client: Client) -> None:
        try:
            await client.outbox.run(peer.wire)
            await peer.close(client.ending)
        except TooSlow:
            self._audit("evicted", "too slow", client)
            self._hub.leave(client)
            peer.abort()
        except (ConnectionError, RuntimeError):
            peer.abort()

    async def _listen(self, peer: Peer, client: Client) -> None:
        is_room = client.pairing.role in ACTING
        pace = Pace(ROOM_PER_SECOND, 1.0) if is_room else Pace(VIEWER_PER_MINUTE, 60.0)
        while not client.is_gone:
            message = await peer.receive()
            if message is None or client.is_gone:
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
                may = self._hub.may_act(client, message.handoff) and self._is_told(message)
                if may and self._hub.hear_shown(client, message):
                    self._ask(client, message, Act.SHOWN.value)
            case Said():
                self._said(client, message)
            case CallSaid() | OfferActSaid():
                self._called(client, message)
            case _:
                raise Turned("order", SAID_ALREADY)

    def _is_told(self, message: Shown) -> bool:
        """False for a state that nobody has been told yet: a page that says it has painted the next
        one would keep the others' word for it from the director."""
        line = self._hub.lines.get(message.handoff)
        return line is not None and (message.epoch, message.rev) <= (line.epoch, line.rev)

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
