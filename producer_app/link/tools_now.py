"""What every way out shares: how the show stands, what is switched on, and the audit log."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, field

from producer_app.core.pairing import Pairing
from producer_app.core.timebase import Instant
from producer_app.link.pairing import client_of
from producer_app.link.pipe import Audit, ToConsole
from producer_app.link.tool_settings import ToolSettings
from producer_app.present.outside_view import Outside


@dataclass(slots=True, kw_only=True)
class ToolsNow:
    """``console_time`` turns monotonic seconds into show time, ``tell`` speaks to the console."""

    console_time: Callable[[float], float]
    tell: Callable[[ToConsole], None]
    settings: ToolSettings = field(default_factory=ToolSettings)
    outside: Outside | None = None

    def instant(self) -> Instant:
        """The console's time."""
        return Instant(int(self.console_time(time.monotonic())))

    def audit(self, verb: str, result: str, address: str, who: Pairing | None = None) -> None:
        """One line for the audit log; no token may be in it."""
        name = "" if who is None else f"{who.name} ({client_of(who)})"
        self.tell(Audit(verb=verb, result=result, address=address, who=name))
