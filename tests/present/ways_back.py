"""Ways back for tests: made by hand, with where they really land."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from producer_app.core.checks import Finding, check
from producer_app.core.edits import ChangeSegment, Edit, MoveSegments, SetStanding, Several
from producer_app.core.recovery import Landing, Step, StepKind, Way
from producer_app.core.show import SegmentId, Show, Standing
from producer_app.core.timebase import Millis
from producer_app.core.timing import Projection, fill_of, plan_times, project
from tests.builders import STAGE, a_segment, a_show, at, minutes

LATE = a_show(
    a_segment("1", minutes(10), shortest=minutes(6)),
    a_segment("2", minutes(8), priority=5, title_alt="二号"),
    a_segment("3", minutes(1), hard_start="20:15", title="The bell", title_alt="钟声"),
    a_segment("4", minutes(4)),
    hard_out="20:20",
)
"""3:00 over at 20:15."""


def standing(show: Show = LATE, when: str = "19:59") -> Projection:
    """The show as planned."""
    return project(plan_times(show), None, at(show, when))


def a_trim(segment: str = "s1", by: float = 3) -> tuple[Step, Edit]:
    """Takes that many minutes off a segment of ten."""
    key = SegmentId(segment)
    change = ChangeSegment(segment=key, changes={"length": minutes(10 - by)})
    return Step(kind=StepKind.TRIM, segment=key, by=Millis(-minutes(by))), change


def a_float(segment: str = "s2", by: float = 8) -> tuple[Step, Edit]:
    """Floats a segment that is that many minutes long."""
    key = SegmentId(segment)
    step = Step(kind=StepKind.FLOAT, segment=key, by=Millis(-minutes(by)))
    return step, SetStanding(segments=(key,), standing=Standing.FLOATED)


def a_move(segment: str = "s2", past: str = "s3", by: float = 8) -> tuple[Step, Edit]:
    """Moves a segment to the end of the stage's rundown."""
    keys = (SegmentId(segment),)
    step = Step(kind=StepKind.MOVE, segment=keys[0], by=Millis(-minutes(by)), past=SegmentId(past))
    return step, MoveSegments(segments=keys, before=None, block=None)


def a_way(*parts: tuple[Step, Edit], projection: Projection | None = None, **changes: Any) -> Way:
    """A way of these steps with where it lands on the stage, breaking nothing unless it is said."""
    before = standing() if projection is None else projection
    edit = Several(edits=tuple(edit for _, edit in parts), label="way_back")
    plan = plan_times(edit.apply(before.show), before.plan)
    times = project(plan, before.run, before.now).rooms[STAGE]
    overs = {hard.at: hard.over for hard in before.rooms[STAGE].hards}
    way = Way(
        edit=edit,
        steps=tuple(step for step, _ in parts),
        landings=tuple(
            Landing(hard=hard, before=overs[hard.at], fill=fill_of(plan.show, times.plan, hard))
            for hard in times.hards
        ),
        rules=(),
        sponsors=(),
        broken=(),
    )
    return replace(way, **changes)


def a_broken_promise() -> Finding:
    """Something that is wrong with a plan: two segments of one number."""
    show = a_show(a_segment("7"), a_segment("7", id=SegmentId("other")))
    return next(found for found in check(plan_times(show)) if found.code == "number.twice")
