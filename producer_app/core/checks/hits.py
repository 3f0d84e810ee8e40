"""Front and back times set by hand that cannot be, or that what stands around them misses."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property

from producer_app.core.checks.finding import Finding, Value, clock, finding, long, named, part
from producer_app.core.checks.sight import RoomSight
from producer_app.core.show import Show
from producer_app.core.timebase import Instant
from producer_app.core.timing.descent import down
from producer_app.core.timing.sums import Down, Up, running, up


def hit_findings(show: Show, room: RoomSight) -> Iterator[Finding]:
    """Every hit time of a room that is impossible, or that does not fit what is around it."""
    reach = _Reach(room)
    for place, hold in room.plan.fixed.items():
        for hit, name in ((hold.front_hit, "front"), (hold.back_hit, "back")):
            if hit is not None:
                yield from _of(show, reach, place, hit, name)


class _Reach:
    """When segments with a hit time could start if nobody had set it; summed up only for those."""

    def __init__(self, room: RoomSight) -> None:
        self.room = room
        self._free = {
            place: hold._replace(front_hit=None, back_hit=None)
            for place, hold in room.plan.fixed.items()
        }

    def earliest(self, place: int) -> Instant | None:
        """With all before it at its shortest."""
        return self._earliest.start_at(place)

    def latest(self, place: int) -> Instant | None:
        """With it and all that follows at its shortest."""
        return self._latest.backs[place]

    def back(self, place: int) -> Instant | None:
        """With it and all that follows as planned."""
        return self._backs.backs[place]

    def over_before(self, place: int) -> Instant | None:
        """When what is planned before it is over, at the least."""
        above = self._above(place)
        if above is None:
            return self.room.plan.on_air
        start = self.room.start_of(above)
        return None if start is None else Instant(start + (self.room.plan.length_of(above) or 0))

    def is_firm_before(self, place: int) -> bool:
        """False where what is planned before it may last longer."""
        above = self._above(place)
        return above is None or (self.room.is_firm(above) and self.room.end_of(above) is not None)

    def _above(self, place: int) -> int | None:
        above = range(place - 1, -1, -1)
        return next((i for i in above if self.room.segments[i].is_timed), None)

    @cached_property
    def _shortest(self) -> tuple[int, ...]:
        return running(self.room.lengths_at_shortest())

    @cached_property
    def _earliest(self) -> Down:
        return down(self._shortest, self._free, self.room.plan.on_air, pushes=True)

    @cached_property
    def _latest(self) -> Up:
        return up(self._shortest, self._free, self.room.plan.hard_out)

    @cached_property
    def _backs(self) -> Up:
        return up(self.room.plan.down.totals, self._free, self.room.plan.hard_out)


def _of(show: Show, reach: _Reach, place: int, hit: Instant, name: str) -> Iterator[Finding]:
    segment = reach.room.segments[place]
    words: dict[str, Value] = {
        "segment": named(segment),
        "time": clock(hit, show),
        "hit": part(f"hit.{name}"),
    }
    told = _impossible(show, reach, place, hit) or _missed(show, reach, place, hit)
    if told is None and name == "front":
        told = _gap(reach, place, hit)
        del words["hit"]
    if told is not None:
        code, more = told
        yield finding(code, {**more, **words}, on=segment, at=hit)


_Told = tuple[str, dict[str, Value]]


def _impossible(show: Show, reach: _Reach, place: int, hit: Instant) -> _Told | None:
    earliest, latest = reach.earliest(place), reach.latest(place)
    if earliest is not None and hit < earliest:
        return "hit.too_early", {"possible": clock(earliest, show)}
    if latest is not None and hit > latest:
        return "hit.too_late", {"possible": clock(latest, show)}
    return None


def _missed(show: Show, reach: _Reach, place: int, hit: Instant) -> _Told | None:
    before, back = reach.over_before(place), reach.back(place)
    if before is not None and hit < before:
        return "hit.early", {"before": clock(before, show), "over": long(before - hit)}
    if back is not None and hit > back:
        return "hit.late", {"back": clock(back, show), "over": long(hit - back)}
    return None


def _gap(reach: _Reach, place: int, hit: Instant) -> _Told | None:
    """The time before a front time that nothing is planned for; a hard start tells of its own."""
    before = reach.over_before(place)
    is_told = reach.room.plan.hard_start(place) is not None or not reach.is_firm_before(place)
    if before is None or hit <= before or is_told:
        return None
    return "hit.gap", {"gap": long(hit - before)}
