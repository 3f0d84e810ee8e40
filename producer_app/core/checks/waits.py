"""Rooms that are held up because somebody still has to walk over from another one."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from producer_app.core.checks.finding import Finding, Value, finding, long, named
from producer_app.core.checks.sight import Sight
from producer_app.core.show import SegmentId, TalentId
from producer_app.core.timebase import SECOND


def circle_findings(sight: Sight) -> Iterator[Finding]:
    """Who has to be let go before the next GO, which waits for them in a circle; not once they
    must have come."""
    people: dict[SegmentId, list[TalentId]] = {}
    for one in sight.projection.meetings:
        until = sight.let_go.get((one.person, one.first))
        if until is not None and until + one.transit > sight.projection.now:
            people.setdefault(one.first, []).append(one.person)
    for key, who in people.items():
        on = sight.show.segment(key)
        names = tuple(person.name for person in sight.show.people(tuple(dict.fromkeys(who))))
        words: dict[str, Value] = {"people": names, "segment": named(on)}
        yield finding("room.circle", words, on=on)


def wait_findings(sight: Sight, told: Collection[SegmentId]) -> Iterator[Finding]:
    """How long each room waits, for whom and where; not again for segments ``told`` already."""
    for room in sight.rooms.values():
        for place, wait in sorted(room.times.waits.items()):
            segment, held = room.segments[place], room.times.waiting_at(place)
            if segment.id in told or held < SECOND:
                continue
            words: dict[str, Value] = {
                "room": room.room.name,
                "wait": long(held),
                "people": tuple(p.name for p in sight.show.people(wait.people)),
                "segment": named(segment),
            }
            yield finding("room.waits", words, on=segment, at=wait.until)
