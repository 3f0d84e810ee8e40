"""Every action of the program with its shortcut, by group; it reads them and binds none."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLineEdit,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from producer_app.present.words import Words
from producer_app.ui.plain_label import PlainLabel
from producer_app.ui.theme import space

SHARE = 0.92
"""Of the screen that the page may take."""

LEAST = QSize(720, 620)

Key = tuple[str, str, str]
"""Group, action and shortcut, all in words."""


class KeyGroup(QFrame):
    """One group of actions; it hides what does not match what is looked for."""

    def __init__(self, title: str, keys: Sequence[Key], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        self.rows: list[tuple[PlainLabel, PlainLabel]] = []
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, space("apart"))
        grid.setHorizontalSpacing(space("apart"))
        grid.setVerticalSpacing(space("tight"))
        heading = PlainLabel("text", bold=True, tone="focus")
        heading.say(title)
        grid.addWidget(heading, 0, 0, 1, 2)
        for place, (_, text, shortcut) in enumerate(keys, 1):
            action = PlainLabel("text")
            action.say(text)
            action.setMinimumWidth(action.sizeHint().width())
            key = PlainLabel("text", bold=True, align=Qt.AlignmentFlag.AlignRight)
            key.say(shortcut or "—", "hard" if shortcut else "ink_faint")
            key.setMinimumWidth(key.sizeHint().width())
            grid.addWidget(action, place, 0)
            grid.addWidget(key, place, 1)
            self.rows.append((action, key))
        grid.setColumnStretch(0, 1)

    def look_for(self, text: str) -> None:
        """Show only the actions whose words or shortcut contain this."""
        wanted = text.casefold()
        found = False
        for action, key in self.rows:
            matches = wanted in f"{action.text()} {key.text()}".casefold()
            action.setVisible(matches)
            key.setVisible(matches)
            found = found or matches
        self.setVisible(found)


class KeysPage(QDialog):
    """A page over the window; Esc closes it, and nothing that it lists works while it is open."""

    def __init__(self, words: Words, keys: Sequence[Key], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(words.say("keys.title"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.finder = QLineEdit()
        self.finder.setPlaceholderText(words.say("keys.find"))
        self.finder.setAccessibleName(words.say("keys.find"))
        self.finder.textChanged.connect(self._on_finder_text_changed)
        together: dict[str, list[Key]] = {}
        for key in keys:
            together.setdefault(key[0], []).append(key)
        self.groups = [KeyGroup(title, of_group) for title, of_group in together.items()]
        note = PlainLabel("text", tone="ink_quiet")
        note.say(words.say("keys.note"))
        buttons = QDialogButtonBox()
        close = buttons.addButton(words.say("keys.close"), QDialogButtonBox.ButtonRole.RejectRole)
        close.setDefault(True)
        buttons.rejected.connect(self.reject)
        body = QVBoxLayout(self)
        body.addWidget(self.finder)
        body.addWidget(note)
        body.addWidget(self._columns(), 1)
        body.addWidget(buttons)
        close.setFocus()
        room = self.screen().availableGeometry().size() * SHARE
        self.resize(QSize(self.sizeHint().width(), room.height()).boundedTo(room).expandedTo(LEAST))

    def _columns(self) -> QScrollArea:
        """The groups in two columns of about equal length."""
        sheet = QWidget()
        row = QHBoxLayout(sheet)
        row.setSpacing(3 * space("apart"))
        left, right = QVBoxLayout(), QVBoxLayout()
        total = sum(len(group.rows) + 2 for group in self.groups)
        filled = 0
        for group in self.groups:
            (left if filled < total / 2 else right).addWidget(group)
            filled += len(group.rows) + 2
        for column in (left, right):
            column.setSpacing(space("tight"))
            column.addStretch()
            row.addLayout(column, 1)
        area = QScrollArea()
        area.setWidget(sheet)
        area.setWidgetResizable(True)
        bar = area.verticalScrollBar().sizeHint().width() + 2 * area.frameWidth()
        area.setMinimumWidth(sheet.minimumSizeHint().width() + bar)
        return area

    def _on_finder_text_changed(self, text: str) -> None:
        for group in self.groups:
            group.look_for(text)
