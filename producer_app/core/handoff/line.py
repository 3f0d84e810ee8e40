"""Where one handoff stands: its line, and what time makes of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from producer_app.core.handoff.states import GONE, Answer, State, Via
from producer_app.core.show import HandoffId
from producer_app.core.timebase import Instant, Millis


@dataclass(frozen=True, slots=True, kw_only=True)
class Timers:
    """The protocol's patience, in milliseconds."""

    resend_standby: Millis = Millis(500)
    resend_go: Millis = Millis(250)
    shown_amber: Millis = Millis(500)
    shown_red: Millis = Millis(1_000)
    ready_amber: Millis = Millis(10_000)
    """Before the due time: no READY by then is amber."""
    ready_red: Millis = Millis(5_000)
    live_late: Millis = Millis(3_000)
    live_missed: Millis = Millis(10_000)
    go_ttl: Millis = Millis(5_000)
    """A GO older than this is information, not a trigger."""
    heartbeat: Millis = Millis(2_800)
    """A room that has failed is told of within three seconds, the picture's own time included."""
    link_check: Millis = Millis(300_000)


TIMERS = Timers()


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """Where one handoff stands in a run; ``state`` is never LATE or MISSED, see ``state_at``."""

    handoff: HandoffId
    state: State = State.ARMED
    rev: int = 0
    changed: Instant = Instant(0)
    shown_rev: int = 0
    """The newest rev that a page has painted."""
    shown: Instant | None = None
    """When a page last painted something new."""
    stood_by: Instant | None = None
    ready: Instant | None = None
    ready_by: str = ""
    ready_via: Via | None = None
    went: Instant | None = None
    was_forced: bool = False
    live: Instant | None = None
    live_by: str = ""
    live_via: Via | None = None
    returned: Instant | None = None
    was_stood_down: bool = False
    """Called off after the room was told; the director wants to know that somebody took note."""
    acknowledged: Instant | None = None
    acknowledged_by: str = ""
    reason: str = ""
    answers: Mapping[str, Answer] = field(default_factory=lambda: MappingProxyType({}))
    """What each ``mid`` was answered: the dedupe key, kept for the whole run."""

    @property
    def is_shown(self) -> bool:
        return self.shown_rev >= self.rev

    @property
    def is_called_off(self) -> bool:
        """True from the call-off of a room that was told until somebody there took note."""
        return self.was_stood_down and self.acknowledged is None


def state_at(line: Line, now: Instant, timers: Timers = TIMERS) -> State:
    """The state with time taken into account: a GO that nobody answered is LATE, then MISSED."""
    if line.state not in GONE or line.went is None:
        return line.state
    waited = now - line.went
    if waited >= timers.live_missed:
        return State.MISSED
    if waited >= timers.live_late and line.state is State.GO_SHOWN:
        return State.LATE
    return line.state


def resend_every(line: Line, timers: Timers = TIMERS) -> Millis | None:
    """How often the present state is sent again until it is shown; None when nothing is owed."""
    if line.is_shown or line.rev == 0:
        return None
    return timers.resend_go if line.state in GONE else timers.resend_standby
