"""What the ad budget costs: every preset at once, a second of time, an edit considered."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import replace
from itertools import cycle

from producer_app.core.budget import Budget, budget_of
from producer_app.core.budget.effect import effects_of
from producer_app.core.calling import Go, StartRun, decide, in_standby
from producer_app.core.edits import MoveSegments
from producer_app.core.run import Run, RunId, RunKind, fold
from producer_app.core.show import AdRuleId, Kind, Show
from producer_app.core.timebase import SECOND, Instant, Millis, WallTime
from producer_app.core.timing import Projection, plan_times, project
from producer_app.exchange.ad_presets import presets
from producer_app.jobs.bench_figures import Figures, timed
from producer_app.jobs.bench_show import bench_show

SEGMENTS = 1_000
ROUNDS = 60
TICK = 50
"""Milliseconds from one count to the next."""

AD_EVERY = 8
"""Each so manieth segment is advertising."""

_ADS = (Kind.SPOT, Kind.SPONSOR_READ, Kind.BILLBOARD, Kind.PSA, Kind.PROMO, Kind.SHOP_THROW)


def budget() -> Mapping[str, Figures]:
    """Each figure by what was measured, over a thousand segments under all presets at once."""
    show = budget_show()
    plan = plan_times(show)
    run, begun = _running(show)
    on_air = project(plan, run, begun)
    counted = budget_of(on_air)
    ticks, overs = _Ticks(on_air, counted, 1), _Ticks(on_air, counted, 600)
    spots = cycle(_moves(show))
    rules = len(show.ad_rules)
    return {
        f"all {rules} rules of all presets": timed(lambda: budget_of(on_air), ROUNDS),
        "the same, a moment later": timed(ticks.count, ROUNDS, ticks.pass_on),
        "the same, running over": timed(overs.count, ROUNDS, overs.pass_on),
        "an advertisement dragged elsewhere, told": timed(
            lambda: effects_of(on_air, counted, next(spots)), ROUNDS
        ),
    }


def budget_show() -> Show:
    """A thousand segments, one in eight of them advertising, under every preset there is."""
    show = bench_show(SEGMENTS, dt.date(2026, 11, 10), WallTime(20))
    (stage, *_) = show.rooms
    kinds = cycle(_ADS)
    segments = tuple(
        replace(segment, kind=next(kinds), length=Millis(15 * SECOND), hard_start=None)
        if number % AD_EVERY == 3 and segment.room == stage.id
        else segment
        for number, segment in enumerate(show.segments)
    )
    rules = tuple(
        replace(rule, id=AdRuleId(f"rule-{number}"), room=stage.id)
        for number, rule in enumerate(rule for preset in presets() for rule in preset.rules)
    )
    return replace(show, segments=segments, ad_rules=rules)


def _running(show: Show) -> tuple[Run | None, Instant]:
    """The show with the first segment of each room on the air, and when that began."""
    begun = show.room_on_air(show.rooms[0]) or Instant(0)
    start = StartRun(run=RunId("bench"), kind=RunKind.SHOW, number=1, epoch=1)
    run = fold(decide(show, None, start, begun))
    for room in show.rooms:
        first = None if run is None else in_standby(show, run.room(room.id))
        if first is not None:
            call = Go(room=room.id, expects=first.id, is_confirmed=True)
            run = fold(decide(show, run, call, begun), run)
    return run, begun


class _Ticks:
    """One edge after another, each counted on what was counted at the one before."""

    def __init__(self, projection: Projection, budget: Budget, ahead: int) -> None:
        self._projection, self._budget = projection, budget
        self._now = projection.now + ahead * SECOND

    def pass_on(self) -> None:
        """Let a moment pass."""
        self._now += TICK
        last = self._projection
        self._projection = project(last.plan, last.run, Instant(self._now), last)

    def count(self) -> None:
        """Count the budget as it is now."""
        self._budget = budget_of(self._projection, self._budget)


def _moves(show: Show) -> tuple[MoveSegments, ...]:
    (stage, *_) = show.rooms
    rundown = show.rundowns[stage.id]
    spots = [segment for segment in rundown if segment.kind is Kind.SPOT]
    return tuple(
        MoveSegments(segments=(spots[0].id,), before=target.id, block=None)
        for target in rundown[100:160]
        if target is not spots[0]
    )
