"""The pages of those who work in a room: the host's, and the controller's with its playhead."""

from __future__ import annotations

from dataclasses import dataclass

from producer_app.core.show import RoomId
from producer_app.core.timing import Projection
from producer_app.present.budget_room import RoomRule, Views, room_rules
from producer_app.present.roompage.handoffs import HandoffView, handoffs_of
from producer_app.present.roompage.heads import Head, head_of
from producer_app.present.roompage.offers import RoomOffer, room_offers
from producer_app.present.roompage.segments import SegmentView, coming, on_air

COMING = 8
"""How many segments of its own rundown a room sees ahead."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RoomPage(Head):
    """One room's page: what comes to it, what it sells, where its own playhead is, and what the
    stage does meanwhile."""

    handoffs: tuple[HandoffView, ...]
    room_offers: tuple[RoomOffer, ...]
    on_air: SegmentView | None
    standby: SegmentView | None
    """What GO would take: the first of ``coming``."""
    coming: tuple[SegmentView, ...]
    stage: SegmentView | None
    stage_next: SegmentView | None
    rules: tuple[RoomRule, ...] = ()
    """A shopping room's own ad rules, the worst first."""


def room_page(
    projection: Projection,
    room: RoomId,
    views: Views | None = None,
    offers: tuple[RoomOffer, ...] | None = None,
) -> RoomPage:
    """The page of a room as things stand, without ``views`` without its ad rules; ``offers``
    where they are worked out already. Refused when the show has no such room."""
    show, head = projection.show, head_of(projection, room)
    times = projection.rooms[room]
    stage = show.stage()
    stage_times = projection.rooms[stage.id] if stage and stage.id != room else None
    ahead = coming(show, times, COMING)
    if offers is None:
        offers = tuple(room_offers(show, projection.run, room))
    return RoomPage(
        **head,
        handoffs=handoffs_of(projection, room),
        room_offers=offers,
        on_air=on_air(show, times),
        standby=next(iter(ahead), None),
        coming=ahead,
        stage=on_air(show, stage_times) if stage_times else None,
        stage_next=next(iter(coming(show, stage_times, 1)), None) if stage_times else None,
        rules=room_rules(projection, room, views),
    )
