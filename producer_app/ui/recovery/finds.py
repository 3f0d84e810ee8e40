"""What ways back were found for, and whether the show still stands there."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from producer_app.core.recovery import Way
from producer_app.core.run import Run
from producer_app.core.show import RoomId, Show
from producer_app.core.timebase import SECOND, Instant, Millis
from producer_app.core.timing import HardTime, Projection
from producer_app.present.recovery import Search
from producer_app.present.recovery_way import WayView

SOONER: Final = Millis(9 * SECOND)
"""How far a hard time may move before ways back are sought again, and how long after the last
search at the soonest: what is on air runs on, and rooms wait, while somebody reads them."""

DRIFT: Final = Millis(10 * SECOND)
"""How far a hard time may move before the ways back are called out of date."""

HELD: Final = Millis(2 * DRIFT)
"""How far a hard time may move while the ways back may still be applied."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Basis:
    """What ways are found for."""

    room: RoomId
    show: Show
    run: Run | None
    now: Instant
    hards: tuple[HardTime, ...]

    def is_same_show(self, projection: Projection) -> bool:
        return self.show is projection.show and self.run is projection.run

    def fits(self, projection: Projection, within: Millis) -> bool:
        """True while no hard time of the room has moved that far."""
        hards = projection.rooms[self.room].hards if self.is_same_show(projection) else ()
        if not hards or len(hards) != len(self.hards):
            return False
        pairs = zip(hards, self.hards, strict=True)
        return all(_is_near(hard, known, within) for hard, known in pairs)

    def stands(self, projection: Projection) -> bool:
        """True until it is time to seek again: for another show at once, for drift now and then."""
        is_fresh = abs(projection.now - self.now) < SOONER
        return self.fits(projection, SOONER) or (is_fresh and self.fits(projection, DRIFT))


@dataclass(frozen=True, slots=True, kw_only=True)
class Find:
    """The ways found on a basis; None where they could not be sought."""

    basis: Basis
    ways: tuple[Way, ...] | None
    views: tuple[WayView, ...]

    def age(self, projection: Projection) -> Search:
        """Whether these are the ways of the show as it stands."""
        if self.basis.fits(projection, DRIFT):
            return Search.FOUND
        return Search.AGING if self.basis.fits(projection, HELD) else Search.AGAIN


def _is_near(hard: HardTime, known: HardTime, within: Millis) -> bool:
    if (hard.at, hard.kind) != (known.at, known.kind):
        return False
    if hard.over is None or known.over is None:
        return hard.over is known.over
    return abs(hard.over - known.over) < within
