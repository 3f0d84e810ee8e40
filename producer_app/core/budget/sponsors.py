"""What each sponsor was promised, and what the plan and the run have given them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from producer_app.core.budget.sponsor_ads import Ad, planned_ads, projected_ads
from producer_app.core.budget.sponsor_places import PlaceState, place_states
from producer_app.core.budget.sponsor_rivals import (
    Rivalry,
    Selling,
    planned_sellings,
    projected_sellings,
    rivalries,
    rivals_of,
)
from producer_app.core.show import Sponsor, SponsorId
from producer_app.core.timebase import Instant, Millis
from producer_app.core.timing import Projection


@dataclass(frozen=True, slots=True, kw_only=True)
class SponsorState:
    """One sponsor's advertising in all rooms, as time and as mentions (segments that carry it).

    ``projected`` is what was delivered plus all that is still to come. ``unknown`` counts planned
    segments of unknown length, which add nothing to the times. ``promises`` are the promised
    places in order, ``rivals`` those who come too near, as it really runs and in running order;
    ``planned_rivals`` as the plan has it.
    """

    sponsor: Sponsor
    delivered: Millis = Millis(0)
    planned: Millis = Millis(0)
    projected: Millis = Millis(0)
    delivered_mentions: int = 0
    planned_mentions: int = 0
    projected_mentions: int = 0
    unknown: int = 0
    is_running: bool = False
    """A run is on, or over: what is missing is owed."""
    promises: tuple[PlaceState, ...] = ()
    rivals: tuple[Rivalry, ...] = ()
    planned_rivals: tuple[Rivalry, ...] = ()

    @property
    def missing(self) -> Millis:
        """Contracted minus projected; never negative."""
        return Millis(max(0, self.sponsor.contracted - self.projected))

    @property
    def missing_mentions(self) -> int:
        """Contracted mentions minus projected ones; never negative."""
        return max(0, self.sponsor.mentions - self.projected_mentions)

    @property
    def owed(self) -> Millis:
        """Make-goods: what a run has not delivered and is not going to, as soon as the plan no
        longer carries it; 0 while nothing runs."""
        return self.missing if self.is_running else Millis(0)

    @property
    def owed_mentions(self) -> int:
        """The same by mentions."""
        return self.missing_mentions if self.is_running else 0

    @property
    def places_short(self) -> int:
        """How many promised places are neither kept nor going to be."""
        return sum(promise.short for promise in self.promises)


def sponsor_states(projection: Projection) -> tuple[SponsorState, ...]:
    """Where every sponsor of the show stands, in order."""
    show = projection.show
    if not show.sponsors:
        return ()
    planned = planned_ads(projection)
    projected = planned if projection.run is None else projected_ads(projection)
    sight = _Sight(
        projection=projection,
        planned=_by_sponsor(planned),
        projected=_by_sponsor(projected),
        rivals=_rivals(projection, planned, projected),
    )
    return tuple(_state(sight, sponsor) for sponsor in show.sponsors)


_Ads = Mapping[SponsorId, list[Ad]]
_Rivals = Mapping[SponsorId, tuple[tuple[Rivalry, ...], tuple[Rivalry, ...]]]
"""The rivals of each sponsor: as planned, and as it runs."""


@dataclass(frozen=True, kw_only=True)
class _Sight:
    projection: Projection
    planned: _Ads
    projected: _Ads
    rivals: _Rivals


@dataclass(slots=True)
class _Given:
    length: int = 0
    mentions: int = 0
    unknown: int = 0


def _state(sight: _Sight, sponsor: Sponsor) -> SponsorState:
    projection = sight.projection
    planned, projected = sight.planned[sponsor.id], sight.projected[sponsor.id]
    begun = [ad for ad in projected if ad.has_begun]
    plan, whole = _given(planned), _given(projected)
    aired = _given(begun, until=projection.now)
    planned_rivals, rivals = sight.rivals.get(sponsor.id, ((), ()))
    return SponsorState(
        sponsor=sponsor,
        delivered=Millis(aired.length),
        planned=Millis(plan.length),
        projected=Millis(whole.length),
        delivered_mentions=aired.mentions,
        planned_mentions=plan.mentions,
        projected_mentions=whole.mentions,
        unknown=plan.unknown,
        is_running=projection.run is not None,
        promises=place_states(projection, sponsor, planned, projected),
        rivals=rivals,
        planned_rivals=planned_rivals,
    )


def _by_sponsor(ads: Iterable[Ad]) -> _Ads:
    found: defaultdict[SponsorId, list[Ad]] = defaultdict(list)
    for ad in ads:
        if ad.sponsor is not None:
            found[ad.sponsor].append(ad)
    return found


def _given(ads: Iterable[Ad], until: Instant | None = None) -> _Given:
    """What these give, cut off at a moment."""
    given = _Given()
    for ad in ads:
        if not ad.is_contracted:
            continue
        length = ad.length or 0
        if until is not None and ad.start is not None:
            length = max(0, min(length, until - ad.start))
        given.length += length
        given.mentions += 1
        given.unknown += ad.length is None
    return given


def _rivals(projection: Projection, planned: Iterable[Ad], projected: Iterable[Ad]) -> _Rivals:
    known = rivals_of(projection.show)
    if not known:
        return {}
    sold = planned_sellings(projection)
    sold_now = sold if projection.run is None else projected_sellings(projection)
    sponsors = {sponsor.id: sponsor for sponsor in projection.show.sponsors}

    def found(key: SponsorId, ads: Iterable[Ad], sold: tuple[Selling, ...]) -> tuple[Rivalry, ...]:
        return rivalries(projection.show, sponsors[key], known[key], ads, sold)

    return {key: (found(key, planned, sold), found(key, projected, sold_now)) for key in known}
