"""The room server's parts put together: the room page, its sockets, and what it listens on.

It holds the console's last word and carries what rooms say to the console; it never decides about
a handoff.
"""

from __future__ import annotations

import asyncio
import contextlib
import time
from collections.abc import Callable
from pathlib import Path
from typing import Final

from producer_app.link.conversation import Conversations
from producer_app.link.hub import Hub
from producer_app.link.pipe import (
    Admit,
    Answered,
    Clock,
    ClosePairing,
    Limit,
    Moved,
    OpenPairing,
    PresentNow,
    Publish,
    Ready,
    Revoke,
    Setup,
    Share,
    ToConsole,
    ToServer,
    Troubled,
)
from producer_app.link.services import Parts, Service
from producer_app.link.services_here import SERVICES
from producer_app.link.site import Site
from producer_app.link.steady import steadily

REPORT_AT_LEAST: Final = 0.05
"""Seconds between two reports of who is there: a thousand pages that come are few reports."""

RESEND_AT_MOST: Final = 1.0
"""Seconds between two looks at what is owed when nothing is."""


class RoomServer:
    """One server, spoken to by one console. ``resources`` has its pages."""

    def __init__(self, resources: Path, tell: Callable[[ToConsole], None]) -> None:
        self._tell = tell
        self._hub = Hub()
        self._talks = Conversations(self._hub, tell)
        self._services = self._made()
        self._site = Site(
            resources,
            self._talks,
            tell=tell,
            trouble=self.trouble,
            add_routes=[service.add_routes for service in self._services],
        )
        self._owed = asyncio.Event()
        self._tasks: set[asyncio.Task[None]] = set()

    async def start(self, setup: Setup) -> None:
        """Listens where the console wants it, or on a free port when that one is taken."""
        gate = self._talks.gate
        self._talks.reception.welcome(setup.pairings)
        gate.adopt(setup.settings)
        for address in setup.met:
            gate.meet(address)
        port, works = await self._site.start(setup.host, setup.port)
        for name, work in {"resend": self._resend, "report": self._report, **works}.items():
            self._tasks.add(steadily(name, work, self.trouble))
        for service in self._services:
            await service.start(setup)
        self._tell(Ready(port=port, wanted=setup.port))

    async def stop(self) -> None:
        """Closes every socket and stops listening."""
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        for service in self._services:
            await service.stop()
        await self._site.stop()

    def hear(self, message: ToServer) -> None:
        """Does what the console says."""
        now = time.monotonic()
        match message:
            case Clock():
                self._hub.hear_console(message, now)
            case Publish():
                self._hub.publish(message, now)
            case Moved():
                self._hub.move(message.line, now)
            case Answered():
                self._talks.asking.answer(message)
            case OpenPairing():
                self._talks.reception.open_pairing(message, now)
            case ClosePairing():
                self._talks.reception.close_pairing()
            case _:
                self._hear_who_may_come(message)
        for service in self._services:
            service.hear(message)
        self._owed.set()

    def trouble(self, what: str) -> None:
        """Tells the console that something failed that nobody had foreseen."""
        self._tell(Troubled(what=what))

    def _hear_who_may_come(self, message: ToServer) -> None:
        match message:
            case Revoke():
                self._talks.revoke(message.client, message.why)
            case Admit():
                self._talks.reception.admit(message.pairing)
            case Limit():
                self._talks.gate.adopt(message.settings)
            case Share():
                task = asyncio.create_task(self._share(message), name="share")
                self._tasks.add(task)
                task.add_done_callback(self._tasks.discard)

    async def _share(self, order: Share) -> None:
        self._tell(await self._site.share(order))

    def _made(self) -> tuple[Service, ...]:
        parts = Parts(
            hub=self._hub,
            gate=self._talks.gate,
            reception=self._talks.reception,
            talks=self._talks,
            tell=self._tell,
        )
        return tuple(service(parts) for service in SERVICES)

    # What goes on by itself

    async def _resend(self) -> None:
        while True:
            wait = self._hub.owed_in(time.monotonic())
            with contextlib.suppress(TimeoutError):
                async with asyncio.timeout(RESEND_AT_MOST if wait is None else max(0.0, wait)):
                    await self._owed.wait()
            self._owed.clear()
            self._hub.send_owed(time.monotonic())

    async def _report(self) -> None:
        while True:
            now = time.monotonic()
            for client in self._hub.idle(now):
                self._hub.leave(client)
            self._talks.reception.look_at_clock(now)
            self._tell(PresentNow(clients=self._hub.present(now)))
            await asyncio.sleep(REPORT_AT_LEAST)
            with contextlib.suppress(TimeoutError):
                async with asyncio.timeout(1.0 - REPORT_AT_LEAST):
                    await self._talks.presence_moved.wait()
            self._talks.presence_moved.clear()
