"""Planned times: what the plan alone says, room by room, in columns beside the segments."""

from __future__ import annotations

import operator
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from types import MappingProxyType

from producer_app.core.show import Room, RoomId, Segment, SegmentId, Show, Standing
from producer_app.core.timebase import Instant, Millis
from producer_app.core.timing.sums import Fixed, HardKind, HardTime, Up, down, up


@dataclass(frozen=True, kw_only=True)
class RoomPlan:
    """One room's planned times in columns, one place per segment of its rundown.

    ``starts`` front times (None: not timed, or unknown); ``firm`` false where the start is a lower
    bound ("at least").
    """

    room: Room
    segments: tuple[Segment, ...]
    on_air: Instant | None
    hard_out: Instant | None
    lengths: tuple[int, ...]
    """As they stand on each segment, 0 where that is unknown."""
    holds: Mapping[int, Fixed]
    """What holds segments to the clock, planned or put in on the night, by index, in order."""
    starts: tuple[Instant | None, ...]
    firm: tuple[bool, ...]
    hards: tuple[HardTime, ...]
    end: Instant | None
    end_firm: bool

    @cached_property
    def fixed(self) -> Mapping[int, Fixed]:
        """What holds the planned segments to the clock, by index, in order."""
        return _of_plan(self.holds, self.segments)

    @cached_property
    def places(self) -> Mapping[SegmentId, int]:
        """Each segment's index in the columns."""
        return MappingProxyType({segment.id: i for i, segment in enumerate(self.segments)})

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
        latest = up(_timed_lengths(self.lengths, self.segments), self.fixed, self.hard_out)
        return Up(_only_timed(latest.backs, self.segments), latest.firm)

    def hard_start(self, index: int) -> Instant | None:
        """When the segment at that place must start; None where it follows or is not timed."""
        return self.fixed[index].start if index in self.fixed else None

    def hard_end(self, index: int) -> Instant | None:
        """When the segment at that place must be over; None where nothing says so."""
        return self.fixed[index].end if index in self.fixed else None

    def length_of(self, index: int) -> Millis | None:
        """The planned length: its own, or the time to its hard end; None while unknown."""
        own, end, start = self.segments[index].length, self.hard_end(index), self.starts[index]
        if own is not None or end is None or start is None or not self.firm[index]:
            return own
        return Millis(max(0, end - start))

    def slack_at(self, index: int) -> Millis | None:
        """Arrival minus hard start at a segment: > 0 overlap, < 0 gap; None without either."""
        kept = (h.over for h in self.hards if h.kind is HardKind.START and h.place == index)
        return next(kept, None)

    def cume_of(self, index: int) -> Millis | None:
        """Show time used up when the segment is over, gaps included and time off the air not;
        None while unknown."""
        start, length = self.starts[index], self.length_of(index)
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
        shortest = _timed_lengths(lengths, self.segments)
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
            start, length = self.starts[place], self.length_of(place)
            if start is not None and length is not None:
                return Instant(start + length)
        return None


@dataclass(frozen=True, kw_only=True)
class Plan:
    """The planned times of every room of a show."""

    show: Show
    rooms: Mapping[RoomId, RoomPlan]


def starts_of(plan: Plan) -> tuple[Instant | None, ...]:
    """The planned start of each segment of the show, in the order of ``show.segments``."""
    by_room = {room: iter(times.starts) for room, times in plan.rooms.items()}
    return tuple(next(by_room[segment.room]) for segment in plan.show.segments)


def plan_times(show: Show, earlier: Plan | None = None) -> Plan:
    """The planned times of a show; rooms that did not change are taken over from ``earlier``."""
    rooms = {room.id: _room_plan(show, room, earlier) for room in show.rooms}
    return Plan(show=show, rooms=MappingProxyType(rooms))


def _room_plan(show: Show, room: Room, earlier: Plan | None) -> RoomPlan:
    segments = show.rundowns[room.id]
    known = earlier.rooms.get(room.id) if earlier is not None else None
    if earlier is not None and known is not None and _is_same(show, earlier.show, known, segments):
        return known
    on_air, hard_out = show.room_on_air(room), show.room_hard_out(room)
    holds, lengths = _holds(show, segments), tuple([s.length or 0 for s in segments])
    times = down(_timed_lengths(lengths, segments), _of_plan(holds, segments), on_air)
    hards = times.hards
    if hard_out is not None:
        over = None if times.end is None else Millis(times.end - hard_out)
        out = HardTime(len(segments), hard_out, over, times.end_firm, HardKind.OUT)
        hards = (*hards, out)
    return RoomPlan(
        room=room,
        segments=segments,
        on_air=on_air,
        hard_out=hard_out,
        lengths=lengths,
        holds=MappingProxyType(holds),
        starts=_only_timed(times.starts, segments),
        firm=times.firm,
        hards=hards,
        end=times.end,
        end_firm=times.end_firm,
    )


def _is_same(show: Show, before: Show, known: RoomPlan, segments: tuple[Segment, ...]) -> bool:
    """True when nothing that the room's times depend on has changed."""
    if len(segments) != len(known.segments) or show.room(known.room.id) != known.room:
        return False
    frame = (show.date, show.zone, show.on_air, show.hard_out)
    if frame != (before.date, before.zone, before.on_air, before.hard_out):
        return False
    return all(map(operator.is_, segments, known.segments))


def _holds(show: Show, segments: Sequence[Segment]) -> dict[int, Fixed]:
    return {
        index: fixed_of(show, segment)
        for index, segment in enumerate(segments)
        if (
            segment.length is None
            or segment.hard_start is not None
            or segment.hard_end is not None
            or segment.front_hit is not None
            or segment.back_hit is not None
        )
        and segment.is_playable
    }


def _of_plan(holds: Mapping[int, Fixed], segments: Sequence[Segment]) -> Mapping[int, Fixed]:
    return {index: hold for index, hold in holds.items() if segments[index].is_timed}


def fixed_of(show: Show, segment: Segment) -> Fixed:
    """What holds that segment to the clock."""
    walls = (segment.hard_start, segment.hard_end, segment.front_hit, segment.back_hit)
    start, end, front, back = (None if wall is None else show.instant(wall) for wall in walls)
    is_opening = segment.is_opening and start is not None
    return Fixed(start, end, front, back, is_opening, segment.length is None)


_Column = tuple[Instant | None, ...]


def _timed_lengths(lengths: tuple[int, ...], segments: Sequence[Segment]) -> Sequence[int]:
    """The lengths that the plan counts: nothing for what is floated, omitted or not planned."""
    if _all_timed(segments):
        return lengths
    return [
        length if segment.is_timed else 0 for length, segment in zip(lengths, segments, strict=True)
    ]


def _only_timed(column: _Column, segments: Sequence[Segment]) -> _Column:
    if _all_timed(segments):
        return column
    return tuple(
        at if segment.is_timed else None for at, segment in zip(column, segments, strict=True)
    )


def _all_timed(segments: Sequence[Segment]) -> bool:
    in_plan = Standing.IN
    return all(segment.standing is in_plan for segment in segments)


def _is_outside(hit: Instant | None, earliest: Instant | None, latest: Instant | None) -> bool:
    if hit is None:
        return False
    is_early = earliest is not None and hit < earliest
    return is_early or (latest is not None and hit > latest)
