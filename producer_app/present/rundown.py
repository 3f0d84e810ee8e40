"""A room's rundown as it is shown: one view per segment, block and day, nothing decided twice.

Views are made one at a time, because a screen shows forty of ten thousand segments.
"""

from __future__ import annotations

import operator
from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from producer_app.core.show import Block, BlockId, Room, RoomId, Segment, Show
from producer_app.core.timing import HardKind, Projection, RoomTimes
from producer_app.present.rundown_entries import Entries, Entry, entries_of
from producer_app.present.rundown_heads import (
    BlockView,
    DayView,
    RoomLine,
    block_view,
    day_view,
    room_line,
)
from producer_app.present.rundown_place import Place, place_of
from producer_app.present.rundown_segment import Meets, SegmentView, view_of
from producer_app.present.rundown_times import day_at, is_opening
from producer_app.present.titles import in_order, leads_second
from producer_app.present.words import Words

__all__ = [
    "BlockView",
    "DayView",
    "Entry",
    "Faces",
    "Place",
    "RoomLine",
    "RundownView",
    "SegmentView",
    "block_view",
    "day_view",
    "in_order",
    "leads_second",
    "place_of",
    "room_line",
    "rundown_view",
    "segment_view",
]

_NO_HARD_TIME: Meets = (None, None)


@dataclass(frozen=True, slots=True, kw_only=True)
class RundownView:
    """A room's rundown as a list of entries; segments, days and heads are viewed on demand."""

    room: Room
    segments: tuple[Segment, ...]
    blocks: tuple[Block, ...]
    """All blocks of the show."""
    entries: Entries
    openings: tuple[int, ...]
    """The segments with which the room goes on air anew, by index."""

    def day_at(self, index: int) -> int:
        """Days from the show's date to the day that the segment at that index is of."""
        place = bisect_right(self.openings, index)
        opening = self.segments[self.openings[place - 1]].hard_start if place else None
        return 0 if opening is None else opening.hour // 24

    def inside(self, block: BlockId) -> list[int]:
        """The segments of that block, by index."""
        firsts = (h.above for h in self.entries.heads if h.entry == Entry(block, None))
        return [index for first in firsts for index in self._run(first, block)]

    def _run(self, first: int, block: BlockId) -> Iterator[int]:
        for index in range(first, len(self.segments)):
            if self.segments[index].block != block:
                return
            yield index


def rundown_view(show: Show, room: RoomId, earlier: RundownView | None = None) -> RundownView:
    """The entries of a room's rundown: each block's head, then its segments, empty blocks last.

    Where nothing stands elsewhere than in ``earlier``, the entries are its own.
    """
    segments = show.rundowns[room]
    if earlier is not None and _is_laid_alike(show, room, segments, earlier):
        return replace(earlier, segments=segments, room=show.room(room))
    blocks = (block.id for block in show.blocks if block.room == room)
    entries = entries_of(segments, blocks)
    return RundownView(
        room=show.room(room),
        segments=segments,
        blocks=show.blocks,
        entries=entries,
        openings=tuple(h.above for h in entries.heads if h.entry.opening is not None),
    )


def segment_view(projection: Projection, room: RoomId, index: int, words: Words) -> SegmentView:
    """What is shown of the segment at that index of the room's rundown."""
    times = projection.rooms[room]
    meets = _hards_by_place(times).get(index, _NO_HARD_TIME)
    return view_of(projection, times, index, day_at(times.plan, index), meets, words)


@dataclass(frozen=True, kw_only=True)
class Faces:
    """Views of one room at one moment, each made when it is asked for."""

    projection: Projection
    view: RundownView
    words: Words

    @cached_property
    def times(self) -> RoomTimes:
        """The room's times."""
        return self.projection.rooms[self.view.room.id]

    @cached_property
    def _hards(self) -> Mapping[int, Meets]:
        return _hards_by_place(self.times)

    def segment(self, index: int) -> SegmentView:
        """What is shown of the segment at that index."""
        day, meets = self.view.day_at(index), self._hards.get(index, _NO_HARD_TIME)
        return view_of(self.projection, self.times, index, day, meets, self.words)

    def block(self, block: BlockId) -> BlockView:
        """What is shown of that block's head."""
        inside = self.view.inside(block)
        day = self.view.day_at(inside[0]) if inside else 0
        return block_view(self.projection, self.view.room.id, block, self.words, inside, day)

    def day(self, opening: int) -> DayView:
        """What is said of the day that the segment at that index begins."""
        return day_view(self.projection, self.view.room.id, opening, self.words)


def _hards_by_place(times: RoomTimes) -> Mapping[int, Meets]:
    """The hard times of each segment that has any, and from which place on one may stretch to
    meet them: what stands before the hard time before cannot."""
    hards = times.plan.hards if times.run is None else times.hards
    found: dict[int, Meets] = {}
    since = _first_that_may_stretch(times)
    for hard in hards:
        if hard.kind is HardKind.OUT:
            break
        start, end = found.get(hard.place, _NO_HARD_TIME)
        met = (hard, min(since, hard.boundary))
        found[hard.place] = (met, end) if hard.kind is HardKind.START else (start, met)
        since = hard.boundary
    return found


def _first_that_may_stretch(times: RoomTimes) -> int:
    take = times.on_air
    playing = None if take is None else times.plan.places.get(take.segment)
    if playing is not None:
        return playing
    return times.coming[0] if times.run is not None and times.coming else 0


def _is_laid_alike(
    show: Show, room: RoomId, segments: Sequence[Segment], earlier: RundownView
) -> bool:
    """True when the same segments and heads stand in the same order."""
    if earlier.room.id != room or len(segments) != len(earlier.segments):
        return False
    if show.blocks is not earlier.blocks and show.blocks != earlier.blocks:
        return False
    if all(map(operator.is_, segments, earlier.segments)):
        return True
    pairs = zip(segments, earlier.segments, strict=True)
    return all(_stands_alike(after, before) for after, before in pairs if after is not before)


def _stands_alike(after: Segment, before: Segment) -> bool:
    return (after.id, after.block, is_opening(after)) == (
        before.id,
        before.block,
        is_opening(before),
    )
