"""What somebody writes of himself, as it may stand on a screen, in a log and on paper.

A name that cannot be seen, that turns the words after it round, or that climbs over the lines above
it would let a page look like another, or like nobody.
"""

from __future__ import annotations

import unicodedata
from typing import Final

MARKS: Final = 3
"""Marks that may stand on one letter; what people are called needs no more."""

_UNSEEN: Final = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"})
_BLANK: Final = str.maketrans(
    dict.fromkeys("\u115f\u1160\u2800\u3164\uffa0\t\n\r\u2028\u2029", " ")
)
"""What looks like nothing, and what begins another line."""


def plain(text: str) -> str:
    """The text in one line, of characters that are seen, in the order in which they are written;
    empty where there are none."""
    kept: list[str] = []
    marks = 0
    for character in unicodedata.normalize("NFC", text.translate(_BLANK)):
        kind = unicodedata.category(character)
        marks = marks + 1 if kind in ("Mn", "Me") else 0
        if kind not in _UNSEEN and marks <= MARKS and (kept or not marks):
            kept.append(character)
    return " ".join("".join(kept).split())
