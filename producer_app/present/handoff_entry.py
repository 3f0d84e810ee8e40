"""What is typed and chosen while a handoff is planned: its text, its echo, and its edit.

Text that is not understood is BadInput with an example.
"""

from __future__ import annotations

from dataclasses import replace
from enum import StrEnum
from typing import Any

from producer_app.core.edits import Edit, Put, Several
from producer_app.core.entry import Around, parse_length, parse_offset, parse_time
from producer_app.core.errors import BadInput, Refused
from producer_app.core.numbering import handoff_number
from producer_app.core.show import (
    Anchor,
    Handoff,
    HandoffId,
    HandoffKind,
    RoomId,
    RoomRole,
    Segment,
    SegmentId,
    Show,
    Trigger,
)
from producer_app.core.timebase import SECOND, Instant, Millis, wall_time
from producer_app.core.timing import Projection, handoff_due, plan_times, planned_due
from producer_app.present.cell_entry import NewId
from producer_app.present.segment_entry import entry_of
from producer_app.present.time_entry import around_show
from producer_app.present.words import Words, duration, understood_in

POINTS = 3
"""Talking points that a host can hold in mind while throwing."""


class Line(StrEnum):
    """What of a handoff is typed."""

    NUMBER = "number"
    TITLE = "title"
    TITLE_ALT = "title_alt"
    OFFSET = "offset"
    HARD_TIME = "hard_time"
    STANDBY_LEAD = "standby_lead"
    RETURN_AFTER = "return_after"
    ACKNOWLEDGED_BY = "acknowledged_by"
    GATES = "gates"
    THROW_WORDS = "throw_words"
    ABORT_PHRASE = "abort_phrase"


def text_of(handoff: Handoff, line: Line) -> str:
    """The text that a line starts with; it reads back as the same value."""
    trigger = handoff.trigger
    match line:
        case Line.OFFSET:
            return entry_of(trigger.offset)
        case Line.HARD_TIME:
            return "" if trigger.hard_time is None else str(trigger.hard_time)
        case Line.STANDBY_LEAD | Line.RETURN_AFTER:
            return entry_of(getattr(handoff, line))
        case Line.ACKNOWLEDGED_BY:
            return ", ".join(handoff.acknowledged_by)
        case Line.GATES:
            return "\n".join(handoff.gates)
    return str(getattr(handoff, line))


def echo(show: Show, handoff: Handoff, line: Line, text: str, words: Words) -> str:
    """What that text is understood as; nothing for plain text. BadInput when it is not."""
    value = _value(show, handoff, line, text)
    match line:
        case Line.OFFSET:
            return _offset_echo(handoff, Millis(value), words)
        case Line.HARD_TIME if value is not None:
            return words.say("rundown.understood", text=value)
        case Line.RETURN_AFTER if value is None:
            return words.say("handoff_plan.understood_stays")
        case Line.STANDBY_LEAD | Line.RETURN_AFTER:
            said = understood_in(words, value)
            return words.say("rundown.understood_length", time=duration(value), text=said)
    return ""


def typed(show: Show, handoff: Handoff, line: Line, text: str) -> Edit | None:
    """The edit that this text asks for; None where it changes nothing."""
    value = _value(show, handoff, line, text)
    if line in (Line.OFFSET, Line.HARD_TIME):
        return changed(handoff, "trigger", _with(handoff.trigger, line, value))
    return changed(handoff, line, value)


def point_of(handoff: Handoff, place: int) -> str:
    """The talking point at that place, nothing where there is none."""
    return handoff.talking_points[place] if place < len(handoff.talking_points) else ""


def point_typed(handoff: Handoff, place: int, text: str) -> Edit | None:
    """The edit that writes the talking point at that place; an empty text leaves it out."""
    points = [*handoff.talking_points, *[""] * (place + 1 - len(handoff.talking_points))]
    points[place] = text.strip()
    return changed(handoff, "talking_points", tuple(point for point in points if point))


def changed(handoff: Handoff, name: str, value: object) -> Edit | None:
    """The edit that gives a handoff's field this value; None where it has it."""
    return _put(handoff, _with(handoff, name, value))


def anchored(projection: Projection, handoff: Handoff, anchor: Anchor) -> Edit | None:
    """The edit that lets the trigger count from something else.

    A hard time begins as the time at which the handoff is due so far.
    """
    trigger = replace(handoff.trigger, anchor=anchor)
    due = handoff_due(projection, handoff).planned
    if anchor is Anchor.HARD_TIME and trigger.hard_time is None and due is not None:
        show = projection.show
        wall = wall_time(Instant(due - due % SECOND), show.date, show.zone)
        trigger = replace(trigger, hard_time=wall, offset=Millis(0))
    return changed(handoff, "trigger", trigger)


