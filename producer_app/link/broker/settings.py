"""Which broker carries the line past one building, as the show keeps it; its password is not here.

The broker's password is a file of this machine, see ``broker_password``.
"""

from __future__ import annotations

from typing import Annotated, Final

import msgspec
from msgspec import Meta, Struct

from producer_app.core.errors import BadInput

SETTING: Final = "broker"
"""The setting of the show under which these are kept."""

PREFIX: Final = r"^[0-9A-Za-z_-]{1,60}$"
"""What the first level of a topic may be."""

PLAIN_PORT: Final = 1_883
TLS_PORT: Final = 8_883
"""Where brokers listen, as registered for MQTT."""


class MqttSettings(Struct, frozen=True, kw_only=True):
    """Off until the show says so."""

    is_on: bool = False
    host: Annotated[str, Meta(max_length=255)] = ""
    port: Annotated[int, Meta(ge=1, le=65_535)] = TLS_PORT
    is_secure: bool = True
    """TLS, with the certificate checked against the system's authorities."""
    user: Annotated[str, Meta(max_length=200)] = ""
    prefix: Annotated[str, Meta(pattern=PREFIX)] = "producer"
    """The first level of every topic."""

    @property
    def is_wanted(self) -> bool:
        """True where there is a broker to speak to."""
        return self.is_on and bool(self.host)


def read_mqtt_settings(text: str) -> MqttSettings:
    """The settings as a show keeps them; BadInput when they are none."""
    try:
        return msgspec.json.decode(text, type=MqttSettings) if text else MqttSettings()
    except msgspec.MsgspecError as fault:
        raise BadInput(
            "broker.settings",
            "The settings for the broker cannot be taken ({reason}): enter them anew.",
            reason=fault,
        ) from fault


def write_mqtt_settings(settings: MqttSettings) -> str:
    """The settings as a show keeps them; BadInput where one is out of its range."""
    text = msgspec.json.encode(settings).decode()
    read_mqtt_settings(text)
    return text
