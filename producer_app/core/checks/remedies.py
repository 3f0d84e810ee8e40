"""The way out of an overlap: cut or float so much, or let elastic segments give it."""

from __future__ import annotations

from functools import cached_property

from producer_app.core.checks.finding import Part, long, part
from producer_app.core.checks.sight import RoomSight
from producer_app.core.timebase import Millis
from producer_app.core.timing import HardKind, HardTime
from producer_app.core.timing.descent import down
from producer_app.core.timing.room_times import sum_of
from producer_app.core.timing.sums import Down, running


class Remedies:
    """What one room can do about its overlaps; summed up only once there is one."""

    def __init__(self, room: RoomSight) -> None:
        self._room = room

    def of(self, hard: HardTime, over: Millis) -> Part:
        """What is to be done about that much overlap (> 0) at a hard time."""
        left = self._left.get((hard.kind, hard.place), over)
        if left <= 0:
            return part("remedy.shorten")
        if left >= over:
            return part("remedy.cut", {"over": long(over)})
        return part("remedy.rest", {"left": long(left)})

    @cached_property
    def _left(self) -> dict[tuple[HardKind, int], int]:
        """Over at each hard time once everything before it is at its shortest."""
        room = self._room
        sums = self._expected() if room.is_live else self._planned()
        places = room.times.coming if room.is_live else range(len(room.segments))
        left = {(h.kind, places[h.place]): h.over for h in sums.hards if h.over is not None}
        out = room.times.hard_out if room.is_live else room.plan.hard_out
        if out is not None and sums.end is not None:
            left[HardKind.OUT, len(room.segments)] = Millis(sums.end - out)
        return {key: int(over) for key, over in left.items()}

    def _planned(self) -> Down:
        room = self._room
        return down(running(room.lengths_at_shortest()), room.plan.fixed, room.plan.on_air)

    def _expected(self) -> Down:
        every, times = self._room.lengths_at_shortest(), self._room.times
        return sum_of(times, running(every[place] for place in times.coming))
