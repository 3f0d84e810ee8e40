"""Who hears of what changed: announcements, and the list of those who listen."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from producer_app.core.changes import Changes
from producer_app.core.run import Event


@dataclass(frozen=True, slots=True)
class PlanChanged:
    """The plan was edited; ``origin`` names who did it: an editor knows its own change by it."""

    changes: Changes
    origin: str


@dataclass(frozen=True, slots=True)
class RunChanged:
    """Something happened in the run."""

    events: tuple[Event, ...]
    origin: str


Announcement = PlanChanged | RunChanged
Listener = Callable[[Announcement], None]


class Announcer:
    """The listeners of one session."""

    def __init__(self) -> None:
        self._listeners: list[Listener] = []

    def subscribe(self, listener: Listener, *, is_first: bool = False) -> Callable[[], None]:
        """Call ``listener`` after every change, ahead of the others where it ``is_first``; returns
        the function that stops it."""
        self._listeners.insert(0 if is_first else len(self._listeners), listener)
        return lambda: self._listeners.remove(listener)

    def announce(self, announcement: Announcement) -> None:
        """Tell everybody who listens now, in the order in which they came."""
        for listener in tuple(self._listeners):
            listener(announcement)
