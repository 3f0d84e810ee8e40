"""The acknowledged handoff as a pure state machine: who may do what when, and what it means late.

It knows no wire and no clock: every function is given ``now``. Three acknowledgements stay apart:
*shown* (a page has painted it), *ready* (a person), *live* (a person or a tally).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from types import MappingProxyType

from producer_app.core.errors import Phrase
from producer_app.core.handoff_refusals import cannot
from producer_app.core.handoff_states import (
    CONSOLE_ACTS,
    GONE,
    OPEN,
    OVER,
    ROOM_ACTS,
    STANDBY,
    VOICE_ACTS,
    Act,
    Answer,
    State,
    Via,
)
from producer_app.core.show import HandoffId
from producer_app.core.timebase import Instant, Millis

__all__ = [
    "CONSOLE_ACTS",
    "GONE",
    "OPEN",
    "OVER",
    "ROOM_ACTS",
    "STANDBY",
    "TIMERS",
    "VOICE_ACTS",
    "Act",
    "Answer",
    "Ask",
    "Line",
    "State",
    "Timers",
    "Verdict",
    "Via",
    "allowed",
    "follow",
    "judge",
    "resend_every",
    "state_at",
]

_NEXT: Mapping[tuple[State, Act], State] = MappingProxyType(
    {
        (State.ARMED, Act.STANDBY): State.STANDBY_SENT,
        (State.STANDBY_SENT, Act.SHOWN): State.STANDBY_SHOWN,
        (State.GO_SENT, Act.SHOWN): State.GO_SHOWN,
        (State.LIVE, Act.RETURN): State.RETURNED,
        (State.LIVE, Act.RECALL): State.ABORTED,
        (State.RETURNED, Act.CLOSE): State.CLOSED,
        (State.ARMED, Act.GO): State.GO_SENT,
        (State.ARMED, Act.SKIP): State.SKIPPED,
        **{(state, Act.READY): State.READY for state in (*STANDBY, State.CANT)},
        **{(state, Act.GO): State.GO_SENT for state in OPEN},
        **{(state, Act.CANT): State.CANT for state in OPEN | GONE},
        **{(state, Act.RECALL): State.ARMED for state in OPEN},
        **{(state, Act.SKIP): State.SKIPPED for state in OPEN},
        **{(state, Act.LIVE): State.LIVE for state in GONE},
        **{(state, Act.RECALL): State.ABORTED for state in GONE},
        **{(state, Act.REARM): State.ARMED for state in OVER | GONE},
    }
)


_CALLERS = frozenset({Via.CONSOLE, Via.TOOL})
"""Who calls for the director; each call raises the handoff's ``rev``."""


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
    heartbeat: Millis = Millis(3_000)
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


