"""Who may do what with a handoff, and in what words the rest is refused."""

from __future__ import annotations

from dataclasses import replace

import pytest

from producer_app.core.handoff import (
    CONSOLE_ACTS,
    ROOM_ACTS,
    VOICE_ACTS,
    Act,
    Answer,
    Ask,
    Line,
    State,
    allowed,
    judge,
)
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
