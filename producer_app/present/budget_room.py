"""A room's own ad rules for its page: what is left of each, the worst first, in both languages."""

from __future__ import annotations

from dataclasses import dataclass

from producer_app.core.budget import Budget
from producer_app.core.show import RoomId, RoomRole, Show
from producer_app.core.timing import Projection
from producer_app.present.budget import BudgetView, budget_view
from producer_app.present.words import words

Views = tuple[BudgetView, BudgetView]
"""The ad budget in English and in Chinese."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RoomRule:
    """One rule: its names, how it stands, and what is left in English and in Chinese."""

    title: str
    title_alt: str
    level: str
    left: str
    """3:25 left, OVER 0:12, 1 MISSING."""
    left_alt: str
    where: str
    """Where it is broken; empty where it holds."""
    where_alt: str


def have_shops_rules(show: Show) -> bool:
    """True where a shopping room has ad rules of its own."""
    shops = {room.id for room in show.rooms if room.role is RoomRole.SHOP}
    return any(rule.room in shops for rule in show.ad_rules)


def budget_views(
    projection: Projection, budget: Budget | None = None, earlier: Views | None = None
) -> Views:
    """The ad budget in both languages; what has not changed since ``earlier`` is not put into
    words again."""
    one, other = earlier if earlier is not None else (None, None)
    english = budget_view(projection, words("en"), budget, one)
    return english, budget_view(projection, words("zh"), budget, other)


def room_rules(projection: Projection, room: RoomId, views: Views | None) -> tuple[RoomRule, ...]:
    """The rules of a shopping room as they stand; nothing for other rooms."""
    if views is None or projection.show.room(room).role is not RoomRole.SHOP:
        return ()
    english, chinese = (view.rules for view in views)
    own = [n for n, state in enumerate(english.states) if state.rule.room == room]
    return tuple(
        RoomRule(
            title=english[n].title,
            title_alt=english[n].title_alt,
            level=english[n].level.value,
            left=english[n].verdict_text,
            left_alt=chinese[n].verdict_text,
            where=english[n].broken,
            where_alt=chinese[n].broken,
        )
        for n in own
    )
