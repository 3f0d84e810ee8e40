"""What each sponsor was promised, and what the plan and the run have given them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

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
from producer_app.core.show import RoomId, Sponsor, SponsorId
from producer_app.core.timebase import Instant, Millis
from producer_app.core.timing import Projection, RoomTimes


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


@dataclass(frozen=True, kw_only=True)
class Sponsors:
    """Every sponsor of a show as it stands, with what the next look can build on."""

    projection: Projection
    rooms: Mapping[RoomId, _RoomAds]
    rivals: _Rivals
    states: tuple[SponsorState, ...]


def sponsor_states(projection: Projection) -> tuple[SponsorState, ...]:
    """Where every sponsor of the show stands, in order."""
    return sponsors_of(projection).states


def sponsors_of(projection: Projection, earlier: Sponsors | None = None) -> Sponsors:
    """The same, to look again soon: what has not changed since ``earlier`` is not looked through
    again."""
    rooms = _rooms(projection, earlier)
    if earlier is not None and _is_same(projection, rooms, earlier):
        rivals = earlier.rivals
    else:
        rivals = _rivals(projection, rooms)
    planned = _by_sponsor(ad for room in rooms.values() for ad in room.planned)
    projected = _by_sponsor(ad for room in rooms.values() for ad in room.projected)
    found = ((s, planned[s.id], projected[s.id]) for s in projection.show.sponsors)
    states = (_state(projection, *one, rivals.get(one[0].id, _NO_RIVALS)) for one in found)
    return Sponsors(projection=projection, rooms=rooms, rivals=rivals, states=tuple(states))


@dataclass(frozen=True, kw_only=True)
class _RoomAds:
    times: RoomTimes
    planned: tuple[Ad, ...]
    projected: tuple[Ad, ...]


class _Rivalries(NamedTuple):
    planned: tuple[Rivalry, ...]
    projected: tuple[Rivalry, ...]


_NO_RIVALS = _Rivalries((), ())
_Rivals = Mapping[SponsorId, _Rivalries]
_Ads = Mapping[SponsorId, list[Ad]]


def _rooms(projection: Projection, earlier: Sponsors | None) -> Mapping[RoomId, _RoomAds]:
    if not projection.show.sponsors:
        return {}
    known = {} if earlier is None else earlier.rooms
    is_same_run = earlier is not None and earlier.projection.run is projection.run
    return {
        key: _room_ads(projection, times, known.get(key), is_same_run=is_same_run)
        for key, times in projection.rooms.items()
    }


def _room_ads(
    projection: Projection, times: RoomTimes, known: _RoomAds | None, *, is_same_run: bool
) -> _RoomAds:
    if known is not None and is_same_run and known.times is times and times.free_firm:
        return known
    is_known = known is not None and known.times.plan is times.plan
    planned = known.planned if known is not None and is_known else planned_ads(times)
    run = projection.run
    projected = planned if run is None else projected_ads(times, run, projection.now)
    return _RoomAds(times=times, planned=planned, projected=projected)


def _is_same(projection: Projection, rooms: Mapping[RoomId, _RoomAds], earlier: Sponsors) -> bool:
    """True when nothing that the rivals depend on has changed."""
    is_same_plan = earlier.projection.plan is projection.plan
    return is_same_plan and all(rooms[key] is earlier.rooms.get(key) for key in rooms)


@dataclass(slots=True)
class _Given:
    length: int = 0
    mentions: int = 0
    unknown: int = 0


def _state(
    projection: Projection,
    sponsor: Sponsor,
    planned: Sequence[Ad],
    projected: Sequence[Ad],
    rivals: _Rivalries,
) -> SponsorState:
    plan, whole = _given(planned), _given(projected)
    aired = _given([ad for ad in projected if ad.has_begun], until=projection.now)
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
        rivals=rivals.projected,
        planned_rivals=rivals.planned,
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


def _rivals(projection: Projection, rooms: Mapping[RoomId, _RoomAds]) -> _Rivals:
    known = rivals_of(projection.show)
    if not known:
        return {}
    planned = [ad for room in rooms.values() for ad in room.planned]
    projected = [ad for room in rooms.values() for ad in room.projected]
    sold = planned_sellings(projection)
    sold_now = sold if projection.run is None else projected_sellings(projection)
    sponsors = {sponsor.id: sponsor for sponsor in projection.show.sponsors}

    def found(key: SponsorId, ads: Iterable[Ad], sold: tuple[Selling, ...]) -> tuple[Rivalry, ...]:
        return rivalries(projection.show, sponsors[key], known[key], ads, sold)

    return {
        key: _Rivalries(found(key, planned, sold), found(key, projected, sold_now)) for key in known
    }
