"""A room's rundown as it is shown: one view per segment, one per block, nothing decided twice.

Views are made one at a time, because a screen shows forty of ten thousand segments.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from producer_app.core.airtime import ad_share
from producer_app.core.run import Take
from producer_app.core.show import (
    Block,
    BlockId,
    Kind,
    Room,
    RoomId,
    Segment,
    SegmentId,
    Show,
    Standing,
)
from producer_app.core.timebase import HOUR, Instant, Millis
from producer_app.core.timing import HardKind, Projection, RoomPlan, RoomTimes, block_lengths
from producer_app.present.words import Words, apart, clock, duration, over_under

_A_SECOND = 1_000
_TWO_DAYS = 48 * HOUR


class Place(StrEnum):
    """Where a segment is in the life of a run."""

    COMING = "coming"
    STANDBY = "standby"
    ON_AIR = "on_air"
    HELD = "held"
    DONE = "done"
    SKIPPED = "skipped"
    PASSED = "passed"
    FLOATED = "floated"
    OMITTED = "omitted"


class Entry(NamedTuple):
    """One line of a rundown: a block's head (``segment`` None) or a segment by its index."""

    block: BlockId | None
    segment: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class SegmentView:
    """Everything a rundown shows of one segment, as text, with what a painter must know."""

    id: SegmentId
    number: str
    title: str
    title_alt: str
    kind: Kind
    kind_word: str
    talent: str
    location: str
    length: str
    ran: str
    """How long it really ran, once it is done; nothing before."""
    planned: str
    expected: str
    actual: str
    back: str
    cume: str
    ad: str
    handoffs: str
    notes: str
    colour: str
    place: Place
    state: str
    """The place in one short word; nothing for what is simply still to come."""
    standing: Standing
    is_hard: bool
    is_advertising: bool
    is_firm: bool
    """False when the expected start is a lower bound, because a length before it is unknown."""
    drift: str
    """Expected or actual start against the plan: ``0:12 late``, ``0:05 early``, or nothing."""
    drift_level: str
    """A token: over (late), under (early) or calm."""
    is_back_missed: bool
    """True when the expected start is later than the back time."""
    missed_by: str
    """By how much the back time is missed, or nothing."""
    meets: str
    """How it meets its hard time: ``0:01 to fill``, ``OVERLAP 2:00``, or nothing."""
    is_overlap: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class BlockView:
    """A block's head with its subtotal."""

    id: BlockId | None
    title: str
    title_alt: str
    planned: str
    """When its first timed segment is planned to start."""
    length: str
    budgeted: str
    """The budgeted length, or nothing."""
    budget: str
    """The subtotal against the budget in words, OVER or UNDER; nothing without a budget."""
    is_over_budget: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class RundownView:
    """A room's rundown as a list of entries; segments and heads are viewed on demand."""

    room: Room
    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class RoomLine:
    """A room in one line: its name, when it ends, and that against its hard out."""

    name: str
    name_alt: str
    end: str
    over_under: str
    level: str
    """A token: over, under or calm."""


def rundown_view(show: Show, room: RoomId) -> RundownView:
    """The entries of a room's rundown: each block's head, then its segments, empty blocks last."""
    entries: list[Entry] = []
    current: BlockId | None = None
    for index, segment in enumerate(show.rundowns[room]):
        if segment.block is not None and segment.block != current:
            entries.append(Entry(segment.block, None))
        current = segment.block
        entries.append(Entry(segment.block, index))
    filled = {entry.block for entry in entries}
    empty = (block.id for block in show.blocks if block.room == room and block.id not in filled)
    return RundownView(
        room=show.room(room), entries=(*entries, *(Entry(block, None) for block in empty))
    )


