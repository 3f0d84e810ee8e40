"""How setting up speaks to a person: lines of progress, and one sentence when it has to stop."""

from __future__ import annotations

import sys

EXIT_SYSTEM_PACKAGES = 4
EXIT_INSTALL_FAILED = 5


class SetupStopped(Exception):
    """Setting up cannot go on: a sentence for a person, and the exit code that says which."""

    def __init__(self, sentence: str, code: int) -> None:
        super().__init__(sentence)
        self.code = code


def step(words: str) -> None:
    """One calm line of progress, in the place of a count that moved."""
    print(f"{_line_start()}  {words:<60}".rstrip(" "), flush=True)


def count(words: str, done: int, total: int) -> None:
    """A count that moves in place where a person watches; in a log, nothing is repeated."""
    if sys.stdout.isatty():
        print(f"\r  {words} {min(done, total)} of {total}   ", end="", flush=True)


def _line_start() -> str:
    return "\r" if sys.stdout.isatty() else ""


def dotted(version: tuple[int, ...]) -> str:
    """(3, 11) as 3.11."""
    return ".".join(str(part) for part in version)
