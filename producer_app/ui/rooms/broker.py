"""Past one building in the rooms' window: which broker carries the line, and how it goes."""

from __future__ import annotations

import re
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from producer_app.core.errors import BadInput
from producer_app.core.show import Show
from producer_app.core.timebase import Instant
from producer_app.link.broker.relay_command import relay_command
from producer_app.link.broker.settings import PREFIX, MqttSettings
from producer_app.link.presence import Presence
from producer_app.present.errors import told
from producer_app.present.words import Words
from producer_app.ui.forms import Sheet
from producer_app.ui.plain_label import PlainLabel
from producer_app.ui.rooms.broker_boxes import ReachBox, SiteBox
from producer_app.ui.rooms.broker_told import broker_told
from producer_app.ui.theme import space
from producer_app.ui.wrapped import WrappedLabel


@dataclass(frozen=True, slots=True, kw_only=True)
class BrokerWanted:
    """What somebody wants from now on; ``password`` is None for the one that is kept."""

    settings: MqttSettings
    password: str | None


class BrokerPart(QWidget):
    """Nothing is changed before Apply; what cannot be is said in words and changes nothing."""

    adopt_asked = Signal(object)
    """The BrokerWanted."""

    def __init__(self, words: Words, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words = words
        self._settings, self._show_id, self._has_password = MqttSettings(), "", False
        self.reach = ReachBox(words)
        self.site = SiteBox(words)
        self.verdict = PlainLabel(bold=True)
        self.apply = QPushButton(words.say("outside.apply"))
        self.drop = QPushButton(words.say("outside.drop"))
        self._lay_out()
        self.reach.changed.connect(self._on_reach_changed)
        self.apply.clicked.connect(self._on_apply_clicked)
        self.drop.clicked.connect(self._on_drop_clicked)
        self._on_drop_clicked()

    def show_settings(
        self, settings: MqttSettings, show_id: str, key: str = "", *, has_password: bool
    ) -> None:
        """Show what the show says now; what was written and not applied is gone. ``key`` is that of
        its relays, to be copied and not to be read."""
        self._settings, self._show_id, self._has_password = settings, show_id, has_password
        self.site.show_key(key)
        self.reach.show_settings(settings, has_password=has_password)
        self._on_reach_changed()

    def show_fault(self, sentence: str) -> None:
        """Say why it could not be done."""
        self.verdict.say(sentence, "error")

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

    def _on_reach_changed(self) -> None:
        try:
            written = self._written()
        except BadInput as fault:
            self.site.show_site(self._show_id, "")
            self.verdict.say(told(fault, self._words), "error")
            self._enable(can_apply=False, can_drop=True)
            return
        command = relay_command(written, self._show_id) if written.host else ""
        self.site.show_site(self._show_id, command)
        is_new = written != self._settings or self.reach.written_password() is not None
        key = "outside.unapplied" if is_new else "outside.applied"
        self.verdict.say(self._words.say(key), "warning" if is_new else "ink_quiet")
        self._enable(can_apply=is_new, can_drop=is_new)

    def _enable(self, *, can_apply: bool, can_drop: bool) -> None:
        self.apply.setEnabled(can_apply)
        self.drop.setEnabled(can_drop)

    def _on_apply_clicked(self) -> None:
        password = self.reach.written_password()
        self.adopt_asked.emit(BrokerWanted(settings=self._written(), password=password))

    def _on_drop_clicked(self) -> None:
        key = self.site.key.text()
        self.show_settings(self._settings, self._show_id, key, has_password=self._has_password)

    def _lay_out(self) -> None:
        advice = WrappedLabel()
        advice.say(self._words.say("broker.advice"), "ink_quiet")
        inner = QWidget()
        grid = QGridLayout(inner)
        grid.setContentsMargins(0, space("near"), 0, 0)
        grid.setSpacing(space("near"))
        grid.addWidget(advice, 0, 0, 1, 2)
        grid.addWidget(self.reach, 1, 0)
        grid.addWidget(self.site, 1, 1)
        grid.setRowStretch(2, 1)
        for column in (0, 1):
            grid.setColumnStretch(column, 1)
        foot = QHBoxLayout()
        foot.setSpacing(space("near"))
        foot.addWidget(self.verdict, 1, Qt.AlignmentFlag.AlignVCenter)
        for button in (self.drop, self.apply):
            button.setAutoDefault(False)
            foot.addWidget(button)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(space("near"))
        whole.addWidget(Sheet(inner), 1)
        whole.addLayout(foot)
