"""Sponsors who get less than they were promised: seconds, mentions, places, their field alone."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from producer_app.core.budget import PlaceState, Rivalry, SponsorState, sponsor_states
from producer_app.core.checks.finding import Finding, Part, Value, clock, finding, long, named, part
from producer_app.core.checks.sight import Sight
from producer_app.core.show import Handoff, Segment, Show, Sponsor, SponsorId, Stand


def sponsor_findings(sight: Sight) -> Iterator[Finding]:
    """What each sponsor misses; while a run is on, what is still to come or newly missed."""
    show = sight.show
    brands = {sponsor.id: sponsor for sponsor in show.sponsors}
    for state in sponsor_states(sight.projection) if show.sponsors else ():
        yield from _owed(state) if sight.is_live else _contract(state)
        for promise in state.promises:
            yield from (
                _missed(show, state, promise) if sight.is_live else _unplanned(show, state, promise)
            )
        yield from _rivals(show, state, brands)


def _contract(state: SponsorState) -> Iterator[Finding]:
    sponsor = state.sponsor
    if state.planned < sponsor.contracted:
        words = {"planned": long(state.planned), "contracted": long(sponsor.contracted)}
        yield finding("sponsor.short", {"brand": sponsor.brand, **words})
    if state.planned_mentions < sponsor.mentions:
        words = {"planned": str(state.planned_mentions), "contracted": str(sponsor.mentions)}
        yield finding("sponsor.mentions", {"brand": sponsor.brand, **words})


def _owed(state: SponsorState) -> Iterator[Finding]:
    """What a sponsor will not have been given once the run is over."""
    sponsor = state.sponsor
    if state.owed:
        words = {
            "brand": sponsor.brand,
            "owed": long(state.owed),
            "projected": long(state.projected),
            "contracted": long(sponsor.contracted),
        }
        yield finding("sponsor.comes_short", words)
    if state.owed_mentions:
        words = {
            "brand": sponsor.brand,
            "owed": str(state.owed_mentions),
            "projected": str(state.projected_mentions),
            "contracted": str(sponsor.mentions),
        }
        yield finding("sponsor.comes_to", words)


def _unplanned(show: Show, state: SponsorState, promise: PlaceState) -> Iterator[Finding]:
    if promise.place.where is Stand.AT_TIME and promise.at is None:
        yield finding("sponsor.place_no_time", {"brand": state.sponsor.brand})
    elif promise.short:
        words = _place_words(show, state.sponsor, promise) | {"planned": str(promise.planned)}
        yield _at_place("sponsor.place", show, promise, words)


def _missed(show: Show, state: SponsorState, promise: PlaceState) -> Iterator[Finding]:
    """What the run takes away of a place: not what the plan never had."""
    words = _place_words(show, state.sponsor, promise) | {
        "kept": str(promise.kept),
        "coming": str(promise.possible),
    }
    is_newly_short = promise.planned > promise.kept + promise.possible
    if promise.missed and is_newly_short:
        yield _at_place("sponsor.place_missed", show, promise, words)
    elif promise.short and not promise.missed:
        yield _at_place("sponsor.place_lost", show, promise, words)


def _place_words(show: Show, sponsor: Sponsor, promise: PlaceState) -> dict[str, Value]:
    times = str(promise.place.times)
    return {"brand": sponsor.brand, "place": _place(show, promise), "times": times}


def _place(show: Show, promise: PlaceState) -> Part:
    if promise.at is not None:
        return part("place.at", {"time": clock(promise.at, show)})
    is_first = promise.place.where is Stand.FIRST_IN_BREAK
    return part("place.first" if is_first else "place.last")


def _at_place(code: str, show: Show, promise: PlaceState, words: dict[str, Value]) -> Finding:
    """The finding on the advertisement that comes nearest to the place, if there is one."""
    nearest = promise.nearest
    segment = None if nearest is None else show.by_id.get(nearest.segment)
    at = promise.at
    if nearest is None or not isinstance(segment, Segment):
        return finding(code, {**words, "nearest": part("place.nothing")}, at=at)
    start = "?" if nearest.start is None else clock(nearest.start, show)
    words["nearest"] = part("place.nearest", {"segment": named(segment), "start": start})
    return finding(code, words, on=segment, at=nearest.start if at is None else at)


def _rivals(show: Show, state: SponsorState, brands: dict[SponsorId, Sponsor]) -> Iterator[Finding]:
    for rivalry in _ahead(state.rivals):
        segment = show.by_id.get(rivalry.segment)
        if isinstance(segment, Segment):
            words: dict[str, Value] = {
                "brand": state.sponsor.brand,
                "rival": brands[rivalry.rival].brand,
                "segment": named(segment),
                "time": "?" if rivalry.at is None else clock(rivalry.at, show),
                "category": state.sponsor.category,
            }
            yield _rival(show, state.sponsor, rivalry, segment, words)


def _ahead(rivals: Iterable[Rivalry]) -> Iterator[Rivalry]:
    return (rivalry for rivalry in rivals if not rivalry.has_begun)


def _rival(
    show: Show, sponsor: Sponsor, rivalry: Rivalry, segment: Segment, words: dict[str, Value]
) -> Finding:
    own = None if rivalry.beside is None else show.by_id.get(rivalry.beside)
    if isinstance(own, Segment):
        words["own"] = named(own)
        return finding("sponsor.beside", words, on=segment, at=rivalry.at)
    words["alone"] = _alone(sponsor)
    handoff = None if rivalry.handoff is None else show.by_id.get(rivalry.handoff)
    if isinstance(handoff, Handoff):
        words["handoff"] = handoff.number
        key = handoff.id
        return finding("sponsor.rival_sold", words, on=segment, handoff_id=key, at=rivalry.at)
    return finding("sponsor.rival", words, on=segment, at=rivalry.at)


def _alone(sponsor: Sponsor) -> Part:
    start, end = sponsor.exclusive_from, sponsor.exclusive_to
    if start is None and end is None:
        return part("alone.evening")
    if end is None:
        return part("alone.from", {"start": str(start)})
    if start is None:
        return part("alone.until", {"end": str(end)})
    return part("alone.between", {"start": str(start), "end": str(end)})
