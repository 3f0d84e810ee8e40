"""Blocks made of chosen segments and dissolved again, as edits; a block always stands together."""

from __future__ import annotations

from dataclasses import replace
from types import MappingProxyType

from producer_app.core.edits import ChangeSegment, Edit, Put, Remove, Several
from producer_app.core.errors import Refused
from producer_app.core.show import Block, BlockId, Segment, SegmentId, Show
from producer_app.present.cell_entry import NewId
from producer_app.present.words import Words

Chosen = tuple[SegmentId, ...]


def standing_together(show: Show, chosen: Chosen) -> tuple[Segment, ...]:
    """The chosen segments in running order; Refused unless they follow one another in one room."""
    segments = tuple(show.segment(key) for key in chosen)
    rooms = {segment.room for segment in segments}
    rundown = show.rundowns[segments[0].room] if len(rooms) == 1 else ()
    places = [n for n, segment in enumerate(rundown) if segment.id in chosen]
    if not places or places[-1] - places[0] + 1 != len(segments):
        raise Refused(
            "block.apart",
            "A block is made of segments that stand next to each other in one room: "
            "choose them from the first to the last, then make the block.",
        )
    return rundown[places[0] : places[-1] + 1]


def made_of(show: Show, chosen: Chosen, title: str, words: Words, new_id: NewId) -> Edit:
    """The edit that makes a block of the chosen segments.

    Where they are cut out of the middle of a block, its rest below becomes a second block, so that
    each stands together. A block that has nothing left goes.
    """
    inside = standing_together(show, chosen)
    rundown = show.rundowns[inside[0].room]
    first, last = rundown.index(inside[0]), rundown.index(inside[-1])
    head = Block(id=BlockId(new_id()), room=inside[0].room, title=title.strip())
    edits: list[Edit] = [Put(entity=head), *_into(head.id, inside)]
    split = inside[-1].block
    if split is not None and split in {segment.block for segment in rundown[:first]}:
        rest = _rest(rundown[last + 1 :], split)
        tail = _second(show, split, words, new_id)
        edits += [Put(entity=tail), *_into(tail.id, rest)] if rest else []
    edits += _emptied(rundown, inside)
    return Several(edits=tuple(edits), label="make_block")


def dissolved(show: Show, block: BlockId) -> Edit:
    """The edit that takes a block away; its segments fall to the block above, or to none."""
    edits: list[Edit] = []
    head = show.by_id.get(block)
    rundown = show.rundowns[head.room] if isinstance(head, Block) else ()
    above: BlockId | None = None
    for segment in rundown:
        if segment.block == block:
            edits += _into(above, (segment,))
        else:
            above = segment.block
    return Several(edits=(*edits, Remove(id=block)), label="dissolve_block")


def _into(block: BlockId | None, segments: tuple[Segment, ...]) -> list[Edit]:
    changes = MappingProxyType({"block": block})
    return [ChangeSegment(segment=segment.id, changes=changes) for segment in segments]


def _second(show: Show, block: BlockId, words: Words, new_id: NewId) -> Block:
    first = next(one for one in show.blocks if one.id == block)
    title, title_alt = (
        name and words.say("rundown.block_again", title=name)
        for name in (first.title, first.title_alt)
    )
    key = BlockId(new_id())
    return replace(first, id=key, title=title, title_alt=title_alt, budget=None)


def _rest(below: tuple[Segment, ...], block: BlockId) -> tuple[Segment, ...]:
    """The segments straight below that are still of the block."""
    ends = (n for n, segment in enumerate(below) if segment.block != block)
    return below[: next(ends, len(below))]


def _emptied(rundown: tuple[Segment, ...], inside: tuple[Segment, ...]) -> list[Edit]:
    kept = {segment.block for segment in rundown if segment not in inside}
    left = dict.fromkeys(segment.block for segment in inside)
    return [Remove(id=block) for block in left if block is not None and block not in kept]
