"""Carries what the part about the broker asks to the desk, and back what came of it."""

from __future__ import annotations

from producer_app.core.errors import ProducerError
from producer_app.core.show import Show
from producer_app.core.timebase import Instant
from producer_app.link.broker.desk import BrokerDesk
from producer_app.link.presence import Presence
from producer_app.present.errors import told
from producer_app.present.words import Words
from producer_app.ui.rooms.broker import BrokerPart, BrokerWanted


class BrokerKeeper:
    """One part, ``part``, on one desk."""

    def __init__(self, words: Words, desk: BrokerDesk) -> None:
        self._words, self._desk = words, desk
        self.part = BrokerPart(words)
        self.part.adopt_asked.connect(self._on_adopt_asked)
        self._show()

    def show_presence(self, presence: Presence, show: Show, now: Instant) -> None:
        """Show how it goes."""
        self.part.show_presence(presence, show, now)

    def _show(self) -> None:
        desk = self._desk
        has_password = bool(desk.password)
        self.part.show_settings(desk.settings, desk.show, desk.key, has_password=has_password)

    def _on_adopt_asked(self, wanted: BrokerWanted) -> None:
        kept = self._desk.password
        try:
            self._desk.adopt(wanted.settings, kept if wanted.password is None else wanted.password)
        except ProducerError as fault:
            self.part.show_fault(told(fault, self._words))
        else:
            self._show()
