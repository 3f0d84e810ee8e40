"""Bringing a page onto the line: choose a room and a page, read the code out or have it
photographed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QComboBox,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from producer_app.core.show import RoomId, Show
from producer_app.core.timebase import Instant
from producer_app.link.presence import LinkState, Presence
from producer_app.link.protocol import Role
from producer_app.present.words import Words
from producer_app.ui.plain_label import PlainLabel
from producer_app.ui.rooms.code_page import CodePage
from producer_app.ui.rooms.token_page import TokenPage
from producer_app.ui.rooms.told import EVERYWHERE, code_told, role_told, room_told
from producer_app.ui.theme import font, space

OFFERED: Final = (Role.ROOM, Role.OPERATOR, Role.VIEWER, Role.PRODUCER, Role.TOOL)
LONGEST_NAME: Final = 40


@dataclass(frozen=True, slots=True, kw_only=True)
class PageWanted:
    """Which page is to be paired, for which room."""

    room: RoomId
    role: Role


class PairingBox(QFrame):
    """Asks for a code and shows it; counts down how long it is still good."""

    pair_asked = Signal(object)
    """A PageWanted."""
    tool_asked = Signal(object)
    """The name of another program that wants a token."""
    close_asked = Signal()

    def __init__(self, words: Words, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words = words
        say = words.say
        self.setProperty("panel", "true")
        self.page = QComboBox()
        self.page.setAccessibleName(say("rooms.page_head"))
        for role in OFFERED:
            self.page.addItem(role_told(role, words), role.value)
        self.room = QComboBox()
        self.room.setAccessibleName(say("rooms.room_head"))
        self.name = QLineEdit()
        self.name.setAccessibleName(say("rooms.tool_name"))
        self.name.setPlaceholderText(say("rooms.tool_name"))
        self.name.setMaxLength(LONGEST_NAME)
        self.pair = QPushButton()
        self.close_code = QPushButton(say("rooms.close"))
        self.close_code.setAutoDefault(False)
        self.may = _wrapped(bold=True)
        self.advice = _wrapped()
        self.guessed = PlainLabel(bold=True, tone="warning")
        self.guessed.say(words.say("rooms.guessed"))
        self.guessed.hide()
        self.code_page = CodePage(words)
        self.token_page = TokenPage(words)
        self._is_up = False
        self._usual: dict[Role, RoomId] = {}
        self._is_room_chosen = False
        self._lay_out()
        self.setFocusProxy(self.pair)
        self.page.currentIndexChanged.connect(self._on_page_changed)
        self.room.activated.connect(self._on_room_activated)
        self.name.textChanged.connect(self._show_what_may_be_asked)
        self.name.returnPressed.connect(self._on_pair_clicked)
        self.pair.clicked.connect(self._on_pair_clicked)
        self.close_code.clicked.connect(self._on_close_clicked)
        self.token_page.done.connect(self._on_close_clicked)
        self._on_page_changed()

    @property
    def role(self) -> Role:
        """The page that is chosen."""
        return Role(self.page.currentData())

    def show_presence(self, presence: Presence, show: Show, now: Instant) -> None:
        """Show the open code, or how to get one."""
        self._fill_rooms(show)
        self._is_up = presence.link is LinkState.UP
        self._show_what_may_be_asked()
        self.guessed.setVisible(presence.closed == "wrong")
        code = presence.pairing
        self.close_code.setEnabled(code is not None or self.token_page.has_token)
        if code is not None:
            self.token_page.put_away()
            self.code_page.show_code(code_told(code, show, now, self._words))
            self._turn_to(self.code_page)
        elif self.token_page.has_token:
            self._turn_to(self.token_page)
        else:
            self.code_page.show_nothing()
            self._turn_to(self._asking)

    def show_token(self, name: str, token: str) -> None:
        """Show what another program has to be given, until it is put away."""
        self.token_page.show_token(name, token)
        self._turn_to(self.token_page)
        self.close_code.setEnabled(True)
        self.name.clear()

    def _show_what_may_be_asked(self) -> None:
        say, is_tool = self._words.say, self.role is Role.TOOL
        is_named = bool(self.name.text().strip()) if is_tool else self.room.count() > 0
        self.pair.setEnabled(self._is_up and is_named)
        if not self._is_up:
            self.advice.setText(say("rooms.pair_down"))
        else:
            self.advice.setText(say("rooms.tool_advice" if is_tool else "rooms.pair_advice"))

    def _fill_rooms(self, show: Show) -> None:
        """The show's rooms; until somebody chooses, the usual one of the page is chosen: the stage
        for its timer, else the first shopping room."""
        rooms = [(room_told(room, room.id, self._words), room.id) for room in show.rooms]
        known = [(self.room.itemText(n), self.room.itemData(n)) for n in range(self.room.count())]
        if rooms == known:
            return
        chosen = self.room.currentData()
        self.room.clear()
        for name, key in rooms:
            self.room.addItem(name, key)
        stage, shops = show.stage(), show.shops()
        usual = {role: shops[0].id for role in OFFERED if shops}
        self._usual = usual | ({Role.VIEWER: stage.id} if stage is not None else {})
        self.room.setCurrentIndex(max(0, self.room.findData(chosen)))
        if self.room.findData(chosen) < 0:
            self._is_room_chosen = False
        self._choose_usual_room()

    def _choose_usual_room(self) -> None:
        if not self._is_room_chosen and self.role in self._usual:
            self.room.setCurrentIndex(max(0, self.room.findData(self._usual[self.role])))

    def _on_room_activated(self) -> None:
        self._is_room_chosen = True

    def _on_page_changed(self) -> None:
        is_tool = self.role is Role.TOOL
        self.room.setVisible(self.role not in EVERYWHERE)
        self._choose_usual_room()
        self.name.setVisible(is_tool)
        self.pair.setText(self._words.say("rooms.make_token" if is_tool else "rooms.pair"))
        self.may.setText(self._words.say(f"rooms.may_{self.role}"))
        self._show_what_may_be_asked()

    def _on_pair_clicked(self) -> None:
        if not self.pair.isEnabled():
            return
        self.token_page.put_away()
        if self.role is Role.TOOL:
            self.close_asked.emit()
            self.tool_asked.emit(self.name.text().strip())
        else:
            room = RoomId(self.room.currentData())
            self.pair_asked.emit(PageWanted(room=room, role=self.role))

    def _on_close_clicked(self) -> None:
        self.token_page.put_away()
        self._turn_to(self._asking)
        self.close_asked.emit()

    def _lay_out(self) -> None:
        row = QHBoxLayout()
        row.setSpacing(space("near"))
        heading = PlainLabel(bold=True)
        heading.say(self._words.say("rooms.pair_heading"))
        row.addWidget(heading)
        row.addWidget(self.page, 1)
        row.addWidget(self.room, 1)
        row.addWidget(self.name, 1)
        row.addWidget(self.pair)
        row.addWidget(self.close_code)
        self._asking = QWidget()
        asking = QVBoxLayout(self._asking)
        asking.setContentsMargins(0, 0, 0, 0)
        asking.addWidget(self.guessed)
        asking.addWidget(self.may)
        asking.addWidget(self.advice)
        asking.addStretch()
        column = QVBoxLayout(self)
        column.setContentsMargins(space("apart"), space("near"), space("apart"), space("near"))
        column.setSpacing(space("near"))
        column.addLayout(row)
        for page in (self._asking, self.code_page, self.token_page):
            column.addWidget(page)
        self._turn_to(self._asking)

    def _turn_to(self, shown: QWidget) -> None:
        for page in (self._asking, self.code_page, self.token_page):
            page.setVisible(page is shown)


def _wrapped(*, bold: bool = False) -> QLabel:
    label = QLabel()
    label.setFont(font("text_large" if bold else "text", bold=bold))
    label.setWordWrap(True)
    label.setProperty("quiet", "false" if bold else "true")
    return label
