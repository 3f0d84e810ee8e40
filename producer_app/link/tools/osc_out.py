"""OSC out: every target is told what has changed for it, and everything once when it is new."""

from __future__ import annotations

import asyncio
import contextlib
import socket
from collections.abc import Callable
from typing import Final

from producer_app.core.errors import BadInput
from producer_app.link.tools.now import ToolsNow
from producer_app.link.tools.osc_text import messages
from producer_app.link.tools.osc_wire import write_osc
from producer_app.link.tools.settings import On, OscSettings, OscTarget

Address = tuple[str, int]

ANYWHERE: Final = "0.0.0.0"  # noqa: S104
"""Nothing is heard there: it is where messages leave from."""

_RUNS: Final = frozenset({On.LEFT})
"""What changes by the clock alone."""


class OscOut:
    """Sends what the templates say. ``on_moved`` is called when a target is not found."""

    def __init__(self, now: ToolsNow, on_moved: Callable[[], None]) -> None:
        self._now, self._on_moved = now, on_moved
        self._mouth: asyncio.DatagramTransport | None = None
        self._settings = OscSettings()
        self._targets: dict[OscTarget, Address] = {}
        self._said: dict[tuple[Address, str], bytes] = {}
        self.fault = ""

    async def adopt(self, settings: OscSettings) -> None:
        """Sends as the settings say; what was said to a target that stays is not said again."""
        if settings == self._settings:
            return
        self._settings, self.fault = settings, ""
        self.stop()
        if settings.sends and settings.targets:
            self._mouth, _ = await asyncio.get_running_loop().create_datagram_endpoint(
                asyncio.DatagramProtocol, local_addr=(ANYWHERE, 0), family=socket.AF_INET
            )
            for target in settings.targets:
                await self._find(target)
            self.push()
        self._on_moved()

    def stop(self) -> None:
        """Sends nothing any more."""
        if self._mouth is not None:
            self._mouth.close()
        self._mouth = None
        self._targets.clear()
        self._said.clear()

    def push(self, *, is_tick: bool = False) -> None:
        """Tells every target what is new for it; of a mere tick of the clock only what it moves."""
        outside = self._now.outside
        if self._mouth is None or outside is None:
            return
        now = self._now.instant()
        for template in self._settings.templates:
            if is_tick and template.on not in _RUNS:
                continue
            for message in messages(template, outside, now):
                with contextlib.suppress(BadInput):
                    self._send(f"{template.on} {message.address}", write_osc(message))

    def _send(self, about: str, datagram: bytes) -> None:
        for address in self._targets.values():
            if self._mouth is None or self._said.get((address, about)) == datagram:
                continue
            self._said[address, about] = datagram
            with contextlib.suppress(OSError):
                self._mouth.sendto(datagram, address)

    async def _find(self, target: OscTarget) -> None:
        loop = asyncio.get_running_loop()
        try:
            found = await loop.getaddrinfo(
                target.host, target.port, family=socket.AF_INET, type=socket.SOCK_DGRAM
            )
        except OSError as fault:
            self.fault = f"{target.host}: {fault.strerror or fault}"
            return
        self._targets[target] = (str(found[0][4][0]), target.port)
