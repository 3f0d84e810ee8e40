"""One chapter of the book: its nouns in a list, and beside it the fields of the chosen one."""

from __future__ import annotations

import uuid
from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QHideEvent, QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QAbstractButton,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from producer_app.core.edits import Edit
from producer_app.core.errors import ProducerError
from producer_app.core.show import Show
from producer_app.present.book import added, duplicated, edit_of, listed, nouns, removed
from producer_app.present.book_chapter import Chapter
from producer_app.present.book_fields import Noun
from producer_app.present.errors import told
from producer_app.present.words import Words
from producer_app.ui.book.form import Form
from producer_app.ui.book.listing import Listing
from producer_app.ui.forms import Sheet
from producer_app.ui.theme import space
from producer_app.ui.wrapped import WrappedLabel

_LIST_WIDTH = 290


class ChapterPage(QWidget):
    """A chapter of the show that is shown. Every change leaves as one edit."""

    edit_asked = Signal(object)

    def __init__(self, chapter: Chapter, words: Words, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.chapter = chapter
        self._words = words
        self._show: Show | None = None
        self._wanted: str | None = None
        self.search = QLineEdit()
        self.list = Listing(words.say(f"book.tab_{chapter.name}"))
        self.add = self._button("add", "Ctrl+N", self._on_add_clicked)
        self.duplicate = self._button("duplicate", "Ctrl+D", self._on_duplicate_clicked)
        self.remove = self._button("remove", "", self._on_remove_clicked)
        self.form = Form(chapter, words)
        self.sheet = Sheet(self.form)
        self.empty = WrappedLabel()
        self.trouble = WrappedLabel()
        self._prepare_list()
        self._lay_out()
        self.form.changed.connect(self._on_form_changed)

    @property
    def has_list(self) -> bool:
        """False for the show itself, which is alone."""
        return self.chapter.blank is not None

    def show_state(self, show: Show) -> None:
        """Show this show; what is being typed stays."""
        self._show = show
        if self.has_list:
            self.list.show_listed(listed(self.chapter, show, self._words), self._wanted)
        self._refresh()
        if self._wanted is not None and self.list.chosen == self._wanted:
            self.list.scrollToItem(self.list.currentItem())
            self._wanted = None
            self._type_over_first()

    def open_at(self, key: str | None) -> None:
        """Choose the noun of that id and go to it."""
        if key is not None:
            self.search.clear()
            self.list.choose(key)
        self.take_keyboard()

    def take_keyboard(self) -> None:
        """Put the keyboard where walking through the chapter begins."""
        if self.has_list:
            self.list.setFocus()
        else:
            next(iter(self.form.cells.values())).setFocus()

    @property
    def shown(self) -> Show:
        """The show that is shown; LookupError before there is one."""
        if self._show is None:
            raise LookupError("no show is shown yet")
        return self._show

    @property
    def chosen(self) -> Noun:
        """The noun that is chosen; None where there is none."""
        found = () if self._show is None else nouns(self.chapter, self._show)
        if not self.has_list:
            return found[0] if found else None
        return next((noun for noun in found if noun.id == self.list.chosen), None)

    def add_below_list(self, tools: QWidget) -> None:
        """Put more to do below the list and its buttons."""
        self._left.addWidget(tools)

    def ask(self, edit: Edit, wanted: str | None = None) -> None:
        """Ask for this edit; the noun of that id is chosen once it is there."""
        self.search.clear()
        self._wanted = wanted
        self._ask(edit)

    def tell(self, sentence: str) -> None:
        """Say that something was done."""
        self.trouble.say(sentence, "ink_quiet")
        self.trouble.setVisible(bool(sentence))

    def refuse(self, fault: ProducerError) -> None:
        """Say why what was asked was not done: at its field, or below."""
        sentence = told(fault, self._words)
        if not self.form.refuse(sentence):
            self._say(sentence)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        focused = self.focusWidget()
        is_in_form = self.form.isAncestorOf(focused or self)
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            # Space is GO while the show is on air, so Enter does what Space would.
            if isinstance(focused, QAbstractButton):
                focused.click()
                return
            if focused is self.list and not self.sheet.isHidden():
                self._type_over_first()
                return
        if event.key() == Qt.Key.Key_Escape and self.has_list:
            if is_in_form:
                self.list.setFocus()
                return
            if self.search.text():
                self.search.clear()
                return
        super().keyPressEvent(event)

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self.form.settle()

    def _ask(self, edit: Edit | None) -> None:
        self._say("")
        if edit is not None:
            self.edit_asked.emit(edit)
        self._refresh()

    def _try(self, make: Callable[[Show, Noun], Edit]) -> None:
        """Ask for the edit that comes of the show and the chosen noun; say why it cannot be."""
        if self._show is None:
            return
        try:
            edit = make(self._show, self.chosen)
            edit.apply(self._show)
        except ProducerError as fault:
            self._wanted = None
            self._say(told(fault, self._words))
        else:
            self._ask(edit)

    def _refresh(self) -> None:
        noun = self.chosen
        self.sheet.setVisible(noun is not None)
        self.empty.setVisible(noun is None)
        self.duplicate.setEnabled(noun is not None)
        self.remove.setEnabled(noun is not None)
        if noun is not None and self._show is not None:
            self.form.show_noun(self._show, noun)

    def _type_over_first(self) -> None:
        first = next(iter(self.form.cells.values()))
        first.setFocus()
        for line in first.findChildren(QLineEdit):
            line.selectAll()

    def _say(self, sentence: str) -> None:
        self.trouble.say(sentence, "error")
        self.trouble.setVisible(bool(sentence))

    def _button(self, name: str, keys: str, work: Callable[[], None]) -> QPushButton:
        button = QPushButton(self._words.say(f"book.{name}"))
        button.setAutoDefault(False)
        button.clicked.connect(work)
        if keys:
            pressed = QKeySequence(keys)
            button.setToolTip(pressed.toString(QKeySequence.SequenceFormat.NativeText))
            if self.has_list:
                QShortcut(pressed, self).activated.connect(button.click)
        return button

    def _prepare_list(self) -> None:
        say = self._words.say
        self.search.setPlaceholderText(say("book.find"))
        self.search.setAccessibleName(say("book.find"))
        self.search.setClearButtonEnabled(True)
        self.search.textChanged.connect(self._on_search_text_changed)
        self.search.returnPressed.connect(self.list.setFocus)
        self.list.currentRowChanged.connect(self._on_list_current_row_changed)
        for keys, work in (("Delete", self._on_remove_clicked), ("Insert", self._on_add_clicked)):
            shortcut = QShortcut(QKeySequence(keys), self.list)
            shortcut.setContext(Qt.ShortcutContext.WidgetShortcut)
            shortcut.activated.connect(work)
        if self.has_list:
            QShortcut(QKeySequence("Ctrl+F"), self).activated.connect(self.search.setFocus)

    def _lay_out(self) -> None:
        buttons = QHBoxLayout()
        for button in (self.add, self.duplicate, self.remove):
            button.setProperty("compact", True)
            buttons.addWidget(button, 1)
        left = QWidget()
        left.setFixedWidth(_LIST_WIDTH)
        left.setVisible(self.has_list)
        self._left = column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(space("near"))
        column.addWidget(self.search)
        column.addWidget(self.list, 1)
        column.addLayout(buttons)
        right = QVBoxLayout()
        right.addWidget(self.sheet, 1)
        right.addWidget(self.empty, 1)
        right.addWidget(self.trouble)
        self.empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.empty.say(self._words.say("book.nothing_here"), "ink_quiet")
        self.trouble.hide()
        row = QHBoxLayout(self)
        row.setContentsMargins(space("near"), space("near"), 0, space("near"))
        row.setSpacing(space("near"))
        row.addWidget(left)
        row.addLayout(right, 1)

    def _on_form_changed(self, noun: Noun) -> None:
        self._ask(edit_of(self.form.noun, noun))

    def _on_search_text_changed(self, text: str) -> None:
        if self.list.filter(text):
            self._say("")
            self.list.choose_first_found()
        else:
            self._say(self._words.say("book.nothing_found"))

    def _on_list_current_row_changed(self, _: int) -> None:
        self._say("")
        self.form.settle()
        self._refresh()

    def _on_add_clicked(self) -> None:
        self.search.clear()
        key = self._wanted = uuid.uuid4().hex
        self._try(lambda show, like: added(self.chapter, show, like, key, self._words))

    def _on_duplicate_clicked(self) -> None:
        self.search.clear()
        key = self._wanted = uuid.uuid4().hex
        self._try(lambda show, noun: duplicated(self.chapter, show, noun, key))

    def _on_remove_clicked(self) -> None:
        if self.chosen is not None:
            self._try(lambda show, noun: removed(self.chapter, show, noun))
