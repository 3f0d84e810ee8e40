"""Typed text made plain, and as it can stand in a sentence."""

from __future__ import annotations

import unicodedata

TOO_MUCH_TEXT = 40
"""Nothing that is understood is longer, in characters."""

UNKNOWN = frozenset({"", "?", "-", "—"})
"""What leaves a value open."""

_MARKS = str.maketrans({"−": "-", "–": "-", "—": "-", "′": "'", "’": "'", "”": '"'})


def plain(text: str) -> str:
    """Full-width characters, capitals and typographic marks made plain."""
    folded = unicodedata.normalize("NFKC", text[: TOO_MUCH_TEXT + 1])
    return folded.translate(_MARKS).replace("''", '"').strip().lower()


def shown(text: str) -> str:
    """The text as it can stand in a sentence, cut where it is endless."""
    text = text.strip()
    return text if len(text) <= TOO_MUCH_TEXT else text[:TOO_MUCH_TEXT] + "…"
