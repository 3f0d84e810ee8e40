"""Typing into a cell: what an editor needs to begin, and the edit that its text asks for."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from producer_app.core.edits import Edit
from producer_app.core.show import Block, Segment
from producer_app.core.timing import Plan, Projection
from producer_app.present.cell_entry import (
    Field,
    NewId,
    block_echo,
    block_text,
    completions,
    echo,
    text_of,
    typed,
    typed_block,
)
from producer_app.present.titles import leads_second
from producer_app.present.words import Words
from producer_app.ui.rundown.columns import BLOCK_FIELDS, SPECS, Column

_TITLES = {Column.TITLE: Column.TITLE_ALT, Column.TITLE_ALT: Column.TITLE}


class Editing(NamedTuple):
    """What an editor needs: its first text, the echo (BadInput for what is not understood), and
    what may be completed, ``is_list`` for several at a time."""

    text: str
    echo: Callable[[str], str]
    completions: tuple[str, ...]
    is_list: bool
    words: Words


class TypedCell(NamedTuple):
    """One cell that can be typed into: a field of a segment or of a block."""

    noun: Segment | Block
    field: Field


def typed_cell(noun: Segment | Block | None, column: Column, words: Words) -> TypedCell | None:
    """The field that is typed in that column, None where nothing is; of two titles the one that
    stands there."""
    if noun is None:
        return None
    if column in _TITLES and leads_second(noun.title, noun.title_alt, words):
        column = _TITLES[column]
    field = SPECS[column].field if isinstance(noun, Segment) else BLOCK_FIELDS.get(column)
    return None if field is None else TypedCell(noun, field)


def editing(
    plan: Plan, cell: TypedCell, words: Words, latest: Callable[[], Projection | None]
) -> Editing:
    """How the editor of that cell begins; its echo speaks of the ``latest`` state of the show."""
    noun, field = cell
    return Editing(
        block_text(noun, field) if isinstance(noun, Block) else text_of(plan, noun, field, words),
        lambda text: _echo(latest(), cell, text, words),
        completions(plan.show, field, words) if isinstance(noun, Segment) else (),
        is_list=field is Field.TALENT,
        words=words,
    )


def _echo(latest: Projection | None, cell: TypedCell, text: str, words: Words) -> str:
    noun = None if latest is None else latest.show.by_id.get(cell.noun.id)
    if isinstance(noun, Block):
        return block_echo(noun, cell.field, text, words)
    if latest is None or not isinstance(noun, Segment):
        return ""
    return echo(latest.plan, noun, cell.field, text, words)


def asked(plan: Plan, cell: TypedCell, text: str, words: Words, new_id: NewId) -> Edit | None:
    """The edit that this text asks for; None where it changes nothing."""
    noun, field = cell
    if isinstance(noun, Block):
        return typed_block(noun, field, text)
    return typed(plan, noun, field, text, words, new_id)
