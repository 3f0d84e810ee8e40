"""One room from its playhead on: when each of its segments starts and ends."""

from __future__ import annotations

from dataclasses import dataclass

from producer_app.core.run import RoomRun, Take
from producer_app.core.show import Segment, SegmentId
from producer_app.core.timebase import Instant, Millis
from producer_app.core.timing.coming import Coming
from producer_app.core.timing.holds import Bound
from producer_app.core.timing.on_air import hard_end_on_air
from producer_app.core.timing.room_plan import RoomPlan
from producer_app.core.timing.sums import Starts


@dataclass(frozen=True, kw_only=True)
class Outlook:
    """One room from its playhead on, by starts that may still be being found.

    ``free_at`` is when the segment on air is expected to end, not ``free_firm`` where that is a
    lower bound.
    """

    plan: RoomPlan
    run: RoomRun | None
    free_at: Instant | None
    free_firm: bool
    ahead: Coming
    down: Starts
    """Of what is to come, by position in ``ahead``."""

    @property
    def coming(self) -> tuple[int, ...]:
        """The places still to be played, in order."""
        return self.ahead.places

    @property
    def on_air(self) -> Take | None:
        return self.run.on_air if self.run is not None else None

    @property
    def begin(self) -> tuple[Instant | None, bool]:
        """When what is to come can begin, and whether that is more than a lower bound: once what
        is on air is over, and not before its hard end."""
        until = hard_end_on_air(self.plan, self.run)
        if until is None or (self.free_at is not None and self.free_at > until):
            return self.free_at, self.free_firm
        return until, True

    @property
    def played_until(self) -> Bound | None:
        """When what is on air has run its length, however long it stays on air after that; what
        has no length counts as over when it starts. None with nothing on air."""
        take, until = self.on_air, hard_end_on_air(self.plan, self.run)
        if take is None or self.free_at is None:
            return None
        left = take.remaining(self.free_at)
        if left is not None:
            return Bound(Instant(self.free_at + min(0, left)), self.free_firm)
        if until is not None:
            return Bound(max(take.started, until))
        return Bound(take.started, is_firm=False)

    @property
    def standby(self) -> Segment | None:
        """What GO would take: the first of what is to come."""
        if self.run is not None and self.run.ended is not None:
            return None
        return self.plan.segments[self.coming[0]] if self.coming else None

    def expected_at(self, place: int) -> Instant | None:
        """The expected start of one segment still to come; None for the rest."""
        position = self.ahead.position(place)
        return None if position is None else self.down.start_at(position)

    def take_of(self, segment: SegmentId) -> Take | None:
        """The segment's time on air: the present take, or else its latest."""
        if self.run is None:
            return None
        if self.run.on_air is not None and self.run.on_air.segment == segment:
            return self.run.on_air
        return self.run.last_takes.get(segment)

    def start_of(self, segment: SegmentId) -> Instant | None:
        """The best start known: actual, else expected, else planned; None where there is none."""
        take = self.take_of(segment)
        place = self.plan.places.get(segment)
        if place is None:
            return take.started if take else None
        still_to_come = self.expected_at(place)
        if take is not None and (take.ended is None or still_to_come is None):
            return take.started
        return still_to_come if still_to_come is not None else self.plan.start_at(place)

    def end_of(self, segment: SegmentId) -> Instant | None:
        """The best end known, in the same order; None while the length is unknown."""
        take, place = self.take_of(segment), self.plan.places.get(segment)
        position = None if place is None else self.ahead.position(place)
        if take is not None and (take.ended is None or position is None):
            return self.free_at if take.ended is None else take.ended
        start = None if position is None else self.down.start_at(position)
        if start is None:
            start = self.start_of(segment)
        if place is None or start is None:
            return None
        length, hold = self.plan.segments[place].length, self.plan.holds.get(place)
        if length is not None:
            return Instant(start + length)
        return None if hold is None or hold.end is None else max(start, hold.end)

    def end_at(self, position: int | None) -> Bound | None:
        """When what stands there among what is to come will be over, None being what is on air;
        not firm where its length is unknown. None while nobody knows when it starts."""
        if position is None:
            return None if self.free_at is None else Bound(self.free_at, self.free_firm)
        start, is_firm = self.down.start_at(position), self.down.is_firm_at(position)
        if start is None:
            return None
        place = self.ahead.places[position]
        length, hold = self.plan.segments[place].length, self.plan.holds.get(place)
        if length is not None:
            return Bound(Instant(start + length), is_firm)
        if hold is None or hold.end is None:
            return Bound(start, is_firm=False)
        return Bound(max(start, hold.end), is_firm or start <= hold.end)

    def left(self, now: Instant) -> Millis | None:
        """Time left of what is on air, negative once it runs over; what has no length lasts until
        its hard end. None while nobody knows, or with nothing on air."""
        if self.on_air is None:
            return None
        own, until = self.on_air.remaining(now), hard_end_on_air(self.plan, self.run)
        if own is None and until is not None:
            return Millis(until - now)
        return own
