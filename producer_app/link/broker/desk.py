"""The console's end of the broker: which one the show goes by, and how it is reached."""

from __future__ import annotations

import logging

from producer_app.core.errors import BadInput
from producer_app.link.broker.password import broker_password, keep_broker_password
from producer_app.link.broker.sealed import relay_key
from producer_app.link.broker.settings import (
    SETTING,
    MqttSettings,
    read_mqtt_settings,
    write_mqtt_settings,
)
from producer_app.link.door.seal import installation_key
from producer_app.link.pipe import Broker
from producer_app.link.room_line import RoomLine
from producer_app.session.session import Session

log = logging.getLogger(__name__)


class BrokerDesk:
    """One show's broker, over its line."""

    def __init__(self, session: Session, line: RoomLine) -> None:
        self._session, self._line = session, line
        self.settings = self._kept()

    def start(self) -> None:
        """Goes by the broker that the show names."""
        self._line.set_broker(self._orders())

    @property
    def show(self) -> str:
        """The show's id, by which a relay finds it on the broker."""
        return self._session.show.id

    @property
    def key(self) -> str:
        """The key of this show's relays: it is carried to the other site, never by the broker."""
        return relay_key(installation_key(), self._session.show.id)

    @property
    def password(self) -> str:
        """What this machine keeps for the show's broker; empty when nothing."""
        return broker_password(self._session.show.id, self.settings)

    def adopt(self, settings: MqttSettings, password: str) -> None:
        """Keeps these with the show, the password on this machine, and goes by them from now on;
        BadInput where one is out of its range, EnvironmentFault where they cannot be kept."""
        text = write_mqtt_settings(settings)
        keep_broker_password(self._session.show.id, settings, password)
        self._session.set_setting(SETTING, text)
        self.settings = settings
        self._line.set_broker(self._orders())

    def _orders(self) -> Broker:
        return Broker(settings=self.settings, show=self.show, password=self.password, key=self.key)

    def _kept(self) -> MqttSettings:
        try:
            return read_mqtt_settings(self._session.setting(SETTING))
        except BadInput as fault:
            log.warning("%s", fault)
            return MqttSettings()
