"""Where one handoff stands, as every page of its room knows it."""

from __future__ import annotations

from dataclasses import dataclass

from producer_app.core.handoff import OVER, TIMERS, Line, State, resend_every
from producer_app.core.offers import gone
from producer_app.core.run import Run
from producer_app.core.show import Handoff, HandoffId, Show
from producer_app.core.timebase import Instant, Millis


@dataclass(frozen=True, slots=True, kw_only=True)
class LineView:
    """Where one handoff stands, as the console knew it at ``seq`` of ``epoch``; newest wins."""

    epoch: int
    seq: int
    handoff: str
    room: str
    state: str
    rev: int
    since: Instant
    went: Instant | None = None
    gone: Instant | None = None
    """The GO from which the coupons of what it brings count; None for one that was called off."""
    live: Instant | None = None
    returned: Instant | None = None
    return_by: Instant | None = None
    ready_by: str = ""
    live_by: str = ""
    was_forced: bool = False
    is_stood_down: bool = False
    """Called off, and nobody in the room has taken note yet."""
    is_over: bool = False
    """Nobody comes over for it any more."""
    reason: str = ""
    ttl: Millis = TIMERS.go_ttl
    resend: Millis | None = None
    """How often it is sent again until the page has shown it; None when nothing is owed."""


def line_view(show: Show, run: Run | None, handoff: HandoffId) -> LineView:
    """Where a handoff stands; Refused when the show has no such handoff."""
    plan = show.handoff(handoff)
    line = run.line(handoff) if run else Line(handoff=handoff)
    return LineView(
        epoch=run.epoch if run else 0,
        seq=run.seq if run else 0,
        handoff=handoff,
        room=plan.to_room,
        state=line.state.value,
        rev=line.rev,
        since=line.changed,
        went=line.went,
        gone=gone(line),
        live=line.live,
        returned=line.returned,
        return_by=_return_by(plan, line),
        ready_by=line.ready_by,
        live_by=line.live_by,
        was_forced=line.was_forced,
        is_stood_down=line.was_stood_down and line.acknowledged is None,
        is_over=line.state in OVER or line.state is State.RETURNED,
        reason=line.reason,
        resend=resend_every(line),
    )


def _return_by(handoff: Handoff, line: Line) -> Instant | None:
    if line.went is None or handoff.return_after is None:
        return None
    return Instant(line.went + handoff.return_after)
