"""Fields of the book that hold a list of small records, a line each."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from itertools import pairwise

from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QPushButton, QWidget

from producer_app.core.show import Show
from producer_app.present import book_fields as book
from producer_app.present.book_fields import ChoiceField, Noun, RecordsField, TypedField
from producer_app.present.words import Words
from producer_app.ui.book.cells import Cell, Suggestions
from producer_app.ui.editors import ChoiceEditor, EntryEditor
from producer_app.ui.forms import caption
from producer_app.ui.theme import space
from producer_app.ui.wrapped import WrappedLabel


class RecordsCell(Cell):
    """A list of small records, a line each, with Add below and Remove behind every one."""

    def __init__(self, field: RecordsField, chapter: str, words: Words) -> None:
        super().__init__(field, chapter, words)
        self._records = field
        self._lines: list[_RecordLine] = []
        self._is_adding = False
        self.add = QPushButton(words.say(f"book.add_{field.name}"))
        self.add.setAutoDefault(False)
        self.add.setProperty("inline", True)
        self._grid = QGridLayout()
        self._grid.setSpacing(space("tight"))
        for place, column in enumerate(field.columns):
            self._grid.setColumnStretch(place, column.share)
            name = book.name_of(column, field.name, field.blank, words)
            self._grid.addWidget(caption(name), 0, place)
        foot = QHBoxLayout()
        foot.addWidget(self.add)
        foot.addStretch()
        self.body.addLayout(self._grid)
        self.body.addLayout(foot)
        self.add.clicked.connect(self._on_add_clicked)

    def show_noun(self, show: Show, noun: Noun) -> None:
        super().show_noun(show, noun)
        records = book.value_of(self.field, noun)
        if len(self._lines) != len(records):
            self._show_lines(len(records))
        for line, record in zip(self._lines, records, strict=True):
            line.show_record(show, record)
        if self._is_adding and self._lines:
            self._is_adding = False
            self._lines[-1].editors[0].setFocus()

    @property
    def lines(self) -> tuple[tuple[EntryEditor | ChoiceEditor, ...], ...]:
        """The editors of every record."""
        return tuple(line.editors for line in self._lines)

    @property
    def columns(self) -> tuple[TypedField | ChoiceField, ...]:
        """What a record has."""
        return self._records.columns

    def settle(self) -> None:
        for editor in self._keyed().values():
            editor.line.commit()

    def drafts(self) -> Mapping[str, str]:
        found = {key: editor.draft for key, editor in self._keyed().items()}
        return {key: draft for key, draft in found.items() if draft is not None}

    def forget(self) -> None:
        self.echo.hide()
        for editor in self._keyed().values():
            editor.line.revert()
            editor.echo.hide()

    def restore(self, drafts: Mapping[str, str]) -> None:
        for key, editor in self._keyed().items():
            if key in drafts:
                editor.restore(drafts[key])

    def replace(self, place: int, record: Noun) -> None:
        """Ask for this record in that place."""
        present = book.value_of(self.field, self.noun)
        self.put((*present[:place], record, *present[place + 1 :]))

    def drop(self, place: int) -> None:
        """Ask for the list without the record in that place."""
        self.forget()
        present = book.value_of(self.field, self.noun)
        self.put((*present[:place], *present[place + 1 :]))

    def _show_lines(self, count: int) -> None:
        """So many lines, walked through from the first to the button that adds one."""
        while len(self._lines) > count:
            self._lines.pop().remove()
        while len(self._lines) < count:
            self._lines.append(_RecordLine(self, self._grid, len(self._lines)))
        walk = [part for line in self._lines for part in line.walk]
        for before, after in pairwise([self.add, *walk, self.add]):
            QWidget.setTabOrder(before, after)

    def _keyed(self) -> dict[str, EntryEditor]:
        return {
            f"{self.field.label} {row} {column.name}": editor
            for row, line in enumerate(self.lines)
            for column, editor in zip(self.columns, line, strict=True)
            if isinstance(editor, EntryEditor)
        }

    def _on_add_clicked(self) -> None:
        self._is_adding = True
        self.put((*book.value_of(self.field, self.noun), self._records.blank))


class _RecordLine:
    """One record's editors in the grid, each with its echo below the line."""

    def __init__(self, cell: RecordsCell, grid: QGridLayout, place: int) -> None:
        self._cell, self._place = cell, place
        self._record: Noun = None
        self._show: Show | None = None
        self.button = QPushButton(cell.words.say("book.remove_record"))
        self.button.setAutoDefault(False)
        self.button.setProperty("inline", True)
        self._echo = WrappedLabel()
        self._echo.hide()
        self._suggested: dict[str, Suggestions] = {}
        self.editors = tuple(self._editor(column) for column in cell.columns)
        row = 1 + 2 * place
        for number, editor in enumerate(self.editors):
            grid.addWidget(editor, row, number)
        grid.addWidget(self.button, row, len(self.editors))
        for part in (*self.editors, self.button):
            part.show()
        grid.addWidget(self._echo, row + 1, 0, 1, len(self.editors) + 1)
        self.button.clicked.connect(lambda: cell.drop(place))

    @property
    def walk(self) -> tuple[QWidget, ...]:
        """What the Tab key stops at."""
        stops = (e.line if isinstance(e, EntryEditor) else e for e in self.editors)
        return (*stops, self.button)

    def show_record(self, show: Show, record: Noun) -> None:
        """Show this record; what is being typed stays."""
        self._show, self._record = show, record
        for column, editor in zip(self._cell.columns, self.editors, strict=True):
            editor.setVisible(column.is_used(record))
            if isinstance(column, ChoiceField) and isinstance(editor, ChoiceEditor):
                editor.offer(column.options(show, record, self._cell.words))
                editor.show_value(book.value_of(column, record))
            elif isinstance(column, TypedField) and isinstance(editor, EntryEditor):
                self._show_typed(column, editor)

    def remove(self) -> None:
        """Take the line out of the grid."""
        parts: tuple[QWidget, ...] = (*self.editors, self.button, self._echo)
        for part in parts:
            part.hide()
            part.deleteLater()

    def _show_typed(self, column: TypedField, editor: EntryEditor) -> None:
        if self._show is None:
            return
        editor.show_text(book.text_of(column, self._show, self._record))
        self._suggested[column.name].offer(column.suggest(self._show))
        is_asked = column.is_used(self._record)
        list_name, words = self._cell.field.name, self._cell.words
        hint = book.hint_of(column, list_name, self._record, words) if is_asked else ""
        editor.line.setPlaceholderText(hint)

    def _editor(self, column: TypedField | ChoiceField) -> EntryEditor | ChoiceEditor:
        words = self._cell.words
        name = book.name_of(column, self._cell.field.name, None, words)
        if isinstance(column, ChoiceField):
            choice = ChoiceEditor(name)
            choice.chosen.connect(partial(self._on_chosen, column))
            return choice
        editor = EntryEditor(name, partial(self._understood, column), words, said_in=self._echo)
        editor.committed.connect(partial(self._on_committed, column))
        self._suggested[column.name] = Suggestions(editor)
        return editor

    def _understood(self, column: TypedField, text: str) -> str:
        if self._show is None:
            return ""
        return book.echo(column, self._show, self._record, text, self._cell.words)

    def _on_committed(self, column: TypedField, text: str) -> None:
        if self._show is not None:
            after = book.typed(column, self._show, self._record, text)
            self._cell.replace(self._place, after)

    def _on_chosen(self, column: ChoiceField, value: object) -> None:
        self._cell.replace(self._place, book.with_value(column, self._record, value))
