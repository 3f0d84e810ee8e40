"""Each block's sum against its budget: planned, and as the run makes of it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from producer_app.core.run import Take
from producer_app.core.show import BlockId, SegmentId
from producer_app.core.timebase import Instant, Millis
from producer_app.core.timing.room_plan import RoomPlan
from producer_app.core.timing.room_times import RoomTimes


@dataclass(frozen=True, slots=True, kw_only=True)
class BlockTime:
    """``spent`` is what has been on air of it, ``ahead`` what is still to come of it, as things
    stand; ``is_firm`` is false while a length in it is unknown."""

    spent: Millis
    ahead: Millis
    is_firm: bool

    @property
    def projected(self) -> Millis:
        """How long the block will have been when all of it is over."""
        return Millis(self.spent + self.ahead)


def block_lengths(
    plan: RoomPlan, within: Sequence[int] | None = None
) -> Mapping[BlockId | None, tuple[Millis, bool]]:
    """Each block's planned length and whether it is firm (no unknown length in it); with
    ``within`` only these places are counted."""
    sums: dict[BlockId | None, tuple[Millis, bool]] = {}
    for place in range(len(plan.segments)) if within is None else within:
        segment = plan.segments[place]
        if segment.is_timed:
            total, firm = sums.get(segment.block, (Millis(0), True))
            length = plan.length_of(place)
            sums[segment.block] = (Millis(total + (length or 0)), firm and length is not None)
    return MappingProxyType(sums)


def block_times(
    times: RoomTimes, now: Instant, within: Sequence[int] | None = None
) -> Mapping[BlockId | None, BlockTime]:
    """Each block's time in the run: what it has used, and what it will still take; with
    ``within`` only these places are counted."""
    segments = times.plan.segments
    counted = segments if within is None else [segments[place] for place in within]
    spent = _spent(times, now, {segment.id: segment.block for segment in counted})
    ahead, unknown = _ahead(times, now, within)
    return MappingProxyType(
        {
            key: BlockTime(
                spent=Millis(spent.get(key, 0)),
                ahead=Millis(ahead.get(key, 0)),
                is_firm=key not in unknown,
            )
            for key in {*spent, *ahead}
        }
    )


def _spent(
    times: RoomTimes, now: Instant, blocks: Mapping[SegmentId, BlockId | None]
) -> dict[BlockId | None, int]:
    """What the takes of these segments have used."""
    spent: dict[BlockId | None, int] = {}
    for take in _takes(times):
        if take.segment in blocks:
            key = blocks[take.segment]
            used = (take.ended if take.ended is not None else now) - take.started
            spent[key] = spent.get(key, 0) + max(0, used)
    return spent


def _ahead(
    times: RoomTimes, now: Instant, within: Sequence[int] | None
) -> tuple[dict[BlockId | None, int], set[BlockId | None]]:
    """What these places will still take, and the blocks of which nobody knows all of it."""
    ahead: dict[BlockId | None, int] = {}
    unknown: set[BlockId | None] = set()
    for key, length in _lengths_ahead(times, now, within):
        ahead[key] = ahead.get(key, 0) + (length or 0)
        unknown |= {key} if length is None else set()
    return ahead, unknown


def _lengths_ahead(
    times: RoomTimes, now: Instant, within: Sequence[int] | None
) -> Iterator[tuple[BlockId | None, Millis | None]]:
    """What is left of what is on air, and the length of all that is to come, each with its block;
    None while nobody knows."""
    segments = times.plan.segments
    on_air = None if times.on_air is None else times.plan.places.get(times.on_air.segment)
    if on_air is not None and (within is None or on_air in within):
        left = times.left(now)
        yield segments[on_air].block, None if left is None else Millis(max(0, left))
    for place in times.coming if within is None else _coming(times, within):
        yield segments[place].block, _length_to_come(times, place)


def _coming(times: RoomTimes, within: Sequence[int]) -> Iterator[int]:
    """Those of the places that are to come; a repeat that comes again in its turn, twice."""
    if times.ahead.has_repeat and times.coming[0] in within:
        yield times.coming[0]
    for place in within:
        if times.ahead.in_turn(place) is not None:
            yield place


def _length_to_come(times: RoomTimes, place: int) -> Millis | None:
    """As it stands on the segment; without a length what is expected to be left to its hard end."""
    segment = times.plan.segments[place]
    if segment.length is not None:
        return segment.length
    position = times.ahead.position(place)
    start, end = times.expected_at(place), times.end_at(position)
    return None if start is None or end is None or not end.is_firm else Millis(end.at - start)


def _takes(times: RoomTimes) -> tuple[Take, ...]:
    if times.run is None:
        return ()
    on_air = times.run.on_air
    return times.run.takes if on_air is None else (*times.run.takes, on_air)
