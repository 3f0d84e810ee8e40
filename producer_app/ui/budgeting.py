"""The ad budget at work: counted once for its corner and its drawer, warned of, tried out.

A tick adds what was aired since; what a person considers is tried out between the edges, the
latest only.
"""

from __future__ import annotations

from collections.abc import Generator, Iterator

from PySide6.QtCore import QEvent, QObject, QRect

from producer_app.core.budget import Budget, RuleState, budget_in_steps, budget_of
from producer_app.core.edits import Edit
from producer_app.core.show import AdRuleId
from producer_app.core.timebase import Instant
from producer_app.core.timing import Plan, Projection, project
from producer_app.present.budget import are_same
from producer_app.present.budget_preview import preview_in_steps
from producer_app.present.budget_warning import Said, news, threats, warning_text
from producer_app.ui.budget.drawer import BudgetDrawer
from producer_app.ui.console import Console

WIDTH, HEIGHT = 560, 640
"""Pixels that the drawer wants across and down."""

_NOTHING = Budget(now=Instant(0), states=(), rooms={})


class Budgeting(QObject):
    """Holds the budget of what the window shows, and hands it to whoever shows some of it."""

    def __init__(self, window: Console) -> None:
        super().__init__(window)
        self._window, self._panels = window, window.panels
        self._seen: Projection | None = None
        self._budget: Budget | None = None
        self._kept: tuple[Plan, Budget] | None = None
        self._said: Said = {}
        self._judged: tuple[RuleState, ...] = ()
        self._warning = ""
        self._considered: Edit | None = None
        self.drawer = BudgetDrawer(window.words, window.panels)
        self.drawer.closed.connect(self.close)
        self._panels.budget.rule_asked.connect(self.open)
        self._panels.rundown.edit_considered.connect(self.consider)
        self._panels.rundown.installEventFilter(self)

    def show_in_steps(self, projection: Projection) -> Iterator[None]:
        """Count anew what has changed, show it, and warn of what it threatens."""
        budget = _NOTHING
        if projection.show.ad_rules:
            budget = yield from budget_in_steps(projection, self._budget)
        self._seen, self._budget = projection, budget
        yield
        self._panels.budget.show_state(projection, budget)
        self.drawer.show_state(projection, budget)
        yield
        yield from self._warn(projection, budget)

    def budget_at(self, projection: Projection) -> Budget:
        """The budget at that projection, on what was counted last; a show without rules is not
        counted."""
        return budget_of(projection, self._budget) if projection.show.ad_rules else _NOTHING

    def consider(self, edit: Edit | None) -> None:
        """Show what that edit would do, before it is made; None when nobody considers one."""
        self._considered = edit
        if edit is None:
            self._panels.budget.show_preview(None)
        else:
            self._window.bridge.agenda.put("budget preview", self._try_out)

    def open(self, rule: AdRuleId | None = None) -> None:
        """Open the drawer at that rule, or at the worst; close it where it has the keyboard."""
        if rule is None and self.drawer.isVisible() and self.drawer.has_keyboard:
            self.close()
            return
        self._place()
        self.drawer.show()
        self.drawer.raise_()
        self.drawer.choose(rule)
        self.drawer.take_keyboard()

    def close(self) -> None:
        """Close the drawer and give the keyboard back to the rundown."""
        self.drawer.hide()
        self._panels.rundown.take_keyboard()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.Resize, QEvent.Type.Move) and self.drawer.isVisible():
            self._place()
        return False

    def _try_out(self) -> Iterator[None]:
        """The pointer is ahead meanwhile; what nobody considers any more is not shown."""
        edit, seen, budget = self._considered, self._seen, self._budget
        if edit is None or seen is None or budget is None:
            return
        view = yield from preview_in_steps(seen, budget, edit, self._window.words)
        yield
        if self._considered is not None:
            self._panels.budget.show_preview(view)

    def _warn(self, projection: Projection, budget: Budget) -> Iterator[None]:
        """Say once what the night does to a rule that the plan kept."""
        run = projection.run
        if run is None or run.ended is not None or not budget.states:
            self._said, self._judged = {}, ()
            return
        planned = yield from self._planned(projection)
        if are_same(budget.states, self._judged):
            return
        self._judged = budget.states
        found = threats(projection, budget, planned)
        threat, self._said = news(found, self._said)
        notice = self._panels.notice
        if threat is not None:
            self._warning = warning_text(threat, projection, self._window.words)
            notice.say(self._warning, "warning")
        elif not found and self._warning and notice.text() == self._warning:
            notice.clear()

    def _planned(self, projection: Projection) -> Generator[None, None, Budget]:
        """The budget of the plan alone; counted once for each plan."""
        if self._kept is None or self._kept[0] is not projection.plan:
            earlier = None if self._kept is None else self._kept[1]
            planned = project(projection.plan, None, projection.now)
            yield
            self._kept = projection.plan, (yield from budget_in_steps(planned, earlier))
        return self._kept[1]

    def _place(self) -> None:
        """Over the right of the rundowns; over the timeline too where there is little room."""
        rundown, panels = self._panels.rundown, self._panels
        corner = rundown.mapTo(panels, rundown.rect().topLeft())
        width, height = min(WIDTH, rundown.width() * 3 // 5), rundown.height()
        if height < HEIGHT:
            height += panels.timeline.height()
        left = corner.x() + rundown.width() - width
        self.drawer.setGeometry(QRect(left, corner.y(), width, height))
