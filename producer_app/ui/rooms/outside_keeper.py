"""Carries what the part about other programs asks to the desk, and back what came of it."""

from __future__ import annotations

from producer_app.core.errors import ProducerError
from producer_app.link.presence import Presence
from producer_app.link.tools.desk import ToolsDesk
from producer_app.link.tools.settings import ToolSettings
from producer_app.present.errors import told
from producer_app.present.words import Words
from producer_app.ui.rooms.outside import OutsidePart


class OutsideKeeper:
    """One part, ``part``, on one desk."""

    def __init__(self, words: Words, desk: ToolsDesk) -> None:
        self._words, self._desk = words, desk
        self.part = OutsidePart(words)
        self.part.adopt_asked.connect(self._on_adopt_asked)
        self.part.renew_asked.connect(self._on_renew_asked)
        self._show()

    def show_presence(self, presence: Presence) -> None:
        """Show how it goes."""
        self.part.show_presence(presence)

    def _show(self) -> None:
        try:
            secret = self._desk.secret()
        except ProducerError as fault:
            self.part.show_settings(self._desk.settings)
            self.part.show_fault(told(fault, self._words))
        else:
            self.part.show_settings(self._desk.settings, secret)

    def _on_adopt_asked(self, settings: ToolSettings) -> None:
        try:
            self._desk.adopt(settings)
        except ProducerError as fault:
            self.part.show_fault(told(fault, self._words))
        else:
            self._show()

    def _on_renew_asked(self) -> None:
        try:
            self._desk.renew_secret()
        except ProducerError as fault:
            self.part.show_fault(told(fault, self._words))
        else:
            self._show()
