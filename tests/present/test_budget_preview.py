"""What an edit would do to every rule, in words, before it is made."""

from __future__ import annotations

from producer_app.core.budget import budget_of
from producer_app.core.edits import ChangeSegment, Edit, InsertSegment, MoveSegments, RemoveSegments
from producer_app.core.show import AdRuleId, Kind, Method, SegmentId, Show
from producer_app.core.timing import Projection
from producer_app.present.budget_levels import BudgetLevel
from producer_app.present.budget_preview import PreviewView, Turn, preview
from producer_app.present.words import words
from tests.builders import a_segment, minutes, seconds
from tests.present.budgets import a_rule, an_evening, planned, running

HOUR = a_rule(Method.CLOCK_HOUR, title="An hour")
SPOT = SegmentId("s2")


def considered(show: Show | Projection, edit: Edit, language: str = "en") -> PreviewView:
    projection = show if isinstance(show, Projection) else planned(show)
    return preview(projection, budget_of(projection), edit, words(language))


def longer(by: float, segment: SegmentId = SPOT) -> ChangeSegment:
    return ChangeSegment(segment=segment, changes={"length": seconds(220 + by)})


def test_a_longer_spot_leaves_less_and_says_from_what_to_what() -> None:
    view = considered(an_evening(HOUR), longer(10))
    (line,) = view.lines
    assert (line.name, line.change) == ("An hour · 20:00–21:00", "0:20 left → 0:10 left")
    assert (line.turn, view.verdict) == (Turn.TIGHTER, "Every rule holds")
    assert view.level is BudgetLevel.WITHIN


def test_it_says_the_same_in_chinese() -> None:
    view = considered(an_evening(HOUR), longer(10), "zh")
    assert (view.lines[0].change, view.verdict) == ("剩 0:20 → 剩 0:10", "所有规则仍合规")


def test_a_rule_that_would_break_says_by_how_much_and_where() -> None:
    view = considered(an_evening(HOUR), longer(60))
    (line,) = view.lines
    assert line.change == "0:20 left → OVER 0:40"
    assert line.where == "breaks at 20:42:30 in 7 “Song 7”"
    assert (line.turn, view.verdict, view.level) == (
        Turn.BREAKS,
        "BREAKS 1 RULE",
        BudgetLevel.OVER,
    )


def test_what_mends_a_rule_says_so() -> None:
    broken = an_evening(a_rule(Method.CLOCK_HOUR, limit=minutes(5)))
    view = considered(broken, RemoveSegments(segments=(SegmentId("s7"),)))
    (line,) = view.lines
    assert (line.turn, line.change) == (Turn.MENDS, "OVER 0:40 → 1:20 left")
    assert view.verdict == "Every rule holds"


def test_what_breaks_a_broken_rule_further_is_no_new_break_and_yet_worse() -> None:
    broken = an_evening(a_rule(Method.CLOCK_HOUR, limit=minutes(5)))
    view = considered(broken, longer(10))
    (line,) = view.lines
    assert (line.turn, line.change) == (Turn.WORSE, "OVER 0:40 → OVER 0:50")
    assert view.verdict == "Breaks no further rule"


def test_an_edit_that_touches_no_advertising_touches_no_rule() -> None:
    edit = ChangeSegment(segment=SegmentId("s8"), changes={"title": "Another"})
    view = considered(an_evening(HOUR), edit)
    assert (view.lines, view.verdict) == ((), "No rule is touched")


def test_a_spot_moved_into_another_hour_tells_of_the_hour_that_it_fills() -> None:
    show = an_evening(HOUR, on_air="20:40")
    before_last = MoveSegments(segments=(SPOT,), before=SegmentId("s8"), block=None)
    (line,) = considered(show, before_last).lines
    assert (line.name, line.change) == ("An hour · 21:00–22:00", "4:00 left → 0:20 left")


def test_the_worst_comes_first() -> None:
    inside = a_rule(Method.LONGEST_BREAK, id=AdRuleId("break"), title="A break")
    view = considered(an_evening(HOUR, inside), longer(15))
    assert [(line.name, line.turn) for line in view.lines] == [
        ("A break", Turn.BREAKS),
        ("An hour · 20:00–21:00", Turn.TIGHTER),
    ]


def test_an_announcement_counts_towards_its_minimum() -> None:
    show = an_evening(a_rule(Method.LEAST_COUNT, title="Announcements"))
    spot = a_segment("9", seconds(30), kind=Kind.PSA)
    (line,) = considered(show, InsertSegment(segment=spot, before=SegmentId("s7"))).lines
    assert (line.name, line.change) == ("Announcements · 19:00–21:00", "3 MISSING → 2 MISSING")
    assert line.turn is Turn.LOOSER


def test_in_a_run_it_counts_from_how_the_night_stands() -> None:
    projection = running(an_evening(HOUR), "20:13", "20:00", "20:10")
    later = ChangeSegment(segment=SegmentId("s7"), changes={"length": seconds(130)})
    (line,) = considered(projection, later).lines
    assert line.change == "0:20 left → 0:10 left"
    assert considered(projection, longer(10)).lines == ()


def test_an_edit_that_cannot_be_is_refused_in_words() -> None:
    edit = ChangeSegment(segment=SPOT, changes={"length": -1})
    view = considered(an_evening(HOUR), edit)
    assert view.is_refused
    assert view.verdict == "A length cannot be less than nothing."


def test_a_preview_leaves_the_show_as_it_is() -> None:
    show = an_evening(HOUR)
    projection = planned(show)
    considered(projection, longer(60))
    assert projection.show is show
    assert budget_of(projection).states[0].first_break is None
