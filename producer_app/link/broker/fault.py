"""Why a broker is not reached, as a kind that has its own words."""

from __future__ import annotations

import socket
import ssl
from enum import StrEnum
from typing import Final

import aiomqtt
from aiomqtt.exceptions import MqttConnectError


class BrokerFault(StrEnum):
    """What keeps a broker away."""

    NOBODY = "nobody"
    """Nobody listens at that address and port."""
    NAME = "name"
    """The broker's name is known to nobody."""
    PASSWORD = "password"  # noqa: S105
    """The broker refuses the user or the password."""
    CERTIFICATE = "certificate"
    """TLS was refused by this end or the other: its certificate is not trusted here."""
    SILENT = "silent"
    """It is not heard in time."""
    LOST = "lost"
    """A connection that stood has ended."""
    OTHER = "other"


_NOT_LET_IN: Final = (4, 5, 134, 135)
"""CONNACK codes of MQTT 3.1.1 and 5 for a bad user, a bad password, and one without a right."""


def fault_of(problem: BaseException, *, had_stood: bool) -> BrokerFault:
    """The kind of what a connection ended with; ``had_stood`` when it had been made before."""
    if isinstance(problem, MqttConnectError):
        code = problem.rc if isinstance(problem.rc, int) else getattr(problem.rc, "value", 0)
        return BrokerFault.PASSWORD if code in _NOT_LET_IN else BrokerFault.OTHER
    if had_stood:
        return BrokerFault.LOST
    if isinstance(problem, aiomqtt.MqttError) and isinstance(problem.__context__, OSError):
        problem = problem.__context__
    match problem:
        case ssl.SSLError():
            return BrokerFault.CERTIFICATE
        case socket.gaierror():
            return BrokerFault.NAME
        case ConnectionRefusedError():
            return BrokerFault.NOBODY
        case TimeoutError() | aiomqtt.MqttError():
            return BrokerFault.SILENT
    return BrokerFault.OTHER
