"""The audit log: who did what from where, one line each, and never a token."""

from __future__ import annotations

import logging
from collections.abc import Callable
from typing import Final

from producer_app.link.door.gate import Pace
from producer_app.link.pipe import Audit, PresentNow, ToConsole
from producer_app.logs import AUDIT

log = logging.getLogger(AUDIT)

REFUSALS: Final = 20
"""Refusals a second that are told one by one."""

_JOINT: Final = " · "


def write(entry: Audit) -> None:
    """Writes one line."""
    log.info("%s", line_of_audit(entry))


def line_of_audit(entry: Audit) -> str:
    """One line, whatever a name or a header was made of."""
    said = f"{entry.verb}: {entry.result}"
    parts = (said, entry.who or "nobody yet", entry.role or "no role", entry.address or "here")
    return _JOINT.join(_seen(part.replace(_JOINT, " - ")) for part in parts)


class Hushed:
    """Passes on what the server says; of a flood of refusals the first of each second, and how many
    more there were. A flood reaches neither the console's loop nor the log."""

    def __init__(self, tell: Callable[[ToConsole], None], clock: Callable[[], float]) -> None:
        self._tell, self._clock = tell, clock
        self._pace = Pace(REFUSALS, 1.0)
        self._untold = 0

    def tell(self, message: ToConsole) -> None:
        """Passes it on, or counts it."""
        is_refusal = isinstance(message, Audit) and not message.who
        if is_refusal and not self._pace.takes(self._clock()):
            self._untold += 1
            return
        if self._untold and (is_refusal or isinstance(message, PresentNow)):
            self._tell(Audit(verb="connect", result=f"{self._untold} more refused"))
            self._untold = 0
        self._tell(message)


def _seen(text: str) -> str:
    return "".join(map(_escaped, text))


def _escaped(character: str) -> str:
    if character.isprintable() and character != "\\":
        return character
    return character.encode("unicode_escape", errors="surrogatepass").decode()
