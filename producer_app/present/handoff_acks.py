"""Who in the room has said what of a handoff: shown, ready and live, never mixed."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from producer_app.core.handoff import Line, State, Via
from producer_app.core.show import Handoff
from producer_app.core.timebase import Instant
from producer_app.core.timing import Projection
from producer_app.present.words import Words, clock, own_clock


class Ack(StrEnum):
    """The three acknowledgements, never mixed."""

    SHOWN = "shown"
    READY = "ready"
    LIVE = "live"


@dataclass(frozen=True, slots=True, kw_only=True)
class AckView:
    """One acknowledgement: whether it came, when, from whom and how."""

    ack: Ack
    word: str
    is_done: bool
    at: str
    by: str
    """Who said it, or while it is missing who is asked for it."""
    how: str
    """By page or by voice."""


def acks_of(
    projection: Projection, handoff: Handoff, line: Line, words: Words
) -> tuple[AckView, ...]:
    """All three, in their order."""
    is_shown = line.rev > 0 and line.is_shown and line.state is not State.ARMED
    asked = ", ".join(handoff.acknowledged_by)
    return (
        _ack(projection, Ack.SHOWN, line.shown if is_shown else None, "", None, words),
        _ack(projection, Ack.READY, line.ready, line.ready_by or asked, line.ready_via, words),
        _ack(projection, Ack.LIVE, line.live, line.live_by, line.live_via, words),
    )


def noted_of(projection: Projection, line: Line, words: Words) -> str:
    """Who took note that it was called off, and when, in words; nothing while nobody did."""
    if not line.was_stood_down or line.acknowledged is None:
        return ""
    key = "handoff.stopped" if line.state is State.ABORTED else "handoff.noted"
    by = line.acknowledged_by or words.say("handoff.somebody")
    return words.say(key, name=by, time=clock(line.acknowledged, projection.show, words=words))


def _ack(
    projection: Projection, ack: Ack, at: Instant | None, by: str, via: Via | None, words: Words
) -> AckView:
    return AckView(
        ack=ack,
        word=words.say(f"handoff.ack_{ack}"),
        is_done=at is not None,
        at=own_clock(at, projection.show),
        by=by,
        how=words.say(f"handoff.via_{via}") if via is not None else "",
    )
