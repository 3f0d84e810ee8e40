"""Who only looks on sees what the other console does: reads its plan and its log from the file."""

from __future__ import annotations

from producer_app.core.run import Event
from producer_app.core.show import Show
from producer_app.store.showfile import ShowFile


class Follower:
    """Remembers what was seen of the file, and returns only what is new."""

    def __init__(self) -> None:
        self._hash = ""
        self._log: tuple[str, int] = ("", 0)

    def plan(self, file: ShowFile) -> Show | None:
        """The plan, when it is not the one seen last; the first look only remembers it."""
        seen, self._hash = self._hash, file.content_hash()
        return file.read() if seen and seen != self._hash else None

    def log(self, file: ShowFile) -> tuple[Event, ...] | None:
        """The newest run's whole log, when it has grown since it was seen last."""
        runs = file.runs()
        if not runs:
            return None
        events = file.events(runs[-1].id)
        seen, self._log = self._log, (runs[-1].id, len(events))
        return events if seen != self._log else None
