"""The line past one building: pages beyond a broker are talked with as those on a socket are.

The broker only carries. Who is there, what was shown and what is sent again is known at both ends;
losing the broker loses nothing that is not sent again.
"""

from __future__ import annotations

import asyncio
import contextlib
import json
import logging
import time
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from typing import Final

import aiomqtt

from producer_app.core.errors import BadInput
from producer_app.link.broker.client import ALIVE, LOST, again_in, answers, client_of, publish
from producer_app.link.broker.fault import BrokerFault, fault_of
from producer_app.link.broker.peer import END, MqttPeer, MqttWire
from producer_app.link.broker.sealed import Sealing, is_sealed, key_of
from producer_app.link.broker.settings import MqttSettings
from producer_app.link.broker.states import States
from producer_app.link.broker.topics import FOREVER_GONE, Topics, topic_name
from producer_app.link.door.pairing import client_of as client_name
from producer_app.link.door.pairing import new_token
from producer_app.link.door.places import Place
from producer_app.link.pipe import Audit, Broker, BrokerNow, Setup, ToServer
from producer_app.link.protocol import PROTO, Auth, read_page
from producer_app.link.services import Parts, Service

log = logging.getLogger(__name__)

MOST_WAITING: Final = 20_000
"""Messages that wait for a broker that is behind: forty for each of five hundred pages."""

FELT_EVERY: Final = 1.0
"""Seconds between two questions whether the broker is still there."""


