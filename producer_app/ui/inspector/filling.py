"""Who fills the time before a segment: the people named for it, and a box that names one more."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QToolButton, QVBoxLayout, QWidget

from producer_app.core.show import Show, Talent, TalentId
from producer_app.present.inspector import InspectorView
from producer_app.present.segment_entry import filler_added, filler_removed
from producer_app.present.words import Words, both
from producer_app.ui.forms import caption
from producer_app.ui.inspector.adding import AddBox, RemoveButton
from producer_app.ui.inspector.part import Part, new_id
from producer_app.ui.plain_label import PlainLabel
from producer_app.ui.theme import space


class Filler(QWidget):
    """One person by name, and the cross that takes them away."""

    def __init__(self, words: Words, person: Talent) -> None:
        super().__init__()
        name = both(person.name, person.name_alt, " ")
        self.person = person.id
        self.remove: QToolButton = RemoveButton()
        self.remove.setAccessibleName(words.say("inspector.remove_named", name=name))
        label = PlainLabel("text")
        label.say(name)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(space("tight"))
        row.addWidget(label, 1)
        row.addWidget(self.remove)


class FilledBy(Part):
    """Nobody named means the hosts at hand."""

    def __init__(self, words: Words, parent: QWidget | None = None) -> None:
        super().__init__(words, parent)
        self.rows: list[Filler] = []
        self.add = AddBox(words.say("inspector.add_filler"), is_free=True)
        self._people = QVBoxLayout()
        self._people.setSpacing(0)
        head = QHBoxLayout()
        head.setSpacing(space("tight"))
        head.addWidget(caption(words.say("inspector.filled_by")))
        head.addWidget(self.add, 1)
        body = QVBoxLayout(self)
        body.setContentsMargins(0, 0, 0, 0)
        body.setSpacing(0)
        body.addLayout(head)
        body.addLayout(self._people)
        self.add.added.connect(self._on_add_added)

    def show_view(self, show: Show, view: InspectorView) -> None:
        super().show_view(show, view)
        if [row.person for row in self.rows] != [person.id for person in view.fillers]:
            self._name(view.fillers)
        named = frozenset(person.id for person in view.fillers)
        others = (person for person in view.everybody if person.id not in named)
        self.add.offer([(person.id, both(person.name, person.name_alt, " ")) for person in others])

    def _name(self, people: tuple[Talent, ...]) -> None:
        for row in self.rows:
            row.hide()
            row.deleteLater()
        self.rows = [Filler(self.words, person) for person in people]
        for row in self.rows:
            row.remove.clicked.connect(lambda _=False, who=row.person: self._remove(who))
            self._people.addWidget(row)

    def _remove(self, person: TalentId) -> None:
        if self.segment is not None:
            self.ask(filler_removed(self.segment, person))

    def _on_add_added(self, name: str) -> None:
        if self.show_ is not None and self.segment is not None:
            self.ask(filler_added(self.show_, self.segment, name, new_id))