def segment_view(projection: Projection, room: RoomId, index: int, words: Words) -> SegmentView:
    """What is shown of the segment at that index of the room's rundown."""
    show, times = projection.show, projection.rooms[room]
    segment, plan = times.plan.segments[index], times.plan
    take = times.take_of(segment.id)
    expected, back = times.expected[index], plan.backs[index]
    planned = plan.starts[index]
    drift = _drift(planned, expected if expected is not None or take is None else take.started)
    missed = None if expected is None or back is None or expected <= back else expected - back
    slack, slack_is_firm = _slack(times, index)
    place = place_of(times, index)
    ad = ad_share(segment)
    return SegmentView(
        id=segment.id,
        number=segment.number,
        title=segment.title,
        title_alt=segment.title_alt,
        kind=segment.kind,
        kind_word=words.say(f"kind.{segment.kind}"),
        talent=", ".join(person.name for person in show.people(segment.talent)),
        location=segment.location,
        length=_length(segment),
        ran=_ran(take) if place is Place.DONE else "",
        planned=_at_least(_time(planned, show, plan, words), plan.firm[index], words),
        expected=_at_least(_time(expected, show, plan, words), times.firm[index], words),
        actual=_time(take.started, show, plan, words) if take else "",
        back=_at_most(_time(back, show, plan, words), plan.back_firm[index], words),
        cume=_cume(plan, index),
        ad=duration(ad) if ad != 0 else "",
        handoffs=" ".join(h.number for h in show.handoffs_from.get(segment.id, ())),
        notes=segment.notes,
        colour=segment.colour,
        place=place,
        state=words.say(f"rundown.state_{place}"),
        standing=segment.standing,
        is_hard=plan.hard_start(index) is not None,
        is_advertising=ad is None or (ad > 0 and ad == segment.length),
        is_firm=times.firm[index],
        drift=_drift_words(drift, words, was_taken=take is not None),
        drift_level=_level(drift),
        is_back_missed=missed is not None,
        missed_by="" if missed is None else apart(missed, words),
        meets=_meets(slack, slack_is_firm, words),
        is_overlap=slack is not None and slack >= _A_SECOND,
    )


def block_view(
    projection: Projection,
    room: RoomId,
    block: BlockId,
    words: Words,
    lengths: Mapping[BlockId | None, tuple[Millis, bool]] | None = None,
) -> BlockView:
    """What is shown of a block: its titles, subtotal and the word against its budget.

    ``lengths`` are the room's ``block_lengths``, for whoever shows many blocks of one plan.
    """
    plan = projection.rooms[room].plan
    found = projection.show.by_id.get(block)
    head = found if isinstance(found, Block) else Block(id=block, room=room, title=block)
    lengths = block_lengths(plan) if lengths is None else lengths
    total, firm = lengths.get(block, (Millis(0), True))
    over = None if head.budget is None else Millis(total - head.budget)
    inside = (i for i, s in enumerate(plan.segments) if s.block == block and s.is_timed)
    first = next(inside, None)
    start = "" if first is None else clock(plan.starts[first], projection.show)
    return BlockView(
        id=block,
        title=head.title,
        title_alt=head.title_alt,
        planned=start if first is None else _at_least(start, plan.firm[first], words),
        length=_at_least(duration(total), firm, words),
        budgeted="" if head.budget is None else duration(head.budget),
        budget="" if over is None else over_under(over, words),
        is_over_budget=over is not None and over >= _A_SECOND,
    )


def leads_second(title: str, title_alt: str, words: Words) -> bool:
    """True when the second title alone is in the language of the window."""
    if not title or not title_alt:
        return False
    is_chinese = words.language == "zh"
    return _is_chinese(title) is not is_chinese and _is_chinese(title_alt) is is_chinese


def in_order(title: str, title_alt: str, words: Words) -> tuple[str, str]:
    """Both titles, the one in the language of the window first."""
    return (title_alt, title) if leads_second(title, title_alt, words) else (title, title_alt)


def _is_chinese(text: str) -> bool:
    return any("\u4e00" <= character <= "\u9fff" for character in text)


