"""Sharing the line on the network: which addresses are open, and under which certificate.

Off at every launch. It follows the machine when its addresses change.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Final

from producer_app.core.errors import ProducerError
from producer_app.link.door import audit
from producer_app.link.door.network import Address, addresses
from producer_app.link.pipe import Audit, Share, Shared

log = logging.getLogger(__name__)

LOOKS_EVERY: Final = 5.0
"""Seconds between two looks at this machine's addresses while they are shared."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SharedNow:
    """What is shared. ``urls`` are the room page's addresses, ``certificate_urls`` those where a
    phone finds the certificate whose ``fingerprint`` it may check."""

    is_on: bool = False
    is_secure: bool = True
    is_opening: bool = False
    ips: tuple[str, ...] = ()
    urls: tuple[str, ...] = ()
    certificate_urls: tuple[str, ...] = ()
    fingerprint: str = ""
    failed: tuple[str, ...] = ()
    why: str = ""
    """What went wrong, in its own English; empty while nothing did."""
    has_moved: bool = False
    """This machine's addresses have changed since it was shared: pages that came by an old one
    must be paired anew."""


class Sharing:
    """One line's share of the network. ``order`` tells the server, ``changed`` hears of news."""

    def __init__(
        self, order: Callable[[Share], None], changed: Callable[[SharedNow], None]
    ) -> None:
        self._order, self._changed = order, changed
        self._wanted: tuple[str, ...] = ()
        self._interfaces: dict[str, str] = {}
        self._sent = Share()
        self._working: asyncio.Task[None] | None = None
        self._watching: asyncio.Task[None] | None = None
        self.now = SharedNow()

    def start(self, ips: Iterable[str], *, is_secure: bool) -> None:
        """Opens these addresses of this machine and closes the others. ProducerError never: what
        goes wrong is in ``now``."""
        self._wanted = tuple(ips)
        _note(", ".join(self._wanted) + ("" if is_secure else " in plain http"))
        here = {address.ip: address.interface for address in addresses()}
        self._interfaces = {ip: here[ip] for ip in self._wanted if ip in here}
        self._open(self._wanted, is_secure=is_secure)
        if self._watching is None:
            self._watching = asyncio.create_task(self._watch(), name="addresses")

    def stop(self) -> None:
        """Closes them all; this machine's own address stays open."""
        for task in (self._working, self._watching):
            if task is not None:
                task.cancel()
        self._working = self._watching = None
        self._interfaces = {}
        if self.now.is_on:
            _note("off")
            self._send(Share())
        self._set(SharedNow())

    def say_again(self) -> None:
        """Tells a server that has just begun."""
        if self.now.is_on and self._sent.ips:
            self._order(self._sent)

    def hear(self, shared: Shared) -> None:
        """What the server could open."""
        if not self.now.is_on:
            return
        self._set(
            replace(
                self.now,
                is_opening=False,
                urls=tuple(f"{url}/" for url in shared.urls),
                certificate_urls=tuple(f"{url}/" for url in shared.certificate_urls),
                failed=tuple(shared.failed),
                why=shared.why,
            )
        )

    def _open(self, ips: tuple[str, ...], *, is_secure: bool, has_moved: bool = False) -> None:
        if self._working is not None:
            self._working.cancel()
        self._set(
            SharedNow(
                is_on=True, is_secure=is_secure, is_opening=True, ips=ips, has_moved=has_moved
            )
        )
        self._working = asyncio.create_task(self._certify(ips), name="certificate")

    async def _certify(self, ips: tuple[str, ...]) -> None:
        """Has the certificate made where one is wanted, aside, and then tells the server."""
        try:
            is_certified = self.now.is_secure and bool(ips)
            share = await asyncio.to_thread(_share_of, ips) if is_certified else None
        except ProducerError as fault:
            log.error("%s", fault)
            self._set(replace(self.now, is_opening=False, why=str(fault)))
            return
        if share is not None:
            order, fingerprint = share
            self._set(replace(self.now, fingerprint=fingerprint))
            self._send(order)
        else:
            self._send(Share(ips=list(ips)))

    def _send(self, order: Share) -> None:
        self._sent = order
        self._order(order)

    async def _watch(self) -> None:
        while True:
            await asyncio.sleep(LOOKS_EVERY)
            here = await asyncio.to_thread(addresses)
            ips = followed(self._wanted, self._interfaces, here)
            if ips != self.now.ips:
                self._open(ips, is_secure=self.now.is_secure, has_moved=True)

    def _set(self, now: SharedNow) -> None:
        self.now = now
        self._changed(now)


def _note(what: str) -> None:
    audit.write(Audit(verb="share on network", result=what, who="director"))


def followed(
    wanted: tuple[str, ...], interfaces: Mapping[str, str], here: Iterable[Address]
) -> tuple[str, ...]:
    """The addresses to share now: those wanted that are not gone, and, where one is, whatever else
    the same interfaces have been given. ``interfaces`` are those that had the wanted ones."""
    of_these = set(interfaces.values())
    there = [a for a in here if a.interface in of_these and a.is_private]
    ips = {address.ip for address in there}
    kept = tuple(ip for ip in wanted if ip in ips or ip not in interfaces)
    if len(kept) == len(wanted):
        return wanted
    return kept + tuple(address.ip for address in there if address.ip not in kept)


def _share_of(ips: tuple[str, ...]) -> tuple[Share, str]:
    from producer_app.link.door.tls import certificate_for

    made = certificate_for(ips)
    share = Share(ips=list(ips), leaf=str(made.leaf), authority=str(made.authority))
    return share, made.fingerprint
