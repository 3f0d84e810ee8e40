"""Where a way lands: hard starts, hard ends, the hard out, and what is nearest to them."""

from __future__ import annotations

from producer_app.core.show import (
    Kind,
)
from tests.builders import (
    a_segment,
    a_show,
    wall,
)
from tests.core.recovery.asked import (
    a_pad,
    elastic,
    hard,
    overs,
    told,
    ways,
)


def test_a_way_before_an_unknown_length_lands_at_least() -> None:
    show = a_show(a_segment("1"), a_segment("2", None), elastic("3"), hard("4", "20:09"))

    first = ways(show)[0]

    assert told(first) == ["trim s3 -60"]
    assert overs(first) == [0]
    assert [landing.hard.is_firm for landing in first.landings] == [False]


def test_the_hard_out_is_made_by_the_same_means() -> None:
    over = a_show(a_segment("1"), a_segment("2", priority=3), hard_out="20:06")
    under = a_show(a_segment("1"), a_pad(), hard_out="20:10")

    assert told(ways(over)[0]) == ["float s2 -300"]
    assert told(ways(under)[0]) == ["stretch sp 180"]


def test_a_hard_end_is_made_by_the_same_means() -> None:
    show = a_show(elastic("1"), a_segment("2", hard_end=wall("20:09:30")), a_segment("3"))

    assert told(ways(show)[0]) == ["trim s1 -30"]


def test_time_is_not_won_where_a_gap_would_swallow_it() -> None:
    show = a_show(elastic("1"), hard("2", "20:05"), elastic("3"), hard("4", "20:14"))

    changed = {step.segment for way in ways(show) for step in way.steps}

    assert changed == {"s3"}


def test_where_nothing_makes_it_the_nearest_comes() -> None:
    show = a_show(elastic("1", kind=Kind.COUNTDOWN), hard("2", "20:02"))

    first = ways(show)[0]

    assert told(first) == ["trim s1 -60"]
    assert overs(first) == [120]
    assert not first.makes_it


def test_where_something_makes_it_what_does_not_is_left_out() -> None:
    show = a_show(elastic("1"), a_segment("2", priority=5), hard("3", "20:05"))

    assert all(way.makes_it for way in ways(show))
