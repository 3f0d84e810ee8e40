"""A sponsor against their contract, in words and as a gauge."""

from __future__ import annotations

from dataclasses import dataclass

from producer_app.core.budget import SponsorState
from producer_app.core.show import SponsorId
from producer_app.present.budget_shares import Bar, bar_of
from producer_app.present.words import Words, duration

_JOINT = " · "


@dataclass(frozen=True, slots=True, kw_only=True)
class SponsorView:
    """One sponsor against their contract."""

    id: SponsorId
    brand: str
    brand_alt: str
    is_met: bool
    """True when what is delivered and still to come meets the contract."""
    level_word: str
    verdict: str
    """MET, or how much is missing: SHORT 0:15 · 1×."""
    delivered: str
    """Time and mentions: 0:10 · 1×."""
    planned: str
    contracted: str
    sentence: str
    mentions: str
    bar: Bar


def sponsor_view(state: SponsorState, say: Words) -> SponsorView:
    """Where a sponsor stands, in the words of a language."""
    sponsor = state.sponsor
    is_met = not (state.missing or state.missing_mentions)
    times = {
        "delivered": state.delivered,
        "planned": state.planned,
        "projected": state.projected,
        "contracted": sponsor.contracted,
    }
    parts = [say.say(f"budget.{name}", time=duration(time)) for name, time in times.items()]
    if state.missing:
        parts.append(say.say("budget.missing", time=duration(state.missing)))
    return SponsorView(
        id=sponsor.id,
        brand=sponsor.brand,
        brand_alt=sponsor.brand_alt,
        is_met=is_met,
        level_word=say.say("budget.met" if is_met else "budget.short"),
        verdict=_verdict(state, say),
        delivered=_given(state.delivered, state.delivered_mentions, say),
        planned=_given(state.planned, state.planned_mentions, say),
        contracted=_given(sponsor.contracted, sponsor.mentions, say),
        sentence=_JOINT.join(parts),
        mentions=say.say(
            "budget.mentions",
            delivered=state.delivered_mentions,
            projected=state.projected_mentions,
            contracted=sponsor.mentions,
        ),
        bar=bar_of(sponsor.contracted, state.delivered, state.planned, state.projected),
    )


def _verdict(state: SponsorState, say: Words) -> str:
    missing = [duration(state.missing)] if state.missing else []
    if state.missing_mentions:
        missing.append(say.say("budget.times", count=state.missing_mentions))
    if not missing:
        return say.say("budget.met")
    return f"{say.say('budget.short')} {_JOINT.join(missing)}"


def _given(length: int, mentions: int, say: Words) -> str:
    return _JOINT.join((duration(length), say.say("budget.times", count=mentions)))
