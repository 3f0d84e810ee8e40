"""Times and lengths as people write them in tables; a fault names the cell."""

from __future__ import annotations

from producer_app.core.entry import LONGEST, parse_length, parse_wall
from producer_app.core.errors import BadInput
from producer_app.core.timebase import Millis, WallTime
from producer_app.exchange.place import Place

_UNKNOWN = frozenset({"", "-", "--", "—", "–", "?", "tbc", "tbd", "tba", "n/a", "待定", "未定"})
_SHOWN = 40


def is_unknown(text: str) -> bool:
    """Whether a cell says that nobody knows yet."""
    return text.casefold() in _UNKNOWN


def read_wall_time(text: str, place: Place) -> WallTime:
    """The show-day time in a cell: 20:15, 20:15:30, 24:03:00, 8:15 PM; BadInput if it is none."""
    try:
        return parse_wall(text)
    except BadInput as fault:
        raise place.fault(
            "cell.time",
            "“{text}” is no time of day; write it like 20:15:00, and 24:03:00 after midnight.",
            text=_short(text),
        ) from fault


def read_length(text: str, place: Place, longest: Millis = LONGEST) -> Millis:
    """The length in a cell: 4:30, 1:04:30, 90 (seconds), 1h30, 4min, 4'30", 4分30秒.

    BadInput if it is none or longer than ``longest``: a day where nothing else is said.
    """
    try:
        found = parse_length(text, longest=longest)
    except BadInput as fault:
        raise _no_length(text, place) from fault
    if found is None:
        raise _no_length(text, place)
    return found


def read_offset(text: str, place: Place) -> Millis:
    """The length in a cell with an optional sign in front; negative is earlier."""
    is_earlier = text.startswith(("-", "−"))
    length = read_length(text.lstrip("+-−"), place)
    return Millis(-length if is_earlier else length)


def _no_length(text: str, place: Place) -> BadInput:
    return place.fault(
        "cell.length",
        "“{text}” is no length; write it like 4:30 (minutes and seconds), 1:04:30 or 90 "
        "(seconds), or leave it empty while nobody knows.",
        text=_short(text),
    )


def _short(text: str) -> str:
    return text if len(text) <= _SHOWN else text[: _SHOWN - 1] + "…"
