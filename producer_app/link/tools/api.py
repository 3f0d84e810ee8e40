"""The HTTP interface for other programs: reads how the show stands, calls, and says why not.

Who holds no token of a tool reads nothing but the description.
"""

from __future__ import annotations

import json
import re
import secrets
import time
from collections.abc import Awaitable, Callable
from typing import Final

import msgspec
from aiohttp import web
from msgspec import UNSET

from producer_app.core.errors import BadInput, Phrase, ProducerError
from producer_app.core.pairing import Pairing
from producer_app.link.door.front import tool_of
from producer_app.link.door.gate import Pace
from producer_app.link.door.pairing import client_of
from producer_app.link.tools.api_faults import (
    NO_ANSWER,
    NO_PATH,
    NO_TOKEN,
    OFF,
    TOKEN_IN_ADDRESS,
    TOO_FAST,
    fault_in,
    fault_of,
    in_json,
    refusal,
)
from producer_app.link.tools.api_openapi import openapi
from producer_app.link.tools.api_table import BASE, LOOKS, ORDERS, Asked, CallResult, Look, Order
from producer_app.link.tools.calls import HandoffBody, RoomBody, ToolCall, ToolCaller, known
from producer_app.link.tools.now import ToolsNow

PER_SECOND: Final = 20
"""Requests that one tool may send in a second."""

MID: Final = re.compile(r"[0-9A-Za-z_-]{8,64}")
TOKEN_NAMES: Final = frozenset({"token", "access_token", "authorization", "bearer", "api_key"})

MISSING: Final = frozenset({"tools.no_room", "tools.no_handoff", "tools.no_rooms"})
NOT_YET: Final = frozenset({"tools.no_show"})

_Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]
Body = RoomBody | HandoffBody


class Api:
    """The routes. ``now`` holds how the show stands and what is switched on."""

    def __init__(self, now: ToolsNow, caller: ToolCaller) -> None:
        self._now, self._caller = now, caller
        self._paces: dict[str, Pace] = {}
        self._description = json.dumps(openapi(), ensure_ascii=False).encode()

    def add_routes(self, app: web.Application) -> None:
        for look in LOOKS:
            app.router.add_get(BASE + look.path, self._reading(look))
        for order in ORDERS:
            app.router.add_post(BASE + order.path, self._calling(order))
        app.router.add_get(f"{BASE}/openapi.json", self._describe)

        app.router.add_route("*", BASE + "{rest:(/.*)?}", _nothing_here)

    def _reading(self, look: Look) -> _Handler:
        async def read(request: web.Request) -> web.Response:
            turned = self._turned_away(request)
            if not isinstance(turned, Pairing):
                return turned
            try:
                outside = known(self._now.outside)
                names = request.match_info
                asked = Asked(outside=outside, names=names, now=self._now.instant())
                return in_json(look.read(asked))
            except ProducerError as no:
                return _no(no.phrase)

        return read

    def _calling(self, order: Order) -> _Handler:
        async def call(request: web.Request) -> web.Response:
            tool = self._turned_away(request)
            if not isinstance(tool, Pairing):
                return tool
            try:
                asked = _asked(order, request, await _body(request, order.body))
                answered = await self._caller.call(tool, asked)
            except ProducerError as no:
                return _no(no.phrase)
            except TimeoutError:
                return refusal(504, fault_of(NO_ANSWER))
            self._now.audit(asked.verb, answered.answer, request.remote or "", tool)
            fault = fault_in(answered)
            if fault is not None:
                return refusal(409, fault)
            return in_json(CallResult(answer=answered.answer, mid=asked.mid))

        return call

    async def _describe(self, request: web.Request) -> web.Response:
        del request
        if not self._now.settings.api.is_on:
            return refusal(404, fault_of(OFF))
        return web.Response(body=self._description, content_type="application/json")

    def _turned_away(self, request: web.Request) -> web.Response | Pairing:
        """The tool that asks, or the answer to whoever may not."""
        tool = tool_of(request)
        if _has_token_in_address(request):
            return refusal(400, fault_of(TOKEN_IN_ADDRESS))
        if tool is None:
            return refusal(401, fault_of(NO_TOKEN))
        if not self._now.settings.api.is_on:
            return refusal(404, fault_of(OFF))
        client, now = client_of(tool), time.monotonic()
        self._now.asked[client] = now
        if not self._paces.setdefault(client, Pace(PER_SECOND, 1.0)).takes(now):
            return refusal(429, fault_of(TOO_FAST))
        return tool


async def _nothing_here(request: web.Request) -> web.Response:
    del request
    return refusal(404, fault_of(NO_PATH))


async def _body(request: web.Request, kind: type[RoomBody] | type[HandoffBody]) -> Body:
    """What came with a call, nothing being fine; BadInput for anything else."""
    sent = await request.read()
    try:
        return msgspec.json.decode(sent or b"{}", type=kind)
    except (msgspec.MsgspecError, UnicodeError, RecursionError) as fault:
        raise BadInput(
            "tools.body",
            "The body is not what this call takes ({reason}): see /api/v1/openapi.json.",
            reason=fault,
        ) from fault


def _asked(order: Order, request: web.Request, body: Body) -> ToolCall:
    key = request.headers.get("Idempotency-Key", "")
    mid = key or (secrets.token_urlsafe(12) if body.mid is UNSET else body.mid)
    if MID.fullmatch(mid) is None:
        raise BadInput(
            "tools.key", "An idempotency key is 8 to 64 letters, digits, dashes or underscores."
        )
    if isinstance(body, HandoffBody):
        handoff = request.match_info["handoff"]
        return ToolCall(verb=order.verb, handoff=handoff, is_forced=body.is_forced, mid=mid)
    return ToolCall(
        verb=order.verb,
        room=request.match_info.get("room", ""),
        expects=body.expects,
        by=body.by,
        is_confirmed=body.is_confirmed,
        mid=mid,
    )


def _has_token_in_address(request: web.Request) -> bool:
    return any(name.casefold() in TOKEN_NAMES for name in request.query)


def _no(phrase: Phrase) -> web.Response:
    status = 404 if phrase.code in MISSING else 503 if phrase.code in NOT_YET else 400
    return refusal(status, fault_of(phrase))
