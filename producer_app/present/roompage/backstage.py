"""The stage timer and backstage page of a room: now, next, how late, and who is called when."""

from __future__ import annotations

from dataclasses import dataclass

from producer_app.core.show import RoomId
from producer_app.core.timebase import Instant, Millis
from producer_app.core.timing import Projection, RoomTimes
from producer_app.present.roompage.calls import CallView, calls_of
from producer_app.present.roompage.handoffs import (
    HandoffHead,
    Planned,
    heads_in,
    planned_handoffs,
)
from producer_app.present.roompage.heads import Head, head_of
from producer_app.present.roompage.room import COMING
from producer_app.present.roompage.segments import SegmentView, coming, on_air
from producer_app.present.roompage.standing import HardView, standing_of


@dataclass(frozen=True, slots=True, kw_only=True)
class BackstagePage(Head):
    """``over``, ``is_firm`` and ``hard`` as in Standing. ``opens`` is when the room was to go on
    the air, until it has been: what is next moves along with the clock, this does not."""

    on_air: SegmentView | None
    standby: SegmentView | None
    coming: tuple[SegmentView, ...]
    opens: Instant | None
    over: Millis | None
    is_firm: bool
    hard: HardView | None
    calls: tuple[CallView, ...]
    handoffs: tuple[HandoffHead, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Common:
    """What the pages of all who look on have in common at one moment."""

    planned: tuple[Planned, ...]
    calls: tuple[CallView, ...]


def common_of(projection: Projection, *, has_calls: bool = True) -> Common:
    """All handoffs as they are planned, and everybody's calls where somebody looks at them."""
    calls = calls_of(projection) if has_calls else ()
    return Common(planned=planned_handoffs(projection), calls=calls)


def backstage_page(
    projection: Projection, room: RoomId, common: Common | None = None
) -> BackstagePage:
    """The page of a room as things stand, with the handoffs that come to it or leave it;
    ``common`` where it is worked out already."""
    common = common or common_of(projection)
    show, times = projection.show, projection.rooms[room]
    standing = standing_of(times, projection.published)
    ahead = coming(show, times, COMING)
    return BackstagePage(
        **head_of(projection, room),
        on_air=on_air(show, times),
        standby=next(iter(ahead), None),
        coming=ahead,
        opens=_opening(times),
        over=standing.over,
        is_firm=standing.is_firm,
        hard=standing.hard,
        calls=common.calls,
        handoffs=heads_in(common.planned, room),
    )


def _opening(times: RoomTimes) -> Instant | None:
    run = times.run
    has_begun = run is not None and (bool(run.takes) or run.ended is not None)
    return None if has_begun or times.on_air is not None else times.plan.on_air
