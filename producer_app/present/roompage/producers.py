"""The producers' page: every room's now and next, over and under, the handoffs, the ad budget."""

from __future__ import annotations

from dataclasses import dataclass

from producer_app.core.show import Room, RoomId
from producer_app.core.timebase import Instant, Millis
from producer_app.core.timing import Projection
from producer_app.present.budget_room import Views
from producer_app.present.roompage.backstage import Common, common_of
from producer_app.present.roompage.handoffs import HandoffHead, heads_of
from producer_app.present.roompage.heads import Head, head_of
from producer_app.present.roompage.rules import (
    BothTexts,
    RuleLine,
    Sponsored,
    SponsorLine,
    first_break,
    rule_lines,
    sponsored,
)
from producer_app.present.roompage.segments import SegmentView, coming, on_air
from producer_app.present.roompage.standing import HardView, standing_of

NEXT = 2
"""How many segments of each room a producer sees ahead."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RoomBrief:
    """One room; ``over``, ``is_firm`` and ``hard`` as in Standing."""

    room: str
    name: str
    name_alt: str
    role: str
    on_air: SegmentView | None
    standby: SegmentView | None
    coming: tuple[SegmentView, ...]
    over: Millis | None
    is_firm: bool
    hard: HardView | None
    hard_out: Instant | None
    has_ended: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ProducersPage(Head):
    rooms: tuple[RoomBrief, ...]
    handoffs: tuple[HandoffHead, ...]
    rules: tuple[RuleLine, ...]
    first_break: BothTexts | None
    sponsors: tuple[SponsorLine, ...]


def producers_page(
    projection: Projection,
    room: RoomId,
    views: Views | None = None,
    common: Common | None = None,
    sponsors: Sponsored | None = None,
) -> ProducersPage:
    """The page as things stand, for a producer who sits in ``room``; without ``views`` it says
    nothing of the ad rules. ``common`` and ``sponsors`` where they are worked out already."""
    common = common or common_of(projection)
    sponsors = sponsors or sponsored(projection)
    return ProducersPage(
        **head_of(projection, room),
        rooms=tuple(_room(projection, one) for one in projection.show.rooms),
        handoffs=heads_of(common.planned),
        rules=rule_lines(projection, views) if views else (),
        first_break=first_break(views) if views else None,
        sponsors=sponsors.lines,
    )


def _room(projection: Projection, room: Room) -> RoomBrief:
    show, times = projection.show, projection.rooms[room.id]
    standing = standing_of(times, projection.published)
    ahead = coming(show, times, NEXT)
    return RoomBrief(
        room=room.id,
        name=room.name,
        name_alt=room.name_alt,
        role=room.role.value,
        on_air=on_air(show, times),
        standby=next(iter(ahead), None),
        coming=ahead,
        over=standing.over,
        is_firm=standing.is_firm,
        hard=standing.hard,
        hard_out=times.hard_out,
        has_ended=times.run is not None and times.run.ended is not None,
    )
