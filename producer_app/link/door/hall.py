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
from functools import partial
from typing import Any, Final, cast

from aiohttp import web

from producer_app.link.door.gate import Gate

FIRST_REQUEST: Final = 5.0
"""Seconds in which a connection has brought a whole request: its handshake and its headers."""

LAST_REQUEST: Final = 30.0
"""Seconds after a request in which its answer has been taken or another request begun."""

KEPT_ALIVE: Final = 15.0
"""Seconds that a connection is kept for another request."""

LOOKS_ROUND: Final = 1.0
AT_ONCE: Final = 64
HELD_PER_ADDRESS: Final = 64
HELD_IN_ALL: Final = 256
LONGEST_LINE: Final = 4096
_TRIES_AGAIN: Final = 0.5


class Visitor(web.RequestHandler):
    """One connection, and when it last brought a request. ``at_the_end`` hears of its end."""

    __slots__ = ("_at_the_end", "asked", "is_socket", "link", "since")

    def __init__(
        self,
        server: web.Server,
        loop: asyncio.AbstractEventLoop,
        at_the_end: Callable[[Visitor], None],
    ) -> None:
        super().__init__(
            server,
            loop=loop,
            access_log=None,  # type: ignore[arg-type]
            keepalive_timeout=KEPT_ALIVE,
            max_line_size=LONGEST_LINE,
        )
        self._at_the_end = at_the_end
        self.since = loop.time()
        self.asked: float | None = None
        self.is_socket = False
        self.link: asyncio.Transport | None = None

    @property
    def has_come(self) -> bool:
        """True once its handshake is over."""
        return self.link is not None

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self.link = cast(asyncio.Transport, transport)
        super().connection_made(transport)

    def connection_lost(self, exc: BaseException | None) -> None:
        super().connection_lost(exc)
        self._at_the_end(self)

    def note_request(self) -> None:
        """A whole request has come."""
        self.asked = self._loop.time()

    def note_socket(self) -> None:
        """It has become a socket, whose time is looked after elsewhere."""
        self.is_socket = True

    def end(self) -> None:
        """Ends the connection without waiting for the other side."""
        if self.link is not None:
            self.link.abort()

    def is_late(self, now: float) -> bool:
        """True for one that holds a connection and brings nothing."""
        if self.is_socket:
            return False
        if self.asked is None:
            return now - self.since > FIRST_REQUEST
        return now - self.asked > LAST_REQUEST


class Hall:
    """Lets connections in and ends those that take too long. ``lost`` hears what went wrong."""

    def __init__(self, server: web.Server, gate: Gate, lost: Callable[[str], None]) -> None:
        self._server, self._gate, self._lost = server, gate, lost
        self._held: Counter[str] = Counter()
        self._visitors: set[Visitor] = set()
        self._doors: dict[socket.socket, asyncio.Task[None]] = {}
        self._arriving: set[asyncio.Task[None]] = set()

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
        for task in self._arriving:
            task.cancel()
        await asyncio.gather(*self._arriving, return_exceptions=True)

    async def look_round(self) -> None:
        """Ends, for ever and each second, the connections that are late."""
        loop = asyncio.get_running_loop()
        while True:
            await asyncio.sleep(LOOKS_ROUND)
            now = loop.time()
            for visitor in list(self._visitors):
                if visitor.is_late(now):
                    visitor.end()

    def has_room(self, address: str) -> bool:
        """True when another connection from there is taken: a flood leaves room for those who were
        known before."""
        gate = self._gate
        per_address = max(HELD_PER_ADDRESS, 2 * gate.settings.per_address)
        in_all = max(HELD_IN_ALL, 2 * gate.settings.clients)
        is_free = gate.has_met(address) or self._held.total() < in_all
        return is_free and self._held[address] < per_address

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
        if not self.has_room(address):
            accepted.close()
            return
        self._held[address] += 1
        task = asyncio.create_task(self._admit(accepted, address, context))
        self._arriving.add(task)
        task.add_done_callback(self._arriving.discard)

    async def _admit(
        self, accepted: socket.socket, address: str, context: ssl.SSLContext | None
    ) -> None:
        """Makes a connection of an accepted socket; one whose handshake fails is dropped."""
        loop = asyncio.get_running_loop()
        visitor = Visitor(self._server, loop, partial(self._leave, address))
        self._visitors.add(visitor)
        patience = None if context is None else FIRST_REQUEST
        with contextlib.suppress(OSError, TimeoutError):
            try:
                await loop.connect_accepted_socket(
                    lambda: visitor, accepted, ssl=context, ssl_handshake_timeout=patience
                )
            finally:
                if not visitor.has_come:
                    accepted.close()
                    self._leave(address, visitor)

    def _leave(self, address: str, visitor: Visitor) -> None:
        if visitor in self._visitors:
            self._visitors.discard(visitor)
            self._held[address] -= 1
            if not self._held[address]:
                del self._held[address]


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
