"""Show time is nobody's to set: the machine's clock may step, be slewed or sleep, time goes on."""

from __future__ import annotations

import logging
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pytestqt.qtbot import QtBot

from producer_app.core.calling import Go
from producer_app.core.run import RunKind
from producer_app.core.timebase import Instant, Millis
from producer_app.present.words import words
from producer_app.session.clock import Counter, HandClock, SystemClock
from producer_app.session.session import Session
from producer_app.ui.notice.bar import NoticeBar
from producer_app.ui.watch import Watch
from tests.builders import STAGE, a_segment, a_show, at, minutes, seconds

SHOW = a_show(a_segment("1", minutes(10)), a_segment("2"))
HALF_PAST = at(SHOW, "19:30")

MILLI = 1_000_000
AT_MOST = 10
"""Milliseconds by which elapsed time may be wrong."""

STEPS = [minutes(60), -minutes(60), seconds(90), -seconds(90)]


class Machine:
    """A machine whose clock can be set and slewed and that can be put to sleep: its clocks are
    read as Linux has them."""

    def __init__(self, wall: Instant) -> None:
        self.raw = 7_000 * MILLI
        self.steady = 5_000 * MILLI
        self.asleep = 0
        self.wall = wall * MILLI
        self.slewed = 0
        """Parts per million by which the system's clocks run fast; the raw one does not."""

    def pass_time(self, by: int) -> None:
        """Let so many milliseconds pass."""
        bent = by * (1_000_000 + self.slewed)
        self.raw += by * MILLI
        self.steady += bent
        self.wall += bent

    def sleep(self, by: int) -> None:
        """Sleep for so many milliseconds."""
        self.asleep += by * MILLI
        self.wall += by * MILLI

    def set(self, by: int) -> None:
        """Set the wall clock by so many milliseconds."""
        self.wall += by * MILLI

    def read(self, clock: int) -> int:
        return {
            time.CLOCK_MONOTONIC_RAW: self.raw,
            time.CLOCK_MONOTONIC: self.steady,
            time.CLOCK_BOOTTIME: self.steady + self.asleep,
        }[clock]

    def clock(self) -> SystemClock:
        return SystemClock(wall=lambda: self.wall, ticks=Counter(self.read))


@pytest.fixture
def machine() -> Machine:
    return Machine(HALF_PAST)


@pytest.fixture
def session(tmp_path: Path, machine: Machine) -> Iterator[Session]:
    """The show, on air since half past seven: a countdown of ten minutes has just begun."""
    opened = Session.create(tmp_path / "evening.show", SHOW, machine.clock())
    opened.begin(RunKind.SHOW, confirmed=True)
    opened.call(Go(room=STAGE, expects=SHOW.segments[0].id))
    yield opened
    opened.close()


def left(session: Session) -> Millis:
    found = session.projection().rooms[STAGE].left(session.now())
    assert found is not None
    return found


on_linux = pytest.mark.skipif(
    not hasattr(time, "CLOCK_BOOTTIME"), reason="the machine in here has Linux's clocks"
)


@on_linux
@pytest.mark.parametrize("step", STEPS)
def test_a_step_in_the_middle_of_a_countdown_takes_nothing_from_it(
    session: Session, machine: Machine, step: int
) -> None:
    machine.pass_time(minutes(4))
    machine.set(step)
    machine.pass_time(minutes(3))

    assert abs(left(session) - minutes(3)) <= AT_MOST
    assert abs(session.clock.step() - step) <= AT_MOST


@on_linux
@pytest.mark.parametrize("step", STEPS)
def test_a_step_right_after_go_takes_nothing_from_it(
    session: Session, machine: Machine, step: int
) -> None:
    machine.set(step)
    assert abs(left(session) - minutes(10)) <= AT_MOST
    machine.pass_time(seconds(1))
    assert abs(left(session) - seconds(599)) <= AT_MOST


@on_linux
@pytest.mark.parametrize("slewed", [500, -500])
def test_a_clock_that_is_slewed_in_the_middle_of_a_countdown_takes_nothing_from_it(
    session: Session, machine: Machine, slewed: int
) -> None:
    machine.pass_time(minutes(1))
    machine.slewed = slewed
    for _ in range(480):
        machine.pass_time(seconds(1))

    assert abs(left(session) - minutes(1)) <= AT_MOST
    assert abs(session.clock.step() - slewed * 480 // 1_000) <= AT_MOST


@on_linux
def test_what_was_slept_through_has_passed(session: Session, machine: Machine) -> None:
    machine.pass_time(minutes(1))
    machine.sleep(minutes(2))
    machine.pass_time(minutes(1))

    assert left(session) == minutes(6)
    assert session.clock.step() == 0


@on_linux
@pytest.mark.parametrize("step", STEPS)
def test_a_step_is_noticed_exactly_once(
    session: Session,
    machine: Machine,
    qtbot: QtBot,
    caplog: pytest.LogCaptureFixture,
    step: int,
) -> None:
    bar = NoticeBar(words("en"))
    qtbot.addWidget(bar)
    watch = Watch(session, words("en"), bar)
    with caplog.at_level(logging.WARNING, logger="producer_app.ui.watch"):
        for second in range(120):
            if second == 60:
                machine.set(step)
            machine.pass_time(seconds(1))
            watch.look()
    assert [record.args for record in caplog.records] == [(step,)]
    assert ("set ahead by" if step > 0 else "set back by") in bar.text()


@on_linux
@pytest.mark.parametrize("step", STEPS)
def test_the_wall_clock_is_taken_over_only_when_somebody_says_so(
    session: Session, machine: Machine, step: int
) -> None:
    machine.pass_time(minutes(2))
    machine.set(step)
    before = session.now()

    assert session.anchor_clock() == step

    assert session.now() == before + step
    assert session.clock.step() == 0


@on_linux
@given(
    st.lists(
        st.tuples(
            st.sampled_from(("pass_time", "sleep", "set")), st.integers(-7_200_000, 7_200_000)
        ),
        max_size=20,
    ),
    st.integers(-500, 500),
)
def test_show_time_is_what_has_passed_whatever_is_done_to_the_machine(
    deeds: list[tuple[str, int]], slewed: int
) -> None:
    machine = Machine(HALF_PAST)
    clock = machine.clock()
    machine.slewed = slewed
    passed = 0
    for deed, by in deeds:
        length = by if deed == "set" else abs(by)
        before = clock.now()
        getattr(machine, deed)(length)
        passed += 0 if deed == "set" else length
        assert clock.now() >= before
    assert abs(clock.now() - HALF_PAST - passed) <= 1


def test_the_machine_s_own_clock_is_anchored_to_its_wall_and_never_runs_backwards() -> None:
    earliest = time.time_ns() // MILLI
    clock = SystemClock()
    seen = [clock.now() for _ in range(10_000)]
    assert seen == sorted(seen)
    assert seen[0] >= earliest


def test_the_machine_s_own_counter_counts() -> None:
    counter = Counter()
    first = counter()
    while counter() == first:
        pass
    assert counter() > first


def test_a_clock_in_the_hand_stands_until_it_is_moved_and_never_goes_back() -> None:
    hand = HandClock(HALF_PAST)
    assert [hand.now(), hand.now()] == [HALF_PAST, HALF_PAST]
    assert hand.advance(-5_000) == HALF_PAST
    assert hand.advance(5_000) == hand.now() == HALF_PAST + 5_000
    assert (hand.step(), hand.anchor_again()) == (0, 0)
