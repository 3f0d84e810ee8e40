"""A show's source files as records: one TOML file with tables of entries, and CSV tables."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Collection, Mapping
from pathlib import Path
from typing import Any

from producer_app.exchange.place import Place
from producer_app.exchange.record import Record
from producer_app.exchange.table import read_lines
from producer_app.exchange.text import read_text

DEPARTMENT = "department: "
"""What a department column's name begins with in a CSV source."""


def read_toml(
    path: Path, tables: Mapping[str, Collection[str]]
) -> Mapping[str, tuple[Record, ...]]:
    """The entries of each table of a TOML file, keyed as in ``tables``, which names the columns.

    ``[show]`` gives one entry, ``[[rooms]]`` one for each time it stands there. Lists are joined
    by spaces. BadInput for a table or column that ``tables`` does not have.
    """
    text = read_text(path)
    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as fault:
        raise Place(path.name).fault(
            "source.toml", "this is not TOML: {reason}.", reason=str(fault)
        ) from fault
    for name in data:
        if name not in tables:
            raise Place(path.name, column=name).fault(
                "source.table",
                "there is no table of that name; the tables are {tables}.",
                tables=tuple(tables),
            )
    return {name: _entries(path, text, name, data, tables[name]) for name in tables}


def _entries(
    path: Path, text: str, name: str, data: Mapping[str, Any], columns: Collection[str]
) -> tuple[Record, ...]:
    found = data.get(name, [])
    entries = found if isinstance(found, list) else [found]
    header = re.compile(rf"^[ \t]*\[\[?\s*{name}\s*\]", re.MULTILINE)
    lines = [text.count("\n", 0, match.start()) + 1 for match in header.finditer(text)]
    records: list[Record] = []
    for number, entry in enumerate(entries):
        line = lines[number] if number < len(lines) else 0
        if not isinstance(entry, dict):
            raise Place(path.name, line, name).fault(
                "source.entry",
                "this must be a table of its own; write it under [{name}].",
                name=name,
            )
        cells = {key: _as_text(value) for key, value in entry.items()}
        record = Record(path.name, line, cells)
        _refuse_unknown(record, columns, takes_departments=False)
        records.append(record)
    return tuple(records)


def read_csv(
    path: Path, columns: Collection[str], *, takes_departments: bool = False
) -> tuple[Record, ...]:
    """The lines of a CSV file with a header.

    BadInput for a column that is not in ``columns`` (nor, where they are taken, a department
    column), one that stands there twice, and a line with more cells than the header.
    """
    lines = read_lines(read_text(path), path.name)
    if not lines:
        return ()
    header = lines[0].cells
    first = Record(path.name, lines[0].number, dict.fromkeys(header, ""))
    _refuse_twice(first, header)
    _refuse_unknown(first, columns, takes_departments=takes_departments)
    records: list[Record] = []
    for line in lines[1:]:
        if len(line.cells) > len(header):
            raise Place(path.name, line.number).fault(
                "source.surplus",
                "the line has {cells} cells under {headers} column names; put a text that holds a "
                "comma in quotation marks.",
                cells=len(line.cells),
                headers=len(header),
            )
        records.append(Record(path.name, line.number, dict(zip(header, line.cells, strict=False))))
    return tuple(records)


def _refuse_twice(first: Record, header: tuple[str, ...]) -> None:
    for name in header:
        if header.count(name) > 1:
            raise first.place(name).fault(
                "source.column_twice", "this column stands there twice; remove one."
            )


def _refuse_unknown(first: Record, columns: Collection[str], *, takes_departments: bool) -> None:
    for name in first.cells:
        if name in columns or (takes_departments and name.startswith(DEPARTMENT)):
            continue
        raise first.place(name).fault(
            "source.column",
            "this column is not known here; the columns are {columns}.",
            columns=tuple(columns),
        )


def _as_text(value: object) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, list):
        return " ".join(_as_text(part) for part in value)
    return str(value).strip()
