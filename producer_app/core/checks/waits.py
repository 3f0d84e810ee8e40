"""Rooms that are held up because somebody still has to walk over from another one."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from producer_app.core.checks.finding import Finding, Value, finding, long, named
from producer_app.core.checks.sight import Sight
from producer_app.core.show import SegmentId
from producer_app.core.timebase import SECOND


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
