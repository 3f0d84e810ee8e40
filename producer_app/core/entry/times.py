"""Times of day as people type them, by the show's day."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass

from producer_app.core.entry.amounts import By, counted
from producer_app.core.entry.plain import UNKNOWN, plain, shown
from producer_app.core.errors import BadInput
from producer_app.core.timebase import Instant, WallTime, wall_time
from producer_app.core.timebase import resolve as instant_at

_HALF_A_DAY = 12
_DAY = 24
_DAYS = 10
_BEYOND_THE_NIGHT = 30
"""From this hour on a time is counted through from the show's date, on whatever day it is typed."""

_CLOCK = re.compile(
    r"([0-9]{1,3})\s*[:.]\s*([0-5][0-9])(?:\s*[:.]\s*([0-5][0-9](?:\.[0-9]{1,3})?))?"
)
_SPOKEN = re.compile(
    r"([0-9]{1,3})\s*[点點时時]\s*(?:([0-5]?[0-9])\s*分?)?\s*(?:([0-5]?[0-9])\s*秒)?"
)
_HALF_DAY = re.compile(r"([0-9]{1,2})(?:[:.]([0-5][0-9]))?(?:[:.]([0-5][0-9]))?\s*([ap])\.?m\.?")
_PART_OF_DAY = re.compile(r"(凌晨|早上|上午|中午|下午|傍晚|晚上|晚)\s*(.+)")
_AFTER_NOON = frozenset({"中午", "下午", "傍晚", "晚上", "晚"})
_FOUR_DIGITS = re.compile(r"([0-9]{2})([0-5][0-9])")
_HALF_PAST = re.compile(r"(?<=[点點时時])半")


@dataclass(frozen=True, slots=True, kw_only=True)
class Around:
    """What a time of day is typed beside: what it may count from, and which day it is.

    ``present`` is the time that stands there, ``before`` the end of the segment before; each None
    while nobody knows. ``evening`` is when the day's broadcast begins, ``day`` the days from the
    show's date to it: on the second day (1) 10:05 is 34:05 of the show, and on every day a time
    that comes more than twelve hours before the evening is of the night after. With ``opens`` a
    day begins there: the time is the first such time that is not before the segment before ends.
    """

    date: dt.date
    zone: str
    evening: WallTime | None = None
    day: int = 0
    present: Instant | None = None
    before: Instant | None = None
    opens: bool = False


def parse_wall(text: str, evening: WallTime | None = None) -> WallTime:
    """The show-day time that was typed where there is nothing to count from.

    With ``evening`` (when the show goes on air) a time more than twelve hours before it means the
    night after: ``0:03`` in a show at 20:00 is 24:03.
    """
    typed = _typed_clock(text, day=0)
    return typed if evening is None else _not_before(typed, evening.hour - _HALF_A_DAY)


def parse_time(text: str, around: Around) -> WallTime | None:
    """The show-day time that was typed there; None where it is cleared."""
    said = plain(text)
    if said in UNKNOWN:
        return None
    by = counted(text, said)
    if by is not None:
        return _counted_time(text, by, around)
    typed = _typed_clock(text, around.day)
    if around.day and typed.hour < _BEYOND_THE_NIGHT:
        typed = _later(typed, around.day)
    if around.opens and around.before is not None:
        while instant_at(around.date, typed, around.zone) < around.before:
            typed = _later(typed, 1)
    elif around.evening is not None:
        typed = _not_before(typed, around.evening.hour - _HALF_A_DAY)
    return typed


def _counted_time(text: str, by: By, around: Around) -> WallTime:
    base = around.before
    if not by.from_before and around.present is not None:
        base = around.present
    if base is None and by.from_before:
        raise BadInput(
            "time.prev",
            "“{text}” counts from the end of the segment before, and nobody knows that here; "
            "write the time, like 20:15:00.",
            text=shown(text),
        )
    if base is None:
        raise BadInput(
            "time.relative",
            "“{text}” counts from a time that is not known yet; write the time, like 20:15:00.",
            text=shown(text),
        )
    moment = Instant(base + by.amount)
    try:
        wall = wall_time(moment, around.date, around.zone)
    except OverflowError as beyond_the_calendar:
        raise _no_time(text) from beyond_the_calendar
    if instant_at(around.date, wall, around.zone) != moment:
        raise _no_time(text)
    return wall


def _typed_clock(text: str, day: int) -> WallTime:
    said = plain(text)
    typed = _half_day(said) or _part_of_day(said) or _clock(said)
    if typed is None or typed.hour >= _DAY * (day + 2):
        raise _no_time(text)
    return typed


def _no_time(text: str) -> BadInput:
    return BadInput(
        "time.entry",
        "“{text}” is not a time of day; write it like 20:15:00, 8:15pm or 24:03.",
        text=shown(text),
    )


def _half_day(said: str) -> WallTime | None:
    match = _HALF_DAY.fullmatch(said)
    if match is None or not 1 <= int(match[1]) <= _HALF_A_DAY:
        return None
    hour = int(match[1]) % _HALF_A_DAY + (_HALF_A_DAY if match[4] == "p" else 0)
    return WallTime(hour, int(match[2] or 0), int(match[3] or 0))


def _part_of_day(said: str) -> WallTime | None:
    match = _PART_OF_DAY.fullmatch(said)
    typed = _clock(match[2]) if match is not None else None
    if match is None or typed is None or typed.hour >= _DAY:
        return None
    is_late = match[1] in _AFTER_NOON and typed.hour < _HALF_A_DAY
    hour = typed.hour + (_HALF_A_DAY if is_late else 0)
    return WallTime(hour, typed.minute, typed.second, typed.milli)


def _clock(said: str) -> WallTime | None:
    said = _HALF_PAST.sub("30分", said)
    for form in (_CLOCK, _SPOKEN, _FOUR_DIGITS):
        match = form.fullmatch(said)
        if match is not None and int(match[1]) < _DAY * _DAYS:
            hour, minute, *rest = match.groups()
            second, _, milli = ((rest and rest[0]) or "0").partition(".")
            return WallTime(int(hour), int(minute or 0), int(second), int(milli.ljust(3, "0")))
    return None


def _not_before(wall: WallTime, hour: int) -> WallTime:
    """That time, or the night after where it is before this hour of the show's day."""
    return wall if wall.hour >= hour else _later(wall, 1)


def _later(wall: WallTime, days: int) -> WallTime:
    return WallTime(wall.hour + _DAY * days, wall.minute, wall.second, wall.milli)
