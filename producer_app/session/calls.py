"""What the session knows and a caller does not: a GO's planned start, and calls that time makes."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from producer_app.core.calling import ActOnHandoff, Call, Go, Relay, ReplaceTake
from producer_app.core.handoff import Act, Ask, State
from producer_app.core.run import Run
from producer_app.core.show import Show
from producer_app.core.timebase import SECOND, Instant, Millis
from producer_app.core.timing import Plan

CLOSES_AFTER = Millis(30 * SECOND)
"""A returned handoff closes by itself this long afterwards."""


def with_planned_start(call: Call, plan: Plan) -> Call:
    """The call with the planned start of what it takes; any other call as it is."""
    if isinstance(call, Relay) and isinstance(call.call, Go):
        taken = with_planned_start(call.call, plan)
        return replace(call, call=taken) if isinstance(taken, Go) else call
    if not isinstance(call, Go | ReplaceTake) or call.planned_start is not None:
        return call
    segment = call.expects if isinstance(call, Go) else call.segment
    times = plan.rooms.get(call.room)
    place = times.places.get(segment) if times is not None else None
    return replace(call, planned_start=times.starts[place] if times and place is not None else None)


def due_closings(run: Run, show: Show, now: Instant) -> Iterator[ActOnHandoff]:
    """The calls that close what returned long enough ago; a handoff that left the plan has none."""
    for line in run.lines.values():
        returned = line.returned if line.state is State.RETURNED else None
        is_due = returned is not None and now - returned >= CLOSES_AFTER
        if is_due and line.handoff in show.by_id:
            yield ActOnHandoff(handoff=line.handoff, ask=Ask(act=Act.CLOSE, by="console"))
