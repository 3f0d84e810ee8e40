"""A page beyond a broker as the server talks with it: the broker carries, both ends acknowledge."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import Final

from producer_app.core.errors import BadInput
from producer_app.link.broker.sealed import Sealing
from producer_app.link.conversation import FLOOD
from producer_app.link.door.reception import Turned
from producer_app.link.outbox import Message
from producer_app.link.protocol import (
    MAX_MESSAGE,
    TRY_AGAIN_LATER,
    FromPage,
    Refusal,
    read_page,
    write_page,
)

WAITING: Final = 64
"""Messages of one page that may wait to be read."""

END: Final = b""
"""What a page's conversation ends with."""


class MqttWire:
    """``publish`` hands a payload for this page to the broker and does not wait; ``is_free`` says
    whether the broker takes as much as it is given."""

    def __init__(self, publish: Callable[[bytes], None], is_free: Callable[[], bool]) -> None:
        self._publish, self._is_free = publish, is_free

    def write(self, message: Message) -> None:
        self._publish(message.text)

    def is_free(self) -> bool:
        return self._is_free()

    async def drained(self) -> None:
        """Looks every few milliseconds: a broker that is behind is behind for everybody."""
        while not self._is_free():
            await asyncio.sleep(0.005)


class MqttPeer:
    """One page of one site."""

    def __init__(self, address: str, wire: MqttWire, sealing: Sealing | None = None) -> None:
        self.address = address
        self.wire = wire
        self._sealing = sealing
        self._heard: asyncio.Queue[bytes | None] = asyncio.Queue()
        self._is_ended = False

    def hear(self, payload: bytes) -> None:
        """Takes in what the page said; an empty message is its last. Where a conversation is sealed
        nothing else is heard that is not."""
        if self._is_ended:
            return
        if self._sealing is not None and payload != END:
            opened = self._sealing.opened(payload)
            if opened is None:
                return
            payload = opened
        self.begin(payload)

    def begin(self, payload: bytes) -> None:
        """Takes in what was opened already; an empty message is its last."""
        if self._heard.qsize() >= WAITING or len(payload) > MAX_MESSAGE:
            self.abort()
            return
        self._heard.put_nowait(payload or None)

    async def receive(self) -> FromPage | None:
        payload = await self._heard.get()
        if payload is None:
            return None
        if len(payload) > MAX_MESSAGE:
            raise Turned("flood", FLOOD, TRY_AGAIN_LATER)
        try:
            return read_page(payload)
        except BadInput as fault:
            raise Turned("schema", fault.phrase) from fault

    async def refuse(self, refusal: Refusal, code: int) -> None:
        self.wire.write(Message(write_page(refusal)))
        await self.close(code)

    async def close(self, code: int) -> None:
        del code
        self.wire.write(Message(END))
        self.abort()

    def abort(self) -> None:
        self._is_ended = True
        self._heard.put_nowait(None)
