"""The places that sponsors were promised: kept, still to come, or missed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from producer_app.core.budget.sponsor_ads import Ad
from producer_app.core.show import PromisedPlace, Show, Sponsor, Stand
from producer_app.core.timebase import SECOND, Instant
from producer_app.core.timing import Projection

_TOLERANCE = SECOND
"""A signal that starts or ends this near to its time is on time."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceState:
    """A promised place as it stands.

    ``planned`` is how often the plan keeps it. In a run ``kept_by`` are the advertisements that
    have stood there, and ``coming`` those still to come that will as things stand; before it,
    ``coming`` is what is planned. ``is_open`` until nothing can keep it any more: its time is
    past, or the run is over. ``nearest`` is the sponsor's advertisement still to come that comes
    nearest to the place without standing there.
    """

    place: PromisedPlace
    at: Instant | None
    """The moment of a place at a time."""
    planned: int
    kept_by: tuple[Ad, ...] = ()
    coming: tuple[Ad, ...] = ()
    is_open: bool = True
    nearest: Ad | None = None

    @property
    def kept(self) -> int:
        """How often it has been kept so far."""
        return len(self.kept_by)

    @property
    def possible(self) -> int:
        """How often it is still going to be kept, as things stand."""
        return len(self.coming)

    @property
    def short(self) -> int:
        """How often it was promised and is neither kept nor going to be; never negative."""
        return max(0, self.place.times - self.kept - self.possible)

    @property
    def missed(self) -> int:
        """How much of ``short`` nothing can make good any more in this run."""
        return 0 if self.is_open else self.short


def place_states(
    projection: Projection, sponsor: Sponsor, planned: Sequence[Ad], projected: Sequence[Ad]
) -> tuple[PlaceState, ...]:
    """Every place of a sponsor, in order, out of the advertisements that are theirs."""
    return tuple(_state(projection, place, planned, projected) for place in sponsor.places)


def _state(
    projection: Projection, place: PromisedPlace, planned: Sequence[Ad], projected: Sequence[Ad]
) -> PlaceState:
    now, at = projection.now, _moment(projection.show, place)
    there = [ad for ad in projected if _stands_there(ad, place, at)]
    kept = tuple(ad for ad in there if _is_settled(ad, place, at, now))
    others = [ad for ad in projected if not ad.has_begun and ad not in there and ad.is_contracted]
    return PlaceState(
        place=place,
        at=at,
        planned=sum(_stands_there(ad, place, at) for ad in planned),
        kept_by=kept,
        coming=tuple(ad for ad in there if ad not in kept),
        is_open=_is_open(projection, at),
        nearest=_nearest(others, at),
    )


def _moment(show: Show, place: PromisedPlace) -> Instant | None:
    is_at_time = place.where is Stand.AT_TIME and place.at is not None
    return show.instant(place.at) if is_at_time and place.at is not None else None


def _stands_there(ad: Ad, place: PromisedPlace, at: Instant | None) -> bool:
    if place.where is Stand.FIRST_IN_BREAK:
        return ad.is_first
    if place.where is Stand.LAST_IN_BREAK:
        return ad.is_last
    if at is None or ad.start is None or ad.end is None or not ad.is_contracted:
        return False
    return ad.start - _TOLERANCE <= at <= ad.end + _TOLERANCE


def _is_settled(ad: Ad, place: PromisedPlace, at: Instant | None, now: Instant) -> bool:
    """True when it has stood there, whatever comes."""
    if place.where is Stand.LAST_IN_BREAK:
        return ad.has_begun and ad.is_over
    return ad.has_begun and (at is None or at <= now)


def _is_open(projection: Projection, at: Instant | None) -> bool:
    run = projection.run
    if run is None:
        return True
    return run.ended is None and (at is None or projection.now <= at + _TOLERANCE)


def _nearest(others: Sequence[Ad], at: Instant | None) -> Ad | None:
    if at is None:
        return next((ad for ad in others if ad.in_break), None)
    timed = [(abs(ad.start - at), place) for place, ad in enumerate(others) if ad.start is not None]
    return others[min(timed)[1]] if timed else None
