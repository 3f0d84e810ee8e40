"""Time to fill before a hard time, and who fills it: the same answer as on screen and paper."""

from __future__ import annotations

from producer_app.core.checks.finding import Finding, Part, Value, clock, finding, long, named, part
from producer_app.core.checks.severity import Severity
from producer_app.core.checks.sight import RoomSight
from producer_app.core.show import Segment, Show
from producer_app.core.timebase import HOUR, SECOND, Instant, Millis
from producer_app.core.timing import Fill, HardKind, HardTime, fill_of

SMALL = Millis(10 * SECOND)
"""A gap up to this is only a note: a breath, a bumper, a bell."""

_NIGHT = Millis(3 * HOUR)
"""Nobody fills so long: the room is off the air between."""


def gap(show: Show, room: RoomSight, hard: HardTime, since: int) -> Finding | None:
    """The time to fill before a hard time that is reached early, by what stands at place ``since``
    or behind it; or the opening that is missing there."""
    length = Millis(0) if hard.over is None else Millis(-hard.over)
    if hard.kind is HardKind.START and length >= _NIGHT:
        return _opening_missing(show, room, hard, length)
    fill = fill_of(show, room.plan, hard, since) if hard.is_firm else None
    if fill is None:
        return None
    severity = Severity.NOTE if fill.gap <= SMALL else _severity(fill)
    words: dict[str, Value] = {
        "gap": long(fill.gap),
        "time": clock(hard.at, show),
        "fill": _filled(show, fill),
    }
    end = clock(Instant(hard.at - fill.gap), show)
    if hard.kind is HardKind.OUT:
        words |= {"room": room.room.name, "end": end}
        return finding("time.under", words, room_id=room.room.id, at=hard.at, severity=severity)
    on = room.segments[hard.place]
    words["segment"] = named(on)
    if hard.kind is HardKind.START:
        return finding("time.gap", words, on=on, at=hard.at, severity=severity)
    words["end"] = end
    longest = _longest_reached(room, hard, on)
    if longest is None:
        return finding("time.end_gap", words, on=on, at=hard.at, severity=severity)
    words["longest"] = long(longest)
    return finding("time.end_longest", words, on=on, at=hard.at, severity=severity)


def _opening_missing(show: Show, room: RoomSight, hard: HardTime, length: Millis) -> Finding:
    on = room.segments[hard.place]
    words = {"segment": named(on), "time": clock(hard.at, show), "gap": long(length)}
    return finding("day.no_opening", words, on=on, at=hard.at)


def _longest_reached(room: RoomSight, hard: HardTime, segment: Segment) -> Millis | None:
    """Its longest length, where even that ends before its hard end."""
    start = room.start_of(hard.place)
    if segment.longest is None or start is None or start + segment.longest >= hard.at:
        return None
    return segment.longest


def _severity(fill: Fill) -> Severity:
    """Pads and people who are named have been thought of; hosts at hand have not."""
    return Severity.NOTE if fill.rest <= 0 or fill.is_named else Severity.WARNING


def _filled(show: Show, fill: Fill) -> Part:
    pads = tuple(named(show.segment(key)) for key, _ in fill.pads)
    words: dict[str, Value] = {}
    if pads:
        words["pads"] = pads
    if fill.rest <= 0:
        return part("fill.pads", words)
    if fill.people:
        words["people"] = tuple(person.name for person in fill.people)
    by = "nobody" if not fill.people else "named" if fill.is_named else "hosts"
    if not pads:
        return part(f"fill.{by}", words)
    words |= {"taken": long(fill.gap - fill.rest), "rest": long(fill.rest)}
    return part(f"fill.pads_{by}", words)
