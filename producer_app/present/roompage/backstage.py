"""The stage timer and backstage page of a room: now, next, how late, and who is called when."""

from __future__ import annotations

from dataclasses import dataclass

from producer_app.core.show import RoomId
from producer_app.core.timebase import Millis
from producer_app.core.timing import Projection
from producer_app.present.roompage.calls import CallView, calls_of
from producer_app.present.roompage.handoffs import HandoffBrief, briefs_of
from producer_app.present.roompage.heads import Head, head_of
from producer_app.present.roompage.room import COMING
from producer_app.present.roompage.segments import SegmentView, coming, on_air
from producer_app.present.roompage.standing import HardView, standing_of


@dataclass(frozen=True, slots=True, kw_only=True)
class BackstagePage(Head):
    """``over``, ``is_firm`` and ``hard`` as in Standing."""

    on_air: SegmentView | None
    standby: SegmentView | None
    coming: tuple[SegmentView, ...]
    over: Millis | None
    is_firm: bool
    hard: HardView | None
    calls: tuple[CallView, ...]
    handoffs: tuple[HandoffBrief, ...]


def backstage_page(
    projection: Projection, room: RoomId, calls: tuple[CallView, ...] | None = None
) -> BackstagePage:
    """The page of a room as things stand, with everybody's calls in the whole show; ``calls``
    where they are worked out already."""
    show, head = projection.show, head_of(projection, room)
    times = projection.rooms[room]
    standing = standing_of(times, projection.published)
    ahead = coming(show, times, COMING)
    return BackstagePage(
        **head,
        on_air=on_air(show, times),
        standby=next(iter(ahead), None),
        coming=ahead,
        over=standing.over,
        is_firm=standing.is_firm,
        hard=standing.hard,
        calls=calls_of(projection) if calls is None else calls,
        handoffs=briefs_of(projection, room),
    )
