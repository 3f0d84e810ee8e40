"""Where could this advertisement go: what it is, the search and how far it is, the places."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QProgressBar,
    QPushButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from producer_app.core.errors import ProducerError
from producer_app.core.show import Kind, RoomId
from producer_app.present.budget_openings import PlaceView, length_echo
from producer_app.present.errors import told
from producer_app.present.words import Words
from producer_app.ui.budget.places import PlaceList
from producer_app.ui.editors import ChoiceEditor, LineEditor
from producer_app.ui.plain_label import PlainLabel
from producer_app.ui.theme import space
from producer_app.ui.wrapped import WrappedLabel

Choices = tuple[tuple[object, str], ...]


class PlacesPanel(QFrame):
    """Enter in the length seeks, Enter on a place puts the advertisement there; Esc closes."""

    seek_asked = Signal()
    """What stands in the fields should be sought as a new advertisement."""
    cancel_asked = Signal()
    place_chosen = Signal(object)
    place_taken = Signal(object)
    closed = Signal()

    def __init__(self, words: Words, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words = words
        self.setProperty("drawer", "true")
        self.setAccessibleName(words.say("budget.place_name"))
        self.subject = PlainLabel("text_large", bold=True)
        self.length = LineEditor(words.say("budget.place_length"))
        self.kind = ChoiceEditor(words.say("budget.place_kind"))
        self.room = ChoiceEditor(words.say("budget.place_room"))
        self.echo = PlainLabel("text_small", tone="ink_quiet")
        self.seek = QPushButton(words.say("budget.place_seek"))
        self.progress = QProgressBar()
        self.cancel = QPushButton(words.say("budget.place_cancel"))
        self.state = WrappedLabel()
        self.places = PlaceList()
        self.places.setAccessibleName(words.say("budget.place_name"))
        self.put = QPushButton(words.say("budget.place_put"))
        self._lay_out()
        self._connect()
        self.hide()

    def show_subject(self, text: str, length: str, kind: Kind, room: RoomId) -> None:
        """Say what is to be placed, and put it into the fields."""
        self.subject.say(text)
        self.length.setModified(False)
        self.length.show_text(length)
        self._say_length(length)
        self.kind.show_value(kind)
        self.room.show_value(room)

    def offer(self, kinds: Choices, rooms: Choices) -> None:
        """The kinds and rooms to choose from; one room alone is not asked for."""
        self.kind.offer(kinds)
        self.room.offer(rooms)
        self.room.setVisible(len(rooms) > 1)

    def show_progress(self, tried: int, total: int) -> None:
        """Show how far a search is that is still on."""
        self.progress.setRange(0, max(1, total))
        self.progress.setValue(tried)
        self._show_seeking(is_seeking=True)
        self.state.say(
            self._words.say("budget.place_seeking", tried=tried, total=total), "ink_quiet"
        )

    def show_ended(self, text: str, tone: str) -> None:
        """Say what came of the search."""
        self._show_seeking(is_seeking=False)
        self.state.say(text, tone)

    def show_places(self, places: tuple[PlaceView, ...], *, is_all: bool) -> None:
        """Show these places, the best first."""
        self.places.show_places(places, is_all=is_all)
        self.put.setEnabled(self.places.chosen is not None)

    def typed_length(self) -> str:
        """What stands in the length's field."""
        return self.length.text()

    def refuse_length(self, fault: ProducerError) -> None:
        """Say why a length was not understood, and stay there."""
        self.echo.say(told(fault, self._words), "error")
        self.length.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
        else:
            super().keyPressEvent(event)

    def _show_seeking(self, *, is_seeking: bool) -> None:
        for part in (self.progress, self.cancel):
            part.setVisible(is_seeking)

    def _say_length(self, text: str) -> None:
        try:
            self.echo.say(length_echo(text, self._words), "under")
        except ProducerError as fault:
            self.echo.say(told(fault, self._words), "error")

    def _connect(self) -> None:
        self.length.textEdited.connect(self._say_length)
        self.length.returnPressed.connect(self.seek_asked)
        self.seek.clicked.connect(self.seek_asked)
        self.cancel.clicked.connect(self.cancel_asked)
        self.places.place_chosen.connect(self._on_places_place_chosen)
        self.places.place_taken.connect(self.place_taken)
        self.put.clicked.connect(self._on_put_clicked)

    def _lay_out(self) -> None:
        near, tight = space("near"), space("tight")
        column = QVBoxLayout(self)
        column.setContentsMargins(space("apart"), near, near, near)
        column.setSpacing(tight)
        column.addLayout(self._head())
        column.addWidget(self.subject)
        column.addLayout(self._form())
        column.addWidget(self.echo)
        row = QHBoxLayout()
        self.progress.setTextVisible(False)
        self.progress.setFixedHeight(near)
        row.addWidget(self.progress, 1)
        row.addWidget(self.cancel)
        column.addLayout(row)
        column.addWidget(self.state)
        column.addWidget(self.places, 1)
        self.put.setEnabled(False)
        column.addWidget(self.put)
        self._show_seeking(is_seeking=False)

    def _head(self) -> QHBoxLayout:
        name = PlainLabel("text_small", bold=True, tone="ink_quiet")
        name.say(self._words.say("budget.place_name"))
        close = QPushButton(self._words.say("budget.close_panel"))
        close.clicked.connect(self.closed)
        for button in (close, self.seek, self.cancel):
            button.setProperty("inline", "true")
        head = QHBoxLayout()
        head.addWidget(name, 1)
        head.addWidget(close)
        return head

    def _form(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(space("near"))
        self.length.setMaximumWidth(90)
        self.length.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        for part, share in ((self.length, 0), (self.kind, 1), (self.room, 1), (self.seek, 0)):
            row.addWidget(part, share)
        return row

    def _on_places_place_chosen(self, place: PlaceView | None) -> None:
        self.put.setEnabled(place is not None)
        self.place_chosen.emit(place)

    def _on_put_clicked(self) -> None:
        if self.places.chosen is not None:
            self.place_taken.emit(self.places.chosen)
