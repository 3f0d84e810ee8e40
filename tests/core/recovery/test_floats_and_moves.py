"""What may be floated, what may be moved past a hard time, and what never is."""

from __future__ import annotations

from typing import Any

import pytest

from producer_app.core.recovery import StepKind
from producer_app.core.show import (
    Kind,
)
from tests.builders import (
    a_segment,
    a_show,
    minutes,
    wall,
)
from tests.core.recovery.asked import (
    hard,
    overs,
    told,
    ways,
)


def test_the_gladlier_floated_goes_first() -> None:
    show = a_show(
        a_segment("1", priority=1),
        a_segment("2", priority=9),
        a_segment("3", priority=4),
        hard("4", "20:10"),
    )

    assert told(ways(show)[0]) == ["float s2 -300"]


def test_nothing_without_priority_is_floated() -> None:
    show = a_show(a_segment("1"), a_segment("2"), hard("3", "20:06"))

    kinds = {step.kind for way in ways(show) for step in way.steps}

    assert kinds == {StepKind.MOVE}


def test_one_step_is_better_than_two_that_land_to_the_second() -> None:
    show = a_show(
        a_segment("1", minutes(4), priority=9),
        a_segment("2", minutes(2), priority=9),
        a_segment("3", minutes(7), priority=9),
        hard("4", "20:07"),
    )

    first = ways(show)[0]

    assert told(first) == ["float s3 -420"]
    assert overs(first) == [-60]


def test_a_segment_moves_directly_behind_the_one_at_the_hard_time() -> None:
    show = a_show(a_segment("1"), a_segment("2", minutes(3)), hard("3", "20:05"), a_segment("4"))

    first = ways(show)[0]
    after = first.edit.apply(show)

    assert told(first) == ["move s2 -180 behind s3"]
    assert [s.id for s in after.segments] == ["s1", "s3", "s2", "s4"]


def test_it_moves_further_where_the_next_hard_time_would_be_missed() -> None:
    show = a_show(
        a_segment("1"),
        a_segment("2", minutes(3)),
        hard("3", "20:05"),
        hard("4", "20:10"),
        a_segment("5"),
    )

    assert told(ways(show)[0]) == ["move s2 -180 behind s4"]


def test_two_that_move_keep_their_order_and_take_the_block_of_where_they_go() -> None:
    show = a_show(
        a_segment("1"),
        a_segment("2", minutes(3)),
        a_segment("3", minutes(3)),
        hard("4", "20:05"),
        a_segment("5"),
        hard_out="20:21",
    )

    first = ways(show)[0]
    after = first.edit.apply(show)

    assert told(first) == ["move s1 -300 behind s4", "move s2 -180 behind s1"] or told(first) == [
        "move s2 -180 behind s4",
        "move s3 -180 behind s2",
    ]
    assert all(later.block == after.segments[-1].block for later in after.segments)


@pytest.mark.parametrize(
    "stays",
    [
        {"kind": Kind.TIME_SIGNAL},
        {"kind": Kind.COUNTDOWN},
        {"hard_start": "20:00"},
        {"hard_end": wall("20:05")},
        {"front_hit": wall("20:00")},
        {"back_hit": wall("20:00")},
        {"hard_start": "20:00", "is_opening": True},
    ],
)
def test_what_the_clock_holds_stays_where_it_is(stays: dict[str, Any]) -> None:
    show = a_show(a_segment("1", **stays), hard("2", "20:02"))

    assert ways(show) == ()


def test_nothing_moves_into_another_day() -> None:
    show = a_show(
        a_segment("1"), a_segment("2"), hard("3", "20:06"), hard("4", "44:00", is_opening=True)
    )

    assert {step.past for way in ways(show) for step in way.steps} <= {"s3", "s1", "s2"}
