"""The takes of a room, found by segment and moment: what a line of a proof is traced to."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from typing import NamedTuple

from producer_app.core.run import RoomRun, Take
from producer_app.core.show import SegmentId
from producer_app.core.timebase import Instant


class Trace(NamedTuple):
    """A take, and which of its segment's takes it is."""

    take: Take
    repeat: int
    repeats: int


class Traces:
    """Every take of one room's run, the one on air among them."""

    def __init__(self, room: RoomRun) -> None:
        self.room = room

    @cached_property
    def takes(self) -> tuple[Trace, ...]:
        """All of them in the order in which they were taken."""
        room = self.room
        takes = room.takes if room.on_air is None else (*room.takes, room.on_air)
        count: dict[SegmentId, int] = {}
        for take in takes:
            count[take.segment] = count.get(take.segment, 0) + 1
        so_far: dict[SegmentId, int] = {}
        found: list[Trace] = []
        for take in takes:
            so_far[take.segment] = so_far.get(take.segment, 0) + 1
            found.append(Trace(take, so_far[take.segment], count[take.segment]))
        return tuple(found)

    def at(self, segment: SegmentId, moment: Instant) -> Trace | None:
        """The take of that segment that was on the air then, or began then; None where there is
        none."""
        for trace in self._by_segment.get(segment, ()):
            take = trace.take
            is_on = take.started < moment and (take.ended is None or moment < take.ended)
            if is_on or take.started == moment:
                return trace
        return None

    @cached_property
    def _by_segment(self) -> Mapping[SegmentId, list[Trace]]:
        gathered: dict[SegmentId, list[Trace]] = {}
        for trace in self.takes:
            gathered.setdefault(trace.take.segment, []).append(trace)
        return gathered
