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
        lengths = _lengths(room) if blocks else {}
        for block in blocks:
            total, budget = lengths.get(block.id, 0), block.budget or 0
            if total > budget:
                yield _over(room, block, total, budget)


def _lengths(room: RoomSight) -> Mapping[BlockId | None, int]:
    if not room.is_live:
        return {key: length for key, (length, _) in block_lengths(room.plan).items()}
    times = block_times(room.times, room.now)
    return {key: time.projected for key, time in times.items() if time.ahead}


def _over(room: RoomSight, block: Block, total: int, budget: int) -> Finding:
    inside = (i for i, s in enumerate(room.segments) if s.block == block.id and i in room.to_come)
    place = next(inside, None)
    words = {
        "block": block.title,
        "length": long(total),
        "over": long(total - budget),
        "budget": long(budget),
    }
    if place is None:
        return finding("block.over", words, room_id=room.room.id)
    return finding("block.over", words, on=room.segments[place], at=room.start_of(place))
