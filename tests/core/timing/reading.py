"""Reading the engine's numbers as a person writes them, and runs in one line."""

from __future__ import annotations

from collections.abc import Iterable

from producer_app.core.run import Event
from producer_app.core.show import Show
from producer_app.core.timebase import Instant, wall_time
from producer_app.core.timing import RoomPlan, RoomTimes, plan_times, project
from tests.builders import STAGE, a_run, at, folded, gone


def walls(show: Show, starts: Iterable[Instant | None]) -> list[str | None]:
    """Instants as show-day times, without the seconds where there are none."""
    return [None if start is None else clock(show, start) for start in starts]


def clock(show: Show, at: Instant) -> str:
    """One instant as a show-day time: 20:15, or 23:59:50."""
    return str(wall_time(at, show.date, show.zone)).removesuffix(":00")


def planned(show: Show) -> RoomPlan:
    """The stage as planned."""
    return plan_times(show).rooms[STAGE]


def standing(show: Show, events: tuple[Event, ...], now: str) -> RoomTimes:
    """The stage as it stands at a time of a run."""
    return project(plan_times(show), folded(events), at(show, now)).rooms[STAGE]


def on_air(show: Show, *times: str) -> tuple[Event, ...]:
    """A GO at each of these times."""
    events = a_run(show, at(show, "19:00"))
    for time in times:
        events = gone(show, events, at(show, time))
    return events


def hards(show: Show, times: RoomPlan | RoomTimes) -> list[tuple[str, str, float | None]]:
    """Each hard time: of what, when, and how many minutes over (late) it is met."""
    return [
        (h.kind.name, clock(show, h.at), None if h.over is None else h.over / 60_000)
        for h in times.hards
    ]
