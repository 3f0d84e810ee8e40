"""The fields of the show book: how each one is shown, and what is typed or chosen; no widgets.

A field belongs to a noun, or to a value inside one (an offer's coupon, a room's output).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any, Protocol

from producer_app.core.show import Coupon, PromisedPlace, Show, Stand
from producer_app.present.words import Words

Noun = Any
"""The show, one of its nouns, or a value inside one."""

Options = tuple[tuple[object, str], ...]
"""Values to choose from, each with its word."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where something is typed: the show, the noun and the value that stands there now."""

    show: Show
    noun: Noun
    present: Any


class Reading(Protocol):
    """How one sort of value is typed."""

    def text(self, place: Place) -> str:
        """The text that the line starts with; it reads back as the same value."""
        ...

    def value(self, text: str, place: Place) -> Any:
        """The value that this text means; BadInput with an example where it means none."""
        ...

    def echo(self, value: Any, place: Place, words: Words) -> str:
        """What was understood, in words; nothing where the text says it itself."""
        ...


def _always(_: Noun) -> bool:
    return True


def _plain(_: Noun) -> str:
    return ""


def _nothing(_: Show) -> tuple[str, ...]:
    return ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """One field. ``inside`` names the value it is in, ``share`` its part of a row's width;
    where ``is_used`` is false it says nothing and is not shown. ``aspect`` is what it is called
    after where a noun gives it a name of its own."""

    name: str
    inside: str = ""
    share: int = 1
    is_used: Callable[[Noun], bool] = _always
    aspect: Callable[[Noun], str] = _plain

    @property
    def label(self) -> str:
        """The key of its name."""
        return f"{self.inside}_{self.name}" if self.inside else self.name


@dataclass(frozen=True, slots=True, kw_only=True)
class TypedField(Field):
    """One line of text; ``suggest`` has what is completed while it is typed."""

    reading: Reading
    suggest: Callable[[Show], tuple[str, ...]] = _nothing


@dataclass(frozen=True, slots=True, kw_only=True)
class ProseField(Field):
    """Text of several lines."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ChoiceField(Field):
    """One of a few values."""

    options: Callable[[Show, Noun, Words], Options]


@dataclass(frozen=True, slots=True, kw_only=True)
class TickField(Field):
    """Yes or no."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TicksField(Field):
    """Any of a few values, kept as a frozenset."""

    options: Callable[[Show, Noun, Words], Options]


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordsField(Field):
    """A list of small values, each with the same columns; ``blank`` is what is added."""

    blank: Any
    columns: tuple[TypedField | ChoiceField, ...]


def value_of(field: Field, noun: Noun) -> Any:
    """What stands in that field; None where the value it would be inside is missing."""
    holder = getattr(noun, field.inside) if field.inside else noun
    return None if holder is None else getattr(holder, field.name)


def name_of(field: Field, holder: str, noun: Noun, words: Words) -> str:
    """What the field is called there: ``holder`` is its chapter, or the list that it stands in."""
    return words.say(_key_of(field, f"book.{holder}_{field.label}", "", noun, words))


def hint_of(field: Field, holder: str, noun: Noun, words: Words) -> str:
    """What the field means while it is empty, where somebody says so."""
    key = _key_of(field, f"book.{holder}_{field.label}", "_hint", noun, words)
    return words.say(key) if key in words else ""


def _key_of(field: Field, key: str, ending: str, noun: Noun, words: Words) -> str:
    own = f"{key}_{field.aspect(noun)}{ending}"
    return own if own in words else f"{key}{ending}"


def with_value(field: Field, noun: Noun, value: object) -> Noun:
    """The noun with this value in that field. A coupon comes and goes with its name, and the time
    of a promised place with the place at a time."""
    changes: dict[str, Any] = {field.name: value}
    if isinstance(noun, PromisedPlace) and field.name == "where" and value is not Stand.AT_TIME:
        changes["at"] = None
    if not field.inside:
        return replace(noun, **changes)
    coupon = replace(getattr(noun, field.inside) or Coupon(name=""), **changes)
    outer: dict[str, Any] = {field.inside: coupon if coupon.name else None}
    return replace(noun, **outer)


def text_of(field: TypedField, show: Show, noun: Noun) -> str:
    """The text that the field's line starts with."""
    return field.reading.text(_place(field, show, noun))


def typed(field: TypedField, show: Show, noun: Noun, text: str) -> Noun:
    """The noun after this was typed into its field; BadInput where it is not understood."""
    return with_value(field, noun, field.reading.value(text, _place(field, show, noun)))


def echo(field: TypedField, show: Show, noun: Noun, text: str, words: Words) -> str:
    """What the typed text is understood as; BadInput where it is not."""
    place = _place(field, show, noun)
    return field.reading.echo(field.reading.value(text, place), place, words)


def _place(field: Field, show: Show, noun: Noun) -> Place:
    return Place(show=show, noun=noun, present=value_of(field, noun))
