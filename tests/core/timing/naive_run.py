"""The run with a pencil: what is expected in a room that others may keep waiting."""

from __future__ import annotations

from dataclasses import dataclass

from producer_app.core.calling import following
from producer_app.core.run import RoomRun, Run, Take
from producer_app.core.show import Room, Segment, SegmentId, Show
from tests.core.timing.naive import Hard, Walk, When, in_the_plan

Waits = dict[SegmentId, When]


@dataclass
class Stand:
    """One room of a run: what is on air, when that is over, and what is still to come."""

    show: Show
    room: Room
    run: RoomRun | None
    coming: list[Segment]
    free: When
    walk: Walk

    @property
    def on_air(self) -> Take | None:
        return None if self.run is None else self.run.on_air

    @property
    def out(self) -> int | None:
        """The hard out, moved along with the start where the length was promised."""
        out, opens = self.show.room_hard_out(self.room), self.show.room_on_air(self.room)
        if out is None or opens is None or not self.show.keeps_length or self.run is None:
            return out
        takes = (*self.run.takes, *((self.run.on_air,) if self.run.on_air else ()))
        if not takes and self.run.ended is not None:
            return out
        starts = takes[0].started if takes else self.free.at
        return out if starts is None else out + starts - opens


def expected(show: Show, room: Room, run: Run | None, now: int, waits: Waits) -> Stand:
    """One room at ``now``; ``waits`` says before when a segment cannot begin."""
    stand = _stand(show, room, run, now)
    stand.walk = _walk(stand, waits)
    return stand


def _stand(show: Show, room: Room, run: Run | None, now: int) -> Stand:
    if run is None:
        free = When(show.room_on_air(room))
        return Stand(show, room, None, in_the_plan(show, room), free, Walk())
    here = run.room(room.id)
    coming = [] if here.ended is not None else list(following(show.rundowns[room.id], here))
    return Stand(show, room, here, coming, _free(show, room, here, now), Walk())


def _free(show: Show, room: Room, here: RoomRun, now: int) -> When:
    opens, take = show.room_on_air(room), here.on_air
    if here.ended is not None:
        return When(here.ended)
    if take is None:
        return When(now if here.takes or opens is None else max(now, opens))
    if take.length is not None:
        since = None if take.held_since is None else max(take.held_since, take.started)
        held = take.held + (0 if since is None else now - since)
        ends = take.started + held + max(0, take.length + take.adjusted)
        return When(max(now, ends))
    until = _until(show, here)
    return When(now, False) if until is None else When(max(now, until))


def _until(show: Show, here: RoomRun | None) -> int | None:
    """When what is on air must be over; a hard time that it has met before binds it no more."""
    take = None if here is None else here.on_air
    segment = None if take is None else show.by_id.get(take.segment)
    if here is None or take is None or not isinstance(segment, Segment):
        return None
    if segment.hard_end is None or not segment.is_playable:
        return None
    until = show.instant(segment.hard_end)
    is_again = segment.id in here.last_takes and until <= take.started
    return None if is_again else until


def _walk(stand: Stand, waits: Waits) -> Walk:
    show, found, (at, sure) = stand.show, Walk(), stand.free
    until = _until(show, stand.run)
    if until is not None and stand.on_air is not None and at is not None:
        found.hards.append(Hard("END", stand.on_air.segment, until, at - until, sure))
        at, sure = (until, True) if at <= until else (at, sure)
    seen: set[SegmentId] = set()
    begin = at
    for place, segment in enumerate(stand.coming):
        start, end, hit = _binding(stand, place, begin)
        if hit is not None and (at is None or at <= hit):
            at, sure = hit, True
        arrived, there = at, waits.get(segment.id) if segment.id not in seen else None
        seen.add(segment.id)
        if there is not None and there.at is not None and at is not None:
            at, sure = max(at, there.at), sure and there.sure
        if start is not None:
            is_late = at is not None and at > start
            over = None if at is None or arrived is None else (at if is_late else arrived) - start
            over = max(0, over) if over is not None and segment.is_opening else over
            found.hards.append(Hard("START", segment.id, start, over, sure))
            at, sure = (at, sure) if is_late else (start, True)
        found.starts.append(When(at, sure))
        ends = When(None if at is None else at + (segment.length or 0), sure)
        if segment.length is None:
            ends = When(ends.at, False)
            if end is not None and at is not None:
                ends = When(max(at, end), sure or at <= end)
        found.ends.append(ends)
        at, sure = ends
        if end is not None:
            over = None if at is None else at - end
            found.hards.append(Hard("END", segment.id, end, over, found.starts[-1].sure))
            at, sure = (end, True) if at is None or at <= end else (at, sure)
    found.end = When(at, sure)
    if stand.out is not None:
        over = None if at is None else at - stand.out
        found.hards.append(Hard("OUT", None, stand.out, over, sure))
    return found


def _binding(
    stand: Stand, place: int, begin: int | None
) -> tuple[int | None, int | None, int | None]:
    """Its hard start, hard end and hit time: what is past by now binds nothing a second time, and
    a repeat waits for no time at all."""
    segment, run = stand.coming[place], stand.run
    walls = (segment.hard_start, segment.hard_end, segment.front_hit)
    start, end, hit = (None if wall is None else stand.show.instant(wall) for wall in walls)
    if run is None:
        return start, end, hit
    is_repeat = place == 0 and run.then is not None and run.standby == segment.id
    taken = {take.segment for take in (*run.takes, *((run.on_air,) if run.on_air else ()))}
    if is_repeat:
        start = hit = None
    if (is_repeat or segment.id in taken) and begin is not None:
        start, end, hit = (None if t is None or t <= begin else t for t in (start, end, hit))
    return start, end, hit
