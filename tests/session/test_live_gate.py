"""What is live is protected from the plan, and what is not live is left alone."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from producer_app.core.edits import ChangeSegment, ChangeShow, Put
from producer_app.core.errors import NeedsConfirmation
from producer_app.core.run import RunKind
from producer_app.core.show import SegmentId, TalentId
from producer_app.core.timebase import WallTime
from producer_app.session.clock import HandClock
from producer_app.session.session import Session
from tests.builders import (
    SHOP,
    STAGE,
    a_segment,
    a_shop_segment,
    a_show,
    an_artist,
    at,
    minutes,
)
from tests.session.evenings import expected, go, played, reopened

SHOW = a_show(
    *[a_segment(str(number)) for number in range(1, 5)],
    a_shop_segment("90"),
    talent=(an_artist("li"),),
    starts_after="Evening news",
    hard_out="20:20",
)

LATER = {"on_air": WallTime(20, 2), "hard_out": WallTime(20, 22), "keeps_length": True}


@pytest.fixture
def on_one(session: Session, clock: HandClock) -> Session:
    """The show on its first number, with the second in standby."""
    played(session, clock, "1")
    return session


TIMES = {
    "hard_end": WallTime(20, 10),
    "front_hit": WallTime(20, 6),
    "back_hit": WallTime(20, 9),
    "hard_start": WallTime(20, 6),
}


@pytest.mark.parametrize("field", TIMES)
@pytest.mark.parametrize("number", ["1", "2"])
def test_a_time_of_a_live_segment_is_a_question_first(
    on_one: Session, number: str, field: str
) -> None:
    edit = ChangeSegment(segment=SegmentId(f"s{number}"), changes={field: TIMES[field]})
    with pytest.raises(NeedsConfirmation) as question:
        on_one.edit(edit)
    assert field.replace("_", " ") in str(question.value)
    on_one.edit(edit, confirmed=True)
    assert getattr(on_one.show.segment(SegmentId(f"s{number}")), field) == TIMES[field]


@pytest.mark.parametrize("field", TIMES)
def test_a_time_of_a_segment_far_ahead_is_no_question(on_one: Session, field: str) -> None:
    on_one.edit(ChangeSegment(segment=SegmentId("s4"), changes={field: TIMES[field]}))
    assert getattr(on_one.show.segment(SegmentId("s4")), field) == TIMES[field]


def test_who_fills_ahead_of_the_standby_is_named_without_a_question(on_one: Session) -> None:
    li = TalentId("li")
    on_one.edit(ChangeSegment(segment=SegmentId("s2"), changes={"filled_by": (li,)}))
    assert on_one.show.segment(SegmentId("s2")).filled_by == (li,)


def test_before_the_first_go_the_show_follows_the_programme_ahead_without_a_question(
    session: Session, clock: HandClock
) -> None:
    session.begin(RunKind.SHOW)
    session.edit(ChangeShow(changes=LATER))

    assert session.plan.rooms[STAGE].on_air == at(SHOW, "20:02:00")
    out = session.projection().rooms[STAGE].out
    assert out is not None
    assert out.at == at(SHOW, "20:22:00")
    assert expected(session, SHOW.segments[1]) == at(SHOW, "20:07:00")
    again = reopened(session, clock)
    assert (again.show.on_air, again.show.starts_after) == (WallTime(20, 2), "Evening news")
    again.close()


@pytest.mark.parametrize("field", LATER)
def test_after_the_first_go_it_is_a_question(on_one: Session, field: str) -> None:
    change: dict[str, Any] = {field: LATER[field]}
    with pytest.raises(NeedsConfirmation) as question:
        on_one.edit(ChangeShow(changes=change))
    assert question.value.code == "live.touched_show"
    assert on_one.show == SHOW
    on_one.edit(ChangeShow(changes=change), confirmed=True)
    assert getattr(on_one.show, field) == LATER[field]


def test_an_undo_of_the_shows_times_asks_once_it_has_begun(
    session: Session, clock: HandClock
) -> None:
    session.edit(ChangeShow(changes=LATER))
    played(session, clock, "1")
    with pytest.raises(NeedsConfirmation):
        session.undo()
    session.undo(confirmed=True)
    assert session.show == SHOW


def test_what_a_show_starts_after_is_never_a_question(on_one: Session) -> None:
    on_one.edit(ChangeShow(changes={"starts_after": "Late news", "venue": "Cube"}))
    assert on_one.show.starts_after == "Late news"


def test_a_room_that_has_not_begun_may_be_moved_and_one_that_has_asks(
    on_one: Session, clock: HandClock
) -> None:
    def opening(hour: int) -> Put:
        return Put(entity=replace(on_one.show.room(SHOP), on_air=WallTime(hour, 5)))

    on_one.edit(opening(20))
    clock.advance(minutes(1))
    go(on_one, "90", SHOP)
    with pytest.raises(NeedsConfirmation) as question:
        on_one.edit(opening(21))
    assert question.value.code == "live.touched_room"
    assert "Shop" in str(question.value)
    on_one.edit(opening(21), confirmed=True)
    assert on_one.show.room(SHOP).on_air == WallTime(21, 5)


def test_when_the_run_has_ended_nothing_is_asked(on_one: Session) -> None:
    on_one.end()
    on_one.edit(ChangeShow(changes=LATER))
    on_one.edit(ChangeSegment(segment=SegmentId("s1"), changes={"hard_end": WallTime(20, 9)}))
