"""The bold rule before each hard time on paper: what time, what is to fill before it, by whom."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

from producer_app.core.show import Kind, Segment
from producer_app.core.timebase import SECOND, Millis
from producer_app.core.timing import HardKind, HardTime, Projection, fill_of
from producer_app.present.cuesheet_day import DayLine, PaperTimes, day_line
from producer_app.present.cuesheet_text import Fact, Pair, Tongues, called
from producer_app.present.rundown_marks import filled_by
from producer_app.present.words import duration


@dataclass(frozen=True, slots=True, kw_only=True)
class HardLine:
    """A time that cannot move, standing between two segments or at the end."""

    line: str = "hard"
    number: str
    """The segment that starts or ends then; empty for the hard out."""
    name: Pair
    at: str
    what: Fact
    """What starts or ends then, in the show's words; the planned end for the hard out."""
    meets: Pair
    """How the plan meets it: to fill, OVERLAP, met; OVER or UNDER for the hard out."""
    pads: Fact
    """Who fills the gap; with an overlap the pads since the hard time before it, that can give."""
    is_over: bool
    is_end: bool = False
    """Something ends then, rather than starts."""


_NAMES = {HardKind.START: "hard_time", HardKind.END: "hard_end", HardKind.OUT: "hard_out"}


class Before(NamedTuple):
    """What stands before a segment, or at the end of a room, in this order: what ends there, the
    day that begins, what starts."""

    place: int
    segment: Segment | None
    """None at the end."""
    ends: tuple[HardLine, ...]
    day: tuple[DayLine, ...]
    starts: tuple[HardLine, ...]

    @property
    def lines(self) -> tuple[DayLine | HardLine, ...]:
        """All of it."""
        return (*self.ends, *self.day, *self.starts)


def befores(planned: Projection, times: PaperTimes) -> Iterator[Before]:
    """What stands before each segment of a room, and at its end."""
    hards = hard_lines(times)
    for place, segment in enumerate((*times.plan.segments, None)):
        here, day = hards.get(place, ()), day_line(planned, times, place)
        yield Before(
            place=place,
            segment=segment,
            ends=tuple(hard for hard in here if hard.is_end),
            day=() if day is None else (day,),
            starts=tuple(hard for hard in here if not hard.is_end),
        )


def hard_lines(times: PaperTimes) -> dict[int, tuple[HardLine, ...]]:
    """The rules before each place that has hard times, in order: what ends there, then what starts.
    The hard out stands at the last place. A day that begins is met unless the one before it runs
    into it."""
    found: dict[int, tuple[HardLine, ...]] = {}
    since = 0
    for hard in times.plan.hards:
        if not _is_met_opening(times, hard):
            known = found.get(hard.boundary, ())
            found[hard.boundary] = (*known, _line(times, hard, since))
        since = hard.boundary
    return found


def _is_met_opening(times: PaperTimes, hard: HardTime) -> bool:
    is_opening = hard.kind is HardKind.START and times.opens_at(hard.place)
    return is_opening and not (hard.over or 0) > 0


def _line(times: PaperTimes, hard: HardTime, since: int) -> HardLine:
    tongues, is_out = times.tongues, hard.kind is HardKind.OUT
    segment = None if is_out else times.plan.segments[hard.place]
    planned_end = Fact(tongues.say("out_by"), times.end())
    return HardLine(
        number="" if segment is None else segment.number,
        name=tongues.say(_NAMES[hard.kind]),
        at=times.told(hard.at, hard.place),
        what=Fact(called(segment, tongues), "") if segment else planned_end,
        meets=_out(hard, tongues) if is_out else _meets(hard, tongues),
        pads=_pads(times, hard, since),
        is_over=hard.over is not None and hard.over > 0,
        is_end=hard.kind is HardKind.END,
    )


def _out(hard: HardTime, tongues: Tongues) -> Pair:
    text = tongues.over_under(hard.over)
    is_bound = not hard.is_firm and hard.over is not None
    return tongues.say("words.at_least", time=text) if is_bound else text


def _meets(hard: HardTime, tongues: Tongues) -> Pair:
    """The gap or the overlap; with unknown lengths before it the arrival is a lower bound."""
    if hard.over is None or (not hard.is_firm and hard.over == 0):
        return tongues.say("unsure")
    if abs(hard.over) < SECOND:
        return tongues.say("meets")
    key = "overlap" if hard.over > 0 else "to_fill"
    time = duration(abs(hard.over))
    return tongues.say(key if hard.is_firm else f"at_least_{key}", time=time)


def _pads(times: PaperTimes, hard: HardTime, since: int) -> Fact:
    tongues = times.tongues
    if hard.over is None or abs(hard.over) < SECOND:
        return Fact(Pair(""), "")
    fill = fill_of(times.show, times.plan, hard, since)
    if fill is not None:
        said = tongues.each(lambda words: filled_by(times.show, fill, words))
        return Fact(tongues.say("filled_by", who=said), "")
    pads = [
        segment
        for segment in times.plan.segments[since : hard.boundary]
        if segment.is_timed and segment.kind is Kind.PAD
    ]
    if not pads:
        return Fact(tongues.say("no_pads"), "")
    return Fact(tongues.say("pads"), ", ".join(_range(segment) for segment in pads))


def _range(segment: Segment) -> str:
    bounds = [segment.shortest, segment.longest]
    known = [duration(Millis(bound)) for bound in bounds if bound is not None]
    return f"{segment.number} {'–'.join(known) or duration(segment.length)}".strip()
