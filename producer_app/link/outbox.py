"""One client's way out: cues ahead of everything, older snapshots dropped, a deadline on each send.

Nobody who puts something in ever waits. What can leave at once leaves at once, without a task of
its own: at a thousand clients the tasks would cost more than the sending. It must not know what
the messages mean.
"""

from __future__ import annotations

import asyncio
import time
from collections import deque
from functools import cached_property
from typing import Final, Protocol

QUEUE: Final = 64
DEADLINE: Final = 1.8
"""Seconds that one send may take before the client is given up: two, with what giving up takes."""

_SHORT, _MEDIUM = 126, 1 << 16
_WHOLE_TEXT = 0x81
"""A text message that is one frame (RFC 6455, 5.2)."""


class TooSlow(Exception):
    """The client does not take what it is sent."""


class Message:
    """A text, encoded once for however many clients it goes to."""

    def __init__(self, text: bytes) -> None:
        self.text = text

    @cached_property
    def frame(self) -> bytes:
        """The text as a server sends it on a WebSocket, unmasked and uncompressed."""
        size = len(self.text)
        if size < _SHORT:
            head = bytes((_WHOLE_TEXT, size))
        elif size < _MEDIUM:
            head = bytes((_WHOLE_TEXT, 126)) + size.to_bytes(2)
        else:
            head = bytes((_WHOLE_TEXT, 127)) + size.to_bytes(8)
        return head + self.text


class Wire(Protocol):
    """Where messages leave: a socket, or a broker's topic."""

    def write(self, message: Message) -> None:
        """Hands the message over without waiting."""

    def is_free(self) -> bool:
        """True when nothing that was handed over waits here any more."""

    async def drained(self) -> None:
        """Returns once the wire is free."""


class Outbox:
    """Messages waiting for one client."""

    def __init__(self) -> None:
        self._cues: deque[Message] = deque()
        self._latest: dict[str, Message] = {}
        self._waiting = asyncio.Event()
        self._is_closed = False
        self._wire: Wire | None = None
        self._written = 0.0

    def put(self, cue: Message) -> None:
        """Sends or adds a cue; TooSlow when the queue is full."""
        if self._has_left(cue):
            return
        if len(self._cues) >= QUEUE:
            raise TooSlow
        self._cues.append(cue)
        self._waiting.set()

    def put_latest(self, lane: str, message: Message) -> None:
        """Sends or adds a message that replaces an unsent one of the same lane, behind all cues."""
        if not self._has_left(message):
            self._latest[lane] = message
            self._waiting.set()

    def holds(self, lane: str) -> bool:
        """True while a message of that lane has not left."""
        return lane in self._latest

    def close(self) -> None:
        """Sends the cues that are there, then ends ``run``."""
        self._is_closed = True
        self._latest.clear()
        self._waiting.set()

    def is_stuck(self, now: float) -> bool:
        """True when the wire has not been free for longer than the deadline (monotonic seconds)."""
        wire = self._wire
        return wire is not None and not wire.is_free() and now - self._written > DEADLINE

    async def run(self, wire: Wire) -> None:
        """Sends until closed; TooSlow when one send misses its deadline."""
        self._wire = wire
        while True:
            await _until_free(wire)
            message = self._next()
            if message is not None:
                self._written = time.monotonic()
                wire.write(message)
            elif self._is_closed:
                return
            else:
                self._waiting.clear()
                await self._waiting.wait()

    def _has_left(self, message: Message) -> bool:
        """True when nothing waits before it and the wire took it at once."""
        wire = self._wire
        if wire is None or self._cues or self._latest or self._is_closed or not wire.is_free():
            return False
        self._written = time.monotonic()
        wire.write(message)
        return True

    def _next(self) -> Message | None:
        if self._cues:
            return self._cues.popleft()
        for lane in self._latest:
            return self._latest.pop(lane)
        return None


async def _until_free(wire: Wire) -> None:
    if wire.is_free():
        return
    try:
        async with asyncio.timeout(DEADLINE):
            await wire.drained()
    except TimeoutError as late:
        raise TooSlow from late
