"""The program that tries one place after another for an advertisement, in a process of its own."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Iterator
from typing import IO

from producer_app.core.budget import budget_of
from producer_app.core.budget.openings import openings
from producer_app.core.timing import plan_times, project
from producer_app.present.budget_openings import Place, count_of, place_of
from producer_app.present.words import words
from producer_app.ui.budget.seeking import Progress, Question
from producer_app.ui.piped import read, write

SUBCOMMAND = "place-seeker"
"""The hidden subcommand by which a frozen program starts itself as its seeker of places."""

NICE = 5
"""How far it stands back behind the window, where both want the processor."""

BEAT = 0.1
"""Seconds between two reports."""


def main() -> int:
    """Answers the question on standard input, report after report; returns 0."""
    if hasattr(os, "nice"):
        os.nice(NICE)
    answers = _own_output()
    question = read(sys.stdin.buffer)
    if isinstance(question, Question):
        try:
            for progress in reports(question):
                write(answers, progress)
        except BrokenPipeError:
            pass
    return 0


def reports(question: Question) -> Iterator[Progress]:
    """Every report of a search; the last one says that it is over."""
    projection = project(
        plan_times(question.show), question.run, question.now, published=question.published
    )
    say, total = words(question.language), count_of(projection, question.spot)
    found: list[Place] = []
    said = time.monotonic()
    yield Progress(tried=0, total=total)
    tried = enumerate(openings(projection, budget_of(projection), question.spot), 1)
    for number, opening in tried:
        if opening is not None:
            found.append(place_of(opening, say))
        if number == total or time.monotonic() - said > BEAT:
            yield Progress(tried=number, total=total, found=tuple(found))
            found, said = [], time.monotonic()


def _own_output() -> IO[bytes]:
    """Standard output for the answers alone; what libraries print goes to standard error."""
    answers = os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())
    return answers


if __name__ == "__main__":
    sys.exit(main())
