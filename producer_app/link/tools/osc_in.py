"""OSC in: datagrams from allowed addresses become calls, and each is answered to its sender.

OSC knows no password. It is heard where the room pages are served and nowhere else, and from the
addresses that the show names.
"""

from __future__ import annotations

import asyncio
import contextlib
import errno
import ipaddress
import re
import secrets
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Final, cast

from producer_app.core.errors import BadInput, Phrase, ProducerError
from producer_app.core.pairing import Pairing
from producer_app.core.show import RoomId
from producer_app.core.timebase import SECOND, Instant
from producer_app.link.door.gate import Paces
from producer_app.link.door.pairing import hash_of
from producer_app.link.protocol import Role, Verb
from producer_app.link.tools.api_faults import NO_ANSWER, fault_in, fault_of
from producer_app.link.tools.calls import HandoffVerb, ToolCall, ToolCaller
from producer_app.link.tools.now import ToolsNow
from producer_app.link.tools.osc_wire import Osc, Value, read_osc, write_osc
from producer_app.link.tools.settings import OscSettings

Sender = tuple[str, int]
Network = ipaddress.IPv4Network | ipaddress.IPv6Network

PER_SECOND: Final = 20
"""Messages of one address in a second, also of those in bundles; more are dropped."""

IN_ALL: Final = 60
"""Messages of all addresses together in a second: whoever is allowed may be forged by anybody."""

WAITING: Final = 60
"""Calls that may wait for the console; a director's surface has one or two."""

STRANGERS: Final = 32
"""How many addresses are remembered, of those that are not allowed and of those that are."""

PORT_TAKEN: Final = "port taken"
_TAKEN: Final = frozenset({errno.EADDRINUSE, 10_048})
"""Another program has the port, as Unix and as Windows count it."""

OK: Final = "/pc/ok"
REFUSED: Final = "/pc/refused"

_ROOM: Final = re.compile(
    r"(?:/room/(?P<room>[^/]{1,64}))?/(?P<verb>[a-z_]{1,16})(?:/(?P<segment>[^/]{1,64}))?"
)
_HANDOFF: Final = re.compile(r"/handoff/(?P<handoff>[^/]{1,64})/(?P<verb>[a-z_]{1,16})")


def networks_of(allowed: Iterable[str]) -> tuple[Network, ...]:
    """The addresses and networks that are named; BadInput for what is neither."""
    return tuple(network_of(text) for text in allowed)


def network_of(text: str) -> Network:
    """``192.168.1.20`` or ``192.168.1.0/24``; BadInput for anything else."""
    try:
        return ipaddress.ip_network(text.strip(), strict=False)
    except ValueError as fault:
        raise BadInput(
            "osc.address",
            "“{text}” is no address: write it like 192.168.1.20, or 192.168.1.0/24 for a network.",
            text=text,
        ) from fault


def call_in(message: Osc) -> ToolCall | None:
    """The call that a message is; None for a button that is let go, BadInput for no call."""
    found = _HANDOFF.fullmatch(message.address) or _ROOM.fullmatch(message.address)
    verbs = HandoffVerb if message.address.startswith("/handoff/") else tuple(Verb)
    if found is None or found["verb"] not in verbs:
        raise BadInput(
            "osc.no_call",
            "There is no call {address}: write /go, /room/shop/hold or /handoff/H3/go.",
            address=message.address[:100],
        )
    value = message.values[0] if message.values else None
    is_number = isinstance(value, int | float)
    verb, names = found["verb"], found.groupdict()
    if is_number and not value and verb != Verb.ADD_TIME:
        return None
    return ToolCall(
        verb=verb,
        room=names.get("room") or "",
        handoff=names.get("handoff") or "",
        expects=names.get("segment") or (value[:64] if isinstance(value, str) else ""),
        by=_by(value) if verb == Verb.ADD_TIME else 0,
        mid=secrets.token_urlsafe(12),
    )


def _by(value: Value) -> int:
    """Seconds, as a slider or a field sends them, in milliseconds."""
    if isinstance(value, int | float) and abs(value) <= 86_400:
        return round(value * SECOND)
    raise BadInput(
        "osc.seconds", "/add_time takes seconds: /add_time 30, or /add_time -30 for less."
    )


