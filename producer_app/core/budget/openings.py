"""Where an advertisement could go: the places of a rundown in which every rule still holds."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from producer_app.core.budget.counting import Budget, budget_of
from producer_app.core.budget.effect import Effect, after_edit, effects
from producer_app.core.budget.state import RuleState, WindowState
from producer_app.core.edits import Edit, InsertSegment, MoveSegments, SetStanding, Several
from producer_app.core.show import (
    ADVERTISING,
    BlockId,
    Kind,
    Segment,
    SegmentId,
    Show,
    Standing,
)
from producer_app.core.timebase import Instant, Millis
from producer_app.core.timing import Projection, RoomTimes


@dataclass(frozen=True, slots=True, kw_only=True)
class Opening:
    """A place for an advertisement: before that segment, or at the end where it is None.

    ``tightest`` is the rule that counts it and keeps the smallest share of its limit there, None
    where none does; ``room_left`` is that share, 0 to 1. ``at`` is when the advertisement would
    start; ``pushes`` is by how much more a hard time is missed, 0 when none is.
    """

    before: SegmentId | None
    at: Instant | None
    effects: tuple[Effect, ...]
    tightest: Effect | None
    room_left: float
    pushes: Millis
    is_beside_break: bool
    """It joins a break that is there, and makes no new one."""


def openings(
    projection: Projection, budget: Budget, advertisement: Segment
) -> Iterator[Opening | None]:
    """Each place still to come, tried one by one: None where a rule would be broken that holds
    without the advertisement. One that stands in the rundown already is moved, any other is
    inserted. They come in running order, not the best first."""
    without, held = _without(projection, budget, advertisement)
    for before in places_for(projection, advertisement):
        yield _tried(without, held, projection, advertisement, before)


def opening_at(
    projection: Projection, budget: Budget, advertisement: Segment, before: SegmentId | None
) -> Opening | None:
    """That one place as it is now; None where it is there no longer, or a rule would be broken."""
    if before not in places_for(projection, advertisement):
        return None
    without, held = _without(projection, budget, advertisement)
    return _tried(without, held, projection, advertisement, before)


def places_for(projection: Projection, advertisement: Segment) -> tuple[SegmentId | None, ...]:
    """Before each segment that is still to come, but never ahead of what is in standby, and at
    the end (None); not where it stands already. None at all for one that is on the air, has been,
    or is in standby: that is not moved."""
    times = projection.rooms[advertisement.room]
    coming = times.coming if times.run is None else times.coming[1:]
    segments = times.plan.segments
    places: tuple[SegmentId | None, ...] = (*(segments[place].id for place in coming), None)
    if advertisement.id not in places:
        known = times.plan.places.get(advertisement.id)
        is_bound = known is not None and segments[known].is_playable
        return () if is_bound else places
    own = places.index(advertisement.id)
    return (*places[:own], *places[own + 2 :])


def placed(show: Show, advertisement: Segment, before: SegmentId | None) -> Edit:
    """The edit that puts it there, in the block of what stands above: a move of one that the show
    has, brought back where it is floated, or else an insert."""
    block = _block_above(show, advertisement, before)
    known = show.by_id.get(advertisement.id)
    if not isinstance(known, Segment):
        return InsertSegment(segment=replace(advertisement, block=block), before=before)
    move = MoveSegments(segments=(known.id,), before=before, block=block)
    if known.is_playable:
        return move
    back = SetStanding(segments=(known.id,), standing=Standing.IN)
    return Several(edits=(move, back), label=move.label)


def window_around(state: RuleState, at: Instant | None) -> WindowState | None:
    """The tightest window of a rule that the moment is in; None where it is in none."""
    around = (w for w in state.windows if at is not None and w.start <= at < w.end)
    return min(around, key=lambda window: window.left, default=None)


def _without(
    projection: Projection, budget: Budget, advertisement: Segment
) -> tuple[Projection, Budget]:
    """The show as it would be without the advertisement, and its rules."""
    known = projection.show.by_id.get(advertisement.id)
    if not isinstance(known, Segment) or not known.is_playable:
        return projection, budget
    floated = SetStanding(segments=(known.id,), standing=Standing.FLOATED)
    without = after_edit(projection, floated)
    return without, budget_of(without, budget)


def _block_above(show: Show, advertisement: Segment, before: SegmentId | None) -> BlockId | None:
    others = [s for s in show.rundowns[advertisement.room] if s.id != advertisement.id]
    place = next((n for n, s in enumerate(others) if s.id == before), len(others))
    return others[place - 1].block if place else None


def _tried(
    without: Projection,
    held: Budget,
    now: Projection,
    advertisement: Segment,
    before: SegmentId | None,
) -> Opening | None:
    edit = placed(now.show, advertisement, before)
    then = after_edit(now, edit)
    found = effects(held, budget_of(then, held))
    if any(effect.breaks for effect in found):
        return None
    after = then.rooms[advertisement.room]
    at = after.start_of(advertisement.id)
    capped = [effect for effect in found if _is_capped(effect, advertisement)]
    tightest = min(capped, key=lambda effect: _share_left(effect, at), default=None)
    return Opening(
        before=before,
        at=at,
        effects=found,
        tightest=tightest,
        room_left=1.0 if tightest is None else _share_left(tightest, at),
        pushes=_pushed(without.rooms[advertisement.room], after),
        is_beside_break=_is_beside_break(after, advertisement),
    )


def _is_capped(effect: Effect, advertisement: Segment) -> bool:
    """True when the rule counts the advertisement against a limit."""
    state, counts = effect.after, effect.rule.counts
    is_counted = advertisement.kind in counts or (
        advertisement.ad > 0 and advertisement.ad_kind in counts
    )
    return is_counted and not state.is_least and bool(state.limit)


def _share_left(effect: Effect, at: Instant | None) -> float:
    """What is left of the window at that moment, as a share of its limit; of the whole rule where
    it has no window there."""
    state = effect.after
    window = window_around(state, at)
    left, limit = (state.left, state.limit) if window is None else (window.left, window.limit)
    return max(0.0, (left or 0) / limit) if limit else 1.0


def _pushed(before: RoomTimes, after: RoomTimes) -> Millis:
    """By how much more a hard time is missed than it is now: that which is pushed furthest."""
    known = {(hard.kind, hard.at): max(0, hard.over or 0) for hard in before.hards}
    pushed = (max(0, h.over or 0) - known.get((h.kind, h.at), 0) for h in after.hards)
    return Millis(max(0, *pushed, 0))


def _is_beside_break(times: RoomTimes, advertisement: Segment) -> bool:
    """True when the next segment that plays on either side is advertising, too."""
    segments, place = times.plan.segments, times.plan.places[advertisement.id]
    sides = (reversed(segments[:place]), segments[place + 1 :])
    beside = (next(filter(_interrupts_nothing, side), None) for side in sides)
    kinds = {None if segment is None else segment.kind for segment in beside}
    return bool(kinds & (ADVERTISING | {advertisement.kind}))


def _interrupts_nothing(segment: Segment) -> bool:
    return segment.is_playable and segment.kind is not Kind.NEUTRAL
