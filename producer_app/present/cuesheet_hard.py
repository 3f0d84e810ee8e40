"""The bold rule before each hard time on paper: what time, what is to fill before it, by whom."""

from __future__ import annotations

from dataclasses import dataclass

from producer_app.core.show import Kind, Segment, Show
from producer_app.core.timebase import Millis
from producer_app.core.timing import HardKind, HardTime, RoomPlan
from producer_app.present.cuesheet_text import Fact, Pair, Tongues, called, front_time
from producer_app.present.words import clock, duration


@dataclass(frozen=True, slots=True, kw_only=True)
class HardLine:
    """A time that cannot move, standing between two segments or at the end."""

    line: str = "hard"
    number: str
    """The segment that starts then; empty for the hard out."""
    name: Pair
    at: str
    what: Fact
    """What starts then, in the show's words; the planned end for the hard out."""
    meets: Pair
    """How the plan meets it: to fill, OVERLAP, met; OVER or UNDER for the hard out."""
    pads: Fact
    """Who can fill or give: the elastic segments since the hard time before it."""
    is_over: bool


def hard_lines(show: Show, plan: RoomPlan, tongues: Tongues) -> dict[int, HardLine]:
    """The rule before each place that has a hard time; the hard out stands at the last place."""
    found: dict[int, HardLine] = {}
    since = 0
    for hard in plan.hards:
        found[hard.boundary] = _line(show, plan, hard, since, tongues)
        since = hard.boundary
    return found


def _line(show: Show, plan: RoomPlan, hard: HardTime, since: int, tongues: Tongues) -> HardLine:
    is_out = hard.kind is HardKind.OUT
    segment = None if is_out else plan.segments[hard.place]
    end = front_time(plan.end, plan.end_firm, show)
    return HardLine(
        number="" if segment is None else segment.number,
        name=tongues.say("hard_out" if is_out else "hard_time"),
        at=clock(hard.at, show),
        what=Fact(called(segment, tongues), "") if segment else Fact(tongues.say("out_by"), end),
        meets=_out(hard, tongues) if is_out else _meets(hard, tongues),
        pads=_pads(plan.segments[since : hard.boundary], tongues)
        if hard.over
        else Fact(Pair(""), ""),
        is_over=hard.over is not None and hard.over > 0,
    )


def _out(hard: HardTime, tongues: Tongues) -> Pair:
    text = tongues.over_under(hard.over)
    is_bound = not hard.is_firm and hard.over is not None
    return tongues.say("words.at_least", time=text) if is_bound else text


def _meets(hard: HardTime, tongues: Tongues) -> Pair:
    """The gap or the overlap; with unknown lengths before it the arrival is a lower bound."""
    if hard.over is None or (not hard.is_firm and hard.over == 0):
        return tongues.say("unsure")
    if hard.over == 0:
        return tongues.say("meets")
    key = "overlap" if hard.over > 0 else "to_fill"
    time = duration(abs(hard.over))
    return tongues.say(key if hard.is_firm else f"at_least_{key}", time=time)


def _pads(before: tuple[Segment, ...], tongues: Tongues) -> Fact:
    elastic = [segment for segment in before if segment.is_timed and segment.kind is Kind.PAD]
    if not elastic:
        return Fact(tongues.say("no_pads"), "")
    return Fact(tongues.say("pads"), ", ".join(_range(segment) for segment in elastic))


def _range(segment: Segment) -> str:
    bounds = [segment.shortest, segment.longest]
    known = [duration(Millis(bound)) for bound in bounds if bound is not None]
    return f"{segment.number} {'–'.join(known) or duration(segment.length)}".strip()
