"""Lengths that are missing, do not fit their bounds, or fill a block beyond its budget."""

from __future__ import annotations

from collections.abc import Iterator

from producer_app.core.checks.finding import Finding, finding, long, named
from producer_app.core.show import Segment
from producer_app.core.timing import Plan, RoomPlan, block_lengths


def segment_findings(plan: Plan) -> Iterator[Finding]:
    """What is wrong with the lengths of segments and blocks."""
    for room in plan.rooms.values():
        yield from _unknown_lengths(room)
        for segment in room.segments:
            if segment.is_timed and segment.length is not None:
                yield from _bounds(room, segment, segment.length)
        yield from _blocks(plan, room)


def _unknown_lengths(room: RoomPlan) -> Iterator[Finding]:
    unknown = [s for s in room.segments if s.is_timed and s.length is None]
    if unknown:
        first = unknown[0]
        yield finding(
            "segment.no_length",
            {"count": str(len(unknown)), "room": room.room.name, "segment": named(first)},
            on=first,
            at=room.starts[room.places[first.id]],
        )


def _bounds(room: RoomPlan, segment: Segment, length: int) -> Iterator[Finding]:
    at = room.starts[room.places[segment.id]]
    words = {"segment": named(segment), "length": long(length)}
    low, high = segment.shortest, segment.longest
    if (low is not None and length < low) or (high is not None and length > high):
        yield finding(
            "segment.elastic",
            {"shortest": long(low or 0), "longest": "∞" if high is None else long(high), **words},
            on=segment,
            at=at,
        )
    if segment.ad > length:
        yield finding("segment.ad_longer", {"ad": long(segment.ad), **words}, on=segment, at=at)


def _blocks(plan: Plan, room: RoomPlan) -> Iterator[Finding]:
    lengths = block_lengths(room)
    for block in plan.show.blocks:
        total, _ = lengths.get(block.id, (0, True))
        if block.room == room.room.id and block.budget is not None and total > block.budget:
            first = next((s for s in room.segments if s.block == block.id and s.is_timed), None)
            yield finding(
                "block.over",
                {
                    "block": block.title,
                    "length": long(total),
                    "over": long(total - block.budget),
                    "budget": long(block.budget),
                },
                on=first,
                at=None if first is None else room.starts[room.places[first.id]],
            )
