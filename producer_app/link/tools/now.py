"""What every way out shares: how the show stands, what is switched on, and the audit log."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Final

from producer_app.core.pairing import Pairing
from producer_app.core.timebase import Instant
from producer_app.link.door.pairing import client_of
from producer_app.link.pipe import Audit, ToConsole
from producer_app.link.tools.settings import ToolSettings
from producer_app.present.outside_view import Outside

JUST_NOW: Final = 10.0
"""Seconds for which somebody who has asked counts as being there."""


@dataclass(slots=True, kw_only=True)
class ToolsNow:
    """``console_time`` turns monotonic seconds into show time, ``tell`` speaks to the console."""

    console_time: Callable[[float], float]
    tell: Callable[[ToConsole], None]
    settings: ToolSettings = field(default_factory=ToolSettings)
    outside: Outside | None = None
    asked: dict[str, float] = field(default_factory=dict)
    """When each client last came over HTTP, in monotonic seconds."""

    def instant(self) -> Instant:
        """The console's time."""
        return Instant(int(self.console_time(time.monotonic())))

    def asking(self, now: float) -> list[str]:
        """Who has come over HTTP just now."""
        return sorted(client for client, at in self.asked.items() if now - at <= JUST_NOW)

    def audit(self, verb: str, result: str, address: str, who: Pairing | None = None) -> None:
        """One line for the audit log; no token may be in it."""
        name = "" if who is None else f"{who.name} ({client_of(who)})"
        self.tell(Audit(verb=verb, result=result, address=address, who=name))
