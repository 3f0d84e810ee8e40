"""Which of several ways is the better one, and which of them another one makes idle."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from producer_app.core.recovery.ahead import Ahead
from producer_app.core.recovery.costs import CARRIED, FILL, LONG_FILL, UNDER
from producer_app.core.recovery.missing import is_late
from producer_app.core.recovery.taking import Made
from producer_app.core.recovery.way import StepKind, Way
from producer_app.core.timebase import SECOND


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """A way with its measures: ``late`` all lateness that stays, ``gap`` all time to fill, both in
    milliseconds, and its cost. ``whole`` are the choices, by number, that take, move or bring back
    a segment as it is; ``asks`` are the kinds of its steps and ``told`` their choices, those of
    pads left out."""

    way: Way
    whole: frozenset[int]
    told: frozenset[int]
    asks: frozenset[StepKind]
    late: int
    gap: int
    cost: float


def candidate(ahead: Ahead, way: Way, taken: tuple[Made, ...]) -> Candidate:
    """The way with its measures, as the engine sees it land."""
    late = sum(landing.hard.over or 0 for landing in way.landings if is_late(landing.hard))
    aims = {stop.at for stop in ahead.stops if stop.is_aim}
    gap, cost = (
        0,
        sum(choice.price + choice.second_price * abs(by) / SECOND for _, choice, by in taken),
    )
    for landing in way.landings:
        left = max(0, -(landing.hard.over or 0))
        if landing.hard.at in aims:
            more = left
            cost += UNDER * left / SECOND
        else:
            more = max(0, left - max(0, -(landing.before or 0)))
            cost += _filled(more / SECOND)
        gap += more
    whole = frozenset(number for number, choice, _ in taken if not choice.is_elastic)
    asks = frozenset(choice.kind for _, choice, _ in taken if not choice.is_pad)
    told = frozenset(number for number, choice, _ in taken if not choice.is_pad)
    return Candidate(way=way, whole=whole, told=told, asks=asks, late=late, gap=gap, cost=cost)


def improves(ahead: Ahead, found: Candidate) -> bool:
    """True when less is missed than as things stand."""
    won = _won(found)
    gap = sum(-stop.over for stop in ahead.stops if stop.is_aim)
    return won > 0 or (won == 0 and found.gap < gap)


def best(found: Iterable[Candidate], limit: int) -> tuple[Way, ...]:
    """The best ways first, at most so many, without those that another one makes idle."""
    ordered = sorted(found, key=_rank)
    if any(one.way.is_clean and one.way.makes_it for one in ordered):
        ordered = [one for one in ordered if one.way.makes_it]
    most = max((_won(one) for one in ordered), default=0)
    ordered = [one for one in ordered if 2 * _won(one) >= most]
    kept: list[Candidate] = []
    for one in ordered:
        if not any(_is_idle(one, better) for better in kept):
            kept.append(one)
    return tuple(one.way for one in kept[:limit])


def _won(one: Candidate) -> int:
    """The lateness that it takes away; a way that wins not half as much as another is none."""
    before = (landing.before or 0 for landing in one.way.landings)
    return sum(over for over in before if over >= SECOND) - one.late


def _rank(one: Candidate) -> tuple[object, ...]:
    """Nothing broken, nothing late, then the fewest and the gentlest steps."""
    steps = tuple((step.kind, step.segment, step.by) for step in one.way.steps)
    return (not one.way.is_clean, one.late, round(one.cost, 3), steps)


def _is_idle(one: Candidate, better: Candidate) -> bool:
    """True when ``better``, which ranks before it, does a part of the same, or asks for nothing of
    another kind and is nowhere worse; a way that leaves the pads for later may be."""
    if set(better.way.steps) <= set(one.way.steps) or _is_copy(one, better):
        return True
    return (
        (better.asks == one.asks or (bool(better.asks) and better.asks < one.asks))
        and better.late <= one.late
        and better.gap <= one.gap
        and len(better.way.steps) <= len(one.way.steps)
        and len(better.way.broken) <= len(one.way.broken)
    )


def _is_copy(one: Candidate, better: Candidate) -> bool:
    """True when half of what it asks for, or more, is the same."""
    shared = len(one.told & better.told)
    return one.asks == better.asks and shared > 0 and 2 * shared >= len(one.told)


def _filled(seconds: float) -> float:
    return FILL * min(seconds, CARRIED) + LONG_FILL * max(0.0, seconds - CARRIED)
