"""A connection to a broker: how it is made, written to, and tried again."""

from __future__ import annotations

import asyncio
import logging
import random
import ssl
from typing import Final

import aiomqtt

from producer_app.link.broker.settings import MqttSettings

log = logging.getLogger(__name__)

BACK_OFF: Final = (0.25, 0.5, 1.0, 2.0, 5.0)
"""Seconds before the broker is tried again."""

ALIVE: Final = 5
"""Seconds without a word after which a broker and this end give each other up."""

CONNECTS_WITHIN: Final = 5.0

ANSWERS_WITHIN: Final = 1.5
"""Seconds after which a broker that has not acknowledged is told to be down."""

LOST: Final = (aiomqtt.MqttError, OSError, ssl.SSLError, ValueError)
"""What a connection to a broker ends with, or does not begin with."""


def client_of(
    settings: MqttSettings, password: str, will: aiomqtt.Will, name: str | None = None
) -> aiomqtt.Client:
    """A connection to that broker, not opened yet. ``name`` is the one by which the broker's rules
    know this end; without one it is any."""
    return aiomqtt.Client(
        settings.host,
        settings.port,
        identifier=name,
        username=settings.user or None,
        password=password or None,
        tls_context=ssl.create_default_context() if settings.is_secure else None,
        will=will,
        keepalive=ALIVE,
        timeout=CONNECTS_WITHIN,
        clean_session=True,
        logger=log,
    )


async def publish(
    client: aiomqtt.Client, topic: str, payload: bytes, *, is_kept: bool = False
) -> None:
    """Hands a message to the broker, which keeps the last one of a topic where ``is_kept``."""
    await client.publish(topic, payload, qos=1 if is_kept else 0, retain=is_kept)
    task = asyncio.current_task()
    if task is not None and task.cancelling():
        # Before Python 3.12 wait_for, which the library waits with, may lose a cancellation.
        raise asyncio.CancelledError


async def answers(client: aiomqtt.Client, topic: str, payload: bytes) -> bool:
    """Keeps that message on the broker once more: False when it is not acknowledged in time."""
    try:
        await client.publish(topic, payload, qos=1, retain=True, timeout=ANSWERS_WITHIN)
    except aiomqtt.MqttError:
        return False
    task = asyncio.current_task()
    if task is not None and task.cancelling():
        raise asyncio.CancelledError
    return True


def again_in(tries: int) -> float:
    """Seconds to wait after so many tries in vain; no two ends wait equally long."""
    wait = BACK_OFF[min(tries, len(BACK_OFF) - 1)]
    return wait * random.uniform(0.5, 1.0)  # noqa: S311
