"""The lines of a proof on paper: each traced to a take, planned and actual, to the millisecond."""

from __future__ import annotations

from dataclasses import dataclass

from producer_app.core.budget import Unit
from producer_app.core.budget.proof import Counted
from producer_app.core.show import Show
from producer_app.core.timebase import SECOND, Instant, iso, wall_time
from producer_app.present.cuesheet_text import Fact, Pair, Tongues, cut
from producer_app.present.words import duration

_LONGEST = 160
_NUMBER = 24


@dataclass(frozen=True, slots=True, kw_only=True)
class ProofLine:
    """Advertising in one take. Times are show-day times; the ISO ones carry date and zone."""

    number: str
    title: str
    """As it was called when it was taken."""
    kind: Pair
    part: Pair
    """Whole, so many seconds inside, or a break of several."""
    take: Pair
    """Which take of the segment it was; empty where there was only one."""
    room: Pair
    """Where it ran; empty where the sheet says so once for all."""
    planned: str
    planned_length: str
    start: str
    start_iso: str
    end: str
    end_iso: str
    counted: str
    length: str
    """Its seconds, where the rule counts by number."""
    total: str
    left: Pair
    is_over: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ProofPart:
    """One window of a rule, or all of a sponsor's mentions."""

    title: Pair
    facts: tuple[Fact, ...]
    verdict: Pair
    is_bad: bool
    lines: tuple[ProofLine, ...]
    nothing: Pair
    """What is said where there is no line."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ProofSection:
    """One rule or one sponsor."""

    title: Pair
    facts: tuple[Fact, ...]
    notes: tuple[Pair, ...]
    caution: Pair
    """UNVERIFIED and the like; empty for what holds as it stands."""
    verdict: Pair
    is_bad: bool
    parts: tuple[ProofPart, ...]


def exact(length: int) -> str:
    """A length to the millisecond: ``1:09.750``; never negative."""
    return f"{duration(length)}.{length % SECOND:03d}"


def figure(value: int, unit: Unit) -> str:
    """A rule's figure: a length to the millisecond, or a number."""
    return str(value) if unit is Unit.COUNT else exact(value)


def show_time(at: Instant, show: Show) -> str:
    """A moment as show-day time, with milliseconds where there are any: ``24:03:00.250``."""
    return str(wall_time(at, show.date, show.zone))


def left_of(left: int | None, unit: Unit, tongues: Tongues, *, is_least: bool) -> Pair:
    """What was left, never a bare sign: ``1:30.250``, OVER 0:12, 2 still to come, met."""
    if left is None:
        return Pair("")
    text = figure(abs(left), unit)
    if is_least:
        return tongues.say("proof_to_come", amount=text) if left > 0 else tongues.say("proof_met")
    return Pair(text) if left >= 0 else tongues.say("proof_over", amount=text)


def proof_line(
    counted: Counted,
    show: Show,
    tongues: Tongues,
    *,
    unit: Unit,
    left: Pair,
    is_over: bool,
    names_room: bool = False,
) -> ProofLine:
    """The line of that advertising; ``left`` is what was left behind it."""
    take = counted.take
    is_number = unit is Unit.COUNT
    planned = "" if take.planned_start is None else show_time(take.planned_start, show)
    return ProofLine(
        number=cut(take.number, _NUMBER),
        title=cut(take.title, _LONGEST),
        kind=tongues.say(f"kind.{take.kind if counted.is_whole else take.ad_kind}"),
        part=_part(counted, tongues),
        take=_take(counted, tongues),
        room=_room(counted, show, tongues) if names_room else Pair(""),
        planned=planned,
        planned_length="?" if counted.planned is None else exact(counted.planned),
        start=show_time(counted.start, show),
        start_iso=iso(counted.start, show.zone),
        end=show_time(counted.end, show),
        end_iso=iso(counted.end, show.zone),
        counted=figure(counted.measure, unit),
        length=exact(counted.length) if is_number else "",
        total=figure(counted.total, unit),
        left=left,
        is_over=is_over,
    )


def _part(counted: Counted, tongues: Tongues) -> Pair:
    if counted.segments > 1:
        return tongues.say("proof_break_of", count=counted.segments)
    if counted.is_whole:
        return tongues.say("proof_whole")
    return tongues.say("proof_inside", kind=tongues.say(f"kind.{counted.take.kind}"))


def _take(counted: Counted, tongues: Tongues) -> Pair:
    if counted.repeats == 1:
        return Pair("")
    return tongues.say("proof_take", number=counted.repeat, count=counted.repeats)


def _room(counted: Counted, show: Show, tongues: Tongues) -> Pair:
    found = next((room for room in show.rooms if room.id == counted.room), None)
    return Pair("") if found is None else tongues.own(found.name, found.name_alt)
