"""The sample shows as whole evenings: no error in the plan, and nothing late when run to it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from producer_app.core.budget import rule_states, sponsor_states
from producer_app.core.calling import EndRoom, Go
from producer_app.core.checks import Severity, check
from producer_app.core.run import RunKind
from producer_app.core.show import RoomId, SegmentId
from producer_app.core.timebase import Instant
from producer_app.core.timing import RoomTimes
from producer_app.exchange.samples import SAMPLES, read_sample
from producer_app.session.clock import HandClock
from producer_app.session.session import Session


@pytest.fixture(params=SAMPLES)
def session(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Session]:
    """A sample show in a file, on a clock that stands ten minutes before its first room opens."""
    show = read_sample(request.param)
    opens = [at for at in map(show.room_on_air, show.rooms) if at is not None]
    clock = HandClock(Instant(min(opens) - 600_000))
    session = Session.create(tmp_path / "sample.show", show, clock)
    yield session
    session.close()


def test_the_plan_has_no_error(session: Session) -> None:
    errors = [f.message for f in check(session.plan) if f.severity is Severity.ERROR]
    assert errors == []


def test_a_run_to_plan_meets_every_hard_time_rule_and_contract(session: Session) -> None:
    planned = session.plan
    session.begin(RunKind.SHOW)
    for at, room, segment in run_to_plan(session):
        hand = session.clock
        assert isinstance(hand, HandClock)
        hand.advance(at - hand.now())
        session.call(EndRoom(room=room) if segment is None else Go(room=room, expects=segment))
        for times in session.projection().rooms.values():
            assert_on_plan(times)

    projection = session.projection()
    assert all(not times.coming for times in projection.rooms.values())
    assert [times.end for times in projection.rooms.values()] == [
        plan.end for plan in planned.rooms.values()
    ]
    assert [state.first_break for state in rule_states(projection)] == [
        None for _ in planned.show.ad_rules
    ]
    for sponsor in sponsor_states(projection):
        assert (sponsor.missing, sponsor.missing_mentions) == (0, 0)


def run_to_plan(session: Session) -> list[tuple[Instant, RoomId, SegmentId | None]]:
    """Every GO of the evening at its planned start and every room's end (None), in the order of
    time."""
    calls: list[tuple[Instant, RoomId, SegmentId | None]] = []
    for room, plan in session.plan.rooms.items():
        for segment, start in zip(plan.segments, plan.starts, strict=True):
            if start is not None:
                calls.append((start, room, segment.id))
        assert plan.end is not None
        calls.append((plan.end, room, None))
    return sorted(calls, key=lambda call: call[0])


def assert_on_plan(times: RoomTimes) -> None:
    """Everything still to come is expected when it is planned."""
    for place in times.coming:
        assert times.expected[place] == times.plan.starts[place]
    assert all(hard.over is not None and hard.over <= 0 for hard in times.hards)
