"""Every connection of the room server from its first byte: how many from where, and for how long.

The web library waits for a request for as long as it may take to come; here each has its time.
"""

from __future__ import annotations

import asyncio
import contextlib
import socket
import ssl
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from typing import Any, Final

from aiohttp import web

from producer_app.link.door.gate import Gate
from producer_app.link.door.visitor import FIRST_REQUEST, Visitor
from producer_app.link.pipe import Audit, ToConsole

LOOKS_ROUND: Final = 1.0
AT_ONCE: Final = 64
HELD_PER_ADDRESS: Final = 64
HELD_BY_THE_MET: Final = 512
"""Connections from an address that has brought a client: a studio may be behind it, and whoever
floods there too."""

HELD_IN_ALL: Final = 256
GRACE: Final = 0.5
"""Seconds that nobody's connection is ended in to make room for another's."""

_TRIES_AGAIN: Final = 0.5


class Hall:
    """Lets connections in and ends those that take too long. ``lost`` hears what went wrong,
    ``tell`` of those that were ended because they brought too much."""

    def __init__(
        self,
        server: web.Server,
        gate: Gate,
        lost: Callable[[str], None],
        tell: Callable[[ToConsole], None],
    ) -> None:
        self._server, self._gate, self._lost, self._tell = server, gate, lost, tell
        self._held: Counter[str] = Counter()
        self._visitors: set[Visitor] = set()
        self._strangers: dict[str, dict[Visitor, None]] = {}
        """By address, the longest there first."""
        self._doors: dict[socket.socket, asyncio.Task[None]] = {}

    def open(self, listener: socket.socket, context: ssl.SSLContext | None = None) -> None:
        """Lets in whoever connects to that listening socket, by TLS where there is a context."""
        listener.settimeout(0)
        work = self._admit_all(listener, context)
        self._doors[listener] = asyncio.create_task(work, name=f"door {listener.getsockname()[0]}")

    async def close(self, listener: socket.socket) -> None:
        """Listens there no more, and ends every connection that came by it."""
        here = listener.getsockname()[:2]
        task = self._doors.pop(listener)
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)
        listener.close()
        for visitor in list(self._visitors):
            if (visitor.sockname or ())[:2] == here:
                visitor.end()

    async def close_all(self) -> None:
        """Listens nowhere any more, and ends every connection."""
        for listener in list(self._doors):
            await self.close(listener)
        arriving = [v.arriving for v in self._visitors if v.arriving is not None]
        for visitor in list(self._visitors):
            visitor.end()
        await asyncio.gather(*arriving, return_exceptions=True)

    async def look_round(self) -> None:
        """Ends, for ever and each second, the connections that are late."""
        loop = asyncio.get_running_loop()
        while True:
            await asyncio.sleep(LOOKS_ROUND)
            now = loop.time()
            for visitor in list(self._visitors):
                if visitor.is_late(now):
                    visitor.end()

    def leave(self, visitor: Visitor) -> None:
        """Counts a connection no more."""
        if visitor in self._visitors:
            self._visitors.discard(visitor)
            self.note_known(visitor)
            self._held[visitor.address] -= 1
            if not self._held[visitor.address]:
                del self._held[visitor.address]

    def note_known(self, visitor: Visitor) -> None:
        """It is no stranger's any more."""
        there = self._strangers.get(visitor.address, {})
        there.pop(visitor, None)
        if not there:
            self._strangers.pop(visitor.address, None)

    def note_flood(self, visitor: Visitor) -> None:
        """It has brought more than anybody says."""
        self._tell(Audit(verb="connect", result="too much at once", address=visitor.address))

    def makes_room(self, address: str, now: float) -> bool:
        """True when another connection from there is taken. Where all places are, the stranger who
        is there longest gives up his: of that address, or of the one that holds the most."""
        per_address = self._gate.settings.per_address
        if self._gate.has_met(address):
            is_free = self._held[address] < max(HELD_BY_THE_MET, 4 * per_address)
            return is_free or self._ends_stranger(address, now)
        if not self._gate.arrivals.takes(address, now):
            return False
        if self._held[address] >= max(HELD_PER_ADDRESS, 2 * per_address):
            return self._ends_stranger(address, now)
        return self._held.total() < self._in_all or self._ends_stranger(self._greediest, now)

    @property
    def _greediest(self) -> str:
        """Of the addresses that have never brought a client, the one with the most connections."""
        unmet = [address for address in self._strangers if not self._gate.has_met(address)]
        return max(unmet, key=lambda address: len(self._strangers[address]), default="")

    @property
    def _in_all(self) -> int:
        return max(HELD_IN_ALL, 2 * self._gate.settings.clients)

    def _ends_stranger(self, address: str, now: float) -> bool:
        oldest = next(iter(self._strangers.get(address, ())), None)
        if oldest is None or now - oldest.since < GRACE:
            return False
        self.leave(oldest)
        oldest.end()
        return True

    async def _admit_all(self, listener: socket.socket, context: ssl.SSLContext | None) -> None:
        loop = asyncio.get_running_loop()
        while True:
            try:
                accepted, peer = await loop.sock_accept(listener)
            except OSError as fault:
                self._lost(f"no connection can be taken: {fault.strerror}")
                await asyncio.sleep(_TRIES_AGAIN)
                continue
            self._receive(accepted, str(peer[0]), context)
            for accepted, peer in _also_waiting(listener):
                self._receive(accepted, str(peer[0]), context)

    def _receive(
        self, accepted: socket.socket, address: str, context: ssl.SSLContext | None
    ) -> None:
        if not self.makes_room(address, asyncio.get_running_loop().time()):
            accepted.close()
            return
        visitor = Visitor(self._server, self, address)
        self._held[address] += 1
        self._visitors.add(visitor)
        self._strangers.setdefault(address, {})[visitor] = None
        visitor.arriving = asyncio.create_task(self._admit(accepted, visitor, context))
        visitor.arriving.add_done_callback(lambda _: self._arrived(accepted, visitor))

    async def _admit(
        self, accepted: socket.socket, visitor: Visitor, context: ssl.SSLContext | None
    ) -> None:
        """Makes a connection of an accepted socket; one whose handshake fails is dropped."""
        loop = asyncio.get_running_loop()
        patience = None if context is None else FIRST_REQUEST
        with contextlib.suppress(OSError, TimeoutError):
            await loop.connect_accepted_socket(
                lambda: visitor, accepted, ssl=context, ssl_handshake_timeout=patience
            )

    def _arrived(self, accepted: socket.socket, visitor: Visitor) -> None:
        visitor.arriving = None
        if not visitor.has_come:
            accepted.close()
            self.leave(visitor)


def _also_waiting(listener: socket.socket) -> Iterator[tuple[socket.socket, Any]]:
    """Who else has come in this moment: a thousand pages that come back are a few rounds of the
    loop. Windows accepts one at a time."""
    for _ in range(0 if sys.platform == "win32" else AT_ONCE):
        try:
            accepted, peer = listener.accept()
        except OSError:
            return
        accepted.settimeout(0)
        yield accepted, peer
