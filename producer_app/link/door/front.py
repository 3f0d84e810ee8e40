"""The front door of every request: our own host, our own origin or a tool's token, in good time."""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import Callable
from typing import Final

from aiohttp import web
from aiohttp.typedefs import Handler, Middleware

from producer_app.core.pairing import Pairing
from producer_app.link.door.gate import Gate
from producer_app.link.door.reception import Reception
from producer_app.link.door.visitor import Visitor
from producer_app.link.pipe import Audit, ToConsole, Troubled
from producer_app.link.steady import in_one_line
from producer_app.link.tools.api_faults import refusal_at_the_door
from producer_app.link.tools.api_table import BASE

log = logging.getLogger(__name__)

IN_TIME: Final = 10.0
"""Seconds that a request which is no socket may take from its headers to its answer."""

LONGEST_WAIT: Final = 2.0
"""Seconds that a request may wait for its turn."""

TOOL_SOCKET: Final = f"{BASE}/ws"
"""Where a program that has no origin may say in its first message who it is."""

_BEARER: Final = "Bearer "
_TOOL: Final = "tool"
_ONLY_READS: Final = frozenset({"GET", "HEAD"})


def tool_of(request: web.Request) -> Pairing | None:
    """The tool whose token came with the request; None where there was none."""
    tool: Pairing | None = request.get(_TOOL)
    return tool


class FrontDoor:
    """Turns away what no route should see. ``tell`` hears of each one turned away."""

    def __init__(self, gate: Gate, reception: Reception, tell: Callable[[ToConsole], None]) -> None:
        self._gate, self._reception, self._tell = gate, reception, tell

    @property
    def middleware(self) -> Middleware:
        """The door as the web application takes it."""

        @web.middleware
        async def at_the_door(request: web.Request, handler: Handler) -> web.StreamResponse:
            visitor = request.protocol
            if isinstance(visitor, Visitor):
                visitor.note_request()
            if not await self._waits_its_turn(request):
                return self._no(request, 429, "too many requests")
            return self._turned_away(request) or await self._answered(request, handler)

        return at_the_door

    async def _waits_its_turn(self, request: web.Request) -> bool:
        """Holds a request back while others come before it: False where they are too many. Whoever
        is expected, or holds a tool's token, has a pace elsewhere and does not wait."""
        if self._is_expected(request):
            return True
        wait = self._gate.turn(request.remote or "", time.monotonic())
        if wait > LONGEST_WAIT:
            return False
        if wait > 0:
            await asyncio.sleep(wait)
        return True

    def _is_expected(self, request: web.Request) -> bool:
        is_page = is_upgrade(request) and self._reception.expects(request.query.get("client", ""))
        token = request.headers.get("Authorization", "").removeprefix(_BEARER)
        holder = self._reception.holder(token) if token else None
        return is_page or holder is not None

    async def _answered(self, request: web.Request, handler: Handler) -> web.StreamResponse:
        if is_upgrade(request):
            return await handler(request)
        try:
            async with asyncio.timeout(IN_TIME):
                return await handler(request)
        except TimeoutError:
            return self._no(request, 408, "too slow")
        except web.HTTPException:
            raise
        except ConnectionError:
            return web.Response(status=400)
        except Exception as fault:
            log.exception("A request died")
            self._tell(Troubled(what=in_one_line(f"a request for {request.path}", fault)))
            return web.Response(status=500, text="The console could not answer that.\n")

    def _turned_away(self, request: web.Request) -> web.Response | None:
        host, origin = request.headers.get("Host"), request.headers.get("Origin")
        if not self._gate.is_ours(host):
            return self._no(request, 421, "wrong host", self._our_addresses())
        if not self._knows_token(request):
            must_wait = self._reception.must_wait(request.remote or "", time.monotonic())
            return self._no(request, 429 if must_wait else 401, "unknown token")
        acts = is_upgrade(request) or request.method not in _ONLY_READS
        is_own = self._gate.is_same_origin(origin, host, request.scheme)
        is_tool = origin is None and tool_of(request) is not None
        is_said_inside = origin is None and is_upgrade(request) and request.path == TOOL_SOCKET
        if acts and not is_own and not is_tool and not is_said_inside:
            return self._no(request, 403, "wrong origin")
        return None

    def _knows_token(self, request: web.Request) -> bool:
        """False for a token that nobody has; one that is known is kept for ``tool_of``."""
        given = request.headers.get("Authorization", "")
        if not given.startswith(_BEARER):
            return True
        token, address = given.removeprefix(_BEARER), request.remote or ""
        holder = self._reception.tool(token, address, time.monotonic())
        if holder is None:
            return False
        request[_TOOL] = holder
        return True

    def _our_addresses(self) -> str:
        return "Open the room page as " + ", ".join(sorted(self._gate.addresses)) + "\n"

    def _no(self, request: web.Request, status: int, why: str, told: str = "") -> web.Response:
        self._tell(Audit(verb="connect", result=why, address=request.remote or ""))
        if request.path.startswith(f"{BASE}/"):
            return refusal_at_the_door(status)
        return web.Response(status=status, text=told or f"{why}\n")


def is_upgrade(request: web.Request) -> bool:
    """True for a request that wants to be a socket."""
    return request.headers.get("Upgrade", "").lower() == "websocket"
