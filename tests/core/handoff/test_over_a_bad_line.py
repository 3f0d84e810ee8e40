"""A line that loses, doubles and reorders: room and console agree in the end."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from producer_app.core.handoff import Act, Answer, Ask, Line, State, Via
from producer_app.core.timebase import Instant
from producer_app.jobs.bench_line.handoff_model import Outcome, Room, Trial, outcomes, summed
from tests.core.handoff.asked import H1, START, told


@given(seed=st.integers(0, 2**32), loss=st.sampled_from([0.0, 0.01, 0.05, 0.2, 0.3, 0.6]))
@settings(max_examples=150)
def test_room_and_console_agree_after_any_loss_doubling_and_reordering(
    seed: int, loss: float
) -> None:
    found = Trial(seed, loss).outcome(steps=120)
    assert (found.doubled, found.lost) == (0, 0)


def test_no_go_is_doubled_or_lost_in_many_trials_at_thirty_percent_loss() -> None:
    found = outcomes(range(2_000), 0.3)
    assert found.gone > 1_000
    assert (found.doubled, found.lost) == (0, 0)


class _Deaf(Room):
    """Takes every GO that it hears of for a new one."""

    def told(self, seq: int, rev: int, state: State) -> None:
        super().told(seq, rev, state)
        if state is State.GO_SENT:
            self.started.append(rev)


class _Forgetful(Room):
    """Hears of a GO and does nothing."""

    def told(self, seq: int, rev: int, state: State) -> None:
        super().told(seq, rev, state)
        self.started.clear()


@pytest.mark.parametrize(("room", "wrong"), [(_Deaf, "doubled"), (_Forgetful, "lost")])
def test_a_room_that_does_it_wrong_is_found_out(room: type[Room], wrong: str) -> None:
    found = Outcome(0, 0, 0)
    for seed in range(100):
        trial = Trial(seed, 0.3)
        trial.room = room()
        found = summed((found, trial.outcome()))
    assert getattr(found, wrong) > 0


asks = st.builds(
    Ask,
    act=st.sampled_from(Act),
    by=st.sampled_from(["host", "director"]),
    via=st.sampled_from(Via),
    mid=st.sampled_from(["", "a", "b", "c"]),
    rev=st.one_of(st.none(), st.integers(0, 5)),
    is_forced=st.booleans(),
)


@given(st.lists(asks, max_size=40))
def test_the_rev_never_falls_shown_never_runs_ahead_and_only_ok_moves_the_line(
    all_asks: list[Ask],
) -> None:
    line = Line(handoff=H1)
    for number, ask in enumerate(all_asks):
        before = line
        line, verdict = told(line, ask, Instant(START + number))
        assert before.rev <= line.rev <= before.rev + 1
        assert line.shown_rev <= line.rev
        assert (verdict.state, verdict.rev) == (line.state, line.rev)
        if verdict.answer is not Answer.OK:
            assert replace(line, answers=before.answers) == before
        assert line.state not in (State.LATE, State.MISSED)


@given(st.lists(asks, max_size=40))
def test_the_same_asks_in_the_same_order_always_lead_to_the_same_line(all_asks: list[Ask]) -> None:
    def walk() -> Line:
        line = Line(handoff=H1)
        for number, ask in enumerate(all_asks):
            line, _ = told(line, ask, Instant(START + number))
        return line

    assert walk() == walk()
