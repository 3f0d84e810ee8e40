"""A table of text cells out of CSV text, within limits; knows nothing of what the cells mean."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass

from producer_app.exchange.place import Place

MAX_LINES = 20_000
MAX_COLUMNS = 64
MAX_CELL = 32_000

_DELIMITERS = ",;\t"


@dataclass(frozen=True, slots=True)
class Line:
    """The cells of one line that has any, outer spaces removed; ``number`` counts from 1."""

    number: int
    cells: tuple[str, ...]


def read_lines(text: str, file: str) -> tuple[Line, ...]:
    """The lines of a CSV text that are not blank; comma, semicolon or tab is found out.

    BadInput when there are more than 20,000 lines, 64 columns or 32,000 characters in a cell, or
    when quotation marks do not pair up.
    """
    return tuple(line for line in _parsed(text, file) if line.cells)


def _parsed(text: str, file: str) -> Iterator[Line]:
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=_delimiter(text), strict=True)
    begins = 1
    while True:
        try:
            cells = next(reader, None)
        except csv.Error as fault:
            raise _malformed(fault, Place(file, begins)) from fault
        if cells is None:
            return
        yield Line(begins, _checked(cells, Place(file, begins)))
        begins = reader.line_num + 1


def _checked(cells: list[str], place: Place) -> tuple[str, ...]:
    if place.line > MAX_LINES:
        raise place.fault(
            "table.lines", "there are more than {limit} lines; split the file.", limit=MAX_LINES
        )
    while cells and not cells[-1].strip():
        cells.pop()
    if len(cells) > MAX_COLUMNS:
        raise place.fault(
            "table.columns",
            "there are {found} columns, {limit} are the most; remove columns that are not needed.",
            found=len(cells),
            limit=MAX_COLUMNS,
        )
    if any(len(cell) > MAX_CELL for cell in cells):
        raise _too_long(place)
    return tuple(cell.strip() for cell in cells)


def _malformed(fault: csv.Error, place: Place) -> Exception:
    if "field limit" in str(fault):
        return _too_long(place)
    return place.fault(
        "table.quotes", "the quotation marks do not pair up from here on; export the file again."
    )


def _too_long(place: Place) -> Exception:
    return place.fault(
        "table.cell",
        "a cell holds more than {limit} characters; shorten it or look for a quotation mark that "
        "is never closed.",
        limit=MAX_CELL,
    )


def _delimiter(text: str) -> str:
    """The delimiter that the first line which has any holds most of, outside quotation marks."""
    for line in text[: MAX_CELL * MAX_COLUMNS].splitlines():
        bare = "".join(line.split('"')[::2])
        if any(mark in bare for mark in _DELIMITERS):
            return max(_DELIMITERS, key=bare.count)
    return ","
