"""The handoff's state machine by itself: who may do what, and that a bad line changes nothing."""

from __future__ import annotations

import random
from dataclasses import dataclass, field, replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from producer_app.core.handoff import (
    CONSOLE_ACTS,
    ROOM_ACTS,
    TIMERS,
    VOICE_ACTS,
    Act,
    Answer,
    Ask,
    Line,
    State,
    Verdict,
    Via,
    allowed,
    follow,
    judge,
    resend_every,
    state_at,
)
from producer_app.core.show import HandoffId
from producer_app.core.timebase import Instant

H1 = HandoffId("h1")
START = Instant(1_000_000)


def console(act: Act, *, forced: bool = False, rev: int | None = None) -> Ask:
    return Ask(act=act, by="director", is_forced=forced, rev=rev)


def page(act: Act, rev: int, *, by: str = "host", mid: str = "") -> Ask:
    return Ask(act=act, by=by, via=Via.PAGE, rev=rev, mid=mid)


def voice(act: Act, *, by: str = "director, for the host") -> Ask:
    return Ask(act=act, by=by, via=Via.VOICE)


def told(line: Line, ask: Ask, at: Instant = START) -> tuple[Line, Verdict]:
    verdict = judge(line, ask)
    return follow(line, ask, verdict, at), verdict


def after(*asks: Ask) -> Line:
    """The line after asks that must all be OK, a second apart."""
    line = Line(handoff=H1)
    for number, ask in enumerate(asks):
        line, verdict = told(line, ask, Instant(START + 1_000 * number))
        assert verdict.answer is Answer.OK, (ask, verdict)
    return line


STOOD_BY = (console(Act.STANDBY),)
READY = (*STOOD_BY, page(Act.SHOWN, 1), page(Act.READY, 1))
GONE = (*READY, console(Act.GO))
LIVE = (*GONE, page(Act.SHOWN, 2), page(Act.LIVE, 2))
RETURNED = (*LIVE, page(Act.RETURN, 2))


# The road from standby to closed


def test_a_handoff_walks_from_standby_to_closed_by_three_different_acknowledgements() -> None:
    line = Line(handoff=H1)
    seen = []
    for ask in (*RETURNED, console(Act.CLOSE)):
        line, _ = told(line, ask)
        seen.append(line.state)
    assert seen == [
        State.STANDBY_SENT,
        State.STANDBY_SHOWN,
        State.READY,
        State.GO_SENT,
        State.GO_SHOWN,
        State.LIVE,
        State.RETURNED,
        State.CLOSED,
    ]


def test_every_call_of_the_console_raises_the_rev_and_nothing_that_a_room_says_does() -> None:
    assert after(*READY).rev == 1
    assert after(*GONE).rev == 2
    assert after(*RETURNED).rev == 2
    assert after(*RETURNED, console(Act.CLOSE)).rev == 3


def test_the_line_keeps_who_said_ready_and_live_and_by_which_way() -> None:
    line = after(*STOOD_BY, voice(Act.READY, by="Lin"), console(Act.GO), page(Act.LIVE, 2, by="Mo"))
    assert (line.ready_by, line.ready_via) == ("Lin", Via.VOICE)
    assert (line.live_by, line.live_via) == ("Mo", Via.PAGE)


def test_ready_is_taken_even_when_the_echo_that_it_was_shown_got_lost() -> None:
    line = after(*STOOD_BY, page(Act.READY, 1))
    assert line.state is State.READY
    assert not line.is_shown


# Who may do what


@pytest.mark.parametrize("act", sorted(CONSOLE_ACTS))
def test_a_page_never_originates_what_is_the_consoles(act: Act) -> None:
    for line in (Line(handoff=H1), after(*STOOD_BY), after(*READY), after(*GONE), after(*LIVE)):
        _, verdict = told(line, page(act, line.rev))
        assert verdict.answer is Answer.DENIED


@pytest.mark.parametrize("act", sorted(ROOM_ACTS - {Act.RETURN}))
def test_the_console_never_acknowledges_in_a_rooms_place(act: Act) -> None:
    for line in (after(*STOOD_BY), after(*GONE)):
        _, verdict = told(line, console(act))
        assert verdict.answer is Answer.DENIED


@pytest.mark.parametrize("act", sorted(set(Act) - VOICE_ACTS))
def test_a_voice_only_acknowledges(act: Act) -> None:
    _, verdict = told(after(*STOOD_BY), voice(act))
    assert verdict.answer is Answer.DENIED


def test_a_page_that_does_not_say_what_it_saw_is_denied() -> None:
    ask = replace(page(Act.READY, 1), rev=None)
    assert told(after(*STOOD_BY), ask)[1].answer is Answer.DENIED


