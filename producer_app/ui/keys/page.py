"""Every action of the program with its shortcut, by group; it reads them and binds none."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QAbstractSlider,
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

SHARE = 0.95
"""Of the window, or else of the screen, that the page may take."""

MOST = 3
"""Columns side by side, where there is room for them."""

BETWEEN = 28
"""Pixels between two columns."""

MARGINS = 60
"""Pixels around the columns, a bar to scroll among them."""

Key = tuple[str, str, str]
"""Group, action and shortcut, all in words."""


class KeyGroup(QFrame):
    """One group of actions; it hides what does not match what is looked for."""

    def __init__(self, title: str, keys: Sequence[Key], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        self._title = title
        self.rows: list[tuple[PlainLabel, PlainLabel]] = []
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, space("apart"))
        grid.setHorizontalSpacing(space("apart"))
        grid.setVerticalSpacing(1)
        heading = PlainLabel("text", bold=True, tone="focus")
        heading.say(title)
        grid.addWidget(heading, 0, 0, 1, 2)
        for place, (_, text, shortcut) in enumerate(keys, 1):
            action = PlainLabel("text")
            action.say(_without(title, text))
            action.setMinimumWidth(action.sizeHint().width())
            key = PlainLabel("text", bold=True, align=Qt.AlignmentFlag.AlignRight)
            key.say(shortcut or "—", "hard" if shortcut else "ink_faint")
            key.setMinimumWidth(key.sizeHint().width())
            grid.addWidget(action, place, 0)
            grid.addWidget(key, place, 1)
            self.rows.append((action, key))
        grid.setColumnStretch(0, 1)

    def look_for(self, text: str) -> None:
        """Show only the actions whose group, words or shortcut contain this."""
        wanted = text.casefold()
        found = False
        for action, key in self.rows:
            matches = wanted in f"{self._title} {action.text()} {key.text()}".casefold()
            action.setVisible(matches)
            key.setVisible(matches)
            found = found or matches
        self.setVisible(found)


class KeysPage(QDialog):
    """A page over the window, no larger than that; Esc closes it, and nothing that it lists works
    while it is open."""

    def __init__(self, words: Words, keys: Sequence[Key], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words = words
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
        self.more = PlainLabel("text", bold=True, tone="focus")
        buttons = QDialogButtonBox()
        close = buttons.addButton(words.say("keys.close"), QDialogButtonBox.ButtonRole.RejectRole)
        close.setDefault(True)
        buttons.rejected.connect(self.reject)
        room = self._room()
        self.area = self._laid_out(room.width())
        foot = QHBoxLayout()
        foot.addWidget(self.more, 1)
        foot.addWidget(buttons)
        body = QVBoxLayout(self)
        body.addWidget(self.finder)
        body.addWidget(note)
        body.addWidget(self.area, 1)
        body.addLayout(foot)
        close.setFocus()
        self.resize(self._wanted().boundedTo(room))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows, Page Up and Down, Home and End go through the page wherever the keyboard is."""
        turn = _TURNS.get(Qt.Key(event.key()))
        if turn is None:
            super().keyPressEvent(event)
        else:
            self.area.verticalScrollBar().triggerAction(turn)

    def _room(self) -> QSize:
        """What the page may take of the window, or else of the screen."""
        room, parent = self.screen().availableGeometry().size(), self.parentWidget()
        return (room if parent is None else parent.window().size().boundedTo(room)) * SHARE

    def _wanted(self) -> QSize:
        """The size at which nothing has to be scrolled."""
        whole, area = self.sizeHint(), self.area
        sheet = self.sheet.sizeHint()
        high = whole.height() - area.sizeHint().height() + sheet.height() + 2 * area.frameWidth()
        return QSize(max(whole.width(), area.minimumWidth()), high)

    def _laid_out(self, width: int) -> QScrollArea:
        """The groups in as many columns as that width has room for, at most three."""
        sheet = self.sheet = QWidget()
        row = QHBoxLayout(sheet)
        row.setSpacing(BETWEEN)
        for groups in self._columns(width):
            column = QVBoxLayout()
            column.setSpacing(space("tight"))
            for group in groups:
                column.addWidget(group)
            column.addStretch()
            row.addLayout(column, 1)
        area = QScrollArea()
        area.setWidget(sheet)
        area.setWidgetResizable(True)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        bar = area.verticalScrollBar()
        area.setMinimumWidth(sheet.minimumSizeHint().width() + bar.sizeHint().width() + 2)
        bar.valueChanged.connect(self._say_more)
        bar.rangeChanged.connect(self._say_more)
        return area

    def _columns(self, width: int) -> list[list[KeyGroup]]:
        for count in range(MOST, 1, -1):
            columns = in_columns(self.groups, count)
            widest = (max(group.sizeHint().width() for group in column) for column in columns)
            if sum(wide + BETWEEN for wide in widest) + MARGINS <= width:
                return columns
        return in_columns(self.groups, 1)

    def _say_more(self) -> None:
        bar = self.area.verticalScrollBar()
        is_below = bar.value() < bar.maximum()
        self.more.say(self._words.say("keys.more") if is_below else "")

    def _on_finder_text_changed(self, text: str) -> None:
        for group in self.groups:
            group.look_for(text)


def _without(title: str, text: str) -> str:
    """An action's words without the name of the group it stands under."""
    for joint in (": ", "："):
        text = text.removeprefix(f"{title}{joint}")
    return text[:1].upper() + text[1:]


def in_columns(groups: Sequence[KeyGroup], count: int) -> list[list[KeyGroup]]:
    """The groups in so many columns of about equal length, each in the order they came in."""
    columns: list[list[KeyGroup]] = [[] for _ in range(count)]
    for group in sorted(groups, key=lambda group: -len(group.rows)):
        min(columns, key=_length).append(group)
    for column in columns:
        column.sort(key=groups.index)
    filled = [column for column in columns if column]
    return sorted(filled, key=lambda column: groups.index(column[0]))


def _length(column: Sequence[KeyGroup]) -> int:
    """Lines of a column, each group's heading and the space below it among them."""
    return sum(len(group.rows) + 2 for group in column)


_TURNS = {
    Qt.Key.Key_Up: QAbstractSlider.SliderAction.SliderSingleStepSub,
    Qt.Key.Key_Down: QAbstractSlider.SliderAction.SliderSingleStepAdd,
    Qt.Key.Key_PageUp: QAbstractSlider.SliderAction.SliderPageStepSub,
    Qt.Key.Key_PageDown: QAbstractSlider.SliderAction.SliderPageStepAdd,
    Qt.Key.Key_Home: QAbstractSlider.SliderAction.SliderToMinimum,
    Qt.Key.Key_End: QAbstractSlider.SliderAction.SliderToMaximum,
}
