"""The Notes part: the words into and out of the segment, the departments' columns, and notes."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from producer_app.core.show import Show
from producer_app.present.inspector import InspectorView
from producer_app.present.segment_entry import Line, changed, column_typed
from producer_app.present.words import Words
from producer_app.ui.editors import LineEditor, TextEditor
from producer_app.ui.forms import caption, column, form
from producer_app.ui.inspector.part import Part
from producer_app.ui.plain_label import PlainLabel

_WIDEST_NAME = 120
"""Pixels for the name of a department's column, which came from anybody's spreadsheet."""


class NotesPart(Part):
    """Everything about the segment that is words."""

    def __init__(self, words: Words, parent: QWidget | None = None) -> None:
        super().__init__(words, parent)
        self.in_words = self.entry(Line.IN_WORDS)
        self.out_words = self.entry(Line.OUT_WORDS)
        self.notes = TextEditor(words.say("inspector.notes"))
        self.columns: dict[str, LineEditor] = {}
        self.new_column = LineEditor(words.say("inspector.new_column"))
        self.new_column.setPlaceholderText(words.say("inspector.new_column"))
        self._named: list[str] = []
        self._lay_out()
        self.notes.committed.connect(self._on_notes_committed)
        self.new_column.returnPressed.connect(self._on_new_column_return_pressed)

    def _lay_out(self) -> None:
        say = self.words.say
        body = column(self)
        fields = form()
        fields.addRow(caption(say("inspector.in_words")), self.in_words)
        fields.addRow(caption(say("inspector.out_words")), self.out_words)
        body.addLayout(fields)
        body.addWidget(caption(say("inspector.notes")))
        body.addWidget(self.notes)
        body.addWidget(caption(say("inspector.columns")))
        self._form = form()
        body.addLayout(self._form)
        body.addWidget(self.new_column)
        body.addStretch()

    def show_view(self, show: Show, view: InspectorView) -> None:
        super().show_view(show, view)
        self.show_entry(self.in_words, Line.IN_WORDS)
        self.show_entry(self.out_words, Line.OUT_WORDS)
        self.notes.show_text(view.segment.notes)
        known = dict(view.columns)
        self._named = [name for name in self._named if name not in known]
        wanted = {**known, **dict.fromkeys(self._named, "")}
        for name in [name for name in self.columns if name not in wanted]:
            self._form.removeRow(self.columns.pop(name))
        for name, text in wanted.items():
            if name not in self.columns:
                self._add_column(name)
            self.columns[name].show_text(text)

    def _add_column(self, name: str) -> None:
        editor = LineEditor(name)
        editor.committed.connect(self._commit_of_column(name))
        self.columns[name] = editor
        heading = PlainLabel(tone="ink_quiet")
        heading.setMaximumWidth(_WIDEST_NAME)
        heading.say(name)
        self._form.addRow(heading, editor)

    def _commit_of_column(self, name: str) -> Callable[[object], None]:
        def commit(text: object) -> None:
            if self.segment is not None:
                self.ask(column_typed(self.segment, name, str(text)))

        return commit

    def _on_notes_committed(self, text: str) -> None:
        if self.segment is not None:
            self.ask(changed(self.segment, "notes", text.strip()))

    def _on_new_column_return_pressed(self) -> None:
        name = self.new_column.text().strip()
        if name and name not in self.columns:
            self._named.append(name)
            self._add_column(name)
        if name:
            self.new_column.clear()
            self.columns[name].setFocus()
