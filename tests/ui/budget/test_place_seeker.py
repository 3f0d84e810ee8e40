"""The process that tries places: asked, reporting, ended, failing."""

from __future__ import annotations

import io
import os
import sys
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QThread
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from producer_app.core.show import Kind, Method
from producer_app.core.timing import Projection
from producer_app.present.budget_openings import Place, new_spot
from producer_app.present.words import words
from producer_app.ui.budget.child import reports
from producer_app.ui.budget.seeker import PlaceSeeker
from producer_app.ui.budget.seeking import Progress, Question
from producer_app.ui.piped import read, write
from tests.builders import STAGE, a_segment, a_show, minutes, seconds
from tests.present.budgets import a_rule, an_evening, planned

PATIENCE = 30_000


def a_question(projection: Projection, length: float = 15, language: str = "en") -> Question:
    spot = new_spot(projection, STAGE, Kind.SPOT, seconds(length), lambda: "new", words(language))
    return Question(
        show=projection.show,
        run=projection.run,
        now=projection.now,
        published=projection.published,
        spot=spot,
        language=language,
    )


def an_evening_to_fill() -> Projection:
    return planned(an_evening(a_rule(Method.CLOCK_HOUR)))


def a_long_evening() -> Projection:
    """So many places that a search is never over while a test looks at it."""
    songs = (a_segment(str(number), minutes(1)) for number in range(1_500))
    rules = (a_rule(method) for method in Method)
    return planned(a_show(*songs, ad_rules=tuple(rules)))


@pytest.fixture
def seeker(qtbot: QtBot) -> Iterator[PlaceSeeker]:
    made = PlaceSeeker()
    yield made
    made.stop()


def is_alive(pid: int | None) -> bool:
    if pid is None:
        return False
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True


def heard(seeker: PlaceSeeker, question: Question, qtbot: QtBot) -> list[Progress]:
    """Every report until the search is over."""
    told: list[Progress] = []
    seeker.progressed.connect(told.append)
    seeker.ask(question)
    qtbot.waitUntil(lambda: bool(told) and told[-1].is_over, timeout=PATIENCE)
    seeker.progressed.disconnect(told.append)
    return told


def test_the_process_finds_the_places_that_core_finds(seeker: PlaceSeeker, qtbot: QtBot) -> None:
    question = a_question(an_evening_to_fill())
    told = heard(seeker, question, qtbot)
    known = [place for progress in reports(question) for place in progress.found]
    assert [place for progress in told for place in progress.found] == known
    assert len(known) == 9


def test_a_search_says_at_once_how_many_places_there_are(seeker: PlaceSeeker, qtbot: QtBot) -> None:
    told = heard(seeker, a_question(an_evening_to_fill()), qtbot)
    assert (told[0].tried, told[0].total) == (0, 9)
    assert (told[-1].tried, told[-1].is_over) == (9, True)


def test_places_are_named_in_the_language_of_the_window(seeker: PlaceSeeker, qtbot: QtBot) -> None:
    told = heard(seeker, a_question(an_evening_to_fill(), language="zh"), qtbot)
    assert told[-1].found[-1].left == "A rule：剩 0:05"


def test_no_place_at_all_is_an_answer_too(seeker: PlaceSeeker, qtbot: QtBot) -> None:
    told = heard(seeker, a_question(an_evening_to_fill(), length=300), qtbot)
    assert told[-1].is_over
    assert not any(progress.found for progress in told)


def test_what_is_heard_is_heard_in_the_window_s_thread(seeker: PlaceSeeker, qtbot: QtBot) -> None:
    threads: list[QThread] = []
    seeker.progressed.connect(lambda _: threads.append(QThread.currentThread()))
    heard(seeker, a_question(an_evening_to_fill()), qtbot)
    app = QApplication.instance()
    assert app is not None
    assert set(threads) == {app.thread()}


def test_a_search_is_ended_at_once_and_its_process_with_it(
    seeker: PlaceSeeker, qtbot: QtBot
) -> None:
    with qtbot.waitSignal(seeker.progressed, timeout=PATIENCE):
        seeker.ask(a_question(a_long_evening()))
    pid = seeker.pid
    assert is_alive(pid)
    with qtbot.assertNotEmitted(seeker.progressed, wait=200):
        seeker.stop()
    assert not is_alive(pid)


def test_a_newer_question_ends_the_one_before(seeker: PlaceSeeker, qtbot: QtBot) -> None:
    with qtbot.waitSignal(seeker.progressed, timeout=PATIENCE):
        seeker.ask(a_question(a_long_evening()))
    pid = seeker.pid
    told = heard(seeker, a_question(an_evening_to_fill()), qtbot)
    assert not is_alive(pid)
    assert {progress.total for progress in told} == {9}


def test_a_process_that_fails_is_told_once_and_the_next_question_is_answered(
    qtbot: QtBot, caplog: pytest.LogCaptureFixture
) -> None:
    seeker = PlaceSeeker(command=[sys.executable, "-c", "raise SystemExit('no places today')"])
    with qtbot.waitSignal(seeker.progressed, timeout=PATIENCE) as told:
        seeker.ask(a_question(an_evening_to_fill()))
    assert told.args == [None]
    assert "seeks places" in caplog.text
    seeker.command = PlaceSeeker().command
    assert heard(seeker, a_question(an_evening_to_fill()), qtbot)[-1].is_over
    seeker.stop()


def test_a_program_that_is_not_there_is_a_failed_search(qtbot: QtBot) -> None:
    seeker = PlaceSeeker(command=["/nowhere/at-all"])
    with qtbot.waitSignal(seeker.progressed, timeout=PATIENCE) as told:
        seeker.ask(a_question(an_evening_to_fill()))
    assert told.args == [None]
    seeker.stop()


def test_question_and_report_arrive_as_they_were_sent() -> None:
    place = Place(before=None, at=None, room_left=0.5, pushes=seconds(1), is_joined=True, left="x")
    for message in (
        a_question(an_evening_to_fill()),
        Progress(tried=1, total=2, found=(place,)),
    ):
        pipe = io.BytesIO()
        write(pipe, message)
        pipe.seek(0)
        assert read(pipe) == message
