"""When people are called: a quarter of an hour before they are on, and with which number."""

from __future__ import annotations

from bisect import bisect_left

from producer_app.core.timebase import MINUTE, Instant, Millis, WallTime
from producer_app.present.cuesheet_day import PaperTimes
from producer_app.present.cuesheet_text import Pair
from producer_app.present.rundown_times import at_least
from producer_app.present.words import by_day

CALL = Millis(15 * MINUTE)
STANDBY = Millis(5 * MINUTE)
BEFORE = 3
"""People stand by when the third number before theirs begins, at the latest."""


def earlier(times: PaperTimes, place: int, by: Millis) -> str:
    """That long before the segment starts; empty while its start is unknown."""
    start = times.plan.starts[place]
    if start is None:
        return ""
    at = times.told(Instant(start - by), place)
    return at_least(at, times.plan.firm[place], times.tongues.first)


def three_before(times: PaperTimes, place: int) -> Pair:
    """The third number before; empty near the top of the rundown or of a day."""
    before = bisect_left(times.timed, place) - BEFORE
    if before < 0 or times.days[times.timed[before]] != times.days[place]:
        return Pair("")
    number = times.plan.segments[times.timed[before]].number
    return times.tongues.say("three_before", number=number) if number else Pair("")


def to_the_minute(wall: WallTime | None) -> str:
    """When somebody comes to the house; empty while nobody has said."""
    return "" if wall is None else by_day(wall, None, short=True)
