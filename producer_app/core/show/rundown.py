"""The nouns of a rundown: rooms, blocks and segments."""

from __future__ import annotations

from dataclasses import dataclass

from producer_app.core.show.kinds import (
    BlockId,
    Kind,
    RoomId,
    RoomRole,
    SegmentId,
    SponsorId,
    Standing,
    TalentId,
)
from producer_app.core.timebase import Millis, WallTime


@dataclass(frozen=True, slots=True, kw_only=True)
class Contact:
    role: str
    name: str
    reach: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Output:
    """Where a room is seen; ``latency`` is how much later than the room itself."""

    name: str
    latency: Millis = Millis(0)
    zone: str = ""
    """The channel's IANA zone, by which its hours are counted; empty means the show's."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Room:
    id: RoomId
    name: str
    name_alt: str = ""
    role: RoomRole = RoomRole.STAGE
    outputs: tuple[Output, ...] = ()
    on_air: WallTime | None = None
    """When this room opens; None means with the show."""
    hard_out: WallTime | None = None
    """When this room must be off the air; None means with the show."""
    filed: str = ""
    """Under which number and when its marketers were filed with the platform; empty: not yet."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    id: BlockId
    room: RoomId
    title: str
    title_alt: str = ""
    budget: Millis | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SoundClip:
    """A sound file attached to a segment; ``path`` is relative to the show file where it can be."""

    path: str
    length: Millis | None = None
    lead_silence: Millis | None = None
    loudness: float | None = None
    """Integrated loudness in LUFS, or None when not measured."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Segment:
    id: SegmentId
    room: RoomId
    number: str
    """The locked label: survives moves and removals; empty for an unnumbered segment."""
    title: str
    title_alt: str = ""
    kind: Kind = Kind.SONG
    block: BlockId | None = None
    talent: tuple[TalentId, ...] = ()
    location: str = ""
    length: Millis | None = None
    """Planned length; None when nobody knows it yet, never zero for that."""
    shortest: Millis | None = None
    longest: Millis | None = None
    hard_start: WallTime | None = None
    hard_end: WallTime | None = None
    """When it must be over; without a length it lasts until then."""
    front_hit: WallTime | None = None
    """A front time set by hand: what follows counts from here. No promise, unlike a hard start."""
    back_hit: WallTime | None = None
    """A back time set by hand: what stands before counts up to here."""
    is_opening: bool = False
    """The room goes on air anew with its hard start (a second day): before it nobody fills."""
    filled_by: tuple[TalentId, ...] = ()
    """Who fills the time before its hard start; nobody named means the hosts at hand."""
    standing: Standing = Standing.IN
    priority: int = 0
    """How gladly it is floated: 0 never, then 1 last … 9 first."""
    ad: Millis = Millis(0)
    """Counted advertising seconds inside a segment that is not itself advertising."""
    ad_kind: Kind = Kind.SPONSOR_READ
    """As what those seconds count: a read, a placement, a call to the other room…"""
    is_signposted: bool = False
    """It is identified as a selling window, by picture and by sound."""
    sponsor: SponsorId | None = None
    in_words: str = ""
    out_words: str = ""
    columns: tuple[tuple[str, str], ...] = ()
    """Department columns: (name, text)."""
    notes: str = ""
    colour: str = ""
    sound: SoundClip | None = None

    @property
    def is_timed(self) -> bool:
        """True when the plan counts on it."""
        return self.standing is Standing.IN

    @property
    def is_playable(self) -> bool:
        """True when a run comes to it: what is planned, and what was put in on the night."""
        return self.standing.is_playable

    @property
    def is_elastic(self) -> bool:
        """True when its length may give or take: shortest and longest are not the same."""
        shortest = self.length if self.shortest is None else self.shortest
        longest = self.length if self.longest is None else self.longest
        return shortest != longest
