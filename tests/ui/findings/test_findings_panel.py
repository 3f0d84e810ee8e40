"""The list of findings: what it says, where a click or Enter leads, and what it says of nothing."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from itertools import pairwise

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from producer_app.core.checks import Basis, check
from producer_app.core.checks.finding import Finding, finding
from producer_app.core.show import Clearance, HandoffId, SegmentId, Show
from producer_app.core.timing import plan_times
from producer_app.present.findings import findings_view
from producer_app.present.words import words
from producer_app.ui.findings.painting import place_of
from producer_app.ui.findings.panel import FindingsPanel
from tests.builders import a_segment, a_show, an_artist, minutes

Shown = Callable[..., FindingsPanel]

TWO = a_segment("2", minutes(5))
A_SHOW = a_show(a_segment("1", minutes(5)), TWO)
OVER = {"block": "Opening", "length": "10:00", "over": "1:00", "budget": "9:00"}
GAP = finding("block.over", OVER, on=TWO)
TWICE = finding("handoff.twice", {"number": "H1"}, handoff_id=HandoffId("h1"))
NO_ROOMS = finding("show.no_rooms")


@pytest.fixture
def shown(qtbot: QtBot) -> Shown:
    kept: list[FindingsPanel] = []

    def show_panel(*findings: Finding, language: str = "en", show: Show = A_SHOW) -> FindingsPanel:
        panel = FindingsPanel(words(language))
        kept.append(panel)
        qtbot.addWidget(panel)
        panel.resize(440, 300)
        panel.show()
        panel.show_state(findings_view(show, findings, words(language)))
        return panel

    return show_panel


def click_line(qtbot: QtBot, panel: FindingsPanel, row: int) -> None:
    place = panel.list.visualRect(panel.model.index(row)).center()
    qtbot.mouseClick(panel.list.viewport(), Qt.MouseButton.LeftButton, pos=place)


def test_a_finding_says_its_severity_in_a_word_to_a_reader_of_the_screen(shown: Shown) -> None:
    panel = shown(TWICE, GAP)
    index = panel.model.index(0)
    assert index.data(Qt.ItemDataRole.AccessibleTextRole) == (
        "ERROR: There are two handoffs H1: give one of them another number."
    )


def test_a_click_chooses_the_segment(shown: Shown, qtbot: QtBot) -> None:
    panel = shown(TWICE, GAP)
    with qtbot.waitSignal(panel.segment_chosen) as chosen:
        click_line(qtbot, panel, 1)
    assert chosen.args == [SegmentId("s2")]


def test_enter_chooses_the_segment_and_the_arrows_alone_do_not(shown: Shown, qtbot: QtBot) -> None:
    panel = shown(TWICE, GAP)
    panel.setFocus()
    with qtbot.assertNotEmitted(panel.segment_chosen):
        qtbot.keyClick(panel.list, Qt.Key.Key_Down)
        qtbot.keyClick(panel.list, Qt.Key.Key_Down)
    with qtbot.waitSignal(panel.segment_chosen) as chosen:
        qtbot.keyClick(panel.list, Qt.Key.Key_Return)
    assert chosen.args == [SegmentId("s2")]


def test_a_finding_of_a_handoff_alone_chooses_the_handoff(shown: Shown, qtbot: QtBot) -> None:
    panel = shown(TWICE)
    with qtbot.waitSignal(panel.handoff_chosen) as chosen:
        click_line(qtbot, panel, 0)
    assert chosen.args == [HandoffId("h1")]


def test_a_finding_of_the_whole_show_leads_nowhere(shown: Shown, qtbot: QtBot) -> None:
    panel = shown(NO_ROOMS)
    with qtbot.assertNotEmitted(panel.segment_chosen), qtbot.assertNotEmitted(panel.handoff_chosen):
        click_line(qtbot, panel, 0)


def test_nothing_to_find_is_said_in_words(shown: Shown) -> None:
    panel = shown()
    assert panel.empty.isVisible()
    assert panel.empty.text().startswith("Nothing to find: ")
    assert not panel.list.isVisible()


def test_before_the_first_check_it_claims_nothing(qtbot: QtBot) -> None:
    panel = FindingsPanel(words("en"))
    qtbot.addWidget(panel)
    panel.show()
    assert panel.empty.text() == "The plan has not been checked yet."
    assert panel.title == "Plan check"


@pytest.mark.parametrize(
    ("findings", "title"),
    [
        ((), "Plan check"),
        ((GAP,), "Plan check 1"),
        ((TWICE, NO_ROOMS, GAP), "Plan check 3 · ERROR 2"),
    ],
)
def test_the_title_of_the_tab_counts(
    shown: Shown, findings: tuple[Finding, ...], title: str
) -> None:
    assert shown(*findings).title == title


def test_it_speaks_chinese(shown: Shown) -> None:
    panel = shown(TWICE, language="zh")
    assert panel.title == "编排检查 1 · 错误 1"
    assert panel.model.index(0).data() == "有两个交接 H1：请改其中一个的编号。"


def test_a_long_sentence_is_wrapped_and_never_cut_off(shown: Shown) -> None:
    long = finding("show.empty_room", {"room": "A very long name of a room " * 10})
    panel = shown(long, NO_ROOMS)
    rows = [panel.list.visualRect(panel.model.index(row)) for row in (0, 1)]
    assert rows[0].height() > 3 * rows[1].height()
    assert rows[0].width() <= panel.list.viewport().width()
    panel.resize(900, 300)
    assert panel.list.visualRect(panel.model.index(0)).height() < rows[0].height()


def test_lines_stand_below_each_other_beside_the_scroll_bar_too(qtbot: QtBot) -> None:
    texts = [finding("show.empty_room", {"room": "A name " * n}) for n in range(4, 24)]
    panel = FindingsPanel(words("en"))
    qtbot.addWidget(panel)
    panel.show_state(findings_view(A_SHOW, tuple(texts), words("en")))
    panel.resize(460, 500)
    panel.show()

    def are_stacked() -> bool:
        lines = [panel.list.visualRect(panel.model.index(row)) for row in range(len(texts))]
        return all(one.bottom() + 1 == below.top() for one, below in pairwise(lines))

    qtbot.waitUntil(lambda: panel.list.verticalScrollBar().isVisible())
    qtbot.waitUntil(are_stacked)


def test_the_chosen_finding_stays_chosen_when_another_one_is_solved(shown: Shown) -> None:
    panel = shown(TWICE, GAP)
    panel.list.setCurrentIndex(panel.model.index(1))
    panel.show_state(findings_view(A_SHOW, (GAP,), words("en")))
    assert panel.list.currentIndex().row() == 0


def test_while_a_run_is_on_each_line_says_whether_it_is_expected_or_planned(
    shown: Shown, qtbot: QtBot
) -> None:
    panel = shown(TWICE)
    expected = replace(GAP, basis=Basis.EXPECTED)
    panel.show_state(findings_view(A_SHOW, (TWICE, expected), words("en"), is_live=True))
    lines = [panel.model.finding(panel.model.index(row)) for row in (0, 1)]
    assert [place_of(line) for line in lines] == ["PLANNED", "EXPECTED · 2 · Stage"]
    said = panel.model.index(1).data(Qt.ItemDataRole.AccessibleTextRole)
    assert said.startswith("WARNING: EXPECTED: Block “Opening”")
    assert panel.title == "Run check 2 · ERROR 1"


def test_a_tooltip_never_becomes_markup(shown: Shown) -> None:
    panel = shown(finding("show.empty_room", {"room": "<b>Stage</b>"}))
    tip = panel.model.index(0).data(Qt.ItemDataRole.ToolTipRole)
    assert tip == "<p>&lt;b&gt;Stage&lt;/b&gt; has no segment yet.</p>"


def test_a_real_check_of_a_plan_leads_to_the_artist_who_may_not_appear(
    shown: Shown, qtbot: QtBot
) -> None:
    artist = an_artist(clearance=Clearance.BLOCKED)
    show = a_show(a_segment("1", talent=(artist.id,)), talent=(artist,))
    found = check(plan_times(show))
    blocked = [n for n, one in enumerate(found) if one.code == "people.blocked"]
    panel = shown(*found, show=show)
    with qtbot.waitSignal(panel.segment_chosen) as chosen:
        click_line(qtbot, panel, blocked[0])
    assert chosen.args == [SegmentId("s1")]
