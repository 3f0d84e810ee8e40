"""What was promised and a way could take away: sponsors' seconds and mentions, the ad ratio."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import NamedTuple

from producer_app.core.budget import RuleState, SponsorState, ad_share
from producer_app.core.recovery.choices import Choice
from producer_app.core.recovery.way import StepKind
from producer_app.core.show import (
    ADVERTISING,
    PERFORMANCE,
    AdRule,
    Kind,
    Method,
    RoomId,
    Segment,
    Standing,
)
from producer_app.core.timebase import SECOND


class Pledge(NamedTuple):
    """What all choices together may take of one promise, in ``parts`` of it each.

    ``per_choice`` is what a choice takes when it is made, ``per_second`` what each second of it
    takes; by the choice's index, negative where it gives.
    """

    room_left: float
    per_choice: dict[int, float]
    per_second: dict[int, float]


def pledges(
    choices: tuple[Choice, ...],
    sponsors: Iterable[SponsorState],
    rules: Iterable[RuleState],
    room: RoomId,
) -> tuple[Pledge, ...]:
    """Everything promised that these choices can touch."""
    found = [
        *(pledge for state in sponsors for pledge in _of_sponsor(choices, state)),
        *(_ratio(choices, s.rule, s.left or 0) for s in rules if _is_ratio(s, room)),
    ]
    return tuple(pledge for pledge in found if pledge.per_choice or pledge.per_second)


def _of_sponsor(choices: tuple[Choice, ...], state: SponsorState) -> Iterator[Pledge]:
    theirs = [(n, c) for n, c in enumerate(choices) if c.segment.sponsor == state.sponsor.id]
    carried = [(n, c) for n, c in theirs if c.segment.kind in ADVERTISING or c.segment.ad]
    out = [(n, c) for n, c in carried if c.kind is StepKind.FLOAT]
    shorter = [n for n, c in carried if c.is_elastic and c.gives_back and _is_ad(c.segment)]
    spare = max(0, state.projected - state.sponsor.contracted)
    yield Pledge(
        room_left=spare / SECOND,
        per_choice={n: _counted(c.segment, ADVERTISING | {c.segment.ad_kind}) for n, c in out},
        per_second=dict.fromkeys(shorter, 1.0),
    )
    mentions = max(0, state.projected_mentions - state.sponsor.mentions)
    yield Pledge(
        room_left=float(mentions),
        per_choice=dict.fromkeys([n for n, _ in out], 1.0),
        per_second={},
    )


def _is_ad(segment: Segment) -> bool:
    return segment.kind in ADVERTISING


def _is_ratio(state: RuleState, room: RoomId) -> bool:
    rule = state.rule
    return rule.method is Method.SHOW_RATIO and rule.room == room and state.left is not None


def _ratio(choices: tuple[Choice, ...], rule: AdRule, left: int) -> Pledge:
    """Advertising may grow, and performance shrink, until the ratio is used up."""
    share = (rule.limit_permille or 0) / 1000
    per_choice: dict[int, float] = {}
    per_second: dict[int, float] = {}
    for number, choice in enumerate(choices):
        if choice.kind is StepKind.MOVE:
            continue
        sign = -1.0 if choice.gives_back else 1.0
        if choice.is_elastic:
            weight = sign * _weight(choice.segment.kind, rule.counts, share)
            if weight:
                per_second[number] = weight
        else:
            taken = sign * _whole(choice, rule.counts, share)
            if taken:
                per_choice[number] = taken
    return Pledge(max(0, left) / SECOND, per_choice, per_second)


def _weight(kind: Kind, counts: frozenset[Kind], share: float) -> float:
    """What a second more of that kind uses up of the ratio."""
    if kind in counts:
        return 1.0
    return -share if kind in PERFORMANCE else 0.0


def _whole(choice: Choice, counts: frozenset[Kind], share: float) -> float:
    """What the whole segment uses up of the ratio."""
    length = choice.length / SECOND
    ad = _counted(choice.segment, counts)
    is_against = choice.segment.kind in PERFORMANCE - counts
    return ad - (share * (length - ad) if is_against else 0.0)


def _counted(segment: Segment, counts: frozenset[Kind]) -> float:
    """Its seconds of advertising once it is in."""
    return (ad_share(replace(segment, standing=Standing.IN), counts) or 0) / SECOND
