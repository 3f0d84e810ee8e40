"""What a room's planned times are summed from: lengths, and what holds segments to the clock."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from types import MappingProxyType
from typing import NamedTuple, TypeVar

from producer_app.core.show import Segment, Show, Standing
from producer_app.core.timebase import Instant
from producer_app.core.timing.cast import Cast
from producer_app.core.timing.holds import Fixed

_T = TypeVar("_T")


class Columns(NamedTuple):
    """What a room's sum is made of."""

    segments: tuple[Segment, ...]
    lengths: tuple[int, ...]
    holds: Mapping[int, Fixed]
    untimed: frozenset[int]
    cast: Cast


def columns_of(show: Show, segments: tuple[Segment, ...]) -> Columns:
    """The columns of a room with that rundown."""
    lengths = tuple([segment.length or 0 for segment in segments])
    holds = holds_of(show, enumerate(segments))
    return Columns(segments, lengths, holds, untimed_of(enumerate(segments)), Cast(segments))


def holds_of(show: Show, segments: Iterable[tuple[int, Segment]]) -> Mapping[int, Fixed]:
    """What holds these segments to the clock, by index; only those that are held."""
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


def untimed_of(segments: Iterable[tuple[int, Segment]]) -> frozenset[int]:
    """Which of these the plan does not count."""
    in_plan = Standing.IN
    return frozenset([place for place, s in segments if s.standing is not in_plan])


def of_plan(holds: Mapping[int, Fixed], untimed: frozenset[int]) -> Mapping[int, Fixed]:
    """Those of the holds that the plan counts."""
    return {index: hold for index, hold in holds.items() if index not in untimed}


def fixed_of(show: Show, segment: Segment) -> Fixed:
    """What holds that segment to the clock."""
    walls = (segment.hard_start, segment.hard_end, segment.front_hit, segment.back_hit)
    start, end, front, back = (None if wall is None else show.instant(wall) for wall in walls)
    is_opening = segment.is_opening and start is not None
    return Fixed(start, end, front, back, is_opening, segment.length is None)


def timed_lengths(lengths: tuple[int, ...], untimed: frozenset[int]) -> Sequence[int]:
    """The lengths that the plan counts: nothing for what is floated, omitted or not planned."""
    return _with(lengths, untimed, 0)


def only_timed(
    column: tuple[Instant | None, ...], untimed: frozenset[int]
) -> tuple[Instant | None, ...]:
    """The column with nothing where the plan does not count."""
    return tuple(_with(column, untimed, None))


def _with(column: tuple[_T, ...], places: frozenset[int], value: _T) -> Sequence[_T]:
    """The column with that value in those places."""
    if not places:
        return column
    changed = list(column)
    for place in places:
        changed[place] = value
    return changed
