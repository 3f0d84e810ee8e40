"""The proof for those who pay: every mention, the places they were promised, what is owed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from producer_app.core.budget.proof import Counted
from producer_app.core.budget.sponsor_ads import Ad, projected_ads
from producer_app.core.budget.sponsor_places import PlaceState
from producer_app.core.budget.sponsor_rivals import Rivalry
from producer_app.core.budget.sponsors import SponsorState, sponsor_states
from producer_app.core.budget.tracing import Traces
from producer_app.core.show import ADVERTISING, PromisedPlace, SponsorId
from producer_app.core.timebase import Instant, Millis
from producer_app.core.timing import Projection


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceProof:
    """A place that was promised, and the mentions that stood there."""

    place: PromisedPlace
    counted: tuple[Counted, ...]

    @property
    def owed(self) -> int:
        """How often it is still owed; 0 when it was given as often as promised."""
        return max(0, self.place.times - len(self.counted))


@dataclass(frozen=True, slots=True, kw_only=True)
class SponsorProof:
    """One sponsor, every mention they were given, and what is owed to make good."""

    state: SponsorState
    counted: tuple[Counted, ...]
    places: tuple[PlaceProof, ...]
    rivals: tuple[Rivalry, ...]
    """Rivals that came too near, as it ran."""

    @property
    def owed(self) -> Millis:
        """Contracted seconds that were not delivered; 0 when all were."""
        return Millis(max(0, self.state.sponsor.contracted - self.state.delivered))

    @property
    def owed_mentions(self) -> int:
        """Contracted mentions that were not delivered."""
        return max(0, self.state.sponsor.mentions - self.state.delivered_mentions)

    @property
    def is_met(self) -> bool:
        """True when nothing is owed: no second, no mention, no place."""
        return not (self.owed or self.owed_mentions or any(place.owed for place in self.places))


def sponsor_proofs(projection: Projection) -> tuple[SponsorProof, ...]:
    """Every sponsor's mentions in the projection's run, in all rooms, in the order of time."""
    return tuple(_proof(projection, state) for state in sponsor_states(projection))


def _proof(projection: Projection, state: SponsorState) -> SponsorProof:
    counted = _given(projection, state.sponsor.id)
    return SponsorProof(
        state=state,
        counted=counted,
        places=tuple(_place(promise, counted) for promise in state.promises),
        rivals=tuple(rival for rival in state.rivals if rival.has_begun),
    )


def _given(projection: Projection, sponsor: SponsorId) -> tuple[Counted, ...]:
    found = list(_mentions(projection, sponsor))
    found.sort(key=lambda line: line.start)
    total = 0
    for place, line in enumerate(found):
        total += line.length
        found[place] = replace(line, total=total)
    return tuple(found)


def _mentions(projection: Projection, sponsor: SponsorId) -> Iterator[Counted]:
    for times in projection.rooms.values():
        if times.run is None:
            continue
        traces = Traces(times.run)
        for ad in projected_ads(times, projection.run, projection.now):
            if ad.sponsor == sponsor and ad.is_contracted and ad.has_begun:
                yield from _mention(ad, traces, projection.now)


def _mention(ad: Ad, traces: Traces, now: Instant) -> Iterator[Counted]:
    found = None if ad.start is None else traces.at(ad.segment, ad.start)
    if found is None or ad.start is None:
        return
    take = found.take
    length = Millis(max(0, min(ad.length or 0, now - ad.start)))
    yield Counted(
        take=take,
        room=traces.room.room,
        repeat=found.repeat,
        repeats=found.repeats,
        start=ad.start,
        end=Instant(ad.start + length),
        length=length,
        is_whole=take.kind in ADVERTISING | {take.ad_kind},
        measure=length,
        total=0,
    )


def _place(promise: PlaceState, counted: tuple[Counted, ...]) -> PlaceProof:
    kept = {(ad.segment, ad.start) for ad in promise.kept_by}
    there = (line for line in counted if (line.take.segment, line.start) in kept)
    return PlaceProof(place=promise.place, counted=tuple(there))
