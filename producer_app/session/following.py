"""Who only looks on sees what the other console does: reads its plan and its log from the file."""

from __future__ import annotations

from dataclasses import dataclass

from producer_app.core.revision import Revision
from producer_app.core.run import Event
from producer_app.core.show import Show
from producer_app.store.showfile import ShowFile


@dataclass(frozen=True, slots=True, kw_only=True)
class News:
    """What is new in the file; None for what is as it was."""

    show: Show | None = None
    events: tuple[Event, ...] | None = None
    """The whole log of the newest run."""
    revision: Revision | None = None
    """The one issued last."""


class Follower:
    """Remembers how far the file had come, and returns only what is new.

    Made before the plan is read for the first time, so that nothing falls in between.
    """

    def __init__(self, file: ShowFile) -> None:
        self._seen = file.progress()

    def look(self, file: ShowFile) -> News:
        """What has come since the last look; what could not be read comes with the next one."""
        seen, now = self._seen, file.progress()
        news = News(
            show=file.read() if now.plan != seen.plan else None,
            events=_newest_log(file) if now.events != seen.events else None,
            revision=file.revisions()[-1] if now.revisions != seen.revisions else None,
        )
        self._seen = now
        return news


def _newest_log(file: ShowFile) -> tuple[Event, ...]:
    runs = file.runs()
    return file.events(runs[-1].id) if runs else ()
