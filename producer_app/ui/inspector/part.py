"""What every part of the inspector shares: it shows one segment and asks for edits of it."""

from __future__ import annotations

import uuid
from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from producer_app.core.edits import Edit
from producer_app.core.show import Segment, Show
from producer_app.present import segment_entry
from producer_app.present.inspector import InspectorView
from producer_app.present.segment_entry import Line
from producer_app.present.words import Words
from producer_app.ui.editors import EntryEditor


def new_id() -> str:
    """A fresh id for something that the inspector adds."""
    return uuid.uuid4().hex


class Part(QWidget):
    """A part of the inspector for one segment at a time."""

    edit_asked = Signal(object)

    def __init__(self, words: Words, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.words = words
        self.show_: Show | None = None
        self.view: InspectorView | None = None

    @property
    def segment(self) -> Segment | None:
        """The segment that is shown."""
        return None if self.view is None else self.view.segment

    def show_view(self, show: Show, view: InspectorView) -> None:
        """Show this segment of this show."""
        self.show_, self.view = show, view

    def ask(self, edit: Edit | None) -> None:
        """Ask for an edit; nothing where it changes nothing."""
        if edit is not None:
            self.edit_asked.emit(edit)

    def entry(self, line: Line) -> EntryEditor:
        """An editor of one line of the segment."""
        editor = EntryEditor(self.words.say(f"inspector.{line}"), self._echo_of(line), self.words)
        editor.committed.connect(self._commit_of(line))
        return editor

    def show_entry(self, editor: EntryEditor, line: Line) -> None:
        """Show the segment's text in its editor."""
        if self.view is not None:
            text = segment_entry.text_of(self.view.plan, self.view.segment, line, self.words)
            editor.show_text(text)

    def _echo_of(self, line: Line) -> Callable[[str], str]:
        def echo(text: str) -> str:
            if self.view is None:
                return ""
            plan, segment = self.view.plan, self.view.segment
            return segment_entry.echo(plan, segment, line, text, self.words)

        return echo

    def _commit_of(self, line: Line) -> Callable[[object], None]:
        def commit(text: object) -> None:
            if self.view is not None:
                plan, segment = self.view.plan, self.view.segment
                edit = segment_entry.typed(plan, segment, line, str(text), self.words, new_id)
                self.ask(edit)

        return commit
