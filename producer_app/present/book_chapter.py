"""What a chapter of the show book is: its nouns and the rows of fields that they have."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from producer_app.core.show import Entity, Show
from producer_app.present.book_fields import Field, Noun, TypedField
from producer_app.present.book_readings import Plain
from producer_app.present.words import Words


@dataclass(frozen=True, slots=True, kw_only=True)
class Chapter:
    """One tab. ``name`` is its collection in the show; the show's own chapter has no list.

    ``blank`` makes a new noun, in the room and manner of the one that was chosen; ``title`` is
    the field that a copy is told apart by; ``remark`` is what to know of a noun as it stands.
    """

    name: str
    rows: tuple[tuple[Field, ...], ...]
    title: str = "title"
    blank: Callable[[Show, str, Noun, Words], Entity] | None = None
    detail: Callable[[Noun, Show, Words], tuple[str, ...]] = lambda *_: ()
    remark: Callable[[Noun, Words], str] = lambda *_: ""

    @property
    def fields(self) -> tuple[Field, ...]:
        """Every field, in order."""
        return tuple(field for row in self.rows for field in row)


def titled(name: str, example: str) -> tuple[Field, ...]:
    """A name in both languages; the first must be there."""
    return (
        TypedField(name=name, reading=Plain(example=example)),
        TypedField(name=f"{name}_alt", reading=Plain()),
    )
