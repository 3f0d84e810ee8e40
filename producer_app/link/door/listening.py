"""What the room server listens on: this machine always, its network while the director shares it.

Opening and closing goes on while pages are connected, and does not touch those of other addresses.
"""

from __future__ import annotations

import asyncio
import contextlib
import os
import socket
import ssl
from collections.abc import Iterable
from pathlib import Path
from typing import Final

from producer_app.core.errors import EnvironmentFault
from producer_app.link.door.gate import Gate
from producer_app.link.door.hall import Hall
from producer_app.link.door.network import literal
from producer_app.link.pipe import Share, Shared

SEND_BUFFER: Final = 64 * 1024
"""Bytes the system may hold for one client: one that does not read is noticed soon."""

BACKLOG: Final = 1_024
"""Connections that may wait to be taken: after a power cut every page comes back at once."""

PLAIN_PORT: Final = 2
"""How far above the pages' port the certificate is given out, in plain http."""


class Listening:
    """What is open now. The gates are told by which addresses they are reached: ``gate`` by those
    of the pages, ``plain_gate`` by those of the certificate alone."""

    def __init__(self, gate: Gate, plain_gate: Gate) -> None:
        self._gate, self._plain_gate = gate, plain_gate
        self._own: socket.socket | None = None
        self._shared: dict[str, socket.socket] = {}
        self._given_out: dict[str, socket.socket] = {}
        self._context: ssl.SSLContext | None = None
        self._one_at_a_time = asyncio.Lock()
        self.authority = b""
        """The certificate that is given out; empty while none is."""

    def start(self, hall: Hall, plain: Hall, host: str, port: int | None) -> int:
        """Listens on this machine, for ``hall``; ``plain`` is where the certificate is given out.
        Returns the port; EnvironmentFault when there is none."""
        self._hall, self._plain = hall, plain
        self._own = bound(host, (port or 0, 0))
        self._hall.open(self._own)
        self._say_where()
        return port_of(self._own)

    async def share(self, order: Share) -> Shared:
        """Listens on those addresses and on no others but this machine's own. Pages on an address
        that stays keep their sockets, also when the certificate is a new one."""
        async with self._one_at_a_time:
            if bool(order.leaf) != (self._context is not None):
                await self._keep_only(())
            try:
                self._adopt(order)
            except (OSError, ssl.SSLError) as fault:
                await self._keep_only(())
                self._say_where()
                return Shared(failed=list(order.ips), why=str(fault))
            await self._keep_only(order.ips)
            failed = [ip for ip in order.ips if ip not in self._shared and not self._open(ip)]
            self._say_where()
            return Shared(
                urls=[self._url(ip) for ip in order.ips if ip in self._shared],
                certificate_urls=sorted(self._plain_gate.addresses),
                failed=failed,
            )

    async def stop(self) -> None:
        """Listens nowhere any more."""
        await self._hall.close_all()
        await self._plain.close_all()

    def pages_at(self, ip: str) -> str:
        """Where the room pages are on that address; empty while it is not shared."""
        return f"{self._url(ip)}/" if ip in self._shared else ""

    def _adopt(self, order: Share) -> None:
        self.authority = Path(order.authority).read_bytes() if order.authority else b""
        if not order.leaf:
            self._context = None
        elif self._context is None:
            self._context = tls_context(Path(order.leaf))
        else:
            self._context.load_cert_chain(order.leaf)

    async def _keep_only(self, ips: Iterable[str]) -> None:
        for ip in [ip for ip in self._shared if ip not in ips]:
            await self._hall.close(self._shared.pop(ip))
            if ip in self._given_out:
                await self._plain.close(self._given_out.pop(ip))

    def _open(self, ip: str) -> bool:
        """Listens there; False where no port can be had."""
        port = port_of(self._own) if self._own is not None else 0
        with contextlib.suppress(EnvironmentFault):
            self._shared[ip] = bound(ip, (port, 0))
            self._hall.open(self._shared[ip], self._context)
            if self._context is not None:
                self._given_out[ip] = bound(ip, (port + PLAIN_PORT, 0))
                self._plain.open(self._given_out[ip])
        return ip in self._shared

    def _url(self, ip: str) -> str:
        return _url_of(self._shared[ip], is_secure=self._context is not None)

    def _say_where(self) -> None:
        """Tells the doors by which addresses they are reached now."""
        own = [_url_of(self._own)] if self._own is not None else []
        self._gate.addresses = frozenset([*own, *map(self._url, self._shared)])
        self._plain_gate.addresses = frozenset(map(_url_of, self._given_out.values()))


def bound(ip: str, ports: Iterable[int]) -> socket.socket:
    """A listening socket on the first of those ports that is free, 0 for any; EnvironmentFault when
    none is."""
    for port in ports:
        family = socket.AF_INET6 if ":" in ip else socket.AF_INET
        listener = socket.socket(family, socket.SOCK_STREAM)
        if os.name == "posix":
            listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        if family == socket.AF_INET6:
            listener.setsockopt(socket.IPPROTO_IPV6, socket.IPV6_V6ONLY, 1)
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, SEND_BUFFER)
        try:
            listener.bind((ip, port))
            listener.listen(BACKLOG)
        except (OSError, OverflowError):
            listener.close()
            continue
        return listener
    raise EnvironmentFault(
        "link.no_port", "No port on {host} can be opened for the rooms.", host=ip
    )


def port_of(listener: socket.socket) -> int:
    """The port it listens on."""
    port: int = listener.getsockname()[1]
    return port


def tls_context(leaf: Path) -> ssl.SSLContext:
    """TLS as the room server speaks it: 1.2 or newer, nothing compressed, nothing renegotiated."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.minimum_version = ssl.TLSVersion.TLSv1_2
    context.options |= ssl.OP_NO_COMPRESSION | ssl.OP_NO_RENEGOTIATION
    context.set_alpn_protocols(["http/1.1"])
    context.load_cert_chain(leaf)
    return context


def _url_of(listener: socket.socket, *, is_secure: bool = False) -> str:
    scheme = "https" if is_secure else "http"
    return f"{scheme}://{literal(listener.getsockname()[0])}:{port_of(listener)}"
