"""The fewest steps that can make each hard time: worked out beforehand, so that the solver need not
find it out by trying."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from itertools import accumulate

from producer_app.core.recovery.ahead import Ahead, Stop
from producer_app.core.recovery.choices import Choice
from producer_app.core.recovery.programme import ENDLESS, Programme, Row
from producer_app.core.show import SegmentId
from producer_app.core.timebase import SECOND

_HAIR = 0.001
"""Less than this many seconds short is not short: fractions add up to a little more or less."""


def covers(
    ahead: Ahead, choices: tuple[Choice, ...], asked: Programme, barred: Collection[int]
) -> Iterator[Row]:
    """A row for each hard time that is reached late: it takes so many steps, or else so much of it
    stays. They say nothing that does not follow from the programme."""
    made = zip(asked.made, choices, strict=True)
    back = [(on, choice) for on, choice in made if choice.gives_back and on not in barred]
    hards = (stop for stop in ahead.stops if stop.is_hard)
    for stop, (late, missed) in zip(hards, asked.lates, strict=True):
        gains = [(on, choice, _gain(choice, stop, asked.held)) for on, choice in back]
        pads = sum(gain for _, choice, gain in gains if choice.is_pad)
        steps = [(on, c.segment.id, gain) for on, c, gain in gains if gain > 0 and not c.is_pad]
        won = _won((segment, gain) for _, segment, gain in steps)
        yield from _cover([on for on, _, _ in steps], won, missed - pads, late)


def _gain(choice: Choice, stop: Stop, held: Mapping[int, float]) -> float:
    """The most seconds that it wins before that moment; where nobody need be waited for any more
    that time as well."""
    if choice.slot >= stop.boundary:
        return 0.0
    if choice.is_elastic:
        return float(choice.most)
    is_back = choice.into is not None and choice.into < stop.boundary
    return held.get(choice.slot, 0.0) + (0.0 if is_back else choice.length / SECOND)


def _won(gains: Iterable[tuple[SegmentId, float]]) -> list[float]:
    """The most seconds that so many steps can win, from none: one for each segment."""
    most: dict[SegmentId, float] = {}
    for segment, gain in gains:
        most[segment] = max(gain, most.get(segment, 0.0))
    return list(accumulate(sorted(most.values(), reverse=True), initial=0.0))


def _cover(steps: list[int], won: list[float], missing: float, late: int) -> Iterator[Row]:
    enough = missing - _HAIR
    fewest = next((count for count, gain in enumerate(won) if gain >= enough), 0)
    if fewest > 1:
        spared = max((fewest - count) / (missing - won[count]) for count in range(fewest))
        yield (float(fewest), ENDLESS, [*((on, 1.0) for on in steps), (late, spared)])
