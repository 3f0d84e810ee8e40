"""A site's pages beyond a broker: what they say goes up, what they are told comes down, unchanged.

A relay knows nothing of the show and judges nothing: the console at the other end does. Without a
broker it lets no page wait in vain: the socket ends, and the page comes back.
"""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Callable
from functools import partial
from typing import Final

import msgspec
from msgspec import Struct

from producer_app.link.broker.peer import END
from producer_app.link.broker.sealed import Sealing
from producer_app.link.conversation import WHO_ARE_YOU, Peer
from producer_app.link.door.gate import Gate
from producer_app.link.door.pairing import new_token
from producer_app.link.door.reception import Reception, Turned
from producer_app.link.outbox import Message, Outbox, TooSlow
from producer_app.link.pipe import ToConsole
from producer_app.link.protocol import TRY_AGAIN_LATER

HELLO: Final = b'{"type":"hello"'
"""What a console begins with once it knows who a page is."""

RESTART: Final = 1012
"""The close code of a service that begins anew (IANA, WebSocket close codes)."""


class RelayedPage:
    """One page: its way out, and whether the console knows it."""

    def __init__(self, is_known: Callable[[str], None], sealing: Sealing | None = None) -> None:
        self._is_known = is_known
        self.sealing = sealing
        self.outbox = Outbox()
        self.ending = RESTART
        self.has_ended = False

    def hear(self, payload: bytes) -> None:
        """Takes in what the console says to it; an empty message is the last."""
        if payload == END:
            self.end(TRY_AGAIN_LATER)
            return
        if self.sealing is not None:
            opened = self.sealing.opened(payload)
            if opened is None:
                return
            payload = opened
        if payload.startswith(HELLO):
            self._is_known(_client_in(payload))
        with contextlib.suppress(TooSlow):
            self.outbox.put(Message(payload))

    def end(self, code: int = RESTART) -> None:
        """Ends it once everything is said."""
        self.has_ended, self.ending = True, code
        self.outbox.close()


class RelayTalks:
    """Carries every page of a site. ``publish`` hands what one says to the broker."""

    def __init__(self, tell: Callable[[ToConsole], None]) -> None:
        self.gate = Gate()
        self.reception = Reception(tell)
        self.publish: Callable[[str, bytes], None] | None = None
        """None while there is no broker or no console behind it."""
        self.sealing_of: Callable[[str], Sealing | None] = lambda _: None
        """The seal of a new page."""
        self.pages: dict[str, RelayedPage] = {}

    def hear(self, page: str, payload: bytes) -> None:
        """What the console says to a page."""
        if page in self.pages:
            self.pages[page].hear(payload)

    def end_all(self) -> None:
        """Ends every page's socket; each comes back by itself."""
        for page in list(self.pages.values()):
            page.end()

    async def converse(self, peer: Peer, is_known: Callable[[], None]) -> None:
        """Carries one page from its first word to its end."""
        if self.publish is None:
            await peer.close(TRY_AGAIN_LATER)
            return
        key = new_token()[:22]
        page = RelayedPage(partial(self._let_in, is_known), self.sealing_of(key))
        self.pages[key] = page
        self.gate.take_seat(peer.address)
        sending = asyncio.create_task(_send(page, peer), name=f"to {key}")
        try:
            await self._listen(peer, key, page)
        finally:
            self.gate.leave_seat(peer.address)
            del self.pages[key]
            self._say(key, END)
            sending.cancel()
            await asyncio.gather(sending, return_exceptions=True)

    def _let_in(self, is_known: Callable[[], None], client: str) -> None:
        """The console has let a page in: it is expected when it comes again."""
        is_known()
        if client:
            self.reception.expect(client)

    async def _listen(self, peer: Peer, key: str, page: RelayedPage) -> None:
        patience: float | None = WHO_ARE_YOU
        while not page.has_ended:
            try:
                async with asyncio.timeout(patience):
                    said = await peer.receive()
            except (Turned, TimeoutError):
                peer.abort()
                return
            if said is None:
                return
            patience = None
            text = _encoder.encode(said)
            self._say(key, text if page.sealing is None else page.sealing.seal(text))

    def _say(self, key: str, payload: bytes) -> None:
        if self.publish is not None:
            self.publish(key, payload)


async def _send(page: RelayedPage, peer: Peer) -> None:
    try:
        await page.outbox.run(peer.wire)
        await peer.close(page.ending)
    except (TooSlow, ConnectionError, RuntimeError):
        peer.abort()


class _Known(Struct, frozen=True):
    """What a console says to a page that it has let in, as far as a relay cares."""

    client: str = ""


def _client_in(hello: bytes) -> str:
    try:
        return msgspec.json.decode(hello, type=_Known).client
    except msgspec.MsgspecError:
        return ""


_encoder = msgspec.json.Encoder()
