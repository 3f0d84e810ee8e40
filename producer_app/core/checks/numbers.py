"""Numbers that stand twice, and a show with nothing in it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Protocol

from producer_app.core.checks.finding import Finding, finding
from producer_app.core.show import Segment, Show


class _Numbered(Protocol):
    @property
    def number(self) -> str: ...


def number_findings(show: Show) -> Iterator[Finding]:
    """A show without rooms; segments of a room, handoffs or offers that share a number."""
    if not show.rooms:
        yield finding("show.no_rooms")
    for room in show.rooms:
        yield from _in_rundown(show.rundowns[room.id], room.name)
    for code, numbered in (("handoff.twice", show.handoffs), ("offer.twice", show.offers)):
        for number in _twice(numbered):
            yield finding(code, {"number": number})


def _in_rundown(segments: tuple[Segment, ...], room: str) -> Iterator[Finding]:
    first: dict[str, Segment] = {}
    for segment in segments:
        if not segment.number:
            continue
        if segment.number in first:
            yield finding(
                "number.twice",
                {
                    "number": segment.number,
                    "room": room,
                    "first": f"“{first[segment.number].title}”",
                    "second": f"“{segment.title}”",
                },
                on=segment,
            )
        first.setdefault(segment.number, segment)


def _twice(numbered: Iterable[_Numbered]) -> Iterator[str]:
    seen: set[str] = set()
    for entity in numbered:
        if entity.number and entity.number in seen:
            yield entity.number
        seen.add(entity.number)
