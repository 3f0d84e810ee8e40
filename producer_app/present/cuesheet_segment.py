"""A segment as the master sheet prints it: titles, words, times, cues and the other room."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property, partial

from producer_app.core.budget import ad_share
from producer_app.core.revision import Mark
from producer_app.core.show import Cue, Room, Segment, SegmentId, Standing
from producer_app.core.timebase import Instant, Millis
from producer_app.core.timing import Projection, RoomPlan
from producer_app.present.cuesheet_budget import AdLeft, RoomBudget
from producer_app.present.cuesheet_day import (
    PaperTimes,
    fills_note,
    hit_note,
    waits_note,
)
from producer_app.present.cuesheet_key import letter_of
from producer_app.present.cuesheet_lane import HandoffTag, Lane, LaneEntry, handoff_tags
from producer_app.present.cuesheet_text import (
    NOTES,
    WORDS,
    Pair,
    Tongues,
    changes_word,
    cut,
    standing_word,
)
from producer_app.present.words import duration

_LABEL = re.compile(r"(.*?)\s*(\d[\w.]*)")


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
    stretch: Pair
    """Shortest to longest where the length is soft; until when it lasts where it fills a time."""
    cume: str
    front: str
    front_note: Pair
    """That the front time was set by hand, or cannot be met."""
    back: str
    back_note: Pair
    is_impossible: bool
    """A time that was set by hand cannot be met."""
    is_back_missed: bool
    waits: Pair
    """Who has to walk over from another room first, and for how long it waits."""
    ad: str
    ad_left: AdLeft | None
    is_advertising: bool
    lane: tuple[LaneEntry, ...]
    handoffs: tuple[HandoffTag, ...]
    cues: tuple[str, ...]
    ends_block: bool
    """True for the last segment of a block: a page after it does not continue the block."""


@dataclass(frozen=True)
class RoomOnPaper:
    """One room on its way to paper; ``planned`` is the plan before any run."""

    planned: Projection
    room: Room
    tongues: Tongues
    budget: RoomBudget
    marks: Mapping[SegmentId, frozenset[Mark]]

    @cached_property
    def plan(self) -> RoomPlan:
        return self.planned.plan.rooms[self.room.id]

    @cached_property
    def times(self) -> PaperTimes:
        return PaperTimes(self.planned.show, self.plan, self.tongues)

    @cached_property
    def lane(self) -> Lane:
        return Lane(self.planned, self.room.id, self.tongues)


def segment_line(room: RoomOnPaper, index: int) -> SegmentLine:
    """The segment at that index of the room's rundown."""
    plan, tongues, show = room.plan, room.tongues, room.planned.show
    segment, start, back = plan.segments[index], plan.starts[index], plan.backs[index]
    length, ad = plan.length_of(index), ad_share(plan.segments[index])
    end = None if start is None or length is None else Instant(start + length)
    told = partial(room.times.told, place=index)
    return SegmentLine(
        number=segment.number,
        title=tongues.own(segment.title, segment.title_alt),
        letter=letter_of(segment.kind, tongues),
        kind=segment.kind.value,
        standing=segment.standing.value,
        standing_word=standing_word(segment, tongues),
        changes=changes_word(room.marks.get(segment.id, frozenset()), tongues),
        talent=tongues.names(show.people(segment.talent)),
        location=cut(segment.location, WORDS),
        in_words=cut(segment.in_words, WORDS),
        out_words=cut(segment.out_words, WORDS),
        source=cut(segment.columns[0][1], WORDS) if segment.columns else "",
        notes=cut(segment.notes, NOTES),
        length="" if segment.standing is Standing.OMITTED else _length(segment, length),
        stretch=_stretch(room, index),
        cume=_cume(plan, index),
        front=room.times.front(index),
        front_note=hit_note(room.times, index, segment.front_hit),
        back=room.times.back(index),
        back_note=hit_note(room.times, index, segment.back_hit),
        is_impossible=segment.is_timed and plan.is_impossible(index),
        is_back_missed=start is not None and back is not None and start > back,
        waits=waits_note(room.planned, room.times, index),
        ad="" if ad == 0 else duration(ad),
        ad_left=room.budget.left.get(segment.id),
        is_advertising=ad is None or (ad > 0 and ad == segment.length),
        lane=room.lane.beside(start, end, told) if segment.is_timed else (),
        handoffs=handoff_tags(room.planned, segment, tongues, told),
        cues=_ranges(show.cues_of.get(segment.id, ())),
        ends_block=_ends_block(plan, index),
    )


def _ends_block(plan: RoomPlan, index: int) -> bool:
    after = plan.segments[index + 1 : index + 2]
    return not after or after[0].block != plan.segments[index].block


def _length(segment: Segment, length: Millis | None) -> str:
    is_soft = length is not None and (segment.is_elastic or segment.length is None)
    return f"~{duration(length)}" if is_soft else duration(length)


def _stretch(room: RoomOnPaper, index: int) -> Pair:
    segment = room.plan.segments[index]
    if segment.is_elastic:
        shortest = segment.length if segment.shortest is None else segment.shortest
        longest = segment.length if segment.longest is None else segment.longest
        return Pair(f"{duration(shortest)}–{duration(longest)}")
    return fills_note(room.times, index)


def _cume(plan: RoomPlan, index: int) -> str:
    """Show time used up when the segment is over."""
    text = duration(plan.cume_of(index), "")
    return text if plan.firm[index] or not text else f"≥{text}"


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
