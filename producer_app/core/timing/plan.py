"""Planned times: what the plan alone says, room by room, in columns beside the segments."""

from __future__ import annotations

import operator
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from types import MappingProxyType
from typing import NamedTuple, TypeVar

from producer_app.core.show import Room, RoomId, Segment, SegmentId, Show, Standing, TalentId
from producer_app.core.timebase import Instant, Millis
from producer_app.core.timing.sums import Down, Fixed, HardKind, HardTime, Up, down, running, up

_T = TypeVar("_T")


@dataclass(frozen=True, eq=False)
class Cast:
    """Which segments stand in a rundown, and who is in them: the same for many plans of a room,
    because most edits change neither."""

    segments: tuple[Segment, ...]

    @cached_property
    def places(self) -> Mapping[SegmentId, int]:
        """Each segment's index."""
        return MappingProxyType({segment.id: i for i, segment in enumerate(self.segments)})

    @cached_property
    def appearances(self) -> Mapping[TalentId, Sequence[int]]:
        """The places at which each person is on, from the top."""
        found: dict[TalentId, list[int]] = {}
        for place, talent in enumerate(map(operator.attrgetter("talent"), self.segments)):
            for person in talent:
                found.setdefault(person, []).append(place)
        return MappingProxyType(found)


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
        return _only_timed(self.down.starts, self.untimed)

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

    def start_at(self, index: int) -> Instant | None:
        """One front time, without the column."""
        return None if index in self.untimed else self.down.start_at(index)

    @cached_property
    def fixed(self) -> Mapping[int, Fixed]:
        """What holds the planned segments to the clock, by index, in order."""
        return _of_plan(self.holds, self.untimed)

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
        return Up(_only_timed(latest.backs, self.untimed), latest.firm)

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
        shortest = running(_timed_lengths(lengths, self.untimed))
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


@dataclass(frozen=True, kw_only=True)
class Plan:
    """The planned times of every room of a show."""

    show: Show
    rooms: Mapping[RoomId, RoomPlan]

    def of(self, segment: SegmentId) -> RoomPlan:
        """The room that a segment plays in; Refused when the show has none of that id."""
        return self.rooms[self.show.segment(segment).room]


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
    if earlier is None or known is None or len(known.segments) != len(segments):
        return _summed(show, room, _columns(show, segments))
    changed = [place for place, s in enumerate(segments) if s is not known.segments[place]]
    if _frame(show) != _frame(earlier.show):
        return _summed(show, room, _columns(show, segments))
    if not changed and room == known.room:
        return known
    return _summed(show, room, _changed(show, segments, known, changed))


def _summed(show: Show, room: Room, columns: _Columns) -> RoomPlan:
    on_air, hard_out = show.room_on_air(room), show.room_hard_out(room)
    totals = running(_timed_lengths(columns.lengths, columns.untimed))
    times = down(totals, _of_plan(columns.holds, columns.untimed), on_air)
    hards = times.hards
    if hard_out is not None:
        over = None if times.end is None else Millis(times.end - hard_out)
        out = HardTime(len(totals) - 1, hard_out, over, times.end_firm, HardKind.OUT)
        hards = (*hards, out)
    return RoomPlan(
        room=room,
        segments=columns.segments,
        on_air=on_air,
        hard_out=hard_out,
        lengths=columns.lengths,
        holds=columns.holds,
        untimed=columns.untimed,
        cast=columns.cast,
        hards=hards,
        down=times,
    )


class _Columns(NamedTuple):
    """What a room's sum is made of."""

    segments: tuple[Segment, ...]
    lengths: tuple[int, ...]
    holds: Mapping[int, Fixed]
    untimed: frozenset[int]
    cast: Cast


def _columns(show: Show, segments: tuple[Segment, ...]) -> _Columns:
    lengths = tuple([segment.length or 0 for segment in segments])
    holds = _holds(show, enumerate(segments))
    return _Columns(segments, lengths, holds, _untimed(enumerate(segments)), Cast(segments))


def _changed(
    show: Show, segments: tuple[Segment, ...], known: RoomPlan, places: Sequence[int]
) -> _Columns:
    """The columns of a room in which the segments at these places are others than before."""
    there = [(place, segments[place]) for place in places]
    lengths = list(known.lengths)
    for place, segment in there:
        lengths[place] = segment.length or 0
    kept = {place: hold for place, hold in known.holds.items() if place not in set(places)}
    holds = dict(sorted((kept | dict(_holds(show, there))).items()))
    is_same_cast = all(
        (segment.id, segment.talent) == (known.segments[place].id, known.segments[place].talent)
        for place, segment in there
    )
    return _Columns(
        segments,
        tuple(lengths),
        MappingProxyType(holds),
        (known.untimed - frozenset(places)) | _untimed(there),
        known.cast if is_same_cast else Cast(segments),
    )


def _frame(show: Show) -> tuple[object, ...]:
    """What every time of a show depends on, planned and expected."""
    return (show.date, show.zone, show.on_air, show.hard_out, show.keeps_length)


def _holds(show: Show, segments: Iterable[tuple[int, Segment]]) -> Mapping[int, Fixed]:
    held = {
        index: fixed_of(show, segment)
        for index, segment in segments
        if (
            segment.length is None
            or segment.hard_start is not None
            or segment.hard_end is not None
            or segment.front_hit is not None
            or segment.back_hit is not None
        )
        and segment.is_playable
    }
    return MappingProxyType(held)


def _untimed(segments: Iterable[tuple[int, Segment]]) -> frozenset[int]:
    in_plan = Standing.IN
    return frozenset([place for place, s in segments if s.standing is not in_plan])


def _of_plan(holds: Mapping[int, Fixed], untimed: frozenset[int]) -> Mapping[int, Fixed]:
    return {index: hold for index, hold in holds.items() if index not in untimed}


def fixed_of(show: Show, segment: Segment) -> Fixed:
    """What holds that segment to the clock."""
    walls = (segment.hard_start, segment.hard_end, segment.front_hit, segment.back_hit)
    start, end, front, back = (None if wall is None else show.instant(wall) for wall in walls)
    is_opening = segment.is_opening and start is not None
    return Fixed(start, end, front, back, is_opening, segment.length is None)


def _timed_lengths(lengths: tuple[int, ...], untimed: frozenset[int]) -> Sequence[int]:
    """The lengths that the plan counts: nothing for what is floated, omitted or not planned."""
    return _with(lengths, untimed, 0)


def _only_timed(
    column: tuple[Instant | None, ...], untimed: frozenset[int]
) -> tuple[Instant | None, ...]:
    return tuple(_with(column, untimed, None))


def _with(column: tuple[_T, ...], places: frozenset[int], value: _T) -> Sequence[_T]:
    """The column with that value in those places."""
    if not places:
        return column
    changed = list(column)
    for place in places:
        changed[place] = value
    return changed


def _is_outside(hit: Instant | None, earliest: Instant | None, latest: Instant | None) -> bool:
    if hit is None:
        return False
    is_early = earliest is not None and hit < earliest
    return is_early or (latest is not None and hit > latest)
