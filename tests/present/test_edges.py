"""Each figure on the screen turns on an edge of its own, and on no other moment."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from producer_app.core.calling import Go, Hold, StartRun, decide
from producer_app.core.run import Event, Run, RunId, RunKind, fold
from producer_app.core.show import RoomId, Show
from producer_app.core.timebase import Instant, Millis
from producer_app.core.timing import Projection, plan_times, project
from producer_app.present.edges import next_edge
from producer_app.present.onair import OnAirView, on_air_view
from producer_app.present.words import words
from tests.builders import SHOP, STAGE, a_segment, a_shop_segment, a_show, at, seconds

WORDS = words("en")
SHOW = a_show(
    a_segment("1", seconds(4.3)),
    a_segment("2", seconds(20)),
    a_segment("3", seconds(9.25), hard_start="20:00:30"),
    a_shop_segment("S1", seconds(12.6)),
    a_shop_segment("S2", seconds(5)),
)
AIR = at(SHOW, "20:00:00")
ROUNDING, TOGETHER = 1, 8
"""Milliseconds: on an edge itself either text is right; edges that are near turn as one."""


def _run(*calls: tuple[int, RoomId | None]) -> Run | None:
    """Started three seconds early; each call is a GO in a room, or a hold of the stage."""
    events: tuple[Event, ...] = decide(
        SHOW, None, StartRun(run=RunId("r"), kind=RunKind.SHOW, number=1, epoch=1), _moment(-3_000)
    )
    for when, room in calls:
        run, now = fold(events), _moment(when)
        if room is None:
            events += decide(SHOW, run, Hold(room=STAGE), now)
            continue
        standby = project(plan_times(SHOW), run, now).rooms[room].standby
        assert standby is not None
        events += decide(SHOW, run, Go(room=room, expects=standby.id), now)
    return fold(events)


def _moment(after: int) -> Instant:
    return Instant(AIR + after)


def _at(run: Run | None, now: Instant, show: Show = SHOW) -> Projection:
    return project(plan_times(show), run, now)


def _said(projection: Projection) -> tuple[OnAirView, ...]:
    """All that the bar says, the bar of the time used up left out: it has no figure."""
    views = (on_air_view(projection, room, WORDS) for room in (STAGE, SHOP))
    return tuple(replace(view, used=0.0) for view in views)


@st.composite
def evenings(draw: st.DrawFn) -> tuple[Run | None, Instant]:
    """A run at any millisecond: before the first GO, in time, over, held, with both rooms out of
    step with the wall clock and with each other."""
    times = sorted(draw(st.lists(st.integers(0, 9_000), min_size=0, max_size=3)))
    rooms: list[RoomId | None] = [STAGE, SHOP, draw(st.sampled_from([None, STAGE]))]
    gaps = [when + 1_500 * place for place, when in enumerate(times)]
    run = _run(*zip(gaps, rooms, strict=False))
    return run, _moment(max(gaps, default=-2_000) + draw(st.integers(0, 25_000)))


@given(evenings(), st.data())
def test_nothing_that_is_said_changes_before_the_next_edge(
    evening: tuple[Run | None, Instant], data: st.DataObject
) -> None:
    run, now = evening
    still = next_edge(_at(run, now)) - 1 - ROUNDING - TOGETHER
    if still > 0:
        moment = Instant(now + data.draw(st.integers(1, still)))
        assert _said(_at(run, moment)) == _said(_at(run, Instant(now + ROUNDING)))


@given(evenings())
def test_the_wall_clock_and_the_countdown_turn_within_eight_milliseconds_of_their_second(
    evening: tuple[Run | None, Instant],
) -> None:
    run, now = evening
    projection = _at(run, now)
    turns = now + next_edge(projection)
    second = now - now % 1_000 + 1_000
    assert turns <= second + TOGETHER
    take = projection.rooms[STAGE].on_air
    if take is not None and take.held_since is None:
        left = projection.rooms[STAGE].left(now)
        assert left is not None
        assert turns <= now + (left % 1_000 or 1_000) + TOGETHER


def test_a_go_between_two_seconds_gives_the_countdown_a_second_of_its_own() -> None:
    run = _run((400, STAGE))
    assert next_edge(_at(run, _moment(1_000))) == 700
    assert next_edge(_at(run, _moment(1_700))) == 300


def test_over_and_under_turn_on_the_half_second() -> None:
    run = _run((0, STAGE))
    over = _at(run, _moment(11_350))
    assert _said(over)[0].over_under == "OVER 0:01"
    assert next_edge(over) == 151
    assert _said(_at(run, _moment(11_350 + 151)))[0].over_under == "OVER 0:02"


@pytest.mark.parametrize("shift", [0, 400, -86_400_123])
def test_a_rehearsal_turns_on_the_seconds_of_the_evening_it_rehearses(shift: int) -> None:
    start = StartRun(run=RunId("r"), kind=RunKind.REHEARSAL, number=1, epoch=1, shift=Millis(shift))
    run = fold(decide(SHOW, None, start, AIR))
    assert next_edge(_at(run, _moment(640))) == 360


def test_edges_that_are_a_few_milliseconds_apart_turn_together() -> None:
    run = _run((-3, STAGE))
    assert next_edge(_at(run, _moment(998))) == 2


def test_what_is_held_stands_still_while_over_and_under_grow() -> None:
    run = _run((0, STAGE), (1_900, None))
    early, late = _said(_at(run, _moment(2_000)))[0], _said(_at(run, _moment(7_020)))[0]
    assert early.countdown == late.countdown
    assert early.over_under == "UNDER 0:06"
    assert late.over_under == "UNDER 0:01"
    assert next_edge(_at(run, _moment(7_020))) == 81
