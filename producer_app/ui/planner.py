"""The door to the window that plans a handoff: opened for the chosen segment or the one at hand."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from typing import TYPE_CHECKING

from producer_app.core.checks import Standards
from producer_app.core.errors import Refused
from producer_app.core.show import HandoffId
from producer_app.ui.caller import nothing_chosen
from producer_app.ui.console import Console

if TYPE_CHECKING:
    from producer_app.ui.handoff_plan.window import HandoffPlanWindow


class Planner:
    """Opens the window over the main one and keeps it up to date; it is imported when opened."""

    def __init__(self, window: Console, standards: Callable[[], Standards]) -> None:
        self._window = window
        self._standards = standards
        self._plan: HandoffPlanWindow | None = None

    def plan_from_chosen(self) -> None:
        """Plan the handoff that leaves from the chosen segment: a new one where none does yet."""
        chosen = self._window.chosen()
        if chosen is None:
            self._window.bridge.refused.emit(nothing_chosen())
            return
        leaving = self._window.session.show.handoffs_from.get(chosen, ())
        if leaving:
            self._open(leaving[0].id)
            return

        def work(_: bool) -> None:
            from producer_app.present.handoff_entry import proposed

            session, words = self._window.session, self._window.words
            key, edit = proposed(session.projection(), chosen, words, lambda: uuid.uuid4().hex)
            session.edit(edit, "window")
            made.append(key)

        made: list[HandoffId] = []
        if self._window.bridge.attempt(work):
            self._open(made[0], is_new=True)

    def edit_shown(self) -> None:
        """Plan the handoff that is on the handoff panel's card."""
        shown = self._window.panels.handoffs.active
        if shown is None:
            self._window.bridge.refused.emit(
                Refused(
                    "handoff.none_yet",
                    "There is no handoff yet: choose the segment that it leaves from and plan one.",
                )
            )
            return
        self._open(shown)

    def _open(self, handoff: HandoffId, *, is_new: bool = False) -> None:
        window = self._window
        plan = self._plan = self._plan or self._made()
        plan.open_plan(window.session.projection(), handoff, is_new=is_new)
        window.panels.handoffs.choose(handoff)
        plan.show()
        plan.raise_()
        plan.activateWindow()

    def _made(self) -> HandoffPlanWindow:
        from producer_app.ui.handoff_plan.window import HandoffPlanWindow

        window = self._window
        made = HandoffPlanWindow(window.words, window, standards=self._standards)
        made.addActions([window.actions_["undo"], window.actions_["redo"]])
        made.edit_asked.connect(window.edit)
        window.bridge.refused.connect(made.show_refusal)
        window.bridge.plan_changed.connect(lambda _: made.show_state(window.session.projection()))
        return made
