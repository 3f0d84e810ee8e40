"""The part of the room server that other programs speak to: HTTP, WebSocket, OSC, webhooks."""

from __future__ import annotations

import asyncio
import time
from typing import Final
from urllib.parse import urlsplit

import msgspec
from aiohttp import web
from msgspec import Raw

from producer_app.link.door.pairing import client_of
from producer_app.link.pipe import Admit, OutsideNow, Revoke, Setup, ToolsReport, ToServer
from producer_app.link.pipe import Tools as ToolsSet
from producer_app.link.services import Parts, Service
from producer_app.link.tools.api import Api
from producer_app.link.tools.api_socket import ApiSockets
from producer_app.link.tools.api_table import BASE
from producer_app.link.tools.calls import ToolCaller
from producer_app.link.tools.now import ToolsNow
from producer_app.link.tools.osc_in import OscIn
from producer_app.link.tools.osc_out import OscOut
from producer_app.link.tools.webhooks import Webhooks
from producer_app.present.outside_changes import changes_between
from producer_app.present.outside_view import Outside

LOOKS_EVERY: Final = 0.25
"""Seconds between two looks at whether the text of a countdown has changed."""

_outside: msgspec.json.Decoder[Outside | None] = msgspec.json.Decoder(Outside | None)


class OtherTools(Service):
    """What stands between this server and other programs; nothing is on until the show says so."""

    def __init__(self, parts: Parts) -> None:
        super().__init__(parts)
        self._now = ToolsNow(console_time=parts.hub.console_time, tell=parts.tell)
        caller = ToolCaller(parts.talks.asking, lambda: self._now.outside)
        self._api = Api(self._now, caller)
        self._sockets = ApiSockets(parts, self._now, caller, self._report)
        self._osc_in = OscIn(self._now, caller, self._report)
        self._osc_out = OscOut(self._now, self._report)
        self._hooks = Webhooks(self._now, self._report)
        self._raw, self._secret = b"null", ""
        self._reported: ToolsReport | None = None
        self._is_asked = asyncio.Event()
        self._tasks: list[asyncio.Task[None]] = []

    def add_routes(self, app: web.Application) -> None:
        app.router.add_get(f"{BASE}/ws", self._sockets.serve)
        self._api.add_routes(app)

    async def start(self, setup: Setup) -> None:
        del setup
        self._tasks = [
            asyncio.create_task(self._adopt_settings(), name="tools"),
            asyncio.create_task(self._look(), name="countdowns"),
        ]

    def hear(self, message: ToServer) -> None:
        match message:
            case OutsideNow():
                self._adopt(message.state)
            case ToolsSet():
                self._now.settings, self._secret = message.settings, message.secret
                self._is_asked.set()
                if not message.settings.wants_state:
                    self._raw, self._now.outside = b"null", None
                if not message.settings.api.is_on:
                    self._sockets.close_all()
            case Admit():
                self.parts.reception.admit(message.pairing)
            case Revoke():
                self._sockets.revoke(message.client)

    async def stop(self) -> None:
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        self._sockets.close_all()
        self._osc_in.stop()
        self._osc_out.stop()
        await self._hooks.stop()

    def _adopt(self, raw: Raw) -> None:
        """Takes over how the show stands, and passes it on where it is news."""
        text = bytes(raw)
        if text == self._raw:
            return
        before, self._now.outside = self._now.outside, _outside.decode(text)
        self._raw = text
        if self._now.outside is not None:
            self._sockets.push_state(raw)
            self._sockets.push_buttons()
            self._osc_out.push()
            self._hooks.tell(changes_between(before, self._now.outside))

    async def _adopt_settings(self) -> None:
        """Does as the show says, one setting after the other."""
        while True:
            await self._is_asked.wait()
            self._is_asked.clear()
            settings = self._now.settings
            await self._osc_in.adopt(settings.osc, self._hosts())
            await self._osc_out.adopt(settings.osc)
            await self._hooks.adopt(settings.webhooks, self._secret)
            self._report()

    async def _look(self) -> None:
        """Follows what moves without a word of the console: countdowns, and where we listen."""
        hosts = self._hosts()
        while True:
            await asyncio.sleep(LOOKS_EVERY)
            self._sockets.push_buttons()
            self._osc_out.push(is_tick=True)
            self._report()
            before, hosts = hosts, self._hosts()
            if hosts != before:
                self._is_asked.set()

    def _hosts(self) -> frozenset[str]:
        addresses = (urlsplit(address).hostname for address in self.parts.gate.addresses)
        return frozenset(address for address in addresses if address)

    def _report(self) -> None:
        report = ToolsReport(
            osc=list(self._osc_in.heard_at),
            osc_fault=self._osc_in.fault or self._osc_out.fault,
            osc_from=list(self._osc_in.strangers),
            sockets=sorted(client_of(tool.pairing) for tool in self._sockets.tools),
            asking=self._now.asking(time.monotonic()),
            hooks=self._hooks.report(),
        )
        if report != self._reported:
            self._reported = report
            self.parts.tell(report)
