"""What the console and its process that seeks places say to each other."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from producer_app.core.run import Run
from producer_app.core.show import Segment, SegmentId, Show
from producer_app.core.timebase import Instant
from producer_app.present.budget_openings import Place


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """Where that advertisement could go, in a show as it stands at ``now``; the places are named
    in ``language``."""

    show: Show
    run: Run | None
    now: Instant
    published: Mapping[SegmentId, Instant]
    spot: Segment
    language: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Progress:
    """How far the search has come: so many places tried of so many, and those that were found
    since the last time."""

    tried: int
    total: int
    found: tuple[Place, ...] = ()

    @property
    def is_over(self) -> bool:
        return self.tried >= self.total
