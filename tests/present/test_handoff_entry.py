"""Planning a handoff: what is proposed, what is typed and chosen, and the edits that follow."""

from __future__ import annotations

from dataclasses import replace

import pytest

from producer_app.core.edits import Edit
from producer_app.core.errors import BadInput, Refused
from producer_app.core.show import (
    Anchor,
    Handoff,
    HandoffId,
    HandoffKind,
    RoomId,
    SegmentId,
    Show,
    TalentId,
    Trigger,
)
from producer_app.core.timing import Projection, plan_times, project
from producer_app.present.handoff_entry import (
    Line,
    anchored,
    changed,
    echo,
    leading_to,
    leaving_from,
    point_typed,
    proposed,
    text_of,
    typed,
)
from producer_app.present.words import words
from tests.builders import (
    SHOP,
    STAGE,
    a_handoff,
    a_segment,
    a_shop,
    a_shop_segment,
    a_show,
    a_stage,
    at,
    minutes,
    seconds,
    wall,
)

EN = words("en")
FIRST = SegmentId("s1")


def an_evening(**changes: object) -> Show:
    return a_show(
        a_segment("1"),
        a_segment("2"),
        a_shop_segment("S1"),
        a_shop_segment("S2", minutes(20)),
        **changes,  # type: ignore[arg-type]
    )


def seen(show: Show) -> Projection:
    return project(plan_times(show), None, at(show, "19:00"))


def after(show: Show, edit: Edit | None) -> Handoff:
    assert edit is not None
    return edit.apply(show).handoffs[-1]


def planned_from(segment: str, show: Show) -> Handoff:
    key, edit = proposed(seen(show), SegmentId(segment), EN, lambda: "new")
    assert key == HandoffId("new")
    return after(show, edit)


def test_a_new_handoff_leads_to_the_shop_and_opens_what_runs_there() -> None:
    handoff = planned_from("s1", an_evening(handoffs=(a_handoff("H3", "s2"),)))
    assert (handoff.number, handoff.kind) == ("H4", HandoffKind.THROW)
    assert (handoff.segment, handoff.to_room, handoff.to_segment) == (FIRST, SHOP, "sS2")


def test_a_new_handoff_from_the_shop_leads_back_to_the_stage() -> None:
    handoff = planned_from("sS1", an_evening())
    assert (handoff.to_room, handoff.kind) == (STAGE, HandoffKind.TOSS_BACK)
    assert handoff.to_segment == "s2"


def test_what_another_handoff_opens_is_not_proposed_again() -> None:
    other = a_handoff("H1", "s2", to_segment=SegmentId("sS2"))
    assert planned_from("s1", an_evening(handoffs=(other,))).to_segment is None


def test_a_show_with_one_room_has_no_handoff() -> None:
    with pytest.raises(Refused, match="only one"):
        planned_from("s1", a_show(a_segment("1")))


@pytest.mark.parametrize(
    ("line", "text", "name", "value"),
    [
        (Line.TITLE, " To the shop ", "title", "To the shop"),
        (Line.STANDBY_LEAD, "45", "standby_lead", seconds(45)),
        (Line.RETURN_AFTER, "8:00", "return_after", minutes(8)),
        (Line.ACKNOWLEDGED_BY, "host， back  office、", "acknowledged_by", ("host", "back office")),
        (Line.GATES, "link tested\n\n stock ", "gates", ("link tested", "stock")),
        (Line.NUMBER, "H9", "number", "H9"),
        (Line.OFFSET, "-0:30", "trigger", Trigger(offset=seconds(-30))),
        (Line.OFFSET, "+15", "trigger", Trigger(offset=seconds(15))),
        (Line.HARD_TIME, "8:15pm", "trigger", Trigger(hard_time=wall("20:15"))),
        (Line.HARD_TIME, "prev+0:30", "trigger", Trigger(hard_time=wall("20:05:30"))),
    ],
)
def test_what_is_typed_is_understood_and_reads_back(
    line: Line, text: str, name: str, value: object
) -> None:
    handoff = a_handoff("H1", "s1")
    show = an_evening(handoffs=(handoff,))
    then = after(show, typed(show, handoff, line, text))
    assert getattr(then, name) == value
    assert typed(show, then, line, text_of(then, line)) is None


