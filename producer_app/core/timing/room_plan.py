"""One room's planned times: what the plan alone says, in columns beside the segments."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

from producer_app.core.show import Room, Segment, SegmentId
from producer_app.core.timebase import Instant, Millis
from producer_app.core.timing.cast import Cast
from producer_app.core.timing.columns import of_plan, only_timed, timed_lengths
from producer_app.core.timing.descent import down
from producer_app.core.timing.holds import Fixed, HardKind, HardTime
from producer_app.core.timing.sums import Down, Up, running, up


@dataclass(frozen=True, kw_only=True)
class RoomPlan:
    """One room's planned times in columns, one place per segment of its rundown."""

    room: Room
    segments: tuple[Segment, ...]
    on_air: Instant | None
    hard_out: Instant | None
    lengths: tuple[int, ...]
    """As they stand on each segment, 0 where that is unknown."""
    holds: Mapping[int, Fixed]
    """What holds segments to the clock, planned or put in on the night, by index, in order."""
    untimed: frozenset[int]
    """Places that the plan does not count: floated, omitted, put in on the night."""
    cast: Cast = field(compare=False)
    hards: tuple[HardTime, ...]
    down: Down

    @cached_property
    def starts(self) -> tuple[Instant | None, ...]:
        """Front times; None where a segment is not timed, or while its start is unknown."""
        return only_timed(self.down.starts, self.untimed)

    @property
    def firm(self) -> tuple[bool, ...]:
        """False where a start is a lower bound ("at least")."""
        return self.down.firm

    @property
    def end(self) -> Instant | None:
        """When the last segment is over; None while unknown."""
        return self.down.end

    @property
    def end_firm(self) -> bool:
        """False where the end is a lower bound."""
        return self.down.end_firm

    def is_alike(self, other: RoomPlan) -> bool:
        """True where one was made from the other by changing words alone: every time and all that
        is counted is the same."""
        return self.down is other.down

    def start_at(self, index: int) -> Instant | None:
        """One front time, without the column."""
        return None if index in self.untimed else self.down.start_at(index)

    @cached_property
    def fixed(self) -> Mapping[int, Fixed]:
        """What holds the planned segments to the clock, by index, in order."""
        return of_plan(self.holds, self.untimed)

    @cached_property
    def played(self) -> tuple[frozenset[int], frozenset[int]]:
        """Which places are not counted in the plan, and which of them a run comes to."""
        unplanned = [place for place in self.untimed if self.segments[place].is_playable]
        return self.untimed, frozenset(unplanned)

    @property
    def places(self) -> Mapping[SegmentId, int]:
        """Each segment's index in the columns."""
        return self.cast.places

    @property
    def backs(self) -> tuple[Instant | None, ...]:
        """Back times: the latest start that makes the next hard time."""
        return self._up.backs

    @property
    def back_firm(self) -> tuple[bool, ...]:
        """False where an unknown length makes the back time an upper bound."""
        return self._up.firm

    @cached_property
    def _up(self) -> Up:
        latest = up(self.down.totals, self.fixed, self.hard_out)
        return Up(only_timed(latest.backs, self.untimed), latest.firm)

    def hard_start(self, index: int) -> Instant | None:
        """When the segment at that place must start; None where it follows or is not timed."""
        return self.fixed[index].start if index in self.fixed else None

    def hard_end(self, index: int) -> Instant | None:
        """When the segment at that place must be over; None where nothing says so."""
        return self.fixed[index].end if index in self.fixed else None

    def length_of(self, index: int) -> Millis | None:
        """The planned length: its own, or the time to its hard end; None while unknown."""
        own, end, start = self.segments[index].length, self.hard_end(index), self.start_at(index)
        if own is not None or end is None or start is None or not self.down.is_firm_at(index):
            return own
        return Millis(max(0, end - start))

    def slack_at(self, index: int) -> Millis | None:
        """Arrival minus hard start at a segment: > 0 overlap, < 0 gap; None without either."""
        kept = (h.over for h in self.hards if h.kind is HardKind.START and h.place == index)
        return next(kept, None)

    def cume_of(self, index: int) -> Millis | None:
        """Show time used up when the segment is over, gaps included and time off the air not;
        None while unknown."""
        start, length = self.start_at(index), self.length_of(index)
        if start is None or length is None or self.on_air is None:
            return None
        return Millis(start + length - self.on_air - self._off_air_before(index))

    def is_impossible(self, index: int) -> bool:
        """True when a hit time cannot be met: what stands before it cannot be over by then at its
        shortest, or what comes after cannot make the next hard time from there."""
        return index in self._impossible

    @cached_property
    def _impossible(self) -> frozenset[int]:
        hits = {i: f for i, f in self.fixed.items() if f.front_hit or f.back_hit}
        if not hits:
            return frozenset()
        lengths = tuple(
            [(s.length if s.shortest is None else s.shortest) or 0 for s in self.segments]
        )
        shortest = running(timed_lengths(lengths, self.untimed))
        free = {i: f._replace(front_hit=None, back_hit=None) for i, f in self.fixed.items()}
        earliest = down(shortest, free, self.on_air, pushes=True).starts
        latest = up(shortest, free, self.hard_out).backs
        return frozenset(
            index
            for index, hold in hits.items()
            if any(
                _is_outside(hit, earliest[index], latest[index])
                for hit in (hold.front_hit, hold.back_hit)
            )
        )

    def _off_air_before(self, index: int) -> int:
        """How long the room is off the air before that place: between days."""
        away = 0
        for place, hold in self.fixed.items():
            if place <= index and hold.is_opening and hold.start is not None:
                ended = self._ended_before(place)
                away += 0 if ended is None else max(0, hold.start - ended)
        return away

    def _ended_before(self, index: int) -> Instant | None:
        for place in range(index - 1, -1, -1):
            start, length = self.start_at(place), self.length_of(place)
            if start is not None and length is not None:
                return Instant(start + length)
        return None


def _is_outside(hit: Instant | None, earliest: Instant | None, latest: Instant | None) -> bool:
    if hit is None:
        return False
    is_early = earliest is not None and hit < earliest
    return is_early or (latest is not None and hit > latest)
