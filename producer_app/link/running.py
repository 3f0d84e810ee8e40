"""A page as it goes out: what runs with the clock is said once, and then only what has changed.

While a segment runs over, every time that is expected after it moves on with each second. Such a
number is told as ``{"runs": n}``, which is n more than the console's time, and stays as it is. It
knows no sockets and nothing of what a page means.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable
from dataclasses import dataclass
from typing import Any, Final

import msgspec

Told = Any
"""A page or a part of one, as JSON has it: with Runs in place of the numbers that run."""

Edit = tuple[Any, ...]
"""Where something has changed, key by key, and last what stands there now."""

FEW: Final = 3
"""Changes in one part that are never more to say than the part itself."""

_encoder = msgspec.json.Encoder()


class Runs(msgspec.Struct, frozen=True):
    """A moment or a length that grows as the clock does: the console's time and ``runs`` more."""

    runs: int


@dataclass(frozen=True, slots=True)
class Sheet:
    """A page: ``plain`` as the console made it at ``at``, and as it is ``told``; the very same
    object where nothing in it runs."""

    plain: Any
    told: Told
    at: int

    @property
    def is_still(self) -> bool:
        """True where nothing in it runs."""
        return self.told is self.plain


def first_sheet(page: Any, at: int) -> Sheet:
    """A page of which nothing is known from before."""
    return Sheet(page, page, at)


def next_sheet(before: Sheet, page: Any, at: int) -> tuple[Sheet, list[Edit]]:
    """The same page later, and what has to be said of it to whoever knows the one before.

    What moved by just the time that passed runs from now on; what had been running and did not
    move so stands still again.
    """
    step = _Step(at, at - before.at)
    told, changes = step.follow(page, before.plain, before.told)
    return Sheet(page, told, at), changes


class _Step:
    """From one moment of a page to another, ``passed`` milliseconds later."""

    def __init__(self, at: int, passed: int) -> None:
        self._at, self._passed = at, passed

    def follow(self, new: Any, old: Any, told: Told) -> tuple[Told, list[Edit]]:
        """How a part is told now, and its changes."""
        if told is old and new == old:
            return new, []
        if type(new) is int and type(old) is int:
            return self._number(new, old, told)
        match new, old:
            case dict(), dict() if new.keys() == old.keys() and new.get("id") == old.get("id"):
                return self._parts(new, new, old, told, dict)
            case list(), list() if len(new) == len(old):
                return self._parts(new, range(len(new)), old, told, _listed)
        return new, [(new,)]

    def _parts(
        self,
        new: Any,
        keys: Iterable[Hashable],
        old: Any,
        told: Told,
        put_together: Callable[[Iterable[tuple[Any, Told]]], Told],
    ) -> tuple[Told, list[Edit]]:
        followed = [(key, *self.follow(new[key], old[key], told[key])) for key in keys]
        is_still = all(part is new[key] for key, part, _ in followed)
        whole = new if is_still else put_together((key, part) for key, part, _ in followed)
        changes = [(key, *change) for key, _, found in followed for change in found]
        if len(changes) > FEW and _size(changes) >= _size(whole):
            return whole, [(whole,)]
        return whole, changes

    def _number(self, new: int, old: int, told: Told) -> tuple[Told, list[Edit]]:
        runs = new - self._at
        if isinstance(told, Runs) and told.runs == runs:
            return told, []
        if not isinstance(told, Runs) and 0 != self._passed == new - old:
            return Runs(runs), [(Runs(runs),)]
        return new, [(new,)]


def _listed(parts: Iterable[tuple[Any, Told]]) -> list[Told]:
    return [part for _, part in parts]


def _size(value: Any) -> int:
    return len(_encoder.encode(value))
