"""What it costs to find the ways back on time, all of them together, judged and in order."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import replace
from functools import partial

from producer_app.core.calling import Go, StartRun, decide
from producer_app.core.recovery import ways_back
from producer_app.core.run import RunId, RunKind, fold
from producer_app.core.show import AdRule, AdRuleId, Kind, Method, RoomId, Show, Sponsor, SponsorId
from producer_app.core.timebase import MINUTE, Instant, Millis, WallTime, wall_time
from producer_app.core.timing import Projection, plan_times, project
from producer_app.jobs.bench_figures import Figures, timed
from producer_app.jobs.bench_show import bench_show

SEGMENTS = 60
HARD_PLACES = (19, 39, 57)
ROUNDS = 40
OVERS = (1, 3, 6, 10, 20)
"""Minutes that the first segment runs over, or the hard times come too late."""

EVENING = dt.date(2026, 11, 10)


def recovery() -> Mapping[str, Figures]:
    """Each figure by what was measured: over by so much while both rooms are on air, then under."""
    show = recovery_show()
    (stage, *_) = show.rooms
    found = {f"ways back, OVER {over}:00": _sought(_over(show, over), stage.id) for over in OVERS}
    early = recovery_show(late_by=4)
    return found | {"ways back, UNDER 4:00": _sought(_over(early, 0), stage.id)}


def recovery_show(*, late_by: int = 0) -> Show:
    """Sixty segments on the stage and the shopping room beside it; three hard times, which come
    ``late_by`` minutes after what stands before them; an ad ratio and a sponsor."""
    show = bench_show(-(-SEGMENTS * 10 // 7), EVENING, WallTime(20))
    (stage, *_) = show.rooms
    places = {s.id: n for n, s in enumerate(show.rundowns[stage.id])}
    sponsor = Sponsor(id=SponsorId("x"), brand="Brand X", contracted=Millis(2 * MINUTE))
    changed = []
    for segment in show.segments:
        place = places.get(segment.id)
        if place is None:
            changed.append(segment)
        elif place % 9 == 4:
            changed.append(replace(segment, kind=Kind.SPOT, sponsor=sponsor.id, hard_start=None))
        else:
            changed.append(replace(segment, hard_start=None))
    rule = AdRule(
        id=AdRuleId("ratio"),
        title="Ratio",
        room=stage.id,
        method=Method.SHOW_RATIO,
        limit_permille=250,
    )
    show = replace(show, segments=tuple(changed), sponsors=(sponsor,), ad_rules=(rule,))
    return _with_hard_times(show, stage.id, late_by)


def _with_hard_times(show: Show, room: RoomId, late_by: int) -> Show:
    plan = plan_times(show).rooms[room]
    walls = {}
    for count, place in enumerate(HARD_PLACES, 1):
        start = plan.starts[place]
        if start is not None:
            at = Instant(start + count * late_by * MINUTE)
            walls[plan.segments[place].id] = wall_time(at, show.date, show.zone)
    held = tuple(replace(s, hard_start=walls[s.id]) if s.id in walls else s for s in show.segments)
    return replace(show, segments=held)


def _over(show: Show, minutes: int) -> Projection:
    """Both rooms on air since eight, the stage's first segment over by so many minutes."""
    begins = show.instant(WallTime(20))
    plan = plan_times(show)
    start = StartRun(run=RunId("bench"), kind=RunKind.SHOW, number=1, epoch=1)
    events = decide(show, None, start, begins)
    for room in show.rooms:
        standby = project(plan, fold(events), begins).rooms[room.id].standby
        if standby is not None:
            go = Go(room=room.id, expects=standby.id)
            events = (*events, *decide(show, fold(events), go, begins))
    length = show.rundowns[show.rooms[0].id][0].length or 0
    return project(plan, fold(events), Instant(begins + length + minutes * MINUTE))


def _sought(projection: Projection, room: RoomId) -> Figures:
    return timed(partial(ways_back, projection, room), ROUNDS)
