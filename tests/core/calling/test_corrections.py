"""What was called wrongly is taken back or corrected, and stays in the log."""

from __future__ import annotations

import pytest

from producer_app.core.calling import CorrectTake, EndRoom, Standby, TakeBack
from producer_app.core.errors import Refused
from producer_app.core.run import WentOnAir
from tests.builders import STAGE, called, folded, gone, minutes, seconds
from tests.core.calling.called_evening import EIGHT, S1, S2, SHOW, after, next_up, on_air, take


def test_a_wrong_take_is_taken_back_and_the_one_before_is_on_air_still() -> None:
    events = gone(SHOW, on_air(), after(100))
    events = called(SHOW, events, TakeBack(room=STAGE), after(105))

    assert (take(events).segment, take(events).started) == (S1, EIGHT)
    assert take(events).remaining(after(120)) == minutes(3)
    assert next_up(events) == "2"
    assert folded(events).room(STAGE).takes == ()


def test_the_first_take_of_the_evening_can_be_taken_back() -> None:
    events = called(SHOW, on_air(), TakeBack(room=STAGE), after(3))
    assert folded(events).room(STAGE).on_air is None
    assert next_up(events) == "1"


def test_a_wrong_take_stays_in_the_log() -> None:
    events = called(SHOW, gone(SHOW, on_air(), after(100)), TakeBack(room=STAGE), after(105))
    assert [e.segment for e in events if isinstance(e, WentOnAir)] == [S1, S2]


def test_a_correction_never_leaves_two_takes_of_a_room_on_the_air_at_once() -> None:
    events = called(SHOW, on_air(), EndRoom(room=STAGE), after(300))
    events = called(SHOW, events, Standby(room=STAGE, segment=S2), after(303))
    events = gone(SHOW, events, after(305))

    events = called(SHOW, events, CorrectTake(room=STAGE, by=seconds(-8)), after(310))

    assert take(events).started == after(297)
    assert folded(events).room(STAGE).takes[0].ended == after(297)


def test_a_take_logged_late_is_corrected_and_the_one_before_ends_earlier() -> None:
    events = gone(SHOW, on_air(), after(308))
    events = called(SHOW, events, CorrectTake(room=STAGE, by=seconds(-8)), after(310))

    assert take(events).started == after(300)
    assert folded(events).room(STAGE).takes[0].ended == after(300)
    assert take(events).remaining(after(310)) == seconds(290)


@pytest.mark.parametrize("by", [11, -301])
def test_a_take_cannot_have_begun_in_the_future_or_before_the_one_ahead(by: int) -> None:
    events = gone(SHOW, on_air(), after(300))
    with pytest.raises(Refused, match="cannot have started before"):
        called(SHOW, events, CorrectTake(room=STAGE, by=seconds(by)), after(310))
