"""Time as the show needs it: across midnight, across DST, never since midnight."""

from __future__ import annotations

import datetime as dt
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from producer_app.core.errors import BadInput
from producer_app.core.timebase import (
    HOUR,
    Instant,
    WallTime,
    between,
    instant_of,
    iso,
    later,
    local_time,
    resolve,
    wall_time,
    zone_named,
)
from tests.builders import ZONES, minutes

BERLIN = "Europe/Berlin"
LAST_SUNDAY_OF_OCTOBER = dt.date(2026, 10, 25)
LAST_SUNDAY_OF_MARCH = dt.date(2026, 3, 29)


def reference(date: dt.date, wall: WallTime, zone: str) -> dt.datetime:
    """The same moment by the standard library, in UTC."""
    days, hour = divmod(wall.hour, 24)
    naive = dt.datetime.combine(date, dt.time(hour, wall.minute, wall.second))
    return (naive + dt.timedelta(days=days)).replace(tzinfo=ZoneInfo(zone)).astimezone(dt.UTC)


@pytest.mark.parametrize(
    ("text", "time"),
    [
        ("20:15:00", WallTime(20, 15)),
        ("9:05", WallTime(9, 5)),
        ("24:03:00", WallTime(24, 3)),
        (" 23:59:50.250 ", WallTime(23, 59, 50, 250)),
        ("23:59:50.5", WallTime(23, 59, 50, 500)),
    ],
)
def test_a_wall_time_is_read_as_written(text: str, time: WallTime) -> None:
    assert WallTime.parse(text) == time


@pytest.mark.parametrize("text", ["", "20", "20:60", "20:15:60", "abc", "-1:00", "20:15:00.1234"])
def test_what_is_no_wall_time_is_refused(text: str) -> None:
    with pytest.raises(BadInput, match="write it like 20:15:00"):
        WallTime.parse(text)


@pytest.mark.parametrize("hour", [-1, 240])
def test_a_show_day_has_an_end(hour: int) -> None:
    with pytest.raises(BadInput, match="not a show-day time"):
        WallTime(hour)


@given(st.integers(0, 239), st.integers(0, 59), st.integers(0, 59), st.integers(0, 999))
def test_a_wall_time_written_and_read_is_the_same(h: int, m: int, s: int, milli: int) -> None:
    time = WallTime(h, m, s, milli)
    assert WallTime.parse(str(time)) == time


def test_three_past_midnight_is_24_03_of_the_show_day() -> None:
    date = dt.date(2016, 2, 7)
    midnight = resolve(date, WallTime(24), "Asia/Shanghai")

    assert midnight == resolve(dt.date(2016, 2, 8), WallTime(0), "Asia/Shanghai")
    assert str(wall_time(later(midnight, minutes(3)), date, "Asia/Shanghai")) == "24:03:00"


def test_five_hours_after_half_past_eleven_in_berlin_the_night_the_clocks_go_back() -> None:
    saturday = LAST_SUNDAY_OF_OCTOBER - dt.timedelta(days=1)
    end = later(resolve(saturday, WallTime(23, 30), BERLIN), minutes(300))

    assert iso(end, BERLIN) == "2026-10-25T03:30:00+01:00"
    assert str(wall_time(end, saturday, BERLIN)) == "27:30:00"


def test_five_hours_after_half_past_eleven_in_berlin_the_night_the_clocks_go_forward() -> None:
    saturday = LAST_SUNDAY_OF_MARCH - dt.timedelta(days=1)
    end = later(resolve(saturday, WallTime(23, 30), BERLIN), minutes(300))

    assert iso(end, BERLIN) == "2026-03-29T05:30:00+02:00"


def test_a_time_in_the_doubled_hour_is_its_first_pass() -> None:
    first = resolve(LAST_SUNDAY_OF_OCTOBER, WallTime(2, 30), BERLIN)
    assert iso(first, BERLIN) == "2026-10-25T02:30:00+02:00"
    assert iso(later(first, HOUR), BERLIN) == "2026-10-25T02:30:00+01:00"


def test_a_time_in_the_skipped_hour_moves_forward_by_the_skip() -> None:
    skipped = resolve(LAST_SUNDAY_OF_MARCH, WallTime(2, 30), BERLIN)
    assert iso(skipped, BERLIN) == "2026-03-29T03:30:00+02:00"


@given(
    st.sampled_from([*ZONES, BERLIN, "Australia/Lord_Howe", "America/St_Johns"]),
    st.dates(dt.date(2000, 1, 2), dt.date(2035, 12, 30)),
    st.integers(0, 47),
    st.integers(0, 59),
)
def test_every_wall_time_is_the_moment_the_standard_library_gives(
    zone: str, date: dt.date, hour: int, minute: int
) -> None:
    wall = WallTime(hour, minute)
    assert resolve(date, wall, zone) == instant_of(reference(date, wall, zone))


@given(st.sampled_from([*ZONES, BERLIN]), st.integers(0, 2**41))
def test_a_moment_and_its_local_time_are_the_same(zone: str, at: int) -> None:
    assert instant_of(local_time(Instant(at), zone)) == at


@given(
    st.sampled_from(["Asia/Shanghai", "Asia/Kolkata", "UTC"]),
    st.dates(dt.date(2000, 1, 2), dt.date(2035, 12, 30)),
    st.integers(0, 86_400_000 * 2 - 1),
)
def test_show_day_time_counts_on_past_midnight(zone: str, date: dt.date, past: int) -> None:
    start = resolve(date, WallTime(0), zone)
    wall = wall_time(later(start, minutes(past / 60_000)), date, zone)
    assert ((wall.hour * 60 + wall.minute) * 60 + wall.second) * 1000 + wall.milli == past


def test_before_the_show_s_date_it_is_the_plain_time_of_day() -> None:
    date = dt.date(2026, 12, 31)
    evening_before = resolve(dt.date(2026, 12, 30), WallTime(23), "Asia/Shanghai")
    assert wall_time(evening_before, date, "Asia/Shanghai") == WallTime(23)


def test_milliseconds_are_written_only_where_there_are_some() -> None:
    at = resolve(dt.date(2026, 12, 31), WallTime(20), "UTC")
    assert iso(at, "UTC") == "2026-12-31T20:00:00+00:00"
    assert iso(later(at, minutes(0.001)), "UTC") == "2026-12-31T20:00:00.060+00:00"


def test_between_is_negative_when_the_end_comes_first() -> None:
    assert between(Instant(5_000), Instant(2_000)) == -3_000


@pytest.mark.parametrize(
    "name", ["Mars/Olympus", "", "../etc/passwd", "Asia/\x00", "/etc/localtime"]
)
def test_a_zone_that_does_not_exist_is_refused(name: str) -> None:
    with pytest.raises(BadInput, match="There is no time zone"):
        zone_named(name)


@pytest.mark.parametrize(
    ("date", "wall", "zone"),
    [
        (dt.date(9999, 12, 31), WallTime(47, 59), "UTC"),
        (dt.date(9999, 12, 31), WallTime(23, 59), "America/New_York"),
        (dt.date(1, 1, 1), WallTime(0), "Asia/Shanghai"),
    ],
)
def test_a_time_beyond_the_calendar_is_refused(date: dt.date, wall: WallTime, zone: str) -> None:
    with pytest.raises(BadInput, match="end of the calendar"):
        resolve(date, wall, zone)
