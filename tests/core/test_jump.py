"""A jump is standby and GO in one call: both happen, or neither does."""

from __future__ import annotations

import pytest

from producer_app.core.calling import AdjustTime, Go, Repeat, Skip, decide, in_standby
from producer_app.core.errors import NeedsConfirmation, Refused
from producer_app.core.run import Event, StoodBy, WentOnAir
from producer_app.core.show import SegmentId, Standing
from producer_app.core.timebase import Instant
from tests.builders import (
    STAGE,
    a_run,
    a_segment,
    a_shop_segment,
    a_show,
    at,
    called,
    folded,
    gone,
    minutes,
)

S1, S2, S3, S4 = (SegmentId(f"s{n}") for n in "1234")
SHOW = a_show(*(a_segment(n, minutes(5)) for n in "1234"), a_shop_segment("S1"))
EIGHT = at(SHOW, "20:00")
Log = tuple[Event, ...]


def after(seconds: float) -> Instant:
    return Instant(EIGHT + round(seconds * 1_000))


def on_air() -> Log:
    return gone(SHOW, a_run(SHOW, after(-3_600)), EIGHT)


def jump(segment: SegmentId, *, is_confirmed: bool = True) -> Go:
    return Go(room=STAGE, expects=segment, is_jump=True, is_confirmed=is_confirmed)


def stands(events: Log) -> tuple[str, str | None]:
    """What is on air and what is in standby, by number."""
    room = folded(events).room(STAGE)
    assert room.on_air is not None
    waiting = in_standby(SHOW, room)
    return room.on_air.number, None if waiting is None else waiting.number


def test_a_jump_is_one_call_and_the_rundown_plays_on_from_there() -> None:
    events = called(SHOW, on_air(), jump(S3), after(10))
    assert stands(events) == ("3", "4")
    assert [type(event) for event in events[-2:]] == [StoodBy, WentOnAir]


def test_a_jump_back_plays_on_from_there() -> None:
    events = called(SHOW, on_air(), jump(S3), after(10))
    assert stands(called(SHOW, events, jump(S1), after(20))) == ("1", "2")


@pytest.mark.parametrize("gap", [0, 0.4, 0.999])
def test_a_jump_within_a_second_of_a_go_is_refused_and_leaves_standby_where_it_was(
    gap: float,
) -> None:
    events = on_air()
    with pytest.raises(Refused, match="taken as one GO"):
        called(SHOW, events, jump(S4), after(gap))
    assert stands(events) == ("1", "2")


def test_a_jump_asks_before_it_takes_something_off_the_air() -> None:
    with pytest.raises(NeedsConfirmation, match="Take 3 Song 3 now, in place of 1 Song 1"):
        called(SHOW, on_air(), jump(S3, is_confirmed=False), after(10))


def test_with_nothing_on_air_a_jump_asks_nothing() -> None:
    events = called(SHOW, a_run(SHOW, EIGHT), jump(S3, is_confirmed=False), after(1))
    assert stands(events) == ("3", "4")


def test_a_jump_to_what_is_in_standby_anyway_is_a_go() -> None:
    events = called(SHOW, on_air(), jump(S2, is_confirmed=False), after(10))
    assert stands(events) == ("2", "3")


@pytest.mark.parametrize("standing", [Standing.FLOATED, Standing.OMITTED])
def test_a_jump_to_a_segment_out_of_the_show_is_refused(standing: Standing) -> None:
    show = a_show(a_segment("1"), a_segment("2", standing=standing))
    run = folded(gone(show, a_run(show, EIGHT), EIGHT))
    with pytest.raises(Refused, match="bring it back first"):
        decide(show, run, jump(S2), after(10))


def test_a_jump_into_another_room_is_refused() -> None:
    with pytest.raises(Refused, match="belongs to another room"):
        called(SHOW, on_air(), jump(SegmentId("sS1")), after(10))


def test_a_jump_to_a_hard_start_that_is_far_off_asks_about_that() -> None:
    show = a_show(a_segment("1"), a_segment("2"), a_segment("3", hard_start="20:30"))
    run = folded(gone(show, a_run(show, EIGHT), EIGHT))
    with pytest.raises(NeedsConfirmation, match=r"a hard start at 20:30:00, \d\d:\d\d away"):
        decide(show, run, jump(S3, is_confirmed=False), after(10))
    assert decide(show, run, jump(S3), after(10))


def test_time_cannot_be_added_to_a_length_that_nobody_knows() -> None:
    show = a_show(a_segment("1", None))
    events = gone(show, a_run(show, EIGHT), EIGHT)
    with pytest.raises(Refused, match="1 Song 1 has no length"):
        called(show, events, AdjustTime(room=STAGE, by=minutes(1)), after(10))


def test_a_repeat_of_what_is_on_air_is_skipped_and_the_rundown_goes_on() -> None:
    events = called(SHOW, on_air(), Repeat(room=STAGE, segment=S1), after(10))
    assert stands(events) == ("1", "1")
    events = called(SHOW, events, Skip(room=STAGE, segment=S1), after(20))
    assert stands(events) == ("1", "2")
    with pytest.raises(Refused, match="on air: GO to the next"):
        called(SHOW, events, Skip(room=STAGE, segment=S1), after(30))


def test_what_was_to_come_once_more_and_is_skipped_still_comes_in_its_order() -> None:
    events = called(SHOW, on_air(), Repeat(room=STAGE, segment=S3), after(10))
    events = called(SHOW, events, Skip(room=STAGE, segment=S3), after(20))
    events = gone(SHOW, events, after(30))
    assert stands(events) == ("2", "3")
