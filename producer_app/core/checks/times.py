"""Hard times that are missed: gaps to fill, overlaps to solve, times that run backwards."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from producer_app.core.checks.finding import Finding, Value, clock, finding, long, named
from producer_app.core.checks.gaps import SMALL, gap
from producer_app.core.checks.remedies import Remedies
from producer_app.core.checks.severity import Severity
from producer_app.core.checks.sight import RoomSight, Sight
from producer_app.core.show import Show
from producer_app.core.timebase import Instant, Millis
from producer_app.core.timing import HardKind, HardTime


def time_findings(sight: Sight) -> Iterator[Finding]:
    """Every hard time of every room that what stands before it does not meet."""
    for room in sight.rooms.values():
        if not sight.is_live:
            yield from _planned(sight.show, room)
            yield from _openings(room)
            yield from _filled_to_the_end(sight.show, room)
        else:
            yield from _expected(sight.show, room)


def _planned(show: Show, room: RoomSight) -> Iterator[Finding]:
    """Each hard time is judged by itself: the plan goes on from it, whatever comes before."""
    reached, since, remedies = room.plan.on_air, 0, Remedies(room)
    for hard in room.hards:
        before = room.plan.on_air if hard.kind is HardKind.OUT else reached
        if before is not None and hard.at < before:
            yield _backwards(show, room, hard, before)
        elif hard.over is not None and hard.over > 0:
            yield _overlap(show, room, hard, hard.over, remedies)
        elif (found := gap(show, room, hard, since)) is not None:
            yield found
        reached = hard.at if reached is None else max(reached, hard.at)
        since = hard.boundary


def _expected(show: Show, room: RoomSight) -> Iterator[Finding]:
    """Lateness is carried on, so a hard time behind a missed one is told only where it is worse,
    and the hard out always."""
    worst, since, remedies = 0, room.first, Remedies(room)
    for hard in room.hards:
        over = hard.over or 0
        if over > worst or (over > 0 and hard.kind is HardKind.OUT):
            yield _overlap(show, room, hard, Millis(over), remedies)
        elif over < 0 and (found := gap(show, room, hard, since)) is not None:
            yield found
        worst, since = max(worst, over), hard.boundary


def _backwards(show: Show, room: RoomSight, hard: HardTime, before: Instant) -> Finding:
    codes = {
        HardKind.START: "time.backwards",
        HardKind.END: "time.end_backwards",
        HardKind.OUT: "time.out_backwards",
    }
    return _finding(codes[hard.kind], show, room, hard, {"before": clock(before, show)})


def _overlap(
    show: Show, room: RoomSight, hard: HardTime, over: Millis, remedies: Remedies
) -> Finding:
    severity = Severity.WARNING if room.is_live and over <= SMALL else None
    latest = _latest_start(room, hard)
    if latest is not None:
        shortest = room.segments[hard.place].shortest or 0
        words = {"shortest": long(shortest), "latest": clock(latest, show)}
        return _finding("time.end_shortest", show, room, hard, words, severity)
    if hard.kind is HardKind.END:
        code = "time.end_overlap"
    elif hard.kind is HardKind.OUT:
        code = "time.hard_out"
    else:
        code = "day.overlap" if room.plan.holds[hard.place].is_opening else "time.overlap"
    words_over: dict[str, Value] = {"over": long(over), "remedy": remedies.of(hard, over)}
    if hard.kind is HardKind.OUT:
        words_over["end"] = clock(Instant(hard.at + over), show)
    return _finding(code, show, room, hard, words_over, severity)


def _latest_start(room: RoomSight, hard: HardTime) -> Instant | None:
    """When it must start to be over at its hard end; None where it can still be cut to that."""
    start = room.start_of(hard.place) if hard.kind is HardKind.END else None
    shortest = None if start is None else room.segments[hard.place].shortest
    if start is None or shortest is None or start + shortest <= hard.at:
        return None
    return Instant(hard.at - shortest)


def _openings(room: RoomSight) -> Iterator[Finding]:
    for segment in room.segments:
        if segment.is_opening and segment.is_timed and segment.hard_start is None:
            yield finding("day.no_start", {"segment": named(segment)}, on=segment)


def _filled_to_the_end(show: Show, room: RoomSight) -> Iterator[Finding]:
    """What has no length lasts until its hard end: longer or shorter than it may."""
    for place, hold in room.plan.fixed.items():
        segment, length = room.segments[place], room.plan.length_of(place)
        if hold.end is None or segment.length is not None or not length:
            continue
        words = {
            "segment": named(segment),
            "length": long(length),
            "time": clock(hold.end, show),
        }
        low, high = segment.shortest, segment.longest
        if high is not None and length > high:
            words["longest"] = long(high)
            yield finding("time.fills_longer", words, on=segment, at=hold.end)
        elif low is not None and length < low:
            words |= {"shortest": long(low), "latest": clock(Instant(hold.end - low), show)}
            yield finding("time.fills_shorter", words, on=segment, at=hold.end)


def _finding(
    code: str,
    show: Show,
    room: RoomSight,
    hard: HardTime,
    words: Mapping[str, Value],
    severity: Severity | None = None,
) -> Finding:
    """The finding on the segment that starts or ends then, or on the room at its hard out."""
    words = {**words, "time": clock(hard.at, show)}
    if hard.kind is HardKind.OUT:
        words["room"] = room.room.name
        return finding(code, words, room_id=room.room.id, at=hard.at, severity=severity)
    on = room.segments[hard.place]
    words["segment"] = named(on)
    return finding(code, words, on=on, at=hard.at, severity=severity)
