"""The window that plans one handoff: every field is edited in place and saved at once."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QHideEvent, QKeyEvent
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QMessageBox,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from producer_app.core.checks import Standards
from producer_app.core.edits import Edit, Remove
from producer_app.core.errors import ProducerError
from producer_app.core.show import HandoffId
from producer_app.core.timing import Projection
from producer_app.present.errors import told
from producer_app.present.handoff_plan import HandoffPlanView, handoff_plan_view
from producer_app.present.words import Words, both
from producer_app.ui.editors import LineEditor, TextEditor
from producer_app.ui.forms import Sheet
from producer_app.ui.handoff_plan.carried import CarriedPart
from producer_app.ui.handoff_plan.head import PlanHead
from producer_app.ui.handoff_plan.part import PlanPart
from producer_app.ui.handoff_plan.spoken import SpokenPart
from producer_app.ui.handoff_plan.way import WayPart
from producer_app.ui.plain_label import PlainLabel
from producer_app.ui.questions import ask_yes
from producer_app.ui.theme import space
from producer_app.ui.wrapped import WrappedLabel


class HandoffPlanWindow(QDialog):
    """Stays open beside the console. What is refused is said here, and what was typed stays."""

    edit_asked = Signal(object)
    """A core Edit."""

    def __init__(
        self,
        words: Words,
        parent: QWidget | None = None,
        *,
        standards: Callable[[], Standards] = Standards,
    ) -> None:
        """``standards`` are what the handoff's wording is held against now."""
        super().__init__(parent)
        self._words, self._standards = words, standards
        self._handoff: HandoffId | None = None
        self._number = ""
        self._is_asking = False
        self._was_refused = False
        self.setModal(False)
        self.resize(1060, 700)
        self.head = PlanHead(words)
        self.trouble = WrappedLabel()
        self.way = WayPart(words, self._ask)
        self.carried = CarriedPart(words, self._ask)
        self.spoken = SpokenPart(words, self._ask)
        self.parts: tuple[PlanPart, ...] = (self.way, self.carried, self.spoken)
        self.gone = PlainLabel("text_large", tone="ink_faint")
        self.remove = self._button("remove")
        self.leave = self._button("done")
        self._lay_out()
        self.remove.clicked.connect(self._on_remove_clicked)
        self.leave.clicked.connect(self.close)

    @property
    def handoff(self) -> HandoffId | None:
        """The handoff that is planned here."""
        return self._handoff

    def open_plan(
        self, projection: Projection, handoff: HandoffId, *, is_new: bool = False
    ) -> bool:
        """Plan this handoff; a new one may be given another number here, later it is locked.

        False where something that is not understood still stands in a field of the one before.
        """
        if handoff != self._handoff:
            if not self._settled():
                return False
            self._handoff = handoff
        self.way.unlock_number(is_unlocked=is_new)
        self.say_refusal("")
        self.show_state(projection)
        self.way.title.line.setFocus()
        return True

    def show_state(self, projection: Projection) -> None:
        """Show the handoff as the plan has it now; what is being typed stays."""
        if self._handoff is None:
            return
        view = handoff_plan_view(projection, self._handoff, self._words, self._standards())
        self._pages.setCurrentIndex(0 if view is None else 1)
        self.remove.setEnabled(view is not None)
        if view is None:
            self.gone.say(self._words.say("handoff_plan.gone", number=self._number))
            return
        self._show_view(projection, view)

    def show_refusal(self, refusal: ProducerError) -> None:
        """Say why what was asked here cannot be; what others asked is not said here."""
        if self._is_asking:
            self._was_refused = True
            self.say_refusal(told(refusal, self._words))

    def say_refusal(self, text: str) -> None:
        """Say this above the fields; nothing takes it away."""
        self.trouble.say(text, "error")
        self.trouble.setVisible(bool(text))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc in a field only puts back what was there and leaves the field; the next one closes
        the window."""
        field = self.focusWidget()
        if event.key() == Qt.Key.Key_Escape and isinstance(field, LineEditor | TextEditor):
            field.clearFocus()
            return
        super().keyPressEvent(event)

    def hideEvent(self, event: QHideEvent) -> None:
        """Leaving the window commits what is being typed, as leaving the field does."""
        self._commit()
        super().hideEvent(event)

    def _show_view(self, projection: Projection, view: HandoffPlanView) -> None:
        self._number = view.handoff.number
        title = both(view.handoff.title, view.handoff.title_alt) or view.title_hint
        self.setWindowTitle(both(self._number, title, " "))
        self.head.show_plan(view)
        for part in self.parts:
            part.show_plan(projection, view)

    def _ask(self, edit: Edit | None) -> bool:
        """Ask for an edit; False when it was refused."""
        self._is_asking, self._was_refused = True, False
        self.say_refusal("")
        if edit is not None:
            self.edit_asked.emit(edit)
        self._is_asking = False
        return not self._was_refused

    def _commit(self) -> None:
        for line in self.findChildren(LineEditor):
            line.commit()
        for text in self.findChildren(TextEditor):
            text.commit()

    def _settled(self) -> bool:
        """Commit what is being typed; False, and the cursor there, where it cannot be."""
        self._commit()
        left = next((line for line in self.findChildren(LineEditor) if line.is_typing), None)
        if left is None:
            return True
        left.setFocus()
        self.say_refusal(self._words.say("handoff_plan.mend_first"))
        return False

    def _button(self, name: str) -> QPushButton:
        button = QPushButton(self._words.say(f"handoff_plan.{name}"))
        button.setAutoDefault(False)
        return button

    def _lay_out(self) -> None:
        fields = QWidget()
        left, right = QVBoxLayout(), QVBoxLayout()
        left.addWidget(self.way)
        left.addSpacing(space("apart"))
        left.addWidget(self.spoken)
        left.addStretch()
        below_one_another = (*self.way.captions, *self.spoken.captions)
        for label in below_one_another:
            label.setMinimumWidth(max(one.sizeHint().width() for one in below_one_another))
        right.addWidget(self.carried)
        right.addStretch()
        row = QHBoxLayout(fields)
        row.setContentsMargins(0, 0, space("near"), 0)
        row.setSpacing(2 * space("apart"))
        row.addLayout(left, 1)
        row.addLayout(right, 1)
        self._pages = QStackedWidget()
        self.gone.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._pages.addWidget(self.gone)
        self._pages.addWidget(self._page(Sheet(fields)))
        foot = QHBoxLayout()
        foot.addWidget(self.remove)
        foot.addStretch()
        foot.addWidget(self.leave)
        column = QVBoxLayout(self)
        column.setSpacing(space("near"))
        column.addWidget(self._pages, 1)
        column.addLayout(foot)

    def _page(self, sheet: Sheet) -> QWidget:
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(space("near"))
        column.addWidget(self.head)
        column.addWidget(self.trouble)
        column.addWidget(sheet, 1)
        self.trouble.hide()
        return page

    def _on_remove_clicked(self) -> QMessageBox | None:
        handoff = self._handoff
        if handoff is None:
            return None
        say = self._words.say
        return ask_yes(
            self,
            self._words,
            say("handoff_plan.remove_question", number=self._number),
            say("handoff_plan.remove_yes"),
            lambda: self._ask(Remove(id=handoff, label="remove_handoff")),
        )
