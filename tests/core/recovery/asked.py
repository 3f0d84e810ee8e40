"""Shows that miss a hard time, and ways back told in short lines."""

from __future__ import annotations

from typing import Any

from producer_app.core.recovery import Step, Way, ways_back
from producer_app.core.run import Event
from producer_app.core.show import (
    Kind,
    Segment,
    Show,
    TalentId,
)
from producer_app.core.timebase import Instant, Millis
from producer_app.core.timing import Projection, plan_times, project
from tests.builders import (
    STAGE,
    a_run,
    a_segment,
    at,
    folded,
    gone,
    minutes,
)

LI = TalentId("li")


def a_pad(number: str = "p", length: Millis = minutes(2), **changes: Any) -> Segment:
    return a_segment(number, length, kind=Kind.PAD, **changes)


def elastic(number: str, **changes: Any) -> Segment:
    """Five minutes long, a minute shorter or longer where it must be."""
    return a_segment(number, **{"shortest": minutes(4), "longest": minutes(6)} | changes)


def hard(number: str, time: str, **changes: Any) -> Segment:
    return a_segment(number, hard_start=time, **changes)


def planned(show: Show) -> Projection:
    return project(plan_times(show), None, Instant(0))


def begun(show: Show) -> tuple[Event, ...]:
    """The events of a run in which every room took its first segment at 20:00."""
    events = a_run(show, at(show, "20:00"))
    for room in show.rooms:
        events = gone(show, events, at(show, "20:00"), room.id)
    return events


def on_air(show: Show, time: str) -> Projection:
    """The show with its first segments on air since 20:00, as it stands at that time."""
    return project(plan_times(show), folded(begun(show)), at(show, time))


def ways(show: Show) -> tuple[Way, ...]:
    return ways_back(planned(show), STAGE)


def told(way: Way) -> list[str]:
    """Each step in a line: trim s2 -60, move s2 -300 behind s4."""
    return [_told(step) for step in way.steps]


def _told(step: Step) -> str:
    past = "" if step.past is None else f" behind {step.past}"
    return f"{step.kind} {step.segment} {step.by // 1000}{past}"


def overs(way: Way) -> list[int | None]:
    """Seconds over at each hard time once the way is taken."""
    found = (landing.hard.over for landing in way.landings)
    return [None if over is None else over // 1000 for over in found]
