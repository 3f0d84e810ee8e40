"""The ad budget on the screen: what it says at a glance, and where a click leads."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from pytestqt.qtbot import QtBot

from producer_app.core.show import (
    AdRule,
    AdRuleId,
    Kind,
    Method,
    Segment,
    SegmentId,
    Show,
    Sponsor,
    SponsorId,
)
from producer_app.core.timing import Projection, plan_times, project
from producer_app.exchange.samples import read_sample
from producer_app.present.words import words
from producer_app.ui.budget.panel import BudgetPanel
from producer_app.ui.budget.table import SmallTable
from producer_app.ui.theme import colour
from tests.builders import STAGE, a_run, a_segment, a_show, at, folded, gone, minutes, seconds

BAG = SponsorId("bag")
HOUR, STRICT = AdRuleId("hour"), AdRuleId("strict")
Shown = Callable[..., BudgetPanel]


def an_hour(limit: float, key: AdRuleId = HOUR, **changes: Any) -> AdRule:
    fields = {"title": f"Rule {key}", "room": STAGE, "method": Method.CLOCK_HOUR}
    return AdRule(**{"id": key, "limit": minutes(limit)} | fields | changes)


def an_evening(*rules: AdRule, first: Segment | None = None) -> Show:
    """A spot of four minutes, ten of song, a spot of two, ten of song."""
    return a_show(
        first or a_segment("1", minutes(4), kind=Kind.SPOT, sponsor=BAG),
        a_segment("2", minutes(10)),
        a_segment("3", minutes(2), kind=Kind.SPOT),
        a_segment("4", minutes(10)),
        ad_rules=rules,
        sponsors=(Sponsor(id=BAG, brand="Bag", contracted=seconds(300), mentions=2),),
    )


def planned(show: Show) -> Projection:
    return project(plan_times(show), None, at(show, "19:00"))


@pytest.fixture
def shown(qtbot: QtBot) -> Shown:
    kept: list[BudgetPanel] = []

    def show_panel(show: Show | Projection, language: str = "en", width: int = 440) -> BudgetPanel:
        panel = BudgetPanel(words(language))
        qtbot.addWidget(panel)
        kept.append(panel)
        panel.resize(width, 400)
        panel.show()
        panel.show_state(show if isinstance(show, Projection) else planned(show))
        return panel

    return show_panel


def texts(table: SmallTable, row: int) -> list[str]:
    items = [table.item(row, column) for column in range(table.columnCount())]
    return [item.text() if item else "" for item in items]


def test_one_look_says_within_and_how_much_is_left(shown: Shown) -> None:
    headline = shown(an_evening(an_hour(10))).headline
    assert headline.badge.text() == "WITHIN"
    assert (headline.left.text(), headline.word.text()) == ("4:00", "LEFT")
    assert headline.left.font().pixelSize() > headline.title.font().pixelSize()


def test_it_says_the_same_in_chinese(shown: Shown) -> None:
    headline = shown(an_evening(an_hour(10)), "zh").headline
    assert (headline.badge.text(), headline.word.text()) == ("在配额内", "剩余")


def test_over_is_a_word_a_time_and_a_colour_of_its_own(shown: Shown) -> None:
    headline = shown(an_evening(an_hour(5))).headline
    assert headline.badge.text() == "OVER"
    assert (headline.left.text(), headline.word.text()) == ("1:00", "OVER")
    assert headline.left.tone == "over"


def test_the_figures_stand_as_time_and_as_a_share(shown: Shown) -> None:
    show = an_evening(an_hour(10))
    events = gone(show, a_run(show, at(show, "20:00")), at(show, "20:00"))
    now = project(plan_times(show), folded(events), at(show, "20:03"))

    figures = shown(now).headline.figures

    assert {name: label.text() for name, label in figures.times.items()} == {
        "spent": "3:00",
        "planned": "6:00",
        "projected": "6:00",
        "limit": "10:00",
    }
    assert figures.shares["spent"].text() == "5 %"
    assert figures.shares["limit"].text() == "16.7 %"


def test_a_click_on_where_it_breaks_chooses_that_segment(shown: Shown, qtbot: QtBot) -> None:
    panel = shown(an_evening(an_hour(5)))
    broken = panel.headline.broken
    assert broken.isVisible()
    assert "20:15:00" in broken.text()
    with qtbot.waitSignal(panel.segment_chosen) as chosen:
        qtbot.mouseClick(broken, Qt.MouseButton.LeftButton)
    assert chosen.args == [SegmentId("s3")]


def test_where_it_breaks_is_reached_by_keys_too(shown: Shown, qtbot: QtBot) -> None:
    panel = shown(an_evening(an_hour(5)))
    panel.headline.broken.setFocus()
    with qtbot.waitSignal(panel.segment_chosen) as chosen:
        qtbot.keyClick(panel.headline.broken, Qt.Key.Key_Space)
    assert chosen.args == [SegmentId("s3")]


def test_a_limit_broken_before_the_show_leads_nowhere(shown: Shown) -> None:
    rule = an_hour(5, used_elsewhere=minutes(6))
    broken = shown(a_show(a_segment("1"), ad_rules=(rule,))).headline.broken
    assert broken.text() == "Broken before the show begins"
    assert not broken.isEnabled()


def test_a_limit_that_holds_shows_no_break(shown: Shown) -> None:
    headline = shown(an_evening(an_hour(10))).headline
    assert not headline.broken.isVisible()
    assert not headline.worse.isVisible()


def test_advertising_of_unknown_length_is_warned_of(shown: Shown) -> None:
    show = an_evening(an_hour(10), first=a_segment("1", None, kind=Kind.SPOT))
    headline = shown(show).headline
    assert headline.note.isVisible()
    assert "At least" in headline.note.text()
    assert headline.badge.text() == "CLOSE"


def test_the_first_rule_is_the_headline_and_points_to_a_worse_one(
    shown: Shown, qtbot: QtBot
) -> None:
    panel = shown(an_evening(an_hour(10), an_hour(5, STRICT)))
    assert panel.chosen == HOUR
    assert panel.headline.worse.text() == "OVER: Rule strict · OVER 1:00"
    qtbot.mouseClick(panel.headline.worse, Qt.MouseButton.LeftButton)
    assert panel.chosen == STRICT
    assert panel.headline.badge.text() == "OVER"
    assert panel.rules.currentRow() == 1


def test_the_arrows_choose_another_rule_and_a_second_later_it_is_still_chosen(
    shown: Shown, qtbot: QtBot
) -> None:
    show = an_evening(an_hour(10), an_hour(5, STRICT))
    panel = shown(show)
    panel.rules.setFocus()
    qtbot.keyClick(panel.rules, Qt.Key.Key_Down)
    assert panel.chosen == STRICT
    panel.show_state(planned(show))
    assert panel.chosen == STRICT


def test_a_rule_that_is_gone_gives_the_headline_back_to_the_first(shown: Shown) -> None:
    panel = shown(an_evening(an_hour(10), an_hour(5, STRICT)))
    panel.choose(STRICT)
    panel.show_state(planned(an_evening(an_hour(10))))
    assert panel.chosen == HOUR
    assert not panel.rules.isVisible()


def test_every_rule_stands_in_the_table_with_its_word(shown: Shown) -> None:
    panel = shown(an_evening(an_hour(10), an_hour(5, STRICT)), width=700)
    assert texts(panel.rules, 1) == [
        "OVER",
        "Rule strict",
        "6:00 / 5:00",
        "10 % of 8.3 %",
        "OVER 1:00",
    ]


def test_a_narrow_panel_keeps_the_word_the_rule_and_what_is_left(shown: Shown) -> None:
    table = shown(an_evening(an_hour(10), an_hour(5, STRICT)), width=390).rules
    hidden = [table.isColumnHidden(column) for column in range(table.columnCount())]
    assert hidden == [False, False, True, True, False]


def test_sponsors_stand_with_what_they_got_and_what_they_were_promised(shown: Shown) -> None:
    sponsors = shown(an_evening(an_hour(10))).sponsors
    assert texts(sponsors, 0) == ["Bag", "0:00 · 0×", "4:00 · 1×", "5:00 · 2×", "SHORT 1:00 · 1×"]


def test_the_hours_of_an_evening_stand_side_by_side(shown: Shown) -> None:
    show = a_show(a_segment("1", minutes(90)), ad_rules=(an_hour(10),))
    strip = shown(show).headline.windows
    assert strip.isVisible()
    assert [window.label for window in strip.windows] == ["20:00–21:00", "21:00–22:00"]


def test_a_show_without_rules_says_so(shown: Shown) -> None:
    panel = shown(an_evening())
    assert panel.empty.isVisible()
    assert "no advertising rule" in panel.empty.text()
    assert not panel.headline.isVisible()
    assert panel.sponsors.isVisible()


def test_a_rule_without_a_limit_says_so_and_has_no_gauge(shown: Shown) -> None:
    rule = replace(an_hour(1), limit=None)
    headline = shown(an_evening(rule)).headline
    assert headline.word.text() == "no limit set"
    assert not headline.gauge.isVisible()


def test_the_gauge_paints_what_is_over_in_its_own_colour(shown: Shown) -> None:
    def inks(show: Show) -> set[str]:
        gauge = shown(show).headline.gauge
        image: QImage = gauge.grab().toImage()
        return {image.pixelColor(x, image.height() // 4).name() for x in range(image.width())}

    over = colour("over").name()
    assert over in inks(an_evening(an_hour(5)))
    assert over not in inks(an_evening(an_hour(10)))


def test_a_title_that_looks_like_markup_stays_plain_text(shown: Shown) -> None:
    title = "<img src=x> & <b>rule</b>"
    panel = shown(an_evening(an_hour(5, title=title), an_hour(9, STRICT)))
    assert panel.headline.title.text() == title
    item = panel.rules.item(0, 1)
    assert item is not None
    assert "&lt;img" in item.toolTip()


def test_a_panel_that_was_hidden_shows_the_latest_state_when_it_is_seen(qtbot: QtBot) -> None:
    panel = BudgetPanel(words("en"))
    qtbot.addWidget(panel)
    panel.show_state(planned(an_evening(an_hour(10))))
    panel.show()
    assert panel.headline.badge.text() == "WITHIN"


def test_the_sample_show_is_within_its_promise(shown: Shown) -> None:
    panel = shown(read_sample("super-night"))
    assert panel.headline.badge.text() == "WITHIN"
    assert panel.rules.rowCount() == 8
    assert panel.sponsors.rowCount() == 4


def test_where_it_breaks_is_seen_in_the_smallest_window(shown: Shown, qtbot: QtBot) -> None:
    panel = shown(an_evening(an_hour(5)), width=348)
    panel.resize(348, 145)
    broken = panel.headline.broken

    def is_whole() -> bool:
        foot = broken.mapTo(panel, broken.rect().bottomRight())
        return panel.rect().contains(foot)

    qtbot.waitUntil(is_whole)
