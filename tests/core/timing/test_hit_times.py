"""Front and back times set by hand: they count on and up from there, and may be impossible."""

from __future__ import annotations

from typing import Any

import pytest

from producer_app.core.show import Show
from tests.builders import (
    a_segment,
    a_show,
    minutes,
    wall,
)
from tests.core.timing.reading import hards, on_air, planned, standing, walls

TEN = minutes(10)


def hit(**changes: Any) -> Show:
    return a_show(
        a_segment("1", minutes(10)),
        a_segment("2", minutes(10), **changes),
        a_segment("3", minutes(10)),
        hard_out="21:00",
    )


def test_a_front_time_set_by_hand_counts_on_from_there() -> None:
    show = hit(front_hit=wall("20:15"))
    assert walls(show, planned(show).starts) == ["20:00", "20:15", "20:25"]
    assert hards(show, planned(show)) == [("OUT", "21:00", -25.0)], "it is no promise"


def test_a_front_time_set_by_hand_is_waited_for_and_pushed_on_when_late() -> None:
    show = hit(front_hit=wall("20:15"))
    early, late = on_air(show, "20:02"), on_air(show, "20:08")
    assert walls(show, standing(show, early, "20:09").expected) == [None, "20:15", "20:25"]
    assert walls(show, standing(show, late, "20:09").expected) == [None, "20:18", "20:28"]


def test_a_back_time_set_by_hand_counts_up_from_there() -> None:
    show = hit(back_hit=wall("20:35"))
    assert walls(show, planned(show).backs) == ["20:25", "20:35", "20:50"]
    assert walls(show, planned(show).starts) == ["20:00", "20:10", "20:20"]


@pytest.mark.parametrize(
    ("changes", "is_impossible"),
    [
        ({"front_hit": wall("20:10")}, False),
        ({"front_hit": wall("20:09")}, True),
        ({"front_hit": wall("20:40")}, False),
        ({"front_hit": wall("20:41")}, True),
        ({"back_hit": wall("20:40")}, False),
        ({"back_hit": wall("20:45")}, True),
        ({"back_hit": wall("20:05")}, True),
    ],
)
def test_a_hit_time_that_cannot_be_met_is_said_to_be_impossible(
    changes: Any, *, is_impossible: bool
) -> None:
    assert planned(hit(**changes)).is_impossible(1) is is_impossible


def test_what_can_give_makes_a_hit_time_possible() -> None:
    show = a_show(
        a_segment("1", minutes(10), shortest=minutes(8)),
        a_segment("2", minutes(10), front_hit=wall("20:08")),
        a_segment("3", minutes(10), front_hit=wall("20:17")),
    )
    assert [planned(show).is_impossible(n) for n in range(3)] == [False, False, True]
