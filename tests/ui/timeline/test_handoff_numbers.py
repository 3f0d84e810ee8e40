"""The handoffs' numbers on the timeline: each can be read at every width, and what stands together
is parted by a click."""

from __future__ import annotations

from itertools import pairwise

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QHelpEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QToolTip
from pytestqt.qtbot import QtBot

from producer_app.core.show import HandoffId, Show
from producer_app.core.timebase import Instant
from producer_app.core.timing import plan_times, project
from producer_app.present.words import words
from producer_app.ui.theme import dress
from producer_app.ui.timeline.badges import FARTHEST, Badge, text_of
from producer_app.ui.timeline.panel import TimelinePanel
from tests.builders import a_handoff, a_segment, a_shop_segment, a_show, at, minutes

WIDTHS = (300, 420, 600, 1000, 1450, 1900)


def a_crowded_evening() -> Show:
    """Eight handoffs far apart, then four within two minutes, then two more."""
    lengths = [20] * 8 + [0.5] * 4 + [20, 20]
    segments = [a_segment(str(n), minutes(length)) for n, length in enumerate(lengths, 1)]
    handoffs = [a_handoff(f"H{n}", f"s{n}") for n in range(1, 15)]
    return a_show(*segments, a_shop_segment("S1", minutes(240)), handoffs=tuple(handoffs))


def a_moment_of_five() -> Show:
    """Five handoffs from one segment, at the same moment."""
    handoffs = tuple(a_handoff(f"H{n}", "s2") for n in range(1, 6))
    first, second = a_segment("1", minutes(60)), a_segment("2", minutes(60))
    return a_show(first, second, a_shop_segment("S1", minutes(60)), handoffs=handoffs)


@pytest.fixture
def panel(qtbot: QtBot, qapp: QApplication) -> TimelinePanel:
    dress(qapp)
    made = TimelinePanel(words("en"))
    qtbot.addWidget(made)
    made.resize(1000, 150)
    made.show()
    qtbot.waitExposed(made)
    return made


def show(panel: TimelinePanel, evening: Show, width: int = 1000) -> tuple[Badge, ...]:
    panel.resize(width, 150)
    panel.show_state(project(plan_times(evening), None, at(evening, "19:00")))
    return panel.badges()


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("evening", [a_crowded_evening(), a_moment_of_five()])
def test_no_number_stands_upon_another_or_outside(
    panel: TimelinePanel, evening: Show, width: int
) -> None:
    badges = show(panel, evening, width)
    assert all(left.box.right() < right.box.left() for left, right in pairwise(badges))
    assert all(badge.box.left() > 0 and badge.box.right() <= width for badge in badges)
    found = [link.number for badge in badges for link in badge.links]
    assert sorted(found) == sorted(handoff.number for handoff in evening.handoffs)


@pytest.mark.parametrize("width", WIDTHS)
def test_every_number_stands_near_its_moment(panel: TimelinePanel, width: int) -> None:
    evening = a_crowded_evening()
    badges = show(panel, evening, width)
    part = panel.visible_part()
    assert part is not None
    alone = [badge for badge in badges if len(badge.links) == 1]
    spread = max(badge.box.right() for badge in badges) - min(b.box.left() for b in badges)
    for badge in alone:
        share = (badge.links[0].at - part[0]) / (part[1] - part[0])
        moment = 116 + share * (width - 116 - 6)
        assert abs(badge.box.center().x() - moment) <= FARTHEST + 1 < spread


def test_where_there_is_room_each_has_its_own_number(panel: TimelinePanel) -> None:
    badges = show(panel, a_crowded_evening(), 1900)
    assert [badge.text for badge in badges] == [f"H{n}" for n in range(1, 15)]


def test_numbers_that_stand_together_are_parted_by_a_click(
    panel: TimelinePanel, qtbot: QtBot
) -> None:
    badges = show(panel, a_crowded_evening(), 300)
    together = max(badges, key=lambda badge: len(badge.links))
    assert len(together.links) > 2
    assert together.text == f"{together.links[0].number}–{together.links[-1].number}"
    for _ in range(12):
        if len(together.links) == 1:
            break
        number = together.links[0].number
        click(panel, together)
        together = next(b for b in panel.badges() if number in {k.number for k in b.links})
    assert len(together.links) == 1
    qtbot.mouseDClick(panel, Qt.MouseButton.LeftButton, pos=QPoint(200, 2))
    assert panel.badges() == badges


def test_a_click_on_a_number_asks_for_its_handoff(panel: TimelinePanel, qtbot: QtBot) -> None:
    badges = show(panel, a_crowded_evening(), 1900)
    with qtbot.waitSignal(panel.handoff_chosen) as chosen:
        click(panel, badges[2])
    assert chosen.args == [HandoffId("h3")]


def test_what_stands_together_is_told_whole_with_its_times(panel: TimelinePanel) -> None:
    badges = show(panel, a_crowded_evening(), 300)
    together = max(badges, key=lambda badge: len(badge.links))
    where = together.box.center().toPoint()
    QApplication.sendEvent(
        panel, QHelpEvent(QHelpEvent.Type.ToolTip, where, panel.mapToGlobal(where))
    )
    told = QToolTip.text().splitlines()
    assert [line.split()[0] for line in told] == [link.number for link in together.links]
    assert all(line.split()[1].count(":") == 2 for line in told)


@pytest.mark.parametrize(
    ("numbers", "text"),
    [
        (("H7",), "H7"),
        (("H13", "H14", "H15", "H16"), "H13–H16"),
        (("H9", "H10"), "H9–H10"),
        (("H2", "H1", "H3"), "H2 +2"),
        (("H2", "Gift", "H3"), "H2 +2"),
        (("A1", "B2"), "A1 +1"),
    ],
)
def test_numbers_in_a_run_are_named_from_the_first_to_the_last(
    numbers: tuple[str, ...], text: str
) -> None:
    assert text_of(numbers) == text


def test_a_handoff_of_each_strip_keeps_to_its_own(panel: TimelinePanel) -> None:
    evening = a_crowded_evening()
    badges = show(panel, evening, 900)
    assert {badge.box.top() for badge in badges} == {badges[0].box.top()}
    assert panel.visible_part() is not None
    panel.show_state(project(plan_times(a_show()), None, Instant(0)))
    assert panel.badges() == ()


def click(panel: TimelinePanel, badge: Badge) -> None:
    QTest.mouseClick(panel, Qt.MouseButton.LeftButton, pos=badge.box.center().toPoint())
