"""Forty time zones, both nights of the year on which their clocks are set, and the midnight of
every one of them: no start is a second off, measured in UTC."""

from __future__ import annotations

import datetime as dt
from functools import cache
from itertools import accumulate
from zoneinfo import ZoneInfo

import pytest

from producer_app.core.calling import Hold, Resume
from producer_app.core.show import Show
from producer_app.core.timebase import Instant, WallTime, wall_time
from producer_app.core.timing import plan_times, project
from tests.builders import STAGE, a_run, a_segment, a_show, called, folded, gone, minutes

SET_TWICE_A_YEAR = (
    "Africa/Cairo", "Africa/Casablanca", "America/Adak", "America/Anchorage", "America/Asuncion",
    "America/Chicago", "America/Denver", "America/Halifax", "America/Havana", "America/Los_Angeles",
    "America/New_York", "America/Nuuk", "America/Santiago", "America/Toronto",
    "America/St_Johns", "Antarctica/Troll", "Asia/Beirut", "Asia/Jerusalem", "Atlantic/Azores",
    "Australia/Adelaide", "Australia/Lord_Howe", "Australia/Sydney", "Europe/Athens",
    "Europe/Berlin", "Europe/Dublin", "Europe/Kyiv", "Europe/Lisbon", "Europe/London",
    "Pacific/Auckland", "Pacific/Chatham", "Pacific/Easter", "Pacific/Norfolk",
)  # fmt: skip
"""Zones that go back and forth, by an hour, by half an hour (Lord Howe) or by two (Troll)."""

ALWAYS_THE_SAME = (
    "America/Phoenix", "America/Sao_Paulo", "Asia/Kathmandu", "Asia/Kolkata", "Asia/Shanghai",
    "Asia/Tokyo", "Pacific/Apia", "Pacific/Kiritimati",
)  # fmt: skip

YEAR = 2024
LENGTHS = tuple(minutes(n) for n in (41, 83.5, 60, 115, 7, 240))


@cache
def edges(zone: str) -> tuple[dt.datetime, ...]:
    """The moments of that year, in UTC and to the minute, at which the zone's clocks are set."""
    found: list[dt.datetime] = []
    step, here = dt.timedelta(minutes=30), ZoneInfo(zone)
    moment = dt.datetime(YEAR, 1, 1, tzinfo=dt.UTC)
    offset = moment.astimezone(here).utcoffset()
    while moment.year == YEAR:
        moment += dt.timedelta(days=1)
        if moment.astimezone(here).utcoffset() != offset:
            edge = moment - dt.timedelta(days=1)
            while edge.astimezone(here).utcoffset() == offset:
                edge += step
            found.append(edge)
            offset = moment.astimezone(here).utcoffset()
    return tuple(found)


def nights(zone: str) -> list[dt.date]:
    """The evenings before the clocks are set, and for a zone that has none, midsummer's."""
    here = ZoneInfo(zone)
    found = [(edge.astimezone(here) - dt.timedelta(hours=6)).date() for edge in edges(zone)]
    return found or [dt.date(YEAR, 6, 30), dt.date(YEAR, 12, 31)]


def across(zone: str, night: dt.date, on_air: WallTime) -> Show:
    """Nine hours of air from the evening on: past midnight and past the hour that is set."""
    segments = (a_segment(str(n), length) for n, length in enumerate(LENGTHS))
    return a_show(*segments, zone=zone, date=night, on_air=on_air)


def reference(zone: str, night: dt.date, on_air: WallTime) -> list[dt.datetime]:
    """Every start, and the end, by the standard library: the first one local, the rest in UTC."""
    local = dt.datetime.combine(night, dt.time(on_air.hour, on_air.minute))
    start = local.replace(tzinfo=ZoneInfo(zone)).astimezone(dt.UTC)
    return [start + dt.timedelta(milliseconds=past) for past in accumulate(LENGTHS, initial=0)]


def utc(at: Instant | None) -> dt.datetime:
    assert at is not None
    return dt.datetime.fromtimestamp(at / 1000, dt.UTC)


def test_there_are_forty_zones_and_each_that_is_set_is_set_twice() -> None:
    assert len({*SET_TWICE_A_YEAR, *ALWAYS_THE_SAME}) == 40
    assert all(len(edges(zone)) == 2 for zone in SET_TWICE_A_YEAR)
    assert all(edges(zone) == () for zone in ALWAYS_THE_SAME)


@pytest.mark.parametrize("on_air", [WallTime(19, 30), WallTime(21), WallTime(23, 30)], ids=str)
@pytest.mark.parametrize("zone", [*SET_TWICE_A_YEAR, *ALWAYS_THE_SAME])
def test_a_show_across_midnight_and_the_edge_is_not_a_second_off(
    zone: str, on_air: WallTime
) -> None:
    for night in nights(zone):
        show = across(zone, night, on_air)
        plan = plan_times(show).rooms[STAGE]
        assert [utc(at) for at in (*plan.starts, plan.end)] == reference(zone, night, on_air)


@pytest.mark.parametrize("zone", [*SET_TWICE_A_YEAR, *ALWAYS_THE_SAME])
def test_a_countdown_a_hold_and_what_follows_cross_the_edge_by_the_second(zone: str) -> None:
    """On air since ten minutes before it, held for four across it."""
    for night in nights(zone):
        edge = next((e for e in edges(zone) if e.astimezone(ZoneInfo(zone)).date() >= night), None)
        show = across(zone, night, WallTime(20))
        at = dt.datetime.combine(night, dt.time(23, 50), ZoneInfo(zone)) if edge is None else edge
        start = Instant(round(at.timestamp() * 1000) - minutes(10))
        events = gone(show, a_run(show, start), start)
        for past, call in ((9, Hold(room=STAGE)), (13, Resume(room=STAGE))):
            events = called(show, events, call, Instant(start + minutes(past)))
        now = Instant(start + minutes(20))
        times = project(plan_times(show), folded(events), now).rooms[STAGE]
        assert times.on_air is not None
        assert times.on_air.elapsed(now) == minutes(16)
        assert times.left(now) == LENGTHS[0] - minutes(16)
        assert times.expected[1] == start + LENGTHS[0] + minutes(4)


@pytest.mark.parametrize("zone", [*SET_TWICE_A_YEAR, *ALWAYS_THE_SAME])
def test_a_hard_time_after_midnight_is_the_clock_on_the_wall_of_that_zone(zone: str) -> None:
    """24:00:00 is the midnight of the zone, whatever its clocks do in that night."""
    for night in nights(zone):
        show = across(zone, night, WallTime(20))
        midnight = dt.datetime.combine(night + dt.timedelta(days=1), dt.time(0), ZoneInfo(zone))
        at = show.instant(WallTime(24))
        assert utc(at) == midnight.astimezone(dt.UTC)
        local = utc(at).astimezone(ZoneInfo(zone))
        assert wall_time(at, night, zone).hour == 24 + local.hour
