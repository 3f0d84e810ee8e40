"""A line that loses, doubles and reorders: room and console agree in the end."""

from __future__ import annotations

import random
from dataclasses import dataclass, field, replace

from hypothesis import given, settings
from hypothesis import strategies as st

from producer_app.core.handoff import (
    CONSOLE_ACTS,
    Act,
    Answer,
    Ask,
    Line,
    State,
    Verdict,
    Via,
    follow,
    judge,
    resend_every,
)
from producer_app.core.timebase import Instant
from tests.core.handoff.asked import H1, START, console, page, told


@dataclass
class Room:
    """A page as the protocol wants it: newest state wins, each GO starts the room once."""

    known: tuple[int, int, State] = (0, 0, State.ARMED)
    started: list[int] = field(default_factory=list)

    def told(self, seq: int, rev: int, state: State) -> None:
        if seq < self.known[0]:
            return
        before, self.known = self.known, (seq, rev, state)
        if state in (State.GO_SENT, State.GO_SHOWN) and rev > before[1]:
            self.started.append(rev)


class Trial:
    """A console and a room over a bad line, driven by chosen numbers."""

    def __init__(self, chance: random.Random, loss: float) -> None:
        self.chance, self.loss = chance, loss
        self.line, self.seq, self.now = Line(handoff=H1), 0, 0
        self.room, self.gone = Room(), list[int]()
        self.down: list[tuple[int, int, State]] = []
        self.up: list[Ask] = []
        self.mids = 0

    def carry(self, queue: list, message: object) -> None:
        if self.chance.random() >= self.loss:
            for _ in range(2 if self.chance.random() < self.loss else 1):
                queue.insert(self.chance.randint(0, len(queue)), message)

    def ask(self, ask: Ask) -> Verdict:
        verdict = judge(self.line, ask)
        before = self.line
        self.line = follow(self.line, ask, verdict, Instant(self.now))
        if verdict.answer is Answer.OK:
            self.seq += 1
            if ask.act is Act.GO:
                self.gone.append(self.line.rev)
            self.send()
        else:
            assert replace(self.line, answers=before.answers) == before
        return verdict

    def send(self) -> None:
        self.carry(self.down, (self.seq, self.line.rev, self.line.state))

    def step(self) -> None:
        self.now += 100
        match self.chance.randrange(5):
            case 0:
                act = self.chance.choice(sorted(CONSOLE_ACTS))
                self.ask(console(act, forced=True, rev=self.line.rev))
            case 1 if self.down:
                self.room.told(*self.down.pop(0))
                self.carry(self.up, page(Act.SHOWN, self.room.known[1]))
            case 2 if self.up:
                self.ask(self.up.pop(0))
            case 3:
                self.mids += 1
                act = self.chance.choice([Act.READY, Act.LIVE, Act.RETURN, Act.CANT])
                self.carry(self.up, page(act, self.room.known[1], mid=str(self.mids)))
            case 4 if resend_every(self.line) is not None:
                self.send()

    def settle(self) -> None:
        """The line works again: what is under way arrives, what is owed is sent until shown."""
        self.loss = 0.0
        for _ in range(1_000):
            while self.down:
                self.room.told(*self.down.pop(0))
                self.carry(self.up, page(Act.SHOWN, self.room.known[1]))
            while self.up:
                self.ask(self.up.pop(0))
            heartbeat_shows_a_gap = self.room.known[0] < self.seq
            if resend_every(self.line) is None and not heartbeat_shows_a_gap:
                return
            self.send()
        raise AssertionError("the line never came to rest")


def try_it(seed: int, loss: float, steps: int) -> Trial:
    trial = Trial(random.Random(seed), loss)
    for _ in range(steps):
        trial.step()
    assert len(set(trial.room.started)) == len(trial.room.started), "double GO"
    assert set(trial.room.started) <= set(trial.gone), "a GO that nobody gave"
    trial.settle()
    assert trial.room.known[1:] == (trial.line.rev, trial.line.state)
    if trial.line.state in (State.GO_SENT, State.GO_SHOWN):
        assert trial.line.rev in trial.room.started, "lost GO"
    assert len(set(trial.room.started)) == len(trial.room.started), "double GO"
    return trial


@given(seed=st.integers(0, 2**32), loss=st.sampled_from([0.0, 0.01, 0.05, 0.2, 0.3, 0.6]))
@settings(max_examples=150)
def test_room_and_console_agree_after_any_loss_doubling_and_reordering(
    seed: int, loss: float
) -> None:
    try_it(seed, loss, steps=120)


def test_no_go_is_doubled_or_lost_in_many_trials_at_thirty_percent_loss() -> None:
    gone = sum(len(try_it(seed, 0.3, steps=60).gone) for seed in range(2_000))
    assert gone > 1_000


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
