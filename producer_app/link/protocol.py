"""What a room's page and the room server say to each other, and nothing else.

Every message is one JSON object with its ``type``; a field or type that is not named here is
refused. Instants are UTC epoch milliseconds by the console's clock.

A page that is let in gets a ``hello``, a ``snap`` with all it is shown and where its handoffs
stand, and from then on what happens: a ``page`` with what has changed of it since the revision
before, and an ``ev`` for each new state of a handoff. A number that runs with the clock is
``{"runs": n}``, n more than the console's time, and is not said again while it runs. Whoever lacks
a revision says ``want`` and gets another ``snap``.

A ``call`` or ``offer`` is answered by a ``res`` with its ``mid``: ``ok``, ``dup`` (said before, and
taken then), ``stale`` (the page knows an older run) or ``denied`` with the reason. Where the
console asks first (a hard start that is far off), the answer is ``denied`` with ``confirm`` true
and ``why`` the question: a person who says yes makes the page say the same again with a new
``mid`` and ``confirmed`` true.
"""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated, Any, Final

import msgspec
from msgspec import Meta, Raw, Struct

from producer_app.core.errors import BadInput
from producer_app.core.handoff import Act
from producer_app.core.offers import MOST_STOCK, OfferAct
from producer_app.present.handoff_line import LineView

PROTO: Final = 2
MAX_MESSAGE: Final = 16 * 1024
"""Bytes of one message of a page; a longer one closes its socket."""

POLICY_VIOLATION: Final = 1008
TRY_AGAIN_LATER: Final = 1013

Id = Annotated[str, Meta(max_length=64)]
Mid = Annotated[str, Meta(min_length=8, max_length=64, pattern=r"^[0-9A-Za-z_-]+$")]
Count = Annotated[int, Meta(ge=0, lt=2**53)]
Words = Annotated[str, Meta(max_length=200)]
Nudge = Annotated[int, Meta(ge=-3_600_000, le=3_600_000)]
"""Milliseconds of time added; negative takes it."""
Pieces = Annotated[int, Meta(ge=0, le=MOST_STOCK)]


class Role(StrEnum):
    """What a client of the line may do, and so which page it is shown. Nobody but the console, or
    a tool in the director's hand, originates a handoff's GO."""

    VIEWER = "viewer"
    """Looks at the stage timer and backstage page."""
    PRODUCER = "producer"
    """Looks at the producers' page: both rooms and the budget."""
    ROOM = "room"
    """The host's page: answers the handoffs of its room."""
    OPERATOR = "operator"
    """The controller's page: what the host may, the room's offers and its playhead."""
    TOOL = "tool"
    """Another program of the director's, over HTTP or OSC: calls as the director does."""
    STANDBY = "standby"


ACTING: Final = frozenset({Role.ROOM, Role.OPERATOR})
"""Who answers the handoffs of its room."""


class Kind(StrEnum):
    """What a person in a room may say; ``shown`` is the machine's and travels by itself."""

    READY = Act.READY.value
    CANT = Act.CANT.value
    LIVE = Act.LIVE.value
    RETURN = Act.RETURN.value
    ACK = Act.ACK.value


class Verb(StrEnum):
    """What an operator's page may call in its own room."""

    STANDBY = "standby"
    GO = "go"
    HOLD = "hold"
    RESUME = "resume"
    SKIP = "skip"
    ADD_TIME = "add_time"
    TAKE_BACK = "take_back"


class _Message(Struct, frozen=True, kw_only=True, tag_field="type", forbid_unknown_fields=True):
    pass


class Auth(_Message, frozen=True, tag="auth"):
    """A page that was paired before comes back."""

    proto: Count
    token: Annotated[str, Meta(max_length=128)]


class Pair(_Message, frozen=True, tag="pair"):
    """A new page shows the code that the director read out, and says who sits there."""

    proto: Count
    code: Annotated[str, Meta(max_length=32)]
    name: Annotated[str, Meta(max_length=40)]


class Beat(_Message, frozen=True, tag="hb"):
    """The page's script is alive. ``t`` is its own clock, ``rtt`` its last round trip in ms."""

    n: Count
    t: float
    visible: bool
    rtt: Annotated[float, Meta(ge=0, le=3_600_000)] | None = None
    at: float | None = None
    """What the page takes the console's time for as it says this."""


