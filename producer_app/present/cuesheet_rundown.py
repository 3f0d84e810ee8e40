"""The master rundown on paper: every room's segments with times, words, cues and the other room."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from producer_app.core.revision import Mark, Revision, removed_since
from producer_app.core.show import Block, BlockId, SegmentId
from producer_app.core.timebase import Millis
from producer_app.core.timing import Projection, block_lengths
from producer_app.present.cuesheet_budget import RuleLine, room_budgets
from producer_app.present.cuesheet_day import (
    DayLine,
    as_planned,
)
from producer_app.present.cuesheet_hard import HardLine, befores
from producer_app.present.cuesheet_head import room_hours
from producer_app.present.cuesheet_key import Letter, letters_used
from producer_app.present.cuesheet_segment import RoomOnPaper, SegmentLine, segment_line
from producer_app.present.cuesheet_text import (
    Fact,
    Pair,
    Tongues,
    called,
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
    *("ad_left_head", "by_hand", "impossible"),
    *("legend_by_hand", "legend_impossible", "legend_ad_left"),
    *("legend_unknown", "legend_missed", "legend_runs_on", "legend_cut", "no_segments"),
    "words.handoffs",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class BlockLine:
    """A block's head with its subtotal, and the word against its budget."""

    line: str = "block"
    title: Pair
    length: str
    budget: Fact
    versus: Pair
    is_over: bool


Line = BlockLine | DayLine | HardLine | SegmentLine


@dataclass(frozen=True, slots=True, kw_only=True)
class RoomRundown:
    """One room's pages of the master sheet."""

    name: Pair
    role: str
    hours: tuple[Fact, ...]
    """ON AIR and HARD OUT."""
    lines: tuple[Line, ...]
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
    planned = as_planned(projection)
    budgets = room_budgets(planned, tongues)
    rooms = (RoomOnPaper(planned, room, tongues, budgets[room.id], marks) for room in show.rooms)
    return RundownSheet(
        rooms=tuple(_room(room) for room in rooms),
        removed=tuple(called(segment, tongues) for segment in gone),
        letters=letters_used(show.segments, tongues),
    )


def _room(room: RoomOnPaper) -> RoomRundown:
    return RoomRundown(
        name=room.tongues.own(room.room.name, room.room.name_alt),
        role=room.room.role.value,
        hours=room_hours(room.planned.show, room.room, room.tongues),
        lines=tuple(_lines(room)),
        rules=room.budget.rules,
    )


def _lines(room: RoomOnPaper) -> Iterator[Line]:
    blocks = block_lengths(room.plan)
    current: BlockId | None = None
    for before in befores(room.planned, room.times):
        yield from before.ends
        yield from before.day
        block = None if before.segment is None else before.segment.block
        if block is not None and block != current:
            yield _block(room, block, blocks.get(block, (Millis(0), True)))
        current = block
        yield from before.starts
        if before.segment is not None:
            yield segment_line(room, before.place)


def _block(room: RoomOnPaper, key: BlockId, sum_: tuple[Millis, bool]) -> BlockLine:
    block, tongues = room.planned.show.by_id.get(key), room.tongues
    total, firm = sum_
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
