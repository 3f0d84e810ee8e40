"""The network switch: off at every launch, on for the addresses that are ticked."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QFrame,
    QHBoxLayout,
    QPushButton,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from producer_app.link.door.network import Address
from producer_app.link.door.settings import MOST_CLIENTS, LineSettings
from producer_app.link.door.sharing import SharedNow
from producer_app.present.words import Words
from producer_app.ui.plain_label import PlainLabel
from producer_app.ui.rooms.told import ShareTold, share_told
from producer_app.ui.theme import space


class ShareBox(QFrame):
    """Says what others on the network can reach, and asks for more or less of it."""

    share_asked = Signal(object)
    """The addresses to open, as text; none ends sharing."""
    settings_asked = Signal(object)
    certificate_asked = Signal()

    def __init__(self, words: Words, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words = words
        self._settings = LineSettings()
        self._addresses: tuple[Address, ...] = ()
        say = words.say
        self.setProperty("panel", "true")
        self.switch = QCheckBox(say("rooms.share"))
        self.state = PlainLabel(bold=True)
        self.boxes: dict[str, QCheckBox] = {}
        self.nowhere = PlainLabel(tone="warning")
        self.nowhere.say(say("rooms.share_nowhere"))
        self.scheme = QComboBox()
        self.scheme.setAccessibleName(say("rooms.scheme"))
        self.scheme.addItem(say("rooms.scheme_secure"), True)
        self.scheme.addItem(say("rooms.scheme_plain"), False)
        self.clients = _number(1, MOST_CLIENTS, say("rooms.most"))
        self.per_address = _number(1, MOST_CLIENTS, say("rooms.most_each"))
        self.certificate = QPushButton(say("rooms.certificate"))
        self.certificate.setAutoDefault(False)
        self.warning = PlainLabel(tone="warning", bold=True)
        self._lay_out()
        self.switch.toggled.connect(self._on_switch_toggled)
        self.scheme.activated.connect(self._on_settings_changed)
        self.clients.valueChanged.connect(self._on_settings_changed)
        self.per_address.valueChanged.connect(self._on_settings_changed)
        self.certificate.clicked.connect(self.certificate_asked)

    def show_addresses(self, addresses: tuple[Address, ...]) -> None:
        """Offer these addresses of this machine; what was ticked stays ticked."""
        if addresses == self._addresses and self.boxes:
            return
        self._addresses = addresses
        off = {ip for ip, box in self.boxes.items() if not box.isChecked()}
        for box in self.boxes.values():
            box.deleteLater()
        self.boxes = {address.ip: self._box(address, off) for address in addresses}
        for box in self.boxes.values():
            self._row.addWidget(box)
        self.nowhere.setVisible(not self.boxes)
        self.switch.setEnabled(bool(self._ticked()) or self.switch.isChecked())

    def show_settings(self, settings: LineSettings) -> None:
        """Show what the show says of its line."""
        self._settings = settings
        for number, value in (
            (self.clients, settings.clients),
            (self.per_address, settings.per_address),
        ):
            if not number.hasFocus():
                number.blockSignals(True)
                number.setValue(value)
                number.blockSignals(False)
        self.scheme.setCurrentIndex(self.scheme.findData(settings.is_secure))

    def show_shared(self, shared: SharedNow) -> None:
        """Show what is open now."""
        told: ShareTold = share_told(shared, self._words)
        self.switch.blockSignals(True)
        self.switch.setChecked(shared.is_on)
        self.switch.blockSignals(False)
        self.state.say(told.state, told.tone)
        self.warning.say(told.warning)
        self.warning.setVisible(bool(told.warning))
        self.certificate.setEnabled(bool(shared.certificate_urls))

    def _box(self, address: Address, off: set[str]) -> QCheckBox:
        say = self._words.say
        is_offered = address.is_private
        key = "rooms.address" if is_offered else "rooms.address_open"
        box = QCheckBox(say(key, ip=address.ip, interface=address.interface))
        box.setChecked(is_offered and address.ip not in off and ":" not in address.ip)
        box.setEnabled(is_offered)
        box.setToolTip("" if is_offered else f"<p>{say('rooms.address_public')}</p>")
        box.toggled.connect(self._on_box_toggled)
        return box

    def _ticked(self) -> tuple[str, ...]:
        return tuple(ip for ip, box in self.boxes.items() if box.isChecked())

    def _on_box_toggled(self) -> None:
        if self.switch.isChecked():
            self.share_asked.emit(self._ticked())
        else:
            self.switch.setEnabled(bool(self._ticked()))

    def _on_switch_toggled(self, is_on: bool) -> None:
        self.share_asked.emit(self._ticked() if is_on else ())

    def _on_settings_changed(self) -> None:
        self.settings_asked.emit(
            LineSettings(
                clients=self.clients.value(),
                per_address=self.per_address.value(),
                handshakes=self._settings.handshakes,
                is_secure=bool(self.scheme.currentData()),
            )
        )

    def _lay_out(self) -> None:
        first = QHBoxLayout()
        first.setSpacing(space("apart"))
        first.addWidget(self.switch)
        first.addWidget(self.state, 1)
        first.addWidget(self.certificate)
        self._row = QHBoxLayout()
        self._row.setSpacing(space("apart"))
        self._row.addWidget(self.nowhere)
        second = QHBoxLayout()
        second.setSpacing(space("apart"))
        second.addLayout(self._row)
        second.addStretch(1)
        third = QHBoxLayout()
        third.setSpacing(space("near"))
        third.addWidget(self.scheme)
        third.addStretch(1)
        for key, number in (("rooms.most", self.clients), ("rooms.most_each", self.per_address)):
            label = PlainLabel(tone="ink_quiet")
            label.say(self._words.say(key))
            third.addWidget(label)
            third.addWidget(number)
        column = QVBoxLayout(self)
        column.setContentsMargins(space("apart"), space("near"), space("apart"), space("near"))
        column.setSpacing(space("near"))
        for row in (first, second, third):
            column.addLayout(row)
        column.addWidget(self.warning)


def _number(least: int, most: int, name: str) -> QSpinBox:
    number = QSpinBox()
    number.setRange(least, most)
    number.setKeyboardTracking(False)
    number.setAccessibleName(name)
    return number
