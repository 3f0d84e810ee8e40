"""What always holds of counted advertising, whatever the rule, the evening and the run."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from producer_app.core.budget import RuleState, Unit, budget_of, evaluate, unit_of
from producer_app.core.budget.effect import effects_of
from producer_app.core.calling import EndRoom, Go, in_standby
from producer_app.core.edits import SetStanding
from producer_app.core.errors import Refused
from producer_app.core.show import (
    ADVERTISING,
    PERFORMANCE,
    AdRule,
    AdRuleId,
    Kind,
    Method,
    Show,
    Standing,
)
from producer_app.core.timebase import HOUR, Instant, Millis, WallTime
from producer_app.core.timing import plan_times, project
from tests.builders import STAGE, a_run, a_segment, a_show, at, called, folded, minutes, seconds
from tests.core.timing.evenings import a_log, an_edit, evenings, folded_at, on

_FIELDS: dict[Method, dict[str, Any]] = {
    Method.SHOW_RATIO: {"limit_permille": 50},
    Method.CLOCK_HOUR: {"limit": minutes(12), "carries": True},
    Method.FIXED_WINDOW: {
        "limit": minutes(18),
        "window_from": WallTime(19),
        "window_to": WallTime(21),
        "used_elsewhere": seconds(40),
    },
    Method.ROLLING_WINDOW: {"limit": minutes(3), "window_length": minutes(30)},
    Method.WINDOW_AVERAGE: {
        "limit": minutes(8),
        "hour_max": minutes(10),
        "window_from": WallTime(18),
        "window_to": WallTime(24),
    },
    Method.DAY_SHARE: {"limit_permille": 2},
    Method.WEEK_SHARE: {"limit_permille": 1, "used_elsewhere": minutes(5)},
    Method.PROGRAMME_TABLE: {"lengths": ((minutes(30), minutes(3)), (minutes(60), minutes(6)))},
    Method.LONGEST_BREAK: {"limit": minutes(4)},
    Method.BREAKS_PER_LENGTH: {"window_length": minutes(30)},
    Method.UNINTERRUPTED: {"limit": minutes(2)},
    Method.LEAST_COUNT: {"limit_count": 2},
    Method.LEAST_SHARE: {"limit_permille": 300, "against": ADVERTISING | {Kind.PROMO}},
    Method.MOST_COUNT: {"limit_count": 1},
    Method.DISTANCE: {"limit_count": 2},
    Method.NEVER_INSIDE: {"against": PERFORMANCE},
}

RULES = tuple(
    AdRule(id=AdRuleId(method.value), title=method.value, room=STAGE, method=method, **fields)
    for method, fields in _FIELDS.items()
)
BY_TIME = tuple(rule for rule in RULES if unit_of(rule) is Unit.TIME)


_KINDS = (Kind.SONG, Kind.SPOT, Kind.SPOT, Kind.SPONSOR_READ, Kind.PROMO, Kind.NEUTRAL, Kind.DANCE)


@st.composite
def advertised(draw: st.DrawFn, **ways: bool) -> Show:
    """A random evening in which every other segment is advertising or holds some."""
    show = draw(evenings(**ways))
    pick = st.integers(0, len(_KINDS) * 4 - 1)
    segments = []
    for segment in show.segments:
        roll, ad = divmod(draw(pick), 4)
        segments.append(
            replace(
                segment,
                kind=_KINDS[roll],
                ad=Millis(ad * 7_000) if _KINDS[roll] in PERFORMANCE else Millis(0),
                is_signposted=ad == 1,
            )
        )
    return replace(show, segments=tuple(segments))


def ruled(show: Show) -> Show:
    """The show under one rule of each method."""
    return replace(show, ad_rules=RULES)


@given(advertised(), st.data())
def test_what_is_kept_from_before_never_changes_the_answer(show: Show, data: Any) -> None:
    show = ruled(show)
    events = a_log(data.draw, show, most=4)
    run, now = folded_at(data.draw, events)
    projection = project(plan_times(show), run, now)
    budget = budget_of(projection)

    for _ in range(4):
        edit = an_edit(data.draw, show)
        with suppress(Refused):
            show = show if edit is None else edit.apply(show)
        events = on(data.draw, show, events)
        run, later = folded_at(data.draw, events)
        now = max(now, later)
        plan = plan_times(show, projection.plan)
        projection = project(plan, run, Instant(now), projection)
        budget = budget_of(projection, budget)

        fresh = budget_of(project(plan_times(show), run, Instant(now)))
        assert budget.states == fresh.states


def test_a_room_with_nothing_to_play_that_ends_before_it_opens_counts_in_another_hour() -> None:
    show = ruled(a_show(a_segment("1", standing=Standing.OMITTED)))
    plan, events = plan_times(show), a_run(show, at(show, "19:50"))
    before = project(plan, folded(events), at(show, "19:54"))
    ended = called(show, events, EndRoom(room=STAGE), at(show, "19:55"))
    after = project(plan, folded(ended), at(show, "19:55"), before)

    assert budget_of(after, budget_of(before)).states == budget_of(after).states


@given(advertised(), st.data())
def test_a_minute_of_ticks_counts_as_one_look_afterwards(show: Show, data: Any) -> None:
    show = ruled(show)
    run, now = folded_at(data.draw, a_log(data.draw, show))
    plan = plan_times(show)
    projection = project(plan, run, now)
    budget = budget_of(projection)

    for second in range(1, 61, 7):
        projection = project(plan, run, Instant(now + second * 1_000), projection)
        budget = budget_of(projection, budget)
        assert budget.states == budget_of(projection).states


@given(advertised(has_shop=False), st.data())
def test_a_segment_that_runs_over_second_by_second_counts_as_one_look_afterwards(
    show: Show, data: Any
) -> None:
    show = ruled(replace(show, handoffs=()))
    plan = plan_times(show)
    start = Instant(show.room_on_air(show.rooms[0]) or 0)
    events = a_run(show, start)
    for _ in range(data.draw(st.integers(1, 3))):
        first = in_standby(show, folded(events).room(STAGE))
        assume(first is not None)
        events = called(show, events, Go(room=STAGE, expects=first.id, is_confirmed=True), start)
        start = Instant(start + data.draw(st.integers(1_000, 900_000)))
    run = folded(events)
    length = run.room(STAGE).on_air.length or 0  # type: ignore[union-attr]
    now = start + data.draw(st.sampled_from([0, length]))
    projection = project(plan, run, Instant(now))
    budget = budget_of(projection)

    for step in data.draw(st.lists(st.integers(1, 400_000), min_size=1, max_size=12)):
        now += step
        projection = project(plan, run, Instant(now), projection)
        budget = budget_of(projection, budget)
        assert budget.states == budget_of(project(plan, run, Instant(now))).states


@given(advertised(is_known=True, is_free=True), st.data())
def test_splitting_a_segment_in_two_never_changes_what_a_rule_counts(show: Show, data: Any) -> None:
    show = ruled(replace(show, handoffs=(), talent=()))
    whole = data.draw(st.sampled_from([s for s in show.segments if (s.length or 0) > 1] or [None]))
    assume(whole is not None and not whole.ad)
    length = whole.length or 0
    cut = data.draw(st.integers(1, length - 1))
    second = replace(whole, id=type(whole.id)("second"), length=Millis(length - cut))
    place = show.segments.index(whole)
    parts = (replace(whole, length=Millis(cut)), second)
    split = replace(show, segments=(*show.segments[:place], *parts, *show.segments[place + 1 :]))

    for before, after in zip(_states(show, BY_TIME), _states(split, BY_TIME), strict=True):
        assert (before.projected, before.limit, before.left) == (
            after.projected,
            after.limit,
            after.left,
        )


@given(advertised(is_known=True, is_free=True), st.data())
def test_moving_advertising_within_a_window_never_changes_that_window(
    show: Show, data: Any
) -> None:
    show = ruled(replace(show, handoffs=(), talent=()))
    stage = show.rundowns[STAGE]
    assume(len(stage) > 1)
    order = data.draw(st.permutations(stage))
    moved = replace(show, segments=(*order, *(s for s in show.segments if s.room != STAGE)))
    plan = plan_times(show).rooms[STAGE]
    for rule in RULES:
        if rule.method in (Method.FIXED_WINDOW, Method.DAY_SHARE, Method.WEEK_SHARE):
            (window,) = _state(show, rule).windows
            is_within = plan.on_air is not None and plan.end is not None
            if is_within and window.start <= plan.on_air and plan.end <= window.end:  # type: ignore[operator]
                assert _state(moved, rule).windows == (window,)
    assert _state(show, RULES[0]).projected == _state(moved, RULES[0]).projected


@given(advertised(is_known=True, is_free=True, has_shop=False))
def test_planned_is_as_run_when_everything_runs_to_plan(show: Show) -> None:
    show = ruled(show)
    times = plan_times(show).rooms[STAGE]
    timed = [
        (segment, start)
        for segment, start in zip(times.segments, times.starts, strict=True)
        if segment.is_timed and start is not None
    ]
    assume(timed and all((segment.length or 0) >= 1_000 for segment, _ in timed))
    assume(all(s.standing is not Standing.UNPLANNED for s in times.segments))
    assert times.end is not None
    events = a_run(show, timed[0][1])
    for segment, start in timed:
        events = called(show, events, Go(room=STAGE, expects=segment.id), start)

    planned = budget_of(project(plan_times(show), None, timed[0][1])).states
    run = budget_of(project(plan_times(show), folded(events), times.end)).states

    for before, after in zip(planned, run, strict=True):
        assert after.first_break == before.first_break
        assert _sums(after) == _sums(before)


@given(advertised(), st.data())
def test_a_floated_advertisement_never_counts(show: Show, data: Any) -> None:
    show = ruled(show)
    ads = [s for s in show.rundowns[STAGE] if s.kind in ADVERTISING]
    assume(ads)
    floated = SetStanding(
        segments=tuple(segment.id for segment in ads), standing=Standing.FLOATED
    ).apply(show)
    quiet = replace(
        floated, segments=tuple(replace(segment, ad=Millis(0)) for segment in floated.segments)
    )

    for state in _states(quiet, RULES):
        elsewhere = state.rule.used_elsewhere if state.windows else 0
        assert state.projected == elsewhere


@given(advertised(), st.data())
def test_the_effect_of_an_edit_is_what_the_edit_does(show: Show, data: Any) -> None:
    show = ruled(show)
    edit = an_edit(data.draw, show)
    assume(edit is not None)
    now = Instant(show.room_on_air(show.rooms[0]) or 0)
    projection = project(plan_times(show), None, now)
    budget = budget_of(projection)
    try:
        after = edit.apply(show)
    except Refused:
        with pytest.raises(Refused):
            effects_of(projection, budget, edit)
        return

    told = effects_of(projection, budget, edit)

    assert tuple(effect.before for effect in told) == budget.states
    done = budget_of(project(plan_times(after), None, now)).states
    assert tuple(effect.after for effect in told) == done


@given(advertised(), st.data())
def test_spent_and_committed_are_what_is_projected(show: Show, data: Any) -> None:
    show = ruled(show)
    run, now = folded_at(data.draw, a_log(data.draw, show))
    for state in budget_of(project(plan_times(show), run, now)).states:
        if unit_of(state.rule) is Unit.TIME and state.rule.method is not Method.DISTANCE:
            assert 0 <= state.spent <= state.projected
            assert state.spent + state.committed == state.projected


def _sums(state: RuleState) -> tuple[tuple[int, ...], ...]:
    """What each window comes to, or the whole where there is none."""
    windows = ((w.start, w.end, w.limit, w.projected) for w in state.windows)
    return tuple(windows) or ((state.projected, state.limit or 0),)


def _states(show: Show, rules: tuple[AdRule, ...]) -> Iterator[Any]:
    return (_state(show, rule) for rule in rules)


def _state(show: Show, rule: AdRule) -> Any:
    now = Instant((show.room_on_air(show.rooms[0]) or 0) - HOUR)
    return evaluate(rule, project(plan_times(show), None, now))
