"""Two titles of one thing, the one in the language of the window first."""

from __future__ import annotations

from producer_app.present.words import Words


def leads_second(title: str, title_alt: str, words: Words) -> bool:
    """True when the second title alone is in the language of the window."""
    if not title or not title_alt:
        return False
    is_chinese = words.language == "zh"
    return _is_chinese(title) is not is_chinese and _is_chinese(title_alt) is is_chinese


def in_order(title: str, title_alt: str, words: Words) -> tuple[str, str]:
    """Both titles, the one in the language of the window first."""
    return (title_alt, title) if leads_second(title, title_alt, words) else (title, title_alt)


def _is_chinese(text: str) -> bool:
    return any("\u4e00" <= character <= "\u9fff" for character in text)
