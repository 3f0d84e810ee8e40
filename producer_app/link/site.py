"""The web side of a server: what it listens on, its front door, its pages and its sockets."""

from __future__ import annotations

from collections.abc import Callable, Coroutine, Iterable
from pathlib import Path
from typing import Any, Final

from aiohttp import web

from producer_app.link.conversation import Talks
from producer_app.link.door.certificate_page import CertificatePage
from producer_app.link.door.front import FrontDoor
from producer_app.link.door.gate import Gate
from producer_app.link.door.hall import Hall
from producer_app.link.door.listening import Listening
from producer_app.link.door.visitor import Visitor
from producer_app.link.pages import headers, load
from producer_app.link.pipe import Share, Shared, ToConsole
from producer_app.link.protocol import MAX_MESSAGE
from producer_app.link.sockets import Sockets

HALF_A_SECOND: Final = 0.5


class Site:
    """Serves the pages and carries their sockets to ``talks``. ``tell`` hears who was turned away,
    ``trouble`` what went wrong; ``add_routes`` are called with the application of the pages."""

    def __init__(
        self,
        resources: Path,
        talks: Talks,
        *,
        tell: Callable[[ToConsole], None],
        trouble: Callable[[str], None],
        add_routes: Iterable[Callable[[web.Application], None]] = (),
    ) -> None:
        self._talks, self._tell, self._trouble = talks, tell, trouble
        self._add_routes = tuple(add_routes)
        self._sockets = Sockets(talks, tell)
        self._plain_gate = Gate()
        self._listening = Listening(talks.gate, self._plain_gate)
        self._files = load(resources)
        self._certificate = CertificatePage(load(resources, "certificate"), self._listening)
        self._runners: list[web.AppRunner] = []

    async def start(
        self, host: str, port: int | None
    ) -> tuple[int, dict[str, Callable[[], Coroutine[Any, Any, None]]]]:
        """Listens there, or on a free port when that one is taken. Returns the port, and by name
        what has to go on for as long as it does."""
        rooms = await self._running(self._rooms())
        certificates = await self._running(self._certificates())
        hall = Hall(rooms, self._talks.gate, self._trouble, self._tell)
        plain = Hall(certificates, self._plain_gate, self._trouble, self._tell)
        found = self._listening.start(hall, plain, host, port)
        return found, {"hall": hall.look_round, "plain hall": plain.look_round}

    async def share(self, order: Share) -> Shared:
        """Listens on those addresses too, and on no others."""
        return await self._listening.share(order)

    async def stop(self) -> None:
        """Closes every socket and listens nowhere any more."""
        await self._sockets.close_all()
        await self._listening.stop()
        for runner in self._runners:
            await runner.cleanup()

    # Its two applications

    def _rooms(self) -> web.Application:
        app = self._application(self._talks.gate)
        app.router.add_get("/room/ws", self._sockets.serve)
        for add_routes in self._add_routes:
            add_routes(app)
        app.router.add_get("/{path:.*}", self._page)
        return app

    def _certificates(self) -> web.Application:
        app = self._application(self._plain_gate)
        app.router.add_get("/{path:.*}", self._certificate.serve)
        return app

    def _application(self, gate: Gate) -> web.Application:
        """Behind a door of its own, with headers that let nothing else in."""
        door = FrontDoor(gate, self._talks.reception, self._tell)
        app = web.Application(client_max_size=MAX_MESSAGE, middlewares=[door.middleware])

        async def prepare(request: web.Request, response: web.StreamResponse) -> None:
            own = f"{request.scheme}://{request.headers.get('Host')}"
            address = own if own in gate.addresses else next(iter(gate.addresses), "")
            response.headers.update(headers(address))
            if isinstance(response, web.WebSocketResponse) and isinstance(
                request.protocol, Visitor
            ):
                request.protocol.note_socket()

        app.on_response_prepare.append(prepare)
        return app

    async def _running(self, app: web.Application) -> web.Server:
        runner = web.AppRunner(app, handle_signals=False, shutdown_timeout=HALF_A_SECOND)
        self._runners.append(runner)
        await runner.setup()
        if runner.server is None:
            raise RuntimeError("a web application that is set up has a server")
        return runner.server

    async def _page(self, request: web.Request) -> web.Response:
        file = self._files.get(request.path)
        if file is None:
            return web.Response(status=404, text="There is no such page.\n")
        return web.Response(body=file.body, headers={"Content-Type": file.content_type})
