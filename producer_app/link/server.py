"""The room server, a process of its own: the room page, its sockets, and the pipe to the console.

It holds the console's last word and carries what rooms say to the console; it never decides about
a handoff. It ends when its standard input ends.
"""

from __future__ import annotations

import asyncio
import contextlib
import os
import signal
import socket
import sys
import threading
import time
from collections.abc import Callable, Mapping, Sequence
from typing import BinaryIO

from aiohttp import web

from producer_app.core.errors import EnvironmentFault, ProducerError
from producer_app.link.front import FrontDoor
from producer_app.link.hub import Hub
from producer_app.link.pages import PageFile, headers, load
from producer_app.link.pipe import (
    Answered,
    Clock,
    ClosePairing,
    Moved,
    OpenPairing,
    PresentNow,
    Publish,
    Ready,
    Revoke,
    Setup,
    ToConsole,
    ToServer,
    line_of,
    read_to_server,
)
from producer_app.link.protocol import MAX_MESSAGE
from producer_app.link.services import Parts, Service
from producer_app.link.services_here import SERVICES
from producer_app.link.sockets import Sockets
from producer_app.paths import resources

SEND_BUFFER = 64 * 1024
"""Bytes the system may hold for one client: one that does not read is noticed soon."""

REPORT_AT_LEAST = 0.05
"""Seconds between two reports of who is there: a thousand pages that come are few reports."""

RESEND_AT_MOST = 1.0
"""Seconds between two looks at what is owed when nothing is."""


class RoomServer:
    """One server on one port, spoken to by one console."""

    def __init__(self, files: Mapping[str, PageFile], tell: Callable[[ToConsole], None]) -> None:
        self._files, self._tell = files, tell
        self._hub = Hub()
        self._sockets = Sockets(self._hub, tell)
        self._services = self._made(tell)
        self._runner: web.AppRunner | None = None
        self._owed = asyncio.Event()
        self._tasks: list[asyncio.Task[None]] = []

    async def start(self, setup: Setup) -> None:
        """Listens where the console wants it, or on a free port when that one is taken."""
        self._sockets.reception.welcome(setup.pairings)
        self._sockets.gate.let_in(setup.clients)
        door = FrontDoor(self._sockets.gate, self._sockets.reception, self._tell)
        app = web.Application(
            client_max_size=MAX_MESSAGE,
            middlewares=[door.middleware],
            handler_args={"max_line_size": 4096},
        )
        app.router.add_get("/room/ws", self._sockets.serve)
        for service in self._services:
            service.add_routes(app)
        app.router.add_get("/{path:.*}", self._page)
        app.on_response_prepare.append(self._prepare)
        self._runner = web.AppRunner(
            app, access_log=None, handle_signals=False, keepalive_timeout=15, shutdown_timeout=0.5
        )
        await self._runner.setup()
        listener = _listen(setup.host, setup.port)
        port = listener.getsockname()[1]
        self._sockets.gate.addresses = frozenset({f"http://{setup.host}:{port}"})
        await web.SockSite(self._runner, listener).start()
        self._tasks = [
            asyncio.create_task(self._resend(), name="resend"),
            asyncio.create_task(self._report(), name="report"),
        ]
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
        await self._sockets.close_all()
        if self._runner is not None:
            await self._runner.cleanup()

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
                self._sockets.asking.answer(message)
            case OpenPairing():
                self._sockets.reception.open_pairing(message, now)
            case ClosePairing():
                self._sockets.reception.close_pairing()
            case Revoke():
                self._sockets.revoke(message.client)
        for service in self._services:
            service.hear(message)
        self._owed.set()

    def _made(self, tell: Callable[[ToConsole], None]) -> tuple[Service, ...]:
        parts = Parts(
            hub=self._hub,
            gate=self._sockets.gate,
            reception=self._sockets.reception,
            sockets=self._sockets,
            tell=tell,
        )
        return tuple(service(parts) for service in SERVICES)

    async def _page(self, request: web.Request) -> web.Response:
        file = self._files.get(request.path)
        if file is None:
            return web.Response(status=404, text="There is no such page.\n")
        return web.Response(body=file.body, headers={"Content-Type": file.content_type})

    async def _prepare(self, request: web.Request, response: web.StreamResponse) -> None:
        own = f"{request.scheme}://{request.headers.get('Host')}"
        addresses = self._sockets.gate.addresses
        response.headers.update(headers(own if own in addresses else min(addresses)))

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
            self._sockets.reception.look_at_clock(now)
            self._tell(PresentNow(clients=self._hub.present(now)))
            await asyncio.sleep(REPORT_AT_LEAST)
            with contextlib.suppress(TimeoutError):
                async with asyncio.timeout(1.0 - REPORT_AT_LEAST):
                    await self._sockets.presence_moved.wait()
            self._sockets.presence_moved.clear()


def main(argv: Sequence[str] | None = None) -> int:
    """Serves until standard input ends; 0, or 2 when it was not started by a console."""
    if argv:
        sys.stderr.write("The room server takes its orders from the console, not from arguments.\n")
        return 2
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        asyncio.run(_serve(sys.stdin.buffer, sys.stdout.buffer))
    except ProducerError as fault:
        sys.stderr.write(f"{fault}\n")
        return 2
    return 0


async def _serve(orders: BinaryIO, reports: BinaryIO) -> None:
    first = await asyncio.to_thread(orders.readline)
    setup = read_to_server(first) if first else None
    if not isinstance(setup, Setup):
        raise EnvironmentFault(
            "link.no_console", "The room server is started by the console, not by hand."
        )
    pipe = _Reports(reports)
    server = RoomServer(load(resources()), pipe.tell)
    ended = asyncio.Event()
    loop = asyncio.get_running_loop()
    threading.Thread(
        target=_follow, args=(orders, loop, server.hear, ended), name="orders", daemon=True
    ).start()
    await server.start(setup)
    await ended.wait()
    try:
        async with asyncio.timeout(2.0):
            await server.stop()
    except TimeoutError:
        os._exit(0)


def _follow(
    orders: BinaryIO,
    loop: asyncio.AbstractEventLoop,
    hear: Callable[[ToServer], None],
    ended: asyncio.Event,
) -> None:
    """Reads the console's orders until it is gone, or says what nobody understands."""
    try:
        for line in orders:
            loop.call_soon_threadsafe(hear, read_to_server(line))
    except ProducerError as fault:
        sys.stderr.write(f"{fault}\n")
    finally:
        with contextlib.suppress(RuntimeError):
            loop.call_soon_threadsafe(ended.set)


class _Reports:
    """The way back to the console; a console that is gone is noticed at the other end."""

    def __init__(self, pipe: BinaryIO) -> None:
        self._pipe = pipe

    def tell(self, message: ToConsole) -> None:
        with contextlib.suppress(OSError):
            self._pipe.write(line_of(message))
            self._pipe.flush()


def _listen(host: str, port: int | None) -> socket.socket:
    """A listening socket on that port, or on any free one when it is taken."""
    for wanted in (port or 0, 0):
        listener = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
        if os.name == "posix":
            listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, SEND_BUFFER)
        try:
            listener.bind((host, wanted))
            listener.listen(128)
        except (OSError, OverflowError):
            listener.close()
            continue
        listener.settimeout(0)
        return listener
    raise EnvironmentFault(
        "link.no_port", "No port on {host} can be opened for the rooms.", host=host
    )


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
