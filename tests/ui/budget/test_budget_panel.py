"""The ad budget in its corner of the window: what one look says, and where a click leads."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QListView, QWidget
from pytestqt.qtbot import QtBot

from producer_app.core.budget import budget_of
from producer_app.core.show import AdRule, AdRuleId, Kind, Method, SegmentId, Show
from producer_app.core.timebase import Instant
from producer_app.core.timing import Projection, project
from producer_app.exchange.samples import read_sample
from producer_app.present.words import words
from producer_app.ui.budget.drawer import BudgetDrawer
from producer_app.ui.budget.panel import LEAST, BudgetPanel
from producer_app.ui.theme import colour
from tests.builders import a_segment, a_show, minutes
from tests.present.budgets import a_rule, an_evening, planned, running

STRICT = AdRuleId("strict")
NARROWEST = 336
"""Pixels across that the corner has in a window of 1366 by 768."""

Shown = Callable[..., BudgetPanel]


def an_hour(limit: float, **changes: object) -> AdRule:
    """No more than so many minutes of the five minutes forty of spots in an hour."""
    return a_rule(Method.CLOCK_HOUR, limit=minutes(limit), **changes)


@pytest.fixture
def shown(qtbot: QtBot) -> Shown:
    kept: list[BudgetPanel] = []

    def show_panel(
        show: Show | Projection, language: str = "en", width: int = 440, height: int = 500
    ) -> BudgetPanel:
        panel = BudgetPanel(words(language))
        qtbot.addWidget(panel)
        kept.append(panel)
        panel.resize(width, height)
        panel.show()
        panel.show_state(show if isinstance(show, Projection) else planned(show))
        return panel

    return show_panel


def is_in_sight(panel: QWidget, part: QWidget) -> bool:
    foot = part.mapTo(panel, part.rect().bottomRight())
    return part.isVisible() and panel.rect().contains(foot)


def click_row(list_: QListView, row: int, qtbot: QtBot) -> None:
    at = list_.visualRect(list_.model().index(row, 0)).center()
    qtbot.mouseClick(list_.viewport(), Qt.MouseButton.LeftButton, pos=at)


def test_one_look_says_that_all_is_well_and_how_much_is_left(shown: Shown) -> None:
    panel = shown(an_evening(an_hour(10), an_hour(20, id=STRICT)))
    assert (panel.badge.text(), panel.summary.text()) == ("ADS FINE", "All 2 rules hold")
    headline = panel.headline
    assert (headline.figure.text(), headline.word.text()) == ("4:20", "LEFT")
    assert headline.figure.tone == "ink"
    assert headline.figure.font().pixelSize() > headline.title.font().pixelSize()


def test_it_says_the_same_in_chinese(shown: Shown) -> None:
    panel = shown(an_evening(an_hour(10)), "zh")
    assert (panel.badge.text(), panel.headline.word.text()) == ("广告正常", "剩余")


def test_over_is_a_word_a_time_a_place_and_a_colour_of_its_own(shown: Shown) -> None:
    panel = shown(an_evening(an_hour(5)))
    headline = panel.headline
    assert panel.badge.text() == "AD RULE WILL BREAK"
    assert (headline.figure.text(), headline.word.text()) == ("0:40", "OVER")
    assert (headline.when.text(), headline.broken.text()) == (
        "breaks at 20:41:30",
        "7 “Song 7”",
    )
    assert {headline.figure.tone, headline.word.tone, headline.when.tone} == {"over"}


def test_a_run_says_how_far_away_the_break_is(shown: Shown) -> None:
    panel = shown(running(an_evening(an_hour(5)), "20:11:30", "20:00", "20:10"))
    assert panel.headline.when.text() == "breaks at 20:41:30 · in 30:00"


def test_a_sliding_window_says_what_it_holds_now(shown: Shown, qtbot: QtBot) -> None:
    projection = running(an_evening(a_rule(Method.ROLLING_WINDOW)), "20:11", "20:00", "20:10")
    panel = shown(projection)
    panel.show_state(projection, budget_of(projection))
    assert panel.headline.note.text() == "Now 3:00 left · 1:00 in the last 30:00"
    assert panel.headline.note.isVisible()

    drawer = BudgetDrawer(words("en"))
    qtbot.addWidget(drawer)
    drawer.show()
    drawer.show_state(projection, budget_of(projection))
    assert drawer.detail.now.text() == panel.headline.note.text()


def test_a_minimum_reads_as_a_minimum(shown: Shown) -> None:
    panel = shown(an_evening(a_rule(Method.LEAST_COUNT)))
    headline = panel.headline
    assert panel.badge.text() == "AD RULE WILL BREAK"
    assert (headline.figure.text(), headline.word.text()) == ("3", "MISSING")
    assert headline.when.text() == "3 missing by 21:00"
    assert not headline.broken.isVisible()
    assert headline.figures.labels["limit"].text() == "of at least 4"


def test_spent_committed_projected_and_limit_stand_on_one_line(shown: Shown) -> None:
    panel = shown(running(an_evening(an_hour(10)), "20:12", "20:00", "20:10"))
    labels = panel.headline.figures.labels
    assert {name: label.text() for name, label in labels.items()} == {
        "spent": "2:00 spent",
        "committed": "3:40 committed",
        "projected": "5:40 projected",
        "limit": "limit 10:00",
    }


def test_a_click_on_where_it_breaks_chooses_that_segment(shown: Shown, qtbot: QtBot) -> None:
    panel = shown(an_evening(an_hour(5)))
    with qtbot.waitSignal(panel.segment_chosen) as chosen:
        qtbot.mouseClick(panel.headline.broken, Qt.MouseButton.LeftButton)
    assert chosen.args == [SegmentId("s7")]


def test_where_it_breaks_is_reached_by_keys_too(shown: Shown, qtbot: QtBot) -> None:
    panel = shown(an_evening(an_hour(5)))
    panel.headline.broken.setFocus()
    with qtbot.waitSignal(panel.segment_chosen) as chosen:
        qtbot.keyClick(panel.headline.broken, Qt.Key.Key_Space)
    assert chosen.args == [SegmentId("s7")]


def test_a_limit_broken_before_the_show_leads_nowhere(shown: Shown) -> None:
    rule = an_hour(5, used_elsewhere=minutes(6))
    headline = shown(a_show(a_segment("1"), ad_rules=(rule,))).headline
    assert headline.when.text() == "broken before the show begins"
    assert not headline.broken.isVisible()


def test_a_limit_that_holds_shows_no_break(shown: Shown) -> None:
    headline = shown(an_evening(an_hour(10))).headline
    assert not headline.broken.isVisible()
    assert not headline.when.isVisible()


def test_advertising_of_unknown_length_is_warned_of(shown: Shown) -> None:
    evening = an_evening(an_hour(10))
    spot = a_segment("0", None, kind=Kind.SPOT)
    panel = shown(replace(evening, segments=(spot, *evening.segments)))
    assert panel.badge.text() == "ADS NEAR LIMIT"
    assert "At least" in panel.headline.note.text()
    assert panel.headline.note.tone == "warning"


def test_the_worst_rule_is_the_headline_and_stands_first_of_all(shown: Shown) -> None:
    panel = shown(an_evening(an_hour(10), an_hour(5, id=STRICT, title="Strict")))
    assert panel.headline.title.text() == "Strict"
    assert [rule.title for rule in panel.rules.rules] == ["Strict", "A rule"]
    assert panel.summary.text() == "1 not kept · 1 hold"


def test_a_click_on_a_rule_asks_for_all_of_it_each_time(shown: Shown, qtbot: QtBot) -> None:
    panel = shown(an_evening(an_hour(10), an_hour(5, id=STRICT)))
    for _ in range(2):
        with qtbot.waitSignal(panel.rule_asked) as asked:
            click_row(panel.rules, 1, qtbot)
        assert asked.args == [AdRuleId("rule")]


def test_the_button_asks_for_whichever_is_the_worst(shown: Shown, qtbot: QtBot) -> None:
    panel = shown(an_evening(an_hour(5)))
    with qtbot.waitSignal(panel.rule_asked) as asked:
        qtbot.mouseClick(panel.open, Qt.MouseButton.LeftButton)
    assert asked.args == [None]


def test_enter_on_a_rule_asks_for_all_of_it(shown: Shown, qtbot: QtBot) -> None:
    panel = shown(an_evening(an_hour(10), an_hour(5, id=STRICT)))
    panel.rules.setFocus()
    qtbot.keyClick(panel.rules, Qt.Key.Key_Down)
    with qtbot.waitSignal(panel.rule_asked) as asked:
        qtbot.keyClick(panel.rules, Qt.Key.Key_Return)
    assert asked.args == [panel.rules.chosen]


def test_a_show_without_rules_says_so(shown: Shown) -> None:
    panel = shown(an_evening())
    assert panel.empty.isVisible()
    assert "No ad rules" in panel.empty.text()
    assert not panel.headline.isVisible()
    assert not panel.badge.isVisible()


def test_a_rule_without_a_limit_says_so_and_has_no_gauge(shown: Shown) -> None:
    headline = shown(an_evening(replace(an_hour(1), limit=None))).headline
    assert headline.word.text() == "no limit set"
    assert not headline.gauge.isVisible()


def inks(panel: BudgetPanel) -> set[str]:
    image: QImage = panel.headline.gauge.grab().toImage()
    return {image.pixelColor(x, image.height() // 4).name() for x in range(image.width())}


def test_the_gauge_paints_what_is_over_in_its_own_colour(shown: Shown) -> None:
    over = colour("over").name()
    assert over in inks(shown(an_evening(an_hour(5))))
    assert over not in inks(shown(an_evening(an_hour(10))))


def test_a_minimum_s_gauge_is_never_over_however_much_there_is(shown: Shown) -> None:
    rule = a_rule(Method.LEAST_COUNT, limit_count=1, count_elsewhere=3)
    assert colour("over").name() not in inks(shown(an_evening(rule)))


def test_a_title_that_looks_like_markup_stays_plain_text(shown: Shown) -> None:
    title = "<img src=x> & <b>rule</b>"
    panel = shown(an_evening(an_hour(5, title=title), an_hour(9, id=STRICT)))
    assert panel.headline.title.text() == title
    told = panel.rules.model().data(panel.rules.model().index(0, 0), Qt.ItemDataRole.ToolTipRole)
    assert "&lt;img" in told


def test_a_preset_that_nobody_has_verified_says_so(shown: Shown) -> None:
    panel = shown(an_evening(an_hour(10, status="unverified", source="Order 61")))
    assert panel.headline.period.text().startswith("UNVERIFIED · 20:00–21:00")
    assert "Unverified" in panel.headline.title.toolTip()


def test_a_panel_that_was_hidden_shows_the_latest_state_when_it_is_seen(qtbot: QtBot) -> None:
    panel = BudgetPanel(words("en"))
    qtbot.addWidget(panel)
    panel.show_state(planned(an_evening(an_hour(10))))
    assert panel.view is None
    panel.show()
    assert panel.badge.text() == "ADS FINE"


def test_the_sample_show_is_within_its_promise(shown: Shown) -> None:
    panel = shown(read_sample("super-night"))
    assert (panel.badge.text(), panel.summary.text()) == ("ADS FINE", "All 8 rules hold")


@pytest.mark.parametrize("language", ["en", "zh"])
def test_badge_figure_and_break_are_in_sight_at_the_corner_s_least_size(
    shown: Shown, qtbot: QtBot, language: str
) -> None:
    panel = shown(an_evening(an_hour(5)), language, NARROWEST, LEAST)
    headline = panel.headline
    parts = (panel.badge, headline.figure, headline.word, headline.when, headline.broken)
    qtbot.waitUntil(lambda: all(is_in_sight(panel, part) for part in (*parts, headline.gauge)))
    assert not headline.when.is_elided()
    assert not headline.figures.labels["limit"].is_elided()


def test_a_second_in_which_nothing_happens_paints_no_rule_again(shown: Shown, qtbot: QtBot) -> None:
    show = an_evening(an_hour(10), an_hour(20, id=STRICT))
    now = running(show, "20:05", "20:00")
    panel, budget = shown(now), budget_of(now)
    panel.show_state(now, budget)
    later = project(now.plan, now.run, Instant(now.now + 1_000), now)
    model = panel.rules.model()
    with qtbot.assertNotEmitted(model.dataChanged), qtbot.assertNotEmitted(model.modelReset):
        panel.show_state(later, budget_of(later, budget))
    assert panel.headline.figure.text() == "4:20"


def test_the_pointer_over_a_rule_explains_all_of_it(shown: Shown) -> None:
    panel = shown(an_evening(an_hour(5, note="Twelve minutes."), an_hour(9, id=STRICT)))
    index = panel.rules.indexAt(QPoint(10, 10))
    told = str(index.data(Qt.ItemDataRole.ToolTipRole))
    assert "breaks at 20:41:30 in 7 “Song 7”" in told
    assert "Twelve minutes." in told


def test_a_window_that_has_not_begun_is_named_and_has_nothing_spent(shown: Shown) -> None:
    show = an_evening(a_rule(Method.ROLLING_WINDOW))
    figures = shown(running(show, "20:05", "20:00")).headline.figures
    assert figures.period.text() == "In 20:10–20:40:"
    assert not figures.labels["spent"].isVisible()
    assert figures.labels["committed"].text() == "3:40 committed"
