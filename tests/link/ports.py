"""A port of its own for every trial: consoles in two workers would otherwise take one another's."""

from __future__ import annotations

import socket


def free_port() -> int:
    """A port on loopback that nothing listens on at this moment."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
    return port
