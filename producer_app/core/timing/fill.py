"""Who or what fills the time before a hard time that is reached too early."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from producer_app.core.show import Kind, Segment, SegmentId, Show, Talent, TalentRole
from producer_app.core.timebase import Millis
from producer_app.core.timing.holds import HardKind, HardTime
from producer_app.core.timing.room_plan import RoomPlan


@dataclass(frozen=True, slots=True, kw_only=True)
class Fill:
    """Time to fill (> 0), and by whom: ``pads`` that can stretch, with how much of it each takes,
    and the people who speak through the rest."""

    gap: Millis
    pads: tuple[tuple[SegmentId, Millis], ...]
    people: tuple[Talent, ...]
    is_named: bool
    """The plan names these people for it; otherwise they are the hosts at hand."""

    @property
    def rest(self) -> Millis:
        """What the pads leave to be filled; 0 when they can take it all."""
        return Millis(self.gap - sum(taken for _, taken in self.pads))

    @property
    def is_filled(self) -> bool:
        """True when pads take it all, or somebody is there for the rest."""
        return self.rest <= 0 or bool(self.people)


def fill_of(
    show: Show, plan: RoomPlan, hard: HardTime, since: int = 0, gap: Millis | None = None
) -> Fill | None:
    """What fills the gap before a hard time, from place ``since`` on; None when there is none.

    ``gap`` is the time to fill, from the hard time itself where it is not given.
    """
    if gap is None:
        gap = Millis(-hard.over) if hard.over is not None and hard.over < 0 else Millis(0)
    if gap <= 0:
        return None
    before = plan.segments[since : hard.boundary]
    named = _named(show, plan, hard)
    return Fill(
        gap=gap,
        pads=_pads(before, gap),
        people=named or _hosts(show, before),
        is_named=bool(named),
    )


def _room_to_stretch(segment: Segment) -> Millis | None:
    """How much longer it may become; None for a pad without bounds. What is no pad and names no
    longest length has no room."""
    if segment.longest is None:
        return None if segment.kind is Kind.PAD else Millis(0)
    return Millis(max(0, segment.longest - (segment.length or 0)))


def _pads(before: Sequence[Segment], gap: Millis) -> tuple[tuple[SegmentId, Millis], ...]:
    """Pads first, then other elastic segments, the nearest to the hard time first."""
    taken: list[tuple[SegmentId, Millis]] = []
    left = int(gap)
    pad = Kind.PAD
    near = reversed(before)
    elastic = [s for s in near if (s.longest is not None or s.kind is pad) and s.is_timed]
    for segment in sorted(elastic, key=lambda segment: segment.kind is not pad):
        room = _room_to_stretch(segment)
        takes = left if room is None else min(left, room)
        if takes > 0:
            taken.append((segment.id, Millis(takes)))
            left -= takes
    return tuple(taken)


def _named(show: Show, plan: RoomPlan, hard: HardTime) -> tuple[Talent, ...]:
    if hard.kind is not HardKind.START:
        return ()
    return show.people(plan.segments[hard.place].filled_by)


def _hosts(show: Show, before: Sequence[Segment]) -> tuple[Talent, ...]:
    """The hosts of the last segment before the gap."""
    last = next((segment for segment in reversed(before) if segment.is_timed), None)
    people = () if last is None else show.people(last.talent)
    return tuple(person for person in people if person.role is TalentRole.HOST)
