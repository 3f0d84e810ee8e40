"""A sheet as plain data for a template: nothing in it can be markup, and nothing is unprintable."""

from __future__ import annotations

import dataclasses
import re
import unicodedata
from collections.abc import Callable, Iterator, Mapping
from typing import Any, NamedTuple

from producer_app.present.cuesheet import SheetView

ZERO_WIDTH_SPACE = "\u200b"
HALF_A_LETTER = "\ufffd"
"""Stands for half of a letter whose other half was lost."""

_LONG_WORD = re.compile(r"[!-~\u00a1-\u2dff]{14,}")
"""A word that no narrow column can hold; Chinese breaks anywhere and needs no help."""
_LONGEST, _STRIDE = 13, 7
"""Longer than the one, a word breaks at every so many letters; where it has joints, there first."""
_JOINTS = re.compile(r"[^-/._:?&=@+]*[-/._:?&=@+]+|[^-/._:?&=@+]+")
_REDIRECTING = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
"""Marks that turn the direction of what follows; on paper they could make a title lie."""


class Text(NamedTuple):
    """A text on a sheet and where it stands: a segment's number and title, or nothing."""

    place: str
    text: str


def sheet_data(view: SheetView) -> dict[str, Any]:
    """The sheet as dictionaries, lists and printable strings."""
    data = _plain(view)
    if not isinstance(data, dict):
        raise TypeError(view)
    return data


def texts(data: object, place: str = "") -> Iterator[Text]:
    """Every text of a sheet's data with its place."""
    if isinstance(data, str):
        yield Text(place, data)
    elif isinstance(data, dict):
        here = _place(data) or place
        for value in data.values():
            yield from texts(value, here)
    elif isinstance(data, list):
        for value in data:
            yield from texts(value, place)


def told_otherwise(data: object, tell: Callable[[str], str]) -> Any:
    """A sheet's data with every text as ``tell`` has it."""
    if isinstance(data, str):
        return tell(data)
    if isinstance(data, dict):
        return {key: told_otherwise(value, tell) for key, value in data.items()}
    if isinstance(data, list):
        return [told_otherwise(value, tell) for value in data]
    return data


def _place(data: dict[str, Any]) -> str:
    title = data.get("title") or data.get("product")
    name = title.get("first", "") if isinstance(title, dict) else ""
    return f"{data.get('number', '')} {name}".strip() if "number" in data else ""


def _plain(value: object) -> object:
    if isinstance(value, str):
        return _printable(value)
    if dataclasses.is_dataclass(value):
        return {f.name: _plain(getattr(value, f.name)) for f in dataclasses.fields(value)}
    if isinstance(value, Mapping):
        return {str(key): _plain(entry) for key, entry in value.items()}
    if isinstance(value, tuple):
        return [_plain(entry) for entry in value]
    return value


def _printable(text: str) -> str:
    """The text without control characters, long words made breakable."""
    if text.isprintable() and len(text) < 14:
        return str(text)
    kept = "".join(_letter(letter) for letter in _REDIRECTING.sub("", text))
    return _LONG_WORD.sub(_breakable, kept)


def _letter(letter: str) -> str:
    if letter == "\n":
        return letter
    kind = unicodedata.category(letter)
    if kind == "Cs":
        return HALF_A_LETTER
    return " " if kind == "Cc" else letter


def _breakable(found: re.Match[str]) -> str:
    return ZERO_WIDTH_SPACE.join(_pieces(found.group()))


def _pieces(word: str) -> Iterator[str]:
    for part in _JOINTS.findall(word):
        step = _STRIDE if len(part) > _LONGEST else len(part)
        yield from (part[i : i + step] for i in range(0, len(part), step))
