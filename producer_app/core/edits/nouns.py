"""Edits of the show itself and of every noun in it but its segments."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from producer_app.core.edits.changing import (
    check_is_new,
    check_references,
    references_of,
    with_collection,
)
from producer_app.core.edits.segments import RemoveSegments
from producer_app.core.errors import Refused
from producer_app.core.show import COLLECTIONS, Entity, Room, Segment, Show, noun_word
from producer_app.core.timebase import zone_named


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
class Put:
    """Add a noun other than a segment to the show, or replace the one of its id."""

    entity: Entity

    @property
    def label(self) -> str:
        return f"put_{COLLECTIONS[type(self.entity)]}"

    def apply(self, show: Show) -> Show:
        known = show.by_id.get(self.entity.id)
        check_references(show, self.entity, known)
        if isinstance(self.entity, Room):
            _check_zones(self.entity)
        if known is not None and type(known) is type(self.entity):
            return show.swapped(known, self.entity)
        check_is_new(show, self.entity.id)
        name = COLLECTIONS[type(self.entity)]
        return with_collection(show, name, (*getattr(show, name), self.entity))


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
        user = next((e for e in others if self.id in references_of(e)), None)
        if user is not None:
            raise Refused(
                "remove.used",
                "It is still used by {noun} {name}: change that first.",
                noun=noun_word(type(user)),
                name=_name(user),
            )
        name = COLLECTIONS[type(entity)]
        kept = tuple(e for e in getattr(show, name) if e.id != self.id)
        return with_collection(show, name, kept)


def _check_zones(room: Room) -> None:
    """BadInput when an output is on the clock of a zone that nobody knows."""
    for output in room.outputs:
        if output.zone:
            zone_named(output.zone)


def _name(entity: Entity) -> str:
    names = (getattr(entity, field, "") for field in ("number", "name", "brand", "title", "label"))
    return next(filter(None, names), entity.id)
