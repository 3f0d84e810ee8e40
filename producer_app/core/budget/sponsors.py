"""What each sponsor was promised, and what the plan and the run have given them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from producer_app.core.budget.airtime import (
    Stretch,
    aired_stretches,
    planned_stretches,
    projected_stretches,
)
from producer_app.core.show import ADVERTISING, Sponsor, SponsorId
from producer_app.core.timebase import Instant, Millis
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
    aired = (s for times in rooms for s in aired_stretches(times, now))
    delivered = _given(_by_now(aired, now))
    projected = _given(s for times in rooms for s in projected_stretches(times, now))
    return tuple(
        _state(sponsor, planned[sponsor.id], delivered[sponsor.id], projected[sponsor.id])
        for sponsor in projection.show.sponsors
    )


def _by_now(stretches: Iterable[Stretch], now: Instant) -> Iterator[Stretch]:
    """What has been on the air by now, as far as it has."""
    for stretch in stretches:
        if stretch.start is not None and stretch.start <= now:
            length = None if stretch.length is None else min(stretch.length, now - stretch.start)
            yield stretch._replace(length=None if length is None else Millis(length))


def _given(stretches: Iterable[Stretch]) -> defaultdict[SponsorId, _Given]:
    found: defaultdict[SponsorId, _Given] = defaultdict(_Given)
    for stretch in stretches:
        if stretch.sponsor is None or not (stretch.kind in ADVERTISING or stretch.ad):
            continue
        counted = stretch.counted(ADVERTISING | {stretch.ad_kind})
        given = found[stretch.sponsor]
        given.length += counted or 0
        given.mentions += 1
        given.unknown += counted is None
    return found


def _state(sponsor: Sponsor, planned: _Given, delivered: _Given, projected: _Given) -> SponsorState:
    return SponsorState(
        sponsor=sponsor,
        delivered=Millis(delivered.length),
        planned=Millis(planned.length),
        projected=Millis(projected.length),
        delivered_mentions=delivered.mentions,
        planned_mentions=planned.mentions,
        projected_mentions=projected.mentions,
        unknown=planned.unknown,
    )