def leaving_from(show: Show, handoff: Handoff, segment: SegmentId) -> Edit | None:
    """The edit that lets it leave from another segment; one of the room that it led to turns it
    around."""
    room = show.segment(segment).room
    after = replace(handoff, segment=segment)
    origin = show.by_id.get(handoff.segment)
    if room == handoff.to_room and isinstance(origin, Segment) and origin.room != room:
        after = replace(after, to_room=origin.room, to_segment=None)
    return _put(handoff, after)


def leading_to(show: Show, handoff: Handoff, room: RoomId) -> Edit | None:
    """The edit that lets it lead to another room; a segment elsewhere cannot be opened there."""
    opens = show.by_id.get(handoff.to_segment or "")
    is_there = isinstance(opens, Segment) and opens.room == room
    to_segment = handoff.to_segment if is_there else None
    return _put(handoff, replace(handoff, to_room=room, to_segment=to_segment))


def proposed(
    projection: Projection, segment: SegmentId, words: Words, new_id: NewId
) -> tuple[HandoffId, Edit]:
    """The edit that plans a new handoff from a segment, and its id: to the first shopping room, or
    from there back to the stage. Refused in a show with one room."""
    show = projection.show
    origin = show.segment(segment)
    others = [room for room in show.rooms if room.id != origin.room]
    if not others:
        raise Refused(
            "handoff.one_room",
            "A handoff leads to another room, and the show has only one: add a room first.",
        )
    is_shop = show.room(origin.room).role is RoomRole.SHOP
    wanted = RoomRole.STAGE if is_shop else RoomRole.SHOP
    room = next((room for room in others if room.role is wanted), others[0])
    handoff = Handoff(
        id=HandoffId(new_id()),
        number=handoff_number(show),
        segment=segment,
        to_room=room.id,
        kind=HandoffKind.TOSS_BACK if is_shop else HandoffKind.THROW,
        acknowledged_by=(words.say("handoff_plan.host"),),
    )
    handoff = replace(handoff, to_segment=_opened(projection, handoff))
    return handoff.id, Several(edits=(Put(entity=handoff),), label="plan_handoff")


def _opened(projection: Projection, handoff: Handoff) -> SegmentId | None:
    """The segment of its room that runs when it is due, or the next one; each opened once."""
    plan = projection.plan.rooms[handoff.to_room]
    due = handoff_due(projection, handoff).planned
    opened = {other.to_segment for other in projection.show.handoffs}
    if due is None:
        return None
    for segment, start in zip(plan.segments, plan.starts, strict=True):
        length = segment.length
        is_past = start is None or (length is not None and start + length <= due)
        if segment.is_timed and not is_past and segment.id not in opened:
            return segment.id
    return None


def _value(show: Show, handoff: Handoff, line: Line, text: str) -> Any:
    match line:
        case Line.NUMBER:
            return _number(show, handoff, text)
        case Line.OFFSET:
            return parse_offset(text)
        case Line.HARD_TIME:
            return parse_time(text, _around(show, handoff))
        case Line.STANDBY_LEAD:
            return _lead(handoff, text)
        case Line.RETURN_AFTER:
            return parse_length(text, handoff.return_after)
        case Line.ACKNOWLEDGED_BY:
            return _parts(text.replace("，", ",").replace("、", ",").split(","))
        case Line.GATES:
            return _parts(text.splitlines())
    return text.strip()


def _around(show: Show, handoff: Handoff) -> Around:
    """A hard time counts from itself, or from the planned end of the segment that is left."""
    at, plan = handoff.trigger.hard_time, plan_times(show)
    leaves = replace(handoff, trigger=Trigger())
    return replace(around_show(show, at), before=planned_due(plan, leaves))


def _number(show: Show, handoff: Handoff, text: str) -> str:
    number = " ".join(text.split())
    wanted = number.casefold()
    others = (other for other in show.handoffs if other.id != handoff.id)
    if number and all(other.number.casefold() != wanted for other in others):
        return number
    free = handoff_number(show)
    if not number:
        raise BadInput("handoff.number", "A handoff needs a number, like {free}.", free=free)
    raise BadInput(
        "handoff.number_taken",
        "{number} is already the number of a handoff; take another, like {free}.",
        number=number,
        free=free,
    )


def _lead(handoff: Handoff, text: str) -> Millis:
    lead = parse_length(text, handoff.standby_lead)
    if lead is None:
        raise BadInput(
            "handoff.lead", "Write how long before the GO standby is called, like 0:30 or 45."
        )
    return lead


def _parts(texts: list[str]) -> tuple[str, ...]:
    return tuple(part for part in (" ".join(text.split()) for text in texts) if part)


def _offset_echo(handoff: Handoff, offset: Millis, words: Words) -> str:
    way = "after" if offset > 0 else "before" if offset < 0 else "at"
    key = f"handoff_plan.understood_{handoff.trigger.anchor}_{way}"
    return words.say(key, time=understood_in(words, Millis(abs(offset))))


def _with(value: Any, name: str, part: object) -> Any:
    changes: dict[str, Any] = {str(name): part}
    return replace(value, **changes)


def _put(before: Handoff, after: Handoff) -> Edit | None:
    return None if after == before else Put(entity=after)
