"""What comes twice, late or out of order changes nothing twice."""

from __future__ import annotations

import pytest

from producer_app.core.handoff import Act, Answer, Ask, State
from tests.core.handoff.asked import GONE, LIVE, READY, STOOD_BY, after, console, page, told


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
