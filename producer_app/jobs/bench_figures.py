"""Figures of a bench: how long something took, often enough to say how often it is late."""

from __future__ import annotations

import gc
import math
import statistics
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

FRAME = 1_000 / 60
"""Milliseconds from one frame to the next."""


@dataclass(frozen=True, slots=True)
class Figures:
    """Milliseconds, one for each round."""

    times: tuple[float, ...]

    @property
    def median(self) -> float:
        return statistics.median(self.times)

    @property
    def worst(self) -> float:
        return max(self.times)

    def at(self, percent: float) -> float:
        """The smallest figure that this many of a hundred do not exceed."""
        ordered = sorted(self.times)
        return ordered[max(0, math.ceil(len(ordered) * percent / 100) - 1)]


def timed(
    work: Callable[[], object], rounds: int, before: Callable[[], object] = lambda: None
) -> Figures:
    """How long ``work`` takes, after one round that does not count; ``before`` each it does not
    count either."""
    before()
    work()
    times = []
    with without_collecting():
        for _ in range(rounds):
            before()
            start = time.perf_counter()
            work()
            times.append((time.perf_counter() - start) * 1_000)
    return Figures(tuple(times))


@contextmanager
def without_collecting() -> Iterator[None]:
    """Garbage waits meanwhile, as it does in the console, which collects between its work."""
    was_on = gc.isenabled()
    gc.collect()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()
