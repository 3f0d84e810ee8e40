"""Evenings on a clock that stands, for the tests of the gate."""

from __future__ import annotations

from producer_app.core.calling import Go, Repeat
from producer_app.core.run import RunKind
from producer_app.core.show import RoomId, Segment, SegmentId
from producer_app.core.timebase import Instant
from producer_app.session.clock import HandClock
from producer_app.session.session import Session
from tests.builders import STAGE, minutes


def go(session: Session, number: str, room: RoomId = STAGE) -> None:
    """GO to the segment of that number."""
    session.call(Go(room=room, expects=SegmentId(f"s{number}"), is_confirmed=True))


def repeat(session: Session, number: str) -> None:
    """Stand that segment of the stage by once more."""
    session.call(Repeat(room=STAGE, segment=SegmentId(f"s{number}")))


def played(session: Session, clock: HandClock, *numbers: str) -> None:
    """Begin the show and take those segments, a minute after another; the last one is on air."""
    session.begin(RunKind.SHOW)
    for number in numbers:
        clock.advance(minutes(1))
        go(session, number)


def on_air(session: Session) -> str:
    """The number of what is on air on the stage; "" where nothing is."""
    take = session.projection().rooms[STAGE].on_air
    return "" if take is None else take.number


def standby(session: Session) -> str:
    """The number of what is in standby on the stage; "" where nothing is."""
    waiting = session.projection().rooms[STAGE].standby
    return "" if waiting is None else waiting.number


def expected(session: Session, segment: Segment) -> Instant | None:
    """When that segment of the stage is expected."""
    times = session.projection().rooms[STAGE]
    return times.expected[times.plan.places[segment.id]]


def reopened(session: Session, clock: HandClock) -> Session:
    """The same file opened anew, as after a kill."""
    session.close()
    return Session.open(session.path, clock)
