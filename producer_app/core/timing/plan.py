"""The planned times of a whole show, room by room; a room that did not change is taken over."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields, replace
from functools import cached_property
from types import MappingProxyType

from producer_app.core.show import (
    Handoff,
    HandoffId,
    Room,
    RoomId,
    Segment,
    SegmentId,
    Show,
    TalentId,
)
from producer_app.core.timebase import Instant, Millis
from producer_app.core.timing.cast import Cast
from producer_app.core.timing.columns import (
    Columns,
    columns_of,
    holds_of,
    of_plan,
    timed_lengths,
    untimed_of,
)
from producer_app.core.timing.crossings import Part, crossings
from producer_app.core.timing.descent import down
from producer_app.core.timing.dues import due_as_planned, dues_as_planned
from producer_app.core.timing.holds import HardKind, HardTime
from producer_app.core.timing.room_plan import RoomPlan
from producer_app.core.timing.sums import running


@dataclass(frozen=True, kw_only=True)
class Plan:
    """The planned times of every room of a show."""

    show: Show
    rooms: Mapping[RoomId, RoomPlan]

    @cached_property
    def dues(self) -> Mapping[HandoffId, Instant | None]:
        """When every handoff is due; those whose segment is not in the show are left out."""
        return dues_as_planned(self.show, self.rooms)

    @cached_property
    def crossings(self) -> Mapping[TalentId, tuple[Part, ...]]:
        """Everybody who is in more than one room, with their parts."""
        return crossings(self.show, tuple(self.rooms.values()), self.dues)

    def of(self, segment: SegmentId) -> RoomPlan:
        """The room that a segment plays in; Refused when the show has none of that id."""
        return self.rooms[self.show.segment(segment).room]


def planned_due(plan: Plan, handoff: Handoff) -> Instant | None:
    """When a handoff is due as planned; None while unknown."""
    return due_as_planned(plan.show, plan.rooms, handoff)


def starts_of(plan: Plan) -> tuple[Instant | None, ...]:
    """The planned start of each segment of the show, in the order of ``show.segments``."""
    by_room = {room: iter(times.starts) for room, times in plan.rooms.items()}
    return tuple(next(by_room[segment.room]) for segment in plan.show.segments)


def are_alike(one: Plan, other: Plan) -> bool:
    """True where one was made from the other by changing words alone."""
    is_same = one.show.handoffs is other.show.handoffs and one.show.talent is other.show.talent
    return one is other or (
        is_same
        and one.rooms.keys() == other.rooms.keys()
        and all(room.is_alike(other.rooms[key]) for key, room in one.rooms.items())
    )


def plan_times(show: Show, earlier: Plan | None = None) -> Plan:
    """The planned times of a show; rooms that did not change are taken over from ``earlier``."""
    rooms = {room.id: _room_plan(show, room, earlier) for room in show.rooms}
    return Plan(show=show, rooms=MappingProxyType(rooms))


def _room_plan(show: Show, room: Room, earlier: Plan | None) -> RoomPlan:
    segments = show.rundowns[room.id]
    known = earlier.rooms.get(room.id) if earlier is not None else None
    if earlier is None or known is None or len(known.segments) != len(segments):
        return _summed(show, room, columns_of(show, segments))
    changed = [place for place, s in enumerate(segments) if s is not known.segments[place]]
    if _frame(show) != _frame(earlier.show):
        return _summed(show, room, columns_of(show, segments))
    if room == known.room and not any(_is_told(known.segments[p], segments[p]) for p in changed):
        return replace(known, segments=segments) if changed else known
    return _summed(show, room, _changed(show, segments, known, changed))


def _summed(show: Show, room: Room, columns: Columns) -> RoomPlan:
    on_air, hard_out = show.room_on_air(room), show.room_hard_out(room)
    totals = running(timed_lengths(columns.lengths, columns.untimed))
    times = down(totals, of_plan(columns.holds, columns.untimed), on_air)
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


def _changed(
    show: Show, segments: tuple[Segment, ...], known: RoomPlan, places: Sequence[int]
) -> Columns:
    """The columns of a room in which the segments at these places are others than before."""
    there = [(place, segments[place]) for place in places]
    lengths = list(known.lengths)
    for place, segment in there:
        lengths[place] = segment.length or 0
    changed = frozenset(places)
    kept = {place: hold for place, hold in known.holds.items() if place not in changed}
    holds = dict(sorted((kept | dict(holds_of(show, there))).items()))
    is_same_cast = all(
        (segment.id, segment.talent) == (known.segments[place].id, known.segments[place].talent)
        for place, segment in there
    )
    return Columns(
        segments,
        tuple(lengths),
        MappingProxyType(holds),
        (known.untimed - changed) | untimed_of(there),
        known.cast if is_same_cast else Cast(segments),
    )


_WORDS = frozenset(
    {
        *("number", "title", "title_alt", "location", "in_words", "out_words"),
        *("columns", "notes", "colour", "sound"),
    }
)
"""Fields of a segment that nothing is reckoned from."""

_RECKONED = tuple(field.name for field in fields(Segment) if field.name not in _WORDS)


def _is_told(before: Segment, after: Segment) -> bool:
    """True when more than words is another."""
    return any(getattr(before, name) != getattr(after, name) for name in _RECKONED)


def _frame(show: Show) -> tuple[object, ...]:
    """What every time of a show depends on, planned and expected."""
    return (show.date, show.zone, show.on_air, show.hard_out, show.keeps_length)
