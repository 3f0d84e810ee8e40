"""Issued versions of the rundown: what they are called and what has changed since one of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType

from producer_app.core.order import unmoved
from producer_app.core.show import Segment, SegmentId, Show, Standing
from producer_app.core.timebase import Instant

COLOURS = (
    "White",
    "Blue",
    "Pink",
    "Yellow",
    "Green",
    "Goldenrod",
    "Buff",
    "Salmon",
    "Cherry",
    "Tan",
    "Gray",
)
"""The order of revision colours; afterwards Double White, Double Blue…"""

_ROUNDS = ("", "Double ", "Triple ", "Quadruple ")


@dataclass(frozen=True, slots=True, kw_only=True)
class Revision:
    """One issue of the rundown, with the segments as they were. ``number`` counts from 1."""

    number: int
    colour: str
    issued: Instant
    by: str
    note: str = ""
    rows: tuple[Segment, ...]
    starts: tuple[Instant | None, ...] = ()
    """The front time of each row as it was published; empty in a show of the first format."""
    hash: str = ""
    """The show file's content hash at that moment."""


class Mark(StrEnum):
    """What happened to a segment since a revision, as a cover sheet says it."""

    ADDED = "added"
    MOVED = "moved"
    RETIMED = "retimed"
    RETITLED = "retitled"
    FLOATED = "floated"
    UNPLANNED = "unplanned"
    OMITTED = "omitted"
    BROUGHT_BACK = "brought_back"
    TALENT = "talent"
    CHANGED = "changed"


def colour_of(number: int) -> str:
    """The colour name of the revision of that number, from 1."""
    round_, place = divmod(number - 1, len(COLOURS))
    prefix = _ROUNDS[round_] if round_ < len(_ROUNDS) else f"{round_ + 1} × "
    return prefix + COLOURS[place]


def next_revision(
    show: Show,
    issued: Sequence[Revision],
    *,
    at: Instant,
    by: str,
    note: str = "",
    starts: tuple[Instant | None, ...] = (),
    content_hash: str = "",
) -> Revision:
    """The revision that issues this plan now, numbered and coloured after those issued before;
    ``starts`` are its planned starts, one per segment."""
    number = max((revision.number for revision in issued), default=0) + 1
    return Revision(
        number=number,
        colour=colour_of(number),
        issued=at,
        by=by,
        note=note,
        rows=show.segments,
        starts=starts,
        hash=content_hash,
    )


def published_starts(revision: Revision | None) -> Mapping[SegmentId, Instant]:
    """The front times that went out on paper, by segment; empty before the first issue."""
    if revision is None or len(revision.starts) != len(revision.rows):
        return MappingProxyType({})
    pairs = zip(revision.rows, revision.starts, strict=True)
    return MappingProxyType({row.id: at for row, at in pairs if at is not None})


def marks_since(revision: Revision, show: Show) -> Mapping[SegmentId, frozenset[Mark]]:
    """What happened to each segment that is not as it was issued; removed ones are not in it."""
    before = {segment.id: segment for segment in revision.rows}
    moved = _moved(revision.rows, show.segments)
    found: dict[SegmentId, frozenset[Mark]] = {}
    for segment in show.segments:
        marks = _marks(before.get(segment.id), segment)
        if segment.id in moved:
            marks |= {Mark.MOVED}
        if marks:
            found[segment.id] = marks
    return MappingProxyType(found)


def changed_since(revision: Revision, show: Show) -> frozenset[SegmentId]:
    """The segments that are not as they were issued: the ones with a mark in the margin."""
    return frozenset(marks_since(revision, show))


def removed_since(revision: Revision, show: Show) -> tuple[Segment, ...]:
    """The segments that were issued and are gone, as they were, in their order."""
    present = {segment.id for segment in show.segments}
    return tuple(segment for segment in revision.rows if segment.id not in present)


def _marks(before: Segment | None, after: Segment) -> frozenset[Mark]:
    if before is None:
        return frozenset({Mark.ADDED})
    if before == after:
        return frozenset()
    marks = {mark for mark, names in _WATCHED.items() if _differ(before, after, names)}
    if before.standing is not after.standing:
        marks.add(_STANDING_MARKS[after.standing])
    return frozenset(marks) or frozenset({Mark.CHANGED})


def _differ(before: Segment, after: Segment, names: tuple[str, ...]) -> bool:
    return any(getattr(before, name) != getattr(after, name) for name in names)


_WATCHED: Mapping[Mark, tuple[str, ...]] = MappingProxyType(
    {
        Mark.RETIMED: (
            "length",
            "shortest",
            "longest",
            "hard_start",
            "hard_end",
            "front_hit",
            "back_hit",
            "ad",
        ),
        Mark.RETITLED: ("title", "title_alt", "number"),
        Mark.TALENT: ("talent",),
        Mark.MOVED: ("room", "block"),
    }
)

_STANDING_MARKS: Mapping[Standing, Mark] = MappingProxyType(
    {
        Standing.IN: Mark.BROUGHT_BACK,
        Standing.FLOATED: Mark.FLOATED,
        Standing.OMITTED: Mark.OMITTED,
        Standing.UNPLANNED: Mark.UNPLANNED,
    }
)


def _moved(before: Sequence[Segment], after: Sequence[Segment]) -> frozenset[SegmentId]:
    """The fewest segments that must have been picked up to get from one order to the other."""
    places = {segment.id: place for place, segment in enumerate(before)}
    kept = [segment.id for segment in after if segment.id in places]
    stayed = unmoved(places[key] for key in kept)
    return frozenset(key for key in kept if places[key] not in stayed)
