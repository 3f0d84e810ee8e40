"""A table from outside: which column means what, and each line's cells by meaning."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from producer_app.exchange.headers import Meaning, meaning_of, preference
from producer_app.exchange.place import Place
from producer_app.exchange.table import Line, read_lines
from producer_app.exchange.text import read_text

_HEADER_WITHIN = 12
"""Lines in which the header must stand; above it many files carry the title of the evening."""


@dataclass(frozen=True, slots=True)
class OutsideLine:
    """One segment's line; ``number`` is its line in the file, counted from 1."""

    table: OutsideTable
    number: int
    cells: tuple[str, ...]

    def text(self, meaning: Meaning) -> str:
        """The cell of that meaning; where several columns have it, the best that is not empty."""
        found = (self.cells[place] for place in self.table.places.get(meaning, ()))
        return next((cell for cell in found if cell), "")

    def header(self, meaning: Meaning) -> str:
        """The file's own name for that column, or ours where it has none."""
        places = self.table.places.get(meaning)
        return self.table.headers[places[0]] if places else meaning.value

    def place(self, meaning: Meaning) -> Place:
        """Where that cell stands, for a fault."""
        return Place(self.table.file, self.number, self.header(meaning))

    def unknown_columns(self) -> tuple[tuple[str, str], ...]:
        """The cells that are not empty of every column without a use here: (header, text)."""
        used = {self.text(meaning) for meaning in self.table.places}
        return tuple(
            (header, cell)
            for place, (header, cell) in enumerate(zip(self.table.headers, self.cells, strict=True))
            if cell and (place in self.table.unknown or cell not in used)
        )


@dataclass(frozen=True, slots=True)
class OutsideTable:
    """The lines under a header; ``places`` are the columns of each meaning, the best first."""

    file: str
    headers: tuple[str, ...]
    places: Mapping[Meaning, tuple[int, ...]]
    unknown: frozenset[int]
    rows: tuple[Line, ...]

    def has(self, meaning: Meaning) -> bool:
        return meaning in self.places

    @property
    def lines(self) -> tuple[OutsideLine, ...]:
        """The lines below the header."""
        return tuple(OutsideLine(self, row.number, row.cells) for row in self.rows)


def read_outside_table(path: Path) -> OutsideTable:
    """The table in a CSV file; BadInput when it has no title column or no line under the header."""
    lines = read_lines(read_text(path), path.name)
    at = next((n for n, line in enumerate(lines[:_HEADER_WITHIN]) if _is_header(line)), None)
    if at is None:
        raise Place(path.name, lines[0].number if lines else 1).fault(
            "table.no_title",
            "no column is called title, song, slug or 节目; name the columns in the first line.",
        )
    header, below = lines[at], lines[at + 1 :]
    if not below:
        raise Place(path.name, header.number).fault(
            "table.no_lines", "there is nothing below the column names; export the file again."
        )
    headers = _named_apart(header.cells)
    rows = tuple(_fitted(line, headers, path.name) for line in below)
    places = _places(header.cells)
    known = {place for found in places.values() for place in found}
    unknown = frozenset(range(len(headers))) - known
    return OutsideTable(path.name, headers, places, unknown, rows)


def _is_header(line: Line) -> bool:
    return any(meaning_of(cell) is Meaning.TITLE for cell in line.cells)


def _places(headers: tuple[str, ...]) -> Mapping[Meaning, tuple[int, ...]]:
    found: dict[Meaning, list[int]] = {}
    for place, header in enumerate(headers):
        meaning = meaning_of(header)
        if meaning is not None:
            found.setdefault(meaning, []).append(place)
    return {
        meaning: tuple(sorted(places, key=lambda place: preference(headers[place])))
        for meaning, places in found.items()
    }


def _named_apart(headers: tuple[str, ...]) -> tuple[str, ...]:
    """The headers, with a count behind one that comes again and a name for one that is empty."""
    named: list[str] = []
    for place, header in enumerate(headers, 1):
        name = header or f"Column {place}"
        named.append(f"{name} {place}" if name in named else name)
    return tuple(named)


def _fitted(line: Line, headers: tuple[str, ...], file: str) -> Line:
    surplus = len(line.cells) - len(headers)
    if surplus > 0:
        raise Place(file, line.number).fault(
            "table.surplus",
            "the line has {cells} cells under {headers} column names; put a text that holds the "
            "separator in quotation marks.",
            cells=len(line.cells),
            headers=len(headers),
        )
    return Line(line.number, line.cells + ("",) * -surplus)
