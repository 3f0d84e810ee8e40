"""The lines of a rundown in order: heads of blocks and days between the segments they stand above.

Only the heads are kept; a line is worked out when somebody looks at it, because an edit of a long
rundown moves all lines below it.
"""

from __future__ import annotations

import operator
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from itertools import compress
from typing import NamedTuple, overload

from producer_app.core.show import BlockId, Segment
from producer_app.present.rundown_times import is_opening


class Entry(NamedTuple):
    """One line of a rundown: a segment by its index, the day that an opening begins, or (both
    None) a block's head. ``block`` is what a segment put below it belongs to."""

    block: BlockId | None
    segment: int | None
    opening: int | None = None


class Head(NamedTuple):
    """A line that is no segment, above the segment at index ``above``."""

    above: int
    entry: Entry


class Entries(Sequence[Entry]):
    """A rundown's lines, by position from the top."""

    def __init__(self, segments: Sequence[Segment], heads: Sequence[Head]) -> None:
        self._segments = segments
        self.heads = tuple(heads)
        self._above = [head.above for head in heads]
        self._positions = [head.above + n for n, head in enumerate(heads)]

    @overload
    def __getitem__(self, position: int) -> Entry: ...
    @overload
    def __getitem__(self, position: slice) -> tuple[Entry, ...]: ...
    def __getitem__(self, position: int | slice) -> Entry | tuple[Entry, ...]:
        if isinstance(position, slice):
            return tuple(self[at] for at in range(*position.indices(len(self))))
        if position < 0:
            position += len(self)
        if not 0 <= position < len(self):
            raise IndexError(position)
        heads = bisect_right(self._positions, position)
        if heads and self._positions[heads - 1] == position:
            return self.heads[heads - 1].entry
        index = position - heads
        return Entry(self._segments[index].block, index)

    def __len__(self) -> int:
        return len(self._segments) + len(self.heads)

    def position_of(self, index: int) -> int:
        """The position of the segment at that index."""
        return index + bisect_right(self._above, index)

    def heads_above(self, index: int) -> range:
        """The positions of the heads right above the segment at that index."""
        first, last = bisect_left(self._above, index), bisect_right(self._above, index)
        return range(index + first, index + last)


def entries_of(segments: Sequence[Segment], blocks: Iterable[BlockId]) -> Entries:
    """The lines of these segments; the heads of those of the ``blocks`` that are empty last."""
    of = [segment.block for segment in segments]
    above = (None, *of)
    heads = [
        Head(index, Entry(above[index], None, index))
        for index, segment in enumerate(segments)
        if segment.is_opening and is_opening(segment)
    ]
    firsts = compress(range(len(of)), map(operator.ne, of, above))
    heads += (Head(index, Entry(of[index], None)) for index in firsts if of[index] is not None)
    heads.sort(key=_place)
    used = frozenset(of)
    heads += (Head(len(of), Entry(block, None)) for block in blocks if block not in used)
    return Entries(segments, heads)


def _place(head: Head) -> tuple[int, bool]:
    """A day begins above the block that begins with it."""
    return head.above, head.entry.opening is None
