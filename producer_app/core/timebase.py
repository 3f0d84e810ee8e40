"""Time as the show needs it: durations, instants and show-day wall time; reads no clock.

``Millis`` is a duration, ``Instant`` a moment (UTC epoch milliseconds). Wall-clock time exists
only as ``WallTime``, resolved once against a date and a zone.
"""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from functools import lru_cache
from typing import NewType
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from producer_app.core.errors import BadInput

Millis = NewType("Millis", int)
"""A duration in milliseconds; negative only where a docstring says so."""

Instant = NewType("Instant", int)
"""A moment: milliseconds since 1970-01-01T00:00:00Z."""

SECOND = Millis(1_000)
MINUTE = Millis(60_000)
HOUR = Millis(3_600_000)

_DAYS = 10
"""Days that show-day notation counts through: 239:59:59 is its last second."""

_WALL = re.compile(r"(\d{1,3}):([0-5]\d)(?::([0-5]\d)(?:\.(\d{1,3}))?)?")


@dataclass(frozen=True, slots=True, order=True)
class WallTime:
    """Show-day clock time: 24:03:00 is three minutes past midnight of the following day."""

    hour: int
    minute: int = 0
    second: int = 0
    milli: int = 0

    def __post_init__(self) -> None:
        in_range = 0 <= self.minute < 60 and 0 <= self.second < 60 and 0 <= self.milli < 1000
        if not (0 <= self.hour < 24 * _DAYS and in_range):
            raise BadInput(
                "time.range", "{h}:{m} is not a show-day time.", h=self.hour, m=self.minute
            )

    def __str__(self) -> str:
        text = f"{self.hour:02d}:{self.minute:02d}:{self.second:02d}"
        return f"{text}.{self.milli:03d}" if self.milli else text

    @classmethod
    def parse(cls, text: str) -> WallTime:
        """The show-day time written ``H:MM``, ``HH:MM:SS`` or ``HH:MM:SS.mmm``; else BadInput."""
        match = _WALL.fullmatch(text.strip())
        if match is None:
            raise BadInput(
                "time.wall",
                "“{text}” is not a time of day; write it like 20:15:00 or 24:03.",
                text=text,
            )
        hour, minute, second, milli = match.groups()
        return cls(int(hour), int(minute), int(second or 0), int((milli or "0").ljust(3, "0")))


@lru_cache(maxsize=64)
def zone_named(name: str) -> ZoneInfo:
    """The IANA zone of that name; BadInput when there is none."""
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError) as fault:
        raise BadInput(
            "time.zone", "There is no time zone “{name}”; write one like Asia/Shanghai.", name=name
        ) from fault


@lru_cache(maxsize=64)
def is_zone(name: str) -> bool:
    """True for the name of an IANA zone."""
    try:
        zone_named(name)
    except BadInput:
        return False
    return True


@lru_cache(maxsize=4096)
def resolve(date: dt.date, wall: WallTime, zone: str) -> Instant:
    """The instant of a show-day time. A doubled hour means its first pass; a time inside a
    skipped hour moves forward by the length of the skip (02:30 becomes 03:30). BadInput at the
    ends of the calendar."""
    days, hour = divmod(wall.hour, 24)
    clock = dt.time(hour, wall.minute, wall.second, wall.milli * 1000)
    try:
        day = date + dt.timedelta(days=days)
        return instant_of(dt.datetime.combine(day, clock, tzinfo=zone_named(zone)))
    except OverflowError as fault:
        raise BadInput(
            "time.date",
            "{date} is at the end of the calendar; give the show a date like 2026-11-10.",
            date=date.isoformat(),
        ) from fault


def instant_of(moment: dt.datetime) -> Instant:
    """The instant of an aware datetime, to the millisecond."""
    epoch = dt.datetime(1970, 1, 1, tzinfo=dt.UTC)
    return Instant((moment.astimezone(dt.UTC) - epoch) // dt.timedelta(milliseconds=1))


def local_time(instant: Instant, zone: str) -> dt.datetime:
    """The aware local datetime of an instant."""
    moment = dt.datetime(1970, 1, 1, tzinfo=dt.UTC) + dt.timedelta(milliseconds=instant)
    return moment.astimezone(zone_named(zone))


@lru_cache(maxsize=65_536)
def wall_time(instant: Instant, date: dt.date, zone: str) -> WallTime:
    """The show-day time of an instant, counted from the show's date; before that date, and from
    the tenth day on, it is the plain time of day."""
    local = local_time(instant, zone)
    days = (local.date() - date).days
    days = days if 0 <= days < _DAYS else 0
    milli = local.microsecond // 1000
    return WallTime(local.hour + 24 * days, local.minute, local.second, milli)


def iso(instant: Instant, zone: str) -> str:
    """ISO 8601 with the zone's offset, to the second, or to the millisecond where there is one."""
    spec = "milliseconds" if instant % 1000 else "seconds"
    return local_time(instant, zone).isoformat(timespec=spec)


def later(instant: Instant, by: Millis) -> Instant:
    """The instant ``by`` milliseconds later (earlier when negative)."""
    return Instant(instant + by)


def between(start: Instant, end: Instant) -> Millis:
    """Milliseconds from ``start`` to ``end``; negative when ``end`` comes first."""
    return Millis(end - start)
