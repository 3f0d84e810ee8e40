"""The crew that is always on time: it waits for what a real crew waits for, and no more."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from producer_app.core.calling import EndRoom, Go
from producer_app.core.handoff import State
from producer_app.core.show import RoomId, SegmentId, Show, TalentId
from producer_app.core.timebase import Millis
from producer_app.jobs.crew import Crew, Step
from producer_app.present.words import clock as wall_clock
from producer_app.session.clock import HandClock
from producer_app.session.session import Session
from tests.builders import (
    SHOP,
    STAGE,
    a_handoff,
    a_segment,
    a_shop_segment,
    a_show,
    an_artist,
    at,
    minutes,
    seconds,
    wall,
)

LIN = TalentId("lin")
Taken = list[tuple[str, str]]
Rehearse = Callable[..., "Evening"]


class Evening:
    """What the crew did of an evening."""

    def __init__(self, session: Session, steps: list[Step]) -> None:
        assert session.run is not None
        self.show, self.run, self.steps = session.show, session.run, steps

    def taken(self, room: RoomId = STAGE) -> Taken:
        """Each take of a room with its start, then its end."""
        found: Taken = []
        for step in self.steps:
            match step.call:
                case Go(room=of, expects=key) if of == room:
                    number = self.show.segment(key).number
                    found.append((wall_clock(step.at, self.show), number))
                case EndRoom(room=of) if of == room:
                    found.append((wall_clock(step.at, self.show), "end"))
        return found


@pytest.fixture
def rehearse(tmp_path: Path) -> Rehearse:
    def work(
        show: Show,
        overruns: Mapping[SegmentId, Millis] | None = None,
        repeats: frozenset[SegmentId] = frozenset(),
    ) -> Evening:
        hand = HandClock(at(show, "19:30"))
        session = Session.create(tmp_path / "evening.show", show, hand)
        try:
            crew = Crew(session=session, clock=hand, overruns=overruns or {}, repeats=repeats)
            return Evening(session, list(crew.rehearse()))
        finally:
            session.close()

    return work


def test_a_segment_without_length_stays_until_its_hard_end(rehearse: Rehearse) -> None:
    show = a_show(a_segment("1", None, hard_end=wall("20:06")), a_segment("2", minutes(4)))
    assert rehearse(show).taken() == [
        ("20:00:00", "1"),
        ("20:06:00", "2"),
        ("20:10:00", "end"),
    ]


def test_what_is_over_before_its_hard_end_holds_the_next_until_then(rehearse: Rehearse) -> None:
    show = a_show(a_segment("1", minutes(4), hard_end=wall("20:06")), a_segment("2", minutes(4)))
    assert rehearse(show).taken()[1] == ("20:06:00", "2")


def test_a_hard_end_is_missed_by_as_much_as_a_segment_runs_over(rehearse: Rehearse) -> None:
    show = a_show(a_segment("1", None, hard_end=wall("20:06")), a_segment("2", minutes(4)))
    late = rehearse(show, {SegmentId("s1"): seconds(40)})
    assert late.taken()[1] == ("20:06:40", "2")


def test_the_last_segment_keeps_its_room_on_the_air_until_its_hard_end(rehearse: Rehearse) -> None:
    show = a_show(a_segment("1", minutes(4), hard_end=wall("20:06")))
    assert rehearse(show).taken()[-1] == ("20:06:00", "end")


def test_a_second_day_begins_with_its_opening(rehearse: Rehearse) -> None:
    show = a_show(a_segment("1", minutes(4)), a_segment("2", hard_start="44:00", is_opening=True))
    assert rehearse(show).taken()[1] == ("44:00:00", "2")


def test_a_hit_time_is_waited_for(rehearse: Rehearse) -> None:
    show = a_show(a_segment("1", minutes(4)), a_segment("2", front_hit=wall("21:00")))
    assert rehearse(show).taken()[1] == ("21:00:00", "2")


def a_walk() -> Show:
    return a_show(
        a_segment("1", minutes(10), talent=(LIN,)),
        a_segment("2", minutes(20)),
        a_shop_segment("S1", minutes(10)),
        a_shop_segment("S2", minutes(6), talent=(LIN,)),
        talent=(an_artist("lin", transit=seconds(75)),),
        handoffs=(a_handoff("H1", "s1", to_segment=SegmentId("sS2"), return_after=minutes(4)),),
    )


def test_a_room_waits_until_the_artist_has_walked_over(rehearse: Rehearse) -> None:
    evening = rehearse(a_walk())
    assert evening.taken(SHOP)[1] == ("20:11:15", "S2")
    assert evening.taken()[1] == ("20:10:00", "2")


def test_a_room_waits_longer_for_an_artist_who_is_kept_on_stage(rehearse: Rehearse) -> None:
    evening = rehearse(a_walk(), {SegmentId("s1"): minutes(3)})
    assert evening.taken()[1] == ("20:13:00", "2")
    assert evening.taken(SHOP)[1] == ("20:14:15", "S2")
    assert evening.run.lines[evening.show.handoffs[0].id].state in (State.RETURNED, State.CLOSED)


def test_a_repeat_is_on_the_air_twice_and_the_rundown_goes_on_behind_it(
    rehearse: Rehearse,
) -> None:
    show = a_show(a_segment("1", minutes(4)), a_segment("2", minutes(5)))
    evening = rehearse(show, repeats=frozenset({SegmentId("s1")}))
    assert evening.taken() == [
        ("20:00:00", "1"),
        ("20:04:00", "1"),
        ("20:08:00", "2"),
        ("20:13:00", "end"),
    ]


def test_the_last_segment_may_be_repeated_as_well(rehearse: Rehearse) -> None:
    show = a_show(a_segment("1", minutes(4)))
    evening = rehearse(show, repeats=frozenset({SegmentId("s1")}))
    assert evening.taken() == [("20:00:00", "1"), ("20:04:00", "1"), ("20:08:00", "end")]


def test_two_rooms_that_change_artists_at_once_do_not_wait_for_ever(rehearse: Rehearse) -> None:
    wang = TalentId("wang")
    people = (an_artist("lin", transit=seconds(60)), an_artist("wang", transit=seconds(60)))
    show = a_show(
        a_segment("1", minutes(10), talent=(LIN,)),
        a_segment("2", minutes(10), talent=(wang,)),
        a_shop_segment("S1", minutes(10), talent=(wang,)),
        a_shop_segment("S2", minutes(10), talent=(LIN,)),
        talent=people,
    )
    evening = rehearse(show, {SegmentId("s1"): minutes(2)})
    assert evening.taken() == [("20:00:00", "1"), ("20:12:00", "2"), ("20:22:00", "end")]
    assert evening.taken(SHOP) == [("20:00:00", "S1"), ("20:13:00", "S2"), ("20:23:00", "end")]
