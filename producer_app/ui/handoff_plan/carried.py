"""The part that says what the room needs: who walks over, offers, what must be ready, and who
acknowledges."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from producer_app.core.timing import Projection
from producer_app.present import handoff_entry
from producer_app.present.handoff_entry import Line, changed
from producer_app.present.handoff_plan import HandoffPlanView, ticked
from producer_app.present.words import Words
from producer_app.ui.editors import TextEditor
from producer_app.ui.forms import form
from producer_app.ui.handoff_plan.part import Ask, PlanPart
from producer_app.ui.handoff_plan.ticks import TickList
from producer_app.ui.theme import size


class CarriedPart(PlanPart):
    """People, offers and gates of one handoff."""

    def __init__(self, words: Words, ask: Ask, parent: QWidget | None = None) -> None:
        super().__init__(words, ask, parent)
        self.talent = TickList(self.say("talent"), self.say("no_talent"))
        self.offers = TickList(self.say("offers"), self.say("no_offers"))
        self.gates = TextEditor(self.say("gates"))
        self.gates.setMaximumHeight(4 * size("row"))
        self.gates.setPlaceholderText(self.say("gates_hint"))
        self.acknowledged_by = self.entry(Line.ACKNOWLEDGED_BY)
        self.standby_lead = self.entry(Line.STANDBY_LEAD)
        self.return_after = self.entry(Line.RETURN_AFTER)
        self.return_after.line.setPlaceholderText(self.say("return_after_hint"))
        fields = form()
        self.setLayout(fields)
        for name in ("talent", "offers", "gates", "acknowledged_by"):
            self.add_row(fields, name, getattr(self, name))
        for name in ("standby_lead", "return_after"):
            self.add_row(fields, name, getattr(self, name))
        self.talent.ticked.connect(self._on_talent_ticked)
        self.offers.ticked.connect(self._on_offers_ticked)
        self.gates.committed.connect(self._on_gates_committed)

    def show_plan(self, projection: Projection, view: HandoffPlanView) -> None:
        is_afresh = self.plan is None or self.plan.handoff.id != view.handoff.id
        super().show_plan(projection, view)
        self.talent.show_ticks(view.talent, is_afresh=is_afresh)
        self.offers.show_ticks(view.offers, is_afresh=is_afresh)
        self.gates.show_text(handoff_entry.text_of(view.handoff, Line.GATES))

    def _on_talent_ticked(self, key: str, is_ticked: bool) -> None:
        if self.plan is not None:
            handoff = self.plan.handoff
            people = ticked(handoff.talent, key, is_ticked=is_ticked)
            self.ask(changed(handoff, "talent", people))

    def _on_offers_ticked(self, key: str, is_ticked: bool) -> None:
        if self.plan is not None:
            handoff = self.plan.handoff
            offers = ticked(handoff.offers, key, is_ticked=is_ticked)
            self.ask(changed(handoff, "offers", offers))

    def _on_gates_committed(self, text: str) -> None:
        if self.plan is not None and self.projection is not None:
            show, handoff = self.projection.show, self.plan.handoff
            self.ask(handoff_entry.typed(show, handoff, Line.GATES, text), self.gates)
