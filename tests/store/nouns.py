"""Random shows with every field of every noun filled in, and random edits of them."""

from __future__ import annotations

import dataclasses
import datetime as dt
import types
import typing
from dataclasses import replace
from enum import StrEnum
from typing import Any

from hypothesis import strategies as st

from producer_app.core.run import Event
from producer_app.core.show import COLLECTIONS, Entity, Show
from producer_app.core.timebase import WallTime

texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=12)
"""Any text that a file can hold: control characters, NUL, Chinese, emoji; no half characters."""

numbers = st.integers(-(2**63), 2**63 - 1)
wall_times = st.builds(
    WallTime,
    st.integers(0, 239),
    st.integers(0, 59),
    st.integers(0, 59),
    st.integers(0, 999),
)

_PLAIN: dict[Any, st.SearchStrategy[Any]] = {
    str: texts,
    int: numbers,
    bool: st.booleans(),
    float: st.floats(allow_nan=False),
    WallTime: wall_times,
    dt.date: st.dates(),
}


def values_of(hint: Any) -> st.SearchStrategy[Any]:
    """Any value that a field of this type may have."""
    hint = getattr(hint, "__supertype__", hint)
    if hint in _PLAIN:
        return _PLAIN[hint]
    origin, inside = typing.get_origin(hint), typing.get_args(hint)
    if origin in (types.UnionType, typing.Union):
        return st.one_of(
            [st.none() if kind is types.NoneType else values_of(kind) for kind in inside]
        )
    if origin is tuple and inside[-1] is Ellipsis:
        return st.lists(values_of(inside[0]), max_size=3).map(tuple)
    if origin is tuple:
        return st.tuples(*[values_of(kind) for kind in inside])
    if origin is frozenset:
        return st.frozensets(values_of(inside[0]), max_size=4)
    if issubclass(hint, StrEnum):
        return st.sampled_from(list(hint))
    return any_of(hint)


def any_of(kind: type) -> st.SearchStrategy[Any]:
    """A value of a dataclass with anything in its fields."""
    hints = typing.get_type_hints(kind)
    names = [field.name for field in dataclasses.fields(kind) if field.init]
    return st.builds(kind, **{name: values_of(hints[name]) for name in names})


def _collection(noun: type[Entity]) -> st.SearchStrategy[tuple[Entity, ...]]:
    return st.lists(any_of(noun), max_size=4, unique_by=lambda entity: entity.id).map(tuple)


@st.composite
def full_shows(draw: st.DrawFn) -> Show:
    """A show with anything that may stand in a field, up to four of each noun."""
    hints = typing.get_type_hints(Show)
    names = {field.name for field in dataclasses.fields(Show)} - set(COLLECTIONS.values())
    plain = {name: draw(values_of(hints[name])) for name in sorted(names)}
    nouns: dict[str, Any] = {name: draw(_collection(noun)) for noun, name in COLLECTIONS.items()}
    return Show(**plain, **nouns)


@st.composite
def edits_of(draw: st.DrawFn, show: Show) -> Show:
    """The show with some nouns removed, edited, moved or added, and perhaps another title."""
    changed: dict[str, Any] = {"title": draw(st.one_of(st.just(show.title), texts))}
    for noun, name in COLLECTIONS.items():
        if draw(st.booleans()):
            changed[name] = draw(_edited_collection(noun, getattr(show, name)))
    return replace(show, **changed)


@st.composite
def _edited_collection(
    draw: st.DrawFn, noun: type[Entity], before: tuple[Entity, ...]
) -> tuple[Entity, ...]:
    kept = [entity for entity in before if draw(st.integers(0, 4))]
    edited = [
        replace(draw(any_of(noun)), id=entity.id) if draw(st.booleans()) else entity
        for entity in kept
    ]
    known = {entity.id for entity in edited}
    added = [entity for entity in draw(_collection(noun)) if entity.id not in known]
    return tuple(draw(st.permutations(edited + added)))


events = st.one_of([any_of(kind) for kind in typing.get_args(Event)])
"""An event of any kind with anything in its fields."""
