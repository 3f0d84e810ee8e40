"""The handoff that needs the director, large: lamp, word, acknowledgements and calls."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from producer_app.core.calling import ActOnHandoff
from producer_app.core.handoff import Ask
from producer_app.present.handoff import HandoffView
from producer_app.present.words import Words, both
from producer_app.ui.handoff.acks import Acks
from producer_app.ui.handoff.area import ShrinkingArea
from producer_app.ui.handoff.calls import Calls
from producer_app.ui.handoff.cue_light import CueLight
from producer_app.ui.handoff.facts import Facts
from producer_app.ui.plain_label import PlainLabel
from producer_app.ui.theme import size, space

LAMP = 64


class HandoffCard(QFrame):
    """One handoff, whole, with its buttons."""

    call_asked = Signal(object)

    def __init__(self, words: Words, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words = words
        self._view: HandoffView | None = None
        self._is_low = False
        self.setProperty("raised", True)
        self.lamp = CueLight(LAMP)
        self.number = PlainLabel("text_title", bold=True)
        self.title = PlainLabel("text_large", bold=True)
        self.title_alt = PlainLabel("text", tone="ink_quiet")
        self.way = PlainLabel("text_small", tone="ink_quiet")
        self.word = PlainLabel("text_title", bold=True)
        self.call = PlainLabel("text", bold=True)
        self.due_in = PlainLabel("text_large", bold=True, align=Qt.AlignmentFlag.AlignRight)
        self.due = PlainLabel("text", tone="ink_quiet")
        self.acks = Acks()
        self.facts = Facts(words)
        self.area = ShrinkingArea(self.facts, words)
        self.plan = QPushButton(words.say("handoff.do_plan"))
        self.plan.setProperty("inline", True)
        self.plan.setToolTip(words.say("handoff.do_plan_hint"))
        self.calls = Calls(words)
        self.calls.asked.connect(self._on_calls_asked)
        self.calls.recall.asking_changed.connect(self._on_recall_asking_changed)
        self._lay_out()

    def _lay_out(self) -> None:
        column = self._column = QVBoxLayout(self)
        column.setContentsMargins(space("near"), space("near"), space("near"), space("near"))
        column.setSpacing(space("tight"))
        column.addLayout(self._head())
        column.addWidget(self.call)
        column.addWidget(self.acks)
        column.addWidget(self.area)
        column.addStretch(1)
        column.addWidget(self.calls)

    def _head(self) -> QHBoxLayout:
        self.number.setSizePolicy(QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Fixed)
        name = QHBoxLayout()
        name.setSpacing(space("near"))
        name.addWidget(self.number)
        name.addWidget(self.title, 1)
        name.addWidget(self.plan)
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addLayout(name)
        words.addWidget(self.title_alt)
        words.addWidget(self.way)
        words.addWidget(self.word)
        self.due_in.setSizePolicy(QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Fixed)
        due = QHBoxLayout()
        due.addWidget(self.due, 1)
        due.addWidget(self.due_in)
        words.addLayout(due)
        head = QHBoxLayout()
        head.setSpacing(space("near"))
        head.addWidget(self.lamp, alignment=Qt.AlignmentFlag.AlignTop)
        head.addLayout(words, 1)
        return head

    def be_low(self, is_low: bool) -> None:
        """Leave out what the rundown says too, where there is little room."""
        if is_low == self._is_low:
            return
        self._is_low = is_low
        self.way.setHidden(is_low)
        self.title_alt.setHidden(is_low)
        around, above = space("near"), space("tight" if is_low else "near")
        self._column.setContentsMargins(around, above, around, above)
        self._column.setSpacing(0 if is_low else space("tight"))
        if self._view is not None:
            self.show_state(self._view)

    def least_height(self) -> int:
        """Pixels that it needs at its lowest, with a call and one line of what is not ready."""
        rows = (self.number, self.word, self.due_in, self.call, self.acks, self.calls)
        high = sum(row.minimumSizeHint().height() for row in rows)
        return high + size("row") + 2 * space("tight")

    @property
    def view(self) -> HandoffView | None:
        """What is shown."""
        return self._view

    def show_state(self, view: HandoffView) -> None:
        """Show this handoff."""
        if self._view is not None and self._view.id != view.id:
            self.area.start_over()
        self._view = view
        self.lamp.show_lamp(view.lamp, view.word)
        self.number.say(view.number)
        self.title.say(both(view.title, view.title_alt) if self._is_low else view.title)
        self.title_alt.say(both(view.title_alt, view.kind, " · "))
        self.way.say(both(view.leaves, view.arrives, " → "))
        self.word.say(view.word, str(view.level))
        self.due.say(view.due if self._is_low else both(view.due, view.planned, " · "))
        self.due.explain(view.planned if self._is_low else "")
        self.due_in.say(view.due_in)
        self.acks.show_acks(view.acks)
        self.facts.show_facts(view, is_low=self._is_low)
        self.calls.show_state(view)
        self._show_call(view)

    def _show_call(self, view: HandoffView) -> None:
        if self.calls.recall.is_asking:
            self.call.say(self._words.say("handoff.do_recall_again"), "warning")
        elif view.call.text or not view.was_forced:
            self.call.say(view.call.text, str(view.call.level))
        else:
            self.call.say(self._words.say("handoff.forced"), "warning")
        self.call.setHidden(self._is_low and not self.call.text())

    def _on_recall_asking_changed(self) -> None:
        if self._view is not None:
            self._show_call(self._view)

    def _on_calls_asked(self, ask: Ask) -> None:
        if self._view is not None:
            self.call_asked.emit(ActOnHandoff(handoff=self._view.id, ask=ask))
