"""One entry of a show's sources: cells by name, read as what the plan needs or refused in place."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import TypeVar

from producer_app.core.entry import LONGEST
from producer_app.core.errors import BadInput
from producer_app.core.timebase import Millis, WallTime, zone_named
from producer_app.exchange.cells import read_length, read_offset, read_wall_time
from producer_app.exchange.place import Place

_MONEY = re.compile(r"(\d{1,9})(?:\.(\d{2}))?")
_WHOLE = re.compile(r"\d{1,9}")
_Choice = TypeVar("_Choice", bound=StrEnum)
_Id = TypeVar("_Id", bound=str)


@dataclass(frozen=True, slots=True)
class Record:
    """The cells of one entry by column name; an empty cell is as good as none.

    Every reading method returns None (or nothing) for an empty cell, and raises BadInput, naming
    file, line and column, for one that holds something else than it should.
    """

    file: str
    line: int
    cells: Mapping[str, str]

    def place(self, column: str) -> Place:
        return Place(self.file, self.line, column)

    def text(self, column: str) -> str:
        return self.cells.get(column, "")

    def needed(self, column: str) -> str:
        """The cell; BadInput when it is empty."""
        text = self.text(column)
        if not text:
            raise self.place(column).fault("source.needed", "this must be filled in.")
        return text

    def length(self, column: str, longest: Millis = LONGEST) -> Millis | None:
        """A length in milliseconds, never negative."""
        text = self.text(column)
        return read_length(text, self.place(column), longest) if text else None

    def offset(self, column: str) -> Millis:
        """A length in milliseconds, negative for earlier; 0 for an empty cell."""
        text = self.text(column)
        return read_offset(text, self.place(column)) if text else Millis(0)

    def wall(self, column: str) -> WallTime | None:
        text = self.text(column)
        return read_wall_time(text, self.place(column)) if text else None

    def date(self, column: str) -> dt.date | None:
        return self.needed_date(column) if self.text(column) else None

    def needed_date(self, column: str) -> dt.date:
        """The date; BadInput when the cell is empty."""
        text = self.needed(column)
        try:
            return dt.date.fromisoformat(text)
        except ValueError as fault:
            raise self.place(column).fault(
                "source.date", "“{text}” is no date; write it like 2026-11-10.", text=text
            ) from fault

    def zone(self, column: str) -> str:
        """The name of an IANA zone, or nothing."""
        return self.needed_zone(column) if self.text(column) else ""

    def needed_zone(self, column: str) -> str:
        """The name of an IANA zone; BadInput when the cell is empty."""
        name = self.needed(column)
        try:
            zone_named(name)
        except BadInput as fault:
            raise self.place(column).fault(
                "source.zone", "{reason}", reason=fault.phrase
            ) from fault
        return name

    def whole(self, column: str) -> int | None:
        """A whole number, not negative."""
        text = self.text(column)
        if not text:
            return None
        if _WHOLE.fullmatch(text) is None:
            raise self.place(column).fault(
                "source.number", "“{text}” is no whole number; write digits only.", text=text
            )
        return int(text)

    def money(self, column: str) -> int | None:
        """An amount in minor units (cents, fen)."""
        text = self.text(column)
        found = _MONEY.fullmatch(text)
        if text and found is None:
            raise self.place(column).fault(
                "source.money", "“{text}” is no price; write it like 199 or 199.00.", text=text
            )
        return int(found[1]) * 100 + int(found[2] or 0) if found else None

    def flag(self, column: str) -> bool:
        text = self.text(column)
        if text not in {"", "yes", "no"}:
            raise self.place(column).fault(
                "source.flag", "“{text}” is neither yes nor no; write one of them.", text=text
            )
        return text == "yes"

    def words(self, column: str) -> tuple[str, ...]:
        """The words of a cell, parted by spaces."""
        return tuple(self.text(column).split())

    def phrases(self, column: str) -> tuple[str, ...]:
        """The phrases of a cell, parted by “|”."""
        parts = (part.strip() for part in self.text(column).split("|"))
        return tuple(part for part in parts if part)

    def choice(self, column: str, default: _Choice) -> _Choice:
        """One of the values of an enumeration; ``default`` for an empty cell."""
        text = self.text(column)
        return self._chosen(column, text, type(default)) if text else default

    def choices(self, column: str, kind: type[_Choice]) -> tuple[_Choice, ...]:
        """Several values of an enumeration, parted by spaces."""
        return tuple(self._chosen(column, word, kind) for word in self.words(column))

    def _chosen(self, column: str, text: str, kind: type[_Choice]) -> _Choice:
        try:
            return kind(text)
        except ValueError as fault:
            raise self.place(column).fault(
                "source.choice",
                "“{text}” is none of {choices}.",
                text=text,
                choices=tuple(str(choice) for choice in kind),
            ) from fault

    def reference(self, column: str, known: Collection[_Id]) -> _Id | None:
        """An id that is among the known ones."""
        text = self.text(column)
        return self._known(column, text, known) if text else None

    def needed_reference(self, column: str, known: Collection[_Id]) -> _Id:
        """An id that is among the known ones; BadInput when the cell is empty."""
        return self._known(column, self.needed(column), known)

    def references(self, column: str, known: Collection[_Id]) -> tuple[_Id, ...]:
        """Ids that are among the known ones, parted by spaces."""
        return tuple(self._known(column, word, known) for word in self.words(column))

    def _known(self, column: str, text: str, known: Collection[_Id]) -> _Id:
        for key in known:
            if key == text:
                return key
        raise self.place(column).fault(
            "source.unknown_id",
            "there is no “{text}”; correct it, or add it where it belongs.",
            text=text,
        )