@dataclass(frozen=True, slots=True, kw_only=True)
class Ask:
    """Somebody wants something of a handoff. ``rev`` is the one they saw (None: the console's)."""

    act: Act
    by: str
    via: Via = Via.CONSOLE
    mid: str = ""
    rev: int | None = None
    reason: str = ""
    is_forced: bool = False
    """For GO: the director's held, logged override of a room that has not said READY."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """What an ask is answered, and the state it leads to (unchanged unless it is OK)."""

    answer: Answer
    state: State
    rev: int
    why: Phrase | None = None
    first: Answer | None = None
    """For a repeated ``mid``: what it was answered the first time."""


def judge(line: Line, ask: Ask) -> Verdict:
    """The answer to an ask; changes nothing by itself."""
    standing = Verdict(answer=Answer.OK, state=line.state, rev=line.rev)
    first = line.answers.get(ask.mid) if ask.mid else None
    if first is not None:
        return replace(standing, answer=Answer.DUP, first=first)
    forbidden = _forbidden(ask)
    if forbidden is not None:
        return replace(standing, answer=Answer.DENIED, why=forbidden)
    if ask.rev is not None and ask.rev != line.rev:
        return replace(standing, answer=Answer.STALE)
    already = _already(line, ask.act)
    if already is not None:
        return replace(standing, answer=Answer.DUP, why=already)
    if ask.act is Act.SHOWN:
        return replace(standing, state=_NEXT.get((line.state, Act.SHOWN), line.state))
    if ask.act is Act.ACK and line.was_stood_down:
        return standing
    after = _NEXT.get((line.state, ask.act))
    if after is None:
        return replace(standing, answer=Answer.DENIED, why=cannot(ask.act, line.state))
    if ask.act is Act.GO and line.state is not State.READY and not ask.is_forced:
        why = Phrase(
            "handoff.not_ready", "the room has not said READY. Hold GO to send it all the same"
        )
        return replace(standing, answer=Answer.DENIED, why=why)
    raised = 1 if ask.via in _CALLERS else 0
    return replace(standing, state=after, rev=line.rev + raised)


def follow(line: Line, ask: Ask, verdict: Verdict, at: Instant) -> Line:
    """The line after a verdict; only OK moves it, every ``mid`` is remembered."""
    if ask.mid and ask.mid not in line.answers:
        line = replace(line, answers=MappingProxyType({**line.answers, ask.mid: verdict.answer}))
    if verdict.answer is not Answer.OK:
        return line
    if ask.act is Act.ACK:
        return replace(line, acknowledged=at, acknowledged_by=ask.by)
    if ask.act is Act.SHOWN:
        shown = verdict.rev if ask.rev is None else ask.rev
        changed = line.changed if verdict.state is line.state else at
        return replace(
            line,
            state=verdict.state,
            shown_rev=max(line.shown_rev, shown),
            shown=at,
            changed=changed,
        )
    was_told = line.state is not State.ARMED
    line = replace(line, state=verdict.state, rev=verdict.rev, changed=at, reason=ask.reason)
    return _stamp(line, ask, at, was_told=was_told)


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


def allowed(line: Line) -> frozenset[Act]:
    """What the console may do or enter now; a GO among them may still need the override."""
    able = {act for (state, act) in _NEXT if state is line.state}
    if line.is_called_off:
        able.add(Act.ACK)
    return frozenset(able & (CONSOLE_ACTS | VOICE_ACTS))


def _forbidden(ask: Ask) -> Phrase | None:
    """Why nobody may say this by that way; None when they may."""
    if ask.via is Via.PAGE and ask.act not in ROOM_ACTS:
        return Phrase("handoff.not_by_page", "only the console does that")
    if ask.via is Via.PAGE and ask.rev is None:
        return Phrase("handoff.no_revision", "a page says which revision it saw")
    if ask.via is Via.VOICE and ask.act not in VOICE_ACTS:
        return Phrase("handoff.not_by_voice", "a voice acknowledges, it does not call")
    if ask.via in _CALLERS and ask.act in ROOM_ACTS - {Act.RETURN}:
        return Phrase("handoff.not_by_console", "the room says that, by its page or by voice")
    return None


def _already(line: Line, act: Act) -> Phrase | None:
    """What has been done before, by whom where a person did it; None when it has not."""
    done = {
        Act.STANDBY: line.state in OPEN,
        Act.GO: line.state in GONE | {State.LIVE},
        Act.READY: line.state is State.READY,
        Act.CANT: line.state is State.CANT,
        Act.LIVE: line.state is State.LIVE,
        Act.RETURN: line.state in (State.RETURNED, State.CLOSED),
        Act.SKIP: line.state is State.SKIPPED,
        Act.CLOSE: line.state is State.CLOSED,
        Act.SHOWN: line.is_shown,
        Act.ACK: line.acknowledged is not None,
    }
    if not done.get(act, False):
        return None
    by = {Act.READY: line.ready_by, Act.LIVE: line.live_by, Act.ACK: line.acknowledged_by}.get(act)
    if not by:
        return Phrase("handoff.already", "already {act}", act=act)
    return Phrase("handoff.already_by", "already {act} ({by})", act=act, by=by)


def _stamp(line: Line, ask: Ask, at: Instant, *, was_told: bool) -> Line:
    match ask.act:
        case Act.STANDBY:
            return replace(_rearmed(line), stood_by=at)
        case Act.READY:
            line = replace(line, went=None, was_forced=False)
            return replace(line, ready=at, ready_by=ask.by, ready_via=ask.via)
        case Act.CANT:
            return replace(line, ready=None, ready_by="", ready_via=None)
        case Act.GO:
            was_forced = ask.is_forced and line.ready is None
            return replace(line, went=at, was_forced=was_forced, was_stood_down=False)
        case Act.LIVE:
            return replace(line, live=at, live_by=ask.by, live_via=ask.via)
        case Act.RETURN:
            return replace(line, returned=at)
        case Act.RECALL if line.state is State.ARMED:
            return replace(_rearmed(line), was_stood_down=True)
        case Act.RECALL | Act.SKIP:
            return replace(line, was_stood_down=was_told)
        case Act.REARM:
            return _rearmed(line)
    return line


def _rearmed(line: Line) -> Line:
    """The same identity, state, rev and memory of answers, all that happened before wiped."""
    return Line(
        handoff=line.handoff,
        state=line.state,
        rev=line.rev,
        changed=line.changed,
        shown_rev=line.shown_rev,
        reason=line.reason,
        answers=line.answers,
    )
