"""What an edit would do, in the corner of the ad budget, while it is being made."""

from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot

from producer_app.core.budget import budget_of
from producer_app.core.edits import ChangeSegment
from producer_app.core.show import AdRuleId, Method, SegmentId
from producer_app.present.budget_preview import PreviewView, preview
from producer_app.present.words import words
from producer_app.ui.budget.panel import LEAST, BudgetPanel
from tests.builders import seconds
from tests.present.budgets import a_rule, an_evening, planned

RULES = tuple(
    a_rule(method, id=AdRuleId(str(method)), title=f"Rule {method}")
    for method in (Method.CLOCK_HOUR, Method.LONGEST_BREAK, Method.DAY_SHARE)
)


@pytest.fixture
def panel(qtbot: QtBot) -> BudgetPanel:
    made = BudgetPanel(words("en"))
    qtbot.addWidget(made)
    made.resize(336, LEAST)
    made.show()
    made.show_state(planned(an_evening(*RULES)))
    return made


def longer(by: float) -> PreviewView:
    projection = planned(an_evening(*RULES))
    edit = ChangeSegment(segment=SegmentId("s2"), changes={"length": seconds(220 + by)})
    return preview(projection, budget_of(projection), edit, words("en"))


def test_it_takes_the_place_of_how_things_stand_and_gives_it_back(panel: BudgetPanel) -> None:
    panel.show_preview(longer(15))
    assert panel.preview.isVisible()
    assert not panel.headline.isVisible()
    panel.show_preview(None)
    assert panel.headline.isVisible()
    assert not panel.preview.isVisible()


def test_each_rule_says_from_what_to_what_and_a_break_says_where(panel: BudgetPanel) -> None:
    panel.show_preview(longer(15))
    lines = panel.preview
    assert (lines.verdict.text(), lines.verdict.tone) == ("BREAKS 1 RULE", "over")
    first, second, third, fourth = lines.rows
    assert (first.name.text(), first.change.text()) == (
        "▲ Rule longest_break",
        "0:10 left → OVER 0:05",
    )
    assert first.where.text() == "breaks at 20:13:50 in 2 “Song 2”"
    assert second.change.text() == "0:20 left → 0:05 left"
    assert not second.where.isVisible()
    assert third.change.text() == "1:32 left → 1:17 left"
    assert not fourth.isVisible()


def test_what_changes_is_never_cut_off_in_the_smallest_corner(panel: BudgetPanel) -> None:
    panel.show_preview(longer(15))
    for row in panel.preview.rows[:3]:
        assert not row.change.is_elided()


def test_it_is_read_out_as_one(panel: BudgetPanel) -> None:
    panel.show_preview(longer(15))
    said = panel.preview.accessibleName()
    assert said.startswith("BREAKS 1 RULE. Rule longest_break, 0:10 left → OVER 0:05, breaks at")


def test_an_edit_that_is_fine_is_calm(panel: BudgetPanel) -> None:
    panel.show_preview(longer(5))
    assert (panel.preview.verdict.text(), panel.preview.verdict.tone) == (
        "Every rule holds",
        "calm",
    )
