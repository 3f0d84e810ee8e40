"""What there is to say of a rule: its windows, and what is left of them."""

from __future__ import annotations

from enum import Enum, auto
from typing import NamedTuple

from producer_app.core.budget.spots import Excess
from producer_app.core.show import AdRule
from producer_app.core.timebase import Instant, Millis


class Unit(Enum):
    """What a rule's figures are."""

    TIME = auto()
    COUNT = auto()


class WindowState(NamedTuple):
    """One window of a rule: an hour, a fixed window, a break, the distance between two.

    Figures are milliseconds or numbers, as the rule's unit says. ``is_least`` when the limit is
    the least that must be, not the most that may. ``is_whole`` is false where the room is on the
    air for only a part of the window and nobody has said what ran in the rest, which then counts
    as nothing.
    """

    start: Instant
    end: Instant
    limit: int
    spent: int
    planned: int
    projected: int
    is_whole: bool = True
    is_least: bool = False

    @property
    def left(self) -> int:
        """What may still be added, or for a least what is there to spare; negative is broken."""
        return self.projected - self.limit if self.is_least else self.limit - self.projected


class RuleState(NamedTuple):
    """A rule as it stands. The figures are those of ``window``: the one that ``now`` is in, or
    else the tightest; for a ratio they are the whole show's.

    ``spent`` is what has been on the air, ``planned`` what the plan adds up to, ``projected``
    spent plus all that is still to come. ``limit`` and ``left`` are None when the rule lacks a
    number it needs, or has no place in time. ``performance`` is what a ratio is held against,
    planned and projected (zero for other rules). ``unknown_ads`` count as nothing in all sums, so
    with them projected is "at least".
    """

    rule: AdRule
    unit: Unit = Unit.TIME
    is_least: bool = False
    windows: tuple[WindowState, ...] = ()
    window: WindowState | None = None
    spent: int = 0
    planned: int = 0
    projected: int = 0
    limit: int | None = None
    planned_performance: Millis = Millis(0)
    performance: Millis = Millis(0)
    first_break: Excess | None = None
    unknown_ads: int = 0
    unknown_performance: int = 0

    @property
    def left(self) -> int | None:
        """What may still be added, or for a least what is there to spare; negative is broken."""
        if self.limit is None:
            return None
        return self.projected - self.limit if self.is_least else self.limit - self.projected

    @property
    def committed(self) -> int:
        """What is still to come of what is projected."""
        return max(0, self.projected - self.spent)

    @property
    def is_broken(self) -> bool:
        return self.first_break is not None

    @property
    def tightest(self) -> WindowState | None:
        """The window with the least left; None for a ratio."""
        return min(self.windows, key=lambda window: window.left, default=None)
