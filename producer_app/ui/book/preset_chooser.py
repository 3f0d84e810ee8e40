"""Choosing a preset: what it asks, where it comes from, how far it holds, and for which output."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from producer_app.core.ad_presets import Preset
from producer_app.core.show import Room, RoomId, Show
from producer_app.present.book_presets import PresetView, preset_view, presets_listed
from producer_app.present.words import Words, both
from producer_app.ui.book.listing import Listing
from producer_app.ui.editors import ChoiceEditor
from producer_app.ui.forms import Sheet, caption
from producer_app.ui.theme import font, space
from producer_app.ui.wrapped import WrappedLabel

_LIST_WIDTH = 340


class PresetChooser(QDialog):
    """The presets in a list, the chosen one whole beside it, and the room and output it is for."""

    chosen = Signal(object)
    """The preset, the room and the name of the output; that is empty for all of them."""

    def __init__(
        self,
        presets: Sequence[Preset],
        show: Show,
        room: Room,
        words: Words,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(words.say("book.choose_preset"))
        self.resize(900, 560)
        self._presets = {preset.id: preset for preset in presets}
        self._rooms = {one.id: one for one in show.rooms}
        self._words = words
        self.search = QLineEdit()
        self.list = Listing(words.say("book.presets"))
        self.card = PresetCard(words)
        self.room = ChoiceEditor(words.say("book.ad_rules_room"))
        self.output = ChoiceEditor(words.say("book.ad_rules_output"))
        self.buttons = QDialogButtonBox()
        self.add = self._button("add_preset", QDialogButtonBox.ButtonRole.AcceptRole)
        self._button("cancel", QDialogButtonBox.ButtonRole.RejectRole)
        self._prepare(room)
        self._lay_out()
        self.list.show_listed(presets_listed(presets, words), None)
        self._show_chosen()

    @property
    def preset(self) -> Preset | None:
        """The one that is chosen."""
        return self._presets.get(self.list.chosen or "")

    def _prepare(self, room: Room) -> None:
        say = self._words.say
        self.search.setPlaceholderText(say("book.find"))
        self.search.setAccessibleName(say("book.find"))
        self.search.textChanged.connect(self._on_search_text_changed)
        self.list.currentRowChanged.connect(lambda _: self._show_chosen())
        names = [(one.id, both(one.name, one.name_alt, " ")) for one in self._rooms.values()]
        self.room.offer(names)
        self.room.chosen.connect(self._show_room)
        self._show_room(room.id)
        self.output.chosen.connect(self._show_output)
        self.buttons.accepted.connect(self._on_buttons_accepted)
        self.buttons.rejected.connect(self.reject)

    def _button(self, key: str, role: QDialogButtonBox.ButtonRole) -> QPushButton:
        button = self.buttons.addButton(self._words.say(f"book.{key}"), role)
        button.setAutoDefault(role is QDialogButtonBox.ButtonRole.AcceptRole)
        return button

    def _lay_out(self) -> None:
        left = QVBoxLayout()
        left.addWidget(self.search)
        left.addWidget(self.list, 1)
        self.list.setFixedWidth(_LIST_WIDTH)
        self.search.setFixedWidth(_LIST_WIDTH)
        places = QHBoxLayout()
        for label, editor in (("room", self.room), ("output", self.output)):
            column = QVBoxLayout()
            column.setSpacing(space("tight") // 2)
            column.addWidget(caption(self._words.say(f"book.ad_rules_{label}")))
            column.addWidget(editor)
            places.addLayout(column, 1)
        right = QVBoxLayout()
        right.setSpacing(space("near"))
        right.addWidget(Sheet(self.card), 1)
        right.addLayout(places)
        right.addWidget(self.buttons)
        row = QHBoxLayout(self)
        row.setSpacing(space("apart"))
        row.addLayout(left)
        row.addLayout(right, 1)

    def _show_chosen(self) -> None:
        preset = self.preset
        self.add.setEnabled(preset is not None and bool(preset.rules))
        self.card.show_preset(None if preset is None else preset_view(preset, self._words))

    def _show_room(self, key: object) -> None:
        room = self._rooms[RoomId(str(key))]
        self._room = room
        self.room.show_value(room.id)
        names = tuple((name, name) for name in dict.fromkeys(one.name for one in room.outputs))
        self.output.offer((("", self._words.say("book.all_outputs")), *names))
        self._show_output("")

    def _show_output(self, name: object) -> None:
        self._output = str(name)
        self.output.show_value(self._output)

    def _on_search_text_changed(self, text: str) -> None:
        if self.list.filter(text):
            self.list.choose_first_found()

    def _on_buttons_accepted(self) -> None:
        if self.preset is not None and self.preset.rules:
            self.chosen.emit((self.preset, self._room, self._output))
            self.accept()


class PresetCard(QWidget):
    """One preset, whole, in words."""

    def __init__(self, words: Words) -> None:
        super().__init__()
        self._words = words
        self.title, self.title_alt = WrappedLabel(), WrappedLabel()
        self.title.setFont(font("text_large", bold=True))
        self.status, self.origin, self.note = WrappedLabel(), WrappedLabel(), WrappedLabel()
        self.rules = QWidget()
        self._lines = QVBoxLayout(self.rules)
        self._lines.setContentsMargins(0, 0, 0, 0)
        self._lines.setSpacing(0)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, space("near"), 0)
        column.setSpacing(space("near"))
        column.addWidget(self.title)
        column.addWidget(self.title_alt)
        column.addWidget(self.status)
        column.addWidget(self.note)
        column.addWidget(self.rules)
        column.addWidget(self.origin)
        column.addStretch()

    def show_preset(self, view: PresetView | None) -> None:
        """Show this one; nothing where none is chosen."""
        self.setVisible(view is not None)
        if view is None:
            return
        self.title.say(view.title, "")
        self.title_alt.say(view.title_alt, "ink_quiet")
        self.status.say(view.status, "ink_quiet" if view.is_reliable else "warning")
        self.note.say(view.note, "")
        self.origin.say(view.origin, "ink_quiet")
        self._show_rules(view)

    def _show_rules(self, view: PresetView) -> None:
        while (item := self._lines.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        for rule in view.rules:
            self._say(rule.title, "ink_quiet", above="near")
            self._say(rule.limit, "", above="tight" if rule.title else "near", is_bold=True)
            self._say(rule.caution, "warning")
            self._say(rule.kinds, "ink_quiet")

    def _say(self, text: str, tone: str, *, above: str = "", is_bold: bool = False) -> None:
        if not text:
            return
        label = WrappedLabel()
        label.say(text, tone)
        label.setContentsMargins(0, space(above) if above else 0, 0, 0)
        if is_bold:
            label.setFont(font("text", bold=True))
        self._lines.addWidget(label)
        label.show()
