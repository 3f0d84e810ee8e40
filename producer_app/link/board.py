"""What the console knows of its line, for whoever shows it."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable
from dataclasses import replace
from typing import Any

from producer_app.core.timebase import Instant, Millis
from producer_app.link.pipe import BrokerNow, ToolsReport, Troubled
from producer_app.link.presence import LinkState, Presence, stepped, with_broker

log = logging.getLogger(__name__)


class Board:
    """The newest ``presence``; ``on_presence`` is called with every change."""

    def __init__(self, on_presence: Callable[[Presence], None]) -> None:
        self._on_presence = on_presence
        self._changed = asyncio.Event()
        self.presence = Presence()

    def show(self, presence: Presence) -> None:
        self.presence = presence
        self._changed.set()
        self._on_presence(presence)

    def change(self, **fields: Any) -> None:
        """Shows the same with some of its fields changed."""
        self.show(replace(self.presence, **fields))

    async def is_up(self) -> None:
        """Returns once the line is up."""
        while self.presence.link is not LinkState.UP:
            self._changed.clear()
            await self._changed.wait()

    def step(self, by: Millis) -> None:
        """Show time has stepped: every age stays what it was."""
        self.show(stepped(self.presence, by))

    def seek_broker(self, now: Instant, *, is_wanted: bool) -> None:
        """Nothing is known of the broker yet, or any more: the server seeks it anew."""
        self.change(broker=_sought(is_wanted=is_wanted), broker_since=now)

    def fall(self, now: Instant, *, has_broker: bool) -> None:
        """The server is gone, and with it all that was known through it."""
        self.change(
            link=LinkState.DOWN,
            since=now,
            clients=(),
            pairing=None,
            restarts=self.presence.restarts + 1,
            broker=_sought(is_wanted=has_broker),
            broker_since=now,
        )

    def hear(self, report: ToolsReport | BrokerNow | Troubled, now: Instant) -> None:
        """What the server reports of itself."""
        match report:
            case ToolsReport():
                self.change(tools=report)
            case BrokerNow():
                self.show(with_broker(self.presence, report, now))
            case Troubled():
                log.error("The room server: %s", report.what)
                self.change(trouble=report.what)


def _sought(*, is_wanted: bool) -> BrokerNow:
    return BrokerNow(state="connecting" if is_wanted else "off")
