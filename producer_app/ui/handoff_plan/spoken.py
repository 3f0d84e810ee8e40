"""The part with what is said: throw words, talking points and the phrase that calls it off."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QVBoxLayout, QWidget

from producer_app.core.timing import Projection
from producer_app.present.handoff_entry import POINTS, Line, point_of, point_typed
from producer_app.present.handoff_plan import HandoffPlanView
from producer_app.present.words import Words
from producer_app.ui.editors import LineEditor
from producer_app.ui.forms import form
from producer_app.ui.handoff_plan.part import Ask, PlanPart
from producer_app.ui.theme import space


class SpokenPart(PlanPart):
    """The words of one handoff."""

    def __init__(self, words: Words, ask: Ask, parent: QWidget | None = None) -> None:
        super().__init__(words, ask, parent)
        self.throw_words = self.entry(Line.THROW_WORDS)
        self.abort_phrase = self.entry(Line.ABORT_PHRASE)
        self.points = tuple(self._point(place) for place in range(POINTS))
        self.throw_words.line.setPlaceholderText(self.say("throw_words_hint"))
        self.abort_phrase.line.setPlaceholderText(self.say("abort_phrase_hint"))
        points = QWidget()
        column = QVBoxLayout(points)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(space("tight"))
        for editor in self.points:
            column.addWidget(editor)
        fields = form()
        self.setLayout(fields)
        self.add_row(fields, "throw_words", self.throw_words)
        self.add_row(fields, "talking_points", points)
        self.add_row(fields, "abort_phrase", self.abort_phrase)

    def show_plan(self, projection: Projection, view: HandoffPlanView) -> None:
        super().show_plan(projection, view)
        for place, editor in enumerate(self.points):
            editor.show_text(point_of(view.handoff, place))

    def _point(self, place: int) -> LineEditor:
        name = self.words.say("handoff_plan.point", number=place + 1)
        editor = LineEditor(name)
        editor.setPlaceholderText(name)
        editor.committed.connect(self._commit_of_point(place, editor))
        return editor

    def _commit_of_point(self, place: int, editor: LineEditor) -> Callable[[object], None]:
        def commit(text: object) -> None:
            if self.plan is not None:
                self.ask(point_typed(self.plan.handoff, place, str(text)), editor)

        return commit
