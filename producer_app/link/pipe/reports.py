"""What the room server says to its console."""

from __future__ import annotations

from msgspec import Struct

from producer_app.core.pairing import Pairing
from producer_app.link.broker.fault import BrokerFault
from producer_app.link.protocol import Role


class _Message(Struct, frozen=True, kw_only=True, tag_field="type"):
    pass


class Ready(_Message, frozen=True, tag="ready"):
    """The server listens."""

    port: int
    wanted: int | None


class Shared(_Message, frozen=True, tag="shared"):
    """What is listened on now beside this machine's own address."""

    urls: list[str] = []
    certificate_urls: list[str] = []
    """Where a phone finds the certificate, in plain http."""
    failed: list[str] = []
    """Addresses that could not be opened."""
    why: str = ""


class Troubled(_Message, frozen=True, tag="troubled"):
    """Something in the server failed that nobody had foreseen; it goes on."""

    what: str


class Heard(_Message, frozen=True, tag="heard"):
    """A room said something; ``act`` is a value of core's Act."""

    ref: int
    client: str
    name: str
    room: str
    epoch: int
    handoff: str
    rev: int
    act: str
    mid: str = ""
    reason: str = ""


class Called(_Message, frozen=True, tag="called"):
    """Somebody outside calls: an operator its own room, a tool of the director's any.

    ``verb`` is one of the protocol's Verb, or for a tool ``handoff_`` and one of standby, go,
    recall, skip, rearm, with ``handoff`` its id. A tool may leave ``segment`` empty: what is in
    standby is meant.
    """

    ref: int
    client: str
    name: str
    room: str
    role: Role
    verb: str
    mid: str
    epoch: int
    segment: str = ""
    by: int = 0
    handoff: str = ""
    is_confirmed: bool = False
    is_forced: bool = False
    at: float | None = None
    """The console's time when it was said, where who said it knows."""


class OfferSaid(_Message, frozen=True, tag="offer_said"):
    """An operator said what became of an offer; ``act`` is a value of core's OfferAct."""

    ref: int
    client: str
    name: str
    room: str
    offer: str
    act: str
    stock: int | None
    mid: str
    epoch: int
    at: float | None = None


class Paired(_Message, frozen=True, tag="paired"):
    pairing: Pairing


class PairingOpened(_Message, frozen=True, tag="pairing_opened"):
    """The code may be used from now on."""

    code: str


class PairingClosed(_Message, frozen=True, tag="pairing_closed"):
    """The code is used up: by a client, by time, or by too many wrong ones."""

    why: str


class ClientNow(Struct, frozen=True, kw_only=True):
    """One connected client. ``age`` is ms since its script was last heard, ``up`` since it came."""

    client: str
    name: str
    room: str
    role: str
    address: str
    age: int
    up: int
    visible: bool
    rtt: float | None = None
    skew: float | None = None
    """Milliseconds by which its clock is ahead of the console's."""


class PresentNow(_Message, frozen=True, tag="present"):
    clients: list[ClientNow]


class HookNow(Struct, frozen=True, kw_only=True):
    """One webhook: how many went through, how many were given up, and what went wrong last."""

    url: str
    sent: int = 0
    lost: int = 0
    waiting: int = 0
    fault: str = ""


class ToolsReport(_Message, frozen=True, tag="tools_report"):
    """How it goes with other programs: ``osc`` are the addresses where OSC is heard, ``osc_fault``
    is why it is not."""

    osc: list[str] = []
    osc_fault: str = ""
    osc_from: list[str] = []
    """Addresses that sent OSC and are not allowed to."""
    sockets: list[str] = []
    """The clients whose sockets are open now."""
    asking: list[str] = []
    """The clients that have asked or called over HTTP just now."""
    hooks: list[HookNow] = []


class BrokerNow(_Message, frozen=True, tag="broker_now"):
    """How the broker is reached: off, connecting, up, down; where down, why."""

    state: str
    why: str = ""
    fault: BrokerFault | None = None


class Audit(_Message, frozen=True, tag="audit"):
    """One line for the audit log; holds no token."""

    verb: str
    result: str
    address: str = ""
    who: str = ""
    role: str = ""


ToConsole = (
    Ready
    | Shared
    | Troubled
    | Heard
    | Called
    | OfferSaid
    | Paired
    | PairingOpened
    | PairingClosed
    | PresentNow
    | ToolsReport
    | BrokerNow
    | Audit
)
