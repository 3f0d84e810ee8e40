"""What else the room server does beside its pages: other programs' endpoints, and other carriers.

Each such part is a Service. The server makes one of every class in ``SERVICES`` of services_here.py
when it starts, lets it add its routes, and passes on to it whatever the console says.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from aiohttp import web

from producer_app.link.pipe import Setup, ToConsole, ToServer

if TYPE_CHECKING:
    from producer_app.link.conversation import Conversations
    from producer_app.link.door.gate import Gate
    from producer_app.link.door.reception import Reception
    from producer_app.link.hub import Hub


@dataclass(frozen=True, slots=True, kw_only=True)
class Parts:
    """What a service may use of the server. ``tell`` says something to the console."""

    hub: Hub
    gate: Gate
    reception: Reception
    talks: Conversations
    tell: Callable[[ToConsole], None]


class Service:
    """One part of the room server, on its loop; does nothing until a subclass says what.

    Whoever comes by a route has passed the gate already: the host is ours, and so is the origin,
    or there is none and a bearer token is asked for by the route itself.
    """

    def __init__(self, parts: Parts) -> None:
        self.parts = parts

    def add_routes(self, app: web.Application) -> None:
        """Adds its paths; called once, before the server listens."""

    async def start(self, setup: Setup) -> None:
        """Begins its work; called when the server listens."""

    def hear(self, message: ToServer) -> None:
        """Follows what the console says; called after the hub and the sockets have heard it."""

    async def stop(self) -> None:
        """Ends its work; called before the sockets are closed."""
