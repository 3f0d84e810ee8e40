"""Serving a show's room pages on another site, until somebody stops it."""

from __future__ import annotations

import asyncio
import contextlib
import logging
import os
import signal
import sys
from collections.abc import Sequence

from producer_app.link.broker.relay import Relay, RelayOrder
from producer_app.link.broker.sealed import key_of
from producer_app.link.broker.settings import PLAIN_PORT, TLS_PORT, MqttSettings
from producer_app.link.door.tls import certificate_for
from producer_app.link.pipe import Share
from producer_app.paths import resources

PASSWORD: str = "PRODUCER_CONSOLE_BROKER_PASSWORD"  # noqa: S105
"""The environment variable with the broker's password: a command line is read by everybody."""

KEY: str = "PRODUCER_CONSOLE_RELAY_KEY"
"""The environment variable with the key that seals what passes the broker."""

UNSEALED: str = (
    f"{KEY} is not set: whoever owns the broker can read codes and tokens, and speak for the pages "
    "of this site. The console has the key under Past one building."
)


def relay(
    show: str,
    host: str,
    *,
    broker_port: int | None,
    user: str,
    prefix: str,
    is_secure: bool,
    port: int,
    share: Sequence[str],
    clients: int,
) -> None:
    """Serve the pages of that show until Ctrl+C. ``share`` are addresses of this machine."""
    broker = MqttSettings(
        is_on=True,
        host=host,
        port=broker_port or (TLS_PORT if is_secure else PLAIN_PORT),
        is_secure=is_secure,
        user=user,
        prefix=prefix,
    )
    word = os.environ.get(KEY, "")
    if not word:
        _say(UNSEALED)
    order = RelayOrder(
        broker=broker,
        key=key_of(word) if word else b"",
        password=os.environ.get(PASSWORD, ""),
        show=show,
        port=port,
        clients=clients,
        share=_share(share),
    )
    logging.basicConfig(level=logging.WARNING)
    with contextlib.suppress(KeyboardInterrupt):
        asyncio.run(_serve(order))


def _share(ips: Sequence[str]) -> Share | None:
    """Those addresses by https, with this installation's own certificate; None for none."""
    if not ips:
        return None
    certificate = certificate_for(ips)
    sys.stdout.write(f"Certificate of this machine, SHA-256: {certificate.fingerprint}\n")
    leaf, authority = str(certificate.leaf), str(certificate.authority)
    return Share(ips=list(ips), leaf=leaf, authority=authority)


async def _serve(order: RelayOrder) -> None:
    relaying = Relay(resources(), order, _say)
    stopped = asyncio.Event()
    with contextlib.suppress(NotImplementedError):
        asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, stopped.set)
    await relaying.start()
    _say("The room pages are at " + ", ".join(relaying.urls) + "; Ctrl+C ends it.")
    try:
        await stopped.wait()
    finally:
        await relaying.stop()


def _say(words: str) -> None:
    sys.stdout.write(f"{words}\n")
    sys.stdout.flush()
