"""What hangs on segments: handoffs between rooms, departments' cues, rules on advertising."""

from __future__ import annotations

from dataclasses import dataclass, field

from producer_app.core.show.kinds import (
    ADVERTISING,
    AdRuleId,
    Anchor,
    CueId,
    Department,
    HandoffId,
    HandoffKind,
    Kind,
    Method,
    OfferId,
    RoomId,
    SegmentId,
    TalentId,
)
from producer_app.core.timebase import Millis, WallTime


@dataclass(frozen=True, slots=True, kw_only=True)
class Trigger:
    """When a handoff is due: an anchor plus an offset (negative is earlier)."""

    anchor: Anchor = Anchor.SEGMENT_END
    offset: Millis = Millis(0)
    hard_time: WallTime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Handoff:
    id: HandoffId
    number: str
    """H1, H2…: locked like a segment's number."""
    title: str = ""
    title_alt: str = ""
    segment: SegmentId
    to_room: RoomId
    to_segment: SegmentId | None = None
    """The segment of the receiving room that it opens."""
    kind: HandoffKind = HandoffKind.THROW
    trigger: Trigger = field(default_factory=Trigger)
    standby_lead: Millis = Millis(30_000)
    talent: tuple[TalentId, ...] = ()
    offers: tuple[OfferId, ...] = ()
    gates: tuple[str, ...] = ()
    """What must be ready in the room, in its own words: link tested, stock confirmed…"""
    acknowledged_by: tuple[str, ...] = ("host",)
    return_after: Millis | None = None
    """How long the visit lasts; the return-by time is the GO plus this."""
    throw_words: str = ""
    talking_points: tuple[str, ...] = ()
    abort_phrase: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Cue:
    id: CueId
    segment: SegmentId
    department: Department
    label: str
    """As it is called: LX 24, VT 3."""
    offset: Millis = Millis(0)
    """After the segment's start; negative before it."""
    standby_words: str = ""
    go_words: str = ""
    notes: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class AdRule:
    id: AdRuleId
    title: str
    title_alt: str = ""
    room: RoomId
    method: Method
    limit: Millis | None = None
    """The most advertising in one window; None for a ratio."""
    limit_permille: int | None = None
    """For a ratio: the most advertising per thousand of performance."""
    window_from: WallTime | None = None
    window_to: WallTime | None = None
    window_length: Millis | None = None
    used_elsewhere: Millis = Millis(0)
    """Advertising already aired in the window before this show began."""
    counts: frozenset[Kind] = ADVERTISING
    source: str = ""
    as_of: str = ""
