"""What happens in a run, as events past tense: the as-run log is made of nothing else."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import NewType

from producer_app.core.handoff import Act, State, Via
from producer_app.core.offers import OfferAct
from producer_app.core.show import HandoffId, Kind, OfferId, RoomId, SegmentId, SponsorId
from producer_app.core.timebase import Instant, Millis

RunId = NewType("RunId", str)


class RunKind(StrEnum):
    REHEARSAL = "rehearsal"
    SHOW = "show"


@dataclass(frozen=True, slots=True, kw_only=True)
class RunStarted:
    at: Instant
    run: RunId
    kind: RunKind
    number: int
    epoch: int
    shift: Millis = Millis(0)
    """Show time minus wall time: a rehearsal in the afternoon runs on the evening's clock. Every
    ``at`` of the run is show time."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RunEnded:
    at: Instant


@dataclass(frozen=True, slots=True, kw_only=True)
class StoodBy:
    """A segment was put in standby; in a room that had ended, this opens it again."""

    at: Instant
    room: RoomId
    segment: SegmentId
    then: SegmentId | None = None
    """What follows behind it where it is a repeat: the segment that was to come, empty at the
    end of the rundown."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TakenSegment:
    """What a take is of: a segment with its title, number and plan as they were at that moment."""

    at: Instant
    room: RoomId
    segment: SegmentId
    number: str
    title: str
    kind: Kind
    length: Millis | None
    planned_start: Instant | None
    ad: Millis = Millis(0)
    ad_kind: Kind = Kind.SPONSOR_READ
    is_signposted: bool = False
    sponsor: SponsorId | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class WentOnAir(TakenSegment):
    """A segment was taken."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    at: Instant
    room: RoomId


@dataclass(frozen=True, slots=True, kw_only=True)
class Resumed:
    at: Instant
    room: RoomId


@dataclass(frozen=True, slots=True, kw_only=True)
class TimeAdjusted:
    """The segment on air was given ``by`` more (negative: less) time."""

    at: Instant
    room: RoomId
    by: Millis


@dataclass(frozen=True, slots=True, kw_only=True)
class SegmentSkipped:
    at: Instant
    room: RoomId
    segment: SegmentId
    number: str
    title: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TakeCorrected:
    """The segment on air really started ``by`` later (negative: earlier) than it was logged."""

    at: Instant
    room: RoomId
    by: Millis


@dataclass(frozen=True, slots=True, kw_only=True)
class TakenBack:
    """The last take was wrong: what was on air before it is on air still."""

    at: Instant
    room: RoomId


@dataclass(frozen=True, slots=True, kw_only=True)
class TakeReplaced(TakenSegment):
    """The take on air was logged as the wrong segment: it is this one, since it was taken."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RoomEnded:
    at: Instant
    room: RoomId


@dataclass(frozen=True, slots=True, kw_only=True)
class HandoffActed:
    """Somebody's act on a handoff and what it led to; ``seq`` is gapless within the run's epoch."""

    at: Instant
    seq: int
    handoff: HandoffId
    act: Act
    by: str
    via: Via
    state: State
    rev: int
    mid: str = ""
    seen_rev: int | None = None
    reason: str = ""
    is_forced: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class OfferActed:
    """Somebody opened, closed, sold out, counted, checked or replaced an offer."""

    at: Instant
    offer: OfferId
    act: OfferAct
    by: str
    via: Via
    stock: int | None = None
    """The pieces that were entered, for the act that enters them."""
    number: str = ""
    product: str = ""
    price: int | None = None
    """The deal price as it was planned at that moment, in minor units."""
    mid: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class CallRelayed:
    """A call came from outside the console: who made it. What it led to follows behind it."""

    at: Instant
    room: RoomId
    verb: str
    by: str
    via: Via
    mid: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Noted:
    """Something the log should say: the console came back, the clock was stepped, a remark."""

    at: Instant
    code: str
    text: str


Event = (
    RunStarted
    | RunEnded
    | StoodBy
    | WentOnAir
    | Held
    | Resumed
    | TimeAdjusted
    | SegmentSkipped
    | TakeCorrected
    | TakenBack
    | TakeReplaced
    | RoomEnded
    | HandoffActed
    | OfferActed
    | CallRelayed
    | Noted
)
