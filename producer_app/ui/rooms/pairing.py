"""Bringing a page onto the line: choose a room, read the code out or have it photographed."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import (
    QComboBox,
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QStackedLayout,
    QVBoxLayout,
    QWidget,
)

from producer_app.core.show import RoomId, Show
from producer_app.core.timebase import Instant
from producer_app.link.presence import LinkState, Presence
from producer_app.present.words import Words
from producer_app.ui.plain_label import PlainLabel
from producer_app.ui.rooms.qr import QrCode
from producer_app.ui.rooms.told import CodeTold, code_told, reach_told, room_told
from producer_app.ui.theme import font, space


class PairingBox(QFrame):
    """Asks for a code and shows it; counts down how long it is still good."""

    pair_asked = Signal(object)
    close_asked = Signal()

    def __init__(self, words: Words, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words = words
        say = words.say
        self.setProperty("panel", "true")
        self.room = QComboBox()
        self.room.setAccessibleName(say("rooms.room_head"))
        self.pair = QPushButton(say("rooms.pair"))
        self.close_code = QPushButton(say("rooms.close"))
        self.copy = QPushButton(say("rooms.copy"))
        for button in (self.close_code, self.copy):
            button.setAutoDefault(False)
        self.advice = _wrapped(say("rooms.pair_advice"))
        self.code_room = PlainLabel(bold=True)
        self.address = PlainLabel("text_title", bold=True)
        self.reach = PlainLabel(tone="warning")
        self.code = PlainLabel("digits_huge", bold=True, tone="hard")
        self.lasts = PlainLabel("text_large", bold=True)
        self.qr = QrCode()
        self.qr.setAccessibleName(say("rooms.qr"))
        self._lay_out()
        self.setFocusProxy(self.pair)
        self.pair.clicked.connect(self._on_pair_clicked)
        self.close_code.clicked.connect(self.close_asked)
        self.copy.clicked.connect(self._on_copy_clicked)

    def show_presence(self, presence: Presence, show: Show, now: Instant) -> None:
        """Show the open code, or how to get one."""
        self._fill_rooms(show)
        is_up = presence.link is LinkState.UP
        self.pair.setEnabled(is_up and self.room.count() > 0)
        self.advice.setText(self._words.say("rooms.pair_advice" if is_up else "rooms.pair_down"))
        code = presence.pairing
        self.close_code.setEnabled(code is not None)
        if code is None:
            self._stack.setCurrentIndex(0)
            self.qr.show_text("")
            return
        self._stack.setCurrentIndex(1)
        self._show_code(code_told(code, show, now, self._words))
        self.address.say(presence.url or self._words.say("rooms.no_address"))
        self.reach.say(reach_told(presence.url, self._words))
        self.copy.setEnabled(bool(presence.url))

    def _show_code(self, code: CodeTold) -> None:
        self.code_room.say(self._words.say("rooms.code_for", room=code.room))
        self.code.say(code.spoken, "ink_faint" if code.is_over else "hard")
        self.code.setAccessibleName(self._words.say("rooms.code_name", code=code.spoken))
        self.lasts.say(code.lasts, "warning" if code.is_over else "ink")
        self.qr.show_text("" if code.is_over else code.url)

    def _fill_rooms(self, show: Show) -> None:
        """The show's rooms; the first shopping room is chosen until somebody chooses."""
        rooms = [(room_told(room, room.id), room.id) for room in show.rooms]
        known = [(self.room.itemText(n), self.room.itemData(n)) for n in range(self.room.count())]
        if rooms == known:
            return
        chosen = self.room.currentData()
        self.room.clear()
        for name, key in rooms:
            self.room.addItem(name, key)
        shops = show.shops()
        if chosen is None and shops:
            chosen = shops[0].id
        self.room.setCurrentIndex(max(0, self.room.findData(chosen)))

    def _on_pair_clicked(self) -> None:
        self.pair_asked.emit(RoomId(self.room.currentData()))

    def _on_copy_clicked(self) -> None:
        QGuiApplication.clipboard().setText(self.address.text())

    def _lay_out(self) -> None:
        asking = QHBoxLayout()
        asking.setSpacing(space("near"))
        heading = PlainLabel(bold=True)
        heading.say(self._words.say("rooms.pair_heading"))
        asking.addWidget(heading)
        asking.addWidget(self.room, 1)
        asking.addWidget(self.pair)
        asking.addWidget(self.close_code)
        column = QVBoxLayout(self)
        column.setContentsMargins(space("apart"), space("near"), space("apart"), space("near"))
        column.setSpacing(space("near"))
        column.addLayout(asking)
        self._stack = QStackedLayout()
        self._stack.addWidget(self.advice)
        self._stack.addWidget(self._code_page())
        column.addLayout(self._stack)

    def _code_page(self) -> QWidget:
        page = QWidget()
        told = QVBoxLayout()
        told.setSpacing(0)
        address = QHBoxLayout()
        address.addWidget(self.address)
        address.addSpacing(space("near"))
        address.addWidget(self.reach, 1)
        address.addWidget(self.copy)
        told.addWidget(self.code_room)
        told.addSpacing(space("near"))
        told.addWidget(self._step("rooms.step_address"))
        told.addLayout(address)
        told.addSpacing(space("near"))
        told.addWidget(self._step("rooms.step_code"))
        told.addWidget(self.code)
        told.addWidget(self.lasts)
        told.addStretch()
        row = QHBoxLayout(page)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(space("apart"))
        row.addLayout(told, 1)
        row.addWidget(self.qr, 0, Qt.AlignmentFlag.AlignTop)
        return page

    def _step(self, key: str) -> PlainLabel:
        label = PlainLabel(tone="ink_quiet")
        label.say(self._words.say(key))
        return label


def _wrapped(text: str) -> QLabel:
    label = QLabel(text)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setFont(font("text_large"))
    label.setWordWrap(True)
    label.setProperty("quiet", "true")
    label.setAlignment(Qt.AlignmentFlag.AlignCenter)
    return label
