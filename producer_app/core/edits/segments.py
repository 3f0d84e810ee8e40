"""Edits of segments: changed, inserted, copied, moved, floated, removed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from producer_app.core.edits.changing import (
    check_is_new,
    check_references,
    place_of,
)
from producer_app.core.errors import Refused
from producer_app.core.show import BlockId, RoomId, Segment, SegmentId, Show, Standing


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeSegment:
    """Change fields of one segment; its id and room stay."""

    segment: SegmentId
    changes: Mapping[str, Any]

    @property
    def label(self) -> str:
        return f"change_{next(iter(self.changes))}" if len(self.changes) == 1 else "change_segment"

    def apply(self, show: Show) -> Show:
        before = show.segment(self.segment)
        after = replace(before, **self.changes)
        if (after.id, after.room) != (before.id, before.room):
            raise Refused("segment.identity", "A segment keeps its identity and its room.")
        _check_segment(after, before)
        check_references(show, after, before)
        return show.swapped(before, after)


@dataclass(frozen=True, slots=True, kw_only=True)
class InsertSegment:
    """Insert a segment into its room, before another one, or at the end when ``before`` is None."""

    segment: Segment
    before: SegmentId | None = None
    label: str = "insert_segment"

    def apply(self, show: Show) -> Show:
        show.room(self.segment.room)
        check_is_new(show, self.segment.id)
        _check_segment(self.segment)
        check_references(show, self.segment)
        place = _place_before(show, self.segment.room, self.before)
        segments = (*show.segments[:place], self.segment, *show.segments[place:])
        return replace(show, segments=segments)


@dataclass(frozen=True, slots=True, kw_only=True)
class DuplicateSegment:
    """Put a copy with an id and number of its own behind a segment; cues come along."""

    segment: SegmentId
    copy: SegmentId
    number: str
    label: str = "duplicate_segment"

    def apply(self, show: Show) -> Show:
        original = show.segment(self.segment)
        check_is_new(show, self.copy)
        twin = replace(original, id=self.copy, number=self.number)
        place = place_of(show.segments, original) + 1
        cues = tuple(
            replace(cue, id=type(cue.id)(f"{self.copy}-{n}"), segment=self.copy)
            for n, cue in enumerate(show.cues_of.get(self.segment, ()), 1)
        )
        segments = (*show.segments[:place], twin, *show.segments[place:])
        return replace(show, segments=segments, cues=(*show.cues, *cues))


@dataclass(frozen=True, slots=True, kw_only=True)
class MoveSegments:
    """Move segments of one room, kept in order, before another one or to the end.

    They take the block named, whether or not that is the block of their new neighbours.
    """

    segments: tuple[SegmentId, ...]
    before: SegmentId | None
    block: BlockId | None
    label: str = "move"

    def apply(self, show: Show) -> Show:
        moving = {show.segment(key).id for key in self.segments}
        rooms = {show.segment(key).room for key in self.segments}
        if len(rooms) != 1:
            raise Refused("move.rooms", "Move segments of one room at a time.")
        if self.before in moving:
            return show
        (room,) = rooms
        taken = [replace(s, block=self.block) for s in show.segments if s.id in moving]
        place = _place_before(show, room, self.before)
        above = [s for s in show.segments[:place] if s.id not in moving]
        below = [s for s in show.segments[place:] if s.id not in moving]
        return replace(show, segments=(*above, *taken, *below))


@dataclass(frozen=True, slots=True, kw_only=True)
class SetStanding:
    """Float, omit or bring back segments; they keep their place and number."""

    segments: tuple[SegmentId, ...]
    standing: Standing

    @property
    def label(self) -> str:
        return _STANDING_LABELS[self.standing]

    def apply(self, show: Show) -> Show:
        for key in self.segments:
            segment = show.segment(key)
            show = show.swapped(segment, replace(segment, standing=self.standing))
        return show


@dataclass(frozen=True, slots=True, kw_only=True)
class RemoveSegments:
    """Remove segments and their cues; refused while a handoff hangs on one of them."""

    segments: tuple[SegmentId, ...]
    label: str = "remove"

    def apply(self, show: Show) -> Show:
        gone = {show.segment(key).id for key in self.segments}
        held = next((h for h in show.handoffs if h.segment in gone or h.to_segment in gone), None)
        if held is not None:
            raise Refused(
                "remove.handoff",
                "Handoff {number} hangs on this segment: move or remove {number} first, "
                "or omit the segment, which keeps its number.",
                number=held.number,
            )
        segments = tuple(s for s in show.segments if s.id not in gone)
        cues = tuple(c for c in show.cues if c.segment not in gone)
        return replace(show, segments=segments, cues=cues)


_STANDING_LABELS = {
    Standing.IN: "bring_back",
    Standing.FLOATED: "float",
    Standing.OMITTED: "omit",
    Standing.UNPLANNED: "unplanned",
}


def _place_before(show: Show, room: RoomId, before: SegmentId | None) -> int:
    if before is None:
        ends = [i for i, s in enumerate(show.segments, 1) if s.room == room]
        return ends[-1] if ends else len(show.segments)
    target = show.segment(before)
    if target.room != room:
        raise Refused("move.room", "A segment stays in its room.")
    return place_of(show.segments, target)


def _check_segment(segment: Segment, before: Segment | None = None) -> None:
    had_title = before is None or before.title.strip()
    if had_title and not segment.title.strip():
        raise Refused("segment.title", "A segment needs a title.")
    if segment.length is not None and segment.length < 0:
        raise Refused("segment.length", "A length cannot be less than nothing.")
    low, high = segment.shortest, segment.longest
    if low is not None and high is not None and low > high:
        raise Refused("segment.elastic", "The shortest length is longer than the longest.")
