"""The proof for those who pay: every mention, the places they were promised, what is owed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from producer_app.core.budget.airtime import airtime_of, projected_stretches
from producer_app.core.budget.ledger import Stop, ledger_of
from producer_app.core.budget.proof import Counted
from producer_app.core.budget.sponsors import SponsorState, sponsor_states
from producer_app.core.budget.tracing import Trace, Traces
from producer_app.core.show import ADVERTISING, PromisedPlace, RoomId, SponsorId, Stand
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
    stops = tuple(_stops(projection))
    proofs = []
    for state in sponsor_states(projection):
        counted = _given(projection, state.sponsor.id)
        places = (_place(projection, place, counted, stops) for place in state.sponsor.places)
        proofs.append(SponsorProof(state=state, counted=counted, places=tuple(places)))
    return tuple(proofs)


def _given(projection: Projection, sponsor: SponsorId) -> tuple[Counted, ...]:
    found: list[Counted] = []
    for times in projection.rooms.values():
        if times.run is not None:
            found += _mentions(times.run.room, Traces(times.run), sponsor, projection.now)
    found.sort(key=lambda line: line.start)
    total = 0
    for place, line in enumerate(found):
        total += line.length
        found[place] = replace(line, total=total)
    return tuple(found)


def _mentions(room: RoomId, traces: Traces, sponsor: SponsorId, now: Instant) -> Iterator[Counted]:
    for trace in traces.takes:
        take = trace.take
        if take.sponsor == sponsor and (take.kind in ADVERTISING or take.ad):
            yield _mention(room, trace, now)


def _mention(room: RoomId, trace: Trace, now: Instant) -> Counted:
    take = trace.take
    is_whole = take.kind in ADVERTISING | {take.ad_kind}
    aired = max(0, (now if take.ended is None else take.ended) - take.started)
    length = Millis(aired if is_whole else min(take.ad, aired))
    return Counted(
        take=take,
        room=room,
        repeat=trace.repeat,
        repeats=trace.repeats,
        start=take.started,
        end=Instant(take.started + length),
        length=length,
        is_whole=is_whole,
        measure=length,
        total=0,
    )


def _stops(projection: Projection) -> Iterator[Stop]:
    """The breaks of every room that have begun."""
    now = projection.now
    for times in projection.rooms.values():
        if times.run is not None:
            airtime = airtime_of(projected_stretches(times, now), ADVERTISING)
            for stop in ledger_of(airtime, ADVERTISING).stops:
                if stop.start is not None and stop.start < now:
                    yield stop


def _place(
    projection: Projection,
    place: PromisedPlace,
    counted: tuple[Counted, ...],
    stops: tuple[Stop, ...],
) -> PlaceProof:
    if place.where is Stand.AT_TIME:
        at = None if place.at is None else projection.show.instant(place.at)
        there = [line for line in counted if at is not None and line.start <= at <= line.end]
    else:
        end = 0 if place.where is Stand.FIRST_IN_BREAK else -1
        spots = {(stop.spots[end].segment, stop.spots[end].start) for stop in stops}
        there = [line for line in counted if (line.take.segment, line.start) in spots]
    return PlaceProof(place=place, counted=tuple(there))
