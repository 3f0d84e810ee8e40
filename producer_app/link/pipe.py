"""What the console and its room server say to each other over the server's standard input and
output: one JSON object a line. Secrets travel here and never on a command line.
"""

from __future__ import annotations

import msgspec
from msgspec import Raw, Struct

from producer_app.core.errors import BadInput
from producer_app.core.pairing import Pairing
from producer_app.link.broker.fault import BrokerFault
from producer_app.link.broker.settings import MqttSettings
from producer_app.link.door.settings import LineSettings
from producer_app.link.protocol import Role
from producer_app.link.tools.settings import ToolSettings
from producer_app.present.handoff_line import LineView


class _Message(Struct, frozen=True, kw_only=True, tag_field="type"):
    pass


class Setup(_Message, frozen=True, tag="setup"):
    """The first line: where to listen, and who is paired already."""

    port: int | None
    host: str = "127.0.0.1"
    pairings: list[Pairing] = []
    settings: LineSettings = LineSettings()
    met: list[str] = []
    """Addresses that have brought a client before."""


class Limit(_Message, frozen=True, tag="limit"):
    """How many are let in from now on, and how fast."""

    settings: LineSettings


class Share(_Message, frozen=True, tag="share"):
    """Listen on these addresses beside this machine's own, and on no others; none ends sharing."""

    ips: list[str] = []
    leaf: str = ""
    """The file with the certificate and its key; empty for plain http."""
    authority: str = ""
    """The file with the certificate that phones are given."""


class Clock(_Message, frozen=True, tag="clock"):
    """The console's heartbeat: its time and the machine's monotonic clock at the same moment."""

    instant: int
    monotonic: float


class Publish(_Message, frozen=True, tag="publish"):
    """Everything the rooms should know; replaces what was published before."""

    show: str
    zone: str
    epoch: int
    seq: int
    at: int
    """The show's time at which the pages were so."""
    pages: dict[str, Raw]
    """By role and room, as in ``room/shop``: what such a client is shown."""
    lines: list[LineView]


class Moved(_Message, frozen=True, tag="moved"):
    """One handoff's new state, ahead of the next Publish."""

    line: LineView


class Answered(_Message, frozen=True, tag="answered"):
    """The console's verdict on what a room said."""

    ref: int
    answer: str
    state: str
    rev: int
    why: str = ""
    why_zh: str = ""
    confirm: bool = False
    """It is a question: yes is the same call again, with ``is_confirmed`` and a new mid."""


class OpenPairing(_Message, frozen=True, tag="open_pairing"):
    """One client may pair with this code within ``lasting`` ms; an earlier code ends."""

    room: str
    role: Role
    code: str
    lasting: int


class ClosePairing(_Message, frozen=True, tag="close_pairing"):
    pass


class Revoke(_Message, frozen=True, tag="revoke"):
    client: str
    why: str = "revoked"
    """``revoked`` by the director, or ``ended`` with the show or with its time."""


class Admit(_Message, frozen=True, tag="admit"):
    """A client may come with its token from now on."""

    pairing: Pairing


class OutsideNow(_Message, frozen=True, tag="outside"):
    """What other programs are told of the show; replaces what they were told before."""

    state: Raw


class Tools(_Message, frozen=True, tag="tools"):
    """How other programs are let in and told from now on; ``secret`` signs webhooks."""

    settings: ToolSettings
    secret: str = ""


class Broker(_Message, frozen=True, tag="broker"):
    """Which broker carries the line past one building from now on."""

    settings: MqttSettings
    show: str
    password: str = ""
    key: str = ""
    """By which what passes it is sealed; a page whose relay has none speaks openly."""


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


ToServer = (
    Setup
    | Limit
    | Share
    | Clock
    | Publish
    | Moved
    | Answered
    | OpenPairing
    | ClosePairing
    | Revoke
    | Admit
    | OutsideNow
    | Tools
    | Broker
)
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

_to_server: msgspec.json.Decoder[ToServer] = msgspec.json.Decoder(ToServer)
_to_console: msgspec.json.Decoder[ToConsole] = msgspec.json.Decoder(ToConsole)
_encoder = msgspec.json.Encoder()


def line_of(message: ToServer | ToConsole) -> bytes:
    """The message as one line with its newline."""
    return _encoder.encode(message) + b"\n"


def raw(value: object) -> Raw:
    """A value encoded once, to be carried as it is."""
    return Raw(_encoder.encode(value))


def read_to_server(line: bytes) -> ToServer:
    """What the console said; BadInput when it is no line of this pipe."""
    try:
        return _to_server.decode(line)
    except msgspec.MsgspecError as fault:
        raise _strange(fault) from fault


def read_to_console(line: bytes) -> ToConsole:
    """What the server said; BadInput when it is no line of this pipe."""
    try:
        return _to_console.decode(line)
    except msgspec.MsgspecError as fault:
        raise _strange(fault) from fault


def _strange(fault: Exception) -> BadInput:
    return BadInput(
        "link.pipe", "Console and room server do not understand each other: {reason}.", reason=fault
    )
