"""The master rundown on paper: every room's segments with times, words, cues and the other room."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from producer_app.core.budget import ad_share
from producer_app.core.revision import Mark, Revision, removed_since
from producer_app.core.show import Block, BlockId, Cue, Room, Segment, SegmentId, Standing
from producer_app.core.timebase import Instant, Millis
from producer_app.core.timing import Projection, RoomPlan, block_lengths
from producer_app.present.cuesheet_hard import HardLine, hard_lines
from producer_app.present.cuesheet_head import room_hours
from producer_app.present.cuesheet_key import Letter, RuleLine, letter_of, letters_used, rule_lines
from producer_app.present.cuesheet_lane import HandoffTag, Lane, LaneEntry, handoff_tags
from producer_app.present.cuesheet_text import (
    NOTES,
    WORDS,
    Fact,
    Pair,
    Tongues,
    back_time,
    called,
    cut,
    front_time,
)
from producer_app.present.words import duration

LABELS = (
    *("head_number", "head_title", "head_talent", "head_words", "head_length", "head_cume"),
    *("head_front", "head_back", "head_ad", "head_shop", "head_stage", "head_cues", "head_actual"),
    *("in_words", "out_words", "continued", "changes", "removed"),
    *(
        "ad_budget",
        "ad_planned",
        "ad_limit",
        "legend",
        "legend_mark",
        "legend_soft",
        "legend_at_least",
        "legend_at_most",
    ),
    *("legend_unknown", "legend_missed", "legend_runs_on", "legend_cut", "no_segments"),
    "words.handoffs",
)

_LABEL = re.compile(r"(.*?)\s*(\d[\w.]*)")


@dataclass(frozen=True, slots=True, kw_only=True)
class BlockLine:
    """A block's head with its subtotal, and the word against its budget."""

    line: str = "block"
    title: Pair
    length: str
    budget: Fact
    versus: Pair
    is_over: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class SegmentLine:
    """A segment as the master sheet prints it."""

    line: str = "segment"
    number: str
    title: Pair
    letter: str
    kind: str
    standing: str
    standing_word: Pair
    changes: Pair
    """What happened to it since the last issue; empty when nothing did."""
    talent: Pair
    location: str
    in_words: str
    out_words: str
    source: str
    """The first of the department columns; every department has a sheet of its own."""
    notes: str
    length: str
    stretch: str
    """Shortest to longest, where the length is soft."""
    cume: str
    front: str
    back: str
    is_back_missed: bool
    ad: str
    is_advertising: bool
    lane: tuple[LaneEntry, ...]
    handoffs: tuple[HandoffTag, ...]
    cues: tuple[str, ...]
    ends_block: bool
    """True for the last segment of a block: a page after it does not continue the block."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RoomRundown:
    """One room's pages of the master sheet."""

    name: Pair
    role: str
    hours: tuple[Fact, Fact]
    """ON AIR and HARD OUT."""
    lines: tuple[BlockLine | HardLine | SegmentLine, ...]
    rules: tuple[RuleLine, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class RundownSheet:
    """The master rundown of all rooms."""

    rooms: tuple[RoomRundown, ...]
    removed: tuple[Pair, ...]
    """Segments of the last issue that are gone, by number and title."""
    letters: tuple[Letter, ...]


def rundown_sheet(
    projection: Projection,
    tongues: Tongues,
    *,
    issued: Revision | None,
    marks: Mapping[SegmentId, frozenset[Mark]],
) -> RundownSheet:
    """The master rundown as planned, rooms in the show's order."""
    show = projection.show
    gone = removed_since(issued, show) if issued is not None else ()
    return RundownSheet(
        rooms=tuple(_room(projection, room, tongues, marks) for room in show.rooms),
        removed=tuple(called(segment, tongues) for segment in gone),
        letters=letters_used(show.segments, tongues),
    )


def _room(
    projection: Projection,
    room: Room,
    tongues: Tongues,
    marks: Mapping[SegmentId, frozenset[Mark]],
) -> RoomRundown:
    show, plan = projection.show, projection.plan.rooms[room.id]
    return RoomRundown(
        name=tongues.own(room.name, room.name_alt),
        role=room.role.value,
        hours=room_hours(show, room, tongues),
        lines=tuple(_lines(projection, plan, tongues, marks)),
        rules=rule_lines(projection, room.id, tongues),
    )


def _lines(
    projection: Projection,
    plan: RoomPlan,
    tongues: Tongues,
    marks: Mapping[SegmentId, frozenset[Mark]],
) -> Iterator[BlockLine | HardLine | SegmentLine]:
    hards = hard_lines(projection.show, plan, tongues)
    lane = Lane(projection, plan.room.id, tongues)
    current: BlockId | None = None
    for index, segment in enumerate(plan.segments):
        if segment.block is not None and segment.block != current:
            yield _block(projection, plan, segment.block, tongues)
        current = segment.block
        if index in hards:
            yield hards[index]
        changes = marks.get(segment.id, frozenset())
        yield _segment(projection, plan, index, tongues, lane, changes)
    if len(plan.segments) in hards:
        yield hards[len(plan.segments)]


def _block(projection: Projection, plan: RoomPlan, key: BlockId, tongues: Tongues) -> BlockLine:
    block = projection.show.by_id.get(key)
    total, firm = block_lengths(plan).get(key, (Millis(0), True))
    budget = block.budget if isinstance(block, Block) else None
    over = None if budget is None else Millis(total - budget)
    title = tongues.own(block.title, block.title_alt) if isinstance(block, Block) else Pair(key)
    return BlockLine(
        title=title,
        length=duration(total) if firm else f"≥{duration(total)}",
        budget=Fact(tongues.say("budget"), "" if budget is None else duration(budget)),
        versus=Pair("") if over is None else tongues.over_under(over),
        is_over=over is not None and over > 0,
    )


def _segment(
    projection: Projection,
    plan: RoomPlan,
    index: int,
    tongues: Tongues,
    lane: Lane,
    changes: Iterable[Mark],
) -> SegmentLine:
    show, segment = projection.show, plan.segments[index]
    start, back = plan.starts[index], plan.backs[index]
    end = None if start is None or segment.length is None else Instant(start + segment.length)
    ad = ad_share(segment)
    return SegmentLine(
        number=segment.number,
        title=tongues.own(segment.title, segment.title_alt),
        letter=letter_of(segment.kind, tongues),
        kind=segment.kind.value,
        standing=segment.standing.value,
        standing_word=Pair("") if segment.is_timed else tongues.say(segment.standing.value),
        changes=_changes(changes, tongues),
        talent=tongues.names(show.people(segment.talent)),
        location=cut(segment.location, WORDS),
        in_words=cut(segment.in_words, WORDS),
        out_words=cut(segment.out_words, WORDS),
        source=cut(segment.columns[0][1], WORDS) if segment.columns else "",
        notes=cut(segment.notes, NOTES),
        length="" if segment.standing is Standing.OMITTED else _length(segment),
        stretch=_stretch(segment),
        cume=_cume(plan, end, is_firm=plan.firm[index]),
        front=front_time(start, plan.firm[index], show),
        back=back_time(back, plan.back_firm[index], show),
        is_back_missed=start is not None and back is not None and start > back,
        ad="" if ad == 0 else duration(ad),
        is_advertising=ad is None or (ad > 0 and ad == segment.length),
        lane=lane.beside(start, end) if segment.is_timed else (),
        handoffs=handoff_tags(projection, segment, tongues),
        cues=_ranges(show.cues_of.get(segment.id, ())),
        ends_block=_ends_block(plan, index),
    )


def _ends_block(plan: RoomPlan, index: int) -> bool:
    after = plan.segments[index + 1 : index + 2]
    return not after or after[0].block != plan.segments[index].block


def _changes(marks: Iterable[Mark], tongues: Tongues) -> Pair:
    said = [tongues.say(f"mark_{mark}") for mark in sorted(marks)]
    comma = tongues.say("comma")
    second = (comma.second or comma.first).join(word.second or word.first for word in said)
    return Pair(
        comma.first.join(word.first for word in said), second if tongues.second is not None else ""
    )


def _length(segment: Segment) -> str:
    text = duration(segment.length)
    return f"~{text}" if segment.is_elastic else text


def _stretch(segment: Segment) -> str:
    shortest = segment.length if segment.shortest is None else segment.shortest
    longest = segment.length if segment.longest is None else segment.longest
    return f"{duration(shortest)}–{duration(longest)}" if segment.is_elastic else ""


def _cume(plan: RoomPlan, end: Instant | None, *, is_firm: bool) -> str:
    """Time elapsed since the room went on the air when the segment ends."""
    if end is None or plan.on_air is None:
        return ""
    text = duration(end - plan.on_air)
    return text if is_firm else f"≥{text}"


def _ranges(cues: Iterable[Cue]) -> tuple[str, ...]:
    """Cue labels by what they begin with, first to last: LX 24–31, VT 3."""
    spans: dict[str, list[str]] = {}
    for cue in cues:
        found = _LABEL.fullmatch(cue.label.strip())
        prefix, number = found.groups() if found else (cue.label.strip(), "")
        spans.setdefault(prefix, []).append(number)
    return tuple(_range(prefix, numbers) for prefix, numbers in spans.items())


def _range(prefix: str, numbers: list[str]) -> str:
    first, last = numbers[0], numbers[-1]
    return f"{prefix} {first}–{last}" if first != last else f"{prefix} {first}".strip()
