"""The program that seeks ways back in a process of its own, question after question."""

from __future__ import annotations

import os
import sys
from typing import IO

from producer_app.core.recovery import ways_back
from producer_app.core.timing import Plan, plan_times, project
from producer_app.ui.recovery.packing import Answer, Question, read, write

SUBCOMMAND = "way-seeker"
"""The hidden subcommand by which a frozen program starts itself as its seeker."""

NICE = 5
"""How far the seeker stands back behind the window, where both want the processor."""


def main() -> int:
    """Answers every question on standard input; returns 0 once the console has gone."""
    if hasattr(os, "nice"):
        os.nice(NICE)
    answers = _own_output()
    questions = sys.stdin.buffer
    plan: Plan | None = None
    while isinstance(question := read(questions), Question):
        plan = plan_times(question.show, plan)
        try:
            write(answers, _answer(question, plan))
        except BrokenPipeError:
            break
    return 0


def _answer(question: Question, plan: Plan) -> Answer:
    projection = project(plan, question.run, question.now, published=question.published)
    return Answer(number=question.number, ways=ways_back(projection, question.room))


def _own_output() -> IO[bytes]:
    """Standard output for the answers alone; what libraries print goes to standard error."""
    answers = os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())
    return answers


if __name__ == "__main__":
    sys.exit(main())
