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
    Signpost,
    TalentId,
    WaiverId,
)
from producer_app.core.timebase import Instant, Millis, WallTime


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
    output: str = ""
    """The room's output that it holds for; empty means all of them."""
    method: Method
    limit: Millis | None = None
    """The most advertising in one window, per hour for an average; for a least amount the least."""
    limit_permille: int | None = None
    """For a share: per thousand of the performance, the window or the airtime."""
    limit_count: int | None = None
    """For what is counted by number: breaks, announcements, throws, segments in between."""
    hour_max: Millis | None = None
    """For an average: the most in any one clock hour of the window."""
    carries: bool = False
    """What one clock hour leaves unused may be used in the next."""
    lengths: tuple[tuple[Millis, Millis], ...] = ()
    """For a table by programme length: up to this length, this much; beyond it pro rata."""
    window_from: WallTime | None = None
    window_to: WallTime | None = None
    window_length: Millis | None = None
    airtime: Millis | None = None
    """For a share of a day or a week: how long the channel is on the air in it."""
    used_elsewhere: Millis = Millis(0)
    """Advertising already aired in the window before this show began."""
    count_elsewhere: int = 0
    """The same by number."""
    counts: frozenset[Kind] = ADVERTISING
    against: frozenset[Kind] = frozenset()
    """What it is a share of, or what it may not stand inside."""
    signpost: Signpost = Signpost.NOT_NEEDED
    preset: str = ""
    """The preset it was made from."""
    status: str = ""
    """Whether it is in force, and whether somebody has verified that."""
    note: str = ""
    note_alt: str = ""
    source: str = ""
    as_of: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiver:
    """Somebody looked at a flagged wording and lets it stand, with the reason."""

    id: WaiverId
    place: str
    """Where the wording stands: the id of its noun."""
    term: str
    reason: str
    waived_by: str = ""
    at: Instant | None = None
