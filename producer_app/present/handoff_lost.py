"""Handoffs whose segment does not come any more: skipped, passed over, floated or omitted."""

from __future__ import annotations

from producer_app.core.show import Handoff
from producer_app.core.timebase import Instant
from producer_app.core.timing import Projection, handoff_due
from producer_app.present.words import Words


def lost_because(projection: Projection, handoff: Handoff, words: Words) -> str:
    """Why the segment that a handoff leaves from does not come, in words; nothing while it does,
    once it was on air, and while nothing runs."""
    run = projection.run
    if run is None or run.ended is not None:
        return ""
    segment, times = projection.show.segment(handoff.segment), projection.of(handoff.segment)
    room = times.run
    if room is None or times.take_of(segment.id) is not None:
        return ""
    has_begun = bool(room.takes) or room.on_air is not None or room.ended is not None
    if not segment.is_playable:
        fate = str(segment.standing)
    elif segment.id in room.skipped:
        fate = "skipped"
    elif has_begun and times.ahead.position(times.plan.places[segment.id]) is None:
        fate = "passed"
    else:
        return ""
    return words.say(f"handoff.lost_{fate}", segment=segment.number or segment.title)


def place_of(projection: Projection, handoff: Handoff) -> Instant | None:
    """Where a handoff stands among the others: when it is due, or where that is unknown because
    its segment takes no time, when the next segment with a start is planned."""
    due = handoff_due(projection, handoff)
    at = due.expected if due.expected is not None else due.planned
    if at is not None or projection.show.segment(handoff.segment).is_timed:
        return at
    plan = projection.of(handoff.segment).plan
    after = plan.starts[plan.places[handoff.segment] :]
    return next((start for start in after if start is not None), plan.end)
