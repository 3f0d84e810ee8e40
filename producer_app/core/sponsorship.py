"""What each sponsor was promised, and what the plan and the run have given them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from producer_app.core.airtime import (
    Stretch,
    planned_stretches,
    stretches_ahead,
    stretches_so_far,
)
from producer_app.core.show import ADVERTISING, Sponsor, SponsorId
from producer_app.core.timebase import Millis
from producer_app.core.timing import Projection


@dataclass(frozen=True, slots=True, kw_only=True)
class SponsorState:
    """One sponsor's advertising in all rooms, as time and as mentions (segments that carry it).

    ``projected`` is what was delivered plus all that is still to come. ``unknown`` counts planned
    segments of unknown length, which add nothing to the times.
    """

    sponsor: Sponsor
    delivered: Millis = Millis(0)
    planned: Millis = Millis(0)
    projected: Millis = Millis(0)
    delivered_mentions: int = 0
    planned_mentions: int = 0
    projected_mentions: int = 0
    unknown: int = 0

    @property
    def missing(self) -> Millis:
        """Contracted minus projected; never negative."""
        return Millis(max(0, self.sponsor.contracted - self.projected))

    @property
    def missing_mentions(self) -> int:
        """Contracted mentions minus projected ones; never negative."""
        return max(0, self.sponsor.mentions - self.projected_mentions)


@dataclass(slots=True)
class _Given:
    length: int = 0
    mentions: int = 0
    unknown: int = 0


def sponsor_states(projection: Projection) -> tuple[SponsorState, ...]:
    """Where every sponsor of the show stands, in order."""
    rooms, now = tuple(projection.rooms.values()), projection.now
    planned = _given(s for times in rooms for s in planned_stretches(times.plan))
    delivered = _given(s for times in rooms for s in stretches_so_far(times, now))
    ahead = _given(s for times in rooms for s in stretches_ahead(times, now))
    return tuple(
        _state(sponsor, planned[sponsor.id], delivered[sponsor.id], ahead[sponsor.id])
        for sponsor in projection.show.sponsors
    )


def _given(stretches: Iterable[Stretch]) -> Mapping[SponsorId, _Given]:
    found: defaultdict[SponsorId, _Given] = defaultdict(_Given)
    for stretch in stretches:
        if stretch.sponsor is None or not (stretch.kind in ADVERTISING or stretch.ad):
            continue
        counted = stretch.counted(ADVERTISING)
        given = found[stretch.sponsor]
        given.length += counted or 0
        given.mentions += not stretch.is_rest
        given.unknown += counted is None
    return found


def _state(sponsor: Sponsor, planned: _Given, delivered: _Given, ahead: _Given) -> SponsorState:
    return SponsorState(
        sponsor=sponsor,
        delivered=Millis(delivered.length),
        planned=Millis(planned.length),
        projected=Millis(delivered.length + ahead.length),
        delivered_mentions=delivered.mentions,
        planned_mentions=planned.mentions,
        projected_mentions=delivered.mentions + ahead.mentions,
        unknown=planned.unknown,
    )
