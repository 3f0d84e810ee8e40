"""Starts consoles in processes of their own, and ends them the hard way."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


@contextmanager
def console(verb: str, show_file: Path) -> Iterator[subprocess.Popen[str]]:
    """A process that edits, holds or dies (see ``editing``); killed at the end if it still runs."""
    with subprocess.Popen(
        [sys.executable, "-m", "tests.store.editing", verb, str(show_file)],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        text=True,
    ) as process:
        try:
            yield process
        finally:
            process.kill()


def next_line(process: subprocess.Popen[str]) -> str:
    """The next thing it says."""
    assert process.stdout is not None
    return process.stdout.readline().strip()


def last_words(process: subprocess.Popen[str]) -> list[str]:
    """Kills it at once and returns everything it had said that was not read yet."""
    process.kill()
    assert process.stdout is not None
    said = process.stdout.read().splitlines()
    process.wait()
    return said
