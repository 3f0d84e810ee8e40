"""What the settings in the rooms' window have in common: nothing is in force before Apply."""

from __future__ import annotations

from abc import abstractmethod

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from producer_app.core.errors import BadInput
from producer_app.present.errors import told
from producer_app.present.words import Words
from producer_app.ui.forms import Sheet
from producer_app.ui.plain_label import PlainLabel
from producer_app.ui.theme import space
from producer_app.ui.wrapped import WrappedLabel


class AppliedPart(QWidget):
    """Boxes over a foot that says how they stand. What cannot be is said in words and changes
    nothing."""

    adopt_asked = Signal(object)
    """What somebody wants from now on."""

    def __init__(self, words: Words, advice: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words = words
        self.verdict = PlainLabel(bold=True)
        self.apply = QPushButton(words.say("outside.apply"))
        self.drop = QPushButton(words.say("outside.drop"))
        self.grid = QGridLayout()
        """Two columns, the advice above them."""
        self._lay_out(advice)
        self.apply.clicked.connect(lambda: self.adopt_asked.emit(self.wanted()))
        self.drop.clicked.connect(self.put_back)

    @abstractmethod
    def wanted(self) -> object:
        """What stands in the boxes; BadInput for what cannot be."""

    @abstractmethod
    def is_new(self) -> bool:
        """Whether anything in the boxes is not in force; BadInput for what cannot be."""

    @abstractmethod
    def put_back(self) -> None:
        """Show what is in force."""

    def show_fault(self, sentence: str) -> None:
        """Say why it could not be done."""
        self.verdict.say(sentence, "error")

    def judge(self) -> None:
        """Say how the boxes stand; to be called with every stroke."""
        try:
            is_new = self.is_new()
        except BadInput as fault:
            self.show_fault(told(fault, self._words))
            self._enable(can_apply=False, can_drop=True)
            return
        key = "outside.unapplied" if is_new else "outside.applied"
        self.verdict.say(self._words.say(key), "warning" if is_new else "ink_quiet")
        self._enable(can_apply=is_new, can_drop=is_new)

    def _enable(self, *, can_apply: bool, can_drop: bool) -> None:
        self.apply.setEnabled(can_apply)
        self.drop.setEnabled(can_drop)

    def _lay_out(self, key: str) -> None:
        advice = WrappedLabel()
        advice.say(self._words.say(key), "ink_quiet")
        inner = QWidget()
        inner.setLayout(self.grid)
        self.grid.setContentsMargins(0, space("near"), 0, 0)
        self.grid.setSpacing(space("near"))
        self.grid.addWidget(advice, 0, 0, 1, 2)
        for column in (0, 1):
            self.grid.setColumnStretch(column, 1)
        foot = QHBoxLayout()
        foot.setSpacing(space("near"))
        foot.addWidget(self.verdict, 1, Qt.AlignmentFlag.AlignVCenter)
        for button in (self.drop, self.apply):
            button.setAutoDefault(False)
            foot.addWidget(button)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(space("near"))
        whole.addWidget(Sheet(inner), 1)
        whole.addLayout(foot)
