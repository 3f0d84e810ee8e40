"""The type of the sheets: which families this machine has, and which letters none of them has."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice
from typing import Any, Literal

import typst

from producer_app.core.errors import EnvironmentFault, Phrase
from producer_app.sheets.data import ZERO_WIDTH_SPACE, texts

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

_NAMED = 12
_PROBE = b"""
#let probe = json(bytes(sys.inputs.probe))
#set text(font: probe.families)
#probe.letters.join(" ")
"""


@dataclass(frozen=True, slots=True)
class Shelf:
    """The fonts of a machine."""

    fonts: typst.Fonts
    families: tuple[str, ...]
    """The preferred families that are there, best first; never empty."""
    narrow_marks: str
    """The family for quotation marks; empty when the first family has narrow ones."""


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


def require_letters(data: dict[str, Any], fonts: Shelf) -> None:
    """Raises EnvironmentFault naming the letters of a sheet that no font has, and their places."""
    letters = sorted({letter for text in texts(data) for letter in text.text} - _BLANK)
    if _can_print(letters, fonts):
        return
    missing = tuple(islice(_missing(letters, fonts), _NAMED))
    shelf.cache_clear()
    raise EnvironmentFault(
        "sheet.letter_without_font",
        "No font on this machine can print {letters} (in {place}), so the sheet would show boxes; "
        "install a font that can{remedy}, then try again, or change the text.",
        letters=tuple(_named(letter) for letter in missing),
        place=_place(data, missing),
        remedy=_remedy(missing),
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
    if len(letters) == 1:
        yield letters[0]
        return
    middle = len(letters) // 2
    for half in (letters[:middle], letters[middle:]):
        if not _can_print(half, fonts):
            yield from _missing(half, fonts)


def _named(letter: str) -> str:
    return f"“{letter}” (U+{ord(letter):04X})"


def _place(data: dict[str, Any], missing: tuple[str, ...]) -> Phrase | str:
    """The first place that holds one of the letters; the head of the page has no name."""
    for found in texts(data):
        if any(letter in found.text for letter in missing):
            return found.place or Phrase("sheet.head", "the head of the page")
    return Phrase("sheet.whole", "the sheet")


def _remedy(missing: tuple[str, ...]) -> Phrase | str:
    if any("\u2e80" <= letter <= "\u9fff" for letter in missing):
        return Phrase(
            "sheet.get_chinese",
            " (Chinese: “apt-get install fonts-noto-cjk” on Debian-like systems)",
        )
    return ""
