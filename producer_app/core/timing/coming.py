"""What is still to be played in a room, and what of it is held to the clock."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from itertools import chain

from producer_app.core.calling import playing_order
from producer_app.core.run import RoomRun
from producer_app.core.timing.holds import Fixed
from producer_app.core.timing.room_plan import RoomPlan
from producer_app.core.timing.sums import running

Pieces = tuple[range, ...]


@dataclass(frozen=True, kw_only=True)
class Coming:
    """What is still to be played in a room: places in the rundown, in order."""

    pieces: Pieces
    """The same places, as far as they stand together."""
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
        places = self.places
        if self.has_repeat:
            return 0 if places[0] == place else self.in_turn(place)
        position = bisect_left(places, place)
        return position if position < len(places) and places[position] == place else None

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


def coming_of(plan: RoomPlan, run: RoomRun | None, pieces: Pieces | None = None) -> Coming:
    """What is still to be played in a room as the run stands; as planned where nothing runs.
    ``pieces`` are given where they are known from before."""
    if run is not None and run.ended is not None:
        return Coming(pieces=(), places=(), totals=(0,))
    pieces = _pieces(plan, run) if pieces is None else pieces
    places = tuple(chain.from_iterable(pieces))
    has_repeat = _has_repeat(plan, run, places)
    lengths = (plan.lengths[piece.start : piece.stop] for piece in pieces)
    totals = running(chain.from_iterable(lengths))
    coming = Coming(pieces=pieces, places=places, totals=totals, has_repeat=has_repeat)
    coming = replace(coming, fixed=dict(sorted(_held(coming, plan.holds))))
    return replace(coming, again=_again(plan, run, coming))


def _pieces(plan: RoomPlan, run: RoomRun | None) -> Pieces:
    if run is None:
        return _without((range(len(plan.segments)),), plan.untimed)
    untimed, unplanned = plan.played
    skipped = [plan.places[key] for key in run.skipped if key in plan.places]
    order = playing_order(len(plan.segments), run, plan.places)
    return _without(order, (untimed - unplanned).union(skipped))


def _without(order: Pieces, passed: frozenset[int]) -> Pieces:
    """The places in that order but for those that are passed over."""
    found: list[range] = []
    gaps = sorted(passed)
    for piece in order:
        begin = piece.start
        for gap in gaps[bisect_left(gaps, begin) : bisect_left(gaps, piece.stop)]:
            found += (range(begin, gap),) if begin < gap else ()
            begin = gap + 1
        found += (range(begin, piece.stop),) if begin < piece.stop else ()
    return tuple(found)


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
