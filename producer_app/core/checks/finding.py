"""One thing that is wrong, as a stable code, its values and one clear sentence."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType

from producer_app.core.checks.sentences import PARTS, SENTENCES
from producer_app.core.checks.severity import Severity
from producer_app.core.show import HandoffId, RoomId, Segment, SegmentId, Show
from producer_app.core.timebase import SECOND, Instant, wall_time
from producer_app.core.wording import Flag


class Basis(StrEnum):
    """Whether a finding is true of the plan, or of what is expected while a run is on."""

    PLANNED = "planned"
    EXPECTED = "expected"


class ShowTime(str):
    """A moment in a sentence, as show-day time; other words may say it by its day."""

    __slots__ = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """A part of a sentence with a code of its own. ``str(part)`` is the English."""

    code: str
    params: tuple[tuple[str, Value], ...] = ()

    def __str__(self) -> str:
        return PARTS[self.code].format(**_english(dict(self.params)))


Value = str | Part | tuple[str, ...]
"""A word in a sentence: plain, a part, or several names."""

_NO_WORDS: Mapping[str, Value] = MappingProxyType({})


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One thing that is wrong. ``params`` are the words in the sentence, by name; ``at`` is when
    it happens, None where it has no time."""

    code: str
    severity: Severity
    message: str
    basis: Basis = Basis.PLANNED
    room: RoomId | None = None
    segment: SegmentId | None = None
    handoff: HandoffId | None = None
    at: Instant | None = None
    params: tuple[tuple[str, Value], ...] = ()
    flag: Flag | None = None
    """The wording that it asks about: somebody may let it stand."""


def finding(
    code: str,
    words: Mapping[str, Value] = _NO_WORDS,
    *,
    on: Segment | None = None,
    room_id: RoomId | None = None,
    handoff_id: HandoffId | None = None,
    at: Instant | None = None,
    severity: Severity | None = None,
) -> Finding:
    """The finding of that code with these words in its sentence, ``on`` a segment or in a room;
    ``severity`` where it is not the usual one. KeyError for an unknown code."""
    usual, sentence = SENTENCES[code]
    return Finding(
        code=code,
        severity=severity or usual,
        message=sentence.format(**_english(words)),
        room=on.room if on is not None else room_id,
        segment=on.id if on is not None else None,
        handoff=handoff_id,
        at=at,
        params=tuple(words.items()),
    )


def part(code: str, words: Mapping[str, Value] = _NO_WORDS) -> Part:
    """The part of a sentence of that code with these words in it."""
    return Part(code=code, params=tuple(words.items()))


def named(segment: Segment) -> str:
    """A segment in a sentence: its number and its title."""
    return f"{segment.number} “{segment.title}”" if segment.number else f"“{segment.title}”"


def long(length: int) -> str:
    """A length in a sentence: ``4:30`` or ``1:02:03``, rounded to the second; never negative."""
    minutes, second = divmod(round(abs(length) / SECOND), 60)
    hours, minute = divmod(minutes, 60)
    return f"{hours}:{minute:02d}:{second:02d}" if hours else f"{minute}:{second:02d}"


def clock(at: Instant, show: Show) -> ShowTime:
    """A moment in a sentence: show-day time to the second."""
    return ShowTime(wall_time(Instant(at - at % SECOND), show.date, show.zone))


def _english(words: Mapping[str, Value]) -> dict[str, str]:
    return {
        name: ", ".join(value) if isinstance(value, tuple) else str(value)
        for name, value in words.items()
    }
