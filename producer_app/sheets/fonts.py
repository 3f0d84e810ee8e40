"""The type of the sheets: which families this machine has, and which letters none of them has."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import islice
from typing import Any, Literal

import typst

from producer_app.core.errors import EnvironmentFault, Phrase
from producer_app.sheets.data import ZERO_WIDTH_SPACE, texts
from producer_app.sheets.letters import is_chinese, letters_in, named, replaced, stand_ins

FAMILIES = (
    "Noto Sans CJK SC",
    "Source Han Sans SC",
    "Noto Sans SC",
    "Microsoft YaHei",
    "PingFang SC",
    "Hiragino Sans GB",
    "WenQuanYi Zen Hei",
    "DejaVu Sans",
    "Segoe UI",
    "Helvetica Neue",
    "Arial",
)
"""Sans families with Chinese first; the engine falls back to any font that has a letter."""

CHECKED: Literal["a-2b"] = "a-2b"
"""The kind of PDF that is refused when a letter has no glyph; plain PDF would print a box."""

NARROW_MARKS = "Noto Sans CJK KR"
"""Its quotation marks and middle dots are as wide as Latin ones; the Chinese are as wide as 字."""

WITHOUT_FONT = "without_font"
"""The label, and at the foot which letters no font has and where they stand."""

_NAMED = 12
"""So many Chinese letters without a font mean that there is no Chinese font."""

_PROBE = b"""
#let probe = json(bytes(sys.inputs.probe))
#set text(font: probe.families, lang: "zh", region: "cn")
#let letters = probe.letters.join(" ")
#letters #strong(letters)
"""


@dataclass(frozen=True, slots=True)
class Shelf:
    """The fonts of a machine."""

    fonts: typst.Fonts
    families: tuple[str, ...]
    """The preferred families that are there, best first; never empty."""
    narrow_marks: str
    """The family for quotation marks; empty when the first family has narrow ones."""
    known: dict[str, bool] = field(default_factory=dict, compare=False, repr=False)
    """Which letters some font has, of those that were looked for."""


@lru_cache(maxsize=1)
def shelf() -> Shelf:
    """The fonts that are installed, read once."""
    return shelf_of(typst.Fonts())


def shelf_of(fonts: typst.Fonts) -> Shelf:
    """These fonts, with the preferred ones first."""
    there = fonts.families()
    families = tuple(name for name in FAMILIES if name in there) or (there[0],)
    is_wide = families[0].startswith("Noto Sans CJK") and NARROW_MARKS in there
    return Shelf(fonts, families, NARROW_MARKS if is_wide else "")


def with_letters(data: dict[str, Any], fonts: Shelf) -> dict[str, Any]:
    """The sheet's data with something printable for every letter that no font has, and
    ``without_font`` saying which those are.

    Raises EnvironmentFault where Chinese as such cannot be printed: such a sheet is no use.
    """
    wanted = letters_in(found.text for found in texts(data)) - _BLANK
    missing = missing_of(wanted, fonts)
    if not missing:
        return data | {WITHOUT_FONT: ""}
    _require_chinese(data, missing)
    possible = stand_ins(missing)
    printable = possible - frozenset(missing_of(possible - _BLANK, fonts))
    data[WITHOUT_FONT] = named(data, missing)
    return replaced(data, frozenset(missing), printable)


def missing_of(letters: Iterable[str], fonts: Shelf) -> tuple[str, ...]:
    """Those of these letters that no font has; asked once of each letter."""
    unknown = sorted(set(letters) - fonts.known.keys())
    lacking = frozenset(_missing(unknown, fonts)) if unknown else frozenset()
    fonts.known.update((letter, letter not in lacking) for letter in unknown)
    return tuple(sorted(letter for letter in set(letters) if not fonts.known[letter]))


def _require_chinese(data: dict[str, Any], missing: tuple[str, ...]) -> None:
    """Raises EnvironmentFault where so many Chinese letters are missing that no font has any."""
    chinese = tuple(islice(filter(is_chinese, missing), _NAMED))
    if len(chinese) < _NAMED:
        return
    shelf.cache_clear()
    raise EnvironmentFault(
        "sheet.letter_without_font",
        "No font on this machine can print {letters} (in {place}), so the sheet would show boxes; "
        "install a Chinese font (“apt-get install fonts-noto-cjk” on Debian-like systems), then "
        "try again.",
        letters=tuple(_named(letter) for letter in chinese),
        place=_place(data, chinese),
    )


_BLANK = frozenset({" ", "\n", "\u00a0", "\u3000", ZERO_WIDTH_SPACE})


def _can_print(letters: Iterable[str], fonts: Shelf) -> bool:
    probe = json.dumps({"families": fonts.families, "letters": [*letters]})
    try:
        typst.compile(
            _PROBE,
            font_paths=fonts.fonts,
            ignore_system_fonts=True,
            sys_inputs={"probe": probe},
            pdf_standards=CHECKED,
            timestamp=0,
        )
    except typst.TypstError:
        return False
    return True


def _missing(letters: list[str], fonts: Shelf) -> Iterator[str]:
    """The letters that cannot be printed, found by halving."""
    if _can_print(letters, fonts):
        return
    if len(letters) == 1:
        yield letters[0]
        return
    middle = len(letters) // 2
    yield from _missing(letters[:middle], fonts)
    yield from _missing(letters[middle:], fonts)


def _named(letter: str) -> str:
    return f"“{letter}” (U+{ord(letter):04X})"


def _place(data: dict[str, Any], missing: tuple[str, ...]) -> Phrase | str:
    """The first place that holds one of the letters; the head of the page has no name."""
    for found in texts(data):
        if any(letter in found.text for letter in missing):
            return found.place or Phrase("sheet.head", "the head of the page")
    return Phrase("sheet.whole", "the sheet")
