"""Every rule against the airtime of its room: each method is one function from airtime to state.

Spent, planned and projected come from two ledgers, of the plan and of the plan as it runs; what is
spent is the second one read up to ``now``.
"""

from __future__ import annotations

from collections.abc import Generator, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from producer_app.core.budget.aired import Aired, headed, is_untouched, ticked
from producer_app.core.budget.methods import METHODS, is_complete, unit_of
from producer_app.core.budget.room import RoomAirtime, room_airtime, wanted_in
from producer_app.core.budget.state import RuleState, Unit
from producer_app.core.show import AdRule, Method, RoomId
from producer_app.core.steps import finished
from producer_app.core.timebase import Instant
from producer_app.core.timing import Projection


@dataclass(frozen=True, kw_only=True)
class Budget:
    """Every rule of a show as it stands, with the sums that the next look can build on."""

    now: Instant
    states: tuple[RuleState, ...]
    rooms: Mapping[RoomId, RoomAirtime]


A_STEP = 5
"""Rules that are counted anew at once."""


def budget_of(projection: Projection, earlier: Budget | None = None) -> Budget:
    """Where every rule of the show stands, in order; rules of rooms that are gone are left out.

    What has not changed since ``earlier`` is not summed up again; the answer is the same.
    """
    return finished(budget_in_steps(projection, earlier))


def budget_in_steps(
    projection: Projection, earlier: Budget | None = None
) -> Generator[None, None, Budget]:
    """The same in steps; where only time has passed there is one."""
    show, rooms, is_anew = projection.show, {}, False
    for room in show.rooms:
        known = None if earlier is None else earlier.rooms.get(room.id)
        rooms[room.id] = room_airtime(projection, room, wanted_in(show, room), known)
        if known is None or not rooms[room.id].is_later_than(known):
            is_anew = True
            yield
    before = {state.rule.id: state for state in earlier.states} if earlier else {}
    states: list[RuleState] = []
    for rule in show.ad_rules:
        if rule.room in rooms:
            known_state = before.get(rule.id)
            states.append(_state(rule, projection, rooms[rule.room], known_state, earlier))
            if is_anew and len(states) % A_STEP == 0:
                yield
    return Budget(now=projection.now, states=tuple(states), rooms=MappingProxyType(rooms))


def _state(
    rule: AdRule,
    projection: Projection,
    room: RoomAirtime,
    before: RuleState | None,
    earlier: Budget | None,
) -> RuleState:
    """Where a rule stands; ``before`` is how it stood in ``earlier``."""
    aired = _aired(rule, projection, room)
    is_known = before is not None and before.rule is rule
    if earlier is None or before is None or not is_known or aired.now < earlier.now:
        return _judged(rule, aired)
    since, then = earlier.rooms[rule.room], earlier.now
    if room is since:
        return _later(before, aired, then)
    if room.is_later_than(since) and is_untouched(before, aired, since, then):
        return headed(before, aired)
    return _judged(rule, aired)


_BY_BREAK = frozenset({Method.LONGEST_BREAK, Method.UNINTERRUPTED, Method.DISTANCE})


def _later(before: RuleState, aired: Aired, since: Instant) -> RuleState:
    """A state when only time has passed since."""
    is_by_time = before.unit is Unit.TIME and before.rule.method not in _BY_BREAK
    if is_by_time and aired.is_running:
        return ticked(before, aired, since)
    if aired.projected.between(since, aired.now) == 0:
        return headed(before, aired)
    return _judged(before.rule, aired)


def rule_states(projection: Projection) -> tuple[RuleState, ...]:
    """Where every rule of the show stands, in order."""
    return budget_of(projection).states


def evaluate(rule: AdRule, projection: Projection) -> RuleState:
    """Where one rule stands at the projection's ``now``; KeyError when its room does not exist."""
    room = projection.rooms[rule.room].plan.room
    wanted = wanted_in(projection.show, room) | rule.counts | rule.against
    return _judged(rule, _aired(rule, projection, room_airtime(projection, room, wanted, None)))


def aired_under(rule: AdRule, projection: Projection, budget: Budget) -> Aired:
    """What that rule is held against."""
    return _aired(rule, projection, budget.rooms[rule.room])


def _aired(rule: AdRule, projection: Projection, room: RoomAirtime) -> Aired:
    return Aired(
        projection.show,
        room,
        projection.now,
        projection.run is not None,
        room.planned_ledger(rule.counts),
        room.projected_ledger(rule.counts),
    )


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
