"""A run as it stands: takes, playheads and lines; the fold of its events."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from types import MappingProxyType

from producer_app.core.handoff import Line
from producer_app.core.offers import OfferLine
from producer_app.core.run.events import RunId, RunKind
from producer_app.core.show import HandoffId, Kind, OfferId, RoomId, SegmentId, SponsorId
from producer_app.core.timebase import Instant, Millis


@dataclass(frozen=True, slots=True, kw_only=True)
class Take:
    """One segment's time on air. ``ended`` is None while it lasts."""

    segment: SegmentId
    number: str
    title: str
    kind: Kind
    length: Millis | None
    planned_start: Instant | None
    ad: Millis
    sponsor: SponsorId | None
    started: Instant
    ad_kind: Kind = Kind.SPONSOR_READ
    is_signposted: bool = False
    ended: Instant | None = None
    adjusted: Millis = Millis(0)
    holds: tuple[tuple[Instant, Instant], ...] = ()
    """Holds that are over: from when until when."""
    held_since: Instant | None = None

    @property
    def held(self) -> Millis:
        """Time on air spent in holds that are over; what was held before it really started, as it
        was corrected since, is none of it."""
        return Millis(sum(max(0, end - max(begin, self.started)) for begin, end in self.holds))

    def elapsed(self, now: Instant) -> Millis:
        """Time used up, holds not counted; never negative."""
        until = self.held_since if self.held_since is not None else now
        return Millis(max(0, until - self.started - self.held))

    def remaining(self, now: Instant) -> Millis | None:
        """Time left, negative once it runs over; None when the length is unknown."""
        if self.length is None:
            return None
        return Millis(max(0, self.length + self.adjusted) - self.elapsed(now))


@dataclass(frozen=True, kw_only=True)
class RoomRun:
    """One room's playhead: two pointers, what is over, what was skipped."""

    room: RoomId
    on_air: Take | None = None
    standby: SegmentId | None = None
    """Pointed at by hand; None means the one that follows."""
    then: SegmentId | None = None
    """What follows behind the repeat that is in standby or on air, empty where nothing does;
    None when nothing is repeated."""
    takes: tuple[Take, ...] = ()
    skipped: frozenset[SegmentId] = frozenset()
    ended: Instant | None = None

    @property
    def began(self) -> Instant | None:
        """When the room's first take began; None before it."""
        first = self.takes[0] if self.takes else self.on_air
        return None if first is None else first.started

    @cached_property
    def last_takes(self) -> Mapping[SegmentId, Take]:
        """The latest finished take of each segment that has one."""
        return MappingProxyType({take.segment: take for take in self.takes})


@dataclass(frozen=True, kw_only=True)
class Run:
    """A rehearsal or the show as it stands after its events so far."""

    id: RunId
    kind: RunKind
    number: int
    epoch: int
    shift: Millis = Millis(0)
    started: Instant
    ended: Instant | None = None
    rooms: Mapping[RoomId, RoomRun] = field(default_factory=lambda: MappingProxyType({}))
    lines: Mapping[HandoffId, Line] = field(default_factory=lambda: MappingProxyType({}))
    offers: Mapping[OfferId, OfferLine] = field(default_factory=lambda: MappingProxyType({}))
    mids: frozenset[str] = frozenset()
    """What was said from outside and taken, the dedupe keys of offers and relayed calls."""
    seq: int = 0
    """Of the newest handoff event."""
    last_event: Instant = Instant(0)

    def room(self, room: RoomId) -> RoomRun:
        """That room's playhead, fresh when nothing has happened in it."""
        return self.rooms.get(room) or RoomRun(room=room)

    def line(self, handoff: HandoffId) -> Line:
        """That handoff's line, ARMED when nothing has happened to it."""
        return self.lines.get(handoff) or Line(handoff=handoff)

    def offer(self, offer: OfferId) -> OfferLine:
        """That offer's line, closed when nothing has happened to it."""
        return self.offers.get(offer) or OfferLine(offer=offer)
