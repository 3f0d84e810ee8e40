"""Many rooms beyond a broker, each with a connection of its own, for the bench of the broker.

A program: it takes ``join``, ``expect`` and ``answer`` from standard input, a JSON object a line.
"""

from __future__ import annotations

import asyncio
import json
import random
import sys
import time
from collections.abc import Sequence
from typing import Final

import aiomqtt

from producer_app.link.broker.topics import Topics

BACK_OFF: Final = 0.25
SETTLING: Final = 0.3
PATIENCE: Final = 20.0


class Room:
    """One room: its way down and up, and when it was told and acknowledged."""

    def __init__(self, name: str, topics: Topics) -> None:
        self._name, self._topics = name, topics
        self._client: aiomqtt.Client | None = None
        self.is_in = asyncio.Event()
        self._mark, self._shown = b"", ""
        self.told = self.acknowledged = 0.0

    def expect(self, mark: str, shown: str) -> None:
        """Waits for a message with that mark, and says ``shown`` at once."""
        self._mark, self._shown = mark.encode(), shown
        self.told = self.acknowledged = 0.0

    async def live(self, host: str, port: int, first: str) -> None:
        """Comes, comes back where it is turned away, and answers."""
        will = aiomqtt.Will(self._topics.presence(self._name), b"", qos=1, retain=True)
        async with aiomqtt.Client(host, port, will=will, keepalive=60) as client:
            self._client = client
            await client.subscribe(self._topics.all_down(self._name))
            await self._say(first)
            async for message in client.messages:
                payload = bytes(message.payload) if isinstance(message.payload, bytes) else b""
                if not payload:
                    await asyncio.sleep(BACK_OFF * random.uniform(0.5, 1.0))  # noqa: S311
                    await self._say(first)
                else:
                    await self._hear(payload)

    async def _hear(self, payload: bytes) -> None:
        if payload.startswith(b'{"type":"snap"'):
            self.is_in.set()
        elif self._mark and self._mark in payload and not self.told:
            self.told = time.monotonic()
            await self._say(self._shown)
            await self._say('{"type":"hb","n":1,"t":0,"visible":true}')
        elif self.told and payload.startswith(b'{"type":"hb"'):
            self.acknowledged = self.acknowledged or time.monotonic()

    async def _say(self, text: str) -> None:
        if self._client is not None:
            await self._client.publish(self._topics.up(self._name, "page"), text)


async def main() -> None:
    loop = asyncio.get_running_loop()
    rooms: list[Room] = []
    tasks: list[asyncio.Task[None]] = []
    while line := await loop.run_in_executor(None, sys.stdin.readline):
        order = json.loads(line)
        if order["do"] == "join":
            topics = Topics(order["prefix"], order["show"])
            began = time.monotonic()
            for number, first in enumerate(order["firsts"]):
                room = Room(f"room{number}", topics)
                rooms.append(room)
                tasks.append(asyncio.create_task(room.live(order["host"], order["port"], first)))
            await asyncio.gather(*(room.is_in.wait() for room in rooms))
            _tell(joined=(time.monotonic() - began) * 1_000)
        else:
            for room in rooms:
                room.expect(order["mark"], order["shown"])
            _tell(ready=True)
            await _all_acknowledged(rooms)
            _tell(
                told=[room.told for room in rooms],
                acknowledged=[room.acknowledged for room in rooms],
            )


async def _all_acknowledged(rooms: Sequence[Room]) -> None:
    deadline = time.monotonic() + PATIENCE
    while not all(room.acknowledged for room in rooms) and time.monotonic() < deadline:
        await asyncio.sleep(0.02)
    await asyncio.sleep(SETTLING)


def _tell(**words: object) -> None:
    sys.stdout.write(json.dumps(words) + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    asyncio.run(main())
