"""A relay: serves the room pages on another site's network and speaks for them to a broker."""

from __future__ import annotations

import asyncio
import contextlib
import logging
import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Final

import aiomqtt
import msgspec
from msgspec import Struct

from producer_app.core.errors import EnvironmentFault
from producer_app.link.broker.client import LOST, again_in, client_of, publish
from producer_app.link.broker.relay_talks import RelayTalks
from producer_app.link.broker.sealed import Sealing
from producer_app.link.broker.settings import MqttSettings
from producer_app.link.broker.topics import FOREVER_GONE, Topics, topic_name
from producer_app.link.door.gate import Gate
from producer_app.link.door.pairing import new_token
from producer_app.link.door.settings import LineSettings
from producer_app.link.pipe import Audit, Share, ToConsole
from producer_app.link.site import Site
from producer_app.link.steady import steadily

log = logging.getLogger(__name__)

SITE: Final = 22
"""Characters of a site's own name on the broker."""


class _Here(Struct, frozen=True):
    """What a console says of itself for as long as it is there."""

    console: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class RelayOrder:
    """Which show's pages are served where, and by which broker. ``share`` beyond this machine."""

    broker: MqttSettings
    password: str
    key: bytes = b""
    """What the console seals by; empty where the broker may read along."""
    show: str
    host: str = "127.0.0.1"
    port: int
    clients: int = 64
    share: Share | None = None


class Relay:
    """One site's relay. ``said`` hears in plain words how it goes."""

    def __init__(self, resources: Path, order: RelayOrder, said: Callable[[str], None]) -> None:
        self._order, self._said = order, said
        self._topics = Topics(order.broker.prefix, topic_name(order.show))
        self._name = re.sub(r"[^0-9A-Za-z]", "x", new_token())[:SITE]
        self._talks = RelayTalks(self._audit)
        self._talks.gate.adopt(_settings_for(order.clients))
        self._web = Site(resources, self._talks, tell=self._audit, trouble=self._trouble)
        self._outgoing: asyncio.Queue[tuple[str, bytes]] = asyncio.Queue()
        self._console = FOREVER_GONE
        self._tasks: set[asyncio.Task[None]] = set()
        self.port = 0
        self.urls: tuple[str, ...] = ()

    @property
    def gate(self) -> Gate:
        """Who may come, and how many."""
        return self._talks.gate

    async def start(self) -> None:
        """Serves the pages, and reaches for the broker from now on."""
        self.port, works = await self._web.start(self._order.host, self._order.port)
        self.urls = (f"http://{self._order.host}:{self.port}/",)
        if self._order.share is not None:
            shared = await self._web.share(self._order.share)
            if shared.failed:
                raise EnvironmentFault(
                    "link.no_port",
                    "No port on {host} can be opened for the rooms.",
                    host=", ".join(shared.failed),
                )
            self.urls = (*(f"{url}/" for url in shared.urls), *self.urls)
        for name, work in {"broker": self._carry, **works}.items():
            self._tasks.add(steadily(name, work, self._trouble))

    async def stop(self) -> None:
        """Ends every page's socket and leaves the broker."""
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        await self._web.stop()

    async def _carry(self) -> None:
        tries = 0
        while True:
            try:
                await self._one_connection()
            except* LOST as faults:
                self._said(f"The broker is lost: {faults.exceptions[0]}")
            finally:
                tries = 0 if self._talks.publish is not None else tries + 1
                self._talks.publish, self._console = None, FOREVER_GONE
                self._talks.end_all()
            await asyncio.sleep(again_in(tries))

    async def _one_connection(self) -> None:
        presence = self._topics.presence(self._name)
        will = aiomqtt.Will(presence, FOREVER_GONE, qos=1, retain=True)
        self._outgoing = asyncio.Queue()
        async with client_of(self._order.broker, self._order.password, will, self._name) as client:
            await client.publish(presence, b"here", qos=1, retain=True)
            down = self._topics.all_down(self._name)
            await client.subscribe([(down, 0), (self._topics.console, 1)])
            self._said("The broker is there; waiting for the console.")
            try:
                async with asyncio.TaskGroup() as works:
                    works.create_task(self._write(client))
                    works.create_task(self._read(client))
            finally:
                with contextlib.suppress(aiomqtt.MqttError):
                    await client.publish(presence, FOREVER_GONE, qos=1, retain=True)

    async def _write(self, client: aiomqtt.Client) -> None:
        while True:
            page, payload = await self._outgoing.get()
            await publish(client, self._topics.up(self._name, page), payload)

    async def _read(self, client: aiomqtt.Client) -> None:
        async for message in client.messages:
            topic = message.topic.value
            payload = message.payload if isinstance(message.payload, bytes) else b""
            page = self._topics.below(self._name, topic)
            if page is not None:
                self._talks.hear(page, payload)
            elif topic == self._topics.console:
                self._hear_console(payload)

    def _hear_console(self, payload: bytes) -> None:
        """A console that came anew knows none of the pages: each says again who it is."""
        if payload == self._console:
            return
        self._console = payload
        self._talks.end_all()
        if payload == FOREVER_GONE:
            self._talks.publish = None
            self._said("The console is gone; the pages wait.")
        else:
            self._talks.sealing_of = partial(self._sealing, _name_in(payload))
            self._talks.publish = lambda page, said: self._outgoing.put_nowait((page, said))
            self._said("The console is there.")

    def _sealing(self, console: str, page: str) -> Sealing | None:
        if not self._order.key:
            return None
        return Sealing(self._order.key, console=console, site=self._name, page=page, is_relay=True)

    def _audit(self, message: ToConsole) -> None:
        if isinstance(message, Audit):
            log.info("%s: %s · %s", message.verb, message.result, message.address)

    def _trouble(self, what: str) -> None:
        log.error("%s", what)


def _settings_for(clients: int) -> LineSettings:
    """A site may be behind one address, and all of it comes at once when its relay begins."""
    return LineSettings(clients=clients, per_address=clients, handshakes=max(20, 4 * clients))


def _name_in(payload: bytes) -> str:
    """What the console calls itself on this connection of its; empty where it says nothing that
    makes sense."""
    try:
        return msgspec.json.decode(payload, type=_Here).console
    except msgspec.MsgspecError:
        return ""