def test_go_to_a_room_that_has_not_said_ready_needs_the_override_and_is_marked() -> None:
    line = after(*STOOD_BY)
    assert told(line, console(Act.GO))[1].answer is Answer.DENIED
    forced, verdict = told(line, console(Act.GO, forced=True))
    assert verdict.answer is Answer.OK
    assert forced.was_forced


def test_an_override_of_a_room_that_was_ready_all_along_is_no_override() -> None:
    assert not after(*READY, console(Act.GO, forced=True)).was_forced


def test_a_room_that_gets_go_and_cannot_says_so() -> None:
    ask = replace(page(Act.CANT, 2), reason="guest not here")
    line = after(*GONE, ask)
    assert (line.state, line.reason) == (State.CANT, "guest not here")


def test_what_is_allowed_is_exactly_what_is_not_denied() -> None:
    for line in (Line(handoff=H1), after(*STOOD_BY), after(*READY), after(*GONE), after(*LIVE)):
        for act in CONSOLE_ACTS:
            answer = judge(line, console(act, forced=True)).answer
            assert (act in allowed(line)) == (answer is Answer.OK), (line.state, act)


def test_a_room_that_could_not_says_that_it_can_now_without_being_called_again() -> None:
    cant = after(*READY, page(Act.CANT, 1))
    assert cant.ready is None
    line, verdict = told(cant, page(Act.READY, 1, by="Mo"))
    assert (verdict.answer, line.state, line.rev) == (Answer.OK, State.READY, 1)
    assert (line.ready_by, line.reason) == ("Mo", "")
    assert told(line, console(Act.GO))[0].state is State.GO_SENT


def test_a_room_that_could_not_after_go_is_ready_for_another_go() -> None:
    line = after(*GONE, page(Act.CANT, 2), voice(Act.READY, by="Mo"))
    assert (line.state, line.went, line.rev) == (State.READY, None, 2)
    again, _ = told(line, console(Act.GO))
    assert (again.state, again.rev) == (State.GO_SENT, 3)


def test_a_room_that_could_not_may_be_armed_again() -> None:
    assert after(*STOOD_BY, page(Act.CANT, 1), console(Act.REARM)).state is State.ARMED


# Refusals


CANT = (*STOOD_BY, voice(Act.CANT))
SKIPPED = (console(Act.SKIP),)
ABORTED = (*GONE, console(Act.RECALL))


@pytest.mark.parametrize(
    ("before", "act", "why"),
    [
        (CANT, Act.GO, "cannot GO, the room said it can't. Re-arm it first"),
        (CANT, Act.RECALL, "cannot be recalled, the room said it can't. Re-arm it first"),
        (SKIPPED, Act.GO, "cannot GO, it was skipped. Re-arm it first"),
        (ABORTED, Act.STANDBY, "cannot be put in standby, it was recalled. Re-arm it first"),
        (RETURNED, Act.GO, "cannot GO, the room has given it back. It closes by itself"),
        ((), Act.RECALL, "cannot be recalled, the room has not been called yet. Standby first"),
        ((), Act.REARM, "cannot be re-armed, it is armed already. Put it in standby"),
        (READY, Act.REARM, "cannot be re-armed, the room is in standby. Recall it first"),
        (READY, Act.RETURN, "cannot return, GO has not been given. GO first"),
        (GONE, Act.SKIP, "cannot be skipped, GO has gone out. Recall it first"),
        (LIVE, Act.SKIP, "cannot be skipped, the room is live. Return it, or recall it"),
        (
            GONE,
            Act.RETURN,
            "cannot return, the room has not said LIVE. Wait for it, or enter it by voice",
        ),
    ],
)
def test_a_refusal_says_what_cannot_be_why_and_what_comes_first(
    before: tuple[Ask, ...], act: Act, why: str
) -> None:
    verdict = judge(after(*before), console(act, forced=True))
    assert (verdict.answer, str(verdict.why)) == (Answer.DENIED, why)


# Twice, late, and out of order


def test_a_repeated_mid_is_answered_as_a_repeat_with_the_first_answer() -> None:
    line, _ = told(after(*STOOD_BY), page(Act.READY, 1, mid="a"))
    again, verdict = told(line, page(Act.READY, 1, mid="a"))
    assert (verdict.answer, verdict.first) == (Answer.DUP, Answer.OK)
    assert again == line


def test_a_mid_is_remembered_over_recall_and_rearm() -> None:
    line, _ = told(after(*STOOD_BY), page(Act.READY, 1, mid="a"))
    line, _ = told(line, console(Act.RECALL))
    line, _ = told(line, console(Act.STANDBY))
    assert told(line, page(Act.READY, 3, mid="a"))[1].answer is Answer.DUP
    assert line.ready is None


