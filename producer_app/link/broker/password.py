"""The broker's password: a file of this machine, for its owner alone, never in a show.

It belongs to one show, broker and user: a show file that somebody has altered to name another
broker, or to do without TLS, finds none.
"""

from __future__ import annotations

import hashlib
import os
from pathlib import Path

from producer_app.core.errors import EnvironmentFault
from producer_app.link.broker.settings import MqttSettings
from producer_app.paths import state_dir


def broker_password(show: str, broker: MqttSettings) -> str:
    """The password for that show's broker; empty when none is kept here."""
    try:
        return _path(show, broker).read_text(encoding="utf-8")
    except (OSError, UnicodeError):
        return ""


def keep_broker_password(show: str, broker: MqttSettings, password: str) -> None:
    """Keeps it in place of the one before, an empty one not at all; EnvironmentFault where it
    cannot be kept."""
    path = _path(show, broker)
    try:
        path.unlink(missing_ok=True)
        if password:
            path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            made = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
            with os.fdopen(made, "w", encoding="utf-8") as file:
                file.write(password)
    except OSError as fault:
        raise EnvironmentFault(
            "broker.password",
            "The broker's password cannot be kept in {path} ({reason}): make that folder writable.",
            path=path,
            reason=fault.strerror or fault,
        ) from fault


def _path(show: str, broker: MqttSettings) -> Path:
    whose = (show, broker.host, broker.port, broker.user, broker.is_secure)
    name = hashlib.sha256(repr(whose).encode()).hexdigest()[:32]
    return state_dir() / "secrets" / f"broker-{name}"
