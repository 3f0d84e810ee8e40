"""Every rule against the airtime of its room: each method is one function from airtime to state.

Spent, planned and projected come from two ledgers, of the plan and of the plan as it runs; what is
spent is the second one read up to ``now``.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from producer_app.core.budget.aired import Aired, headed, ticked
from producer_app.core.budget.airtime import (
    Airtime,
    airtime_of,
    planned_stretches,
    projected_stretches,
)
from producer_app.core.budget.ledger import Ledger, ledger_of
from producer_app.core.budget.methods import METHODS, is_complete, unit_of
from producer_app.core.budget.state import RuleState, Unit
from producer_app.core.show import AdRule, Kind, Method, Room, RoomId, Show
from producer_app.core.timebase import Instant
from producer_app.core.timing import Projection, RoomPlan, RoomTimes


@dataclass(frozen=True, kw_only=True)
class _RoomAirtime:
    """One room's airtime, and the ledgers already made of it."""

    plan: RoomPlan
    times: RoomTimes
    wanted: frozenset[Kind]
    planned: Airtime
    projected: Airtime
    ledgers: dict[tuple[bool, frozenset[Kind]], Ledger] = field(default_factory=dict)

    def ledger(self, counts: frozenset[Kind], *, is_planned: bool) -> Ledger:
        key = (is_planned or self.projected is self.planned, counts)
        if key not in self.ledgers:
            airtime = self.planned if is_planned else self.projected
            self.ledgers[key] = ledger_of(airtime, counts)
        return self.ledgers[key]


@dataclass(frozen=True, kw_only=True)
class Budget:
    """Every rule of a show as it stands, with the sums that the next look can build on."""

    now: Instant
    states: tuple[RuleState, ...]
    rooms: Mapping[RoomId, _RoomAirtime]


_NO_KINDS: frozenset[Kind] = frozenset()


def budget_of(projection: Projection, earlier: Budget | None = None) -> Budget:
    """Where every rule of the show stands, in order; rules of rooms that are gone are left out.

    What has not changed since ``earlier`` is not summed up again; the answer is the same.
    """
    rooms = {}
    for room in projection.show.rooms:
        wanted = _wanted(projection.show, room)
        known = None if earlier is None else earlier.rooms.get(room.id)
        rooms[room.id] = _room_airtime(projection, room, wanted, known)
    known_states = {state.rule.id: state for state in earlier.states} if earlier else {}
    states: list[RuleState] = []
    for rule in projection.show.ad_rules:
        if rule.room in rooms:
            before, room_airtime = known_states.get(rule.id), rooms[rule.room]
            is_kept = earlier is not None and earlier.rooms.get(rule.room) is room_airtime
            if earlier is not None and before is not None and is_kept and before.rule is rule:
                aired = _aired(rule, projection, room_airtime)
                states.append(_later(before, aired, earlier.now))
            else:
                states.append(_state(rule, projection, room_airtime))
    return Budget(now=projection.now, states=tuple(states), rooms=MappingProxyType(rooms))


_BY_BREAK = frozenset({Method.LONGEST_BREAK, Method.UNINTERRUPTED, Method.DISTANCE})


def _later(before: RuleState, aired: Aired, since: Instant) -> RuleState:
    """A state when only time has passed since."""
    is_by_time = before.unit is Unit.TIME and before.rule.method not in _BY_BREAK
    if is_by_time and aired.is_running and aired.now >= since:
        return ticked(before, aired, since)
    if aired.projected.between(since, aired.now) == 0 and aired.now >= since:
        return headed(before, aired)
    return _judged(before.rule, aired)


def rule_states(projection: Projection) -> tuple[RuleState, ...]:
    """Where every rule of the show stands, in order."""
    return budget_of(projection).states


def evaluate(rule: AdRule, projection: Projection) -> RuleState:
    """Where one rule stands at the projection's ``now``; KeyError when its room does not exist."""
    room = projection.rooms[rule.room].plan.room
    wanted = _wanted(projection.show, room) | rule.counts | rule.against
    return _state(rule, projection, _room_airtime(projection, room, wanted, None))


def aired_under(rule: AdRule, projection: Projection, budget: Budget) -> Aired:
    """What that rule is held against."""
    return _aired(rule, projection, budget.rooms[rule.room])


def _wanted(show: Show, room: Room) -> frozenset[Kind]:
    kinds = (rule.counts | rule.against for rule in show.ad_rules if rule.room == room.id)
    return _NO_KINDS.union(*kinds)


def _room_airtime(
    projection: Projection, room: Room, wanted: frozenset[Kind], known: _RoomAirtime | None
) -> _RoomAirtime:
    times = projection.rooms[room.id]
    if known is not None and known.wanted != wanted:
        known = None
    if known is not None and known.times is times and times.free_firm:
        return known
    is_same_plan = known is not None and known.plan is times.plan
    if known is not None and is_same_plan:
        planned = known.planned
    else:
        planned = airtime_of(planned_stretches(times.plan), wanted)
    projected = projected_stretches(times, projection.now)
    is_as_planned = projected == planned.stretches
    made = _RoomAirtime(
        plan=times.plan,
        times=times,
        wanted=wanted,
        planned=planned,
        projected=planned if is_as_planned else airtime_of(projected, wanted),
    )
    if known is not None and is_same_plan:
        made.ledgers.update((key, led) for key, led in known.ledgers.items() if key[0])
    return made


def _projected(
    times: RoomTimes, now: Instant, planned: Airtime, wanted: frozenset[Kind]
) -> Airtime:
    """The airtime as it runs; while all runs to plan it is that of the plan."""
    stretches = projected_stretches(times, now)
    return planned if stretches == planned.stretches else airtime_of(stretches, wanted)


def _aired(rule: AdRule, projection: Projection, room: _RoomAirtime) -> Aired:
    run = projection.run
    return Aired(
        show=projection.show,
        times=room.times,
        now=projection.now,
        is_running=run is not None,
        planned=room.ledger(rule.counts, is_planned=True),
        projected=room.ledger(rule.counts, is_planned=False),
        planned_airtime=room.planned,
        airtime=room.projected,
    )


def _state(rule: AdRule, projection: Projection, room: _RoomAirtime) -> RuleState:
    return _judged(rule, _aired(rule, projection, room))


def _judged(rule: AdRule, aired: Aired) -> RuleState:
    method = METHODS[rule.method]
    whole_show = RuleState(
        rule=rule,
        unit=unit_of(rule),
        is_least=method.is_least,
        spent=aired.projected.until(aired.now) if aired.is_running else 0,
        planned=aired.planned.advertising,
        projected=aired.projected.advertising,
        unknown_ads=aired.projected.unknown_ads,
    )
    return method.evaluate(whole_show, aired) if is_complete(rule) else whole_show
