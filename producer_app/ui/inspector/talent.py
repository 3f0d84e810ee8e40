"""The Talent part: who is in the segment, whether they have arrived and may be shown."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QFrame, QHBoxLayout, QVBoxLayout, QWidget

from producer_app.core.edits import Put
from producer_app.core.show import Clearance, Show, Talent, TalentId
from producer_app.present.inspector import InspectorView
from producer_app.present.segment_entry import talent_added, talent_removed
from producer_app.present.words import Words, both, duration
from producer_app.ui.editors import ChoiceEditor
from producer_app.ui.forms import caption, column
from producer_app.ui.inspector.adding import AddBox, RemoveButton
from producer_app.ui.inspector.part import Part, new_id
from producer_app.ui.plain_label import PlainLabel
from producer_app.ui.theme import space


class PersonRow(QFrame):
    """One person: names, what they are, arrived or not, clearance."""

    changed = Signal(object)
    """The Talent as it should be."""
    removed = Signal(object)

    def __init__(self, words: Words, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words = words
        self._person: Talent | None = None
        self.name = PlainLabel("text", bold=True)
        self.about = PlainLabel("text_small", tone="ink_quiet")
        self.arrived = QCheckBox(words.say("inspector.arrived"))
        self.clearance = ChoiceEditor(words.say("inspector.clearance"))
        self.clearance.offer([(c, words.say(f"inspector.clearance_{c}")) for c in Clearance])
        self.remove = RemoveButton()
        self._lay_out()
        self.arrived.clicked.connect(self._on_arrived_clicked)
        self.clearance.chosen.connect(self._on_clearance_chosen)
        self.remove.clicked.connect(self._on_remove_clicked)

    def _lay_out(self) -> None:
        head, ticks = QHBoxLayout(), QHBoxLayout()
        head.addWidget(self.name, 1)
        head.addWidget(self.remove, alignment=Qt.AlignmentFlag.AlignTop)
        ticks.addWidget(self.arrived)
        ticks.addStretch()
        ticks.addWidget(caption(self._words.say("inspector.clearance")))
        ticks.addWidget(self.clearance)
        body = QVBoxLayout(self)
        body.setContentsMargins(0, 0, 0, space("tight"))
        body.setSpacing(space("tight"))
        for part in (head, ticks):
            body.addLayout(part)
        body.insertWidget(1, self.about)

    def show_person(self, person: Talent) -> None:
        """Show this person."""
        self._person = person
        say = self._words.say
        name = both(person.name, person.name_alt, " ")
        self.name.say(name)
        role = say(f"inspector.role_{person.role}")
        due = "" if person.arrives is None else say("inspector.arrives", time=person.arrives)
        walk = say("inspector.walk", time=duration(person.transit)) if person.transit else ""
        about = both(both(role, person.circle, " · "), due, " · ")
        self.about.say(both(about, walk, " · "))
        self.arrived.setChecked(person.has_arrived)
        self.arrived.setAccessibleName(f"{say('inspector.arrived')}: {name}")
        self.clearance.show_value(person.clearance)
        self.remove.setAccessibleName(say("inspector.remove_named", name=name))

    def _on_arrived_clicked(self, is_checked: bool) -> None:
        if self._person is not None:
            self.changed.emit(replace(self._person, has_arrived=is_checked))

    def _on_clearance_chosen(self, clearance: Clearance) -> None:
        if self._person is not None:
            self.changed.emit(replace(self._person, clearance=clearance))

    def _on_remove_clicked(self) -> None:
        if self._person is not None:
            self.removed.emit(self._person.id)


class TalentPart(Part):
    """The people of the segment, and a box that adds one by name."""

    def __init__(self, words: Words, parent: QWidget | None = None) -> None:
        super().__init__(words, parent)
        self.rows: list[PersonRow] = []
        self.nobody = PlainLabel("text", tone="ink_faint")
        self.nobody.say(words.say("inspector.nobody"))
        self.add = AddBox(words.say("inspector.add_talent"), is_free=True)
        self.add.added.connect(self._on_add_added)
        self._people = QVBoxLayout()
        body = column(self)
        body.addWidget(self.nobody)
        body.addLayout(self._people)
        body.addWidget(self.add)
        body.addStretch()

    def show_view(self, show: Show, view: InspectorView) -> None:
        super().show_view(show, view)
        while len(self.rows) > len(view.talent):
            row = self.rows.pop()
            row.hide()
            row.deleteLater()
        while len(self.rows) < len(view.talent):
            self._add_row()
        for row, person in zip(self.rows, view.talent, strict=True):
            row.show_person(person)
        self.nobody.setVisible(not view.talent)
        self.add.offer([(p.id, both(p.name, p.name_alt, " ")) for p in view.other_talent])

    def _add_row(self) -> None:
        row = PersonRow(self.words)
        row.changed.connect(self._on_row_changed)
        row.removed.connect(self._on_row_removed)
        self.rows.append(row)
        self._people.addWidget(row)

    def _on_row_changed(self, person: Talent) -> None:
        self.ask(Put(entity=person))

    def _on_row_removed(self, person: TalentId) -> None:
        if self.segment is not None:
            self.ask(talent_removed(self.segment, person))

    def _on_add_added(self, name: str) -> None:
        if self.show_ is not None and self.segment is not None:
            self.ask(talent_added(self.show_, self.segment, name, new_id))
