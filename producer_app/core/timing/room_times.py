"""One room as it stands: where its playhead is, and when everything still to come is expected."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from types import MappingProxyType
from typing import NamedTuple, TypeVar

from producer_app.core.run import RoomRun
from producer_app.core.show import TalentId
from producer_app.core.timebase import Instant, Millis
from producer_app.core.timing.coming import Pieces, coming_of
from producer_app.core.timing.descent import Descent, down
from producer_app.core.timing.holds import Bound, Fixed, HardKind, HardTime
from producer_app.core.timing.on_air import free_from, hard_end_on_air, hard_out_of
from producer_app.core.timing.outlook import Outlook
from producer_app.core.timing.room_plan import RoomPlan
from producer_app.core.timing.sums import Down


class Wait(NamedTuple):
    """A segment cannot begin before these people have walked over from another room; ``is_firm``
    is false where nobody knows how much longer they are kept there."""

    people: tuple[TalentId, ...]
    until: Instant
    is_firm: bool = True


NO_WAITS: Mapping[int, Wait] = MappingProxyType({})

_NOT_YET = down((0,), {}, None)

_T = TypeVar("_T")


@dataclass(frozen=True, kw_only=True)
class RoomTimes(Outlook):
    """One room as it stands. ``waits`` says before when a segment cannot begin, by place."""

    hard_out: Instant | None
    waits: Mapping[int, Wait]
    hards: tuple[HardTime, ...]
    down: Down

    @cached_property
    def expected(self) -> tuple[Instant | None, ...]:
        """The expected start of every segment still to come, None for the rest."""
        return self._spread(self.down.starts, otherwise=None)

    @cached_property
    def firm(self) -> tuple[bool, ...]:
        """False where an expected start is a lower bound."""
        if False not in self.down.firms:
            return (True,) * len(self.plan.segments)
        return self._spread(self.down.firm, otherwise=True)

    @property
    def end(self) -> Instant | None:
        """When the room is expected to be over; None while unknown."""
        return self.down.end

    @property
    def end_firm(self) -> bool:
        """False where the end is a lower bound."""
        return self.down.end_firm

    @property
    def next_hard(self) -> HardTime | None:
        """The hard time that comes next."""
        return self.hards[0] if self.hards else None

    @property
    def out(self) -> HardTime | None:
        """The hard out of the room; None where there is none."""
        last = self.hards[-1] if self.hards else None
        return last if last is not None and last.kind is HardKind.OUT else None

    def told_by(self, plan: RoomPlan) -> RoomTimes:
        """The same times under a plan that is alike."""
        return self if self.plan is plan else replace(self, plan=plan)

    def waiting_at(self, place: int) -> Millis:
        """How long the room is held up at a segment by those who walk over; 0 mostly."""
        wait, start = self.waits.get(place), self.expected_at(place)
        if wait is None or start != wait.until:
            return Millis(0)
        position = self.ahead.position(place) or 0
        hold = self.ahead.fixed.get(position, Fixed())
        free = self.down.free_before(position)
        held = [at for at in (free, hold.start, hold.front_hit) if at is not None]
        return Millis(max(0, start - max(held)) if free is not None else 0)

    def _spread(self, column: tuple[_T, ...], *, otherwise: _T) -> tuple[_T, ...]:
        """A column over the whole rundown out of one over what is to come."""
        count, ahead = len(self.plan.segments), self.ahead
        if len(ahead.places) == count and not ahead.has_repeat:
            return column
        spread, below = [otherwise] * count, len(column)
        for piece in reversed(ahead.pieces):
            top = below - len(piece)
            spread[piece.start : piece.stop], below = column[top:below], top
        return tuple(spread)


def room_times(
    plan: RoomPlan,
    run: RoomRun | None,
    now: Instant,
    *,
    keeps_length: bool = False,
    earlier: RoomTimes | None = None,
) -> RoomTimes:
    """The room at ``now``, before anybody of another room is waited for; what a tick cannot
    change is kept from ``earlier``."""
    free_at, free_firm = free_from(plan, run, now)
    is_known = (
        earlier is not None and plan.is_alike(earlier.plan) and _is_same_run(earlier.run, run)
    )
    if earlier is not None and is_known:
        if earlier.free_at == free_at:
            return earlier.told_by(plan)
        ahead = earlier.ahead
    else:
        ahead = coming_of(plan, run, _pieces_kept(plan, run, earlier))
    times = RoomTimes(
        plan=plan,
        run=run,
        free_at=free_at,
        free_firm=free_firm,
        ahead=ahead,
        hard_out=hard_out_of(plan, run, free_at, keeps_length=keeps_length),
        waits=NO_WAITS,
        hards=(),
        down=_NOT_YET,
    )
    return _with_starts(times, sum_of(times, ahead.totals))


def _pieces_kept(plan: RoomPlan, run: RoomRun | None, earlier: RoomTimes | None) -> Pieces | None:
    """The places still to be played, where the same are as before the edit."""
    if earlier is None or earlier.plan.cast is not plan.cast or not _is_same_run(earlier.run, run):
        return None
    return earlier.ahead.pieces if earlier.plan.played == plan.played else None


def waiting(times: RoomTimes, waits: Mapping[int, Wait], sums: Down) -> RoomTimes:
    """The same room when those segments wait for somebody, and start by those sums."""
    return _with_starts(replace(times, waits=waits), sums)


def descent_of(times: RoomTimes, totals: tuple[int, ...]) -> Descent:
    """What is to come in a room that waits for nobody, with running totals of lengths."""
    begin, is_firm = times.begin
    return Descent(totals, times.ahead.binding(begin), begin, is_firm=is_firm, pushes=True)


def sum_of(times: RoomTimes, totals: tuple[int, ...]) -> Down:
    """What is to come in a room if it had other lengths; ``totals`` are running, by position."""
    waits = ((times.ahead.position(place), wait) for place, wait in times.waits.items())
    bounds = [(n, Bound(wait.until, wait.is_firm)) for n, wait in waits if n is not None]
    found = descent_of(times, totals)
    for position, bound in sorted(bounds):
        found.wait(position, bound)
    return found.to_the_end()


def _with_starts(times: RoomTimes, sums: Down) -> RoomTimes:
    """Expected starts of what is to come: early waits for a hard time, late pushes on."""
    plan, places = times.plan, times.ahead.places
    hards = _hard_end_before(times)
    hards += tuple([HardTime(places[hard[0]], *hard[1:]) for hard in sums.hards])
    if times.hard_out is not None:
        over = None if sums.end is None else Millis(sums.end - times.hard_out)
        out = HardTime(len(plan.segments), times.hard_out, over, sums.end_firm, HardKind.OUT)
        hards = (*hards, out)
    return replace(times, hards=hards, down=sums)


def _hard_end_before(times: RoomTimes) -> tuple[HardTime, ...]:
    """The hard end of what is on air, if it has one."""
    free, until = times.free_at, hard_end_on_air(times.plan, times.run)
    if times.on_air is None or until is None:
        return ()
    over = None if free is None else Millis(free - until)
    place = times.plan.places[times.on_air.segment]
    return (HardTime(place, until, over, times.free_firm, HardKind.END),)


def _is_same_run(before: RoomRun | None, after: RoomRun | None) -> bool:
    return before is after or (before is not None and after is not None and before == after)
