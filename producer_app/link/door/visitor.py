"""One connection, from its first byte to its end: what it brings, how much of it, and how late."""

from __future__ import annotations

import asyncio
import logging
from dataclasses import dataclass
from typing import Final, Protocol, cast

from aiohttp import web

log = logging.getLogger(__name__)

FIRST_REQUEST: Final = 5.0
"""Seconds in which a connection has brought a whole request: its handshake and its headers."""

LAST_REQUEST: Final = 30.0
"""Seconds after a request in which its answer has been taken or another request begun."""

KEPT_ALIVE: Final = 15.0
"""Seconds that a connection is kept for another request."""

AT_A_TIME: Final = 64 * 1024
"""Bytes that one connection may bring at a time; no page says a tenth of it."""

BYTES_PER_SECOND: Final = 32 * 1024
"""And those it may bring in each second from then on."""

LONGEST_LINE: Final = 4096

NOTHING_OF_US: Final = {
    "Server": "producer-console",
    "X-Content-Type-Options": "nosniff",
    "Content-Security-Policy": "default-src 'none'",
}


class Keeper(Protocol):
    """Whoever counts connections."""

    def leave(self, visitor: Visitor) -> None:
        """Counts a connection no more."""

    def note_known(self, visitor: Visitor) -> None:
        """It is no stranger's any more."""

    def note_flood(self, visitor: Visitor) -> None:
        """It has brought more than anybody says."""


@dataclass(slots=True)
class Allowance:
    """Bytes that may come: ``AT_A_TIME`` at once, and so many more each second."""

    left: float = AT_A_TIME
    at: float = 0.0

    def takes(self, size: int, now: float) -> bool:
        """True when that many more may come, and counts them."""
        self.left = min(AT_A_TIME, self.left + (now - self.at) * BYTES_PER_SECOND) - size
        self.at = now
        return self.left >= 0


class Visitor(web.RequestHandler):
    """One connection that a ``hall`` keeps, and when it last brought a request."""

    __slots__ = (
        *("_allowance", "_hall", "address", "arriving", "asked", "is_known", "is_socket", "link"),
        "since",
    )

    def __init__(self, server: web.Server, hall: Keeper, address: str) -> None:
        loop = asyncio.get_running_loop()
        super().__init__(
            server,
            loop=loop,
            access_log=None,  # type: ignore[arg-type]
            keepalive_timeout=KEPT_ALIVE,
            max_line_size=LONGEST_LINE,
        )
        self._hall, self.address = hall, address
        self._allowance = Allowance(at=loop.time())
        self.since = loop.time()
        self.asked: float | None = None
        self.is_socket = self.is_known = False
        self.link: asyncio.Transport | None = None
        self.arriving: asyncio.Task[object] | None = None

    @property
    def has_come(self) -> bool:
        """True once its handshake is over."""
        return self.link is not None

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self.link = cast(asyncio.Transport, transport)
        super().connection_made(transport)

    def connection_lost(self, exc: BaseException | None) -> None:
        super().connection_lost(exc)
        self._hall.leave(self)

    def data_received(self, data: bytes) -> None:
        if self._allowance.takes(len(data), self._loop.time()):
            super().data_received(data)
        else:
            self._hall.note_flood(self)
            self.end()

    def handle_error(
        self,
        request: web.BaseRequest,
        status: int = 500,
        exc: BaseException | None = None,
        message: str | None = None,
    ) -> web.StreamResponse:
        """What is answered to what is no request: nothing of it, and nothing of us."""
        del message
        if status >= web.HTTPInternalServerError.status_code:
            log.error("A request died", exc_info=exc)
        if request.writer.output_size > 0:
            raise ConnectionError("an answer is under way already")
        answer = web.Response(status=status, text="That is no request.\n", headers=NOTHING_OF_US)
        answer.force_close()
        return answer

    def note_request(self) -> None:
        """A whole request has come."""
        self.asked = self._loop.time()

    def note_socket(self) -> None:
        """It has become a socket, whose time is looked after elsewhere."""
        self.is_socket = True

    def note_known(self) -> None:
        """It is of somebody who is paired: it is not given up for another."""
        self.is_known = True
        self._hall.note_known(self)

    def end(self) -> None:
        """Ends the connection without waiting for the other side."""
        if self.link is not None:
            self.link.abort()
        elif self.arriving is not None:
            self.arriving.cancel()

    def is_late(self, now: float) -> bool:
        """True for one that holds a connection and brings nothing."""
        if self.is_socket:
            return False
        if self.asked is None:
            return now - self.since > FIRST_REQUEST
        return now - self.asked > LAST_REQUEST
