"""Choices that were made as the steps of a way and the one edit that takes them all."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from producer_app.core.edits import ChangeSegment, Edit, MoveSegments, SetStanding, Several
from producer_app.core.recovery.ahead import Ahead
from producer_app.core.recovery.choices import Choice
from producer_app.core.recovery.way import Step, StepKind
from producer_app.core.show import Segment, SegmentId, Standing
from producer_app.core.timebase import SECOND, Millis


class Made(NamedTuple):
    """A choice, by its number, with the time that it gives back (< 0) or fills."""

    number: int
    choice: Choice
    by: Millis


def made(number: int, choice: Choice, seconds: float) -> Made | None:
    """The choice with its seconds made whole: given back rather too much, filled rather too
    little. None when nothing is left of it."""
    if not choice.is_elastic:
        return Made(number, choice, Millis(-choice.length if choice.gives_back else choice.length))
    if choice.gives_back:
        whole = -min(choice.most, -int(-(seconds - _GRAIN) // 1))
    else:
        whole = int((seconds + _GRAIN) // 1)
    return Made(number, choice, Millis(whole * SECOND)) if whole else None


_GRAIN = 0.001
"""A solver's 40.0000001 seconds are 40."""


def steps_of(ahead: Ahead, taken: Iterable[Made]) -> tuple[Step, ...]:
    """The steps in the order in which the evening comes to them."""
    last: dict[int, SegmentId] = {}
    steps = []
    for _, choice, by in taken:
        past = None
        if choice.into is not None:
            behind = ahead.segments[choice.into // 2].id
            past = last.get(choice.into, behind)
            last[choice.into] = choice.segment.id
        steps.append(Step(kind=choice.kind, segment=choice.segment.id, by=by, past=past))
    return tuple(steps)


def edit_of(ahead: Ahead, taken: tuple[Made, ...]) -> Several:
    """All of them as one edit of the plan."""
    edits: list[Edit] = []
    for _, choice, by in taken:
        if choice.is_elastic:
            length = Millis(choice.length + by)
            edits.append(ChangeSegment(segment=choice.segment.id, changes={"length": length}))
    edits += _standings(taken, StepKind.FLOAT, Standing.FLOATED)
    edits += _standings(taken, StepKind.BRING_BACK, Standing.IN)
    edits += _moves(ahead, taken)
    return Several(edits=tuple(edits), label="way_back")


def _standings(taken: Iterable[Made], kind: StepKind, standing: Standing) -> Iterator[Edit]:
    keys = tuple(choice.segment.id for _, choice, _ in taken if choice.kind is kind)
    if keys:
        yield SetStanding(segments=keys, standing=standing)


def _moves(ahead: Ahead, taken: Iterable[Made]) -> Iterator[Edit]:
    """Those that go behind the same segment go together, in their order, and into its block."""
    groups: dict[int, list[SegmentId]] = {}
    for _, choice, _ in taken:
        if choice.into is not None:
            groups.setdefault(choice.into // 2, []).append(choice.segment.id)
    moving = {key for group in groups.values() for key in group}
    for position, group in sorted(groups.items()):
        behind = ahead.segments[position]
        yield MoveSegments(
            segments=tuple(group), before=_next(ahead, behind, moving), block=behind.block
        )


def _next(ahead: Ahead, behind: Segment, moving: set[SegmentId]) -> SegmentId | None:
    """What stands behind that segment and stays there."""
    plan = ahead.times.plan
    rest = plan.segments[plan.places[behind.id] + 1 :]
    return next((segment.id for segment in rest if segment.id not in moving), None)
