"""Taking over ad rules of another show: which of them, and where each would go."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QListWidgetItem, QVBoxLayout, QWidget

from producer_app.core.ad_presets import Shared
from producer_app.core.show import Show
from producer_app.present.book_presets import SharedLine, shared_lines
from producer_app.present.words import Words
from producer_app.ui.book.ticks import TickList
from producer_app.ui.theme import size, space
from producer_app.ui.wrapped import WrappedLabel


class RuleTaking(QDialog):
    """The rules that a file holds, to tick; those that are here already start unticked."""

    chosen = Signal(object)
    """The ticked ones, in order."""

    def __init__(
        self,
        file: str,
        shared: Sequence[Shared],
        show: Show,
        words: Words,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(words.say("book.take_rules"))
        self.resize(720, 480)
        self._shared = tuple(shared)
        self._words = words
        self.list = TickList()
        self.list.setAccessibleName(words.say("book.tab_ad_rules"))
        self.list.setWordWrap(True)
        self.buttons = QDialogButtonBox()
        self.take = self.buttons.addButton("", QDialogButtonBox.ButtonRole.AcceptRole)
        cancel = words.say("book.cancel")
        self.buttons.addButton(cancel, QDialogButtonBox.ButtonRole.RejectRole)
        self._fill(shared_lines(shared, show, words))
        head = WrappedLabel()
        head.say(words.say("book.rules_in", file=file, count=len(self._shared)), "ink_quiet")
        column = QVBoxLayout(self)
        column.setSpacing(space("near"))
        for widget in (head, self.list, self.buttons):
            column.addWidget(widget)
        self.list.itemChanged.connect(lambda _: self._count())
        self.buttons.accepted.connect(self._on_buttons_accepted)
        self.buttons.rejected.connect(self.reject)
        self._count()

    @property
    def ticked(self) -> tuple[Shared, ...]:
        """Those that would be taken."""
        states = (self.list.item(row).checkState() for row in range(self.list.count()))
        pairs = zip(self._shared, states, strict=True)
        return tuple(one for one, state in pairs if state is Qt.CheckState.Checked)

    def _fill(self, lines: Sequence[SharedLine]) -> None:
        with QSignalBlocker(self.list):
            for line in lines:
                item = QListWidgetItem(f"{line.title}\n{line.detail}", self.list)
                enabled = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsUserCheckable
                item.setFlags(enabled if line.is_possible else Qt.ItemFlag.NoItemFlags)
                wanted = Qt.CheckState.Checked if line.is_wanted else Qt.CheckState.Unchecked
                item.setCheckState(wanted)
                hint = item.sizeHint()
                hint.setHeight(2 * size("row"))
                item.setSizeHint(hint)
            self.list.setCurrentRow(0)

    def _count(self) -> None:
        count = len(self.ticked)
        self.take.setText(self._words.say("book.take_so_many", count=count))
        self.take.setEnabled(count > 0)

    def _on_buttons_accepted(self) -> None:
        self.chosen.emit(self.ticked)
        self.accept()
