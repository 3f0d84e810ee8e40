"""Four songs from eight on, and what is on the air after some GOs."""

from __future__ import annotations

from producer_app.core.calling import in_standby
from producer_app.core.run import Event, Take
from producer_app.core.show import HandoffId, SegmentId, Show
from producer_app.core.timebase import Instant
from tests.builders import (
    STAGE,
    a_handoff,
    a_run,
    a_segment,
    a_shop_segment,
    a_show,
    at,
    folded,
    gone,
    minutes,
)

Log = tuple[Event, ...]
S1, S2, S3, S4 = (SegmentId(f"s{n}") for n in "1234")
H1 = HandoffId("h1")


def four() -> Show:
    """Four segments of five minutes on the stage and one in the shop."""
    stage = (a_segment(n, minutes(5)) for n in "1234")
    return a_show(*stage, a_shop_segment("S1"), handoffs=(a_handoff("H1", "s1"),))


SHOW = four()
EIGHT = at(SHOW, "20:00")


def after(*seconds_past: float) -> Instant:
    return Instant(EIGHT + round(sum(seconds_past) * 1_000))


def on_air(number: int = 1) -> Log:
    """The log with that segment on air since 20:00, those before it a minute each."""
    events = a_run(SHOW, after(-3_600))
    for n in range(number):
        events = gone(SHOW, events, after(-60 * (number - 1 - n)))
    return events


def take(events: Log) -> Take:
    found = folded(events).room(STAGE).on_air
    assert found is not None
    return found


def next_up(events: Log, show: Show = SHOW) -> str | None:
    segment = in_standby(show, folded(events).room(STAGE))
    return None if segment is None else segment.number
