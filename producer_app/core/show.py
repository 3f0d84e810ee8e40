"""What a show is: the nouns of one evening as frozen values; knows no run, no clock, no file."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property
from types import MappingProxyType
from typing import NewType, TypeVar

from producer_app.core.errors import Phrase, Refused
from producer_app.core.timebase import Instant, Millis, WallTime, resolve

RoomId = NewType("RoomId", str)
BlockId = NewType("BlockId", str)
SegmentId = NewType("SegmentId", str)
TalentId = NewType("TalentId", str)
SponsorId = NewType("SponsorId", str)
OfferId = NewType("OfferId", str)
HandoffId = NewType("HandoffId", str)
CueId = NewType("CueId", str)
AdRuleId = NewType("AdRuleId", str)


class RoomRole(StrEnum):
    STAGE = "stage"
    SHOP = "shop"


class Kind(StrEnum):
    """What a segment is; decides what counts as performance and what as advertising."""

    SONG = "song"
    DANCE = "dance"
    SKETCH = "sketch"
    ACT = "act"
    HOST_LINK = "host_link"
    VT = "vt"
    REMOTE = "remote"
    INTERACTION = "interaction"
    COUNTDOWN = "countdown"
    PITCH = "pitch"
    SPOT = "spot"
    SPONSOR_READ = "sponsor_read"
    BILLBOARD = "billboard"
    TIME_SIGNAL = "time_signal"
    PROMO = "promo"
    PSA = "psa"
    BREAK = "break"
    PAD = "pad"
    SHOP_THROW = "shop_throw"


PERFORMANCE = frozenset({Kind.SONG, Kind.DANCE, Kind.SKETCH, Kind.ACT, Kind.REMOTE})
"""Kinds that are performance: what the audience came for."""

ADVERTISING = frozenset(
    {Kind.SPOT, Kind.SPONSOR_READ, Kind.BILLBOARD, Kind.TIME_SIGNAL, Kind.BREAK, Kind.SHOP_THROW}
)
"""Kinds whose whole length counts as advertising unless a rule says otherwise. A pitch counts
only where it interrupts the stage; in a shopping room it is the programme itself."""


class Standing(StrEnum):
    IN = "in"
    FLOATED = "floated"
    OMITTED = "omitted"
    UNPLANNED = "unplanned"
    """Inserted while a run was on: it plays, and the plan does not know it."""


class TalentRole(StrEnum):
    ARTIST = "artist"
    HOST = "host"
    PRESIDENT = "president"
    EXECUTIVE = "executive"
    EXPERT = "expert"


class Clearance(StrEnum):
    NONE = "none"
    PENDING = "pending"
    CLEARED = "cleared"
    BLOCKED = "blocked"


class HandoffKind(StrEnum):
    THROW = "throw"
    TOSS_BACK = "toss_back"
    ARTIST_MOVE = "artist_move"
    COUPON_OPEN = "coupon_open"
    SECKILL = "seckill"
    LUCKY_BAG = "lucky_bag"
    PRESIDENT_SEGMENT = "president_segment"
    EMERGENCY = "emergency"


class Anchor(StrEnum):
    """What a handoff's trigger counts from."""

    SEGMENT_START = "segment_start"
    SEGMENT_END = "segment_end"
    HARD_TIME = "hard_time"


class Department(StrEnum):
    LIGHTING = "lighting"
    AUDIO = "audio"
    VT = "vt"
    LED = "led"
    CAMERA = "camera"
    STAGE = "stage"


class Method(StrEnum):
    """Ways to count advertising."""

    SHOW_RATIO = "show_ratio"
    CLOCK_HOUR = "clock_hour"
    FIXED_WINDOW = "fixed_window"
    ROLLING_WINDOW = "rolling_window"


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
    standing: Standing = Standing.IN
    priority: int = 0
    """How gladly it is floated: 0 never, then 1 last … 9 first."""
    ad: Millis = Millis(0)
    """Counted advertising seconds inside a segment that is not itself advertising."""
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
        return self.standing in (Standing.IN, Standing.UNPLANNED)

    @property
    def is_elastic(self) -> bool:
        """True when its length may give or take: shortest and longest are not the same."""
        shortest = self.length if self.shortest is None else self.shortest
        longest = self.length if self.longest is None else self.longest
        return shortest != longest


@dataclass(frozen=True, slots=True, kw_only=True)
class Talent:
    id: TalentId
    name: str
    name_alt: str = ""
    role: TalentRole = TalentRole.ARTIST
    circle: str = ""
    """The audience circle that comes for them: idols, national singers, rock veterans…"""
    arrives: WallTime | None = None
    has_arrived: bool = False
    clearance: Clearance = Clearance.NONE
    transit: Millis | None = None
    """Walking time between rooms; None when nobody has walked it."""
    contact: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sponsor:
    id: SponsorId
    brand: str
    brand_alt: str = ""
    category: str = ""
    is_exclusive: bool = False
    contracted: Millis = Millis(0)
    mentions: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Coupon:
    """A coupon's face and window; the window opens and closes after the handoff's real GO."""

    name: str
    opens_after: Millis = Millis(0)
    closes_after: Millis | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Offer:
    id: OfferId
    number: str
    product: str
    product_alt: str = ""
    sponsor: SponsorId | None = None
    link: str = ""
    currency: str = "CNY"
    list_price: int | None = None
    """In minor units (cents, fen)."""
    deal_price: int | None = None
    price_evidence: str = ""
    stock: int | None = None
    released: int | None = None
    stock_floor: int | None = None
    per_user: int | None = None
    coupon: Coupon | None = None
    fallback: OfferId | None = None
    must_say: str = ""
    must_not_say: str = ""


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


