"""The times that checks go by: as planned, or as expected while a run is on."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from producer_app.core.checks.standards import NO_STANDARDS, Standards
from producer_app.core.handoff import OVER, State
from producer_app.core.run import Run, Take
from producer_app.core.show import (
    Anchor,
    Handoff,
    HandoffId,
    Room,
    RoomId,
    Segment,
    SegmentId,
    Show,
    TalentId,
)
from producer_app.core.timebase import Instant
from producer_app.core.timing import HardTime, Projection, RoomPlan, RoomTimes, handoff_due

DONE = OVER | {State.RETURNED}
"""States of a handoff that has nobody in the room any more."""


@dataclass(frozen=True, kw_only=True)
class RoomSight:
    """One room: its segments by place, with their starts and lengths."""

    times: RoomTimes
    now: Instant
    is_live: bool

    @cached_property
    def plan(self) -> RoomPlan:
        return self.times.plan

    @property
    def room(self) -> Room:
        return self.plan.room

    @cached_property
    def segments(self) -> tuple[Segment, ...]:
        return self.plan.segments

    @property
    def hards(self) -> tuple[HardTime, ...]:
        """The hard times that are judged, in order, the hard out last."""
        return self.times.hards if self.is_live else self.plan.hards

    @cached_property
    def to_come(self) -> frozenset[int]:
        """The places whose segments have yet to start."""
        return frozenset(self.times.coming)

    @cached_property
    def first(self) -> int:
        """The first place that can still give or take time."""
        if not self.is_live:
            return 0
        coming = self.times.coming
        on_air = self.times.on_air
        place = None if on_air is None else self.plan.places.get(on_air.segment)
        return min((*coming[:1], *(() if place is None else (place,))), default=len(self.segments))

    def start_of(self, place: int) -> Instant | None:
        """When the segment there starts, or started; None where it does not, or nobody knows."""
        return self._starts[place]

    def end_of(self, place: int) -> Instant | None:
        """When it is over; None while its length is unknown."""
        if self.is_live:
            return self.times.end_of(self.segments[place].id)
        start, length = self._starts[place], self.segments[place].length
        if length is None:
            length = self.plan.length_of(place)
        return None if start is None or length is None else Instant(start + length)

    @cached_property
    def _starts(self) -> Sequence[Instant | None]:
        if not self.is_live:
            return self.plan.starts
        starts = list(self.times.expected)
        for key, take in self._takes:
            place = self.plan.places.get(key)
            if place is not None and place not in self.to_come:
                starts[place] = take.started
        return starts

    @property
    def _takes(self) -> Iterator[tuple[SegmentId, Take]]:
        run = self.times.run
        if run is not None:
            yield from run.last_takes.items()
            if run.on_air is not None:
                yield run.on_air.segment, run.on_air

    def is_firm(self, place: int) -> bool:
        """False where the start is a lower bound."""
        if not self.is_live:
            return self.plan.down.is_firm_at(place)
        position = self.times.ahead.position(place)
        return position is None or self.times.down.is_firm_at(position)

    @property
    def end(self) -> Instant | None:
        """When the room goes off the air; None while that is not known for certain."""
        source = self.times if self.is_live else self.plan
        return source.end if source.end_firm else None

    def lengths_at_shortest(self) -> Sequence[int]:
        """The least that each segment can be cut to by its own bounds, 0 where it is not timed."""
        return [
            0
            if not s.is_playable or (not self.is_live and not s.is_timed)
            else min(s.length or 0, s.length or 0 if s.shortest is None else s.shortest)
            for s in self.segments
        ]


@dataclass(frozen=True, kw_only=True)
class Sight:
    """The show as the checks see it, and what they hold it against."""

    projection: Projection
    standards: Standards = NO_STANDARDS

    @property
    def show(self) -> Show:
        return self.projection.show

    @property
    def run(self) -> Run | None:
        return self.projection.run

    @property
    def is_live(self) -> bool:
        """A run is on: expected times count, and what is over is not judged any more."""
        return self.run is not None

    @cached_property
    def rooms(self) -> dict[RoomId, RoomSight]:
        """Every room, in order."""
        now = self.projection.now
        return {
            key: RoomSight(times=times, now=now, is_live=self.is_live)
            for key, times in self.projection.rooms.items()
        }

    @cached_property
    def goes(self) -> dict[HandoffId, Instant]:
        """When each handoff goes, or went; those that never will are left out."""
        found = ((handoff.id, self._go(handoff)) for handoff in self.show.handoffs)
        return {key: at for key, at in found if at is not None}

    @cached_property
    def let_go(self) -> dict[tuple[TalentId, SegmentId], Instant]:
        """Who leaves what is on air before the next GO, because that GO waits for them in a
        circle, and when."""
        found: dict[tuple[TalentId, SegmentId], Instant] = {}
        for meeting in self.projection.meetings:
            until = self.projection.rooms[meeting.first_room].played_until
            if meeting.is_in_circle and until is not None:
                found[meeting.person, meeting.first] = until.at
        return found

    def comes(self, segment: Segment) -> bool:
        """True for what is planned, and while a run is on for what was put in on the night."""
        return segment.is_timed or (self.is_live and segment.is_playable)

    def is_gone(self, handoff: Handoff) -> bool:
        """True once there is nothing left to warn of: it went, or it was stood down."""
        if self.run is None:
            return False
        line = self.run.line(handoff.id)
        return line.went is not None or line.state in DONE

    def _go(self, handoff: Handoff) -> Instant | None:
        if handoff.segment not in self.show.by_id:
            return None
        due = handoff_due(self.projection, handoff)
        if self.run is None:
            return due.planned
        line = self.run.line(handoff.id)
        if line.went is not None:
            return line.went
        if line.state in DONE or due.expected is None or self._is_passed(handoff):
            return None
        return max(due.expected, self.projection.now)

    def _is_passed(self, handoff: Handoff) -> bool:
        """True when the run has left out the segment that it waits for."""
        if handoff.trigger.anchor is Anchor.HARD_TIME:
            return False
        room = self.rooms[self.show.segment(handoff.segment).room]
        return room.start_of(room.plan.places[handoff.segment]) is None
