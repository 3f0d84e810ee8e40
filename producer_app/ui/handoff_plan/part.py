"""What every part of the planning window shares: it shows one handoff and asks for edits of it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QFormLayout, QLabel, QWidget

from producer_app.core.edits import Edit
from producer_app.core.timing import Projection
from producer_app.present import handoff_entry
from producer_app.present.handoff_entry import Line
from producer_app.present.handoff_plan import HandoffPlanView
from producer_app.present.words import Words
from producer_app.ui.editors import ChoiceEditor, EntryEditor, LineEditor, TextEditor
from producer_app.ui.forms import caption

Ask = Callable[[Edit | None], bool]
"""Asks for an edit; False when it was refused, so that what was typed must be kept."""

Keeping = EntryEditor | LineEditor | TextEditor


class PlanPart(QWidget):
    """A part of the window, for one handoff at a time."""

    def __init__(self, words: Words, ask: Ask, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.words = words
        self.lines: dict[Line, EntryEditor] = {}
        self.captions: list[QLabel] = []
        self._ask = ask
        self._shown: tuple[Projection, HandoffPlanView] | None = None

    @property
    def plan(self) -> HandoffPlanView | None:
        """The handoff that is shown."""
        return None if self._shown is None else self._shown[1]

    @property
    def projection(self) -> Projection | None:
        """The plan that it is shown in."""
        return None if self._shown is None else self._shown[0]

    def show_plan(self, projection: Projection, view: HandoffPlanView) -> None:
        """Show this handoff; what is being typed stays."""
        self._shown = (projection, view)
        for line, editor in self.lines.items():
            editor.show_text(handoff_entry.text_of(view.handoff, line))

    def ask(self, edit: Edit | None, editor: Keeping | None = None) -> None:
        """Ask for an edit; when it is refused the editor keeps what was typed, and a choice or a
        tick goes back to what is."""
        is_taken = self._ask(edit)
        if editor is not None and not is_taken:
            (editor.line if isinstance(editor, EntryEditor) else editor).keep()
        if self._shown is not None:
            self.show_plan(*self._shown)

    def entry(self, line: Line) -> EntryEditor:
        """An editor of one line of the handoff."""
        editor = EntryEditor(self.say(line), self._echo_of(line), self.words)
        editor.committed.connect(self._commit_of(line, editor))
        self.lines[line] = editor
        return editor

    def choice(self, name: str) -> ChoiceEditor:
        """A choice among values, named by its text."""
        return ChoiceEditor(self.say(name))

    def say(self, name: str) -> str:
        """A text of this window."""
        return self.words.say(f"handoff_plan.{name}")

    def add_row(self, form: QFormLayout, name: str, field: QWidget) -> None:
        """Add a field with its caption to a form."""
        label = caption(self.say(name))
        label.setBuddy(field)
        self.captions.append(label)
        form.addRow(label, field)

    def _echo_of(self, line: Line) -> Callable[[str], str]:
        def echo(text: str) -> str:
            if self._shown is None:
                return ""
            projection, view = self._shown
            return handoff_entry.echo(projection.show, view.handoff, line, text, self.words)

        return echo

    def _commit_of(self, line: Line, editor: EntryEditor) -> Callable[[object], None]:
        def commit(text: object) -> None:
            if self._shown is not None:
                projection, view = self._shown
                edit = handoff_entry.typed(projection.show, view.handoff, line, str(text))
                self.ask(edit, editor)

        return commit
