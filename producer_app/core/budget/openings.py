"""Where an advertisement could go: the places of a rundown in which every rule still holds."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from producer_app.core.budget.counting import Budget, budget_of
from producer_app.core.budget.effect import Effect, after_edit, effects
from producer_app.core.edits import InsertSegment
from producer_app.core.show import PERFORMANCE, Segment, SegmentId
from producer_app.core.timebase import Instant, Millis
from producer_app.core.timing import Projection, RoomTimes


@dataclass(frozen=True, slots=True, kw_only=True)
class Opening:
    """A place for an advertisement: before that segment, or at the end where it is None.

    ``room_left`` is the smallest share of its limit that any rule keeps, 0 to 1; ``at`` is when
    the advertisement would start; ``pushes`` is how much later the next hard time is reached than
    it may be, 0 when it is still met.
    """

    before: SegmentId | None
    at: Instant | None
    effects: tuple[Effect, ...]
    room_left: float
    pushes: Millis
    is_beside_break: bool
    """It joins a break that is there, and makes no new one."""


def openings(
    projection: Projection, budget: Budget, advertisement: Segment
) -> Iterator[Opening | None]:
    """Each place still to come, tried one by one: None where a rule would be broken that holds
    now. The caller sorts with ``best_first`` when it has seen them all."""
    times = projection.rooms[advertisement.room]
    for before in _places(times):
        yield _tried(projection, budget, times, replace(advertisement, block=None), before)


def best_first(found: list[Opening]) -> tuple[Opening, ...]:
    """The places in the order in which one would take them: hard times kept, breaks joined,
    most left."""
    return tuple(sorted(found, key=lambda o: (o.pushes, not o.is_beside_break, -o.room_left)))


def _places(times: RoomTimes) -> Iterator[SegmentId | None]:
    """Before each segment that is still to come, but never ahead of what is in standby."""
    coming = times.coming if times.run is None else times.coming[1:]
    for place in coming:
        yield times.plan.segments[place].id
    yield None


def _tried(
    projection: Projection,
    budget: Budget,
    times: RoomTimes,
    advertisement: Segment,
    before: SegmentId | None,
) -> Opening | None:
    edit = InsertSegment(segment=advertisement, before=before)
    then = after_edit(projection, edit)
    found = effects(budget, budget_of(then, budget))
    if any(effect.breaks for effect in found):
        return None
    after = then.rooms[advertisement.room]
    return Opening(
        before=before,
        at=after.start_of(advertisement.id),
        effects=found,
        room_left=min((_share_left(effect) for effect in found), default=1.0),
        pushes=_pushed(times, after),
        is_beside_break=_is_beside_break(after, advertisement),
    )


def _share_left(effect: Effect) -> float:
    state = effect.after
    worst = min(
        ((w.left, w.limit) for w in state.windows), default=(state.left or 0, state.limit or 0)
    )
    return max(0.0, worst[0] / worst[1]) if worst[1] else 1.0


def _pushed(before: RoomTimes, after: RoomTimes) -> Millis:
    """How much more the hard times are missed than they are now."""
    missed = sum(max(0, hard.over or 0) for hard in after.hards)
    was = sum(max(0, hard.over or 0) for hard in before.hards)
    return Millis(max(0, missed - was))


def _is_beside_break(times: RoomTimes, advertisement: Segment) -> bool:
    segments, place = times.plan.segments, times.plan.places[advertisement.id]
    beside = (*segments[max(0, place - 1) : place], *segments[place + 1 : place + 2])
    near = (segment for segment in beside if segment.is_playable)
    return any(s.kind not in PERFORMANCE and s.kind is advertisement.kind for s in near)
