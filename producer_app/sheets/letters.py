"""Letters that no font of this machine has: plain ones in their place, or boxes that name them.

A letter is what a reader takes for one: a flag, a family of four, a letter with its accents.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterable, Iterator
from functools import lru_cache
from itertools import chain
from typing import Any

from producer_app.sheets.data import texts, told_otherwise

_JOINER = "\u200d"
_LAST_PLANE = 0x1FFFF
_STYLING = "\ufe00-\ufe0f\u20e3\U0001f3fb-\U0001f3ff\U000e0020-\U000e007f"
"""What only changes how the letter before it looks: skin, colour, a frame."""

_STYLE = re.compile(f"[{_STYLING}{_JOINER}]")
_LINE = 130
"""How many letters a line at the foot has room for."""

_PLACES, _PLACE = 4, 16
"""How many places of one letter are named, and with how many letters each."""


def is_chinese(letter: str) -> bool:
    """True for the letters that Chinese is written with."""
    return "\u2e80" <= letter <= "\u9fff"


def letters_in(found: Iterable[str]) -> frozenset[str]:
    """Every letter of these texts."""
    return frozenset(chain.from_iterable(map(_letters, found)))


def stand_ins(missing: Iterable[str]) -> frozenset[str]:
    """The letters that could stand in the place of these."""
    return letters_in(candidate for letter in missing for candidate in _candidates(letter))


def replaced(
    data: dict[str, Any], missing: Collection[str], printable: Collection[str]
) -> dict[str, Any]:
    """The sheet's data without the missing letters; ``printable`` are those that may replace."""

    def told(text: str) -> str:
        if text.isascii():
            return text
        return "".join(
            _instead(letter, printable) if letter in missing else letter
            for letter in _letters(text)
        )

    found: dict[str, Any] = told_otherwise(data, told)
    return found


def named(data: dict[str, Any], missing: Collection[str]) -> str:
    """Which letters are missing and in which segments: ``U+1F9F8 (B7), …``."""
    places: dict[str, list[str]] = {}
    for found in texts(data):
        for letter in () if found.text.isascii() else _letters(found.text):
            if letter in missing:
                known = places.setdefault(_code(letter), [])
                if found.place and found.place not in known:
                    known.append(found.place)
    said = [_at(code, known) for code, known in places.items()]
    while len(said) > 1 and sum(map(len, said)) > _LINE:
        said[-2:] = ["…"]
    return ", ".join(said)


def _at(code: str, places: list[str]) -> str:
    if not places:
        return code
    more = ", …" if len(places) > _PLACES else ""
    return f"{code} ({', '.join(_short(place) for place in places[:_PLACES])}{more})"


def _short(place: str) -> str:
    """Its number alone; of what has none the first word."""
    return place.partition(" ")[0][:_PLACE]


def _letters(text: str) -> Iterable[str]:
    if text.isascii():
        return text
    return (found.group() for found in _pattern().finditer(text))


@lru_cache(maxsize=1)
def _pattern() -> re.Pattern[str]:
    """Two halves of a flag, or a letter with all that hangs on it."""
    marks = "".join(
        chr(code)
        for code in range(0x300, _LAST_PLANE)
        if unicodedata.category(chr(code)) in {"Mn", "Mc", "Me"}
    )
    hanging = f"(?:[{_STYLING}{marks}]|{_JOINER}.)*"
    return re.compile(f"[\U0001f1e6-\U0001f1ff]{{2}}|.{hanging}", re.DOTALL)


def _candidates(letter: str) -> Iterator[str]:
    """What could stand there instead, the nearest first."""
    bare = _STYLE.sub("", letter)
    plain = unicodedata.normalize("NFKC", bare)
    alone = "".join(part for part in plain if not unicodedata.combining(part))
    yield from (candidate for candidate in (bare, plain, alone) if candidate)


def _instead(letter: str, printable: Collection[str]) -> str:
    for candidate in _candidates(letter):
        if candidate != letter and all(part in printable for part in _letters(candidate)):
            return candidate
    return f"[{_code(letter)}]"


def _code(letter: str) -> str:
    """``U+1F468``; with an ellipsis where more is joined to it."""
    bare = _STYLE.sub("", letter) or letter
    return f"U+{ord(bare[0]):04X}{'…' if len(bare) > 1 else ''}"
