"""The order of one table's rows: positions with room between them, so that a move is one row."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from producer_app.core.order import stretch, unmoved

APART = 2**32
"""How far apart two positions are at first: thirty-two times there is room in the middle."""

_HIGHEST = 2**62
"""No position that is given lies farther than this from 0."""


@dataclass(frozen=True, slots=True)
class Reordered:
    """What another order changes: positions by id, and what each of these now stands behind."""

    positions: Mapping[str, int]
    behind: Mapping[str, str | None]


class Order:
    """Where each row of a table stands, by its id; made from rows in their order."""

    def __init__(self, rows: Iterable[tuple[str, int]] = ()) -> None:
        self._positions = dict(rows)
        self._ids = tuple(self._positions)

    def linked(self) -> Iterator[tuple[str, str | None]]:
        """Each row and the one that it stands behind; None is before the first."""
        return _linked(self._ids, 0, 0)

    def follow(self, ids: tuple[str, ...]) -> Reordered:
        """These rows in this order from now on; returns what has to be written for that."""
        old, self._ids = self._ids, ids
        start, alike = stretch(old, ids)
        were, are = old[start : len(old) - alike], ids[start : len(ids) - alike]
        places = {key: place for place, key in enumerate(were)}
        kept = unmoved(places[key] for key in are if key in places)
        loose = [place for place, key in enumerate(are, start) if places.get(key) not in kept]
        for key in (*set(were).difference(are), *(ids[place] for place in loose)):
            self._positions.pop(key, None)
        before = dict(_linked(old, start, alike))
        links = _linked(ids, start, alike)
        behind = {k: other for k, other in links if k not in before or before[k] != other}
        return Reordered(self._placed(loose), behind)

    def _placed(self, loose: Iterable[int]) -> dict[str, int]:
        """New positions for what stands at these places, and for as many beside as need be."""
        changed: dict[str, int] = {}
        for _, run in groupby(enumerate(loose), key=lambda pair: pair[1] - pair[0]):
            places = [place for _, place in run]
            changed |= self._spread(places[0], places[-1] + 1)
        return changed

    def _spread(self, first: int, last: int) -> dict[str, int]:
        """Positions from the place ``first`` up to ``last``, and wider around where there is no
        room between the neighbours."""
        beside = 0
        while True:
            first, last = self._widened(first - beside, last + beside)
            fresh = self._between(first, last)
            if fresh is not None:
                found = dict(zip(self._ids[first:last], fresh, strict=True))
                self._positions |= found
                return found
            beside = 2 * beside + 1

    def _widened(self, first: int, last: int) -> tuple[int, int]:
        """As far as there is a neighbour that has a position, or none at all."""
        first, last = max(0, first), min(len(self._ids), last)
        while first and self._ids[first - 1] not in self._positions:
            first -= 1
        while last < len(self._ids) and self._ids[last] not in self._positions:
            last += 1
        return first, last

    def _between(self, first: int, last: int) -> Sequence[int] | None:
        """That many positions between the neighbours; None where they do not fit."""
        rows = last - first + 1
        low = self._positions[self._ids[first - 1]] if first else None
        high = self._positions[self._ids[last]] if last < len(self._ids) else None
        if low is None:
            low = 0 if high is None else high - rows * APART
        if high is None:
            high = low + rows * APART
        step = (high - low) // rows
        if step < 1 or low < -_HIGHEST or high > _HIGHEST:
            return None
        return range(low + step, low + step * rows, step)


def _linked(ids: tuple[str, ...], start: int, alike: int) -> Iterator[tuple[str, str | None]]:
    """Each row from ``start`` on up to the first of those that are ``alike``, and the one before
    it."""
    part = ids[start : len(ids) - alike + 1]
    return zip(part, (ids[start - 1] if start else None, *part), strict=False)
