"""One field of the book each: a name above, an editor below, and the noun that comes of it."""

from __future__ import annotations

import html
from collections.abc import Mapping

from PySide6.QtCore import QStringListModel, Qt, Signal
from PySide6.QtWidgets import QCheckBox, QCompleter, QVBoxLayout, QWidget

from producer_app.core.show import Show
from producer_app.present import book_fields as book
from producer_app.present.book import edit_of
from producer_app.present.book_fields import (
    ChoiceField,
    Field,
    Noun,
    ProseField,
    TickField,
    TypedField,
)
from producer_app.present.words import Words
from producer_app.ui.editors import ChoiceEditor, EntryEditor, TextEditor
from producer_app.ui.forms import caption
from producer_app.ui.theme import size, space
from producer_app.ui.wrapped import WrappedLabel


class Cell(QWidget):
    """A field of one noun. What is typed leaves as the noun that it would be."""

    changed = Signal(object)
    """The noun afterwards."""

    def __init__(self, field: Field, chapter: str, words: Words) -> None:
        super().__init__()
        self.field = field
        self.words = words
        self.chapter = chapter
        self.name = words.say(f"book.{chapter}_{field.label}")
        self.echo = WrappedLabel()
        self.echo.hide()
        self.body = QVBoxLayout(self)
        self.body.setContentsMargins(0, 0, 0, 0)
        self.body.setSpacing(space("tight") // 2)
        self.caption = caption(self.name)
        self.body.addWidget(self.caption)
        self.shown: Show | None = None
        self.noun: Noun = None

    def show_noun(self, show: Show, noun: Noun) -> None:
        """Show the field of this noun; what is being typed stays."""
        self.shown, self.noun = show, noun
        self.setVisible(self.field.is_used(noun))
        name = book.name_of(self.field, self.chapter, noun, self.words)
        if name != self.name:
            self.name = name
            self.take_name()

    def take_name(self) -> None:
        """Call the field by its name, which depends on the noun."""
        self.caption.setText(self.name)

    def settle(self) -> None:
        """Commit what was typed."""

    def drafts(self) -> Mapping[str, str]:
        """What was typed and nobody took, by a key of this cell's own."""
        return {}

    def forget(self) -> None:
        """Forget what was typed and not taken."""

    def restore(self, drafts: Mapping[str, str]) -> None:
        """Show these as typed and not taken."""

    def refuse(self, sentence: str) -> None:
        """Say why what was committed last was not taken."""
        self.echo.say(sentence, "error")
        self.echo.show()

    def put(self, value: object) -> None:
        """Ask for this value."""
        self.changed.emit(book.with_value(self.field, self.noun, value))


class TypedCell(Cell):
    """A line, with its echo and what completes it."""

    def __init__(self, field: TypedField, chapter: str, words: Words) -> None:
        super().__init__(field, chapter, words)
        self._typed = field
        self.editor = EntryEditor(self.name, self._understood, words, said_in=self.echo)
        self.body.addWidget(self.editor)
        self.setFocusProxy(self.editor)
        self._suggested = Suggestions(self.editor)
        self.editor.committed.connect(self._on_editor_committed)

    def show_noun(self, show: Show, noun: Noun) -> None:
        super().show_noun(show, noun)
        self._suggested.offer(self._typed.suggest(show))
        hint = book.hint_of(self.field, self.chapter, noun, self.words)
        self.editor.line.setPlaceholderText(hint)
        text = book.text_of(self._typed, show, noun)
        self.editor.show_text(text)
        self.editor.setToolTip(f"<p>{html.escape(text)}</p>" if text else "")

    def take_name(self) -> None:
        super().take_name()
        self.editor.line.setAccessibleName(self.name)

    def settle(self) -> None:
        self.editor.line.commit()

    def drafts(self) -> Mapping[str, str]:
        draft = self.editor.draft
        return {} if draft is None else {self.field.label: draft}

    def forget(self) -> None:
        self.editor.line.revert()
        self.echo.hide()

    def restore(self, drafts: Mapping[str, str]) -> None:
        if self.field.label in drafts:
            self.editor.restore(drafts[self.field.label])

    def refuse(self, sentence: str) -> None:
        self.editor.refuse(sentence)

    def _understood(self, text: str) -> str:
        if self.shown is None:
            return ""
        after = book.typed(self._typed, self.shown, self.noun, text)
        edit = edit_of(self.noun, after)
        if edit is not None:
            edit.apply(self.shown)
        return book.echo(self._typed, self.shown, self.noun, text, self.words)

    def _on_editor_committed(self, text: str) -> None:
        if self.shown is not None:
            self.changed.emit(book.typed(self._typed, self.shown, self.noun, text))


class Suggestions:
    """What completes a line while it is typed: anything that holds the text, picked or clicked."""

    def __init__(self, editor: EntryEditor) -> None:
        self._editor = editor
        self._offered: tuple[str, ...] = ()

    def offer(self, names: tuple[str, ...]) -> None:
        """Complete from these; no names, no completion."""
        if names == self._offered:
            return
        self._offered = names
        completer = QCompleter(QStringListModel(list(names), self._editor), self._editor)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        completer.activated.connect(self._on_picked, Qt.ConnectionType.QueuedConnection)
        self._editor.line.setCompleter(completer)

    def _on_picked(self, name: str) -> None:
        self._editor.restore(name)
        self._editor.line.commit()


class ProseCell(Cell):
    """Several lines."""

    def __init__(self, field: ProseField, chapter: str, words: Words) -> None:
        super().__init__(field, chapter, words)
        self.editor = TextEditor(self.name)
        self.editor.setFixedHeight(3 * size("row"))
        self.body.addWidget(self.editor)
        self.setFocusProxy(self.editor)
        self.editor.committed.connect(lambda text: self.put(text.strip()))

    def show_noun(self, show: Show, noun: Noun) -> None:
        super().show_noun(show, noun)
        self.editor.show_text(str(book.value_of(self.field, noun)))

    def settle(self) -> None:
        self.editor.settle()

    def forget(self) -> None:
        self.echo.hide()
        self.editor.document().setModified(False)

    def refuse(self, sentence: str) -> None:
        super().refuse(sentence)
        self.editor.keep()


class ChoiceCell(Cell):
    """One of a few; where there is nothing to choose it only says what it is."""

    def __init__(self, field: ChoiceField, chapter: str, words: Words) -> None:
        super().__init__(field, chapter, words)
        self._choice = field
        self.editor = ChoiceEditor(self.name)
        self.body.addWidget(self.editor)
        self.setFocusProxy(self.editor)
        self.editor.chosen.connect(self.put)

    def show_noun(self, show: Show, noun: Noun) -> None:
        super().show_noun(show, noun)
        options = self._choice.options(show, noun, self.words)
        self.editor.offer(options)
        self.editor.show_value(book.value_of(self.field, noun))
        self.editor.setEnabled(len(options) > 1)

    def forget(self) -> None:
        self.echo.hide()


class TickCell(Cell):
    """Yes or no, its name beside it."""

    def __init__(self, field: TickField, chapter: str, words: Words) -> None:
        super().__init__(field, chapter, words)
        self.editor = QCheckBox(self.name)
        self.editor.setMinimumHeight(size("row") - 2)
        self.caption.setText("")
        self.body.addWidget(self.editor)
        self.setFocusProxy(self.editor)
        self.editor.clicked.connect(self.put)

    def show_noun(self, show: Show, noun: Noun) -> None:
        super().show_noun(show, noun)
        self.editor.setChecked(bool(book.value_of(self.field, noun)))

    def forget(self) -> None:
        self.echo.hide()
