"""What kinds of rooms, segments, people, handoffs and rules there are, and the ids of the nouns."""

from __future__ import annotations

from enum import StrEnum
from typing import NewType

RoomId = NewType("RoomId", str)
BlockId = NewType("BlockId", str)
SegmentId = NewType("SegmentId", str)
TalentId = NewType("TalentId", str)
SponsorId = NewType("SponsorId", str)
OfferId = NewType("OfferId", str)
HandoffId = NewType("HandoffId", str)
CueId = NewType("CueId", str)
AdRuleId = NewType("AdRuleId", str)
WaiverId = NewType("WaiverId", str)


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
    PLACEMENT = "placement"
    CHARITY = "charity"
    NEUTRAL = "neutral"
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

    @property
    def is_playable(self) -> bool:
        """True when a run comes to it: what is planned, and what was put in on the night."""
        return self in (Standing.IN, Standing.UNPLANNED)


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
    WINDOW_AVERAGE = "window_average"
    DAY_SHARE = "day_share"
    WEEK_SHARE = "week_share"
    PROGRAMME_TABLE = "programme_table"
    LONGEST_BREAK = "longest_break"
    BREAKS_PER_LENGTH = "breaks_per_length"
    UNINTERRUPTED = "uninterrupted"
    LEAST_COUNT = "least_count"
    LEAST_SHARE = "least_share"
    MOST_COUNT = "most_count"
    DISTANCE = "distance"
    NEVER_INSIDE = "never_inside"


class Signpost(StrEnum):
    """Whether a selling window must be identified by picture and by sound."""

    NOT_NEEDED = "not_needed"
    ALSO = "also"
    """It must be long enough and signposted."""
    INSTEAD = "instead"
    """It must be long enough or signposted."""


class Stand(StrEnum):
    """Where a sponsor was promised to stand."""

    FIRST_IN_BREAK = "first_in_break"
    LAST_IN_BREAK = "last_in_break"
    AT_TIME = "at_time"
