"""Hard times that the plan misses: gaps to fill, overlaps to solve, times that run backwards."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from producer_app.core.checks.finding import Finding, Severity, clock, finding, long, named
from producer_app.core.show import Kind, Segment, Show, TalentRole
from producer_app.core.timebase import SECOND, Instant, Millis
from producer_app.core.timing import HardTime, Plan, RoomPlan

_SMALL = Millis(10 * SECOND)
"""A gap up to this is only a note: a breath, a bumper, a bell."""


def time_findings(plan: Plan) -> Iterator[Finding]:
    """Every hard time of every room that what stands before it does not meet."""
    for room in plan.rooms.values():
        if not room.segments:
            yield finding("show.empty_room", {"room": room.room.name}, room_id=room.room.id)
        if room.on_air is None:
            yield finding("show.no_on_air", {"room": room.room.name}, room_id=room.room.id)
        yield from _in_room(plan.show, room)


def _in_room(show: Show, room: RoomPlan) -> Iterator[Finding]:
    reached = room.on_air
    for hard in room.hards:
        is_out = hard.place == len(room.segments)
        before = room.on_air if is_out else reached
        if before is not None and hard.at < before:
            yield _backwards(show, room, hard, before)
        elif hard.over is not None and hard.over > 0:
            yield _overlap(show, room, hard, hard.over)
        elif hard.over is not None and hard.over < 0 and hard.is_firm:
            yield _gap(show, room, hard, Millis(-hard.over))
        reached = hard.at if reached is None else max(reached, hard.at)


def _backwards(show: Show, room: RoomPlan, hard: HardTime, before: Instant) -> Finding:
    is_out = hard.place == len(room.segments)
    code = "time.out_backwards" if is_out else "time.backwards"
    return _finding(code, show, room, hard, {"before": clock(before, show)})


def _overlap(show: Show, room: RoomPlan, hard: HardTime, over: Millis) -> Finding:
    is_out = hard.place == len(room.segments)
    code = "time.hard_out" if is_out else "time.overlap"
    return _finding(code, show, room, hard, {"over": long(over)})


def _gap(show: Show, room: RoomPlan, hard: HardTime, gap: Millis) -> Finding:
    """The gap, and what or who fills it: a pad that can stretch so far, or the hosts ahead."""
    code = "time.under" if hard.place == len(room.segments) else "time.gap"
    words = {"gap": long(gap)}
    ahead = next((s for s in reversed(room.segments[: hard.place]) if s.is_timed), None)
    if ahead is not None and _can_stretch(ahead, gap):
        return _finding(f"{code}_pad", show, room, hard, words | {"pad": named(ahead)})
    severity = Severity.NOTE if gap <= _SMALL else None
    host = _hosts(show, ahead)
    if host:
        return _finding(f"{code}_host", show, room, hard, words | {"host": host}, severity)
    return _finding(code, show, room, hard, words, severity)


def _finding(
    code: str,
    show: Show,
    room: RoomPlan,
    hard: HardTime,
    words: Mapping[str, str],
    severity: Severity | None = None,
) -> Finding:
    """The finding on the segment that starts at the hard time, or on the room at its hard out."""
    words = {**words, "time": clock(hard.at, show)}
    if hard.place < len(room.segments):
        on = room.segments[hard.place]
        words["segment"] = named(on)
        return finding(code, words, on=on, at=hard.at, severity=severity)
    words["room"] = room.room.name
    if hard.over is not None:
        words["end"] = clock(Instant(hard.at + hard.over), show)
    return finding(code, words, room_id=room.room.id, at=hard.at, severity=severity)


def _can_stretch(segment: Segment, gap: Millis) -> bool:
    if segment.longest is None:
        return segment.kind is Kind.PAD
    return segment.length is not None and segment.length + gap <= segment.longest


def _hosts(show: Show, ahead: Segment | None) -> str:
    people = show.people(ahead.talent) if ahead is not None else ()
    return ", ".join(person.name for person in people if person.role is TalentRole.HOST)
