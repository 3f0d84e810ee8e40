"""Lengths that are missing or do not fit their bounds."""

from __future__ import annotations

from collections.abc import Iterator

from producer_app.core.checks.finding import Finding, Value, finding, long, named
from producer_app.core.checks.sight import RoomSight, Sight


def segment_findings(sight: Sight) -> Iterator[Finding]:
    """What is wrong with the lengths of segments that are to come."""
    for room in sight.rooms.values():
        unknown: list[int] = []
        for place in room.times.coming:
            segment = room.segments[place]
            length, low, high = segment.length, segment.shortest, segment.longest
            if length is None:
                unknown += () if room.plan.hard_end(place) is not None else (place,)
                continue
            is_outside = (low is not None and length < low) or (high is not None and length > high)
            if is_outside or segment.ad > length:
                yield from _bounds(room, place, length, is_outside=is_outside)
        if unknown:
            yield _unknown_lengths(room, unknown)


def _unknown_lengths(room: RoomSight, places: list[int]) -> Finding:
    first = room.segments[places[0]]
    words = {"count": str(len(places)), "room": room.room.name, "segment": named(first)}
    return finding("segment.no_length", words, on=first, at=room.start_of(places[0]))


def _bounds(room: RoomSight, place: int, length: int, *, is_outside: bool) -> Iterator[Finding]:
    segment, at = room.segments[place], room.start_of(place)
    words: dict[str, Value] = {"segment": named(segment), "length": long(length)}
    if segment.ad > length:
        yield finding("segment.ad_longer", {**words, "ad": long(segment.ad)}, on=segment, at=at)
    if is_outside:
        high = segment.longest
        words["shortest"] = long(segment.shortest or 0)
        words["longest"] = "∞" if high is None else long(high)
        yield finding("segment.elastic", words, on=segment, at=at)
