"""One room's airtime, planned and as it runs, and the ledgers made of it."""

from __future__ import annotations

from dataclasses import dataclass, field

from producer_app.core.budget.airtime import Airtime, airtime_later, airtime_of
from producer_app.core.budget.ledger import Ledger, ledger_of
from producer_app.core.budget.stretches import planned_stretches, projected_stretches
from producer_app.core.show import Kind, Room, Show
from producer_app.core.timebase import Instant
from producer_app.core.timing import Projection, RoomTimes

_NO_KINDS: frozenset[Kind] = frozenset()

_Ledgers = dict[frozenset[Kind], Ledger]


@dataclass(frozen=True, kw_only=True, eq=False)
class RoomAirtime:
    """Each ledger is made when somebody asks for it."""

    times: RoomTimes
    wanted: frozenset[Kind]
    planned: Airtime
    projected: Airtime
    _of_plan: _Ledgers = field(default_factory=dict)
    _of_run: _Ledgers = field(default_factory=dict)

    def planned_ledger(self, counts: frozenset[Kind]) -> Ledger:
        """What these kinds count of the plan."""
        counts &= self.planned.outline.kinds
        if counts not in self._of_plan:
            self._of_plan[counts] = ledger_of(self.planned, counts)
        return self._of_plan[counts]

    def projected_ledger(self, counts: frozenset[Kind]) -> Ledger:
        """What these kinds count of the plan as it runs."""
        if self.projected is self.planned:
            return self.planned_ledger(counts)
        counts &= self.projected.outline.kinds
        if counts not in self._of_run:
            self._of_run[counts] = ledger_of(self.projected, counts)
        return self._of_run[counts]

    def is_later_than(self, known: RoomAirtime) -> bool:
        """True when since then time has passed in this room, and nothing else."""
        return self.projected.outline is known.projected.outline


def room_airtime(
    projection: Projection, room: Room, wanted: frozenset[Kind], known: RoomAirtime | None
) -> RoomAirtime:
    """The room's airtime as it stands; what has not changed since ``known`` is kept."""
    times = projection.rooms[room.id]
    if known is not None and known.wanted != wanted:
        known = None
    if known is not None and known.times is times and times.free_firm:
        return known
    if known is None or not known.times.plan.is_alike(times.plan):
        planned, of_plan = airtime_of(planned_stretches(times.plan), wanted), {}
    else:
        planned, of_plan = known.planned, known._of_plan
    return RoomAirtime(
        times=times,
        wanted=wanted,
        planned=planned,
        projected=_projected(times, projection.now, planned, wanted, known),
        _of_plan=of_plan,
    )


def wanted_in(show: Show, room: Room) -> frozenset[Kind]:
    """The kinds that any rule of that room counts, or counts against."""
    kinds = (rule.counts | rule.against for rule in show.ad_rules if rule.room == room.id)
    return _NO_KINDS.union(*kinds)


def _projected(
    times: RoomTimes,
    now: Instant,
    planned: Airtime,
    wanted: frozenset[Kind],
    known: RoomAirtime | None,
) -> Airtime:
    """The airtime as it runs; that of the plan while nothing has begun and nothing is late."""
    if known is not None and _is_later(times, known):
        return airtime_later(known.projected, times, now)
    stretches = projected_stretches(times, now)
    begun = len(stretches) - len(times.coming)
    if not begun and stretches == planned.outline.stretches:
        return planned
    return airtime_of(stretches, wanted, begun, has_on_air=times.on_air is not None)


def _is_later(times: RoomTimes, known: RoomAirtime) -> bool:
    """True when the same segments are still to come, and nothing has been taken since."""
    before = known.times
    is_same = before.run == times.run and before.ahead is times.ahead
    return is_same and before.plan.is_alike(times.plan) and known.projected is not known.planned
