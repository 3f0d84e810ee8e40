"""Fields of the book that hold several values: kinds to tick, and lists of small records."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import pairwise

from PySide6.QtCore import QSignalBlocker, QSize, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QGridLayout,
    QHBoxLayout,
    QListView,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QWidget,
)

from producer_app.core.show import Show
from producer_app.present import book_fields as book
from producer_app.present.book_fields import Noun, RecordsField, TicksField, TypedField
from producer_app.present.words import Words
from producer_app.ui.book.cells import Cell
from producer_app.ui.editors import EntryEditor
from producer_app.ui.forms import caption
from producer_app.ui.theme import size, space
from producer_app.ui.wrapped import WrappedLabel

_TICK = QSize(160, size("row_small"))


class TickList(QListWidget):
    """Values to tick: the arrow keys walk, Enter ticks, and Space where it is not GO."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        item = self.currentItem()
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and item is not None:
            is_checked = item.checkState() == Qt.CheckState.Checked
            item.setCheckState(Qt.CheckState.Unchecked if is_checked else Qt.CheckState.Checked)
            return
        super().keyPressEvent(event)


class TicksCell(Cell):
    """Any of a few values."""

    def __init__(self, field: TicksField, chapter: str, words: Words) -> None:
        super().__init__(field, chapter, words)
        self._ticks = field
        self._values: tuple[object, ...] = ()
        self.editor = TickList()
        self.editor.setAccessibleName(self.name)
        self.editor.setFlow(QListView.Flow.LeftToRight)
        self.editor.setWrapping(True)
        self.editor.setResizeMode(QListView.ResizeMode.Adjust)
        self.editor.setUniformItemSizes(True)
        self.editor.setFixedHeight(6 * size("row_small"))
        self.body.addWidget(self.editor)
        self.setFocusProxy(self.editor)
        self.editor.itemChanged.connect(self._on_editor_item_changed)

    def show_noun(self, show: Show, noun: Noun) -> None:
        super().show_noun(show, noun)
        ticked = book.value_of(self.field, noun)
        options = self._ticks.options(show, noun, self.words)
        with QSignalBlocker(self.editor):
            self._fill(options)
            for place, value in enumerate(self._values):
                state = Qt.CheckState.Checked if value in ticked else Qt.CheckState.Unchecked
                self.editor.item(place).setCheckState(state)
        self.editor.viewport().update()

    def forget(self) -> None:
        self.echo.hide()

    def _fill(self, options: book.Options) -> None:
        values = tuple(value for value, _ in options)
        if values == self._values:
            return
        self._values = values
        self.editor.clear()
        for _, word in options:
            item = QListWidgetItem(word, self.editor)
            item.setSizeHint(_TICK)
            item.setFlags(Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsUserCheckable)
        self.editor.setCurrentRow(0)

    def _on_editor_item_changed(self, _: QListWidgetItem) -> None:
        items = [self.editor.item(place) for place in range(self.editor.count())]
        ticked = [item for item in items if item.checkState() == Qt.CheckState.Checked]
        self.put(frozenset(self._values[self.editor.row(item)] for item in ticked))


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
            name = words.say(f"book.{field.name}_{column.name}")
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
    def lines(self) -> tuple[tuple[EntryEditor, ...], ...]:
        """The editors of every record."""
        return tuple(line.editors for line in self._lines)

    @property
    def columns(self) -> tuple[TypedField, ...]:
        """What a record has."""
        return self._records.columns

    def settle(self) -> None:
        for editor in (editor for line in self.lines for editor in line):
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
        return (*(editor.line for editor in self.editors), self.button)

    def show_record(self, show: Show, record: Noun) -> None:
        """Show this record; what is being typed stays."""
        self._show, self._record = show, record
        for column, editor in zip(self._cell.columns, self.editors, strict=True):
            editor.show_text(book.text_of(column, show, record))

    def remove(self) -> None:
        """Take the line out of the grid."""
        parts: tuple[QWidget, ...] = (*self.editors, self.button, self._echo)
        for part in parts:
            part.hide()
            part.deleteLater()

    def _editor(self, column: TypedField) -> EntryEditor:
        name = self._cell.words.say(f"book.{self._cell.field.name}_{column.name}")
        words = self._cell.words

        def understood(text: str) -> str:
            if self._show is None:
                return ""
            return book.echo(column, self._show, self._record, text, words)

        def commit(text: str) -> None:
            if self._show is not None:
                after = book.typed(column, self._show, self._record, text)
                self._cell.replace(self._place, after)

        editor = EntryEditor(name, understood, words, said_in=self._echo)
        editor.committed.connect(commit)
        return editor
