"""Numbers that stand twice."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator
from typing import Protocol

from producer_app.core.checks.finding import Finding, finding
from producer_app.core.show import Segment, Show


class _Numbered(Protocol):
    @property
    def number(self) -> str: ...


def number_findings(show: Show) -> Iterator[Finding]:
    """Segments of a room, handoffs or offers that share a number, however it is written."""
    for room in show.rooms:
        yield from _in_rundown(show.rundowns[room.id], room.name)
    for code, numbered in (("handoff.twice", show.handoffs), ("offer.twice", show.offers)):
        for number in _twice(numbered):
            yield finding(code, {"number": number})


def _in_rundown(segments: tuple[Segment, ...], room: str) -> Iterator[Finding]:
    if _is_plain(segments):
        return
    first: dict[str, Segment] = {}
    for segment in segments:
        number = _spoken(segment.number)
        if not number:
            continue
        if number in first:
            yield finding(
                "number.twice",
                {
                    "number": segment.number,
                    "room": room,
                    "first": f"“{first[number].title}”",
                    "second": f"“{segment.title}”",
                },
                on=segment,
            )
        first.setdefault(number, segment)


def _is_plain(segments: tuple[Segment, ...]) -> bool:
    """True where a look at the capitals tells already that no number stands twice."""
    numbers = [segment.number for segment in segments if segment.number]
    return "".join(numbers).isascii() and len({n.strip().upper() for n in numbers}) == len(numbers)


def _twice(numbered: Iterable[_Numbered]) -> Iterator[str]:
    seen: set[str] = set()
    for entity in numbered:
        number = _spoken(entity.number)
        if number and number in seen:
            yield entity.number
        seen.add(number)


def _spoken(number: str) -> str:
    """A number as it sounds over the headset: a3, A3 and full-width A3 are one."""
    if number.isascii():
        return number.strip().upper()
    return unicodedata.normalize("NFKC", number).strip().upper()
