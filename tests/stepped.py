"""Work that comes in steps, done to its end."""

from __future__ import annotations

from collections import deque
from collections.abc import Generator, Iterator
from typing import TypeVar

T = TypeVar("T")


def whole(steps: Generator[None, None, T]) -> T:
    """What the steps return behind the last of them."""
    found: list[T] = []

    def go() -> Iterator[None]:
        found.append((yield from steps))

    deque(go(), maxlen=0)
    return found[0]
