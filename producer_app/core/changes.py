"""What differs between two plans, noun by noun; the file, the screen and a revision all read it."""

from __future__ import annotations

from dataclasses import dataclass, fields

from producer_app.core.order import stretch, unmoved
from producer_app.core.show import COLLECTIONS, Entity, Show

_SHOW_FIELDS = tuple(
    field.name
    for field in fields(Show)
    if field.name != "id" and field.name not in COLLECTIONS.values()
)


@dataclass(frozen=True, slots=True)
class Change:
    """One noun that was added (``before`` None), removed (``after`` None), edited or moved.

    ``position`` is its place in its collection afterwards, from 0; -1 when removed. What only made
    room for another is not moved.
    """

    collection: str
    id: str
    before: Entity | None
    after: Entity | None
    position: int

    @property
    def is_move(self) -> bool:
        return self.before is not None and self.before == self.after


@dataclass(frozen=True, slots=True)
class Changes:
    """All that differs; empty is false. ``show_fields`` names the changed fields of the show."""

    show_fields: tuple[str, ...] = ()
    entities: tuple[Change, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.show_fields or self.entities)

    def touched(self, collection: str) -> frozenset[str]:
        """The ids in that collection that were added, removed, edited or moved."""
        return frozenset(c.id for c in self.entities if c.collection == collection)


def diff(before: Show, after: Show) -> Changes:
    """The changes that lead from one plan to the other, no more nouns moved than must be;
    unchanged collections cost nothing."""
    of_show = tuple(f for f in _SHOW_FIELDS if getattr(before, f) != getattr(after, f))
    entities: list[Change] = []
    for collection in COLLECTIONS.values():
        old, new = getattr(before, collection), getattr(after, collection)
        if old is not new:
            entities += _collection_changes(collection, old, new)
    return Changes(of_show, tuple(entities))


def whole(show: Show) -> Changes:
    """The changes that lead from nothing to this plan."""
    entities = [
        Change(collection, entity.id, None, entity, position)
        for collection in COLLECTIONS.values()
        for position, entity in enumerate(getattr(show, collection))
    ]
    return Changes(_SHOW_FIELDS, tuple(entities))


def _collection_changes(
    collection: str, old: tuple[Entity, ...], new: tuple[Entity, ...]
) -> list[Change]:
    """Only what lies between the first and the last difference is looked at."""
    start, alike = stretch(old, new)
    before = {entity.id: place for place, entity in enumerate(old[start : len(old) - alike], start)}
    changed = new[start : len(new) - alike]
    stays = unmoved(before[entity.id] for entity in changed if entity.id in before)
    found: list[Change] = []
    for position, entity in enumerate(changed, start):
        place = before.pop(entity.id, None)
        was = None if place is None else old[place]
        if place not in stays or (was is not entity and was != entity):
            found.append(Change(collection, entity.id, was, entity, position))
    gone = [Change(collection, key, old[place], None, -1) for key, place in before.items()]
    return gone + found
