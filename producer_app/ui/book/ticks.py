"""Fields of the book that hold several of a few values, to tick."""

from __future__ import annotations

from PySide6.QtCore import QSignalBlocker, QSize, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QListView, QListWidget, QListWidgetItem

from producer_app.core.show import Show
from producer_app.present import book_fields as book
from producer_app.present.book_fields import Noun, TicksField
from producer_app.present.words import Words
from producer_app.ui.book.cells import Cell
from producer_app.ui.theme import size

_TICK = QSize(160, size("row_small"))


class TickList(QListWidget):
    """Values to tick: the arrow keys walk, Enter ticks, and Space where it is not GO."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        item = self.currentItem()
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and item is not None:
            if not item.flags() & Qt.ItemFlag.ItemIsUserCheckable:
                return
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

    def take_name(self) -> None:
        super().take_name()
        self.editor.setAccessibleName(self.name)

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
