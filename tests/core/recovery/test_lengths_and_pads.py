"""Pads first, then lengths within their limits, the gentlest cut of all."""

from __future__ import annotations

from producer_app.core.recovery import misses
from producer_app.core.show import (
    Kind,
)
from producer_app.core.timebase import Millis
from tests.builders import (
    STAGE,
    a_segment,
    a_show,
    minutes,
)
from tests.core.recovery.asked import (
    a_pad,
    elastic,
    hard,
    overs,
    planned,
    told,
    ways,
)


def test_a_room_on_time_needs_no_way_back() -> None:
    show = a_show(a_segment("1"), hard("2", "20:05"))

    assert misses(planned(show).rooms[STAGE]) == ()
    assert ways(show) == ()


def test_a_pad_is_used_up_before_anybody_is_told_anything() -> None:
    show = a_show(elastic("1"), a_pad(), a_segment("2", priority=9), hard("3", "20:11"))

    first = ways(show)[0]

    assert told(first) == ["use_pad sp -60"]
    assert overs(first) == [0]
    assert first.is_clean
    assert first.makes_it


def test_a_pad_shrinks_to_its_shortest_and_the_rest_is_trimmed() -> None:
    show = a_show(a_pad(shortest=minutes(1)), elastic("1"), hard("3", "20:05:30"))

    assert told(ways(show)[0]) == ["use_pad sp -60", "trim s1 -30"]


def test_what_lasts_a_part_of_a_second_too_long_is_cut_by_a_whole_one() -> None:
    show = a_show(elastic("1", length=Millis(300_400)), hard("2", "20:04:59"))

    way = ways(show)[0]

    assert told(way) == ["trim s1 -2"]
    assert [landing.hard.over for landing in way.landings] == [Millis(-600)]


def test_hosts_talk_shorter_before_a_number_is_cut() -> None:
    show = a_show(elastic("1"), elastic("2", kind=Kind.HOST_LINK), hard("3", "20:09:30"))

    assert told(ways(show)[0]) == ["trim s2 -30"]
