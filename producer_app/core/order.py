"""What keeps its place when things are put in another order: as much as can be."""

from __future__ import annotations

import operator
from bisect import bisect_left
from collections.abc import Iterable, Sequence


def unmoved(places: Iterable[int]) -> frozenset[int]:
    """The most of these places, each given once, that already stand in rising order; the others
    were moved."""
    ends: list[int] = []
    before: dict[int, int | None] = {}
    for place in places:
        length = len(ends) if not ends or place > ends[-1] else bisect_left(ends, place)
        before[place] = ends[length - 1] if length else None
        ends[length : length + 1] = [place]
    kept = []
    place_kept = ends[-1] if ends else None
    while place_kept is not None:
        kept.append(place_kept)
        place_kept = before[place_kept]
    return frozenset(kept)


def stretch(old: Sequence[object], new: Sequence[object]) -> tuple[int, int]:
    """Where two sequences begin to differ, and how many at their ends are the very same again."""
    start = _alike(old, new)
    return start, _alike(old[start:][::-1], new[start:][::-1])


def _alike(one: Sequence[object], other: Sequence[object]) -> int:
    """How many from the first on are one and the same in both."""
    same = [*map(operator.is_, one, other)]
    return same.index(False) if False in same else len(same)
