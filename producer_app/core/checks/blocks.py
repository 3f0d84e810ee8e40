"""Blocks that are longer than their budget."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from producer_app.core.checks.finding import Finding, finding, long
from producer_app.core.checks.sight import RoomSight, Sight
from producer_app.core.show import Block, BlockId
from producer_app.core.timing import block_lengths, block_times


def block_findings(sight: Sight) -> Iterator[Finding]:
    """Every block over its budget; while a run is on, those that are not over yet, with what they
    have used up and what they still take."""
    for room in sight.rooms.values():
        blocks = [b for b in sight.show.blocks if b.room == room.room.id and b.budget is not None]
        lengths, firsts = (_lengths(room), _firsts(room)) if blocks else ({}, {})
        for block in blocks:
            total, budget = lengths.get(block.id, 0), block.budget or 0
            if total > budget:
                yield _over(room, block, total, firsts.get(block.id))


def _lengths(room: RoomSight) -> Mapping[BlockId | None, int]:
    if not room.is_live:
        return {key: length for key, (length, _) in block_lengths(room.plan).items()}
    times = block_times(room.times, room.now)
    return {key: time.projected for key, time in times.items() if time.ahead}


def _firsts(room: RoomSight) -> Mapping[BlockId | None, int]:
    """The first place of each block that has yet to start."""
    coming = sorted(room.to_come, reverse=True)
    return {room.segments[place].block: place for place in coming}


def _over(room: RoomSight, block: Block, total: int, first: int | None) -> Finding:
    budget = block.budget or 0
    words = {
        "block": block.title,
        "length": long(total),
        "over": long(total - budget),
        "budget": long(budget),
    }
    if first is None:
        return finding("block.over", words, room_id=room.room.id)
    return finding("block.over", words, on=room.segments[first], at=room.start_of(first))
