"""Webhooks out: what happened, signed, to each address in order; a dead one delays nobody."""

from __future__ import annotations

import asyncio
import contextlib
import hashlib
import hmac
import random
import secrets
import time
from collections import deque
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Final

import aiohttp
import msgspec
from msgspec import Struct

import producer_app
from producer_app.link.door.names import plain
from producer_app.link.pipe import HookNow
from producer_app.link.tools.now import ToolsNow
from producer_app.link.tools.settings import HookSettings, Webhook
from producer_app.present.outside_changes import OutsideChange

TRIES: Final = (0.0, 0.5, 2.0, 8.0, 30.0)
"""Seconds before each try at one delivery; after the last one it is lost."""

PATIENCE: Final = aiohttp.ClientTimeout(total=5.0, connect=3.0)
LONGEST_FAULT: Final = 200
"""Characters that are told of what went wrong: the other side may have written them."""

QUEUE: Final = 100
"""Deliveries that wait for one address; the oldest is lost when another comes."""


class Delivery(Struct, frozen=True, kw_only=True):
    """The body of a webhook. ``at`` is the console's time, ``what`` the take, handoff or offer."""

    id: str
    event: str
    at: int
    show: str
    title: str
    run: str
    run_number: int
    room: str
    what: object


def signature(secret: str, timestamp: str, body: bytes) -> str:
    """``sha256=…``: HMAC of the timestamp, a dot and the body, so that neither can be changed."""
    signed = timestamp.encode() + b"." + body
    return "sha256=" + hmac.new(secret.encode(), signed, hashlib.sha256).hexdigest()


@dataclass(slots=True, eq=False)
class _Lane:
    """One address and what waits for it."""

    hook: Webhook
    waiting: deque[Delivery] = field(default_factory=lambda: deque(maxlen=QUEUE))
    woken: asyncio.Event = field(default_factory=asyncio.Event)
    task: asyncio.Task[None] | None = None
    sent: int = 0
    lost: int = 0
    fault: str = ""

    def put(self, delivery: Delivery) -> None:
        self.lost += len(self.waiting) == QUEUE
        self.waiting.append(delivery)
        self.woken.set()


class Webhooks:
    """Every address of one show. ``on_moved`` is called when it goes otherwise than before."""

    def __init__(
        self,
        now: ToolsNow,
        on_moved: Callable[[], None],
        tries: tuple[float, ...] = TRIES,
        patience: aiohttp.ClientTimeout = PATIENCE,
    ) -> None:
        self._now, self._on_moved, self._tries, self._patience = now, on_moved, tries, patience
        self._lanes: list[_Lane] = []
        self._settings = HookSettings()
        self._secret = ""
        self._client: aiohttp.ClientSession | None = None

    async def adopt(self, settings: HookSettings, secret: str) -> None:
        """Sends to these from now on; what waits for one that stays is still sent."""
        self._secret = secret
        if settings == self._settings:
            return
        self._settings = settings
        hooks = settings.hooks if settings.is_on else ()
        for lane in [lane for lane in self._lanes if lane.hook not in hooks]:
            self._lanes.remove(lane)
            await _end(lane)
        kept = [lane.hook for lane in self._lanes]
        for hook in hooks:
            if hook not in kept:
                self._begin(_Lane(hook))
        self._on_moved()

    async def stop(self) -> None:
        """Sends nothing any more."""
        for lane in self._lanes:
            await _end(lane)
        self._lanes.clear()
        if self._client is not None:
            await self._client.close()
            self._client = None

    def tell(self, changes: Iterable[OutsideChange]) -> None:
        """Puts each change into the queue of whoever wants it; never waits."""
        outside = self._now.outside
        if not self._lanes or outside is None:
            return
        at = self._now.instant()
        for change in changes:
            delivery = Delivery(
                id=secrets.token_hex(12),
                event=change.event.value,
                at=at,
                show=outside.show,
                title=outside.title,
                run=outside.run,
                run_number=outside.run_number,
                room=change.room,
                what=change.what,
            )
            for lane in self._lanes:
                if lane.hook.wants(change.event):
                    lane.put(delivery)

    def report(self) -> list[HookNow]:
        """How it goes with each address."""
        return [
            HookNow(
                url=lane.hook.url,
                sent=lane.sent,
                lost=lane.lost,
                waiting=len(lane.waiting),
                fault=lane.fault,
            )
            for lane in self._lanes
        ]

    def _begin(self, lane: _Lane) -> None:
        lane.task = asyncio.create_task(self._run(lane), name="webhook")
        self._lanes.append(lane)

    async def _run(self, lane: _Lane) -> None:
        while True:
            while not lane.waiting:
                lane.woken.clear()
                await lane.woken.wait()
            await self._deliver(lane, lane.waiting.popleft())
            self._on_moved()

    async def _deliver(self, lane: _Lane, delivery: Delivery) -> None:
        body = msgspec.json.encode(delivery)
        for wait in self._tries:
            await asyncio.sleep(wait * random.uniform(0.8, 1.2))  # noqa: S311
            lane.fault = await self._posted(lane.hook.url, delivery, body)
            if not lane.fault:
                lane.sent += 1
                return
            self._on_moved()
        lane.lost += 1

    async def _posted(self, url: str, delivery: Delivery, body: bytes) -> str:
        """What went wrong; empty where the other side took it."""
        timestamp = str(int(time.time()))
        headers = {
            "Content-Type": "application/json",
            "User-Agent": f"producer-console/{producer_app.__version__}",
            "X-Producer-Console-Event": delivery.event,
            "X-Producer-Console-Delivery": delivery.id,
            "X-Producer-Console-Timestamp": timestamp,
            "X-Producer-Console-Signature": signature(self._secret, timestamp, body),
        }
        self._client = self._client or aiohttp.ClientSession(
            timeout=self._patience, cookie_jar=aiohttp.DummyCookieJar(), auto_decompress=False
        )
        try:
            async with self._client.post(
                url, data=body, headers=headers, allow_redirects=False
            ) as answer:
                return "" if answer.ok and answer.status < 300 else f"HTTP {answer.status}"
        except TimeoutError:
            return "no answer in time"
        except (aiohttp.ClientError, OSError, ValueError) as fault:
            return plain(str(fault))[:LONGEST_FAULT] or type(fault).__name__


async def _end(lane: _Lane) -> None:
    if lane.task is not None:
        lane.task.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await lane.task
