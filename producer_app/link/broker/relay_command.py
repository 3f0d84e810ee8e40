"""The command that serves a show's room pages at another site, as it is typed there."""

from __future__ import annotations

import shlex
from typing import Final

from producer_app.link.broker.settings import PLAIN_PORT, TLS_PORT, MqttSettings

PLACE: Final = "ADDRESS"
"""Stands for the address of the other site's machine, which nobody knows here."""


USER: Final = "USER"
"""Stands for the other site's own user at the broker, where the broker asks for one."""


def relay_command(settings: MqttSettings, show: str) -> str:
    """The line to type at the other site; the broker's password is not in it. What the command
    takes for granted is left out."""
    words = ["producer-console", "relay", show, settings.host]
    if settings.user:
        words += ["--user", USER]
    if settings.port != (TLS_PORT if settings.is_secure else PLAIN_PORT):
        words += ["--broker-port", str(settings.port)]
    if not settings.is_secure:
        words += ["--plain"]
    if settings.prefix != MqttSettings().prefix:
        words += ["--prefix", settings.prefix]
    return shlex.join([*words, "--share", PLACE])
