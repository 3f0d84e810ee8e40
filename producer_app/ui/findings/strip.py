"""Beneath the findings: the line in which somebody lets flagged wording stand, or takes it back."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QPalette
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QPushButton, QVBoxLayout, QWidget

from producer_app.present.wording import FlagView, WaivedView
from producer_app.present.words import Words
from producer_app.ui.plain_label import PlainLabel
from producer_app.ui.theme import colour, space


class StandStrip(QFrame):
    """For a flag a note and a name; Enter saves, Esc goes back to the list. For what is let stand
    a button that takes it back."""

    stand_asked = Signal(object, str, str)
    """The FlagView, the note and the name."""
    take_back_asked = Signal(object)
    """The id of the waiver."""
    list_asked = Signal()
    left = Signal()
    """The keyboard may go back to the list."""

    def __init__(self, words: Words, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words = words
        self._flag: FlagView | None = None
        self._waived: WaivedView | None = None
        self._drafts: dict[tuple[str, str], str] = {}
        self.setProperty("raised", "true")
        self.question = PlainLabel(bold=True)
        self.source = PlainLabel("text_small", tone="ink_quiet")
        self.list = _button(words.say("wording.list"))
        self.note = _NoteLine(words.say("wording.note"))
        self.name = _NoteLine(words.say("wording.name"))
        self.save = _button(words.say("wording.save"))
        self.take_back = _button(words.say("wording.take_back"))
        self._is_low = False
        self._head = QWidget()
        self._for_flag = QWidget()
        self._for_waived = QWidget()
        self._lay_out()
        self._connect()
        self.hide()

    def show_flag(self, flag: FlagView) -> None:
        """Ask about this flag; a note that was begun for it is still there."""
        if flag == self._flag:
            return
        self._keep_draft()
        self._flag, self._waived = flag, None
        self.question.say(flag.question)
        self._show_source()
        self.note.setText(self._drafts.get((flag.place, flag.term), ""))
        self._for_flag.show()
        self._for_waived.hide()
        self.show()

    def be_low(self, *, is_low: bool) -> None:
        """Where there is little room only the fields are shown: the finding says what it is."""
        if is_low != self._is_low:
            self._is_low = is_low
            self._head.setVisible(not is_low)
            self._show_source()

    def show_waived(self, waived: WaivedView) -> None:
        """Offer to take this back."""
        self._keep_draft()
        self._flag, self._waived = None, waived
        self._for_flag.hide()
        self._for_waived.show()
        self.show()

    def show_nothing(self) -> None:
        """There is nothing to let stand."""
        self._keep_draft()
        self._flag = self._waived = None
        self.hide()

    def show_name(self, name: str) -> None:
        """Who signed last on this machine; nothing happens while a name stands there."""
        if not self.name.text():
            self.name.setText(name)

    def explain_list(self, path: str) -> None:
        """Say where the house's own list is."""
        self.list.setToolTip(self._words.say("wording.list_hint", path=path))

    @property
    def is_asking(self) -> bool:
        """True while a flag is asked about."""
        return self._flag is not None

    def refuse(self, sentence: str) -> None:
        """Say why it was not saved, and stay in the note; until something is typed. Where there
        is little room it stands in the note, which is empty."""
        if self._is_low and not self.note.text().strip():
            self.note.clear()
            self.note.ask(sentence)
        else:
            self.source.say(sentence, "error")
        self.note.setFocus()

    def settled(self, flag: FlagView) -> None:
        """The flag stands: its note is not a draft any more."""
        self._drafts.pop((flag.place, flag.term), None)
        self._flag = None
        self.note.clear()

    def _lay_out(self) -> None:
        near, tight = space("near"), space("tight")
        head = QHBoxLayout(self._head)
        head.setContentsMargins(0, 0, 0, 0)
        head.addWidget(self.question, 1)
        head.addWidget(self.list)
        fields = QHBoxLayout()
        fields.setSpacing(tight)
        fields.addWidget(self.note, 3)
        fields.addWidget(self.name, 1)
        fields.addWidget(self.save)
        column = QVBoxLayout(self._for_flag)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(tight)
        column.addWidget(self._head)
        column.addWidget(self.source)
        column.addLayout(fields)
        back = QHBoxLayout(self._for_waived)
        back.setContentsMargins(0, 0, 0, 0)
        back.addStretch(1)
        back.addWidget(self.take_back)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(near, tight, near, tight)
        whole.addWidget(self._for_flag)
        whole.addWidget(self._for_waived)

    def _connect(self) -> None:
        self.note.returnPressed.connect(self._on_save)
        self.name.returnPressed.connect(self._on_save)
        self.save.clicked.connect(lambda: self._on_save())
        self.take_back.clicked.connect(lambda: self._on_take_back())
        self.list.clicked.connect(lambda: self.list_asked.emit())
        self.note.textEdited.connect(lambda _: self._show_source())
        self.note.left.connect(self.left)
        self.name.left.connect(self.left)

    def _show_source(self) -> None:
        self.source.setVisible(not self._is_low)
        self.note.ask("")
        if self._flag is not None:
            self.source.say(self._flag.source, "ink_quiet")
            self.note.setToolTip(self._flag.source)

    def _on_save(self) -> None:
        if self._flag is not None:
            self.stand_asked.emit(self._flag, self.note.text(), self.name.text())

    def _on_take_back(self) -> None:
        if self._waived is not None:
            self.take_back_asked.emit(self._waived.id)

    def _keep_draft(self) -> None:
        """What was begun for a flag is not lost when another line is looked at."""
        if self._flag is not None:
            key = (self._flag.place, self._flag.term)
            self._drafts.pop(key, None)
            if self.note.text().strip():
                self._drafts[key] = self.note.text()


class _NoteLine(QLineEdit):
    """A line with its purpose in it until something is typed; Esc leaves it."""

    left = Signal()

    def __init__(self, purpose: str) -> None:
        super().__init__()
        self._purpose = purpose
        self.setPlaceholderText(purpose)
        self.setAccessibleName(purpose)
        self.setMinimumWidth(60)

    def ask(self, sentence: str) -> None:
        """Ask for this in the empty line, in the colour of a fault; its purpose where it is
        nothing."""
        self.setPlaceholderText(sentence or self._purpose)
        palette = self.palette()
        tone = colour("error" if sentence else "ink_faint")
        palette.setColor(QPalette.ColorRole.PlaceholderText, tone)
        self.setPalette(palette)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
            return
        super().keyPressEvent(event)


def _button(text: str) -> QPushButton:
    button = QPushButton(text)
    button.setProperty("inline", "true")
    button.setAutoDefault(False)
    return button
