"""A crew that does everything on time: drives a session through a whole evening on a hand clock.

It presses what people press, nothing else, so a rehearsal at speed takes the same road as a show.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from producer_app.core.calling import DEBOUNCE, ActOnHandoff, Call, EndRoom, Go, Repeat
from producer_app.core.handoff import Act, Ask, Line, State, Via
from producer_app.core.run import RunKind, Take
from producer_app.core.show import Handoff, RoomId, SegmentId
from producer_app.core.timebase import SECOND, Instant, Millis
from producer_app.core.timing import Fixed, Meeting, Projection, RoomTimes, Wait, handoff_due
from producer_app.session.clock import HandClock
from producer_app.session.session import Session

READY_AFTER = Millis(6 * SECOND)
LIVE_AFTER = Millis(2 * SECOND)
UNKNOWN = Millis(180 * SECOND)
"""How long the crew keeps a segment on air whose length nobody knows."""

LONGEST_WAIT = Millis(1_800 * SECOND)
"""How long a room waits at most for somebody who walks over."""

AHEAD = Millis(10 * SECOND)
"""How long before its end a segment that is to be repeated is put in standby once more."""

VISIT = Millis(120 * SECOND)
"""How long a room keeps a handoff whose return time nobody planned."""


@dataclass(frozen=True, slots=True)
class Step:
    """One thing that the crew did: when (show time), what, and how the show stood afterwards."""

    at: Instant
    call: Call
    projection: Projection


@dataclass(frozen=True, slots=True, kw_only=True)
class Crew:
    """Runs every room of a show to its end: waits for hard times, days and whoever walks over.

    ``overruns`` adds time to the segments named: each stays on air that much longer than planned.
    ``repeats`` are put on the air once more when they are over.
    """

    session: Session
    clock: HandClock
    overruns: Mapping[SegmentId, Millis] = field(default_factory=lambda: MappingProxyType({}))
    repeats: frozenset[SegmentId] = frozenset()

    def rehearse(self, pause: Callable[[Millis], None] = lambda _: None) -> Iterator[Step]:
        """Begin a rehearsal, yield each step of it, end it; ``pause`` is called with each wait."""
        self.session.begin(RunKind.REHEARSAL, "crew")
        while True:
            projection = self.session.projection()
            due = min(self._due(projection), key=lambda pair: pair[0], default=None)
            if due is None:
                break
            at, call = due
            if at > projection.now:
                self._wait(Millis(at - projection.now), pause)
                continue
            self.session.call(call, "crew")
            yield Step(self.session.now(), call, self.session.projection())
        self.session.end("crew")

    def _wait(self, length: Millis, pause: Callable[[Millis], None]) -> None:
        """Let time pass; afterwards the crew looks again, because what was due may have moved."""
        pause(length)
        self.clock.advance(length)
        self.session.tick()

    def _due(self, projection: Projection) -> Iterator[tuple[Instant, Call]]:
        for room, times in projection.rooms.items():
            yield from self._room_due(projection, room, times)
        for handoff in projection.show.handoffs:
            due = self._handoff_due(projection, handoff)
            if due is not None:
                at, act, via = due
                ask = Ask(act=act, by="crew", via=via)
                yield at, ActOnHandoff(handoff=handoff.id, ask=ask)

    def _room_due(
        self, projection: Projection, room: RoomId, times: RoomTimes
    ) -> Iterator[tuple[Instant, Call]]:
        if times.run is None or times.run.ended is not None:
            return
        take, now = times.on_air, projection.now
        free_at = (times.free_at or now) if take is None else self._off_air(times, take)
        if take is not None and self._is_to_repeat(times, take):
            yield Instant(free_at - AHEAD), Repeat(room=room, segment=take.segment)
        if times.standby is None:
            yield max(free_at, times.begin[0] or free_at), EndRoom(room=room)
            return
        begins = self._begins(projection, times, free_at)
        yield begins, Go(room=room, expects=times.standby.id)

    def _begins(self, projection: Projection, times: RoomTimes, free_at: Instant) -> Instant:
        """When what is in standby begins: once the room is free, the time for it has come, and
        everybody is there."""
        hold = times.ahead.fixed.get(0, Fixed())
        known = (free_at, self._hard_end(times), hold.start, hold.front_hit)
        begins = max(at for at in known if at is not None)
        there = self._all_there(projection, times)
        latest = Instant(begins + LONGEST_WAIT)
        return begins if there is None else max(begins, min(there, latest))

    def _all_there(self, projection: Projection, times: RoomTimes) -> Instant | None:
        """When the last of those who walk over has come; None when the room waits for nobody."""
        wait = times.waits.get(times.coming[0])
        if wait is None:
            return None
        second = times.plan.segments[times.coming[0]].id
        awaited = [m for m in projection.meetings if m.second == second]
        return max((self._comes(projection, m, wait) for m in awaited), default=wait.until)

    def _comes(self, projection: Projection, meeting: Meeting, wait: Wait) -> Instant:
        """Who is on air leaves when the crew is done with it, even where the room goes on."""
        times = projection.rooms[meeting.first_room]
        take = times.on_air
        if take is None or take.segment != meeting.first or meeting.visit is not None:
            return wait.until
        return Instant(self._off_air(times, take) + meeting.transit)

    def _is_to_repeat(self, times: RoomTimes, take: Take) -> bool:
        """True until a segment that is to be repeated has been put in standby once more."""
        run = times.run
        if run is None or take.segment not in self.repeats or take.segment in run.last_takes:
            return False
        return run.then is None or run.standby != take.segment

    def _hard_end(self, times: RoomTimes) -> Instant | None:
        place = None if times.on_air is None else times.plan.places.get(times.on_air.segment)
        return None if place is None else times.plan.hard_end(place)

    def _off_air(self, times: RoomTimes, take: Take) -> Instant:
        """When the crew takes what is next: at its end, or at its hard end where nobody knows."""
        over = self.overruns.get(take.segment, Millis(0))
        until = self._hard_end(times)
        if take.length is None and until is not None:
            return Instant(max(take.started + DEBOUNCE, until + over))
        length = UNKNOWN if take.length is None else take.length + take.adjusted
        return Instant(take.started + max(DEBOUNCE, length + take.held + over))

    def _handoff_due(
        self, projection: Projection, handoff: Handoff
    ) -> tuple[Instant, Act, Via] | None:
        line = projection.run.line(handoff.id) if projection.run else Line(handoff=handoff.id)
        due = handoff_due(projection, handoff).expected
        match line.state:
            case State.ARMED if due is not None and self._is_playing(projection, handoff):
                return Instant(due - handoff.standby_lead), Act.STANDBY, Via.CONSOLE
            case State.STANDBY_SENT | State.STANDBY_SHOWN:
                return Instant(line.changed + READY_AFTER), Act.READY, Via.VOICE
            case State.READY if due is not None:
                return due, Act.GO, Via.CONSOLE
            case State.GO_SENT | State.GO_SHOWN:
                return Instant(line.changed + LIVE_AFTER), Act.LIVE, Via.VOICE
            case State.LIVE if line.went is not None:
                return Instant(line.went + (handoff.return_after or VISIT)), Act.RETURN, Via.VOICE
        return None

    def _is_playing(self, projection: Projection, handoff: Handoff) -> bool:
        """True unless its segment is floated, omitted, or over before anyone thought of it."""
        if not projection.show.segment(handoff.segment).is_playable:
            return False
        times = projection.of(handoff.segment)
        return times.run is not None and times.run.ended is None
