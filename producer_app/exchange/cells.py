"""Times and lengths as people write them in tables; a fault names the cell."""

from __future__ import annotations

import re

from producer_app.core.errors import BadInput
from producer_app.core.timebase import Millis, WallTime
from producer_app.exchange.place import Place

UNKNOWN = frozenset({"", "-", "--", "—", "–", "?", "tbc", "tbd", "tba", "n/a", "待定", "未定"})
"""What people write where nobody knows yet."""

_HALF_DAY = re.compile(r"(\d{1,2}:\d{2}(?::\d{2})?)\s*([ap])\.?m\.?", re.IGNORECASE)
_COLONS = re.compile(r"(?:(\d{1,2}):)?(\d{1,3}):([0-5]\d)(?:\.(\d{1,3}))?|:([0-5]?\d)")
_UNITS = re.compile(
    r"(?:(\d{1,2})\s*(?:h|hrs?|hours?|小时|时))?\s*"
    r"(?:(\d{1,4})\s*(?:m|mins?|minutes?|分钟|分|['′])?)?\s*"
    r"(?:(\d{1,5})(?:\.(\d{1,3}))?\s*(?:s|secs?|seconds?|秒钟|秒|\"|″|'')?)?",
    re.IGNORECASE,
)
_PLAIN = re.compile(
    r"(\d{1,5})(?:\.(\d{1,3}))?\s*(?:s|secs?|seconds?|秒钟|秒|\"|″|'')?", re.IGNORECASE
)
_LONGEST = Millis(48 * 3_600_000)


def is_unknown(text: str) -> bool:
    """Whether a cell says that nobody knows yet."""
    return text.casefold() in UNKNOWN


def read_wall_time(text: str, place: Place) -> WallTime:
    """The show-day time in a cell: 20:15, 20:15:30, 24:03:00, 8:15 PM; BadInput if it is none."""
    plain = text.replace("：", ":").strip()
    half = _HALF_DAY.fullmatch(plain)
    try:
        if half is None:
            return WallTime.parse(plain)
        wall = WallTime.parse(half[1])
        if not 1 <= wall.hour <= 12:
            raise BadInput("time.wall", "That hour has no AM or PM.")
        hour = wall.hour % 12 + (12 if half[2].casefold() == "p" else 0)
        return WallTime(hour, wall.minute, wall.second)
    except BadInput as fault:
        raise place.fault(
            "cell.time",
            "“{text}” is no time of day; write it like 20:15:00, and 24:03:00 after midnight.",
            text=_short(text),
        ) from fault


def read_length(text: str, place: Place) -> Millis:
    """The length in a cell: 4:30, 1:04:30, 90 (seconds), 1h30, 4min, 4'30", 4分30秒.

    BadInput if it is none or longer than two days.
    """
    found = _length(text.replace("：", ":").replace("’", "'").replace("”", '"').strip())
    if found is None or found > _LONGEST:
        raise place.fault(
            "cell.length",
            "“{text}” is no length; write it like 4:30 (minutes and seconds), 1:04:30 or 90 "
            "(seconds), or leave it empty while nobody knows.",
            text=_short(text),
        )
    return found


def read_offset(text: str, place: Place) -> Millis:
    """The length in a cell with an optional sign in front; negative is earlier."""
    is_earlier = text.startswith(("-", "−"))
    length = read_length(text.lstrip("+-−"), place)
    return Millis(-length if is_earlier else length)


def _length(text: str) -> Millis | None:
    colons = _COLONS.fullmatch(text)
    if colons is not None:
        hours, minutes, seconds, part, alone = colons.groups()
        if hours is not None and int(minutes) > 59:
            return None
        return _sum(hours, minutes, seconds or alone, part)
    plain = _PLAIN.fullmatch(text)
    if plain is not None:
        return _sum(None, None, plain[1], plain[2])
    units = _UNITS.fullmatch(text) if text else None
    return _sum(*units.groups()) if units is not None else None


def _sum(hours: str | None, minutes: str | None, seconds: str | None, part: str | None) -> Millis:
    whole = int(hours or 0) * 3600 + int(minutes or 0) * 60 + int(seconds or 0)
    return Millis(whole * 1000 + int((part or "0").ljust(3, "0")))


def _short(text: str) -> str:
    return text if len(text) <= 40 else text[:39] + "…"
