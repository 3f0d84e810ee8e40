"""Question and answer as bytes on a pipe."""

from __future__ import annotations

import io
from dataclasses import replace

from producer_app.core.run import Run
from producer_app.core.show import Show
from producer_app.ui.recovery.packing import Answer, Question, read, write
from tests.builders import STAGE, a_run, at, folded, gone
from tests.present.ways_back import LATE, a_float, a_way, standing


def a_question(show: Show = LATE, run: Run | None = None) -> Question:
    projection = standing(show)
    return Question(
        number=7,
        show=show,
        run=run,
        now=projection.now,
        published=projection.published,
        room=STAGE,
    )


def through_a_pipe(message: Question | Answer) -> object:
    pipe = io.BytesIO()
    write(pipe, message)
    pipe.seek(0)
    return read(pipe)


def test_a_question_arrives_as_it_was_asked() -> None:
    run = folded(gone(LATE, a_run(LATE, at(LATE, "20:00")), at(LATE, "20:00")))
    question = a_question(run=run)
    assert through_a_pipe(question) == question


def test_an_answer_arrives_as_it_was_given() -> None:
    answer = Answer(number=7, ways=(a_way(a_float()),))
    assert through_a_pipe(answer) == answer
    assert through_a_pipe(Answer(number=7, ways=None)) == Answer(number=7, ways=None)


def test_what_a_show_has_worked_out_for_itself_stays_at_home() -> None:
    fresh = replace(LATE)
    used = replace(LATE)
    assert used.by_id
    assert used.rundowns

    def size(show: Show) -> int:
        pipe = io.BytesIO()
        write(pipe, a_question(show))
        return pipe.tell()

    lean = size(fresh)
    assert used.cues_of is not None
    assert size(used) == lean


def test_a_pipe_that_ends_says_nothing_more() -> None:
    pipe = io.BytesIO()
    write(pipe, a_question())
    whole = pipe.getvalue()
    for cut in (0, 3, 8, len(whole) - 1):
        assert read(io.BytesIO(whole[:cut])) is None
