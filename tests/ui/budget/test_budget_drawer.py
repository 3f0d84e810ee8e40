"""The drawer of the ad budget: every rule, the chosen one over the evening, sponsors."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint, Qt
from pytestqt.qtbot import QtBot

from producer_app.core.budget import budget_of
from producer_app.core.show import AdRuleId, Method, SegmentId, Show, Sponsor, SponsorId
from producer_app.core.timing import Projection
from producer_app.present.budget import budget_view
from producer_app.present.words import words
from producer_app.ui.budget.curve import Curve
from producer_app.ui.budget.drawer import BudgetDrawer
from producer_app.ui.budget.rules import RuleList, told_below
from producer_app.ui.theme import colour
from tests.builders import at, minutes, seconds
from tests.present.budgets import a_rule, an_evening, planned, running

HOUR = a_rule(Method.CLOCK_HOUR, title="An hour")
TIGHT = a_rule(Method.LONGEST_BREAK, id=AdRuleId("tight"), title="A break", limit=seconds(200))
INSIDE = a_rule(Method.NEVER_INSIDE, id=AdRuleId("inside"), title="Never inside")
BAG = SponsorId("bag")

Shown = Callable[..., BudgetDrawer]


@pytest.fixture
def shown(qtbot: QtBot) -> Shown:
    kept: list[BudgetDrawer] = []

    def show_drawer(show: Show | Projection, language: str = "en") -> BudgetDrawer:
        drawer = BudgetDrawer(words(language))
        qtbot.addWidget(drawer)
        kept.append(drawer)
        drawer.resize(560, 600)
        drawer.show()
        display(drawer, show)
        return drawer

    return show_drawer


def display(drawer: BudgetDrawer, show: Show | Projection) -> None:
    projection = show if isinstance(show, Projection) else planned(show)
    drawer.show_state(projection, budget_of(projection))


def move_to(curve: Curve, x: int, qtbot: QtBot) -> None:
    qtbot.mouseMove(curve, QPoint(x, curve.height() // 2))


def x_of(curve: Curve, share: float) -> int:
    return round(curve.width() * share)


def test_the_worst_rule_is_shown_over_the_evening_at_first(shown: Shown) -> None:
    drawer = shown(an_evening(HOUR, TIGHT))
    assert drawer.summary.text() == "AD RULE WILL BREAK · 1 not kept · 1 close"
    assert (drawer.chosen, drawer.rules.chosen) == (TIGHT.id, TIGHT.id)
    detail = drawer.detail
    assert (detail.title.text(), detail.badge.text()) == ("A break", "OVER")
    assert detail.broken.text() == "breaks at 20:13:20 in 2 “Song 2”"


def test_the_figures_of_the_chosen_rule_stand_under_their_heads(shown: Shown) -> None:
    drawer = shown(running(an_evening(HOUR), "20:12", "20:00", "20:10"))
    figures = {name: label.text() for name, label in drawer.detail.figures.items()}
    assert figures == {
        "spent": "2:00",
        "committed": "3:40",
        "projected": "5:40",
        "limit": "6:00",
        "left": "0:20 left",
    }


def test_a_minimum_has_at_least_over_its_limit(shown: Shown) -> None:
    drawer = shown(an_evening(a_rule(Method.LEAST_COUNT)))
    assert drawer.detail.heads["limit"].text() == "At least"
    assert (
        shown(an_evening(a_rule(Method.LEAST_COUNT)), "zh").detail.heads["limit"].text() == "至少"
    )


def test_the_arrows_go_from_rule_to_rule_and_a_second_later_it_is_still_chosen(
    shown: Shown, qtbot: QtBot
) -> None:
    show = an_evening(HOUR, TIGHT)
    drawer = shown(show)
    drawer.take_keyboard()
    qtbot.keyClick(drawer.rules, Qt.Key.Key_Down)
    assert (drawer.chosen, drawer.detail.title.text()) == (HOUR.id, "An hour")
    display(drawer, show)
    assert drawer.chosen == HOUR.id


def test_a_rule_that_is_gone_gives_its_place_to_the_worst(shown: Shown) -> None:
    drawer = shown(an_evening(HOUR, TIGHT))
    drawer.choose(HOUR.id)
    display(drawer, an_evening(TIGHT))
    assert drawer.chosen == TIGHT.id


def test_where_it_is_from_and_that_nobody_verified_it_stands_beside_it(shown: Shown) -> None:
    rule = replace(HOUR, source="Order 61", as_of="2010-01-01", status="superseded", note="Twelve.")
    detail = shown(an_evening(rule)).detail
    assert detail.caution.text() == "SUPERSEDED"
    assert "Order 61 · 2010-01-01 · Superseded" in detail.about.text()
    assert "Twelve." in detail.about.toolTip()


def test_a_rule_that_only_holds_or_does_not_has_no_curve(shown: Shown) -> None:
    detail = shown(an_evening(INSIDE)).detail
    assert not detail.curve.isVisible()
    assert detail.pointed.text() == "no advertising inside Song, Dance"


def test_the_pointer_over_the_curve_says_the_figure_at_the_nearest_advertisement(
    shown: Shown, qtbot: QtBot
) -> None:
    drawer = shown(an_evening(HOUR))
    curve = drawer.detail.curve
    move_to(curve, x_of(curve, 0.2), qtbot)
    assert drawer.detail.pointed.text() == ("20:13:40 2 “Song 2”: 3:40 of 6:00 · 2:20 left")
    move_to(curve, x_of(curve, 0.95), qtbot)
    assert drawer.detail.pointed.text().startswith("20:42:10 7 “Song 7”")


def test_a_click_on_the_curve_chooses_that_segment(shown: Shown, qtbot: QtBot) -> None:
    drawer = shown(an_evening(HOUR))
    curve = drawer.detail.curve
    at = QPoint(x_of(curve, 0.7), 40)
    with qtbot.waitSignal(drawer.segment_chosen) as chosen:
        qtbot.mouseClick(curve, Qt.MouseButton.LeftButton, pos=at)
    assert chosen.args == [SegmentId("s7")]


def test_the_curve_is_walked_by_keys_and_enter_chooses(shown: Shown, qtbot: QtBot) -> None:
    drawer = shown(an_evening(HOUR))
    curve = drawer.detail.curve
    curve.setFocus()
    qtbot.keyClick(curve, Qt.Key.Key_Right)
    assert curve.mark is not None
    assert curve.mark.segment == SegmentId("s2")
    assert curve.accessibleDescription() == drawer.detail.pointed.text()
    qtbot.keyClick(curve, Qt.Key.Key_Right)
    qtbot.keyClick(curve, Qt.Key.Key_Right)
    with qtbot.waitSignal(drawer.segment_chosen) as chosen:
        qtbot.keyClick(curve, Qt.Key.Key_Return)
    assert chosen.args == [SegmentId("s7")]


def inks(curve: Curve) -> set[str]:
    image = curve.grab().toImage()
    across, down = range(0, image.width(), 2), range(0, image.height(), 2)
    return {image.pixelColor(x, y).name() for x in across for y in down}


def test_what_is_over_the_limit_and_the_first_break_have_their_own_colour(shown: Shown) -> None:
    over = colour("over").name()
    assert over in inks(shown(an_evening(replace(HOUR, limit=minutes(5)))).detail.curve)
    assert over not in inks(shown(an_evening(replace(HOUR, limit=minutes(9)))).detail.curve)


@pytest.mark.parametrize("width", range(528, 537))
def test_now_is_painted_again_only_once_it_has_moved_by_a_pixel(
    shown: Shown, monkeypatch: pytest.MonkeyPatch, width: int
) -> None:
    show = an_evening(HOUR)
    curve = shown(running(show, "20:30", "20:00")).detail.curve
    curve.resize(width, 168)
    asked: list[object] = []
    monkeypatch.setattr(curve, "update", lambda *what: asked.append(what))

    curve.show_now(at(show, "20:30:01"))
    assert asked == []
    curve.show_now(at(show, "20:35"))
    assert asked


def test_now_stands_on_the_curve_in_a_run_alone(shown: Shown) -> None:
    now = colour("on_air").name()
    assert now in inks(shown(running(an_evening(HOUR), "20:30", "20:00")).detail.curve)
    assert now not in inks(shown(an_evening(HOUR)).detail.curve)


@pytest.mark.parametrize("method", Method)
@pytest.mark.parametrize("language", ["en", "zh"])
def test_a_rule_of_each_method_can_be_shown(shown: Shown, method: Method, language: str) -> None:
    drawer = shown(running(an_evening(a_rule(method)), "20:12", "20:00", "20:10"), language)
    assert drawer.grab().toImage().width() == 560
    assert drawer.detail.pointed.text()


def test_sponsors_stand_with_what_they_got_and_what_they_were_promised(shown: Shown) -> None:
    evening = an_evening(HOUR)
    first, spot, *rest = evening.segments
    show = replace(
        evening,
        segments=(first, replace(spot, sponsor=BAG), *rest),
        sponsors=(Sponsor(id=BAG, brand="Bag", contracted=seconds(280), mentions=2),),
    )
    drawer = shown(show)
    items = [drawer.sponsors.item(0, column) for column in range(5)]
    assert [item.text() if item else "" for item in items] == [
        "Bag",
        "0:00 · 0×",
        "3:40 · 1×",
        "4:40 · 2×",
        "SHORT 1:00 · 1×",
    ]


def test_esc_asks_to_close_and_changes_nothing(shown: Shown, qtbot: QtBot) -> None:
    drawer = shown(an_evening(HOUR, TIGHT))
    drawer.take_keyboard()
    with qtbot.waitSignal(drawer.closed):
        qtbot.keyClick(drawer.rules, Qt.Key.Key_Escape)
    assert drawer.isVisible()


def test_a_drawer_that_is_closed_does_no_work(qtbot: QtBot) -> None:
    drawer = BudgetDrawer(words("en"))
    qtbot.addWidget(drawer)
    display(drawer, an_evening(HOUR))
    assert drawer.chosen is None
    drawer.show()
    assert drawer.chosen == HOUR.id


def test_a_show_without_rules_says_so(shown: Shown) -> None:
    drawer = shown(an_evening())
    assert "No ad rules" in drawer.summary.text()
    assert not drawer.detail.isVisible()


def test_what_ran_elsewhere_is_told_beneath_the_figures_and_drawn_as_spent(shown: Shown) -> None:
    rule = a_rule(Method.FIXED_WINDOW, used_elsewhere=minutes(1), note="The news.")
    detail = shown(an_evening(rule)).detail
    assert detail.elsewhere.text() == "of which 1:00 ran elsewhere: The news."
    assert detail.elsewhere.isVisible()
    image = detail.curve.grab().toImage()
    foot = image.height() - detail.curve.fontMetrics().height() - 3
    spent = {image.pixelColor(x, foot).name() for x in range(10, 60)}
    assert colour("ad").name() in spent
    assert len(spent) == 1


def test_the_place_of_a_rule_has_a_line_of_its_own_in_the_drawer(shown: Shown) -> None:
    drawer = shown(an_evening(HOUR))
    narrow = RuleList()
    view = budget_view(planned(an_evening(HOUR)), words("en"))
    narrow.show_rules(view.rules, None)
    assert drawer.rules.sizeHint().height() > narrow.sizeHint().height()


def test_a_rules_figures_have_a_line_of_their_own_in_the_drawer(shown: Shown) -> None:
    rolling = a_rule(Method.ROLLING_WINDOW)
    (rule,) = shown(an_evening(rolling)).rules.rules
    figures, about = told_below(rule, has_place=True)
    assert figures == rule.figures
    assert figures.endswith("limit 4:00")
    assert about.startswith(rule.window)
    (together,) = told_below(rule, has_place=False)
    assert together.startswith(f"{rule.window} · {rule.figures}")
