"""Where in somebody's file something was found, so that a fault can name it."""

from __future__ import annotations

from dataclasses import dataclass

from producer_app.core.errors import BadInput, Phrase


@dataclass(frozen=True, slots=True)
class Place:
    """A file, a line in it (counted from 1; 0 for the whole file) and a column by its header."""

    file: str
    line: int = 0
    column: str = ""

    def __str__(self) -> str:
        return str(self.phrase())

    def phrase(self) -> Phrase:
        """The place in words."""
        if self.line and self.column:
            return Phrase(
                "place.cell",
                "{file}, line {line}, column “{column}”",
                file=self.file,
                line=self.line,
                column=self.column,
            )
        if self.line:
            return Phrase("place.line", "{file}, line {line}", file=self.file, line=self.line)
        if self.column:
            return Phrase(
                "place.column", "{file}, column “{column}”", file=self.file, column=self.column
            )
        return Phrase("place.file", "{file}", file=self.file)

    def fault(self, code: str, sentence: str, /, **params: object) -> BadInput:
        """The error that names this place first and then says what is wrong and the remedy."""
        where = {"file": self.file, "line": self.line, "column": self.column}
        return BadInput(code, "{place}: " + sentence, place=self.phrase(), **where, **params)
