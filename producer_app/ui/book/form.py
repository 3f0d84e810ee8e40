"""The fields of one noun in rows: what is typed is kept until it is taken, whoever is shown."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from producer_app.core.show import Show
from producer_app.present.book_chapter import Chapter
from producer_app.present.book_fields import (
    ChoiceField,
    Field,
    Noun,
    ProseField,
    RecordsField,
    TickField,
    TicksField,
    TypedField,
)
from producer_app.present.words import Words
from producer_app.ui.book.cells import Cell, ChoiceCell, ProseCell, TickCell, TypedCell
from producer_app.ui.book.records import RecordsCell
from producer_app.ui.book.ticks import TicksCell
from producer_app.ui.theme import space
from producer_app.ui.wrapped import WrappedLabel


class Form(QWidget):
    """A chapter's fields for one noun at a time. A text that was not understood comes back with
    its noun."""

    changed = Signal(object)
    """The noun afterwards."""

    def __init__(self, chapter: Chapter, words: Words, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._chapter = chapter
        self._words = words
        self._noun: Noun = None
        self._drafts: dict[str, Mapping[str, str]] = {}
        self._last: Cell | None = None
        self.remark = WrappedLabel()
        self.cells: dict[str, Cell] = {}
        self._rows: list[tuple[QWidget, tuple[Cell, ...]]] = []
        column = QVBoxLayout(self)
        column.setContentsMargins(space("near"), 0, space("apart"), space("near"))
        column.setSpacing(space("near"))
        column.addWidget(self.remark)
        for fields in chapter.rows:
            column.addWidget(self._row(fields))
        column.addStretch()

    @property
    def noun(self) -> Noun:
        """Whose fields are shown; None while there is nobody."""
        return self._noun

    def show_noun(self, show: Show, noun: Noun) -> None:
        """Show this noun; of the same one, what is being typed stays."""
        is_another = self._noun is None or noun.id != self._noun.id
        if is_another:
            self._put_away()
        self._noun = noun
        remark = self._chapter.remark(noun, self._words)
        self.remark.say(remark, "warning")
        self.remark.setVisible(bool(remark))
        for cell in self.cells.values():
            cell.show_noun(show, noun)
        for row, cells in self._rows:
            row.setVisible(any(cell.field.is_used(noun) for cell in cells))
        if is_another:
            drafts = self._drafts.pop(noun.id, {})
            for cell in self.cells.values():
                cell.restore(drafts)

    def settle(self) -> None:
        """Commit what was typed; what is not understood stays."""
        for cell in self.cells.values():
            cell.settle()

    def refuse(self, sentence: str) -> bool:
        """Say why the last change was not taken, where it was made; False where there is none."""
        if self._last is None:
            return False
        self._last.refuse(sentence)
        return True

    def _put_away(self) -> None:
        """Keep what was not taken for the noun it was typed for."""
        if self._noun is not None:
            found = [cell.drafts() for cell in self.cells.values()]
            drafts = {key: text for one in found for key, text in one.items()}
            if drafts:
                self._drafts[self._noun.id] = drafts
        for cell in self.cells.values():
            cell.forget()

    def _row(self, fields: tuple[Field, ...]) -> QWidget:
        row = QWidget()
        lines = QVBoxLayout(row)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setSpacing(space("tight") // 2)
        side = QHBoxLayout()
        side.setSpacing(space("near"))
        lines.addLayout(side)
        cells = tuple(self._cell(field) for field in fields)
        for cell in cells:
            side.addWidget(cell, cell.field.share, Qt.AlignmentFlag.AlignTop)
            lines.addWidget(cell.echo)
        self._rows.append((row, cells))
        return row

    def _cell(self, field: Field) -> Cell:
        cell = _cell_of(field, self._chapter.name, self._words)
        cell.changed.connect(partial(self._on_cell_changed, cell))
        self.cells[field.label] = cell
        return cell

    def _on_cell_changed(self, cell: Cell, noun: Noun) -> None:
        self._last = cell
        self.changed.emit(noun)
        self._last = None


def _cell_of(field: Field, chapter: str, words: Words) -> Cell:
    match field:
        case TypedField():
            return TypedCell(field, chapter, words)
        case ProseField():
            return ProseCell(field, chapter, words)
        case ChoiceField():
            return ChoiceCell(field, chapter, words)
        case TickField():
            return TickCell(field, chapter, words)
        case TicksField():
            return TicksCell(field, chapter, words)
        case RecordsField():
            return RecordsCell(field, chapter, words)
    raise TypeError(f"{type(field).__name__} has no cell")
