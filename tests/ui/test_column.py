"""The right column shares its height by what is to be seen in it, until a hand says otherwise."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from producer_app.core.timing import plan_times, project
from producer_app.present.words import words
from producer_app.ui.column import Column, Occasion
from producer_app.ui.memory import Memory
from producer_app.ui.panels import Panels
from producer_app.ui.theme import dress
from tests.builders import a_segment, a_show, at

SHARES = {Occasion.PLANNING: (300, 200, 300), Occasion.LIVE: (500, 200, 100)}


def made(qtbot: QtBot) -> Column:
    column = Column(SHARES, [QWidget() for _ in range(3)])
    qtbot.addWidget(column)
    column.resize(300, 800)
    column.show()
    return column


@pytest.fixture
def column(qtbot: QtBot) -> Column:
    return made(qtbot)


def are_about(column: Column, wanted: list[int]) -> bool:
    """True where the parts have these heights but for the pixels of the borders."""
    return all(abs(is_ - to_be) <= 8 for is_, to_be in zip(column.sizes(), wanted, strict=True))


def by_hand(column: Column, pixels: int) -> None:
    """Move the upper border, as a drag of it does."""
    column.moveSplitter(column.widget(0).height() + pixels, 1)


def test_who_plans_and_who_calls_find_the_height_shared_as_they_need_it(column: Column) -> None:
    assert are_about(column, [300, 200, 300])
    column.be_at(Occasion.LIVE)
    assert are_about(column, [500, 200, 100])
    column.resize(300, 1600)
    assert are_about(column, [1000, 400, 200])


def test_a_part_with_nothing_in_it_is_one_line_and_gives_the_rest_away(column: Column) -> None:
    last = column.widget(2)
    column.fold(last, 40)
    upper, middle, lowest = column.sizes()
    assert lowest == 40
    assert upper + middle >= 750
    column.fold(last, None)
    assert are_about(column, [300, 200, 300])


def test_a_border_moved_by_hand_stays_on_its_occasion_and_over_a_start(
    qtbot: QtBot, column: Column, tmp_path: Path
) -> None:
    by_hand(column, 60)
    assert are_about(column, [360, 140, 300])
    column.be_at(Occasion.LIVE)
    assert are_about(column, [500, 200, 100])
    column.be_at(Occasion.PLANNING)
    assert are_about(column, [360, 140, 300])
    memory = Memory(tmp_path / "window.ini")
    column.keep_shape(memory)
    later = made(qtbot)
    later.restore_shape(memory)
    assert are_about(later, [360, 140, 300])


def test_what_a_damaged_memory_holds_is_passed_over(column: Column, tmp_path: Path) -> None:
    memory = Memory(tmp_path / "window.ini")
    for kept in (b"", b"1,2", b"1,2,x", b"\xff"):
        memory.keep_shape("column_planning", kept)
        column.restore_shape(memory)
        assert are_about(column, [300, 200, 300])


@pytest.fixture
def panels(qtbot: QtBot, qapp: QApplication) -> Panels:
    dress(qapp)
    panels = Panels(words("en"))
    qtbot.addWidget(panels)
    panels.resize(1600, 860)
    panels.show()
    return panels


def test_no_chosen_segment_takes_one_line_and_a_chosen_one_its_share(panels: Panels) -> None:
    show = a_show(a_segment("1"))
    projection = project(plan_times(show), None, at(show, "19:59"))
    panels.share(is_live=True, has_handoffs=True, has_rules=True)
    empty = panels.tabs.height()
    line = panels.inspector.none
    assert line.isVisible()
    assert panels.tabs.rect().contains(line.mapTo(panels.tabs, line.rect().bottomLeft()))
    panels.inspector.show_state(projection, show.segments[0].id)
    assert panels.tabs.height() > 2 * empty
    panels.inspector.show_state(projection, None)
    assert panels.tabs.height() == empty
    panels.show_findings()
    assert panels.tabs.height() > empty


def test_a_show_without_handoffs_and_rules_leaves_its_height_to_the_segment(panels: Panels) -> None:
    panels.share(is_live=False, has_handoffs=True, has_rules=True)
    handoffs, budget = panels.handoffs.height(), panels.budget.height()
    panels.share(is_live=False, has_handoffs=False, has_rules=False)
    assert panels.handoffs.height() < handoffs / 3
    assert panels.budget.height() < budget
    panels.share(is_live=False, has_handoffs=True, has_rules=True)
    assert (panels.handoffs.height(), panels.budget.height()) == (handoffs, budget)
