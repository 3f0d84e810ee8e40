"""What the console says to its room server."""

from __future__ import annotations

from msgspec import Raw, Struct

from producer_app.core.pairing import Pairing
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
