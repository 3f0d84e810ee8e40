"""Past one building in the rooms' window: which broker carries the line, and how it goes."""

from __future__ import annotations

import re
from dataclasses import dataclass

from PySide6.QtWidgets import QWidget

from producer_app.core.errors import BadInput
from producer_app.core.show import Show
from producer_app.core.timebase import Instant
from producer_app.link.broker.relay_command import relay_command
from producer_app.link.broker.settings import PREFIX, MqttSettings
from producer_app.link.presence import Presence
from producer_app.present.words import Words
from producer_app.ui.rooms.applied import AppliedPart
from producer_app.ui.rooms.broker_boxes import ReachBox, SiteBox
from producer_app.ui.rooms.broker_told import broker_told


@dataclass(frozen=True, slots=True, kw_only=True)
class BrokerWanted:
    """What somebody wants from now on; ``password`` is None for the one that is kept."""

    settings: MqttSettings
    password: str | None


class BrokerPart(AppliedPart):
    """Asks for a BrokerWanted."""

    def __init__(self, words: Words, parent: QWidget | None = None) -> None:
        super().__init__(words, "broker.advice", parent)
        self._settings, self._show_id, self._has_password = MqttSettings(), "", False
        self.reach = ReachBox(words)
        self.site = SiteBox(words)
        self.grid.addWidget(self.reach, 1, 0)
        self.grid.addWidget(self.site, 1, 1)
        self.grid.setRowStretch(2, 1)
        self.reach.changed.connect(self.judge)
        self.put_back()

    def show_settings(
        self, settings: MqttSettings, show_id: str, key: str = "", *, has_password: bool
    ) -> None:
        """Show what the show says now; what was written and not applied is gone. ``key`` is that of
        its relays, to be copied and not to be read."""
        self._settings, self._show_id, self._has_password = settings, show_id, has_password
        self.site.show_key(key)
        self.reach.show_settings(settings, has_password=has_password)
        self.judge()

    def wanted(self) -> BrokerWanted:
        password = self.reach.written_password()
        return BrokerWanted(settings=self._written(), password=password)

    def is_new(self) -> bool:
        self.site.show_site(self._show_id, "")
        written = self._written()
        command = relay_command(written, self._show_id) if written.host else ""
        self.site.show_site(self._show_id, command)
        return written != self._settings or self.reach.written_password() is not None

    def put_back(self) -> None:
        key = self.site.key.text()
        self.show_settings(self._settings, self._show_id, key, has_password=self._has_password)

    def show_presence(self, presence: Presence, show: Show, now: Instant) -> None:
        """Show how the broker is reached; to be called with every change and each second."""
        self.reach.show_told(broker_told(presence, self._settings.host, show, now, self._words))

    def _written(self) -> MqttSettings:
        """What stands in the fields; BadInput for what cannot be."""
        settings = self.reach.settings()
        if settings.is_on and not settings.host:
            raise BadInput(
                "broker.no_host", "Enter the broker's name or address, or switch this off."
            )
        if not re.match(PREFIX, settings.prefix):
            raise BadInput(
                "broker.prefix",
                "“{text}” cannot begin a topic: take letters, digits, dashes and underscores, "
                "60 at most.",
                text=settings.prefix,
            )
        return settings
