"""Which entry of a room stands at which height of the table, findable again in another order."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from types import MappingProxyType

from producer_app.core.show import Segment, SegmentId
from producer_app.present.rundown import Entry, RundownView

Key = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Heights:
    """A rundown laid on the axis: ``slots`` has the entry at each height, None for an open one.

    ``keys`` name the heights, all different; ``above`` is the segment (its index) that an open
    height continues, None where nothing goes on.
    """

    view: RundownView
    segments: tuple[Segment, ...]
    slots: Sequence[int | None]
    keys: tuple[Key, ...]
    rows: Mapping[SegmentId, int]
    above: tuple[int | None, ...]

    def entry(self, row: int) -> Entry | None:
        """The entry at that height; None at an open one, and outside."""
        if not 0 <= row < len(self.slots):
            return None
        position = self.slots[row]
        return None if position is None else self.view.entries[position]

    def segment(self, row: int) -> Segment | None:
        """The segment at that height, if there is one."""
        entry = self.entry(row)
        return None if entry is None or entry.segment is None else self.segments[entry.segment]

    def place(self, row: int) -> int:
        """The place between the room's entries that lies above the height ``row``."""
        below = (position for position in self.slots[row:] if position is not None)
        return next(below, len(self.view.entries))


def heights_of(
    view: RundownView, slots: Sequence[int | None], earlier: Heights | None = None
) -> Heights:
    """The room's entries at these heights; where all stand as they did, ``earlier`` is kept."""
    segments = view.segments
    if earlier is not None and earlier.view.entries is view.entries and earlier.slots == slots:
        return replace(earlier, view=view, segments=segments)
    rows: dict[SegmentId, int] = {}
    above: list[int | None] = []
    running: int | None = None
    last = max((row for row, slot in enumerate(slots) if slot is not None), default=-1)
    for row, slot in enumerate(slots):
        if slot is not None:
            running = view.entries[slot].segment
            if running is not None:
                rows[segments[running].id] = row
        above.append(running if row < last else None)
    return Heights(
        view=view,
        segments=segments,
        slots=slots,
        keys=_keys(view, segments, slots),
        rows=MappingProxyType(rows),
        above=tuple(above),
    )


def _keys(
    view: RundownView, segments: tuple[Segment, ...], slots: Sequence[int | None]
) -> tuple[Key, ...]:
    keys: list[Key] = []
    heads: dict[str, int] = {}
    last: Key = ("start",)
    since = 0
    for slot in slots:
        if slot is None:
            since += 1
            keys.append(("open", *last, str(since)))
            continue
        since = 0
        entry = view.entries[slot]
        if entry.segment is not None:
            last = ("segment", segments[entry.segment].id)
        elif entry.opening is not None:
            last = ("day", segments[entry.opening].id)
        else:
            block = str(entry.block)
            heads[block] = heads.get(block, 0) + 1
            last = ("head", block, str(heads[block]))
        keys.append(last)
    return tuple(keys)
