"""What somebody wants of a handoff, held against where it stands: who may do what when."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType

from producer_app.core.errors import Phrase
from producer_app.core.handoff.line import Line
from producer_app.core.handoff.refusals import cannot
from producer_app.core.handoff.states import (
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
"""The state that an act leads to, and from which; what is not here is refused."""

_CALLERS = frozenset({Via.CONSOLE, Via.TOOL})
"""Who calls for the director; each call raises the handoff's ``rev``."""


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
    return _led_to(line, ask, standing)


def _led_to(line: Line, ask: Ask, standing: Verdict) -> Verdict:
    """Where an ask leads that nothing forbids, if it follows the state of the line."""
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
