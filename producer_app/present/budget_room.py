"""A room's own ad rules for its page: what is left of each, the worst first, in both languages."""

from __future__ import annotations

from dataclasses import dataclass

from producer_app.core.budget import Budget, budget_of
from producer_app.core.show import RoomId, RoomRole
from producer_app.core.timing import Projection
from producer_app.present.budget_breaks import now_of, told_state
from producer_app.present.budget_levels import level_of, pressure
from producer_app.present.budget_rule import rule_view
from producer_app.present.words import words


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


def rooms_budget(projection: Projection, earlier: Budget | None = None) -> Budget | None:
    """The budget where a shopping room has rules of its own; None where none has. What has not
    changed since ``earlier`` is not summed up again."""
    show = projection.show
    shops = {room.id for room in show.rooms if room.role is RoomRole.SHOP}
    if not any(rule.room in shops for rule in show.ad_rules):
        return None
    return budget_of(projection, earlier)


def room_rules(projection: Projection, room: RoomId, budget: Budget | None) -> tuple[RoomRule, ...]:
    """The rules of a shopping room as they stand; nothing for other rooms."""
    if budget is None or projection.show.room(room).role is not RoomRole.SHOP:
        return ()
    own = (state for state in budget.states if state.rule.room == room)
    told = [told_state(state, projection, budget) for state in own]
    told.sort(key=lambda state: (level_of(state).badness, pressure(state)), reverse=True)
    now, show = now_of(projection), projection.show
    english, chinese = words("en"), words("zh")
    pairs = ((rule_view(show, s, english, now), rule_view(show, s, chinese, now)) for s in told)
    return tuple(
        RoomRule(
            title=one.title,
            title_alt=one.title_alt,
            level=one.level.value,
            left=one.verdict_text,
            left_alt=other.verdict_text,
            where=one.broken,
            where_alt=other.broken,
        )
        for one, other in pairs
    )
