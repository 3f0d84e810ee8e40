"""An open pairing code: where to go, what to type there, or the square to photograph instead."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from producer_app.present.words import Words
from producer_app.ui.plain_label import PlainLabel
from producer_app.ui.rooms.qr import QrCode
from producer_app.ui.rooms.told import CodeTold, reach_told
from producer_app.ui.theme import space


class CodePage(QWidget):
    """One code; where the line is shared, the address it is opened at can be chosen."""

    def __init__(self, words: Words, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words = words
        say = words.say
        self._told: CodeTold | None = None
        self.code_room = PlainLabel(bold=True)
        self.where = QComboBox()
        self.where.setAccessibleName(say("rooms.where"))
        self.address = PlainLabel("text_title", bold=True)
        self.reach = PlainLabel(tone="warning")
        self.copy = QPushButton(say("rooms.copy"))
        self.copy.setAutoDefault(False)
        self.code = PlainLabel("digits_huge", bold=True, tone="hard")
        self.lasts = PlainLabel("text_large", bold=True)
        self.qr = QrCode()
        self.qr.setAccessibleName(say("rooms.qr"))
        self._lay_out()
        self.where.activated.connect(self._show_address)
        self.copy.clicked.connect(self._on_copy_clicked)

    def show_code(self, told: CodeTold) -> None:
        """Show this code as it stands now."""
        self._told = told
        say = self._words.say
        self.code_room.say(told.title)
        self.code.say(told.spoken, "ink_faint" if told.is_over else "hard")
        self.code.setAccessibleName(say("rooms.code_name", code=told.spoken))
        self.lasts.say(told.lasts, "warning" if told.is_over else "ink")
        self._fill_where([url.split("#")[0] for url in told.urls])
        self._show_address()

    def show_nothing(self) -> None:
        """Show no code any more."""
        self._told = None
        self.qr.show_text("")

    def _fill_where(self, pages: list[str]) -> None:
        if pages != [self.where.itemText(n) for n in range(self.where.count())]:
            chosen = self.where.currentText()
            self.where.clear()
            self.where.addItems(pages)
            self.where.setCurrentIndex(max(0, self.where.findText(chosen)))
        self.where.setVisible(len(pages) > 1)

    def _show_address(self) -> None:
        told, at = self._told, max(0, self.where.currentIndex())
        url = told.urls[at] if told is not None and at < len(told.urls) else ""
        page = url.split("#")[0]
        self.address.say(page or self._words.say("rooms.no_address"))
        self.reach.say(reach_told(page, self._words))
        self.copy.setEnabled(bool(page))
        self.qr.show_text("" if told is None or told.is_over else url)

    def _on_copy_clicked(self) -> None:
        QGuiApplication.clipboard().setText(self.address.text())

    def _lay_out(self) -> None:
        address = QHBoxLayout()
        address.addWidget(self.address)
        address.addSpacing(space("near"))
        address.addWidget(self.reach, 1)
        address.addWidget(self.where)
        address.addWidget(self.copy)
        told = QVBoxLayout()
        told.setSpacing(0)
        told.addWidget(self.code_room)
        told.addSpacing(space("near"))
        told.addWidget(self._step("rooms.step_address"))
        told.addLayout(address)
        told.addSpacing(space("near"))
        told.addWidget(self._step("rooms.step_code"))
        told.addWidget(self.code)
        told.addWidget(self.lasts)
        told.addStretch()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(space("apart"))
        row.addLayout(told, 1)
        row.addWidget(self.qr, 0, Qt.AlignmentFlag.AlignTop)

    def _step(self, key: str) -> PlainLabel:
        label = PlainLabel(tone="ink_quiet")
        label.say(self._words.say(key))
        return label