Entity = Room | Block | Segment | Talent | Sponsor | Offer | Handoff | Cue | AdRule

_Noun = TypeVar("_Noun", bound=Entity)

COLLECTIONS: Mapping[type[Entity], str] = MappingProxyType(
    {
        Room: "rooms",
        Block: "blocks",
        Talent: "talent",
        Sponsor: "sponsors",
        Segment: "segments",
        Offer: "offers",
        Handoff: "handoffs",
        Cue: "cues",
        AdRule: "ad_rules",
    }
)
"""Each noun and the field of Show that holds it, in the order in which one may refer to another."""


def field_word(name: str) -> Phrase:
    """What a field of a noun is called inside a sentence."""
    return Phrase(f"field.{name}", name.replace("_", " "))


def noun_word(noun: type[object]) -> Phrase:
    """What such a noun is called inside a sentence."""
    word = "ad rule" if noun is AdRule else noun.__name__.lower()
    return Phrase(f"noun.{word.replace(' ', '_')}", word)


@dataclass(frozen=True, kw_only=True)
class Show:
    """One evening: the plan, whole. Order in a room's rundown is the order in ``segments``."""

    id: str
    title: str
    title_alt: str = ""
    episode: str = ""
    date: dt.date
    venue: str = ""
    zone: str = "Asia/Shanghai"
    on_air: WallTime | None = None
    hard_out: WallTime | None = None
    language: str = "en"
    contacts: tuple[Contact, ...] = ()
    rooms: tuple[Room, ...] = ()
    blocks: tuple[Block, ...] = ()
    segments: tuple[Segment, ...] = ()
    talent: tuple[Talent, ...] = ()
    sponsors: tuple[Sponsor, ...] = ()
    offers: tuple[Offer, ...] = ()
    handoffs: tuple[Handoff, ...] = ()
    cues: tuple[Cue, ...] = ()
    ad_rules: tuple[AdRule, ...] = ()

    @cached_property
    def by_id(self) -> Mapping[str, Entity]:
        """Every noun of the show by its id; ids are unique across nouns."""
        found: dict[str, Entity] = {}
        for name in COLLECTIONS.values():
            found.update((entity.id, entity) for entity in getattr(self, name))
        return MappingProxyType(found)

    @cached_property
    def rundowns(self) -> Mapping[RoomId, tuple[Segment, ...]]:
        """Each room's segments in running order; floated and omitted ones keep their place."""
        gathered: dict[RoomId, list[Segment]] = {room.id: [] for room in self.rooms}
        for segment in self.segments:
            gathered[segment.room].append(segment)
        return MappingProxyType({room: tuple(segments) for room, segments in gathered.items()})

    @cached_property
    def handoffs_from(self) -> Mapping[SegmentId, tuple[Handoff, ...]]:
        """The handoffs that leave from each segment that has any."""
        gathered: dict[SegmentId, tuple[Handoff, ...]] = {}
        for handoff in self.handoffs:
            gathered[handoff.segment] = (*gathered.get(handoff.segment, ()), handoff)
        return MappingProxyType(gathered)

    @cached_property
    def cues_of(self) -> Mapping[SegmentId, tuple[Cue, ...]]:
        """The cues of each segment that has any, by offset."""
        gathered: dict[SegmentId, list[Cue]] = {}
        for cue in self.cues:
            gathered.setdefault(cue.segment, []).append(cue)
        ordered = {
            key: tuple(sorted(cues, key=lambda c: c.offset)) for key, cues in gathered.items()
        }
        return MappingProxyType(ordered)

    def room(self, room_id: RoomId) -> Room:
        """That room; Refused when the show has none of that id."""
        return self._named(room_id, Room)

    def segment(self, segment_id: SegmentId) -> Segment:
        """That segment; Refused when the show has none of that id."""
        return self._named(segment_id, Segment)

    def handoff(self, handoff_id: HandoffId) -> Handoff:
        """That handoff; Refused when the show has none of that id."""
        return self._named(handoff_id, Handoff)

    def _named(self, key: str, noun: type[_Noun]) -> _Noun:
        found = self.by_id.get(key)
        if not isinstance(found, noun):
            raise Refused(
                "show.unknown_noun",
                "The show has no {noun} “{key}”.",
                noun=noun_word(noun),
                key=key,
            )
        return found

    def people(self, ids: tuple[TalentId, ...]) -> tuple[Talent, ...]:
        """The talent of those ids, in that order; unknown ids are left out."""
        found = (self.by_id.get(key) for key in ids)
        return tuple(person for person in found if isinstance(person, Talent))

    def stage(self) -> Room | None:
        """The first stage room, or None where the show has only shopping rooms."""
        return next((room for room in self.rooms if room.role is RoomRole.STAGE), None)

    def shops(self) -> tuple[Room, ...]:
        """The shopping rooms, in order."""
        return tuple(room for room in self.rooms if room.role is RoomRole.SHOP)

    def instant(self, wall: WallTime) -> Instant:
        """The moment of a show-day time in the show's zone."""
        return resolve(self.date, wall, self.zone)

    def room_on_air(self, room: Room) -> Instant | None:
        """When a room is planned to go on air; None while nobody has said."""
        wall = room.on_air or self.on_air
        return None if wall is None else self.instant(wall)

    def room_hard_out(self, room: Room) -> Instant | None:
        """When a room must be off the air; None while nobody has said."""
        wall = room.hard_out or self.hard_out
        return None if wall is None else self.instant(wall)
