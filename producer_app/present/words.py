"""The words and the shape of numbers on every face of the show: screen, paper and room page.

Texts stand in ``resources/translations/<area>.toml``, English and Chinese beside each other; a text
is named ``area.key``.
"""

from __future__ import annotations

import string
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from types import MappingProxyType

from producer_app.core.show import Show
from producer_app.core.timebase import (
    HOUR,
    MINUTE,
    SECOND,
    Instant,
    Millis,
    WallTime,
    local_time,
    wall_time,
)
from producer_app.paths import resources

LANGUAGES = ("en", "zh")

_NIGHT = 6
"""Until this hour a night is of the day before."""


@dataclass(frozen=True, slots=True)
class Words:
    """The texts of one language; ``say`` fills them in."""

    language: str
    texts: Mapping[str, str]

    def say(self, key: str, /, **values: object) -> str:
        """The text of that name with its values filled in; KeyError when there is no such text."""
        text = self.texts[key]
        return string.Formatter().vformat(text, (), values) if values else text

    def __contains__(self, key: object) -> bool:
        return key in self.texts


@lru_cache(maxsize=4)
def words(language: str) -> Words:
    """The texts of a language; English for one that is not spoken here."""
    spoken = language if language in LANGUAGES else "en"
    texts: dict[str, str] = {}
    for path in sorted((resources() / "translations").glob("*.toml")):
        for key, entry in tomllib.loads(path.read_text(encoding="utf-8")).items():
            texts[f"{path.stem}.{key}"] = entry[spoken]
    return Words(spoken, MappingProxyType(texts))


def duration(length: int | None, unknown: str = "?") -> str:
    """A length as ``4:30`` or ``1:02:03``, seconds rounded down; ``-0:05`` below nothing."""
    if length is None:
        return unknown
    seconds, sign = abs(length) // 1000, "-" if length <= -1000 else ""
    minutes, second = divmod(seconds, 60)
    hours, minute = divmod(minutes, 60)
    if hours:
        return f"{sign}{hours}:{minute:02d}:{second:02d}"
    return f"{sign}{minute}:{second:02d}"


def understood_in(words: Words, length: Millis | None) -> str:
    """What a typed length was taken for, in words: ``4 min 30 s``; unknown for None."""
    if length is None:
        return words.say("words.unknown")
    hours, rest = divmod(length, HOUR)
    whole_minutes, rest = divmod(rest, MINUTE)
    parts = [words.say("words.hours", number=hours)] if hours else []
    parts += [words.say("words.minutes", number=whole_minutes)] if whole_minutes else []
    if rest or not parts:
        parts.append(words.say("words.seconds", number=f"{rest / SECOND:g}"))
    return " ".join(parts)


def countdown(left: int) -> str:
    """Time left as the eye expects it: 0:01 until the last millisecond, then ``0:00``; time past
    the end without a sign, since OVER says it in words."""
    return duration(Millis(-(-left // 1000) * 1000)) if left > 0 else duration(Millis(-left))


def clock(at: Instant | None, show: Show, unknown: str = "", *, words: Words | None = None) -> str:
    """A moment as show-day time to the second: ``24:03:00``; with ``words`` on a later day by that
    day's own clock, the day named; ``unknown`` where there is none."""
    if at is None:
        return unknown
    wall = _whole_seconds(at, show)
    return str(wall) if words is None else by_day(wall, words)


def by_day(wall: WallTime, words: Words | None, *, short: bool = False) -> str:
    """A show-day time as it is said: ``24:03:00``, and behind the first night by the day's own
    clock, ``10:03:00 (day 2)``; without ``words`` the day is not named, and ``short`` leaves out
    seconds where there are none."""
    day = max(0, (wall.hour - _NIGHT) // 24)
    text = str(WallTime(wall.hour - 24 * day, wall.minute, wall.second, wall.milli))
    text = text.removesuffix(":00") if short else text
    return words.say("words.on_day", time=text, number=day + 1) if day and words else text


def own_clock(at: Instant | None, show: Show) -> str:
    """A moment by the clock of its own day of the show, for where the day is seen: ``24:03:00`` in
    the first night, ``10:03:00`` on the second day; nothing where there is none."""
    return "" if at is None else by_day(_whole_seconds(at, show), None)


def time_of_day(at: Instant, show: Show) -> str:
    """A moment as the clock on the wall has it: ``00:03:00``."""
    local = local_time(at, show.zone)
    return f"{local.hour:02d}:{local.minute:02d}:{local.second:02d}"


def _whole_seconds(at: Instant, show: Show) -> WallTime:
    return wall_time(Instant(at - at % SECOND), show.date, show.zone)


def over_under(over: int | None, say: Words | None = None) -> str:
    """``OVER 0:12``, ``UNDER 0:05``, ``ON TIME`` within half a second; never a bare sign."""
    say = say or words("en")
    if over is None:
        return say.say("words.unknown")
    seconds = round(abs(over) / 1000)
    if seconds == 0:
        return say.say("words.on_time")
    key = "words.over" if over > 0 else "words.under"
    return say.say(key, time=apart(seconds * 1000, say))


def apart(length: int, say: Words) -> str:
    """How far two moments are apart, as a length; in whole days from one day on, because then a
    date is wrong, and no second of it means anything."""
    days = length // (24 * HOUR)
    if not days:
        return duration(length)
    return say.say("words.one_day") if days == 1 else say.say("words.days", number=days)


def both(first: str, second: str, joint: str = "  ") -> str:
    """Two languages of one title side by side; one alone where the other is missing."""
    return f"{first}{joint}{second}" if first and second and first != second else first or second
