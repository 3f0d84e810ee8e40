"""One noun of a show changed, and what it may refer to."""

from __future__ import annotations

from dataclasses import fields, replace
from typing import Any

from producer_app.core.errors import Refused
from producer_app.core.show import Entity, Show


def with_collection(show: Show, name: str, collection: tuple[Entity, ...]) -> Show:
    """The show with another collection of that name."""
    changes: dict[str, Any] = {name: collection}
    return replace(show, **changes)


def place_of(collection: tuple[Entity, ...], wanted: Entity) -> int:
    """Where that very noun stands among these."""
    return next(i for i, entity in enumerate(collection) if entity is wanted)


def references_of(entity: Entity) -> tuple[str, ...]:
    """The ids of what it refers to."""
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


def check_references(show: Show, entity: Entity, before: Entity | None = None) -> None:
    """Refused when the entity newly refers to what the show does not have."""
    known = (entity.id, *(() if before is None else references_of(before)))
    missing = (key for key in references_of(entity) if key not in show.by_id and key not in known)
    for key in missing:
        raise Refused("show.unknown", "The show has no “{key}”.", key=key)


def check_is_new(show: Show, key: str) -> None:
    """Refused when the show has that id already."""
    if key in show.by_id:
        raise Refused("show.exists", "The show already has a “{key}”.", key=key)
