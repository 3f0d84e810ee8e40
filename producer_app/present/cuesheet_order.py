"""A shopping room on paper in the order of the evening: segments, handoffs that open none of them,
and the hard times and days between."""

from __future__ import annotations

from collections.abc import Iterator
from operator import attrgetter
from typing import NamedTuple

from producer_app.core.show import Handoff
from producer_app.core.timing import Projection, handoff_due
from producer_app.present.cuesheet_day import DayLine, PaperTimes
from producer_app.present.cuesheet_hard import HardLine, befores


class Stand(NamedTuple):
    """What stands at a moment: one of a line, a segment by its place, or a handoff."""

    at: int
    line: DayLine | HardLine | None = None
    place: int | None = None
    handoff: Handoff | None = None


def stands(planned: Projection, times: PaperTimes) -> tuple[Stand, ...]:
    """All of a room's segments and of the handoffs to it that open none of them."""
    found = [*_segments(planned, times), *_handoffs(planned, times)]
    return tuple(sorted(found, key=attrgetter("at")))


def _segments(planned: Projection, times: PaperTimes) -> Iterator[Stand]:
    """Each segment behind the hard times before it; one without a time stays behind the one
    before it."""
    plan = times.plan
    reached = plan.on_air or 0
    for before in befores(planned, times):
        if before.segment is None:
            reached = max(reached, plan.end or 0)
        yield from (Stand(reached, hard) for hard in before.ends)
        if before.segment is not None:
            reached = max(reached, plan.starts[before.place] or 0)
        yield from (Stand(reached, day) for day in before.day)
        yield from (Stand(reached, hard) for hard in before.starts)
        if before.segment is not None:
            yield Stand(reached, place=before.place)


def _handoffs(planned: Projection, times: PaperTimes) -> Iterator[Stand]:
    for handoff in planned.show.handoffs:
        if handoff.to_room == times.plan.room.id and handoff.to_segment is None:
            yield Stand(handoff_due(planned, handoff).planned or 0, handoff=handoff)
