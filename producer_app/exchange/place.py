"""Where in somebody's file something was found, so that a fault can name it."""

from __future__ import annotations

from dataclasses import dataclass

from producer_app.core.errors import BadInput


@dataclass(frozen=True, slots=True)
class Place:
    """A file, a line in it (counted from 1; 0 for the whole file) and a column by its header."""

    file: str
    line: int = 0
    column: str = ""

    def __str__(self) -> str:
        line = f", line {self.line}" if self.line else ""
        column = f", column “{self.column}”" if self.column else ""
        return f"{self.file}{line}{column}"

    def fault(self, code: str, sentence: str, **params: object) -> BadInput:
        """The error that names this place first and then says what is wrong and the remedy."""
        where = {"file": self.file, "line": self.line, "column": self.column, "place": str(self)}
        return BadInput(code, "{place}: " + sentence, **where, **params)
