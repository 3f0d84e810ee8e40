"""The Timing part: when the segment starts, how long it is, and what it counts as."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QGridLayout, QWidget

from producer_app.core.edits import SetStanding
from producer_app.core.show import Kind, Show, Standing
from producer_app.present.inspector import InspectorView, TimesView
from producer_app.present.segment_entry import Line, changed
from producer_app.present.words import Words, both
from producer_app.ui.editors import ChoiceEditor
from producer_app.ui.forms import caption, column
from producer_app.ui.inspector.filling import FilledBy
from producer_app.ui.inspector.marks import Marks
from producer_app.ui.inspector.part import Part
from producer_app.ui.plain_label import PlainLabel
from producer_app.ui.theme import space

_TIMES = ("planned", "expected", "actual", "back", "cume")
_LINES = (
    Line.LENGTH,
    Line.SHORTEST,
    Line.LONGEST,
    Line.HARD_START,
    Line.HARD_END,
    Line.FRONT_HIT,
    Line.BACK_HIT,
    Line.LOCATION,
    Line.AD,
)
_PRIORITIES = range(10)


class TimingPart(Part):
    """Times as they stand, and the plan's figures to edit."""

    def __init__(self, words: Words, parent: QWidget | None = None) -> None:
        super().__init__(words, parent)
        self.times = {name: PlainLabel("text", bold=True) for name in _TIMES}
        self.drift = PlainLabel("text", bold=True)
        self.marks = Marks()
        self.opening = QCheckBox(words.say("inspector.is_opening"))
        self.fill = FilledBy(words)
        self.lines = {line: self.entry(line) for line in _LINES}
        self.kind = self._choice("kind")
        self.standing = self._choice("standing")
        self.priority = self._choice("priority")
        self.sponsor = self._choice("sponsor")
        self._lay_out()
        self.kind.offer([(kind, words.say(f"kind.{kind}")) for kind in Kind])
        self.standing.offer([(state, words.say(f"words.{state}")) for state in Standing])
        self.priority.offer([(n, self._priority_word(n)) for n in _PRIORITIES])
        self.opening.clicked.connect(self._on_opening_clicked)
        self.fill.edit_asked.connect(self.edit_asked)
        self.kind.chosen.connect(self._on_kind_chosen)
        self.standing.chosen.connect(self._on_standing_chosen)
        self.priority.chosen.connect(self._on_priority_chosen)
        self.sponsor.chosen.connect(self._on_sponsor_chosen)

    def show_view(self, show: Show, view: InspectorView) -> None:
        super().show_view(show, view)
        for line, editor in self.lines.items():
            self.show_entry(editor, line)
        nobody = [(None, self.words.say("inspector.no_sponsor"))]
        brands = [(s.id, both(s.brand, s.brand_alt, " ")) for s in view.sponsors]
        self.sponsor.offer([*nobody, *brands])
        self.opening.setChecked(view.segment.is_opening)
        self.opening.setEnabled(view.segment.hard_start is not None)
        self.fill.show_view(show, view)
        self.kind.show_value(view.segment.kind)
        self.standing.show_value(view.segment.standing)
        self.priority.show_value(view.segment.priority)
        self.sponsor.show_value(view.segment.sponsor)

    def show_times(self, times: TimesView) -> None:
        """Show where the segment stands now."""
        for name, label in self.times.items():
            text = getattr(times, name)
            label.say(text or "—", "ink" if text else "ink_faint")
        if times.is_back_missed:
            self.times["back"].say(times.back, "over")
        self.drift.say(times.drift, "ink" if times.drift_level == "calm" else times.drift_level)
        self.drift.setVisible(bool(times.drift))
        self.marks.show_marks(times.marks)

    def _choice(self, name: str) -> ChoiceEditor:
        choice = ChoiceEditor(self.words.say(f"inspector.{name}"))
        choice.setMinimumContentsLength(3)
        return choice

    def _priority_word(self, number: int) -> str:
        keys = {0: "inspector.priority_never", 1: "inspector.priority_last"}
        keys[9] = "inspector.priority_first"
        return self.words.say(keys.get(number, "inspector.priority_middle"), number=number)

    def _lay_out(self) -> None:
        """What is changed under pressure stands on top, two fields to a line."""
        body = column(self)
        body.addLayout(self._fields())
        body.addWidget(self.fill)
        body.addLayout(self._times_grid())
        body.addWidget(self.marks)
        body.addStretch()

    def _fields(self) -> QGridLayout:
        lines = self.lines
        fields: tuple[tuple[str, QWidget], ...] = (
            ("length", lines[Line.LENGTH]),
            ("hard_start", lines[Line.HARD_START]),
            ("shortest", lines[Line.SHORTEST]),
            ("longest", lines[Line.LONGEST]),
            ("standing", self.standing),
            ("opening", self.opening),
            ("kind", self.kind),
            ("hard_end", lines[Line.HARD_END]),
            ("front_hit", lines[Line.FRONT_HIT]),
            ("back_hit", lines[Line.BACK_HIT]),
            ("priority", self.priority),
            ("ad", lines[Line.AD]),
            ("location", lines[Line.LOCATION]),
            ("sponsor", self.sponsor),
        )
        high = max(field.sizeHint().height() for _, field in fields)
        grid = QGridLayout()
        grid.setHorizontalSpacing(space("tight"))
        grid.setVerticalSpacing(space("tight"))
        for place, (name, field) in enumerate(fields):
            row, side = divmod(place, 2)
            top = Qt.AlignmentFlag.AlignTop
            label = caption(self.words.say(f"inspector.{name}"))
            for widget in (label, field):
                widget.setMinimumHeight(high)
            grid.addWidget(label, row, side * 2, top)
            grid.addWidget(field, row, side * 2 + 1, top)
        grid.setColumnStretch(1, 1)
        grid.setColumnStretch(3, 1)
        return grid

    def _times_grid(self) -> QGridLayout:
        grid = QGridLayout()
        grid.setHorizontalSpacing(space("near"))
        grid.setVerticalSpacing(0)
        names = {"back": "words.back_time", "cume": "rundown.column_cume"}
        for place, (name, label) in enumerate(self.times.items()):
            row, side = divmod(place, 2)
            grid.addWidget(caption(self.words.say(names.get(name, f"words.{name}"))), row, side * 2)
            grid.addWidget(label, row, side * 2 + 1)
        grid.setColumnStretch(1, 1)
        grid.setColumnStretch(3, 1)
        grid.addWidget(self.drift, 2, 2, 1, 2)
        return grid

    def _on_kind_chosen(self, kind: object) -> None:
        self._change("kind", kind)

    def _on_standing_chosen(self, standing: Standing) -> None:
        if self.segment is not None:
            self.ask(SetStanding(segments=(self.segment.id,), standing=standing))

    def _on_opening_clicked(self, is_checked: bool) -> None:
        self._change("is_opening", is_checked)

    def _on_priority_chosen(self, priority: object) -> None:
        self._change("priority", priority)

    def _on_sponsor_chosen(self, sponsor: object) -> None:
        self._change("sponsor", sponsor)

    def _change(self, name: str, value: object) -> None:
        if self.segment is not None:
            self.ask(changed(self.segment, name, value))
