"""A stage and a shop that share an artist, as people and times."""

from __future__ import annotations

from typing import Any

from producer_app.core.calling import Call
from producer_app.core.edits import ChangeSegment
from producer_app.core.show import SegmentId, Show, TalentId
from producer_app.core.timing import Projection, RoomTimes, plan_times, project
from tests.builders import (
    SHOP,
    STAGE,
    a_run,
    a_segment,
    a_shop_segment,
    a_show,
    an_artist,
    at,
    called,
    folded,
    gone,
    minutes,
)
from tests.core.timing.evenings import Log
from tests.core.timing.reading import walls

LI, MO = (TalentId("li"),), (TalentId("mo"),)


def two_rooms(transit: int | None = minutes(2), **changes: Any) -> Show:
    """Li sings on the stage from 20:10 to 20:20 and is in the shop from 20:25 to 20:35."""
    return a_show(
        a_segment("1", minutes(10)),
        a_segment("2", minutes(10), talent=LI),
        a_segment("3", minutes(30)),
        a_shop_segment("S1", minutes(25)),
        a_shop_segment("S2", minutes(10), talent=LI),
        a_shop_segment("S3", minutes(10)),
        **{"talent": (an_artist("li", transit=transit),), "hard_out": "21:00"} | changes,
    )


def swapped(**changes: object) -> Show:
    """Li sings until 20:10 and goes to the shop, Mo is there until 20:12 and goes to the stage."""
    show = a_show(
        a_segment("1", minutes(10), talent=LI),
        a_segment("2", minutes(10), talent=MO),
        a_shop_segment("S1", minutes(12), talent=MO),
        a_shop_segment("S2", minutes(10), talent=LI),
        talent=(an_artist("li", transit=minutes(2)), an_artist("mo", transit=minutes(2))),
    )
    for key, length in changes.items():
        show = ChangeSegment(segment=SegmentId(key), changes={"length": length}).apply(show)
    return show


def started(show: Show, stage: str = "20:00", shop: str = "20:00") -> Log:
    """Both rooms on the air since then."""
    events = a_run(show, at(show, "19:00"))
    for time, room in sorted(((stage, STAGE), (shop, SHOP))):
        events = gone(show, events, at(show, time), room)
    return events


def standing(show: Show, events: Log | None, now: str, *calls: tuple[str, Call]) -> Projection:
    for time, call in calls:
        assert events is not None
        events = called(show, events, call, at(show, time))
    run = None if events is None else folded(events)
    return project(plan_times(show), run, at(show, now))


def shop_times(projection: Projection) -> list[str | None]:
    return walls(projection.show, projection.rooms[SHOP].expected)


def waited(times: RoomTimes) -> dict[str, int]:
    """How long the room is held up, by segment."""
    return {times.plan.segments[n].id: times.waiting_at(n) for n in times.waits}


def stage_times(projection: Projection) -> list[str | None]:
    return walls(projection.show, projection.rooms[STAGE].expected)
