"""Exclusivity: rivals who stand beside a sponsor, or in the time that is the sponsor's alone."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType

from producer_app.core.budget.sponsor_ads import Ad
from producer_app.core.handoff import OVER, State
from producer_app.core.show import (
    Handoff,
    HandoffId,
    Offer,
    SegmentId,
    Show,
    Sponsor,
    SponsorId,
)
from producer_app.core.timebase import Instant
from producer_app.core.timing import Projection, handoff_due

_DONE = OVER | {State.RETURNED}
_NOT_GONE: Mapping[HandoffId, Instant | None] = MappingProxyType({})


@dataclass(frozen=True, slots=True, kw_only=True)
class Rivalry:
    """A rival where a sponsor has been promised none: in ``segment``, from ``at`` on.

    ``beside`` is the sponsor's own advertisement that it touches; without one it is the time that
    is the sponsor's alone. ``handoff`` brings the rival's offers, where it is no advertisement.
    ``has_begun`` once nothing can be done about it: the later of the two has been taken.
    """

    sponsor: SponsorId
    rival: SponsorId
    segment: SegmentId
    at: Instant | None
    handoff: HandoffId | None = None
    beside: SegmentId | None = None
    has_begun: bool = False
    is_all_evening: bool = False
    """The sponsor has the category for the whole evening."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Selling:
    """A handoff that brings somebody's offers into a room, from ``start`` until ``end``."""

    handoff: Handoff
    sponsors: frozenset[SponsorId]
    start: Instant
    end: Instant
    has_begun: bool = False


def rivals_of(show: Show) -> Mapping[SponsorId, frozenset[SponsorId]]:
    """Who must keep away from each sponsor who has a category alone."""
    found = {}
    for sponsor in show.sponsors:
        category = _plain(sponsor.category)
        if sponsor.is_exclusive and category:
            others = (o for o in show.sponsors if o is not sponsor)
            rivals = frozenset(o.id for o in others if _plain(o.category) == category)
            if rivals:
                found[sponsor.id] = rivals
    return found


def planned_sellings(projection: Projection) -> tuple[Selling, ...]:
    """The handoffs with offers of sponsors, as planned."""
    dues = ((h, handoff_due(projection, h).planned) for h in _known(projection.show))
    return tuple(_sellings(projection.show, dues))


def projected_sellings(projection: Projection) -> tuple[Selling, ...]:
    """The same as it really went, and as it is expected; what is called off is left out."""
    dues = ((handoff, _goes(projection, handoff)) for handoff in _known(projection.show))
    run = projection.run
    went = {} if run is None else {key: line.went for key, line in run.lines.items()}
    return tuple(_sellings(projection.show, dues, went))


def rivalries(
    show: Show,
    sponsor: Sponsor,
    rivals: frozenset[SponsorId],
    ads: Iterable[Ad],
    sellings: Iterable[Selling],
) -> tuple[Rivalry, ...]:
    """Where these rivals come too near to a sponsor, each place once: the advertisements, then
    the handoffs."""
    window = _Window(show, sponsor)
    told = [one for ad in ads for one in _of_ad(window, rivals, ad)]
    places = {(one.rival, one.segment) for one in told}
    sold = (one for selling in sellings for one in _of_selling(window, rivals, selling, places))
    return (*told, *sold)


class _Window:
    """The time that is the sponsor's alone."""

    def __init__(self, show: Show, sponsor: Sponsor) -> None:
        self.sponsor = sponsor.id
        start, end = sponsor.exclusive_from, sponsor.exclusive_to
        self._start = None if start is None else show.instant(start)
        self._end = None if end is None else show.instant(end)
        self.is_all_evening = start is None and end is None

    def holds(self, start: Instant | None, end: Instant | None) -> bool:
        """True when any of that time is in it; an unknown time is in a whole evening only."""
        if start is None or end is None:
            return self.is_all_evening
        is_after = self._start is None or end > self._start or start >= self._start
        return is_after and (self._end is None or start < self._end)


def _of_ad(window: _Window, rivals: frozenset[SponsorId], ad: Ad) -> Iterator[Rivalry]:
    """A rival in the window, or else one that touches the sponsor's own."""
    before = ad.behind
    if ad.sponsor in rivals and window.holds(ad.start, ad.end):
        yield _rivalry(window, ad.sponsor, ad)
    elif before is None:
        return
    elif ad.sponsor in rivals and before.sponsor == window.sponsor:
        yield replace(_rivalry(window, ad.sponsor, ad), beside=before.segment)
    elif (
        ad.sponsor == window.sponsor
        and before.sponsor in rivals
        and not window.holds(before.start, before.end)
    ):
        found = _rivalry(window, before.sponsor, ad)
        yield replace(found, segment=before.segment, at=before.start, beside=ad.segment)


def _rivalry(window: _Window, rival: SponsorId, ad: Ad) -> Rivalry:
    return Rivalry(
        sponsor=window.sponsor,
        rival=rival,
        segment=ad.segment,
        at=ad.start,
        has_begun=ad.has_begun,
        is_all_evening=window.is_all_evening,
    )


def _of_selling(
    window: _Window,
    rivals: frozenset[SponsorId],
    selling: Selling,
    told: Collection[tuple[SponsorId, SegmentId]],
) -> Iterator[Rivalry]:
    """A rival's offers in the window, unless the segment that brings or opens them is told."""
    handoff = selling.handoff
    if not window.holds(selling.start, selling.end):
        return
    for rival in sorted(selling.sponsors & rivals):
        opened = handoff.to_segment or handoff.segment
        if (rival, handoff.segment) in told or (rival, opened) in told:
            continue
        yield Rivalry(
            sponsor=window.sponsor,
            rival=rival,
            segment=handoff.segment,
            at=selling.start,
            handoff=handoff.id,
            has_begun=selling.has_begun,
            is_all_evening=window.is_all_evening,
        )


def _known(show: Show) -> Iterator[Handoff]:
    return (handoff for handoff in show.handoffs if handoff.segment in show.by_id)


def _goes(projection: Projection, handoff: Handoff) -> Instant | None:
    """When it goes or went; None where it never will, as things stand."""
    due = handoff_due(projection, handoff)
    if projection.run is None:
        return due.planned
    line = projection.run.line(handoff.id)
    if line.went is not None:
        return line.went
    is_off = line.state in _DONE or projection.run.ended is not None
    return None if is_off else due.expected


def _sellings(
    show: Show,
    dues: Iterable[tuple[Handoff, Instant | None]],
    went: Mapping[HandoffId, Instant | None] = _NOT_GONE,
) -> Iterator[Selling]:
    for handoff, start in dues:
        sponsors = frozenset(_sponsors(show, handoff)) if start is not None else frozenset()
        if start is not None and sponsors:
            yield Selling(
                handoff=handoff,
                sponsors=sponsors,
                start=start,
                end=Instant(start + (handoff.return_after or 0)),
                has_begun=went.get(handoff.id) is not None,
            )


def _sponsors(show: Show, handoff: Handoff) -> Iterator[SponsorId]:
    for key in handoff.offers:
        offer = show.by_id.get(key)
        if isinstance(offer, Offer) and offer.sponsor is not None:
            yield offer.sponsor


def _plain(category: str) -> str:
    return " ".join(category.casefold().split())