class MqttCarrier(Service):
    """Keeps one connection to the show's broker, and a conversation with every page beyond it."""

    def __init__(self, parts: Parts) -> None:
        super().__init__(parts)
        self._broker = Broker(settings=MqttSettings(), show="")
        self._is_asked = asyncio.Event()
        self._outgoing: asyncio.Queue[tuple[str, bytes, bool]] = asyncio.Queue()
        self._peers: dict[tuple[str, str], MqttPeer] = {}
        self._name = ""
        self._sealed: set[tuple[str, str]] = set()
        """The pages that have spoken under this connection's seal: none of them begins anew."""
        self._talking: set[asyncio.Task[None]] = set()
        self._states = States(parts.hub, say=self._put, keep=partial(self._put, is_kept=True))
        self._works: list[asyncio.Task[None]] = []
        self._has_stood = False

    async def start(self, setup: Setup) -> None:
        del setup
        self._works = [asyncio.create_task(self._carry(), name="broker")]

    def hear(self, message: ToServer) -> None:
        if isinstance(message, Broker):
            self._broker = message
            self._is_asked.set()

    async def stop(self) -> None:
        for task in (*self._works, *self._talking):
            task.cancel()
        await asyncio.gather(*self._works, *self._talking, return_exceptions=True)

    async def _carry(self) -> None:
        """One connection after the other, as the show says."""
        while True:
            await self._is_asked.wait()
            self._is_asked.clear()
            if not self._broker.settings.is_wanted:
                self._say("off")
                continue
            connected = asyncio.create_task(self._stay_connected(self._broker))
            await self._is_asked.wait()
            connected.cancel()
            await asyncio.gather(connected, return_exceptions=True)

    async def _stay_connected(self, broker: Broker) -> None:
        tries = 0
        while True:
            self._say("connecting")
            began = time.monotonic()
            try:
                await self._one_connection(broker)
            except* LOST as faults:
                self._say_lost(broker, faults.exceptions[0])
            tries = 0 if time.monotonic() - began > ALIVE else tries + 1
            await asyncio.sleep(again_in(tries))

    async def _one_connection(self, broker: Broker) -> None:
        topics = Topics(broker.settings.prefix, topic_name(broker.show))
        will = aiomqtt.Will(topics.console, FOREVER_GONE, qos=1, retain=True)
        self._outgoing = asyncio.Queue()
        self._name = new_token()[:16]
        self._sealed.clear()
        async with client_of(broker.settings, broker.password, will) as client:
            with self._pages():
                await client.subscribe([(topics.all_up, 0), (topics.all_presence, 1)])
                here = json.dumps({"proto": PROTO, "console": self._name}).encode()
                await client.publish(topics.console, here, qos=1, retain=True)
                self._say("up")
                async with asyncio.TaskGroup() as works:
                    works.create_task(self._write(client))
                    works.create_task(self._states.follow(topics))
                    works.create_task(self._read(client, topics))
                    works.create_task(self._feel(client, topics.console, here))

    @contextmanager
    def _pages(self) -> Iterator[None]:
        """The pages of one connection: all of them are let go when it ends."""
        try:
            yield
        finally:
            for peer in self._peers.values():
                peer.abort()
            self._peers.clear()

    async def _write(self, client: aiomqtt.Client) -> None:
        while True:
            topic, payload, is_kept = await self._outgoing.get()
            await publish(client, topic, payload, is_kept=is_kept)

    async def _feel(self, client: aiomqtt.Client, topic: str, here: bytes) -> None:
        """Asks each second whether the broker still answers; one that stalls is told and kept, for
        what waits in it is not lost yet."""
        was_there = True
        while True:
            await asyncio.sleep(FELT_EVERY)
            is_there = await answers(client, topic, here)
            if is_there and not was_there:
                self._say("up")
            elif not is_there:
                self._say("down", fault=BrokerFault.SILENT)
            was_there = is_there

    async def _read(self, client: aiomqtt.Client, topics: Topics) -> None:
        async for message in client.messages:
            topic = message.topic.value
            payload = message.payload if isinstance(message.payload, bytes) else b""
            page, site = topics.page_of(topic), topics.site_of(topic)
            if page is not None and not message.retain:
                self._hear_page(topics, page, payload)
            elif site is not None and payload == FOREVER_GONE:
                self._lose(site)

    def _hear_page(self, topics: Topics, page: tuple[str, str], payload: bytes) -> None:
        peer = self._peers.get(page)
        if peer is not None:
            peer.hear(payload)
        elif payload != END:
            self._begin(topics, page, payload)

    def _begin(self, topics: Topics, page: tuple[str, str], payload: bytes) -> None:
        """Somebody new, where there is a place for another."""
        gate, address = self.parts.gate, f"mqtt {page[0]}"
        down, sealing, first = topics.down(*page), None, payload
        if is_sealed(payload):
            sealing = self._sealing(page)
            opened = sealing.opened(payload) if sealing is not None else None
            if opened is None:
                self.parts.tell(Audit(verb="connect", result="not sealed here", address=address))
                return
            first = opened
            self._sealed.add(page)
        put = partial(self._put_down, down, sealing)
        peer = MqttPeer(address, MqttWire(put, self._is_free), sealing)
        place = gate.enter(address, time.monotonic(), peer.abort, client=self._expected(first))
        if place is None:
            self.parts.tell(Audit(verb="connect", result="too many sockets", address=address))
            self._put(down, END)
            return
        self._peers[page] = peer
        task = asyncio.create_task(self._talk(page, peer, place), name=f"page {'/'.join(page)}")
        self._talking.add(task)
        task.add_done_callback(self._talking.discard)
        peer.begin(first)

    def _sealing(self, page: tuple[str, str]) -> Sealing | None:
        """The seal of a new page; None where there is no key, or where it has spoken before: what a
        broker has recorded it may try to say again."""
        if not self._broker.key or page in self._sealed:
            return None
        site, name = page
        return Sealing(key_of(self._broker.key), console=self._name, site=site, page=name)

    def _put_down(self, topic: str, sealing: Sealing | None, text: bytes) -> None:
        self._put(topic, text if sealing is None or text == END else sealing.seal(text))

    def _expected(self, first: bytes) -> str:
        """Whose page this will turn out to be, by its first word; empty for a stranger's."""
        with contextlib.suppress(BadInput):
            said = read_page(first)
            holder = self.parts.reception.holder(said.token) if isinstance(said, Auth) else None
            return client_name(holder) if holder is not None else ""
        return ""

    async def _talk(self, page: tuple[str, str], peer: MqttPeer, place: Place) -> None:
        with contextlib.ExitStack() as still_unknown:
            still_unknown.callback(self.parts.gate.places.leave, place)
            try:
                await self.parts.talks.converse(peer, still_unknown.close)
            finally:
                if self._peers.get(page) is peer:
                    del self._peers[page]

    def _lose(self, site: str) -> None:
        """Ends the conversations with a site whose last will says that it is gone."""
        for page in [page for page in self._peers if page[0] == site]:
            self._peers.pop(page).abort()

    def _put(self, topic: str, payload: bytes, *, is_kept: bool = False) -> None:
        if self._is_free():
            self._outgoing.put_nowait((topic, payload, is_kept))

    def _is_free(self) -> bool:
        return self._outgoing.qsize() < MOST_WAITING

    def _say_lost(self, broker: Broker, problem: Exception) -> None:
        log.warning("The broker %s is lost: %s", broker.settings.host, problem)
        self._say("down", str(problem), fault_of(problem, had_stood=self._has_stood))

    def _say(self, state: str, why: str = "", fault: BrokerFault | None = None) -> None:
        self._has_stood = state == "up"
        self.parts.tell(BrokerNow(state=state, why=why, fault=fault))
