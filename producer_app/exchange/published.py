"""Lengths and hard starts out of published starts and ends, so that timing gives them back."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from producer_app.core.timebase import Instant, Millis, WallTime, between, later, resolve
from producer_app.exchange.place import Place

_LONGEST_STEP = 12
"""Hours from one start to the next; more than that is no step over midnight but a step back."""

_LAST_HOUR = 48
"""The hour of show-day time at which no evening goes on any more."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Published:
    """What a running order says about one segment's time; None for what it does not say."""

    start: WallTime | None = None
    end: WallTime | None = None
    length: Millis | None = None
    is_timed: bool = True
    is_hard: bool = False
    """Whether the file itself calls the start a hard time."""
    hard_end: WallTime | None = None
    """The end, where the file itself calls it hard: then it says nothing about starts."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Settled:
    """The planned length and whether the published start has to be held as a hard start."""

    length: Millis | None
    is_hard: bool


def step_forward(before: WallTime | None, clock: WallTime, place: Place) -> WallTime:
    """A clock time in show-day notation, at or after ``before``: 00:03 behind 23:54 is 24:03.

    BadInput when it lies before it and is no step over midnight.
    """
    if before is None:
        return clock
    stepped = clock
    while stepped < before:
        stepped = WallTime(stepped.hour + 24, stepped.minute, stepped.second, stepped.milli)
    latest = WallTime(before.hour + _LONGEST_STEP, before.minute, before.second, before.milli)
    if stepped != clock and (stepped > latest or stepped.hour >= _LAST_HOUR):
        raise place.fault(
            "order.backwards",
            "{clock} comes before {before} of the line above; put the lines in running order or "
            "correct the time.",
            clock=str(clock),
            before=str(before),
        )
    return stepped


def settle(
    published: Sequence[Published], *, date: dt.date, zone: str, on_air: WallTime | None
) -> tuple[Settled, ...]:
    """For each segment the length and whether its start is hard.

    A length is the one given, else end minus start, else the next start minus the start, else
    None. A start is hard where the file says so, where it is timed to the second by an end of its
    own or of the segment in front, and wherever it would otherwise not come out as published.
    """
    lengths = _lengths(published, date, zone)
    exact = _timed_to_the_second(published)
    clock = None if on_air is None else resolve(date, on_air, zone)
    settled: list[Settled] = []
    for index, line in enumerate(published):
        if not line.is_timed:
            settled.append(Settled(length=lengths[index], is_hard=False))
            continue
        start = None if line.start is None else resolve(date, line.start, zone)
        is_hard = start is not None and (line.is_hard or index in exact or start != clock)
        clock = _after(start if start is not None else clock, lengths[index])
        settled.append(Settled(length=lengths[index], is_hard=is_hard))
    return tuple(settled)


def _lengths(published: Sequence[Published], date: dt.date, zone: str) -> tuple[Millis | None, ...]:
    found: list[Millis | None] = []
    next_start: WallTime | None = None
    for line in reversed(published):
        end = line.end if line.end is not None or not line.is_timed else next_start
        if line.length is not None or line.start is None or end is None:
            found.append(line.length)
        else:
            found.append(between(resolve(date, line.start, zone), resolve(date, end, zone)))
        if line.is_timed:
            next_start = line.start
    return tuple(reversed(found))


def _timed_to_the_second(published: Sequence[Published]) -> frozenset[int]:
    """The places of segments with an end of their own and of those right behind them; none where
    ends are given throughout, since then they single nothing out."""
    timed = [index for index, line in enumerate(published) if line.is_timed]
    ended = [place for place, index in enumerate(timed) if _has_plain_end(published[index])]
    if 2 * len(ended) > len(timed):
        return frozenset()
    both = {place for found in ended for place in (found, found + 1) if place < len(timed)}
    return frozenset(timed[place] for place in both)


def _has_plain_end(line: Published) -> bool:
    return line.end is not None and line.hard_end is None


def _after(start: Instant | None, length: Millis | None) -> Instant | None:
    return None if start is None or length is None else later(start, length)
