"""The verbs of planning: each edit is a function from a Show to a Show, and writes no inverse."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from typing import Any, Protocol

from producer_app.core.errors import Refused
from producer_app.core.show import (
    COLLECTIONS,
    BlockId,
    Entity,
    Room,
    RoomId,
    Segment,
    SegmentId,
    Show,
    Standing,
    noun_word,
)
from producer_app.core.timebase import zone_named


class Edit(Protocol):
    """A command on the plan. ``label`` is the key of what it does, in the imperative, for Undo."""

    @property
    def label(self) -> str: ...

    def apply(self, show: Show) -> Show:
        """The plan afterwards; Refused when it cannot be."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeShow:
    """Change fields of the show itself: title, date, on-air time…"""

    changes: Mapping[str, Any]
    label: str = "change_show"

    def apply(self, show: Show) -> Show:
        after = replace(show, **self.changes)
        zone_named(after.zone)
        return after


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
        _check_references(show, after, before)
        return _swap(show, before, after)


@dataclass(frozen=True, slots=True, kw_only=True)
class InsertSegment:
    """Insert a segment into its room, before another one, or at the end when ``before`` is None."""

    segment: Segment
    before: SegmentId | None = None
    label: str = "insert_segment"

    def apply(self, show: Show) -> Show:
        show.room(self.segment.room)
        _check_is_new(show, self.segment.id)
        _check_segment(self.segment)
        _check_references(show, self.segment)
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
        _check_is_new(show, self.copy)
        twin = replace(original, id=self.copy, number=self.number)
        place = _place(show.segments, original) + 1
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
            show = _swap(show, segment, replace(segment, standing=self.standing))
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


@dataclass(frozen=True, slots=True, kw_only=True)
class Put:
    """Add a noun other than a segment to the show, or replace the one of its id."""

    entity: Entity

    @property
    def label(self) -> str:
        return f"put_{COLLECTIONS[type(self.entity)]}"

    def apply(self, show: Show) -> Show:
        known = show.by_id.get(self.entity.id)
        _check_references(show, self.entity, known)
        if isinstance(self.entity, Room):
            _check_zones(self.entity)
        if known is not None and type(known) is type(self.entity):
            return _swap(show, known, self.entity)
        _check_is_new(show, self.entity.id)
        name = COLLECTIONS[type(self.entity)]
        return _with(show, name, (*getattr(show, name), self.entity))


@dataclass(frozen=True, slots=True, kw_only=True)
class Remove:
    """Remove a noun other than a segment; refused while another noun still refers to it."""

    id: str
    label: str = "remove"

    def apply(self, show: Show) -> Show:
        entity = show.by_id.get(self.id)
        if entity is None:
            raise Refused("show.unknown", "The show has no “{key}”.", key=self.id)
        if isinstance(entity, Segment):
            return RemoveSegments(segments=(entity.id,)).apply(show)
        others = (e for e in show.by_id.values() if e is not entity)
        user = next((e for e in others if self.id in _references(e)), None)
        if user is not None:
            raise Refused(
                "remove.used",
                "It is still used by {noun} {name}: change that first.",
                noun=noun_word(type(user)),
                name=_name(user),
            )
        name = COLLECTIONS[type(entity)]
        kept = tuple(e for e in getattr(show, name) if e.id != self.id)
        return _with(show, name, kept)


@dataclass(frozen=True, slots=True, kw_only=True)
class Several:
    """Several edits as one: one line in Undo, one transaction in the file."""

    edits: tuple[Edit, ...]
    label: str

    def apply(self, show: Show) -> Show:
        for edit in self.edits:
            show = edit.apply(show)
        return show


_STANDING_LABELS = {
    Standing.IN: "bring_back",
    Standing.FLOATED: "float",
    Standing.OMITTED: "omit",
    Standing.UNPLANNED: "unplanned",
}


def _with(show: Show, name: str, collection: tuple[Entity, ...]) -> Show:
    changes: dict[str, Any] = {name: collection}
    return replace(show, **changes)


def _swap(show: Show, before: Entity, after: Entity) -> Show:
    name = COLLECTIONS[type(after)]
    collection: tuple[Entity, ...] = getattr(show, name)
    place = _place(collection, before)
    return _with(show, name, (*collection[:place], after, *collection[place + 1 :]))


def _place(collection: tuple[Entity, ...], wanted: Entity) -> int:
    return next(i for i, entity in enumerate(collection) if entity is wanted)


def _place_before(show: Show, room: RoomId, before: SegmentId | None) -> int:
    if before is None:
        ends = [i for i, s in enumerate(show.segments, 1) if s.room == room]
        return ends[-1] if ends else len(show.segments)
    target = show.segment(before)
    if target.room != room:
        raise Refused("move.room", "A segment stays in its room.")
    return _place(show.segments, target)


def _check_segment(segment: Segment, before: Segment | None = None) -> None:
    had_title = before is None or before.title.strip()
    if had_title and not segment.title.strip():
        raise Refused("segment.title", "A segment needs a title.")
    if segment.length is not None and segment.length < 0:
        raise Refused("segment.length", "A length cannot be less than nothing.")
    low, high = segment.shortest, segment.longest
    if low is not None and high is not None and low > high:
        raise Refused("segment.elastic", "The shortest length is longer than the longest.")


def _references(entity: Entity) -> tuple[str, ...]:
    found: list[str] = []
    for place in fields(entity):
        value = getattr(entity, place.name)
        if place.name in _REFERENCES and value is not None:
            found += value if isinstance(value, tuple) else (value,)
    return tuple(found)


_REFERENCES = frozenset(
    (
        *("room", "block", "talent", "filled_by", "sponsor"),
        *("segment", "to_room", "to_segment", "offers", "fallback"),
    )
)


def _check_references(show: Show, entity: Entity, before: Entity | None = None) -> None:
    """Refused when the entity newly refers to what the show does not have."""
    known = (entity.id, *(() if before is None else _references(before)))
    missing = (key for key in _references(entity) if key not in show.by_id and key not in known)
    for key in missing:
        raise Refused("show.unknown", "The show has no “{key}”.", key=key)


def _check_zones(room: Room) -> None:
    """BadInput when an output is on the clock of a zone that nobody knows."""
    for output in room.outputs:
        if output.zone:
            zone_named(output.zone)


def _check_is_new(show: Show, key: str) -> None:
    if key in show.by_id:
        raise Refused("show.exists", "The show already has a “{key}”.", key=key)


def _name(entity: Entity) -> str:
    names = (getattr(entity, field, "") for field in ("number", "name", "brand", "title", "label"))
    return next(filter(None, names), entity.id)
