"""A room's rundown as it is shown: one view per segment, one per block, nothing decided twice.

Views are made one at a time, because a screen shows forty of ten thousand segments.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from producer_app.core.budget import ad_share
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
from producer_app.core.timebase import Millis
from producer_app.core.timing import Projection, RoomTimes, block_lengths
from producer_app.present.words import Words, clock, duration, over_under


class Place(StrEnum):
    """Where a segment is in the life of a run."""

    COMING = "coming"
    STANDBY = "standby"
    ON_AIR = "on_air"
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
    standing: Standing
    is_hard: bool
    is_advertising: bool
    is_back_missed: bool
    """True when the expected start is later than the back time."""
    drift: Millis | None
    """Expected or actual start minus planned; > 0 late."""
    meets: str
    """How it meets its hard time: ``0:01 to fill``, ``OVERLAP 2:00``, or nothing."""
    is_overlap: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class BlockView:
    """A block's head with its subtotal."""

    id: BlockId | None
    title: str
    title_alt: str
    length: str
    budget: str
    is_over_budget: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class RundownView:
    """A room's rundown as a list of entries; segments and heads are viewed on demand."""

    room: Room
    entries: tuple[Entry, ...]


def rundown_view(show: Show, room: RoomId) -> RundownView:
    """The entries of a room's rundown: each block's head, then its segments."""
    entries: list[Entry] = []
    current: BlockId | None = None
    for index, segment in enumerate(show.rundowns[room]):
        if segment.block is not None and segment.block != current:
            entries.append(Entry(segment.block, None))
        current = segment.block
        entries.append(Entry(segment.block, index))
    return RundownView(room=show.room(room), entries=tuple(entries))


def segment_view(projection: Projection, room: RoomId, index: int, words: Words) -> SegmentView:
    """What is shown of the segment at that index of the room's rundown."""
    show, times = projection.show, projection.rooms[room]
    segment, plan = times.plan.segments[index], times.plan
    take = times.take_of(segment.id)
    expected, back = times.expected[index], plan.backs[index]
    planned = plan.starts[index]
    started = expected if expected is not None else (take.started if take else None)
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
        planned=_at_least(clock(planned, show), plan.firm[index], words),
        expected=_at_least(clock(expected, show), times.firm[index], words),
        actual=clock(take.started, show) if take else "",
        back=clock(back, show),
        cume="" if planned is None or plan.on_air is None else duration(planned - plan.on_air),
        ad=duration(ad) if ad != 0 else "",
        handoffs=" ".join(h.number for h in show.handoffs_from.get(segment.id, ())),
        notes=segment.notes,
        colour=segment.colour,
        place=_place(times, segment, index),
        standing=segment.standing,
        is_hard=plan.hard_starts[index] is not None,
        is_advertising=ad is None or (ad > 0 and ad == segment.length),
        is_back_missed=expected is not None and back is not None and expected > back,
        drift=None if planned is None or started is None else Millis(started - planned),
        meets=_meets(plan.slack_at(index), words),
        is_overlap=(plan.slack_at(index) or 0) > 0,
    )


def block_view(projection: Projection, room: RoomId, block: BlockId, words: Words) -> BlockView:
    """What is shown of a block: its titles, planned length and the word against its budget."""
    found = projection.show.by_id.get(block)
    head = found if isinstance(found, Block) else Block(id=block, room=room, title=block)
    total, firm = block_lengths(projection.rooms[room].plan).get(block, (Millis(0), True))
    over = None if head.budget is None else Millis(total - head.budget)
    return BlockView(
        id=block,
        title=head.title,
        title_alt=head.title_alt,
        length=_at_least(duration(total), firm, words),
        budget="" if over is None else over_under(over, words),
        is_over_budget=over is not None and over > 0,
    )


class Slot(NamedTuple):
    """One height on the shared time axis: an entry of each room, None where a room has none."""

    left: int | None
    right: int | None


def aligned(projection: Projection, left: RundownView, right: RundownView) -> tuple[Slot, ...]:
    """Two rundowns on one time axis, by planned starts: what begins together stands side by side.

    Planned, not expected, so that nothing moves while the show runs.
    """
    ours, theirs = _axis(projection, left), _axis(projection, right)
    slots: list[Slot] = []
    i = j = 0
    while i < len(ours) or j < len(theirs):
        mine = ours[i] if i < len(ours) else None
        other = theirs[j] if j < len(theirs) else None
        takes_left = mine is not None and (other is None or mine <= other)
        takes_right = other is not None and (mine is None or other <= mine)
        slots.append(Slot(i if takes_left else None, j if takes_right else None))
        i, j = i + takes_left, j + takes_right
    return tuple(slots)


def _axis(projection: Projection, view: RundownView) -> list[int]:
    """Each entry's time in minutes, never falling; an entry without one stays with the last."""
    starts = projection.rooms[view.room.id].plan.starts
    axis: list[int] = []
    reached = 0
    for position, entry in enumerate(view.entries):
        index = entry.segment
        if index is None:
            index = view.entries[position + 1].segment
        start = None if index is None else starts[index]
        reached = reached if start is None else max(reached, start // 60_000)
        axis.append(reached)
    return axis


def _length(segment: Segment) -> str:
    text = duration(segment.length)
    return f"~{text}" if segment.shortest is not None or segment.longest is not None else text


def _at_least(text: str, firm: bool, words: Words) -> str:
    return text if firm or not text else words.say("words.at_least", time=text)


def _meets(slack: Millis | None, words: Words) -> str:
    if not slack:
        return ""
    if slack > 0:
        return words.say("rundown.overlap", time=duration(slack))
    return words.say("rundown.to_fill", time=duration(-slack))


def _place(times: RoomTimes, segment: Segment, index: int) -> Place:
    if segment.standing is not Standing.IN:
        return Place.FLOATED if segment.standing is Standing.FLOATED else Place.OMITTED
    run = times.run
    if run is None:
        return Place.COMING
    if run.on_air is not None and run.on_air.segment == segment.id:
        return Place.ON_AIR
    if times.expected[index] is not None or index in times.coming[:1]:
        is_next = bool(times.coming) and times.coming[0] == index
        return Place.STANDBY if is_next else Place.COMING
    if segment.id in run.skipped:
        return Place.SKIPPED
    if segment.id in run.last_takes:
        return Place.DONE
    return Place.COMING if run.ended is None and index in times.coming else Place.PASSED
