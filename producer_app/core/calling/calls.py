"""The verbs of calling: what a director can ask of a run."""

from __future__ import annotations

from dataclasses import dataclass

from producer_app.core.handoff import Ask, Via
from producer_app.core.offers import OfferAct
from producer_app.core.run import RunId, RunKind
from producer_app.core.show import HandoffId, OfferId, RoomId, SegmentId
from producer_app.core.timebase import Instant, Millis


@dataclass(frozen=True, slots=True, kw_only=True)
class StartRun:
    """Begin a rehearsal or the show. ``epoch`` must be above every earlier run's."""

    run: RunId
    kind: RunKind
    number: int
    epoch: int
    shift: Millis = Millis(0)


@dataclass(frozen=True, slots=True, kw_only=True)
class EndRun:
    pass


@dataclass(frozen=True, slots=True, kw_only=True)
class Standby:
    room: RoomId
    segment: SegmentId


@dataclass(frozen=True, slots=True, kw_only=True)
class Repeat:
    """Stand by a segment once more; behind it follows what was to come before."""

    room: RoomId
    segment: SegmentId


@dataclass(frozen=True, slots=True, kw_only=True)
class Go:
    """Take what is in standby; refused when that is not ``expects``, unless it is a jump.

    ``planned_start`` is copied into the log by whoever knows the projection.
    """

    room: RoomId
    expects: SegmentId
    planned_start: Instant | None = None
    is_jump: bool = False
    """Take ``expects`` whatever is in standby: stand by and GO in one, or neither."""
    is_confirmed: bool = False
    """Somebody was asked, about a hard start that is far off or about the jump, and said yes."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Hold:
    room: RoomId


@dataclass(frozen=True, slots=True, kw_only=True)
class Resume:
    room: RoomId


@dataclass(frozen=True, slots=True, kw_only=True)
class AdjustTime:
    room: RoomId
    by: Millis


@dataclass(frozen=True, slots=True, kw_only=True)
class Skip:
    room: RoomId
    segment: SegmentId


@dataclass(frozen=True, slots=True, kw_only=True)
class CorrectTake:
    room: RoomId
    by: Millis


@dataclass(frozen=True, slots=True, kw_only=True)
class TakeBack:
    room: RoomId


@dataclass(frozen=True, slots=True, kw_only=True)
class ReplaceTake:
    """What is on air is really this segment, and has been since it was taken.

    ``planned_start`` is copied into the log as for ``Go``.
    """

    room: RoomId
    segment: SegmentId
    planned_start: Instant | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class EndRoom:
    room: RoomId


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    code: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ActOnHandoff:
    handoff: HandoffId
    ask: Ask


@dataclass(frozen=True, slots=True, kw_only=True)
class ActOnOffer:
    """Open, close, sell out, count, check or replace an offer; the same ``mid`` acts once."""

    offer: OfferId
    act: OfferAct
    by: str
    via: Via = Via.CONSOLE
    stock: int | None = None
    """Pieces left, for the act that enters them."""
    room: RoomId | None = None
    """Who acts may act on this room's offers only; None on all of them."""
    mid: str = ""


RoomCall = Standby | Go | Hold | Resume | AdjustTime | Skip | TakeBack


@dataclass(frozen=True, slots=True, kw_only=True)
class Relay:
    """A call to a room's playhead from outside the console; the same ``mid`` calls once."""

    call: RoomCall
    verb: str
    by: str
    via: Via
    mid: str

    @property
    def room(self) -> RoomId:
        return self.call.room


Call = (
    StartRun
    | EndRun
    | Standby
    | Repeat
    | Go
    | Hold
    | Resume
    | AdjustTime
    | Skip
    | CorrectTake
    | TakeBack
    | ReplaceTake
    | EndRoom
    | Note
    | ActOnHandoff
    | ActOnOffer
    | Relay
)