class Shown(_Message, frozen=True, tag="shown"):
    """The page has painted that state."""

    epoch: Count
    seq: Count
    handoff: Id
    rev: Count
    t: float


class Said(_Message, frozen=True, tag="act"):
    """A person in the room pressed a button; ``mid`` is the same on every try."""

    mid: Mid
    epoch: Count
    handoff: Id
    rev: Count
    kind: Kind
    reason: Words = ""


class CallSaid(_Message, frozen=True, tag="call"):
    """An operator calls its own room. ``segment`` is what the page saw in standby (go, skip) or
    what it wants there (standby), ``by`` the time that ``add_time`` adds."""

    mid: Mid
    epoch: Count
    verb: Verb
    segment: Id = ""
    by: Nudge = 0
    confirmed: bool = False
    at: float | None = None
    """The console's time when it was pressed, as the page reckons it; one that comes late is
    refused."""


class OfferActSaid(_Message, frozen=True, tag="offer"):
    """An operator says what became of an offer of its own room."""

    mid: Mid
    epoch: Count
    offer: Id
    act: OfferAct
    stock: Pieces | None = None
    """The pieces left, for the act that enters them."""
    at: float | None = None
    """As of a call."""


class Want(_Message, frozen=True, tag="want"):
    """The page missed something and asks for everything."""


class Hello(_Message, frozen=True, tag="hello"):
    proto: int
    show: str
    epoch: int
    seq: int
    tz: str
    t: float
    """The console's time now."""
    client: str
    name: str
    room: str
    role: str
    token: str = ""
    """Only after pairing: what to come back with."""


class Snap(_Message, frozen=True, tag="snap"):
    """All that a page is shown at its revision ``rev``."""

    epoch: int
    seq: int
    rev: int
    t: float
    """The console's time now."""
    page: Raw
    lines: list[LineView] = []
    """Where the handoffs stand that it follows."""


class PageChange(_Message, frozen=True, tag="page"):
    """What has changed between the revisions ``base`` and ``rev``."""

    epoch: int
    seq: int
    base: int
    rev: int
    t: float
    set: list[tuple[Any, ...]]
    """Each a path of keys and places, and last what stands there now."""
    lines: list[LineView] = []
    """Where handoffs stand of which no ``ev`` has told."""


class Change(_Message, frozen=True, tag="ev"):
    """One handoff's present state; sent again until shown."""

    t: float
    line: LineView


class Res(_Message, frozen=True, tag="res"):
    """The console's answer to an act, a call or an offer; ``state`` and ``rev`` are a handoff's."""

    mid: str
    answer: str
    state: str
    rev: int
    why: str = ""
    why_zh: str = ""
    confirm: bool = False
    """It is a question: who says yes says the same again, ``confirmed`` and with a new mid."""


class BeatBack(_Message, frozen=True, tag="hb"):
    """The server's answer to a heartbeat. ``t`` is the page's own, ``at`` the console's time;
    ``console`` is how long ago the console was last heard, in ms; a page that knows less than
    (``epoch``, ``seq``), or has its page at another revision than ``rev``, wants everything."""

    n: int
    t: float
    at: float
    console: int
    epoch: int
    seq: int
    rev: int
    """0 while a newer one is on its way."""


class Refusal(_Message, frozen=True, tag="no"):
    """Why the socket is about to be closed."""

    code: str
    why: str
    why_zh: str = ""


FromPage = Auth | Pair | Beat | Shown | Said | CallSaid | OfferActSaid | Want
ToPage = Hello | Snap | PageChange | Change | Res | BeatBack | Refusal

_decoder: msgspec.json.Decoder[FromPage] = msgspec.json.Decoder(FromPage)
_encoder = msgspec.json.Encoder()


def read_page(text: str | bytes) -> FromPage:
    """What a page said; BadInput when it is none of the messages above."""
    size = len(text)
    if size > MAX_MESSAGE:
        raise BadInput(
            "link.too_long", "The message is longer than {most} bytes.", most=MAX_MESSAGE
        )
    try:
        return _decoder.decode(text)
    except (msgspec.MsgspecError, UnicodeError, RecursionError) as fault:
        raise BadInput(
            "link.not_understood", "The message is not part of protocol {proto}.", proto=PROTO
        ) from fault


def write_page(message: ToPage) -> bytes:
    """The message as it goes to a page."""
    return _encoder.encode(message)
