"""The points of a rule's curve: sums that run, sums that slide, steps for what is numbered."""

from __future__ import annotations

from collections.abc import Iterable

from producer_app.core.budget import Spot, WindowState
from producer_app.core.budget.aired import Aired
from producer_app.core.show import Method
from producer_app.core.timebase import Instant

Point = tuple[Instant, int]
"""A moment, and the figure then."""


def running_sum(
    aired: Aired, window: WindowState, start: Instant, end: Instant
) -> tuple[Point, ...]:
    """The sum since the window began, what was used elsewhere included."""
    ledger = aired.projected
    elsewhere = window.projected - ledger.between(window.start, window.end)
    inside = ledger.parts(start, end)
    edges = {start, end, *(at for spot in inside for at in ends_of(spot))}
    return tuple(
        (Instant(at), elsewhere + ledger.between(window.start, at)) for at in sorted(edges)
    )


def rolling_sum(aired: Aired, length: int, start: Instant, end: Instant) -> tuple[Point, ...]:
    """What the window behind each moment holds."""
    ledger = aired.projected
    ends = [at for spot in ledger.placed for at in ends_of(spot)]
    edges = {start, end, *ends, *(at + length for at in ends)}
    return tuple(
        (Instant(at), ledger.between(at - length, at)) for at in sorted(edges) if start <= at <= end
    )


def steps(aired: Aired, window: WindowState, start: Instant, end: Instant) -> tuple[Point, ...]:
    """A step up for each that begins."""
    spots = aired.projected.starting(window.start, window.end)
    return _stairs([spot.start for spot in spots], window.projected, start, end)


def breaks_inside(
    aired: Aired, window: WindowState, start: Instant, end: Instant
) -> tuple[Point, ...]:
    """A step up for each break inside the programme."""
    inside = [stop.start for stop in aired.projected.stops if stop.together.is_inside]
    return _stairs(inside, window.projected, start, end)


def _stairs(
    moments: Iterable[Instant | None], last: int, start: Instant, end: Instant
) -> tuple[Point, ...]:
    """A step up at each of these moments, to the last figure at the end."""
    known = [max(start, at) for at in moments if at is not None]
    used = last - len(known)
    points: list[Point] = [(start, used)]
    for at in known:
        points += ((at, used), (at, used + 1))
        used += 1
    return (*points, (end, used))


def ends_of(spot: Spot) -> tuple[int, int]:
    """When a spot begins, and when it is over."""
    start = spot.start or 0
    return start, start + spot.length


def figure_at(points: tuple[Point, ...], at: int) -> int:
    """The figure at a moment, between two points in proportion; of two at once the later."""
    before = after = points[0]
    for point in points:
        if point[0] > at:
            after = point
            break
        before = after = point
    width = after[0] - before[0]
    if not width:
        return before[1]
    return before[1] + (after[1] - before[1]) * (at - before[0]) // width


BY_NUMBER = {
    Method.LEAST_COUNT: steps,
    Method.MOST_COUNT: steps,
    Method.BREAKS_PER_LENGTH: breaks_inside,
}
"""Methods that count by number: a step for each."""
