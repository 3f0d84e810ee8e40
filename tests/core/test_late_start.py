"""A show that starts at another time than expected: what moves along, and what stays."""

from __future__ import annotations

import pytest

from producer_app.core.late_start import MoveStart, expected_start
from producer_app.core.show import RoomRole, Show
from producer_app.core.timebase import Instant
from producer_app.core.timing import plan_times
from tests.builders import (
    SHOP,
    STAGE,
    a_segment,
    a_shop,
    a_shop_segment,
    a_show,
    a_stage,
    at,
    minutes,
    wall,
)


def an_evening(**changes: object) -> Show:
    return a_show(
        a_segment("1", minutes(10)),
        a_segment("2", hard_start="21:00"),
        a_shop_segment("S1"),
        **{"hard_out": "22:00", **changes},
    )


def moved(show: Show, to: str = "20:07") -> Show:
    return MoveStart(on_air=wall(to)).apply(show)


def test_the_plan_moves_with_the_expected_start_and_hard_times_stay() -> None:
    show = moved(an_evening())
    plan = plan_times(show).rooms[STAGE]
    assert plan.starts == (at(show, "20:07"), at(show, "21:00"))
    assert (plan.hard_out, plan_times(show).rooms[SHOP].on_air) == (
        at(show, "22:00"),
        at(show, "20:07"),
    )


def test_a_show_that_keeps_its_length_takes_its_hard_out_along() -> None:
    show = moved(an_evening(keeps_length=True))
    assert str(show.hard_out) == "22:07:00"
    earlier = moved(show, "19:58")
    assert str(earlier.hard_out) == "21:58:00"


def test_a_hard_out_past_midnight_stays_on_the_show_day() -> None:
    show = moved(an_evening(keeps_length=True, hard_out="23:58"))
    assert str(show.hard_out) == "24:05:00"


def test_a_room_that_opens_at_a_time_of_its_own_stays() -> None:
    rooms = (a_stage(), a_shop(on_air=wall("19:45"), hard_out=wall("22:30")))
    show = moved(an_evening(rooms=rooms, keeps_length=True))
    assert show.rooms[1] == rooms[1]


def test_a_stage_with_an_on_air_time_of_its_own_moves() -> None:
    rooms = (a_stage(on_air=wall("20:30"), hard_out=wall("21:50")), a_shop())
    show = moved(an_evening(rooms=rooms, keeps_length=True), "20:40")
    assert (str(show.rooms[0].on_air), str(show.rooms[0].hard_out)) == ("20:40:00", "22:00:00")
    assert str(show.on_air) == "20:00:00"
    assert expected_start(show) == at(show, "20:40")


def test_a_show_without_an_on_air_time_gets_one() -> None:
    show = an_evening(on_air=None, keeps_length=True)
    assert expected_start(show) is None
    assert (str(moved(show).on_air), str(moved(show).hard_out)) == ("20:07:00", "22:00:00")


@pytest.mark.parametrize("rooms", [(), (a_shop(role=RoomRole.SHOP),)])
def test_a_show_without_a_stage_starts_with_its_only_room(rooms: tuple[object, ...]) -> None:
    show = moved(a_show(rooms=rooms))
    assert expected_start(show) == Instant(at(show, "20:07"))