def test_the_second_person_to_press_is_told_who_was_first() -> None:
    line = after(*LIVE)
    kept, verdict = told(line, page(Act.LIVE, 2, by="co-host", mid="b"))
    assert (verdict.answer, str(verdict.why)) == (Answer.DUP, "already live (host)")
    assert kept.live_by == "host"


@pytest.mark.parametrize("before", [STOOD_BY, READY])
def test_a_standby_pressed_twice_is_one_standby(before: tuple[Ask, ...]) -> None:
    line = after(*before)
    again, verdict = told(line, console(Act.STANDBY))
    assert (verdict.answer, str(verdict.why)) == (Answer.DUP, "already standby")
    assert again == line


@pytest.mark.parametrize("before", [GONE, LIVE])
def test_a_go_pressed_twice_is_one_go(before: tuple[Ask, ...]) -> None:
    line = after(*before)
    again, verdict = told(line, console(Act.GO, forced=True))
    assert verdict.answer is Answer.DUP
    assert again == line


def test_a_ready_that_was_under_way_when_the_director_recalled_is_stale() -> None:
    line = after(*STOOD_BY, console(Act.RECALL), console(Act.STANDBY))
    kept, verdict = told(line, page(Act.READY, 1))
    assert (verdict.answer, verdict.rev) == (Answer.STALE, 3)
    assert kept.state is State.STANDBY_SENT


def test_a_go_for_something_else_than_the_director_saw_is_stale() -> None:
    line = after(*STOOD_BY, console(Act.RECALL), console(Act.STANDBY), page(Act.READY, 3))
    assert told(line, console(Act.GO, rev=1))[1].answer is Answer.STALE


def test_an_echo_of_an_older_rev_does_not_count_as_shown() -> None:
    line, verdict = told(after(*GONE), page(Act.SHOWN, 1))
    assert verdict.answer is Answer.STALE
    assert line.state is State.GO_SENT


# Standing down


@pytest.mark.parametrize(
    ("before", "act", "state"),
    [
        (STOOD_BY, Act.RECALL, State.ARMED),
        (READY, Act.SKIP, State.SKIPPED),
        (GONE, Act.RECALL, State.ABORTED),
        (LIVE, Act.RECALL, State.ABORTED),
    ],
)
def test_a_stand_down_asks_for_an_acknowledgement_of_its_own(
    before: tuple[Ask, ...], act: Act, state: State
) -> None:
    line = after(*before, console(act))
    assert (line.state, line.was_stood_down, line.acknowledged) == (state, True, None)
    line, verdict = told(line, page(Act.ACK, line.rev, by="host"))
    assert verdict.answer is Answer.OK
    assert line.acknowledged_by == "host"
    assert told(line, page(Act.ACK, line.rev))[1].answer is Answer.DUP


def test_a_room_that_stopped_may_say_so_by_voice() -> None:
    line = after(*LIVE, console(Act.RECALL))
    assert Act.ACK in allowed(line)
    line, _ = told(line, voice(Act.ACK, by="Mo"))
    assert line.acknowledged_by == "Mo"
    assert Act.ACK not in allowed(line)


def test_skipping_what_no_room_was_told_asks_nobody_to_take_note() -> None:
    line = after(console(Act.SKIP))
    assert not line.was_stood_down
    assert told(line, page(Act.ACK, line.rev))[1].answer is Answer.DENIED


def test_a_recalled_handoff_starts_afresh_at_the_next_standby() -> None:
    line = after(*READY, console(Act.RECALL), page(Act.ACK, 2), console(Act.STANDBY))
    assert (line.ready, line.was_stood_down, line.acknowledged) == (None, False, None)


# Time


def test_a_go_that_nobody_answers_is_late_then_missed_and_may_still_go_live() -> None:
    line = after(*GONE, page(Act.SHOWN, 2))
    assert line.went is not None
    assert state_at(line, Instant(line.went + 2_999)) is State.GO_SHOWN
    assert state_at(line, Instant(line.went + 3_000)) is State.LATE
    assert state_at(line, Instant(line.went + 10_000)) is State.MISSED
    assert told(line, page(Act.LIVE, 2))[0].state is State.LIVE


def test_a_state_is_sent_again_until_it_is_shown() -> None:
    assert resend_every(Line(handoff=H1)) is None
    assert resend_every(after(*STOOD_BY)) == TIMERS.resend_standby
    assert resend_every(after(*GONE)) == TIMERS.resend_go
    assert resend_every(after(*GONE, page(Act.SHOWN, 2))) is None


# A line that loses, doubles and reorders


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
