"""The times of a handoff in words: when it is due or went, as planned, and until when it lasts."""

from __future__ import annotations

from producer_app.core.handoff import GONE, OPEN, Line, State
from producer_app.core.show import Handoff
from producer_app.core.timebase import MINUTE, SECOND, Instant
from producer_app.core.timing import Due, Projection
from producer_app.present.echo import Level, Moment
from producer_app.present.words import Words, clock, countdown

WAITING = OPEN | {State.ARMED}
"""It has yet to go."""


def due_text(
    projection: Projection, handoff: Handoff, due: Due, moment: Moment, words: Words
) -> str:
    """When it is due, or once it went when that was: ``due 20:14:00``."""
    if moment.line.went is not None:
        return words.say("handoff.went", time=clock(moment.line.went, projection.show, words=words))
    if moment.lost:
        planned = clock(due.planned, projection.show, words=words)
        return words.say("handoff.planned_at", time=planned) if planned else ""
    if due.expected is None:
        return words.say("handoff.due", time=words.say("words.unknown"))
    times = projection.of(handoff.segment)
    place = times.plan.places[handoff.segment]
    text, position = clock(due.expected, projection.show, words=words), times.ahead.position(place)
    is_firm = position is None or times.down.is_firm_at(position)
    text = text if is_firm else words.say("words.at_least", time=text)
    return words.say("handoff.due", time=text)


def due_in_text(moment: Moment, words: Words) -> str:
    """How long until it is due, or since; nothing once it went, or while nothing runs."""
    if moment.due is None or moment.lost or not moment.is_running:
        return ""
    if moment.line.state not in WAITING:
        return ""
    left = moment.due - moment.now
    key = "handoff.in" if left >= 0 else "handoff.ago"
    return words.say(key, time=countdown(left))


def planned_text(
    projection: Projection, planned: Instant | None, at: Instant | None, words: Words
) -> str:
    """The planned time where it is another than ``at``; nothing where it is the same."""
    if planned is None or at is None or abs(planned - at) < SECOND:
        return ""
    return words.say("handoff.planned_at", time=clock(planned, projection.show, words=words))


def return_by(handoff: Handoff, line: Line) -> Instant | None:
    """When the visit must be over; None before it went, or where it has no end."""
    if line.went is None or handoff.return_after is None:
        return None
    return Instant(line.went + handoff.return_after)


def return_in_text(moment: Moment, words: Words) -> tuple[str, Level]:
    """How long until then, or since; nothing unless the room is on its visit."""
    by = moment.return_by
    if by is None or moment.line.state not in GONE | {State.LIVE}:
        return "", Level.QUIET
    left = by - moment.now
    key = "handoff.return_in" if left >= 0 else "handoff.return_over"
    return words.say(key, time=countdown(left)), Level.CALM if left > MINUTE else Level.OVER
