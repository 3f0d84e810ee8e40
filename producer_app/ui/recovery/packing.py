"""Question and answer between the console and its seeking process."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from producer_app.core.recovery import Way
from producer_app.core.run import Run
from producer_app.core.show import RoomId, SegmentId, Show
from producer_app.core.timebase import Instant
from producer_app.ui.piped import read, write

__all__ = ["Answer", "Question", "read", "write"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """Which ways back there are in one room, of a show as it stands at ``now``."""

    number: int
    show: Show
    run: Run | None
    now: Instant
    published: Mapping[SegmentId, Instant]
    room: RoomId


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """The ways back, best first, to the question of that number; None where none were sought,
    because the process that seeks them failed."""

    number: int
    ways: tuple[Way, ...] | None
