"""Lengths and times of day as people type them."""

from __future__ import annotations

import re
import unicodedata

from producer_app.core.errors import BadInput
from producer_app.core.timebase import HOUR, MINUTE, SECOND, Millis, WallTime

LONGEST = Millis(24 * HOUR)
"""No length is above this."""

_TOO_MUCH_TEXT = 40
_LAST_HOUR = 48
_HALF_A_DAY = 12

_UNKNOWN = frozenset({"", "?", "-", "—"})
_MARKS = str.maketrans({"−": "-", "–": "-", "—": "-", "′": "'", "’": "'", "”": '"'})

_NUMBER = r"[0-9]+(?:\.[0-9]+)?"
_SECONDS = re.compile(_NUMBER)
_COLONS = re.compile(r"(?:([0-9]+):)?([0-9]*):([0-5]?[0-9](?:\.[0-9]{1,3})?)")
_HOURS = "(?:hours?|hrs?|h|小时|小時|时|時)"
_MINUTES = "(?:minutes?|mins?|m|分钟|分鐘|分|')"
_SECOND_MARKS = '(?:seconds?|secs?|s|秒钟|秒鐘|秒|")'
_UNITS = re.compile(
    rf"(?:({_NUMBER})\s*{_HOURS})?\s*(?:({_NUMBER})\s*{_MINUTES})?\s*"
    rf"(?:({_NUMBER})\s*{_SECOND_MARKS})?"
)
_BARE_AFTER = (
    (re.compile(rf".*{_HOURS}\s*[0-9]+"), "m"),
    (re.compile(rf".*{_MINUTES}\s*[0-9]+"), "s"),
)
_HALVES = ((re.compile(r"(?<=[时時])半"), "30分"), (re.compile(r"(?<=[分钟鐘])半"), "30秒"))

_CLOCK = re.compile(
    r"([0-9]{1,2})\s*[:.点點时時]\s*([0-5][0-9])?\s*[:.分]?\s*([0-5][0-9](?:\.[0-9]{1,3})?)?秒?"
)
_HALF_DAY = re.compile(r"([0-9]{1,2})(?:[:.]([0-5][0-9]))?(?:[:.]([0-5][0-9]))?\s*([ap])\.?m\.?")
_FOUR_DIGITS = re.compile(r"([0-9]{2})([0-5][0-9])")


def parse_length(text: str, present: Millis | None = None) -> Millis | None:
    """The length that was typed, from nothing to 24 hours; None when it is left unknown.

    Understood are ``4:30``, ``90`` (seconds), ``1h30``, ``4m30``, ``:45``, ``1:02:03``, ``2 min``,
    ``4分30秒``, in full-width characters too; ``?`` and nothing mean unknown. ``+10m`` and
    ``-0:30`` count from ``present``. Anything else is BadInput.
    """
    said = _plain(text)
    if said in _UNKNOWN:
        return None
    if said[0] not in "+-":
        return _in_range(text, _length(text, said))
    if present is None:
        raise BadInput(
            "length.relative",
            "“{text}” counts from a length that is not known yet; write the length, like 4:30.",
            text=text.strip(),
        )
    by = _length(text, said[1:].strip())
    return _in_range(text, present + by if said[0] == "+" else present - by)


def parse_offset(text: str) -> Millis:
    """The offset that was typed: a length, negative (earlier) behind a minus; nothing means 0."""
    said = _plain(text)
    if said in _UNKNOWN:
        return Millis(0)
    length = _in_range(text, _length(text, said.lstrip("+-").strip()))
    return Millis(-length) if said.startswith("-") else length


def parse_wall(text: str, evening: WallTime | None = None) -> WallTime:
    """The show-day time that was typed: ``20:15:00``, ``24:03``, ``8pm``, ``20.15``, ``20点15分``.

    With ``evening`` (when the show goes on air) a time more than twelve hours before it means the
    night after: ``0:03`` in a show at 20:00 is 24:03. Anything else is BadInput.
    """
    said = _plain(text)
    typed = _half_day(said) or _clock(said)
    if typed is None or typed.hour >= _LAST_HOUR:
        raise BadInput(
            "time.entry",
            "“{text}” is not a time of day; write it like 20:15:00, 8:15pm or 24:03.",
            text=_shown(text),
        )
    if evening is not None and typed.hour + _HALF_A_DAY < evening.hour:
        return WallTime(typed.hour + 24, typed.minute, typed.second, typed.milli)
    return typed


def _plain(text: str) -> str:
    """Full-width characters, capitals and typographic marks made plain."""
    folded = unicodedata.normalize("NFKC", text[: _TOO_MUCH_TEXT + 1])
    return folded.translate(_MARKS).replace("''", '"').strip().lower()


def _length(text: str, said: str) -> int:
    if 0 < len(said) <= _TOO_MUCH_TEXT:
        for read in (_plain_seconds, _with_colons, _with_units):
            length = read(said)
            if length is not None:
                return length
    raise BadInput(
        "length.text",
        "“{text}” is not a length; write it like 4:30, 90 (seconds) or 1h30.",
        text=_shown(text),
    )


def _plain_seconds(said: str) -> int | None:
    return round(float(said) * SECOND) if _SECONDS.fullmatch(said) else None


def _with_colons(said: str) -> int | None:
    match = _COLONS.fullmatch(said)
    if match is None:
        return None
    hours, whole_minutes, rest = match.groups()
    if hours is not None and (not whole_minutes or int(whole_minutes) >= 60):
        return None
    return _sum(hours, whole_minutes, rest)


def _with_units(said: str) -> int | None:
    for half, written_out in _HALVES:
        said = half.sub(written_out, said)
    said += next((unit for bare, unit in _BARE_AFTER if bare.fullmatch(said)), "")
    match = _UNITS.fullmatch(said)
    return _sum(*match.groups()) if match is not None and any(match.groups()) else None


def _sum(hours: str | None, whole_minutes: str | None, rest: str | None) -> int:
    parts = ((hours, HOUR), (whole_minutes, MINUTE), (rest, SECOND))
    return sum(round(float(number) * unit) for number, unit in parts if number)


def _in_range(text: str, length: int) -> Millis:
    if length < 0:
        raise BadInput(
            "length.negative",
            "“{text}” takes away more than there is; a length cannot be less than nothing.",
            text=_shown(text),
        )
    if length > LONGEST:
        raise BadInput(
            "length.long",
            "“{text}” is more than 24 hours; write it like 4:30, 90 (seconds) or 1h30.",
            text=_shown(text),
        )
    return Millis(length)


def _half_day(said: str) -> WallTime | None:
    match = _HALF_DAY.fullmatch(said)
    if match is None or not 1 <= int(match[1]) <= _HALF_A_DAY:
        return None
    hour = int(match[1]) % _HALF_A_DAY + (_HALF_A_DAY if match[4] == "p" else 0)
    return WallTime(hour, int(match[2] or 0), int(match[3] or 0))


def _clock(said: str) -> WallTime | None:
    match = _CLOCK.fullmatch(said) or _FOUR_DIGITS.fullmatch(said)
    if match is None or (match[2] is None and said[-1] not in "点點时時"):
        return None
    hour, minute, *rest = match.groups()
    second, _, milli = ((rest and rest[0]) or "0").partition(".")
    return WallTime(int(hour), int(minute or 0), int(second), int((milli or "0").ljust(3, "0")))


def _shown(text: str) -> str:
    """The text as it can stand in a sentence, cut where it is endless."""
    text = text.strip()
    return text if len(text) <= _TOO_MUCH_TEXT else text[:_TOO_MUCH_TEXT] + "…"
