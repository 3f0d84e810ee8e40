"""How a room stands against the clock: over or under, and against which hard time."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from producer_app.core.show import SegmentId
from producer_app.core.timebase import Instant, Millis
from producer_app.core.timing import HardKind, HardTime, RoomTimes, over_under


@dataclass(frozen=True, slots=True, kw_only=True)
class HardView:
    """A time that cannot move: a segment starts or ends then, or the room must be off the air."""

    kind: str
    number: str
    title: str
    title_alt: str
    at: Instant


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """``over`` > 0 is over (late), against ``hard`` where there is one, else against the plan as
    published or as it was at the room's real start; None where there is nothing to be held
    against. Where ``is_firm`` is false it is at least that late."""

    over: Millis | None
    is_firm: bool
    hard: HardView | None


def standing_of(times: RoomTimes, published: Mapping[SegmentId, Instant]) -> Standing:
    """Where a room stands against its next hard time."""
    stand = over_under(times, published)
    hard = stand.next_hard
    if hard is not None:
        return Standing(over=hard.over, is_firm=hard.is_firm, hard=_hard(times, hard))
    over = stand.published if stand.published is not None else stand.since_start
    return Standing(over=over, is_firm=True, hard=None)


def _hard(times: RoomTimes, hard: HardTime) -> HardView:
    segment = None if hard.kind is HardKind.OUT else times.plan.segments[hard.place]
    return HardView(
        kind=hard.kind.name.lower(),
        number=segment.number if segment else "",
        title=segment.title if segment else "",
        title_alt=segment.title_alt if segment else "",
        at=hard.at,
    )
