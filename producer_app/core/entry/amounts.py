"""Amounts of time as people type them, and what they count from."""

from __future__ import annotations

import re
from dataclasses import dataclass

from producer_app.core.entry.plain import TOO_MUCH_TEXT, shown
from producer_app.core.errors import BadInput
from producer_app.core.timebase import HOUR, MINUTE, SECOND

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

_COUNTED = re.compile(r"(prev(?:ious)?|[上前]一?[条條])?\s*(?:([+-])\s*(.*))?", re.DOTALL)


@dataclass(frozen=True, slots=True)
class By:
    """So many milliseconds more (negative: less) than what stands there, or, ``from_before``,
    than the segment before."""

    from_before: bool
    amount: int


def counted(text: str, said: str) -> By | None:
    """How the text counts from something else; None where it does not."""
    match = _COUNTED.fullmatch(said)
    if match is None or not said:
        return None
    amount = amount_of(text, match[3].strip()) if match[2] else 0
    return By(match[1] is not None, -amount if match[2] == "-" else amount)


def amount_of(text: str, said: str) -> int:
    """The amount in milliseconds; BadInput, naming the whole text, where it is none."""
    if 0 < len(said) <= TOO_MUCH_TEXT:
        for read in (_plain_seconds, _with_colons, _with_units):
            length = read(said)
            if length is not None:
                return length
    raise BadInput(
        "length.text",
        "“{text}” is not a length; write it like 4:30, 90 (seconds) or 1h30.",
        text=shown(text),
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
