"""The promises that a way breaks, or breaks further: handoffs, people, ads, sponsors, and the hard
times of other rooms."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from producer_app.core.budget import RuleState
from producer_app.core.budget.effect import Effect
from producer_app.core.checks import Finding, Severity, check_now
from producer_app.core.checks.finding import Value, clock, finding, long, named, part
from producer_app.core.recovery.missing import is_late
from producer_app.core.show import RoomId, SegmentId, Show
from producer_app.core.timebase import SECOND
from producer_app.core.timing import HardKind, HardTime, Projection, RoomTimes

_PROMISES = ("handoff.", "people.", "ad.over", "ad.under", "sponsor.", "room.waits")

_WHO = frozenset(
    {"person", "first", "second", "stage", "brand", "rival", "other", "own", "place", "rule"}
)
"""The words that say whose promise it is; the others are times and figures, and move."""

_AD = frozenset({"ad.over", "ad.over_before", "ad.under", "ad.under_all"})
_SPONSOR = frozenset(
    {"sponsor.short", "sponsor.mentions", "sponsor.comes_short", "sponsor.comes_to"}
)

Key = tuple[object, ...]


def promises_missed(projection: Projection) -> tuple[Finding, ...]:
    """The promises that are not kept as things stand, by expected times while a run is on."""
    return tuple(
        one
        for one in check_now(projection)
        if one.code.startswith(_PROMISES) and one.severity is not Severity.NOTE
    )


def broken_by(
    before: Projection,
    known: Iterable[Finding],
    after: Projection,
    rules: Iterable[Effect],
    shorter: frozenset[str],
    room: RoomId,
) -> tuple[Finding, ...]:
    """What is not kept ``after`` and was kept ``before``, or is kept even less.

    ``known`` is what was missed before, ``shorter`` the brands that are given less than before;
    ``room`` is the one that the way is for, whose hard times are no promise to another.
    """
    kept = {key_of(one) for one in known}
    worse = {effect.rule.title for effect in rules if is_worse(effect)}
    waits = _longer_waits(before, after)
    new = _new(promises_missed(after), kept, worse | shorter, waits)
    return (*new, *_later(before, after, room))


def is_worse(effect: Effect) -> bool:
    """True when the rule is broken afterwards, and was not or was less so before."""
    if not effect.after.is_broken:
        return False
    if not effect.before.is_broken:
        return True
    before, after = left_of(effect.before), left_of(effect.after)
    return before is not None and after is not None and after < before


def left_of(state: RuleState) -> int | None:
    """What is left in the rule's tightest window, or of the whole; negative is broken."""
    return state.left if state.tightest is None else state.tightest.left


def key_of(finding: Finding) -> Key:
    """What stays the same of a finding while times move."""
    words = tuple((name, word) for name, word in finding.params if name in _WHO)
    is_of_no_segment = finding.code in _AD or finding.code.startswith("sponsor.place")
    on = None if is_of_no_segment else finding.segment
    return (finding.code, finding.handoff, on, words)


def _new(
    found: Iterable[Finding], kept: set[Key], worse: set[str], waits: set[SegmentId]
) -> Iterator[Finding]:
    for one in found:
        words = dict(one.params)
        if one.code in _AD:
            is_new = words["rule"] in worse
        elif one.code in _SPONSOR:
            is_new = words["brand"] in worse
        elif one.code == "room.waits":
            is_new = one.segment in waits
        else:
            is_new = key_of(one) not in kept
        if is_new:
            yield one


def _longer_waits(before: Projection, after: Projection) -> set[SegmentId]:
    """The segments at which a room waits longer than before for somebody to walk over."""
    longer = set()
    for key, times in after.rooms.items():
        was = before.rooms[key]
        for place in times.waits:
            segment = times.plan.segments[place].id
            known = was.waiting_at(was.plan.places[segment])
            if times.waiting_at(place) >= known + SECOND:
                longer.add(segment)
    return longer


def which(times: RoomTimes, hard: HardTime) -> tuple[HardKind, SegmentId | None]:
    """The hard time wherever its segment stands; no segment for the hard out."""
    if hard.kind is HardKind.OUT:
        return hard.kind, None
    return hard.kind, times.plan.segments[hard.place].id


def _later(before: Projection, after: Projection, room: RoomId) -> Iterator[Finding]:
    """Every hard time of another room that is reached late, and was not or was less late."""
    for key, times in after.rooms.items():
        if key == room:
            continue
        was = before.rooms[key]
        known = {which(was, hard): hard.over for hard in was.hards}
        for hard in filter(is_late, times.hards):
            more = (hard.over or 0) - max(0, known.get(which(times, hard)) or 0)
            if more >= SECOND:
                yield _told(after.show, times, hard, more)


def _told(show: Show, times: RoomTimes, hard: HardTime, more: int) -> Finding:
    on = None if hard.kind is HardKind.OUT else times.plan.segments[hard.place]
    words: dict[str, Value] = {
        "room": times.plan.room.name,
        "over": long(hard.over or 0),
        "time": clock(hard.at, show),
        "place": part("later.out") if on is None else named(on),
        "more": long(more),
    }
    return finding("room.later", words, on=on, room_id=times.plan.room.id, at=hard.at)
