"""What is still to be played in a room, and what of it is held to the clock."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace

from producer_app.core.calling import following_places
from producer_app.core.run import RoomRun
from producer_app.core.timing.plan import RoomPlan
from producer_app.core.timing.sums import Fixed, running


@dataclass(frozen=True, kw_only=True)
class Coming:
    """What is still to be played in a room: places in the rundown, in order."""

    places: tuple[int, ...]
    totals: tuple[int, ...]
    """Running, by position in ``places``."""
    has_repeat: bool = False
    """The first is a repeat, out of its order; it may come again in its turn."""
    fixed: Mapping[int, Fixed] = field(default_factory=dict)
    """By position in ``places``."""
    again: frozenset[int] = frozenset()
    """Positions of those that are fixed and have been on air before."""

    def position(self, place: int) -> int | None:
        """Where a place stands first among what is to come; None when it does not come any more."""
        if self.has_repeat and self.places[0] == place:
            return 0
        return self.in_turn(place)

    def in_turn(self, place: int) -> int | None:
        """Where a place stands in the order of the rundown, a repeat not counted."""
        places = self.places
        position = bisect_left(places, place, lo=int(self.has_repeat))
        return position if position < len(places) and places[position] == place else None

    def binding(self, begin: int | None) -> Mapping[int, Fixed]:
        """What holds segments to the clock when the first of them can start at ``begin``."""
        if not self.again:
            return self.fixed
        return {**self.fixed, **{n: self.fixed[n].once_more(begin) for n in self.again}}


def coming_of(plan: RoomPlan, run: RoomRun | None, places: tuple[int, ...] | None = None) -> Coming:
    """What is still to be played in a room as the run stands; as planned where nothing runs.
    ``places`` are given where they are known from before."""
    if run is not None and run.ended is not None:
        return Coming(places=(), totals=(0,))
    places = _places(plan, run) if places is None else places
    has_repeat = _has_repeat(plan, run, places)
    is_whole = len(places) == len(plan.segments) and not has_repeat
    lengths = plan.lengths if is_whole else [plan.lengths[place] for place in places]
    coming = Coming(places=places, totals=running(lengths), has_repeat=has_repeat)
    coming = replace(coming, fixed=dict(sorted(_held(coming, plan.holds))))
    return replace(coming, again=_again(plan, run, coming))


def _places(plan: RoomPlan, run: RoomRun | None) -> tuple[int, ...]:
    if run is not None:
        return tuple(following_places(plan.segments, run, plan.places))
    untimed = plan.untimed
    return tuple([place for place in range(len(plan.segments)) if place not in untimed])


def _has_repeat(plan: RoomPlan, run: RoomRun | None, places: tuple[int, ...]) -> bool:
    if run is None or run.then is None or not places:
        return False
    return plan.segments[places[0]].id == run.standby


def _held(coming: Coming, holds: Mapping[int, Fixed]) -> Iterator[tuple[int, Fixed]]:
    """What holds each to the clock, by position; a repeat waits for no time."""
    for place, hold in holds.items():
        position = coming.in_turn(place)
        if position is not None:
            yield position, hold
    if coming.has_repeat and coming.places[0] in holds:
        yield 0, holds[coming.places[0]]._replace(start=None, front_hit=None, is_opening=False)


def _again(plan: RoomPlan, run: RoomRun | None, coming: Coming) -> frozenset[int]:
    """What is fixed and has been on air, the repeat among it."""
    if run is None:
        return frozenset()
    taken = {*run.last_takes, None if run.on_air is None else run.on_air.segment}
    is_repeat = {0} if coming.has_repeat else set()
    places = coming.places
    return frozenset(
        [n for n in coming.fixed if n in is_repeat or plan.segments[places[n]].id in taken]
    )