def room_line(projection: Projection, room: RoomId, words: Words) -> RoomLine:
    """The room's name and end, against its hard out where it has one."""
    show, times = projection.show, projection.rooms[room]
    hard_out = times.plan.hard_out
    over = None if hard_out is None or times.end is None else Millis(times.end - hard_out)
    if hard_out is not None:
        end = words.say("rundown.hard_out", at=clock(hard_out, show))
    elif times.end is not None:
        at = _at_least(_time(times.end, show, times.plan, words), times.end_firm, words)
        end = words.say("rundown.ends", at=at)
    else:
        end = ""
    return RoomLine(
        name=times.plan.room.name,
        name_alt=times.plan.room.name_alt,
        end=end,
        over_under="" if over is None else over_under(over, words),
        level=_level(over),
    )


def place_of(times: RoomTimes, index: int) -> Place:
    """Where the segment at that index is in the life of the room's run."""
    segment, run = times.plan.segments[index], times.run
    if run is not None and run.on_air is not None and run.on_air.segment == segment.id:
        return Place.ON_AIR if run.on_air.held_since is None else Place.HELD
    if not segment.is_playable:
        return Place.FLOATED if segment.standing is Standing.FLOATED else Place.OMITTED
    if run is None:
        return Place.COMING
    if times.coming[:1] == (index,):
        return Place.STANDBY
    if segment.id in run.skipped:
        return Place.SKIPPED
    if times.expected[index] is not None or index in times.coming:
        return Place.COMING
    return Place.DONE if segment.id in run.last_takes else Place.PASSED


def _cume(plan: RoomPlan, index: int) -> str:
    """Time since the room went on air when the segment ends, as planned."""
    start, length = plan.starts[index], plan.segments[index].length
    if start is None or length is None or plan.on_air is None:
        return ""
    return duration(start + length - plan.on_air)


def _length(segment: Segment) -> str:
    text = duration(segment.length)
    return f"~{text}" if segment.is_elastic else text


def _time(at: Instant | None, show: Show, plan: RoomPlan, words: Words) -> str:
    """The moment as show-day time; a moment far from the show's day only as that."""
    if at is not None and plan.on_air is not None and abs(at - plan.on_air) >= _TWO_DAYS:
        return words.say("rundown.another_day")
    return clock(at, show)


def _ran(take: Take | None) -> str:
    return "" if take is None or take.ended is None else duration(take.ended - take.started)


def _at_least(text: str, firm: bool, words: Words) -> str:
    return text if firm or not text else words.say("rundown.at_least", time=text)


def _at_most(text: str, firm: bool, words: Words) -> str:
    return text if firm or not text else words.say("rundown.at_most", time=text)


def _drift(planned: Instant | None, started: Instant | None) -> int | None:
    return None if planned is None or started is None else started - planned


def _drift_words(drift: int | None, words: Words, *, was_taken: bool) -> str:
    if drift is None:
        return ""
    if abs(drift) < _A_SECOND:
        return words.say("rundown.on_time") if was_taken else ""
    key = "rundown.late" if drift > 0 else "rundown.early"
    return words.say(key, time=apart(abs(drift), words))


def _slack(times: RoomTimes, index: int) -> tuple[Millis | None, bool]:
    """Arrival minus hard start as things stand: > 0 overlap, < 0 gap; None without a hard start."""
    hards = times.plan.hards if times.run is None else times.hards
    starts = (hard for hard in hards if hard.kind is HardKind.START and hard.place == index)
    found = next(starts, None)
    return (None, True) if found is None else (found.over, found.is_firm)


def _meets(slack: Millis | None, firm: bool, words: Words) -> str:
    if slack is None or abs(slack) < _A_SECOND:
        return ""
    if slack > 0:
        return words.say("rundown.overlap", time=_at_least(apart(slack, words), firm, words))
    return words.say("rundown.to_fill", time=_at_most(apart(-slack, words), firm, words))


def _level(over: int | None) -> str:
    if over is None or abs(over) < _A_SECOND:
        return "calm"
    return "over" if over > 0 else "under"
