"""The columns of a rundown: their order, first widths, and what of a segment is typed in each."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum
from typing import NamedTuple

from PySide6.QtCore import Qt
from PySide6.QtGui import QFontMetrics

from producer_app.present.cell_entry import Field
from producer_app.present.words import Words
from producer_app.ui.theme import font, space

LEFT = Qt.AlignmentFlag.AlignLeft
RIGHT = Qt.AlignmentFlag.AlignRight


class Column(IntEnum):
    """Columns in reading order; the name in lower case names the header's text."""

    STATE = 0
    NUMBER = 1
    TITLE = 2
    TITLE_ALT = 3
    KIND = 4
    TALENT = 5
    LENGTH = 6
    PLANNED = 7
    START = 8
    EXPECTED = 9
    ACTUAL = 10
    DRIFT = 11
    BACK = 12
    CUME = 13
    AD = 14
    HANDOFFS = 15
    LOCATION = 16
    NOTES = 17


@dataclass(frozen=True, slots=True)
class Spec:
    """How a column begins: as wide as its sample, on the left or right, typed as a field.

    ``tight`` must fit, too, where it may be drawn in small type.
    """

    sample: str
    align: Qt.AlignmentFlag = LEFT
    field: Field | None = None
    is_small: bool = False
    tight: str = ""


_BOUND = "≥24:06:00"

SPECS: dict[Column, Spec] = {
    Column.STATE: Spec("PASSED", is_small=True),
    Column.NUMBER: Spec("A10A", field=Field.NUMBER),
    Column.TITLE: Spec("A title of a usual length", field=Field.TITLE),
    Column.TITLE_ALT: Spec("再长一点的中文节目名", field=Field.TITLE_ALT),
    Column.KIND: Spec("Time signal", field=Field.KIND, is_small=True),
    Column.TALENT: Spec("Shen Ruolan", field=Field.TALENT),
    Column.LENGTH: Spec("~11:30", RIGHT, Field.LENGTH),
    Column.PLANNED: Spec("24:06:00", RIGHT, Field.FRONT, tight=_BOUND),
    Column.EXPECTED: Spec("24:06:00", RIGHT, tight=_BOUND),
    Column.ACTUAL: Spec("24:06:00", RIGHT, tight=_BOUND),
    Column.DRIFT: Spec("10:00 early", is_small=True),
    Column.BACK: Spec("24:06:00", RIGHT, Field.BACK_HIT, tight=_BOUND),
    Column.CUME: Spec("4:06:00", RIGHT),
    Column.AD: Spec("10:00", RIGHT, Field.AD),
    Column.HANDOFFS: Spec("H10"),
    Column.LOCATION: Spec("Main stage", field=Field.LOCATION),
    Column.NOTES: Spec("Notes of usual length, or so", field=Field.NOTES),
    Column.START: Spec("24:06:00", RIGHT, Field.FRONT, tight=_BOUND),
}

STARRED = frozenset({Column.PLANNED, Column.BACK, Column.START})
"""Where a time that was set by hand has a star before it."""

WHILE_RUNNING = frozenset({Column.ACTUAL, Column.DRIFT})
"""What has nothing to say before a run begins, and leaves its room to the titles until then."""


class Choice(NamedTuple):
    """The columns that a rundown shows by itself: the first of ``ladder`` that leaves the title
    ``title_wanted`` pixels, else the last. What is left out stands in another column or beside
    the title."""

    ladder: tuple[frozenset[Column], ...]
    title_wanted: int
    title_easy: int
    """Until it is as wide, in pixels, the talent gives it room."""
    title_least: int
    """The title is never narrower by itself, in pixels."""


_ALL = frozenset(Column) - {Column.TITLE_ALT, Column.LOCATION, Column.NOTES, Column.START}
_NO_CUME = _ALL - {Column.CUME}
_NO_MARKS = _NO_CUME - {Column.AD, Column.HANDOFFS}
_ONE_TIME = _NO_MARKS - {Column.EXPECTED, Column.ACTUAL} | {Column.START}
_DRIFT_ALONE = _ONE_TIME - {Column.PLANNED}
_NO_KIND = _DRIFT_ALONE - {Column.KIND}
_NO_BACK = _NO_KIND - {Column.BACK}
_ROOM = frozenset({Column.STATE, Column.NUMBER, Column.TITLE, Column.LENGTH, Column.START})

WIDE = Choice(
    ladder=(_ALL, _NO_CUME, _NO_MARKS, _ONE_TIME, _DRIFT_ALONE, _NO_KIND, _NO_BACK),
    title_wanted=200,
    title_easy=230,
    title_least=150,
)
NARROW = Choice(
    ladder=(_ROOM, _ROOM - {Column.LENGTH}), title_wanted=96, title_easy=96, title_least=96
)

FOLDED = (Column.AD, Column.HANDOFFS)
"""What stands beside the title where its own column is not shown."""

BLOCK_FIELDS: dict[Column, Field] = {
    Column.TITLE: Field.TITLE,
    Column.TITLE_ALT: Field.TITLE_ALT,
    Column.LENGTH: Field.LENGTH,
}
"""What of a block is typed in its head."""

TALENT_LEAST = 58
"""So far, in pixels, the talent gives room to the title before any column goes."""

LEAST = 32
"""No column is narrower, in pixels."""

PAD = space("tight") + 1
"""Between a cell's edge and its text, in pixels."""


def first_width(column: Column, words: Words) -> int:
    """The width in pixels that holds the column's sample and its header."""
    spec = SPECS[column]
    sample = QFontMetrics(font("text_small" if spec.is_small else "text"))
    header = QFontMetrics(font("text_small"))
    widest = max(
        sample.horizontalAdvance(spec.sample), header.horizontalAdvance(header_text(column, words))
    )
    tight = QFontMetrics(font("text_small")).horizontalAdvance(spec.tight) + 1
    return max(LEAST, max(widest, tight) + 2 * PAD + 2)


def header_text(column: Column, words: Words) -> str:
    """The word at the head of the column."""
    return words.say(f"rundown.column_{column.name.lower()}")
