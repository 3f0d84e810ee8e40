"""The part that says what goes where and when: number, titles, kind, rooms and trigger."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from producer_app.core.show import Anchor, HandoffKind, RoomId, SegmentId
from producer_app.core.timing import Projection
from producer_app.present.handoff_entry import Line, anchored, changed, leading_to, leaving_from
from producer_app.present.handoff_plan import HandoffPlanView
from producer_app.present.words import Words
from producer_app.ui.forms import form
from producer_app.ui.handoff_plan.part import Ask, PlanPart


class WayPart(PlanPart):
    """From which segment to which room, and what triggers it."""

    def __init__(self, words: Words, ask: Ask, parent: QWidget | None = None) -> None:
        super().__init__(words, ask, parent)
        self.number = self.entry(Line.NUMBER)
        self.title = self.entry(Line.TITLE)
        self.title_alt = self.entry(Line.TITLE_ALT)
        self.kind = self.choice("kind")
        self.leaves = self.choice("leaves")
        self.anchor = self.choice("anchor")
        self.offset = self.entry(Line.OFFSET)
        self.hard_time = self.entry(Line.HARD_TIME)
        self.room = self.choice("room")
        self.opens = self.choice("opens")
        self.kind.offer([(kind, words.say(f"handoff.kind_{kind}")) for kind in HandoffKind])
        self.anchor.offer([(anchor, self.say(f"anchor_{anchor}")) for anchor in Anchor])
        self.offset.line.setPlaceholderText(self.say("offset_hint"))
        self.hard_time.line.setPlaceholderText(self.say("hard_time_hint"))
        self._lay_out()
        self.kind.chosen.connect(self._on_kind_chosen)
        self.leaves.chosen.connect(self._on_leaves_chosen)
        self.anchor.chosen.connect(self._on_anchor_chosen)
        self.room.chosen.connect(self._on_room_chosen)
        self.opens.chosen.connect(self._on_opens_chosen)

    def unlock_number(self, *, is_unlocked: bool) -> None:
        """A number may be chosen while the handoff is new; later it stays."""
        self._form.setRowVisible(self.number, is_unlocked)

    def show_plan(self, projection: Projection, view: HandoffPlanView) -> None:
        super().show_plan(projection, view)
        handoff = view.handoff
        self.title.line.setPlaceholderText(view.title_hint)
        self.title_alt.line.setPlaceholderText(view.title_alt_hint)
        self.leaves.offer(view.segments)
        self.room.offer(view.rooms)
        self.opens.offer(view.opens)
        self.kind.show_value(handoff.kind)
        self.leaves.show_value(handoff.segment)
        self.anchor.show_value(handoff.trigger.anchor)
        self.room.show_value(handoff.to_room)
        self.opens.show_value(handoff.to_segment)
        is_hard = handoff.trigger.anchor is Anchor.HARD_TIME
        self._form.setRowVisible(self.hard_time, is_hard)
        self._form.setRowVisible(self.offset, not is_hard or handoff.trigger.offset != 0)

    def _lay_out(self) -> None:
        self._form = form()
        self.setLayout(self._form)
        for name in ("number", "title", "title_alt", "kind", "leaves", "anchor", "offset"):
            self.add_row(self._form, name, getattr(self, name))
        for name in ("hard_time", "room", "opens"):
            self.add_row(self._form, name, getattr(self, name))

    def _on_kind_chosen(self, kind: HandoffKind) -> None:
        if self.plan is not None:
            self.ask(changed(self.plan.handoff, "kind", kind))

    def _on_leaves_chosen(self, segment: SegmentId) -> None:
        if self.plan is not None and self.projection is not None:
            self.ask(leaving_from(self.projection.show, self.plan.handoff, segment))

    def _on_anchor_chosen(self, anchor: Anchor) -> None:
        if self.plan is not None and self.projection is not None:
            self.ask(anchored(self.projection, self.plan.handoff, anchor))

    def _on_room_chosen(self, room: RoomId) -> None:
        if self.plan is not None and self.projection is not None:
            self.ask(leading_to(self.projection.show, self.plan.handoff, room))

    def _on_opens_chosen(self, segment: SegmentId | None) -> None:
        if self.plan is not None:
            self.ask(changed(self.plan.handoff, "to_segment", segment))
