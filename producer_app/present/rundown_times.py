"""Moments of a rundown in words: by the day they are of, as bounds where nobody knows them."""

from __future__ import annotations

from producer_app.core.show import Segment, Show
from producer_app.core.timebase import HOUR, SECOND, Instant, WallTime, local_time, wall_time
from producer_app.core.timing import RoomPlan
from producer_app.present.words import Words, apart, by_day

_DAY = 24
_BEYOND_THE_NIGHT = 30
"""From this hour on a time is counted through from the show's date, as it is typed."""

_TWO_DAYS = 48 * HOUR


def is_opening(segment: Segment) -> bool:
    """True when the room goes on air anew with this segment."""
    return segment.is_opening and segment.hard_start is not None and segment.is_timed


def day_at(plan: RoomPlan, index: int) -> int:
    """Days from the show's date to the day that the segment at that index is of."""
    opening = opening_at(plan, index)
    return 0 if opening is None else opening.hour // _DAY


def opening_at(plan: RoomPlan, index: int) -> WallTime | None:
    """When the room went on air last before that index, or with it; None on the first day."""
    for segment in plan.segments[index::-1]:
        if segment.is_opening and is_opening(segment):
            return segment.hard_start
    return None


def wall_of_day(wall: WallTime, day: int) -> WallTime:
    """A show-day time as it is said on that day: 34:03 of the show is 10:03 on the second day."""
    hour = wall.hour - _DAY * day
    if not 0 <= hour < _BEYOND_THE_NIGHT:
        return wall
    return WallTime(hour, wall.minute, wall.second, wall.milli)


def told_time(
    at: Instant | None, show: Show, plan: RoomPlan, words: Words, *, day: int | None = None
) -> str:
    """The moment as a time of that day of the show, or where none is given with its own day named;
    a moment far from it only as that."""
    if at is None:
        return ""
    if plan.on_air is not None and abs(at - plan.on_air - (day or 0) * _DAY * HOUR) >= _TWO_DAYS:
        return words.say("rundown.another_day")
    wall = wall_time(Instant(at - at % SECOND), show.date, show.zone)
    return told_wall(wall, words, day=day)


def told_wall(wall: WallTime, words: Words, *, day: int | None) -> str:
    """A show-day time as it is said on that day of the show; where none is given, or it is of
    another one, with its own day named."""
    said = None if day is None else wall_of_day(wall, day)
    return by_day(wall, words) if said is None or said.hour >= _BEYOND_THE_NIGHT else str(said)


def told_date(at: Instant, show: Show, words: Words) -> str:
    """The day of that moment, as ``Wed 11 Nov``."""
    local = local_time(at, show.zone)
    return words.say(
        "rundown.date",
        weekday=words.say(f"rundown.weekday_{local.weekday()}"),
        day=local.day,
        month=words.say(f"rundown.month_{local.month}"),
    )


def at_least(text: str, firm: bool, words: Words) -> str:
    """The text as a lower bound, unless it is firm."""
    return text if firm or not text else words.say("rundown.at_least", time=text)


def at_most(text: str, firm: bool, words: Words) -> str:
    """The text as an upper bound, unless it is firm."""
    return text if firm or not text else words.say("rundown.at_most", time=text)


def drift_words(drift: int | None, words: Words, *, was_taken: bool) -> str:
    """How late (> 0) or early a start is, in words; nothing while it is on time to come."""
    if drift is None:
        return ""
    if abs(drift) < SECOND:
        return words.say("rundown.on_time") if was_taken else ""
    key = "rundown.late" if drift > 0 else "rundown.early"
    return words.say(key, time=apart(abs(drift), words))


def level_of(over: int | None) -> str:
    """The token of being late (> 0) or early: over, under, or calm within a second."""
    if over is None or abs(over) < SECOND:
        return "calm"
    return "over" if over > 0 else "under"