class OscIn:
    """Hears OSC on the addresses that it is given. ``on_moved`` is called when that changes, or
    when a stranger sends something."""

    def __init__(self, now: ToolsNow, caller: ToolCaller, on_moved: Callable[[], None]) -> None:
        self._now, self._caller, self._on_moved = now, caller, on_moved
        self._ears: dict[Sender, asyncio.DatagramTransport] = {}
        self._allowed: tuple[Network, ...] = ()
        self._paces = Paces(PER_SECOND, IN_ALL)
        self._calls: set[asyncio.Task[None]] = set()
        self._wanted: tuple[OscSettings, frozenset[str]] | None = None
        self.fault = ""
        self.strangers: dict[str, None] = {}

    @property
    def heard_at(self) -> list[str]:
        """Where it is heard, as ``127.0.0.1:8743``."""
        return [f"{host}:{port}" for host, port in sorted(self._ears)]

    async def adopt(self, settings: OscSettings, hosts: frozenset[str]) -> None:
        """Hears as the settings say, on these addresses of the machine. Who is heard already on one
        that stays is heard on without a gap."""
        if (settings, hosts) == self._wanted:
            return
        self._wanted = (settings, hosts)
        self._allowed = networks_of(settings.allowed)
        self.fault = ""
        wanted = {(host, settings.port) for host in hosts} if settings.hears else set()
        for place in set(self._ears) - wanted:
            self._ears.pop(place).close()
        for place in sorted(wanted - set(self._ears)):
            await self._listen(place)
        self._on_moved()

    def stop(self) -> None:
        """Hears nothing any more."""
        for ear in self._ears.values():
            ear.close()
        for call in self._calls:
            call.cancel()
        self._ears.clear()

    async def _listen(self, place: Sender) -> None:
        loop = asyncio.get_running_loop()
        try:
            self._ears[place], _ = await loop.create_datagram_endpoint(
                lambda: _Ear(self._hear), local_addr=place
            )
        except OSError as fault:
            self.fault = PORT_TAKEN if fault.errno in _TAKEN else fault.strerror or str(fault)

    def _hear(self, ear: asyncio.DatagramTransport, datagram: bytes, sender: Sender) -> None:
        if not self._is_allowed(sender[0]):
            self._note_stranger(sender[0])
            return
        try:
            for message in read_osc(datagram):
                if self._is_in_time(sender[0]):
                    self._take(ear, message, sender)
        except BadInput as fault:
            if self._is_in_time(sender[0]):
                self._refuse(ear, "", fault.phrase, sender)

    def _is_in_time(self, address: str) -> bool:
        return len(self._calls) < WAITING and self._paces.takes(address, time.monotonic())

    def _is_allowed(self, address: str) -> bool:
        try:
            given = ipaddress.ip_address(address)
        except ValueError:
            return False
        return any(given in network for network in self._allowed)

    def _note_stranger(self, address: str) -> None:
        """Once for each address: nobody may fill the log, and nobody is answered."""
        if address not in self.strangers and len(self.strangers) < STRANGERS:
            self.strangers[address] = None
            self._now.audit("osc", "not allowed", address)
            self._on_moved()

    def _take(self, ear: asyncio.DatagramTransport, message: Osc, sender: Sender) -> None:
        try:
            call = call_in(message)
        except BadInput as fault:
            self._refuse(ear, message.address, fault.phrase, sender)
            return
        if call is not None:
            task = asyncio.create_task(self._call(ear, message, call, sender), name="OSC")
            self._calls.add(task)
            task.add_done_callback(self._calls.discard)

    async def _call(
        self, ear: asyncio.DatagramTransport, message: Osc, call: ToolCall, sender: Sender
    ) -> None:
        who = _sender_as_tool(sender[0])
        try:
            answered = await self._caller.call(who, call)
        except ProducerError as no:
            self._refuse(ear, message.address, no.phrase, sender)
            return
        except TimeoutError:
            self._refuse(ear, message.address, NO_ANSWER, sender)
            return
        self._now.audit(f"osc {call.verb}", answered.answer, sender[0], who)
        fault = fault_in(answered)
        if fault is None:
            _say(ear, Osc(OK, (message.address, answered.answer)), sender)
        else:
            _say(ear, Osc(REFUSED, (message.address, fault.why)), sender)

    def _refuse(
        self, ear: asyncio.DatagramTransport, address: str, why: Phrase, sender: Sender
    ) -> None:
        self._now.audit("osc", why.code, sender[0])
        _say(ear, Osc(REFUSED, (address, fault_of(why).why)), sender)


def _sender_as_tool(address: str) -> Pairing:
    """Who a datagram came from, for the log: an address is all that OSC says of itself."""
    return Pairing(
        token_hash=hash_of(f"osc {address}"),
        role=Role.TOOL,
        room=RoomId(""),
        name=f"OSC {address}",
        created=Instant(0),
    )


def _say(ear: asyncio.DatagramTransport, message: Osc, sender: Sender) -> None:
    with contextlib.suppress(OSError, BadInput):
        ear.sendto(write_osc(message), sender)


@dataclass(slots=True)
class _Ear(asyncio.DatagramProtocol):
    """One address on which OSC is heard."""

    on_datagram: Callable[[asyncio.DatagramTransport, bytes, Sender], None]
    transport: asyncio.DatagramTransport | None = None

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self.transport = cast(asyncio.DatagramTransport, transport)

    def datagram_received(self, data: bytes, addr: Sender) -> None:
        if self.transport is not None:
            self.on_datagram(self.transport, data, (addr[0], addr[1]))
