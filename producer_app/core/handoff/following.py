"""The line of a handoff after somebody acted on it."""

from __future__ import annotations

from dataclasses import replace
from types import MappingProxyType

from producer_app.core.handoff.judging import Ask, Verdict
from producer_app.core.handoff.line import Line
from producer_app.core.handoff.states import Act, Answer, State
from producer_app.core.timebase import Instant


def follow(line: Line, ask: Ask, verdict: Verdict, at: Instant) -> Line:
    """The line after a verdict; only OK moves it, every ``mid`` is remembered."""
    if ask.mid and ask.mid not in line.answers:
        line = replace(line, answers=MappingProxyType({**line.answers, ask.mid: verdict.answer}))
    if verdict.answer is not Answer.OK:
        return line
    if ask.act is Act.ACK:
        return replace(line, acknowledged=at, acknowledged_by=ask.by)
    if ask.act is Act.SHOWN:
        return _shown(line, ask, verdict, at)
    was_told = line.state is not State.ARMED
    line = replace(line, state=verdict.state, rev=verdict.rev, changed=at, reason=ask.reason)
    return _stamp(line, ask, at, was_told=was_told)


def _shown(line: Line, ask: Ask, verdict: Verdict, at: Instant) -> Line:
    shown = verdict.rev if ask.rev is None else ask.rev
    return replace(
        line,
        state=verdict.state,
        shown_rev=max(line.shown_rev, shown),
        shown=at,
        changed=line.changed if verdict.state is line.state else at,
    )


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
