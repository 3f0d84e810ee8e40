"""Where people were on last before a segment: what they change from, and whence they walk."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from producer_app.core.show import PERFORMANCE, Segment, TalentId
from producer_app.core.timebase import MINUTE, Instant, Millis
from producer_app.core.timing import Projection

SOON = Millis(30 * MINUTE)
"""Who was on longer ago than this has time for anything."""


class Appearance(NamedTuple):
    """Somebody's planned time in one segment."""

    start: Instant
    end: Instant
    segment: Segment


Seen = Mapping[TalentId, Sequence[Appearance]]
"""Everybody's appearances in all rooms, by their start."""


def appearances(planned: Projection) -> Seen:
    """Who is planned where; what has no time or no length is left out."""
    found: dict[TalentId, list[Appearance]] = {}
    for plan in planned.plan.rooms.values():
        for place, segment in enumerate(plan.segments):
            start, length = plan.start_at(place), plan.length_of(place)
            if segment.talent and start is not None and length is not None:
                on = Appearance(start, Instant(start + length), segment)
                for person in segment.talent:
                    found.setdefault(person, []).append(on)
    for times in found.values():
        times.sort(key=lambda on: on.start)
    return found


def last_before(
    seen: Seen, person: TalentId, segment: Segment, start: Instant
) -> Appearance | None:
    """Where somebody was on last before that segment, where it matters: in another room, or in a
    number before another number, not long ago."""
    before = [on for on in seen.get(person, ()) if on.start < start and on.segment is not segment]
    if not before or start - before[-1].end > SOON:
        return None
    last = before[-1]
    are_numbers = last.segment.kind in PERFORMANCE and segment.kind in PERFORMANCE
    return last if are_numbers or last.segment.room != segment.room else None
