"""Advertising rules that the plan, or the night as it runs, breaks."""

from __future__ import annotations

from collections.abc import Iterator

from producer_app.core.budget import RuleState, Unit, is_complete, rule_states
from producer_app.core.checks.finding import Finding, clock, finding, long, named
from producer_app.core.checks.sight import Sight
from producer_app.core.show import Segment, Show


def advertising_findings(sight: Sight) -> Iterator[Finding]:
    """What is wrong with the advertising, by rule."""
    show = sight.show
    for rule in rule_states(sight.projection) if show.ad_rules else ():
        yield from _rule(show, rule)


def _rule(show: Show, state: RuleState) -> Iterator[Finding]:
    rule = state.rule
    words = {"rule": rule.title}
    if not is_complete(rule):
        yield finding("ad.incomplete", words, room_id=rule.room)
    if state.unknown_ads:
        yield finding("ad.unknown", {"count": str(state.unknown_ads), **words}, room_id=rule.room)
    if state.first_break is not None:
        yield _broken(show, state)


def _broken(show: Show, state: RuleState) -> Finding:
    window = next((w for w in state.windows if w.left < 0), None)
    projected = state.projected if window is None else window.projected
    limit = (state.limit or 0) if window is None else window.limit
    missed = limit - projected if state.is_least else projected - limit
    figures = {"by": missed, "planned": projected, "limit": limit}
    words = {name: _figure(state, value) for name, value in figures.items()}
    words["rule"] = state.rule.title
    if not state.is_least:
        return _at("ad.over", "ad.over_before", show, state, words)
    if missed <= 0:
        return _at("ad.unsigned", "ad.unsigned", show, state, words)
    return _at("ad.under", "ad.under_all", show, state, words)


def _at(code: str, otherwise: str, show: Show, state: RuleState, words: dict[str, str]) -> Finding:
    """The finding on the segment that breaks the rule first, or the other one on its room."""
    broken = state.first_break
    at = None if broken is None else broken.at
    words["time"] = "?" if at is None else clock(at, show)
    segment = None if broken is None or broken.segment is None else show.by_id.get(broken.segment)
    if isinstance(segment, Segment):
        return finding(code, {"segment": named(segment), **words}, on=segment, at=at)
    return finding(otherwise, {"segment": "?", **words}, room_id=state.rule.room, at=at)


def _figure(state: RuleState, value: int) -> str:
    return long(value) if state.unit is Unit.TIME else str(abs(value))
