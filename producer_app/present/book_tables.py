"""How a table by the length of a programme is typed in one line."""

from __future__ import annotations

import re
from dataclasses import dataclass

from producer_app.core.entry import parse_length
from producer_app.core.errors import BadInput
from producer_app.core.timebase import Millis
from producer_app.present.book_fields import Place
from producer_app.present.segment_entry import entry_of
from producer_app.present.words import Words, duration

Table = tuple[tuple[Millis, Millis], ...]

_BETWEEN_STEPS = re.compile(r"[,;，；、]")
_BETWEEN_PARTS = re.compile(r"=|＝|→|->")
_TOO_MUCH_TEXT = 600


@dataclass(frozen=True, slots=True)
class LengthTable:
    """A table as ``30:00 = 3:00, 1:00:00 = 6:00``: up to this length, so much."""

    def text(self, place: Place) -> str:
        steps = (f"{entry_of(up_to)} = {entry_of(limit)}" for up_to, limit in place.present)
        return ", ".join(steps)

    def value(self, text: str, place: Place) -> Table:
        steps = _BETWEEN_STEPS.split(text[:_TOO_MUCH_TEXT])
        table = tuple(_step(step) for step in steps if step.strip())
        lengths = [up_to for up_to, _ in table]
        if lengths != sorted(set(lengths)):
            raise BadInput(
                "table.order", "Each programme in the table must be longer than the one before."
            )
        return table

    def echo(self, value: Table, place: Place, words: Words) -> str:
        if not value:
            return ""
        longest = duration(value[-1][0])
        return words.say("book.understood_table", steps=len(value), longest=longest)


def _step(step: str) -> tuple[Millis, Millis]:
    match [parse_length(part) for part in _BETWEEN_PARTS.split(step)]:
        case [int(up_to), int(limit)] if up_to:
            return Millis(up_to), Millis(limit)
    raise BadInput(
        "table.step",
        "“{text}” is no step of the table; write it like 30:00 = 3:00.",
        text=step.strip()[:40],
    )
