"""Work that comes in steps, for whoever has no time for all of it at once."""

from __future__ import annotations

from collections.abc import Generator
from typing import TypeVar

_Found = TypeVar("_Found")


def finished(steps: Generator[None, None, _Found]) -> _Found:
    """What all the steps come to, one behind the other."""
    while True:
        try:
            next(steps)
        except StopIteration as over:
            found: _Found = over.value
            return found
