"""Nouns as rows and rows as nouns, column by column; opens no file.

Columns follow the dataclass: a duration gets ``_ms``, a time of day is text ("24:03:00"), an enum
its word, a tuple JSON text, and a nested value its own columns behind the field's name.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
import math
import operator
import types
import typing
from collections.abc import Callable, Mapping, Sequence
from enum import StrEnum
from types import MappingProxyType
from typing import Any, Generic, TypeVar

import msgspec

from producer_app.core.errors import Refused
from producer_app.core.show import (
    COLLECTIONS,
    AdRule,
    Block,
    Cue,
    Entity,
    Handoff,
    Offer,
    Room,
    Segment,
    Show,
    Sponsor,
    Talent,
    Waiver,
    field_word,
)
from producer_app.core.timebase import Instant, Millis, WallTime

Value = str | int | float | None
"""What a column holds."""

T = TypeVar("T")


@dataclasses.dataclass(frozen=True, slots=True)
class _Place:
    """One field of a noun: its columns, and the way there and back."""

    field: str
    columns: tuple[str, ...]
    put: Callable[[Any], tuple[Value, ...]]
    take: Callable[[Sequence[Any]], Any]


class Shape(Generic[T]):
    """How one dataclass lies in a table's columns."""

    def __init__(self, noun: type[T], *, without: frozenset[str] = frozenset()) -> None:
        self._noun = noun
        self._places = _places(noun, without)
        self.columns = tuple(name for place in self._places for name in place.columns)

    def values(self, thing: T) -> tuple[Value, ...]:
        """The columns of that value; Refused where one cannot be kept in a file."""
        found: list[Value] = []
        for place in self._places:
            found += place.put(getattr(thing, place.field))
        return tuple(found)

    def thing(self, values: Sequence[Any]) -> T:
        """The value of those columns; ValueError, TypeError or BadInput where they are none."""
        found: dict[str, Any] = {}
        start = 0
        for place in self._places:
            end = start + len(place.columns)
            found[place.field] = place.take(values[start:end])
            start = end
        return self._noun(**found)


def _places(noun: type, without: frozenset[str] = frozenset()) -> tuple[_Place, ...]:
    hints = typing.get_type_hints(noun)
    names = [f.name for f in dataclasses.fields(noun) if f.init and f.name not in without]
    return tuple(_place(name, hints[name]) for name in names)


def _place(field: str, hint: Any) -> _Place:
    kind, may_be_none = _without_none(hint)
    if dataclasses.is_dataclass(kind) and isinstance(kind, type) and kind is not WallTime:
        return _nested(field, kind)
    column = f"{field}_ms" if kind in (Millis, Instant) else field
    to_value, from_value = _ways(field, kind)
    if may_be_none:
        return _Place(
            field,
            (column,),
            lambda thing: (None if thing is None else to_value(thing),),
            lambda values: None if values[0] is None else from_value(values[0]),
        )
    return _Place(
        field, (column,), lambda thing: (to_value(thing),), lambda values: from_value(values[0])
    )


def _nested(field: str, noun: type) -> _Place:
    """A value in columns of its own; where it may be missing, its first column is NULL then."""
    shape: Shape[Any] = Shape(noun)
    columns = tuple(f"{field}_{name}" for name in shape.columns)
    nothing = (None,) * len(columns)
    return _Place(
        field,
        columns,
        lambda thing: nothing if thing is None else shape.values(thing),
        lambda values: None if values[0] is None else shape.thing(values),
    )


def _without_none(hint: Any) -> tuple[Any, bool]:
    if isinstance(hint, types.UnionType) or typing.get_origin(hint) is typing.Union:
        kinds = [kind for kind in typing.get_args(hint) if kind is not types.NoneType]
        if len(kinds) != 1:
            raise TypeError(f"no column holds {hint}")
        return kinds[0], True
    return hint, False


def _ways(field: str, kind: Any) -> tuple[Callable[[Any], Value], Callable[[Any], Any]]:
    """How a field's value becomes a column's, and back."""
    plain = getattr(kind, "__supertype__", kind)
    if plain is str:
        return _text, _same
    if plain is bool:
        return int, bool
    if plain is int:
        return lambda number: _whole(field, number), _same
    if plain is float:
        return _fraction, _same
    if plain is WallTime:
        return str, WallTime.parse
    if plain is dt.date:
        return dt.date.isoformat, dt.date.fromisoformat
    if isinstance(plain, type) and issubclass(plain, StrEnum):
        return lambda word: str(word.value), plain
    return _json_ways(field, plain)


def _json_ways(field: str, kind: Any) -> tuple[Callable[[Any], Value], Callable[[Any], Any]]:
    if typing.get_origin(kind) not in (tuple, frozenset):
        raise TypeError(f"no column holds the {kind} of {field}")
    decoder = msgspec.json.Decoder(kind)
    is_set = typing.get_origin(kind) is frozenset

    def to_json(things: Any) -> str:
        ordered = sorted(things) if is_set else things
        try:
            return msgspec.json.encode(ordered).decode()
        except UnicodeEncodeError as fault:
            raise unstorable_text(field) from fault

    return to_json, decoder.decode


def _same(value: Any) -> Any:
    return value


def _text(text: str) -> str:
    if type(text) is str:
        return text
    return str.__str__(text)


def _whole(field: str, number: int) -> int:
    found = operator.index(number)
    if not -(2**63) <= found < 2**63:
        raise Refused(
            "store.number",
            "{number} is too large a number to keep ({field}).",
            number=found,
            field=field_word(field),
        )
    return found


def _fraction(number: float) -> float | None:
    """The number as SQLite gives it back: no number is NULL, and zero has no sign."""
    return None if math.isnan(number) else float(number) + 0.0


def unstorable_text(field: str) -> Refused:
    """The error for text that no file can hold."""
    return Refused(
        "store.text",
        "The text in “{field}” holds half a character (an unpaired surrogate) and cannot be kept; "
        "type it again.",
        field=field_word(field),
    )


SHOW: Shape[Show] = Shape(Show, without=frozenset(COLLECTIONS.values()))

SEGMENT: Shape[Segment] = Shape(Segment)

TABLES: Mapping[str, tuple[str, Shape[Any]]] = MappingProxyType(
    {
        "rooms": ("room", Shape(Room)),
        "blocks": ("block", Shape(Block)),
        "talent": ("talent", Shape(Talent)),
        "sponsors": ("sponsor", Shape(Sponsor)),
        "segments": ("segment", SEGMENT),
        "offers": ("offer", Shape(Offer)),
        "handoffs": ("handoff", Shape(Handoff)),
        "cues": ("cue", Shape(Cue)),
        "ad_rules": ("ad_rule", Shape(AdRule)),
        "waivers": ("waiver", Shape(Waiver)),
    }
)
"""Each collection of a show: its table and the shape of its rows."""


POSITION = "position"
"""The column that puts a noun's rows in order; what number stands in it says nothing else."""

IN_ORDER = f"ORDER BY {POSITION}, id"


def positioned(shape: Shape[Any], thing: Entity, position: int) -> tuple[Value, ...]:
    """A noun's row with its place in the collection behind the id."""
    key, *rest = shape.values(thing)
    return (key, position, *rest)


def column_names(shape: Shape[Any]) -> tuple[str, ...]:
    """The columns of a noun's table, in the order of ``positioned``."""
    key, *rest = shape.columns
    return (key, POSITION, *rest)