@pytest.mark.parametrize(
    ("line", "text", "said"),
    [
        (Line.OFFSET, "-30", "= 30 s before the end of the segment"),
        (Line.OFFSET, "", "= right at the end of the segment"),
        (Line.OFFSET, "1:05", "= 1 min 5 s after the end of the segment"),
        (Line.HARD_TIME, "0:03", "= 24:03:00"),
        (Line.RETURN_AFTER, "", "= nobody is expected back"),
        (Line.STANDBY_LEAD, "0:30", "= 0:30 (30 s)"),
        (Line.TITLE, "Over to you", ""),
    ],
)
def test_what_is_understood_is_said(line: Line, text: str, said: str) -> None:
    show = an_evening()
    assert echo(show, a_handoff("H1", "s1"), line, text, EN) == said


@pytest.mark.parametrize(
    ("line", "text", "example"),
    [
        (Line.OFFSET, "soon", "like 4:30"),
        (Line.HARD_TIME, "later", "like 20:15:00"),
        (Line.STANDBY_LEAD, "", "like 0:30"),
        (Line.RETURN_AFTER, "-", ""),
        (Line.NUMBER, "h2", "take another, like H3"),
        (Line.NUMBER, " ", "like H3"),
    ],
)
def test_what_is_not_understood_is_refused_with_an_example(
    line: Line, text: str, example: str
) -> None:
    show = an_evening(handoffs=(a_handoff("H1", "s1"), a_handoff("H2", "s2")))
    if not example:
        assert typed(show, show.handoffs[0], line, text) is None
        return
    with pytest.raises(BadInput, match=example):
        typed(show, show.handoffs[0], line, text)


def test_talking_points_close_up_when_one_is_emptied() -> None:
    handoff = a_handoff("H1", "s1", talking_points=("one", "two"))
    show = an_evening(handoffs=(handoff,))
    assert after(show, point_typed(handoff, 2, "three")).talking_points == ("one", "two", "three")
    assert after(show, point_typed(handoff, 0, " ")).talking_points == ("two",)
    assert point_typed(handoff, 2, "") is None


def test_a_hard_time_begins_as_the_time_that_it_is_due_so_far() -> None:
    handoff = a_handoff("H1", "s1", trigger=Trigger(offset=seconds(-15)))
    show = an_evening(handoffs=(handoff,))
    trigger = after(show, anchored(seen(show), handoff, Anchor.HARD_TIME)).trigger
    assert (trigger.hard_time, trigger.offset) == (wall("20:04:45"), 0)


def test_leaving_from_the_room_that_it_led_to_turns_it_around() -> None:
    handoff = a_handoff("H1", "s1", to_segment=SegmentId("sS1"))
    show = an_evening(handoffs=(handoff,))
    turned = after(show, leaving_from(show, handoff, SegmentId("sS2")))
    assert (turned.segment, turned.to_room, turned.to_segment) == ("sS2", STAGE, None)
    moved = after(show, leaving_from(show, handoff, SegmentId("s2")))
    assert (moved.to_room, moved.to_segment) == (SHOP, "sS1")


def test_another_room_opens_no_segment_of_the_one_before() -> None:
    handoff = a_handoff("H1", "s1", to_segment=SegmentId("sS1"))
    rooms = (a_stage(), a_shop(), a_shop(id=RoomId("vip"), name="Lounge"))
    show = an_evening(rooms=rooms, handoffs=(handoff,))
    assert after(show, leading_to(show, handoff, rooms[2].id)).to_segment is None
    assert leading_to(show, handoff, SHOP) is None


def test_a_choice_that_is_made_already_asks_for_nothing() -> None:
    handoff = a_handoff("H1", "s1")
    assert changed(handoff, "kind", HandoffKind.THROW) is None
    people = (TalentId("li"),)
    assert changed(replace(handoff, talent=people), "talent", people) is None
