"""Which entry of a room stands at which height of the table, findable again in another order."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping
from dataclasses import dataclass

from producer_app.core.show import Segment, SegmentId
from producer_app.present.axis import Side
from producer_app.present.rundown import RundownView
from producer_app.present.rundown_entries import Entry

Key = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Heights:
    """A rundown laid on the axis; ``places`` has the index of each segment."""

    view: RundownView
    side: Side
    places: Mapping[SegmentId, int]

    def __len__(self) -> int:
        return len(self.side.slots)

    def entry(self, row: int) -> Entry | None:
        """The entry at that height; None at an open one, and outside."""
        position = self._position(row)
        return None if position is None else self.view.entries[position]

    def segment(self, row: int) -> Segment | None:
        """The segment at that height, if there is one."""
        entry = self.entry(row)
        return None if entry is None or entry.segment is None else self.view.segments[entry.segment]

    def row_of(self, segment: SegmentId) -> int | None:
        """The height at which a segment stands."""
        index = self.places.get(segment)
        return None if index is None else self._row_at(index)

    def above(self, row: int) -> int | None:
        """The segment (its index) that an open height continues; None where nothing goes on."""
        if self._position(row) is not None or row > self._last:
            return None
        above = self._closed_above(row)
        return None if above is None else self.view.entries[above].segment

    def place(self, row: int) -> int:
        """The place between the room's entries that lies above the height ``row``."""
        below = (position for position in self.side.slots[row:] if position is not None)
        return next(below, len(self.view.entries))

    def is_laid_as(self, other: Heights) -> bool:
        """True when everything stands where it stands in the other."""
        is_same = self.view.entries is other.view.entries
        return is_same and (self.side is other.side or self.side.slots == other.side.slots)

    def key(self, row: int) -> Key:
        """The name of that height, by which it is found again in another order."""
        position = self._position(row)
        if position is None:
            above = self._closed_above(row)
            if above is None:
                return ("open", "start", str(row))
            return ("open", *self._named(above), str(row - self.side.heights[above]))
        return self._named(position)

    def row_named(self, key: Key) -> int | None:
        """The height of that name; None where there is none."""
        if key[0] != "open":
            return self._row_of_line(key)
        base = -1 if key[1] == "start" else self._row_of_line(key[1:-1])
        if base is None:
            return None
        row = int(key[-1]) + (max(base, 0))
        is_open = 0 <= row < len(self) and self.key(row) == key
        return row if is_open else None

    @property
    def _last(self) -> int:
        """The height of the last entry, -1 where there is none."""
        return self.side.heights[-1] if self.side.heights else -1

    def _position(self, row: int) -> int | None:
        return self.side.slots[row] if 0 <= row < len(self.side.slots) else None

    def _row_at(self, index: int) -> int:
        return self.side.heights[self.view.entries.position_of(index)]

    def _closed_above(self, row: int) -> int | None:
        """The position of the last entry above an open height."""
        above = bisect_left(self.side.heights, row) - 1
        return None if above < 0 else above

    def _named(self, position: int) -> Key:
        entry, segments = self.view.entries[position], self.view.segments
        if entry.segment is not None:
            return ("segment", segments[entry.segment].id)
        if entry.opening is not None:
            return ("day", segments[entry.opening].id)
        above = [at for at in self._heads(str(entry.block)) if at < position]
        return ("head", str(entry.block), str(len(above)))

    def _row_of_line(self, key: Key) -> int | None:
        sort, name, *rest = key
        if sort == "segment":
            return self.row_of(SegmentId(name))
        if sort == "head":
            heads = self._heads(name)
            nth = int(rest[0])
            return self.side.heights[heads[nth]] if nth < len(heads) else None
        index = self.places.get(SegmentId(name))
        above = () if index is None else self.view.entries.heads_above(index)
        days = (at for at in above if self.view.entries[at].opening is not None)
        return next((self.side.heights[at] for at in days), None)

    def _heads(self, block: str) -> list[int]:
        """The positions of a block's heads: where it is cut in two, it has several."""
        heads = self.view.entries.heads
        return [
            head.above + n
            for n, head in enumerate(heads)
            if head.entry.opening is None and head.entry.block == block
        ]
