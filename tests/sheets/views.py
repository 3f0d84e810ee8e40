"""Sheets of small shows for tests: one line from a show to a view."""

from __future__ import annotations

from typing import Any

from producer_app.core.show import Cue, CueId, Department, SegmentId, Show
from producer_app.core.timebase import Instant
from producer_app.core.timing import plan_times, project
from producer_app.present.cuesheet import SheetView, sheet_view
from producer_app.present.words import words
from tests.builders import seconds

PRINTED = Instant(1_798_714_800_000)
"""2026-12-31 19:00 in Shanghai."""


def a_sheet(show: Show, kind: str = "rundown", **changes: Any) -> SheetView:
    """The sheet of a show that was never issued, in English with Chinese beside it."""
    given: dict[str, Any] = {
        "issued": None,
        "printed": PRINTED,
        "file_name": "gala.show",
        "content_hash": "0123456789abcdef",
        "marks": {},
    }
    language = changes.pop("language", "en")
    projection = changes.pop("projection", None) or project(plan_times(show), None, PRINTED)
    return sheet_view(kind, projection, words(language), **given | changes)


def a_cue(label: str, segment: str, offset: float = 0, **changes: Any) -> Cue:
    """A lighting cue on that segment, its offset in seconds; its id is its label."""
    fields: dict[str, Any] = {
        "id": CueId(label),
        "segment": SegmentId(segment),
        "department": Department.LIGHTING,
        "label": label,
        "offset": seconds(offset),
    }
    return Cue(**fields | changes)
