"""From standby to closed: the road of a handoff, its revs and who is remembered."""

from __future__ import annotations

import pytest

from producer_app.core.handoff import (
    TIMERS,
    Act,
    Answer,
    Ask,
    Line,
    State,
    Via,
    allowed,
    resend_every,
    state_at,
)
from producer_app.core.timebase import Instant
from tests.core.handoff.asked import (
    GONE,
    H1,
    LIVE,
    READY,
    RETURNED,
    STOOD_BY,
    after,
    console,
    page,
    told,
    voice,
)


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
