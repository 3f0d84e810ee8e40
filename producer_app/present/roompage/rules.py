"""The ad budget and the sponsors on the producers' page, in both languages."""

from __future__ import annotations

from dataclasses import dataclass

from producer_app.core.budget import Sponsors, SponsorState, sponsors_of
from producer_app.core.show import Room, Show
from producer_app.core.timing import Projection
from producer_app.present.budget_room import Views
from producer_app.present.budget_rule import RuleView
from producer_app.present.budget_sponsors import sponsor_view
from producer_app.present.words import words


@dataclass(frozen=True, slots=True, kw_only=True)
class BothTexts:
    """One sentence in English and in Chinese."""

    text: str
    text_alt: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleLine:
    """One ad rule: what is used of what, what is left, and where it is broken."""

    title: str
    title_alt: str
    room_name: str
    room_name_alt: str
    level: str
    used: str
    used_alt: str
    left: str
    left_alt: str
    where: str
    where_alt: str
    share: float | None
    """What is used as a fraction of the limit; None where there is none."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SponsorLine:
    """One sponsor: whether all that was promised is delivered or still to come."""

    brand: str
    brand_alt: str
    is_met: bool
    verdict: str
    verdict_alt: str
    delivered: str
    delivered_alt: str
    contracted: str
    contracted_alt: str
    share: float


def rule_lines(projection: Projection, views: Views) -> tuple[RuleLine, ...]:
    """Every rule of the show, the worst first."""
    show = projection.show
    english, chinese = views
    states = english.rules.states
    lines = []
    for one, other, state in zip(english.rules, chinese.rules, states, strict=True):
        room = show.by_id.get(state.rule.room)
        has_limit = state.limit is not None
        lines.append(
            RuleLine(
                title=one.title,
                title_alt=other.title,
                room_name=room.name if isinstance(room, Room) else "",
                room_name_alt=room.name_alt if isinstance(room, Room) else "",
                level=one.level.value,
                used=_used(one, has_limit=has_limit),
                used_alt=_used(other, has_limit=has_limit),
                left=one.verdict_text,
                left_alt=other.verdict_text,
                where=one.broken,
                where_alt=other.broken,
                share=one.bar.spent if has_limit else None,
            )
        )
    return tuple(lines)


def first_break(views: Views) -> BothTexts | None:
    """Where the first rule breaks, whichever that is; None while all hold."""
    english, chinese = views
    broken = [
        (one.broken_at, number)
        for number, one in enumerate(english.rules)
        if one.broken and one.broken_at is not None
    ]
    if not broken:
        return None
    _, number = min(broken)
    one, other = english.rules[number], chinese.rules[number]
    return BothTexts(text=f"{one.title}: {one.broken}", text_alt=f"{other.title}：{other.broken}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Sponsored:
    """Every sponsor in words, with what the next look can build on."""

    sponsors: Sponsors
    lines: tuple[SponsorLine, ...]


def sponsored(projection: Projection, earlier: Sponsored | None = None) -> Sponsored:
    """Every sponsor of the show, in its order; one that stands as in ``earlier`` is not put into
    words again."""
    found = sponsors_of(projection, earlier.sponsors if earlier is not None else None)
    known = {}
    if earlier is not None and earlier.sponsors.projection.plan is projection.plan:
        pairs = zip(earlier.sponsors.states, earlier.lines, strict=True)
        known = {state.sponsor.id: (state, line) for state, line in pairs}
    lines = []
    for state in found.states:
        before = known.get(state.sponsor.id)
        is_same = before is not None and before[0] == state
        lines.append(before[1] if before and is_same else _sponsor_line(state, projection.show))
    return Sponsored(sponsors=found, lines=tuple(lines))


def _sponsor_line(state: SponsorState, show: Show) -> SponsorLine:
    one, other = (sponsor_view(state, show, words(language)) for language in ("en", "zh"))
    return SponsorLine(
        brand=one.brand,
        brand_alt=one.brand_alt,
        is_met=one.is_met,
        verdict=one.verdict,
        verdict_alt=other.verdict,
        delivered=one.delivered,
        delivered_alt=other.delivered,
        contracted=one.contracted,
        contracted_alt=other.contracted,
        share=one.bar.spent,
    )


def _used(view: RuleView, *, has_limit: bool) -> str:
    return f"{view.told.spent} / {view.told.limit}" if has_limit else view.told.spent
