"""Advertising rules that the plan breaks, and sponsors who get less than they paid for."""

from __future__ import annotations

from collections.abc import Iterator

from producer_app.core.budget import (
    RuleState,
    SponsorState,
    is_complete,
    rule_states,
    sponsor_states,
)
from producer_app.core.checks.finding import Finding, clock, finding, long, named
from producer_app.core.checks.sight import Sight
from producer_app.core.show import Segment, Show


def advertising_findings(sight: Sight) -> Iterator[Finding]:
    """What is wrong with the advertising: by rule, then by sponsor."""
    show = sight.show
    for rule in rule_states(sight.projection) if show.ad_rules else ():
        yield from _rule(show, rule)
    sponsors = sponsor_states(sight.projection) if show.sponsors else ()
    for sponsor in sponsors:
        yield from _expected(sponsor) if sight.is_live else _contract(sponsor)
    if not sight.is_live:
        yield from _rivals(sponsors)


def _rule(show: Show, state: RuleState) -> Iterator[Finding]:
    rule = state.rule
    words = {"rule": rule.title}
    if not is_complete(rule):
        yield finding("ad.incomplete", words, room_id=rule.room)
    if state.unknown_ads:
        yield finding("ad.unknown", {"count": str(state.unknown_ads), **words}, room_id=rule.room)
    broken = state.first_break
    if broken is None:
        return
    window = next((w for w in state.windows if w.left < 0), None)
    projected = state.projected if window is None else window.projected
    limit = (state.limit or 0) if window is None else window.limit
    words |= {"over": long(projected - limit), "planned": long(projected), "limit": long(limit)}
    segment = show.by_id.get(broken.segment) if broken.segment is not None else None
    if not isinstance(segment, Segment):
        yield finding("ad.over_before", words, room_id=rule.room, at=broken.at)
        return
    words["time"] = "?" if broken.at is None else clock(broken.at, show)
    yield finding("ad.over", {"segment": named(segment), **words}, on=segment, at=broken.at)


def _contract(state: SponsorState) -> Iterator[Finding]:
    sponsor = state.sponsor
    if state.planned < sponsor.contracted:
        yield finding(
            "sponsor.short",
            {
                "brand": sponsor.brand,
                "planned": long(state.planned),
                "contracted": long(sponsor.contracted),
            },
        )
    if state.planned_mentions < sponsor.mentions:
        yield finding(
            "sponsor.mentions",
            {
                "brand": sponsor.brand,
                "planned": str(state.planned_mentions),
                "contracted": str(sponsor.mentions),
            },
        )


def _expected(state: SponsorState) -> Iterator[Finding]:
    """What a sponsor will have been given once the run is over."""
    sponsor = state.sponsor
    if state.missing:
        words = {
            "brand": sponsor.brand,
            "projected": long(state.projected),
            "contracted": long(sponsor.contracted),
        }
        yield finding("sponsor.comes_short", words)
    if state.missing_mentions:
        words = {
            "brand": sponsor.brand,
            "projected": str(state.projected_mentions),
            "contracted": str(sponsor.mentions),
        }
        yield finding("sponsor.comes_to", words)


def _rivals(states: tuple[SponsorState, ...]) -> Iterator[Finding]:
    on_air = [s.sponsor for s in states if s.planned_mentions and s.sponsor.category]
    for number, sponsor in enumerate(on_air):
        for rival in on_air[number + 1 :]:
            is_exclusive = sponsor.is_exclusive or rival.is_exclusive
            if rival.category == sponsor.category and is_exclusive:
                yield finding(
                    "sponsor.rival",
                    {"brand": sponsor.brand, "rival": rival.brand, "category": sponsor.category},
                )
