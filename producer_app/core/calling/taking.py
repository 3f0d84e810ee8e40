"""GO: what is in standby, or jumped to, is taken on air; and what a take really was."""

from __future__ import annotations

from typing import TypeVar

from producer_app.core.calling.calls import Go, ReplaceTake
from producer_app.core.calling.playhead import in_standby
from producer_app.core.errors import NeedsConfirmation, Refused
from producer_app.core.run import (
    Event,
    RoomRun,
    StoodBy,
    Take,
    TakenSegment,
    TakeReplaced,
    WentOnAir,
)
from producer_app.core.show import Segment, SegmentId, Show
from producer_app.core.timebase import SECOND, Instant, Millis

_Taken = TypeVar("_Taken", bound=TakenSegment)

EARLY = Millis(60_000)
"""A GO to a hard start further off than this is a question first."""

DEBOUNCE = Millis(1_000)
"""Two GOs in one room within this are one GO."""


def go(show: Show, room: RoomRun, call: Go, now: Instant) -> tuple[Event, ...]:
    if room.on_air is not None and 0 <= now - room.on_air.started < DEBOUNCE:
        raise Refused("go.repeated", "GO came twice within a second: taken as one GO.")
    waiting = in_standby(show, room)
    if call.is_jump and (waiting is None or waiting.id != call.expects):
        return _jump(show, room, call, now)
    if waiting is None:
        raise Refused("go.empty", "Nothing is in standby: the rundown has ended.")
    if waiting.id != call.expects:
        raise Refused(
            "go.moved",
            "{number} {title} is in standby now, not what you saw: look, then GO again.",
            number=waiting.number,
            title=waiting.title,
        )
    _ask_about_hard_start(show, waiting, call, now)
    return (_taken(WentOnAir, waiting, now, call.planned_start),)


def _jump(show: Show, room: RoomRun, call: Go, now: Instant) -> tuple[Event, ...]:
    segment = playable(show, room, call.expects)
    _ask_about_hard_start(show, segment, call, now)
    _ask_about_jump(segment, room.on_air, call)
    stood_by = StoodBy(at=now, room=room.room, segment=segment.id)
    return (stood_by, _taken(WentOnAir, segment, now, call.planned_start))


def _ask_about_jump(segment: Segment, on_air: Take | None, call: Go) -> None:
    """A jump takes something off the air that nobody expected to end now."""
    if on_air is not None and not call.is_confirmed:
        raise NeedsConfirmation(
            "go.jump",
            "Take {number} {title} now, in place of {on_air}?",
            number=segment.number,
            title=segment.title,
            on_air=f"{on_air.number} {on_air.title}".strip(),
        )


def _ask_about_hard_start(show: Show, segment: Segment, call: Go, now: Instant) -> None:
    if segment.hard_start is None or call.is_confirmed:
        return
    early = show.instant(segment.hard_start) - now
    if early > EARLY:
        raise NeedsConfirmation(
            "go.before_hard_start",
            "{number} {title} has a hard start at {at}, {early} away: take it all the same?",
            number=segment.number,
            title=segment.title,
            at=segment.hard_start,
            early=_long(early),
        )


def _long(length: int) -> str:
    minutes, second = divmod(length // SECOND, 60)
    hours, minute = divmod(minutes, 60)
    return f"{hours}:{minute:02d}:{second:02d}" if hours else f"{minute}:{second:02d}"


def replaced(show: Show, take: Take, call: ReplaceTake, now: Instant) -> tuple[Event, ...]:
    segment = show.segment(call.segment)
    if segment.room != call.room:
        raise Refused("standby.room", "That segment belongs to another room.")
    if segment.id == take.segment:
        return ()
    return (_taken(TakeReplaced, segment, now, call.planned_start),)


def _taken(event: type[_Taken], segment: Segment, now: Instant, planned: Instant | None) -> _Taken:
    return event(
        at=now,
        room=segment.room,
        segment=segment.id,
        number=segment.number,
        title=segment.title,
        kind=segment.kind,
        length=segment.length,
        planned_start=planned,
        ad=segment.ad,
        ad_kind=segment.ad_kind,
        is_signposted=segment.is_signposted,
        sponsor=segment.sponsor,
    )


def playable(show: Show, room: RoomRun, key: SegmentId) -> Segment:
    segment = show.segment(key)
    if segment.room != room.room:
        raise Refused("standby.room", "That segment belongs to another room.")
    if not segment.is_playable:
        raise Refused(
            "standby.standing",
            "{number} is {standing}: bring it back first.",
            number=segment.number or segment.title,
            standing=segment.standing,
        )
    return segment
