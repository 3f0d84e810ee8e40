"""Prices as they are listed and as they are said aloud."""

from __future__ import annotations

from typing import NamedTuple

from producer_app.present.words import Words

SIGNS = {"CNY": "¥", "JPY": "¥", "EUR": "€", "USD": "$", "GBP": "£", "INR": "₹", "KRW": "₩"}
WITHOUT_CENTS = frozenset({"JPY", "KRW"})

_DIGITS = "零一二三四五六七八九"
_PLACES = ("", "十", "百", "千")
_GROUPS = ("", "万", "亿", "万亿")
_TOO_MANY = 10**16


def price(minor: int | None, currency: str) -> str:
    """A price as it is listed: ``¥199``, ``¥9.90``, ``SEK 40``; empty when there is none."""
    if minor is None:
        return ""
    if currency in WITHOUT_CENTS:
        amount = f"{minor:,}"
    else:
        whole, cents = divmod(minor, 100)
        amount = f"{whole:,}.{cents:02d}" if cents else f"{whole:,}"
    return f"{SIGNS[currency]}{amount}" if currency in SIGNS else f"{currency} {amount}".strip()


class Yuan(NamedTuple):
    """A price in yuan, taken apart as it is said; ``key`` names its sentence."""

    key: str
    whole: int
    jiao: int
    fen: int


def yuan_of(minor: int | None, currency: str) -> Yuan | None:
    """A price in yuan as it is said; None where saying it is reading it."""
    if minor is None or minor < 0 or currency != "CNY":
        return None
    whole, cents = divmod(minor, 100)
    jiao, fen = divmod(cents, 10)
    key = "yuan"
    if cents:
        key = "yuan_jiao" if not fen else "yuan_fen" if jiao else "yuan_only_fen"
    return Yuan(f"sheet.{key}", whole, jiao, fen)


def said(minor: int | None, currency: str, say: Words) -> str:
    """A price in yuan as it is said: ``199 yuan``, ``一百九十九元``; empty where saying it is
    reading it."""
    yuan = yuan_of(minor, currency)
    if yuan is None:
        return ""
    if say.language != "zh":
        cents = f"{yuan.jiao}{yuan.fen}"
        return say.say(yuan.key, whole=f"{yuan.whole:,}", cents=cents)
    jiao, fen = _DIGITS[yuan.jiao], _DIGITS[yuan.fen]
    return say.say(yuan.key, whole=counted(yuan.whole), jiao=jiao, fen=fen)


def counted(number: int) -> str:
    """A count of something as it is said in Chinese: 一百九十九, 两千零五十, 一万二千; figures
    where it is too large to be said."""
    if number == 2:
        return "两"
    if not 0 < number < _TOO_MANY:
        return _DIGITS[0] if number == 0 else f"{number:,}"
    groups = []
    rest = number
    while rest:
        rest, group = divmod(rest, 10_000)
        groups.append(group)
    spoken = ""
    for place in range(len(groups) - 1, -1, -1):
        if groups[place]:
            has_gap = spoken and (groups[place] < 1_000 or not groups[place + 1])
            spoken += ("零" if has_gap else "") + _group(groups[place]) + _GROUPS[place]
    return spoken.removeprefix("一") if spoken.startswith("一十") else spoken


def _group(number: int) -> str:
    """Up to four figures, a gap between them said once: 1050 is 一千零五十."""
    spoken = ""
    for place in range(3, -1, -1):
        digit = number // 10**place % 10
        if digit:
            has_gap = spoken and not number // 10 ** (place + 1) % 10
            two = "两" if digit == 2 and place == 3 else _DIGITS[digit]
            spoken += ("零" if has_gap else "") + two + _PLACES[place]
    return spoken
