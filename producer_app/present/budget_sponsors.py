"""A sponsor against what they were promised, in words and as a gauge."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from producer_app.core.budget import PlaceState, Rivalry, SponsorState
from producer_app.core.show import Segment, Show, Sponsor, SponsorId, Stand
from producer_app.present.budget_shares import Bar, bar_of
from producer_app.present.words import Words, both, clock, duration

_JOINT = " · "


@dataclass(frozen=True, slots=True, kw_only=True)
class SponsorView:
    """One sponsor against their contract. ``places`` and ``rivals`` are sentences: every place
    that was promised, and everybody who comes too near."""

    id: SponsorId
    brand: str
    brand_alt: str
    is_met: bool
    """True when what is delivered and still to come meets all that was promised."""
    level_word: str
    verdict: str
    """MET, or how much is missing: SHORT 0:15 · 1×; while a run is on, or after it, OWED."""
    delivered: str
    """Time and mentions: 0:10 · 1×."""
    planned: str
    contracted: str
    sentence: str
    mentions: str
    bar: Bar
    places: tuple[str, ...] = ()
    rivals: tuple[str, ...] = ()


def sponsor_view(state: SponsorState, show: Show, say: Words) -> SponsorView:
    """Where a sponsor stands, in the words of a language."""
    sponsor = state.sponsor
    return SponsorView(
        id=sponsor.id,
        brand=sponsor.brand,
        brand_alt=sponsor.brand_alt,
        is_met=not _missing(state, say),
        level_word=_level_word(state, say),
        verdict=_verdict(state, say),
        delivered=_given(state.delivered, state.delivered_mentions, say),
        planned=_given(state.planned, state.planned_mentions, say),
        contracted=_given(sponsor.contracted, sponsor.mentions, say),
        sentence=_sentence(state, say),
        mentions=say.say(
            "budget.mentions",
            delivered=state.delivered_mentions,
            projected=state.projected_mentions,
            contracted=sponsor.mentions,
        ),
        bar=bar_of(sponsor.contracted, state.delivered, state.planned, state.projected),
        places=tuple(_place(promise, state, show, say) for promise in state.promises),
        rivals=tuple(_rivals(state.rivals, show, say)),
    )


def _sentence(state: SponsorState, say: Words) -> str:
    times = {
        "delivered": state.delivered,
        "planned": state.planned,
        "projected": state.projected,
        "contracted": state.sponsor.contracted,
    }
    parts = [say.say(f"budget.{name}", time=duration(time)) for name, time in times.items()]
    if state.missing:
        missing = duration(state.missing)
        owed = say.say("sponsors.owed_text", what=missing)
        parts.append(owed if state.owed else say.say("budget.missing", time=missing))
    return _JOINT.join(parts)


def _missing(state: SponsorState, say: Words) -> tuple[str, ...]:
    """What is missing, in few words: time, mentions, places; and how many rivals come near."""
    counts = (
        ("budget.times", state.missing_mentions),
        ("sponsors.places_missing", state.places_short),
        ("sponsors.rivals_near", len(state.rivals)),
    )
    times = (duration(state.missing),) if state.missing else ()
    return (*times, *(say.say(key, count=count) for key, count in counts if count))


def _level_word(state: SponsorState, say: Words) -> str:
    if not _missing(state, say):
        return say.say("budget.met")
    return say.say("sponsors.owed" if state.is_running else "budget.short")


def _verdict(state: SponsorState, say: Words) -> str:
    return f"{_level_word(state, say)} {_JOINT.join(_missing(state, say))}".rstrip()


def _given(length: int, mentions: int, say: Words) -> str:
    return _JOINT.join((duration(length), say.say("budget.times", count=mentions)))


def _place(promise: PlaceState, state: SponsorState, show: Show, say: Words) -> str:
    figures = {
        "place": _stand(promise, show, say),
        "times": promise.place.times,
        "planned": promise.planned,
        "kept": promise.kept,
        "coming": promise.possible,
        "missed": promise.missed,
    }
    if not state.is_running:
        return say.say("sponsors.place_planned", **figures)
    return say.say(
        "sponsors.place_missed" if promise.missed else "sponsors.place_running", **figures
    )


def _stand(promise: PlaceState, show: Show, say: Words) -> str:
    where = promise.place.where
    if where is Stand.AT_TIME and promise.at is None:
        return say.say("sponsors.stand_no_time")
    return say.say(f"sponsors.stand_{where}", time=clock(promise.at, show, words=say))


def _rivals(rivals: Iterable[Rivalry], show: Show, say: Words) -> Iterable[str]:
    for rivalry in rivals:
        rival, segment = show.by_id.get(rivalry.rival), _named(show, rivalry.segment)
        brand = rival.brand if isinstance(rival, Sponsor) else rivalry.rival
        time = clock(rivalry.at, show, say.say("sponsors.no_time"), words=say)
        if rivalry.beside is not None:
            own = _named(show, rivalry.beside)
            yield say.say("sponsors.rival_beside", rival=brand, own=own, time=time)
        else:
            yield say.say("sponsors.rival_alone", rival=brand, segment=segment, time=time)


def _named(show: Show, key: str) -> str:
    segment = show.by_id.get(key)
    return both(segment.number, segment.title, " ") if isinstance(segment, Segment) else key
