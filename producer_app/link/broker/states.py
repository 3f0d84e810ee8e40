"""What a broker is told for whoever follows the show there: each page whole, and what changes it.

The whole is kept by the broker and said again at most every few seconds; what comes in between is
said once, in the very messages that pages hear.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable
from typing import Final

from producer_app.link.broker.topics import Topics
from producer_app.link.hub import Hub
from producer_app.link.outbox import Message

WHOLE_EVERY: Final = 5.0
"""Seconds at least between two whole states of one page."""

LOOKS_EVERY: Final = 0.5


class States:
    """The states of one show's pages on a broker. ``say`` hands over a topic and what is said
    there, ``keep`` what the broker keeps."""

    def __init__(
        self, hub: Hub, *, say: Callable[[str, bytes], None], keep: Callable[[str, bytes], None]
    ) -> None:
        self._hub, self._say, self._keep = hub, say, keep
        self._changed: set[str] = set()
        self._kept: dict[str, float] = {}

    async def follow(self, topics: Topics) -> None:
        """Says everything that is there, and from then on what happens, until cancelled."""
        self._changed, self._kept = set(self._hub.pages), {}
        self._hub.on_told = lambda seat, told: self._pass_on(topics, seat, told)
        try:
            while True:
                self._keep_whole(topics, time.monotonic())
                await asyncio.sleep(LOOKS_EVERY)
        finally:
            self._hub.on_told = None

    def _pass_on(self, topics: Topics, seat: str, told: Message) -> None:
        self._changed.add(seat)
        self._say(topics.changes(seat), told.text)

    def _keep_whole(self, topics: Topics, now: float) -> None:
        for seat in [seat for seat in self._changed if self._is_due(seat, now)]:
            self._changed.discard(seat)
            self._kept[seat] = now
            whole = self._hub.whole(seat, now)
            if whole is not None:
                self._keep(topics.state(seat), whole.text)

    def _is_due(self, seat: str, now: float) -> bool:
        return seat not in self._kept or now - self._kept[seat] >= WHOLE_EVERY
