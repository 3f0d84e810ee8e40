"""What may be done to each segment still to come: the limits of every change, and its price."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from producer_app.core.recovery.ahead import Ahead, is_held
from producer_app.core.recovery.costs import (
    BREAKS,
    CARRIED,
    HANDOFF,
    STANDBY,
    is_pad,
    per_second,
    per_step,
)
from producer_app.core.recovery.way import StepKind
from producer_app.core.show import ADVERTISING, Kind, Segment
from producer_app.core.timebase import SECOND, Millis

_STAYS = frozenset({Kind.TIME_SIGNAL, Kind.COUNTDOWN, Kind.PAD})
"""The clock's own, and what has no worth in another place."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """One change that may be made to one segment.

    ``slot`` is where it changes the time, ``into`` where a moved segment goes instead. ``most`` is
    the change in seconds, up to which a length may be changed at will (``is_elastic``); whole
    segments go or come as they are, ``length`` long. ``breaks`` marks what breaks a promise for
    certain.
    """

    kind: StepKind
    segment: Segment
    slot: int
    length: Millis
    most: int
    price: float
    second_price: float = 0.0
    into: int | None = None
    breaks: bool = False

    @property
    def is_elastic(self) -> bool:
        return self.second_price > 0.0

    @property
    def is_pad(self) -> bool:
        """True when only a pad gives or takes."""
        return is_pad(self.kind, self.segment)

    @property
    def gives_back(self) -> bool:
        """True when it takes time out at its slot."""
        return self.kind not in (StepKind.STRETCH, StepKind.BRING_BACK)


def choices(ahead: Ahead) -> tuple[Choice, ...]:
    """Everything that may be done about what the room misses, in running order."""
    found: list[Choice] = []
    for position, segment in enumerate(ahead.segments):
        if segment.id not in ahead.live:
            found += _of(ahead, position, segment)
        elif position == 0 and segment.id == ahead.standby:
            found += _given_way(ahead, segment)
    found += _brought_back(ahead)
    return tuple(found)


def _of(ahead: Ahead, position: int, segment: Segment) -> Iterator[Choice]:
    slot = 2 * position
    if segment.length is None:
        return
    if slot in ahead.too_long:
        yield from _shorter(segment, slot, segment.length)
        yield from _floated(ahead, segment, slot, segment.length)
        yield from _moved(ahead, position, segment, segment.length)
    elif slot in ahead.too_short:
        yield from _longer(ahead, segment, slot, segment.length)


def _given_way(ahead: Ahead, segment: Segment) -> Iterator[Choice]:
    """What is in standby can only go further down, and whoever takes that is asked first; it
    must not leave more to fill than hosts carry."""
    late = next((stop.over for stop in ahead.stops if stop.is_late), Millis(0))
    is_fair = segment.length is not None and segment.length <= late + CARRIED * SECOND
    if 0 in ahead.too_long and segment.length is not None and is_fair:
        for choice in _moved(ahead, 0, segment, segment.length):
            yield replace(choice, price=choice.price + STANDBY)


def _shorter(segment: Segment, slot: int, length: Millis) -> Iterator[Choice]:
    is_pad = segment.kind is Kind.PAD
    own = segment.shortest if segment.shortest is not None or not is_pad else Millis(0)
    shortest = length if own is None else max(own, _promised(segment))
    longest = length if segment.longest is None else segment.longest
    most = (length - shortest) // SECOND
    if most > 0 and length <= longest:
        kind = StepKind.USE_PAD if is_pad else StepKind.TRIM
        yield _elastic(kind, segment, slot, length, most)


def _longer(ahead: Ahead, segment: Segment, slot: int, length: Millis) -> Iterator[Choice]:
    if segment.longest is None:
        most = ahead.most_to_fill if segment.kind is Kind.PAD else 0
    else:
        most = min(ahead.most_to_fill, (segment.longest - length) // SECOND)
    shortest = 0 if segment.shortest is None else segment.shortest
    if most > 0 and length >= shortest:
        yield _elastic(StepKind.STRETCH, segment, slot, length, most)


def _elastic(kind: StepKind, segment: Segment, slot: int, length: Millis, most: int) -> Choice:
    return Choice(
        kind=kind,
        segment=segment,
        slot=slot,
        length=length,
        most=most,
        price=per_step(kind, segment),
        second_price=per_second(kind, segment, most),
    )


def _promised(segment: Segment) -> int:
    """Advertising inside a segment that is not itself advertising: that cannot get shorter."""
    return 0 if segment.kind in ADVERTISING else segment.ad


def _floated(ahead: Ahead, segment: Segment, slot: int, length: Millis) -> Iterator[Choice]:
    if segment.priority <= 0 or length <= 0 or is_held(segment):
        return
    breaks = ahead.has_handoff(segment)
    yield Choice(
        kind=StepKind.FLOAT,
        segment=segment,
        slot=slot,
        length=length,
        most=length // SECOND,
        price=per_step(StepKind.FLOAT, segment) + (BREAKS if breaks else 0.0),
        breaks=breaks,
    )


def _moved(ahead: Ahead, position: int, segment: Segment, length: Millis) -> Iterator[Choice]:
    if length <= 0 or segment.kind in _STAYS or is_held(segment):
        return
    if segment.id == ahead.next_after_repeat:
        return
    extra = HANDOFF if ahead.has_handoff(segment) else 0.0
    for further, behind in enumerate(ahead.behind(position)):
        yield Choice(
            kind=StepKind.MOVE,
            segment=segment,
            slot=2 * position,
            length=length,
            most=length // SECOND,
            price=per_step(StepKind.MOVE, segment, further) + extra,
            into=2 * behind + 1,
        )


def _brought_back(ahead: Ahead) -> Iterator[Choice]:
    for slot, segment in ahead.floated:
        length = segment.length
        if slot in ahead.too_short and length is not None and length > 0:
            yield Choice(
                kind=StepKind.BRING_BACK,
                segment=segment,
                slot=slot,
                length=length,
                most=length // SECOND,
                price=per_step(StepKind.BRING_BACK, segment),
            )
