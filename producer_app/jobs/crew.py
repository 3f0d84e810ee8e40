"""A crew that does everything on time: drives a session through a whole evening on a hand clock.

It presses what people press, nothing else, so a rehearsal at speed takes the same road as a show.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from producer_app.core.calling import DEBOUNCE, ActOnHandoff, Call, EndRoom, Go
from producer_app.core.handoff import Act, Ask, Line, State, Via
from producer_app.core.run import RunKind, Take
from producer_app.core.show import Handoff, RoomId, SegmentId
from producer_app.core.timebase import SECOND, Instant, Millis
from producer_app.core.timing import Projection, RoomTimes, handoff_due
from producer_app.session.clock import HandClock
from producer_app.session.session import Session

READY_AFTER = Millis(6 * SECOND)
LIVE_AFTER = Millis(2 * SECOND)
UNKNOWN = Millis(180 * SECOND)
"""How long the crew keeps a segment on air whose length nobody knows."""

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
    """Runs every room of a show to its end.

    ``overruns`` adds time to the segments named: each stays on air that much longer than planned.
    """

    session: Session
    clock: HandClock
    overruns: Mapping[SegmentId, Millis] = field(default_factory=lambda: MappingProxyType({}))

    def rehearse(self, pause: Callable[[Millis], None] = lambda _: None) -> Iterator[Step]:
        """Begin a rehearsal, yield each step of it, end it; ``pause`` is called with each wait."""
        self.session.begin(RunKind.REHEARSAL, "crew")
        while True:
            projection = self.session.projection()
            due = min(self._due(projection), key=lambda pair: pair[0], default=None)
            if due is None:
                break
            at, call = due
            wait = Millis(max(0, at - projection.now))
            pause(wait)
            self.clock.advance(wait)
            self.session.tick()
            self.session.call(call, "crew")
            yield Step(self.session.now(), call, self.session.projection())
        self.session.end("crew")

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
        take = times.on_air
        free_at = (times.free_at or projection.now) if take is None else self._off_air(take)
        standby = times.standby
        if standby is None:
            yield free_at, EndRoom(room=room)
            return
        hard = times.plan.hard_start(times.coming[0])
        yield max(free_at, hard or free_at), Go(room=room, expects=standby.id)

    def _off_air(self, take: Take) -> Instant:
        length = UNKNOWN if take.length is None else take.length + take.adjusted
        stays = length + take.held + self.overruns.get(take.segment, 0)
        return Instant(take.started + max(DEBOUNCE, stays))

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
        if not projection.show.segment(handoff.segment).is_timed:
            return False
        times = projection.of(handoff.segment)
        return times.run is not None and times.run.ended is None
